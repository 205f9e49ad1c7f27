"""The model as pandas data frames, for people who work with it in Python."""

from __future__ import annotations

from decimal import Decimal

import pandas as pd

from pipeline.document import Document, Table
from pipeline.export.rows import Entry, arrow_tables


def table_frame(table: Table) -> pd.DataFrame:
    """A table as printed: one row a table row (index: code, name), one column a column path.

    What is a number is a `Decimal` in the table's unit, other text stays as read, an empty cell is None.
    A row without a code or a name has an empty text in its place.
    Where two columns have the same path, the second has its number behind: `合计 (2)`.
    """
    paths: dict[int, str] = {}  # column → path, from left to right
    for cell in sorted(table.cells, key=lambda cell: (cell.column, cell.row)):
        paths.setdefault(cell.column, cell.column_path)
    headings: dict[int, str] = {}
    for column, path in paths.items():
        twins = sum(other == path for at, other in paths.items() if at < column)
        headings[column] = f"{path} ({twins + 1})" if twins else path
    keys: dict[int, tuple[str, str]] = {}
    values: dict[int, dict[str, Decimal | str]] = {}
    for cell in sorted(table.cells, key=lambda cell: (cell.row, cell.column)):
        keys.setdefault(cell.row, (cell.row_code or "", cell.row_name or ""))
        values.setdefault(cell.row, {})[headings[cell.column]] = cell.text if cell.value is None else cell.value
    rows = [[row.get(heading) for heading in headings.values()] for row in values.values()]
    index = pd.MultiIndex.from_tuples(list(keys.values()), names=["code", "name"]) if keys else None
    return pd.DataFrame(rows, index=index, columns=list(headings.values()), dtype=object)


def document_frames(document: Document) -> dict[str, pd.DataFrame]:
    """The six tables of CONTRACT 3 for one document, in memory; the columns are those of the corpus."""
    return {name: table.to_pandas() for name, table in arrow_tables(Entry(document)).items()}
