"""Cells that a file gives as such → the lines and tables of a page.

A sheet may hold prose, one table or several below each other, each with title and unit above it; and the first rows of a
table of Word or HTML are often its title. Only what is sure without knowing words is decided here: a row whose only cell
stands before the rows of a table is no row of it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from pipeline.document import GridCell, Line, NativeTable, Page

MOST_CELLS = 400_000  # of a sheet; a report's largest has 20,000
_MOST_COLUMNS = 500  # of a table that keeps its empty ones
_MARGIN = 30  # columns that a sheet may have formatted beside what it holds
_NOTE = re.compile(r"\s*(?:注|备注|说明|附注)\s*\d?[:：.、]")  # 注：本表…; not 注册费
_OVER_A_TABLE = re.compile("单位|[表元页：:]|20\\d\\d年")  # at the right above a table; not 预算数 over two columns
_TITLE = re.compile(r"表(?:[（(][^（()）]{1,20}[)）])?$")  # “三公”经费支出表, 支出表（按科目）
_DIVISION = re.compile(r"\s*[(（]?[一二三四五六七八九十]+[、)）]")  # 一、基本信息: of a form
_KEPT_AS_TEXT = re.compile(r"^['`](?=[-+(（]?\d)")  # '2080505: how people make Excel keep a code as text

Place = tuple[int, int]  # row and column, from 0
Span = tuple[int, int]  # rows and columns


@dataclass(frozen=True, slots=True)
class Sheet:
    """The cells of a sheet, or of one table, that a reader of it sees; text as displayed, with its line ends."""

    cells: Mapping[Place, str]  # those that hold something
    spans: Mapping[Place, Span] = field(default_factory=dict)  # of merged cells, at their top left
    columns: tuple[int, int] | None = (
        None  # first, and one past the last, of the whole; where not by what holds something
    )
    name: str | None = None  # of a sheet of a workbook: its cells have addresses
    lines: Mapping[int, int] = field(default_factory=dict)  # of a text: row → its line, from 1


class Flow:
    """The lines and tables of a page in their order."""

    def __init__(self, number: int) -> None:
        self.number = number
        self._lines: list[Line] = []
        self._tables: list[NativeTable] = []

    def add_text(self, text: str, first_line: int | None = None) -> None:
        """A paragraph; each of its lines is one. `first_line`: on which it begins, of a text file."""
        for n, line in enumerate(text.splitlines()):
            if line.strip():
                number = None if first_line is None else first_line + n
                self._lines.append(Line(line.strip(), self.number, printed=line, number=number))

    def add_sheet(self, sheet: Sheet, first_line: int | None = None) -> None:
        """Its tables, and as lines the titles above, the notes below them and what stands in one column alone."""
        if first_line is not None:
            sheet = replace(sheet, lines=dict.fromkeys((row for row, _ in sheet.cells), first_line))
        for block in _blocks(sheet):
            for part, places in _side_by_side(sheet, block):
                above, body, below = _parted(part, places)
                self._lines += [line for place in above for line in _lines(part, place, self.number)]
                if body:
                    self._tables.append(_table(part, body, self.number, len(self._lines)))
                self._lines += [line for place in below for line in _lines(part, place, self.number)]

    @property
    def empty(self) -> bool:
        return not self._lines and not self._tables

    @property
    def page(self) -> Page:
        return Page(self.number, tuple(self._lines), tables=tuple(self._tables))


def page_of_sheet(sheet: Sheet, number: int) -> Page:
    """The page of a sheet; without lines and tables where it is empty."""
    flow = Flow(number)
    flow.add_sheet(sheet)
    return flow.page


def _blocks(sheet: Sheet) -> Iterator[list[Place]]:
    """The places in row order, parted where after an empty row one cell stands alone: the title of the next table."""
    covered = {
        row + down for (row, _), (height, _) in sheet.spans.items() for down in range(1, min(height, MOST_CELLS))
    }  # rows that a merged cell reaches into are not empty
    counts: dict[int, int] = {}
    for row, _ in sheet.cells:
        counts[row] = counts.get(row, 0) + 1
    block: list[Place] = []
    for place in sorted(sheet.cells):
        row = place[0]
        if block and row > block[-1][0] + 1 and counts[row] == 1 and row - 1 not in covered:
            yield block
            block = []
        block.append(place)
    if block:
        yield block


def _side_by_side(sheet: Sheet, block: list[Place]) -> Iterator[tuple[Sheet, list[Place]]]:
    """The tables of a block that stand beside each other: an empty column, and a title of its own over what follows it.

    Without a title the column only sets expenditure apart from income.
    """
    held = sorted(
        {column for place in block for column in range(place[1], place[1] + sheet.spans.get(place, (1, 1))[1])}
    )
    starts = [right for left, right in pairwise(held) if right > left + 1]
    starts = [start for start in starts if _is_titled([place for place in block if place[1] >= start], sheet)]
    if not starts:
        yield sheet, block
        return
    edges = [held[0], *starts, held[-1] + 1]
    for first, end in pairwise(edges):
        last = max(column for column in held if column < end)
        yield replace(sheet, columns=(first, last + 1)), [place for place in block if first <= place[1] <= last]


def _is_titled(places: Sequence[Place], sheet: Sheet) -> bool:
    """Whether the first of some places is a title over a table: alone in its row, above others."""
    first = places[0]
    rows = {row for row, _ in places}
    alone = sum(row == first[0] for row, _ in places) == 1
    return alone and len(rows) > 2 and bool(_TITLE.search(sheet.cells[first].strip()))


def _parted(sheet: Sheet, block: list[Place]) -> tuple[list[Place], list[Place], list[Place]]:
    """What stands above a table, the table, what stands below it."""
    rows: dict[int, list[Place]] = {}
    for place in block:
        rows.setdefault(place[0], []).append(place)
    left = min(column for _, column in block)
    right = max(column + sheet.spans.get((row, column), (1, 1))[1] for row, column in block)
    order = list(rows)
    start, end = 0, len(order)
    divisions = [
        row
        for row, following in pairwise(order)
        if len(rows[row]) == 1 and len(rows[following]) > 1 and _divides(sheet, rows[row][0], left, right)
    ]
    while start < end and len(rows[order[start]]) == 1 and _is_over(sheet, rows[order[start]][0], left, right):
        if len(divisions) > 1 and order[start] == divisions[0]:
            break  # the first part of the table, not its title
        start += 1
    while end > start and len(rows[order[end - 1]]) == 1 and _NOTE.match(sheet.cells[rows[order[end - 1]][0]]):
        end -= 1
    if all(len(rows[row]) == 1 for row in order[start:end]) and right - left == 1:
        start = end
    parts = (order[:start], order[start:end], order[end:])
    above, body, below = ([place for row in part for place in rows[row]] for part in parts)
    return above, body, below


def _divides(sheet: Sheet, place: Place, left: int, right: int) -> bool:
    """Whether the only cell of a row is merged over its table and numbers a part of it: 二、分年度绩效指标."""
    text = sheet.cells[place].strip()
    merged = place[1] == left and 2 * sheet.spans.get(place, (1, 1))[1] > right - left > 1
    return merged and bool(_DIVISION.match(text)) and not _TITLE.search(text)


def _is_over(sheet: Sheet, place: Place, left: int, right: int) -> bool:
    """Whether the only cell of a row above a table can be title or unit; 预算数 over two of four columns is a head."""
    width = sheet.spans.get(place, (1, 1))[1]
    return place[1] == left or 2 * width >= right - left or bool(_OVER_A_TABLE.search(sheet.cells[place]))


def _table(sheet: Sheet, body: list[Place], number: int, after: int) -> NativeTable:
    """The table of these places. Rows that hold nothing do not count, be they a million; of columns only absurdly many."""
    rows = sorted({row for row, _ in body})
    first, last = sheet.columns or _extent(sheet.cells)
    columns: Sequence[int] = range(first, last)
    if len(columns) > _MOST_COLUMNS:
        columns = sorted({column for _, column in body})
    cells: list[GridCell] = []
    for place in body:
        height, width = sheet.spans.get(place, (1, 1))
        row, column = bisect_left(rows, place[0]), bisect_left(columns, place[1])
        down = bisect_left(rows, place[0] + height) - row
        across = bisect_left(columns, place[1] + width) - column
        lines = tuple(_lines(sheet, place, number))
        cells.append(GridCell(row, column, "".join(line.text for line in lines), lines, down, across))
    return NativeTable(tuple(cells), len(rows), len(columns), after)


def extent_of(cells: Mapping[Place, str], formatted: int) -> tuple[int, int]:
    """The columns of a sheet: those that hold something, and right of them as many as are formatted, unless it is all."""
    first, last = _extent(cells)
    return first, formatted if last < formatted <= last + _MARGIN else last


def _extent(cells: Mapping[Place, str]) -> tuple[int, int]:
    columns = [column for _, column in cells] or [0]
    return min(columns), max(columns) + 1


def _lines(sheet: Sheet, place: Place, number: int) -> Iterator[Line]:
    address = None if sheet.name is None else f"{sheet.name}!{column_name(place[1])}{place[0] + 1}"
    for text in sheet.cells[place].replace("\t", " ").splitlines():
        if text.strip():
            yield Line(
                _KEPT_AS_TEXT.sub("", text.strip()),
                number,
                printed=text,
                number=sheet.lines.get(place[0]),
                address=address,
            )


def column_name(column: int) -> str:
    """
    >>> column_name(0), column_name(25), column_name(26), column_name(702)
    ('A', 'Z', 'AA', 'AAA')
    """
    name = ""
    column += 1
    while column:
        column, letter = divmod(column - 1, 26)
        name = chr(ord("A") + letter) + name
    return name
