"""A row of a text file whose tabs were lost or doubled → its cells in the columns that their kind of text belongs to.

Order survives, and what a cell holds says which columns it may stand in: digits under a code, words under a name,
figures under an amount. Of all ways to lay the cells of a row into the columns in their order, the one is taken in
which fewest cells are of another kind than their column, then the one that fewest lost or doubled tabs explain, then
the one that moves least. Where two ways are as good, the row stays as printed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache

from pipeline.amounts import read_number
from pipeline.document import GridCell
from pipeline.tables.heads.header import Column
from pipeline.vocabulary.columns import KeyRole

STRANGE = 2000  # cost of a cell of another kind than its column
UNHEADED = 1500  # of a cell where no head stands
SHIFT = 100  # of a lost or doubled tab; each column by which a cell moves costs 1
MOST_STRANGE = 0.5  # of a body's rows that may have such cells; else its heads are not understood
LESS = 300  # of words and amounts in other texts beside the name
_DIGITS = re.compile(r"\d{1,9}")
_PART = re.compile(r"\d{1,2}")
_EMPTY = re.compile(r"[-—–/*…\s]+")
_DIGIT_KEYS: frozenset[KeyRole] = frozenset({"ordinal", "code", "lei"})


def aligned(rows: Mapping[int, Sequence[GridCell]], columns: Sequence[Column]) -> dict[int, list[GridCell]]:
    """The body rows of a piece, each cell in its column; all as printed where most rows do not suit the columns."""
    strange = [r for r, row in rows.items() if not _suits(row, _wide(columns, row))]
    if len(strange) > MOST_STRANGE * len(rows):
        return {r: list(row) for r, row in rows.items()}
    return {r: _aligned(row, _wide(columns, row)) if r in strange else list(row) for r, row in rows.items()}


def _wide(columns: Sequence[Column], row: Sequence[GridCell]) -> list[Column]:
    """The columns and as many without heads as a row has beyond them."""
    last = max((cell.column for cell in row), default=0)
    return [*columns, *[Column(None, ())] * (last + 1 - len(columns))]


def _suits(row: Sequence[GridCell], columns: Sequence[Column]) -> bool:
    return all(_cost(cell.text, columns[cell.column]) <= LESS for cell in row)


def _aligned(row: Sequence[GridCell], columns: Sequence[Column]) -> list[GridCell]:
    printed = tuple(cell.column for cell in row)
    costs = [[_cost(cell.text, column) for column in columns] for cell in row]

    @cache
    def best(i: int, c: int, offset: int) -> tuple[int, int, tuple[int, ...]]:
        """Cost, number of ways and the columns of the cells from `i` on, which stand at `c` or right of it."""
        if i == len(row):
            return 0, 1, ()
        least, ways = STRANGE * (len(row) + 1), 0
        places: tuple[int, ...] = ()
        for column in range(c, len(columns) - (len(row) - i - 1)):
            after, more, rest = best(i + 1, column + 1, column - printed[i])
            moved = column - printed[i]
            cost = costs[i][column] + SHIFT * abs(moved - offset) + abs(moved) + after
            if cost < least:
                least, ways, places = cost, more, (column, *rest)
            elif cost == least:
                ways += more
        return least, ways, places

    cost, ways, places = best(0, 0, 0)
    as_printed = sum(own[c] for own, c in zip(costs, printed, strict=True))
    if ways != 1 or cost >= as_printed:
        return list(row)
    return [replace(cell, column=column) for cell, column in zip(row, places, strict=True)]


def _cost(text: str, column: Column) -> int:
    """What it costs a cell to stand in a column."""
    text = "".join(text.split())
    number = read_number(text) is not None
    if column.role in _DIGIT_KEYS:
        fits = _DIGITS.fullmatch(text) is not None
    elif column.role in ("kuan", "xiang"):
        fits = _PART.fullmatch(text) is not None
    elif column.role == "name":
        fits = not number
    elif column.role is None:
        fits = number or _EMPTY.fullmatch(text) is not None
        return (0 if fits else STRANGE) + (0 if column.heads else UNHEADED)
    else:
        return LESS * (not number or "." in text)  # 单位代码: words and amounts may stand there, but have better places
    return 0 if fits else STRANGE
