"""The places of a form that nobody filled in: 比上年减少 万元."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.document import Blank, Section
from pipeline.statements.lexer import tokens
from pipeline.statements.passages import read_passages
from pipeline.statements.tokens import Kind
from pipeline.statements.words import Words
from pipeline.vocabulary.cues import Cues

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
