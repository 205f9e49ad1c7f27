"""A table's cells → the sheet a reader sees: rows, columns, and beside which columns the keys of a row stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.document import Cell, Table

Key = tuple[str | None, str | None]  # code and name of a row


@dataclass(frozen=True, slots=True)
class Side:
    """Columns that share the keys of a row, left to right. 收支总表 has two sides, most tables one."""

    columns: tuple[int, ...]
    coded: bool  # whether any of its rows has a code
    named: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One printed row: the keys of each side, and its cells by column."""

    number: int
    keys: tuple[Key, ...]
    cells: Mapping[int, Cell]


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows under one head: `paths` are the canonical heads of each column, top to leaf."""

    paths: Mapping[int, tuple[str, ...]]
    sides: tuple[Side, ...]
    rows: tuple[Row, ...]


def sheets_of(table: Table, page: int | None = None) -> tuple[Sheet, ...]:
    """The table, or what stands of it on one page; several sheets where its blocks have different columns."""
    cells = [cell for cell in table.cells if page in (None, cell.page)]
    return tuple(_sheet(rows) for rows in _under_one_head(_rows(cells)))


def _rows(cells: Iterable[Cell]) -> list[dict[int, Cell]]:
    """Cells by printed row; two that claim one place are put under each other, not over each other."""
    rows: list[dict[int, Cell]] = []
    for cell in sorted(cells, key=lambda cell: (cell.row, cell.column)):
        if not rows or next(iter(rows[-1].values())).row != cell.row or cell.column in rows[-1]:
            rows.append({})
        rows[-1][cell.column] = cell
    return rows


def _under_one_head(rows: Sequence[dict[int, Cell]]) -> Iterator[list[dict[int, Cell]]]:
    """Stretches of rows in which every column has one path."""
    stretch: list[dict[int, Cell]] = []
    paths: dict[int, str] = {}
    for row in rows:
        own = {column: cell.column_path for column, cell in row.items()}
        if any(paths.get(column, path) != path for column, path in own.items()):
            yield stretch
            stretch, paths = [], {}
        stretch.append(row)
        paths |= own
    if stretch:
        yield stretch


def _sheet(rows: Sequence[dict[int, Cell]]) -> Sheet:
    paths = {column: tuple(cell.column_path.split("/")) for row in rows for column, cell in row.items()}
    columns = sorted(paths)
    starts = [columns[0], *_side_starts(rows, columns)]
    ends = [*starts[1:], columns[-1] + 1]
    parts = [tuple(c for c in columns if start <= c < end) for start, end in zip(starts, ends, strict=True)]
    keyed = tuple(Row(next(iter(row.values())).row, tuple(_key_of(row, part) for part in parts), row) for row in rows)
    sides = tuple(
        Side(part, any(row.keys[s][0] for row in keyed), any(row.keys[s][1] for row in keyed))
        for s, part in enumerate(parts)
    )
    return Sheet({column: paths[column] for column in columns}, sides, keyed)


def _side_starts(rows: Sequence[dict[int, Cell]], columns: Sequence[int]) -> list[int]:
    """The columns where a further side begins: in no row may one side hold cells of different keys.

    Between two cells of different keys the side begins right of the code and name columns, which hold no cells.
    """
    between = sorted(
        {
            (right.column, left.column)
            for row in rows
            for left, right in zip(row.values(), list(row.values())[1:], strict=False)
            if (left.row_code, left.row_name) != (right.row_code, right.row_name)
        }
    )
    starts: list[int] = []
    for last, before in between:
        if not any(before < start <= last for start in starts):
            behind_keys = [c for c in columns if before < c <= last and c - 1 not in columns]
            starts.append(behind_keys[0] if behind_keys else last)
    return sorted(starts)


def _key_of(row: Mapping[int, Cell], columns: Sequence[int]) -> Key:
    cell = next((row[c] for c in columns if c in row), None)
    return (cell.row_code, cell.row_name) if cell else (None, None)
