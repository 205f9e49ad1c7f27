"""Where a correction belongs: the one table, cell or statement that stands at its page, words and place."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

from pipeline.boxes import stored_box
from pipeline.corrections.record import Correction
from pipeline.document import Box, Cell, GridCell, Page, Statement

Found = TypeVar("Found")

OVERLAP: Final = 0.5  # intersection over union of two boxes that are one: a cell beside it shares nothing
_LINE: Final = re.compile(r"(?:line|行|第)? ?(\d+) ?行?")  # line 341, 第341行, 341
_SPAN: Final = re.compile(r"(\d+)[-–](\d+)")  # 23-48
_NTH: Final = re.compile(r" ?#(\d+)$")  # line 341 #2
_BOX: Final = re.compile(r"[\d.]+")
_SIDES: Final = 4


@dataclass(frozen=True, slots=True)
class Mark:
    """Where something stands, as a correction may say it."""

    page: int
    words: tuple[str, ...]  # each way in which it may be quoted
    line: int | None = None
    address: str | None = None
    box: Box | None = None  # on the page as stored
    span: tuple[int, int] | None = None


def mark_of(cell: Cell | GridCell, pages: Mapping[int, Page]) -> Mark:
    """Of a cell; `pages` by number turn its box back to the page as stored."""
    words = cell.text if isinstance(cell, Cell) else cell.printed
    box = stored_box(cell.box, pages[cell.page]) if cell.box and cell.page in pages else None
    return Mark(cell.page, (letters(words),), cell.line, cell.address, box)


def mark_of_statement(statement: Statement, section_text: str) -> Mark:
    """Of a claim: its own words or its whole sentence, and its characters in the section."""
    start, end = statement.char_start, statement.char_end
    return Mark(statement.page, (letters(section_text[start:end]), letters(statement.sentence)), span=(start, end))


def find(correction: Correction, marked: Sequence[tuple[Found, Mark]]) -> Found | str:
    """The one thing that stands where a correction says; a text says why there is none."""
    words, place = letters(correction.printed), _NTH.sub("", correction.place).strip()
    standing = [
        (one, mark)
        for one, mark in marked
        if words in mark.words and correction.page in (None, mark.page) and (not place or fits(mark, place))
    ]
    nth = _NTH.search(correction.place)
    if nth:
        standing = standing[int(nth[1]) - 1 : int(nth[1])]
    if len(standing) == 1:
        return standing[0][0]
    if not standing:
        return f"not found on page {correction.page}" if correction.page else "not found"
    return f"{len(standing)} stand there; give the place (line, address, box or characters), or #2 for the second"


def fits(mark: Mark, place: str) -> bool:
    """Whether a place as a correction writes it is where this stands.

    >>> cell = Mark(3, ("1.20",), line=341, address="收支总表!B7", box=(0.61, 0.33, 0.69, 0.35), span=None)
    >>> fits(cell, "line 341"), fits(cell, "342"), fits(cell, "收支总表!B7"), fits(cell, "[0.612, 0.331, 0.69, 0.35]")
    (True, False, True, True)
    """
    if "!" in place:
        return mark.address == place
    if span := _SPAN.fullmatch(place):
        return mark.span == (int(span[1]), int(span[2]))
    if line := _LINE.fullmatch(place):
        return mark.line == int(line[1])
    sides = [float(side) for side in _BOX.findall(place) if side.count(".") < 2 and side != "."]
    return len(sides) == _SIDES and mark.box is not None and overlap(mark.box, sides) >= OVERLAP


def overlap(one: Sequence[float], other: Sequence[float]) -> float:
    """Intersection over union of two boxes (x0, y0, x1, y1), 0–1.

    >>> overlap((0, 0, 2, 1), (1, 0, 3, 1)), overlap((0, 0, 1, 1), (2, 0, 3, 1))
    (0.3333333333333333, 0.0)
    """
    wide = min(one[2], other[2]) - max(one[0], other[0])
    high = min(one[3], other[3]) - max(one[1], other[1])
    if wide <= 0 or high <= 0:
        return 0.0
    return wide * high / (_area(one) + _area(other) - wide * high)


def _area(box: Sequence[float]) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def letters(text: str) -> str:
    """Words for comparison: without blanks, which every reader breaks differently.

    >>> letters("1,204.50 ") == letters("1,204.50"), letters("人员 增加\\n")
    (True, '人员增加')
    """
    return "".join(text.split())
