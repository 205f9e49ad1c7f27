"""What was read of a printed layout: its tables, and of each figure whether row and path are right."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.document import Cell, Grid, Table
from pipeline.layouts.build import Printed
from pipeline.layouts.labels import Layout
from pipeline.scoring.fits import plain, row_name
from pipeline.tables import read_tables
from pipeline.vocabulary.accounts import Accounts
from pipeline.vocabulary.columns import Columns


def judge(
    layout: Layout, printed: Printed, grids: Sequence[Grid], columns: Columns, accounts: Accounts
) -> tuple[tuple[Table, ...], list[tuple[Cell, bool, bool]]]:
    """The tables that are read from the grids of a layout, and each of its figures found, with whether row and path are right."""
    tables = read_tables(grids, columns, accounts, "layout", layout.report)
    answers = []
    for cell in (cell for table in tables for cell in table.cells):
        figure = printed.figures.get(cell.address or "")
        if figure is None:
            continue
        named, wanted = cell.row_name or "", figure.row_names
        if layout.is_performance:  # the indicator itself, or with those above it
            named, wanted = named.split("/")[-1], tuple(name.split("/")[-1] for name in wanted)
        row = not wanted or row_name(named) in {row_name(name) for name in wanted}
        path = plain(cell.column_path)
        fits = any(path == plain(one) or path.endswith("/" + plain(one)) for one in figure.paths)
        answers.append((cell, row and figure.row_code in {None, cell.row_code}, fits))
    return tables, answers
