"""Sections in, statements out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from pipeline.document import Issue, Section, Statement
from pipeline.statements.bases import own_year
from pipeline.statements.drafts import Draft, Quantity
from pipeline.statements.lexer import tokens
from pipeline.statements.names import is_money, name_forms, read_name
from pipeline.statements.passages import Passage, fold, read_passages
from pipeline.statements.reading import Reading
from pipeline.statements.tokens import Kind
from pipeline.statements.words import Words
from pipeline.vocabulary.cues import Cues

if TYPE_CHECKING:
    from spacy.language import Language

_COMPARES = re.compile(r"\d|百分|亿元|万元|萬元|持平|一致|相同|变化|變化")
_STOP = re.compile(r"[。！]")
_TITLE_ENDS = re.compile(
    r"(?:的|总体|具体|增减|变化|变动|执行|安排|使用|支出|收支|决算|预算|有关|基本|公开)*(?:情况|说明|分析)+(?:的?说明)?$"
)


Found = tuple[Draft, Passage, Section]


def find_statements(
    sections: tuple[Section, ...], cues: Cues, language: Language, doc_id: str
) -> tuple[Statement, ...]:
    """Every claim of the sections' text that compares a quantity of money with something (CONTRACT 3.4), in order.

    Sections of duties, names and contents are not read. Spans count characters of the section's text. `language` is
    the pipeline of `load_language`; a component that is switched off there is left out here.
    """
    year = own_year(_plain(section.title + "\n" + section.text, cues) for section in sections)
    titles = {section.section_id: section for section in sections}
    found: list[Found] = []
    with language.memory_zone():  # spaCy keeps each new word otherwise, and every figure is one
        for section in sections:
            if section.label not in cues.skipped and _COMPARES.search(section.text):
                found += _drafts(section, _subject(section, titles, cues), year, found, cues, language)
    return tuple(
        _statement(draft, passage, section, f"{doc_id[:12]}-m{number:03}")
        for number, (draft, passage, section) in enumerate(_once(found), start=1)
    )


def find_blanks(sections: tuple[Section, ...], cues: Cues) -> tuple[Issue, ...]:
    """The places of a form that nobody filled in (`比上年减少 万元`): they make no statements, and are said here."""
    found = []
    for section in sections:
        if section.label in cues.skipped:
            continue
        for passage in read_passages(section.text, cues.traditional):
            for token in tokens(Words(passage.text), cues):
                if token.kind is Kind.BLANK:
                    page = section.page_at(passage.span(token.start, token.end)[0])
                    start = max(passage.text.rfind(mark, 0, token.start) for mark in "，。；：") + 1
                    words = passage.text[start : token.end]
                    found.append(Issue("statements", page, f"{words}: a blank of the form was left without its figure"))
    return tuple(found)


def _drafts(
    section: Section, subject: Quantity | None, year: int | None, before: list[Found], cues: Cues, language: Language
) -> list[Found]:
    passages = tuple(read_passages(section.text, cues.traditional))
    reading = Reading(cues, subject, section.text, year, passages, tuple(draft for draft, _, _ in before))
    doc = language.make_doc(reading.folded)
    doc._.reading = reading
    language(doc)
    return [(draft, passages[draft.passage - 1], section) for draft in reading.drafts]


def _once(found: list[Found]) -> list[Found]:
    """Without what sections of one label say again with the same figures; the saying with a reason stays."""
    kept: list[Found] = []
    said: dict[tuple[object, ...], int] = {}
    for draft, passage, section in found:
        words = (section.label, draft.kind, draft.indicator, draft.base, draft.direction, draft.amount, draft.percent)
        first = said.setdefault(words, len(kept)) if draft.amount else len(kept)
        if first == len(kept):
            kept.append((draft, passage, section))
        elif draft.reason and not kept[first][0].reason:
            kept[first] = (draft, passage, section)
    return kept


def _plain(text: str, cues: Cues) -> str:
    return fold(text, cues.traditional)


def _subject(section: Section, sections: Mapping[str, Section], cues: Cues) -> Quantity | None:
    """What a section speaks of: its title's quantity, its label's, or that of a section above it."""
    forms = name_forms(cues)
    here: Section | None = section
    while here:
        title = _plain(here.title, cues)
        name = read_name(_TITLE_ENDS.sub("", title.rstrip("。：:，,")), forms)
        if is_money(name.text, forms) and len(name.text) > 2 and name.text not in forms.general:
            return Quantity(name.text, "section")
        if here.label in cues.labels:
            return Quantity(cues.labels[here.label], "label")
        here = sections.get(here.parent_id) if here.parent_id else None
    return None


def _statement(draft: Draft, passage: Passage, section: Section, statement_id: str) -> Statement:
    start, end = passage.span(draft.start, draft.end)
    return Statement(
        statement_id=statement_id,
        section_id=section.section_id,
        section_label=section.label,
        kind=draft.kind,
        indicator=draft.indicator,
        indicator_code=draft.code,
        base=draft.base,
        direction=draft.direction,
        amount=draft.amount,
        percent=draft.percent,
        reason=draft.reason,
        sentence=_sentence(draft, passage, section),
        page=section.page_at(start),
        char_start=start,
        char_end=end,
        score=draft.score,
    )


def _sentence(draft: Draft, passage: Passage, section: Section) -> str:
    """The whole sentence around a statement, as printed, without blanks."""
    text = passage.text
    start = max((m.end() for m in _STOP.finditer(text, 0, draft.start)), default=0)
    stop = _STOP.search(text, max(draft.end - 1, draft.start))
    places = passage.places[start : stop.end() if stop else len(text)]
    return "".join([section.text[place] for place in places])
