"""Raw rows of text files: rows on a line with tabs between the cells, and one cell per line.

Two forms that converters leave:

- a row is a line, its cells parted by tabs, page breaks show as blank lines;
- a cell is a line that begins with a tab, an empty cell holds the tab alone, a blank line ends the row; lines
  without a tab right after a cell belong to that cell.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from pipeline.document import Line

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
    """Rows of one line each, up to the first blank line or line without a tab."""
    rows: list[RawRow] = []
    at = start
    while at < len(lines) and _holds_tab(lines[at]) and not (at > start and _one_cell_per_line(lines, at)):
        rows.append(_split(lines[at]))
        at += 1
    return Run(start, at, tuple(rows), "tabs")


def _split(line: Line) -> RawRow:
    pieces = line.text.split("\t")
    printed = (line.printed or line.text).split("\t")
    if len(printed) != len(pieces):
        printed = pieces
    return tuple(
        (Line(text.strip(), line.page, line.box, line.score, raw.strip()),) if text.strip() else ()
        for text, raw in zip(pieces, printed, strict=True)
    )
