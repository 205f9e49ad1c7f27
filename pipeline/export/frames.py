"""The model as pandas data frames, for people who work with it in Python."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

import pandas as pd

from pipeline.document import Document, Table
from pipeline.export.read import as_frame
from pipeline.export.rows import Entry, arrow_tables
from pipeline.sheet import Sheet, Side, sheets_of

Values = dict[str, Decimal | str]


def table_frame(table: Table) -> pd.DataFrame:
    """A table as printed: one row a table row (index: code, name), one column a column path.

    Sides that have keys of their own (收入 and 支出 of a 收支总表, the groups of a 基本支出表) follow each other: all rows of
    the left one, then all of the next. What is a number is a `Decimal` in the table's unit, other text stays as read,
    an empty cell is None. A row without a code or a name has an empty text in its place. Where two columns of a side
    have the same path, the second has its number behind: `合计 (2)`.
    """
    columns: list[str] = []
    rows: list[tuple[tuple[str, str], Values]] = []
    for sheet in sheets_of(table):
        for s, side in enumerate(sheet.sides):
            headings = _headings(sheet, side)
            columns += [heading for heading in headings.values() if heading not in columns]
            rows += _rows(sheet, s, headings)
    index = pd.MultiIndex.from_tuples([key for key, _ in rows], names=["code", "name"]) if rows else None
    lines = [[values.get(heading) for heading in columns] for _, values in rows]
    return pd.DataFrame(lines, index=index, columns=columns, dtype=object)


def _headings(sheet: Sheet, side: Side) -> dict[int, str]:
    """What each column of a side is called, left to right."""
    paths = ["/".join(sheet.paths[column]) for column in side.columns]
    twins = [paths[:n].count(path) for n, path in enumerate(paths)]
    return {
        column: f"{path} ({before + 1})" if before else path
        for column, path, before in zip(side.columns, paths, twins, strict=True)
    }


def _rows(sheet: Sheet, s: int, headings: Mapping[int, str]) -> Iterator[tuple[tuple[str, str], Values]]:
    """Key and values of each row that has something on side `s`."""
    for row in sheet.rows:
        held = {heading: row.cells[column] for column, heading in headings.items() if column in row.cells}
        if held:
            code, name = row.keys[s]
            yield (
                (code or "", name or ""),
                {h: cell.text if cell.value is None else cell.value for h, cell in held.items()},
            )


def document_frames(document: Document, *, decimal: bool = False) -> dict[str, pd.DataFrame]:
    """The tables of the corpus for one document, in memory, with the types of `read_corpus`."""
    return {name: as_frame(table, decimal=decimal) for name, table in arrow_tables(Entry(document)).items()}
