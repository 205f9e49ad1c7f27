"""A table that the file itself gives → a grid: nothing is guessed."""

from __future__ import annotations

from pipeline.document import Grid, NativeTable
from pipeline.tables.locate.ruled import caption_inside


def grid_of_native(table: NativeTable) -> Grid | None:
    """The grid of a native table, its title and unit in the caption; None where it holds nothing else."""
    caption, cells = caption_inside(table.cells, table.n_columns)
    if not cells:
        return None
    page = cells[0].page
    return Grid(tuple(cells), table.n_rows, table.n_columns, page, page, "native", (), tuple(caption))
