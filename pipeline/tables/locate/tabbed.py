"""Raw rows of text files: rows on a line with tabs between the cells, and one cell per line.

Two forms that converters leave:

- a row is a line, its cells parted by tabs, page breaks show as blank lines;
- a cell is a line that begins with a tab, an empty cell holds the tab alone, a blank line ends the row; lines
  without a tab right after a cell belong to that cell.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from pipeline.document import Line

MOST_PIECES = 3  # lines of a cell between the two that hold its row
LONGEST_PIECE = 20  # characters of such a line
RawRow = tuple[tuple[Line, ...], ...]  # cells, each the lines it is made of; () where it is empty


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of raw rows without prose between them."""

    start: int  # index of its first line on the page
    end: int
    rows: tuple[RawRow, ...]
    form: Literal["tabs", "cells"]
    width: int | None = None  # the columns, where all heads came as one row and are more


def find_runs(lines: Sequence[Line]) -> Iterator[Run]:
    """The stretches of table rows among the lines of a text file, in order."""
    at = 0
    while at < len(lines):
        if not _holds_tab(lines[at]):
            at += 1
        elif _one_cell_per_line(lines, at):
            run = _read_cells(lines, at)
            yield run
            at = run.end
        else:
            run = _read_rows(lines, at)
            yield run
            at = run.end


def _holds_tab(line: Line) -> bool:
    return "\t" in line.text


def _is_blank(line: Line) -> bool:
    return not line.text.strip() and "\t" not in line.text


def _starts_cell(line: Line) -> bool:
    text = line.text.lstrip(" \u3000")
    return text.startswith("\t") and "\t" not in text[1:]


def _one_cell_per_line(lines: Sequence[Line], at: int) -> bool:
    """Whether a run of single cells starts here: two lines in a row that each hold one leading tab."""
    following = lines[at : at + 3]
    return len(following) > 1 and _starts_cell(lines[at]) and _starts_cell(following[1])


def _read_cells(lines: Sequence[Line], start: int) -> Run:
    rows: list[RawRow] = []
    row: list[tuple[Line, ...]] = []
    at = end = start
    while at < len(lines):
        line = lines[at]
        if _starts_cell(line):
            row.append((_without_tab(line),) if line.text.strip() else ())
            end = at + 1
        elif _is_blank(line):
            if row:
                rows.append(tuple(row))
                row = []
        elif row and not _holds_tab(line) and row[-1]:
            row[-1] = (*row[-1], line)
            end = at + 1
        else:
            break
        at += 1
    if row:
        rows.append(tuple(row))
    return Run(start, end, tuple(rows), "cells")


def _without_tab(line: Line) -> Line:
    """A cell without the tab that parts it from the one before; the rest as read."""
    return replace(
        line, text=line.text.strip(), printed=(line.printed or line.text).lstrip(" \u3000").removeprefix("\t")
    )


def _read_rows(lines: Sequence[Line], start: int) -> Run:
    """Rows of one line each, up to the first blank line or line without a tab that is no piece of a wrapped cell."""
    rows: list[RawRow] = []
    at = start
    while at < len(lines) and not (at > start and _one_cell_per_line(lines, at)):
        if _holds_tab(lines[at]):
            rows.append(_split(lines[at]))
            at += 1
            continue
        pieces = _wrapped_pieces(lines, at, rows)
        if not pieces:
            break
        rows[-1] = (*rows[-1][:-1], (*rows[-1][-1], *lines[at : at + pieces]))
        at += pieces
    return Run(start, at, tuple(_with_wrapped(rows)), "tabs")


def _wrapped_pieces(lines: Sequence[Line], at: int, rows: Sequence[RawRow]) -> int:
    """How many lines from here on go on a cell that the row before left open; 0 where they are prose or a blank."""
    if len(rows) < 2 or not rows[-1] or not rows[-1][-1] or len(rows[-1]) >= _width(rows[:-1]):
        return 0
    for end in range(at, min(at + MOST_PIECES + 1, len(lines))):
        if _holds_tab(lines[end]):
            rest = _split(lines[end])
            return end - at if len(rows[-1]) + len(rest) - 1 == _width(rows[:-1]) else 0
        if not lines[end].text.strip() or len(lines[end].text.strip()) > LONGEST_PIECE:
            return 0
    return 0


def _with_wrapped(rows: Sequence[RawRow]) -> list[RawRow]:
    """The rows, two joined where a cell was broken between them: together they are as wide as the others and one cell more."""
    width = _width(rows)
    joined: list[RawRow] = []
    for row in rows:
        before = joined[-1] if joined else ()
        if before and len(before) + len(row) - 1 == width and before[-1] and row[0] and len(before) > 1:
            joined[-1] = (*before[:-1], (*before[-1], *row[0]), *row[1:])
        else:
            joined.append(row)
    return joined


def _width(rows: Sequence[RawRow]) -> int:
    """The number of cells that most rows have."""
    return Counter(map(len, rows)).most_common(1)[0][0] if rows else 0


def _split(line: Line) -> RawRow:
    pieces = line.text.split("\t")
    printed = (line.printed or line.text).split("\t")
    if len(printed) != len(pieces):
        printed = pieces
    return tuple(
        (replace(line, text=text.strip(), printed=raw.strip()),) if text.strip() else ()
        for text, raw in zip(pieces, printed, strict=True)
    )
