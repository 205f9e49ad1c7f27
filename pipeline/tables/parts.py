"""One drawing, several tables: a grid is parted where a title or a new row of heads stands inside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.amounts import read_number
from pipeline.document import Grid, GridCell
from pipeline.tables.captions import is_furniture, is_title
from pipeline.tables.forms import form_starts
from pipeline.tables.heads.header import read_header, rows_of
from pipeline.vocabulary.columns import Columns

KEYED = ("code", "lei", "name", "ordinal")  # heads of which every table has one; 结转下年 is also a row
LEAST_HEADS = 3  # cells of a row of heads inside a table


def parts_of(grid: Grid, columns: Columns, table_type: str) -> Iterator[Grid]:
    """The grid, or its parts where it holds several tables or blocks with heads of their own; rows count anew in each."""
    rows = rows_of(grid)
    form = table_type.startswith("performance")
    starts = [0, *(form_starts(grid, columns) if form else _inner_starts(rows, grid, columns, table_type))]
    ends = [*starts[1:], grid.n_rows]
    if len(starts) == 1:
        yield grid
        return
    for start, end in zip(starts, ends, strict=True):
        part = _part(grid, rows, start, end)
        if part.cells:
            yield part


def _inner_starts(rows: dict[int, list[GridCell]], grid: Grid, columns: Columns, table_type: str) -> list[int]:
    """Rows that open a part: a title over the whole width, or heads below a body."""
    starts: list[int] = []
    body = False
    depth = read_header(grid, columns, table_type).n_rows
    for r, row in sorted(rows.items()):
        if r < depth:
            continue
        if _is_title_row(row, grid) or _is_head_row(row, columns):
            if body:
                starts.append(r)
            body = False
        else:
            body = body or not all(is_furniture(cell.text) or columns.knows(cell.text) for cell in row)
    return starts


def _is_title_row(row: Sequence[GridCell], grid: Grid) -> bool:
    wide = row[0].column_span >= grid.n_columns - 1 or grid.form in ("tabs", "cells")
    return len(row) == 1 and wide and is_title(row[0].text) and grid.n_columns > 2


def _is_head_row(row: Sequence[GridCell], columns: Columns) -> bool:
    texts = [cell.text for cell in row]
    if len(texts) < LEAST_HEADS or any(read_number(text) is not None for text in texts):
        return False
    keyed = any(columns.role(text) in KEYED for text in texts)
    return keyed and sum(columns.knows(text) for text in texts) >= 0.6 * len(texts)


def _part(grid: Grid, rows: dict[int, list[GridCell]], start: int, end: int) -> Grid:
    own = [row for r, row in sorted(rows.items()) if start <= r < end]
    caption = list(grid.caption) if start == 0 else []
    while start > 0 and own and (_is_title_row(own[0], grid) or all(is_furniture(c.text) for c in own[0])):
        caption += [line for cell in own[0] for line in cell.lines]
        own = own[1:]
    first = own[0][0].row if own else end
    cells = tuple(replace(cell, row=cell.row - first) for row in own for cell in row)
    pages = [cell.page for cell in cells] or [grid.page_start]
    return replace(
        grid,
        cells=cells,
        n_rows=end - first,
        page_start=min(pages),
        page_end=max(pages),
        caption=tuple(caption),
        notes=grid.notes if end == grid.n_rows else (),
    )
