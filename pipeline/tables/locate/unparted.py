"""Rows that no rule parts, in one drawn row → rows of their own.

A sheet printed with upright rules alone, or with a box around all its rows, has one drawn row with a column of figures in each cell.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from pipeline.amounts import decimals, read_number
from pipeline.document import Grid, GridCell, Line
from pipeline.tables.locate.visual import visual_rows

LEAST_FIGURES: Final = 2  # below each other in a cell: no cell of one row holds several
LEAST_COLUMNS: Final = 2  # with half as many lines
_NOWHERE: Final = (0.0, 0.0, 0.0, 0.0)


def part_rows(grid: Grid) -> Grid:
    """The grid with every drawn row that holds several printed ones parted at the heights of its figures."""
    rows: defaultdict[int, list[GridCell]] = defaultdict(list)
    for cell in grid.cells:
        rows[cell.row].append(cell)
    heights = {r: found for r, row in rows.items() if len(found := _heights(row)) > 1}
    if not heights:
        return grid
    added = [len(heights.get(r, [0])) - 1 for r in range(grid.n_rows)]
    starts = [sum(added[:r]) + r for r in range(grid.n_rows + 1)]
    cells: list[GridCell] = []
    for cell in grid.cells:
        moved = replace(cell, row=starts[cell.row], row_span=starts[cell.row + cell.row_span] - starts[cell.row])
        if cell.row in heights and cell.row_span == 1:
            cells += _parts(moved, heights[cell.row])
        else:
            cells.append(moved)
    return replace(grid, cells=tuple(sorted(cells, key=lambda c: (c.row, c.column))), n_rows=starts[grid.n_rows])


def _heights(row: Sequence[GridCell]) -> list[float]:
    """The heights of the figures of a drawn row, where a cell holds several below each other; none else."""
    columns = [_figures(cell) for cell in row if cell.row_span == 1]
    if max(map(len, columns), default=0) < LEAST_FIGURES:
        return []
    lines = [line for column in columns for line in column]
    together = visual_rows(lines)
    if any(len(set(map(id, column)) & set(map(id, level))) > 1 for column in columns for level in together):
        return []
    least = max(LEAST_FIGURES, len(together) / 2)
    if sum(len(visual_rows(cell.lines)) >= least for cell in row if cell.row_span == 1) < LEAST_COLUMNS:
        return []
    return [sum(map(_middle, level)) / len(level) for level in together]


def _figures(cell: GridCell) -> list[Line]:
    """The lines of a cell that holds nothing but figures, one on each height; not 12868.1 above 9, wrapped in a narrow cell."""
    numbers = [read_number(line.text.strip()) for line in cell.lines if line.box is not None]
    if len(numbers) < len(cell.lines) or None in numbers or len({decimals(n) for n in numbers if n}) > 1:
        return []
    return list(cell.lines) if len(visual_rows(cell.lines)) == len(cell.lines) else []


def _parts(cell: GridCell, heights: Sequence[float]) -> list[GridCell]:
    """The lines of a cell, each in the row whose figures are nearest."""
    held: defaultdict[int, list[Line]] = defaultdict(list)
    for line in cell.lines:
        held[min(range(len(heights)), key=lambda n: abs(heights[n] - _middle(line)))].append(line)
    return [
        replace(
            cell, row=cell.row + n, row_span=1, lines=tuple(lines), text="".join(line.text.strip() for line in lines)
        )
        for n, lines in held.items()
    ]


def _middle(line: Line) -> float:
    _, top, _, bottom = line.box or _NOWHERE
    return (top + bottom) / 2
