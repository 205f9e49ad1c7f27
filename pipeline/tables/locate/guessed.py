"""Texts whose bars a converter guessed from where words begin: told from bars that part cells, and sentences put together again.

Where no rules are drawn such a converter sees columns in sentences too, `| 万元，比上年增加 | 129.07 |`, leaves some rows of a
table between bars and others as they were, and puts a figure and the name behind it in one cell. No table that was drawn holds
any of these.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from pipeline.document import Line
from pipeline.tables.flow.fragments import is_barred

LEAST: Final = 2  # rows that a drawn table hardly holds
CUT: Final = 0.25  # share of a stretch's rows that are cut sentences, of a paragraph
_INSIDE = re.compile(r"(?:万元|亿元|元|人|个|项|年|月|日|%|辆|次)?[，。；、,;]")  # 万元，比上年增加; not 万元
_CLAUSE = re.compile(r"[，。；：]")
_TWO = re.compile(r"-?[\d,]*\d\.\d{1,2}\s+(?![万亿]?元|[%人个项年辆次])\S")  # 104.31   12、债务还本支出; not 35.20 万元
_AMOUNTS = re.compile(r"\d\.\d\d(?!\d)|\d,\d{3}(?!\d)")
_RULE = re.compile(r"[\s|:-]+")


def is_guessed(lines: Sequence[Line]) -> bool:
    """Whether the bars of a text were guessed.

    >>> def rows(text):
    ...     return [Line(part, 1) for part in text.split("/")]
    >>> is_guessed(rows("| 收入预算为 | 3.00 | 万元，比上年 |/| 增加 | 1.00 |/| 万元。 | |"))
    True
    >>> is_guessed(rows("| 201 | 一般公共服务支出 | 3.00 |/| 208 | 社会保障和就业支出 | 1.00 |"))
    False
    """
    found = 0
    for n, line in enumerate(lines):
        if is_barred(line):
            found += LEAST if any(map(_TWO.match, cells_of(line))) else _is_cut(line)
        elif len(_AMOUNTS.findall(line.text)) > 1 and not _CLAUSE.search(line.text):
            found += any(map(is_barred, lines[max(n - 1, 0) : n + 2]))
        if found >= LEAST:
            return True
    return False


def with_sentences(lines: Sequence[Line]) -> list[Line]:
    """The lines of such a text, rows between bars that are a paragraph's lines as these, rules between them blank."""
    kept = list(lines)
    for start, end in _stretches(lines):
        rows = [line for line in lines[start:end] if not _RULE.fullmatch(line.text)]
        cut = sum(map(_is_cut, rows))
        clauses = sum(bool(_CLAUSE.search(line.text)) for line in rows)
        if cut and (cut >= CUT * len(rows) or 2 * clauses >= len(rows)):
            kept[start:end] = [_as_sentence(line) for line in lines[start:end]]
    return kept


def cells_of(line: Line) -> list[str]:
    return [cell.strip() for cell in line.text.strip().strip("|").split("|")]


def _is_cut(line: Line) -> bool:
    """Whether a cell begins inside a sentence."""
    return any(map(_INSIDE.match, cells_of(line)))


def _stretches(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    at = 0
    while at < len(lines):
        end = at
        while end < len(lines) and is_barred(lines[end]):
            end += 1
        if end > at:
            yield at, end
        at = max(end, at + 1)


def _as_sentence(line: Line) -> Line:
    text = "" if _RULE.fullmatch(line.text) else "".join(cells_of(line))
    return replace(line, text=text, printed=text)
