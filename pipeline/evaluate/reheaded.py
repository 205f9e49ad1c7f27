"""Annotated documents whose heads and titles are misread: what is left of their facts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from pipeline.clean import clean_pages
from pipeline.document import Grid, Table
from pipeline.errors import UnreadableFile
from pipeline.evaluate.heads import Misreader
from pipeline.readers import read_document
from pipeline.run.tools import own_tools
from pipeline.scoring.found import Found, FoundCell, FoundTable
from pipeline.tables import find_grids, read_tables
from pipeline.tables.captions import is_title
from pipeline.tables.heads.header import read_header
from pipeline.vocabulary import Vocabulary


def grids_of(paths: Sequence[Path]) -> dict[str, tuple[Grid, ...]]:
    """The grids of documents whose text needs no OCR, by file name."""
    tools = own_tools()
    found = {}
    for path in paths:
        try:
            document = read_document(path, tools.recogniser, "never")
        except UnreadableFile:
            continue  # a scan
        pages = clean_pages(document.pages, tools.vocabulary.confusions)
        found[path.name] = tuple(find_grids(pages, tools.vocabulary.columns, tools.vocabulary.accounts)[0])
    return {name: grids for name, grids in found.items() if grids}


def answers(grids: dict[str, tuple[Grid, ...]], misreader: Misreader, vocabulary: Vocabulary) -> Found:
    """What is read from grids with their titles and heads misread."""
    tables: list[FoundTable] = []
    cells: list[FoundCell] = []
    for name, own in grids.items():
        worn = [_worn(grid, misreader, vocabulary) for grid in own]
        for table in read_tables(worn, vocabulary.columns, vocabulary.accounts, name):
            tables.append(FoundTable(name, table.type, table.empty, table.score, table.title))
            cells += _cells(name, table)
    return Found(tables=tuple(tables), cells=tuple(cells))


def _worn(grid: Grid, misreader: Misreader, vocabulary: Vocabulary) -> Grid:
    depth = read_header(grid, vocabulary.columns).n_rows
    cells = tuple(replace(cell, text=misreader(cell.text)) if cell.row < depth else cell for cell in grid.cells)
    caption = tuple(replace(line, text=misreader(line.text)) if is_title(line.text) else line for line in grid.caption)
    return replace(grid, cells=cells, caption=caption)


def _cells(doc: str, table: Table) -> Iterator[FoundCell]:
    for cell in table.cells:
        if cell.value is not None:
            yield FoundCell(doc, table.type, cell.row_code, cell.row_name, cell.column_path, cell.value)
