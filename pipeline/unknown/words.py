"""Heads, titles, headings and verbs of a corpus that no list knows, the most frequent first."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from rapidfuzz import fuzz, process

from pipeline.export.query import Questions, Row
from pipeline.tables.classify import title_key
from pipeline.vocabulary import Vocabulary
from pipeline.vocabulary.columns import Columns

NEAR: Final = 50  # RapidFuzz ratio (0–100) from which a known word is shown beside an unknown one
SHOWN: Final = 3
LONGEST_HEADING: Final = 30  # characters; longer ones are sentences
LONGEST_VERB: Final = 6
DOUBTFUL: Final = 0.9  # sureness of a type below which its title is worth a look
_YEAR: Final = re.compile(r"20\d\d年?")
_SENTENCE: Final = re.compile(r"[^。；;\n]+")
_HAN: Final = re.compile(r"[\u4e00-\u9fff]+")


@dataclass(slots=True)
class Unknown:
    """Words that nobody knew: how often, in how many documents, where for example, and what is near."""

    words: str
    times: int = 0
    documents: set[str] = field(default_factory=set)
    example: str = ""
    near: tuple[str, ...] = ()

    def met(self, times: int, doc_id: str, example: str) -> None:
        self.times += times
        self.documents.add(doc_id)
        self.example = self.example or example


def unknown_heads(corpus: Questions, columns: Columns) -> list[Unknown]:
    """Steps of column paths over amounts that are no known head, with the canonical terms they resemble."""
    rows = corpus.each(
        "SELECT c.doc_id, c.column_path, t.title, count(*) AS times, min(c.page) AS page, any_value(d.path) AS path "
        "FROM cells c JOIN tables t USING (doc_id, table_id) JOIN documents d USING (doc_id) "
        "WHERE c.value IS NOT NULL AND c.column_path IS NOT NULL GROUP BY ALL ORDER BY c.doc_id, page, c.column_path"
    )
    terms = sorted({term.canonical for term in columns.terms.values()})
    found: dict[str, Unknown] = {}
    for row in rows:
        for step in row["column_path"].split("/"):
            if not columns.knows(step) and not _YEAR.fullmatch(step):
                found.setdefault(step, Unknown(step)).met(row["times"], row["doc_id"], _place(row))
    for one in found.values():
        one.near = tuple(word for word, _, _ in process.extract(one.words, terms, scorer=fuzz.ratio, limit=SHOWN,
                                                                score_cutoff=NEAR))  # fmt: skip
    return _ranked(found.values())


def unknown_titles(corpus: Questions, columns: Columns) -> list[Unknown]:
    """Titles of tables whose type is `other` or in doubt, without year and body; near are the types in question."""
    rows = corpus.each(
        "SELECT t.doc_id, t.title, t.type, t.sure, t.runner_up, t.page_start AS page, d.path "
        "FROM tables t JOIN documents d USING (doc_id) WHERE t.title IS NOT NULL AND NOT t.empty "
        "ORDER BY t.doc_id, t.table_id"
    )
    found: dict[str, Unknown] = {}
    types: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        key = title_key(row["title"])
        if key and (row["type"] == "other" or ((row["sure"] or 0) < DOUBTFUL and columns.compositions.leaves(key))):
            found.setdefault(key, Unknown(key)).met(1, row["doc_id"], _place(row))
            types[key].update(kind for kind in (row["type"], row["runner_up"]) if kind)
    for key, one in found.items():
        one.near = tuple(kind for kind, _ in types[key].most_common(SHOWN))
    return _ranked(found.values())


def unknown_headings(corpus: Questions, vocabulary: Vocabulary) -> list[Unknown]:
    """Headings that got the label `other`, but for those that a list says are."""
    rows = corpus.each(
        "SELECT s.doc_id, s.title, s.page_start AS page, d.path FROM sections s JOIN documents d USING (doc_id) "
        "WHERE s.label = 'other' AND s.title <> '' AND s.level <= 2 ORDER BY s.doc_id, s.section_id"
    )
    headings = vocabulary.headings
    known = {*headings.titles, *map(headings.fold, headings.alone)}
    found: dict[str, Unknown] = {}
    for row in rows:
        folded = headings.fold(row["title"])
        if folded and len(folded) <= LONGEST_HEADING and folded not in known:
            found.setdefault(folded, Unknown(row["title"])).met(1, row["doc_id"], _place(row))
    return _ranked(found.values())


def unknown_verbs(corpus: Questions, vocabulary: Vocabulary) -> list[Unknown]:
    """Words between what something is compared with and a figure, in sentences of which no claim was read."""
    rows = corpus.each(
        "SELECT s.doc_id, s.section_id, s.label, s.text, s.page_start AS page, d.path, m.spans FROM sections s "
        "JOIN documents d USING (doc_id) LEFT JOIN (SELECT doc_id, section_id, list([char_start, char_end]) AS spans "
        "FROM statements GROUP BY ALL) m USING (doc_id, section_id) ORDER BY s.doc_id, s.section_id"
    )
    cues = vocabulary.cues
    bases = sorted(
        {word for name in ("prior_year", "initial_budget") for word in cues.base[name]}, key=len, reverse=True
    )
    compared = re.compile(f"({'|'.join(map(re.escape, bases))})({_HAN.pattern})\\d")
    known = {word for words in cues.direction.values() for word in words}
    found: dict[str, Unknown] = {}
    for row in rows:
        if row["label"] in cues.skipped:
            continue
        spans = row["spans"] or []
        for sentence in _SENTENCE.finditer(row["text"] or ""):
            if any(start < sentence.end() and sentence.start() < end for start, end in spans):
                continue
            for base, words in compared.findall("".join(sentence[0].split())):
                quantity = vocabulary.columns.knows(base + words)  # 上年结转
                if len(words) <= LONGEST_VERB and words not in known and not quantity:
                    example = f"{row['path']}, page {row['page']}: {sentence[0].strip()[:60]}"
                    found.setdefault(words, Unknown(words)).met(1, row["doc_id"], example)
    return _ranked(found.values())


def _place(row: Row) -> str:
    title = f" 《{row['title']}》" if row.get("title") else ""
    return f"{row['path']}, page {row['page']}{title}"


def _ranked(found: Iterable[Unknown]) -> list[Unknown]:
    return sorted(found, key=lambda one: (-len(one.documents), -one.times, one.words))
