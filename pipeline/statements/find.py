"""Sections in, statements out."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from pipeline.document import Blank, Section, Statement
from pipeline.statements.bases import own_year
from pipeline.statements.drafts import Draft, Quantity, Reading
from pipeline.statements.names import is_money, name_forms, read_name
from pipeline.statements.passages import Passage, fold, plain, read_passages
from pipeline.statements.tokens import Kind, Words, tokens
from pipeline.vocabulary.cues import Cues

if TYPE_CHECKING:
    from spacy.language import Language


_UNIT_ALONE = re.compile(
    r"[^\d.０-９OoQlI〇零一二三四五六七八九十百千亿\s_][\s_]*(?:万元|萬元|%|％)"
)  # 减少 万元; not 3 万元


def find_blanks(sections: tuple[Section, ...], cues: Cues) -> tuple[Blank, ...]:
    """Every blank of the sections whose claims are read, in order; they make no statements."""
    return tuple(
        blank
        for section in sections
        if section.label not in cues.skipped and _UNIT_ALONE.search(section.text)
        for blank in _blanks(section, cues)
    )


def _blanks(section: Section, cues: Cues) -> Iterator[Blank]:
    for passage in read_passages(section.text, cues.traditional):
        for token in tokens(Words(passage.text), cues):
            if token.kind is Kind.BLANK:
                clause = max(passage.text.rfind(mark, 0, token.start) for mark in "，。；：") + 1
                start, _ = passage.span(clause, token.end)
                yield Blank(section.section_id, section.page_at(start), passage.text[clause : token.end], start)


_COMPARES = re.compile(
    r"\d|百分|[一二两三四五六七八九]成|一番|两番|亿元|万元|千元|百元|萬元|持平|一致|相同|变化|變化|同比|[较較比][上去前]年|[较較比]年初"
)
_STOPS = "。！"
_STOP = re.compile(f"[{_STOPS}]")
_TITLE_ENDS = re.compile(
    r"(?:的|总体|具体|增减|变化|变动|执行|安排|使用|支出|收支|决算|预算|有关|基本|公开)*(?:情况|说明|分析)+(?:的?说明)?$"
)


class Found(NamedTuple):
    """A draft with all that it was read from."""

    draft: Draft
    passage: Passage
    section: Section
    reading: Reading


def find_statements(
    sections: tuple[Section, ...], cues: Cues, language: Language, doc_id: str
) -> tuple[Statement, ...]:
    """Every claim of the sections' text that compares a quantity of money with something (CONTRACT 3.4), in order.

    Sections of duties, names and contents are not read. Spans count characters of the section's text. `language` is
    the pipeline of `load_language`; a component that is switched off there is left out here.
    """
    return tuple(
        _statement(found, f"{doc_id[:12]}-m{number:03}")
        for number, found in enumerate(find_drafts(sections, cues, language), start=1)
    )


def find_drafts(sections: tuple[Section, ...], cues: Cues, language: Language) -> list[Found]:
    """The statements while they still tell how they were made; `pipeline train statements` learns from these."""
    year = own_year(plain(section.title + "\n" + section.text, cues.traditional) for section in sections)
    titles = {section.section_id: section for section in sections}
    found: list[Found] = []
    drafts: list[Draft] = []
    with language.memory_zone():  # spaCy keeps each new word otherwise, and every figure is one
        for section in sections:
            if section.label in cues.skipped or not _COMPARES.search(section.text):
                continue
            passages = tuple(read_passages(section.text, cues.traditional))
            reading = Reading(cues, _subject(section, titles, cues), section.text, year, passages, tuple(drafts))
            doc = language.make_doc(reading.folded)
            doc._.reading = reading
            language(doc)
            drafts += reading.drafts
            found += [Found(draft, passages[draft.passage - 1], section, reading) for draft in reading.drafts]
    return _once(found)


def _once(found: list[Found]) -> list[Found]:
    """Without what sections of one label say again with the same figures; the saying with a reason stays.

    Two items of one name (two bodies, two accounts) may have equal figures: their own amounts tell them apart.
    """
    kept: list[Found] = []
    said: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for one in found:
        draft, section = one.draft, one.section
        words = (section.label, draft.kind, draft.indicator, draft.base, draft.direction, draft.amount, draft.percent)
        again = next((at for at in said[words] if draft.amount and _again(kept[at], one)), None)
        if again is None:
            said[words].append(len(kept))
            kept.append(one)
        elif draft.reason and not kept[again].draft.reason:
            kept[again] = one
    return kept


def _again(one: Found, other: Found) -> bool:
    levels = (one.draft.current, other.draft.current)
    return one.section is not other.section or levels[0] == levels[1] or None in levels


def _subject(section: Section, sections: Mapping[str, Section], cues: Cues) -> Quantity | None:
    """What a section speaks of: its title's quantity, its label's, or that of a section above it."""
    forms = name_forms(cues)
    here: Section | None = section
    while here:
        title = fold(here.title, cues.traditional)
        name = read_name(_TITLE_ENDS.sub("", title.rstrip("。：:，,")), forms)
        if is_money(name.text, forms) and len(name.text) > 2 and name.text not in forms.general:
            return Quantity(name.text, "section")
        if here.label in cues.labels:
            return Quantity(cues.labels[here.label], "label")
        here = sections.get(here.parent_id) if here.parent_id else None
    return None


def _statement(found: Found, statement_id: str) -> Statement:
    draft, passage, section = found.draft, found.passage, found.section
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
        current=draft.current,
        base_amount=draft.base_amount,
        current_source=None if draft.current is None else "text",
        whole=draft.whole_name,
    )


def _sentence(draft: Draft, passage: Passage, section: Section) -> str:
    """The whole sentence around a statement, as printed, without blanks."""
    text = passage.text
    start = max(text.rfind(mark, 0, draft.start) for mark in _STOPS) + 1
    stop = _STOP.search(text, max(draft.end - 1, draft.start))
    places = passage.places[start : stop.end() if stop else len(text)]
    return "".join(map(section.text.__getitem__, places))
