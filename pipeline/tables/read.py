"""Grids → tables: typed, aligned to rows and canonical columns, with the amounts in them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from pipeline.document import Cell, Grid, ReportType, Table
from pipeline.tables.body.blocks import find_blocks
from pipeline.tables.body.cells import cells_of
from pipeline.tables.body.codes import with_codes
from pipeline.tables.body.places import ReadPiece, place_amounts
from pipeline.tables.body.rows import KeyedRow, joined_over_pages, keyed_rows
from pipeline.tables.body.units import unit_of
from pipeline.tables.body.years import by_year
from pipeline.tables.doubt import is_drawn, with_doubt
from pipeline.tables.forms import is_list, is_unfilled, read_form
from pipeline.tables.heads.paths import Words, paths_of
from pipeline.tables.pieces import Gathered, GivenType, Piece, gather
from pipeline.vocabulary.accounts import Accounts
from pipeline.vocabulary.columns import Columns

WORDS: Final = re.compile(r"[\u4e00-\u9fff]")
SITE_WORDS = ("索引号", "发文字号", "成文日期")  # the box that a government site puts above a document
FIGURE_OF: Mapping[ReportType, str] = {"budget": "预算数", "final": "决算数"}
HEADS = 4  # rows in which heads are looked for
TITLE = 3  # weight of a title that names one of the two; 预算 also stands in titles of final accounts (预算财政拨款)
TEXT_TABLES = frozenset({"organisation", "performance_overall", "performance_project", "other"})


def read_tables(
    grids: Sequence[Grid],
    columns: Columns,
    accounts: Accounts,
    doc_id: str,
    report_type: ReportType | None = None,
    given_type: GivenType = lambda _title, _grid: None,
) -> tuple[Table, ...]:
    """All tables of a document, in order; `report_type` says what a column headed 金额 holds, where it is known.

    `given_type`: the type that a person gave the table with this title and first grid, None where nobody did.
    """
    gathered = [table for table in gather(grids, columns, given_type) if _is_table(table)]
    figure = FIGURE_OF[report_type] if report_type else _figure_word(grids)
    return tuple(
        _table(table, f"{doc_id[:12]}-t{n:02d}", Words(columns, columns.form(table.type), figure), accounts)
        for n, table in enumerate(gathered, start=1)
    )


def _is_table(table: Gathered) -> bool:
    """Whether a grid is a table of a report, not a layout of text."""
    first = table.pieces[0]
    if any(word in cell.text for cell in first.grid.cells for word in SITE_WORDS):
        return False
    if not first.header.known and not any(
        WORDS.search(cell.text) for piece in table.pieces for cell in piece.grid.cells
    ):
        return False  # the scale of a chart
    return table.type != "other" or first.header.known or (first.grid.n_rows > 1 and first.grid.n_columns > 2)


def _figure_word(grids: Sequence[Grid]) -> str:
    """预算数 or 决算数: what a column headed 金额 holds in this document, by what its titles and heads speak of more."""
    captions = "".join(line.text for grid in grids for line in grid.caption)
    heads = "".join(cell.text for grid in grids for cell in grid.cells if cell.row < HEADS)
    final = TITLE * captions.count("决算") + heads.count("决算数")
    budget = TITLE * captions.count("预算总表") + sum(map(captions.count, ("预算表", "部门预算")))
    return "决算数" if final > budget + heads.count("预算数") else "预算数"


def _table(table: Gathered, table_id: str, words: Words, accounts: Accounts) -> Table:
    unit = unit_of(table)
    if table.type.startswith("performance") and not is_list([piece.grid for piece in table.pieces], words.columns):
        return _form(table, table_id, words, unit)
    cells: list[Cell] = []
    top = 0
    body = _coded(list(joined_over_pages([keyed_rows(piece) for piece in table.pieces])), accounts)
    read = [_read_piece(piece, rows, words) for piece, rows in zip(table.pieces, body, strict=True)]
    for one, places in zip(read, place_amounts(read), strict=True):
        piece = one.piece
        cells += cells_of(one, places, table_id, top, unit, table.type)
        top += piece.grid.n_rows - (piece.header.n_rows if piece.header.total_row is None else piece.header.total_row)
    misread = {path for one in read for path in _misread_paths(one, words.columns)}
    first, last = table.pieces[0].grid, table.pieces[-1].grid
    amounts = any(cell.value is not None for cell in cells)
    return Table(
        table_id=table_id,
        type=table.type,
        title=table.title,
        unit=unit,
        page_start=first.page_start,
        page_end=last.page_end,
        n_rows=top,
        n_columns=max(piece.grid.n_columns for piece in table.pieces),
        score=table.decision.sure,
        sure=table.decision.sure,
        runner_up=table.decision.runner_up,
        exact=is_drawn([piece.grid for piece in table.pieces]),
        empty=not amounts and not (table.type in TEXT_TABLES and any(body)),
        cells=tuple(with_doubt(by_year(cells, table.type), table, words.columns, accounts, misread)),
    )


def _form(table: Gathered, table_id: str, words: Words, unit: str | None) -> Table:
    """A performance form: labels, lines of funds and indicators instead of one head."""
    grids = [piece.grid for piece in table.pieces]
    cells = read_form(grids, words.columns, table_id, unit)
    return Table(
        table_id=table_id,
        type=table.type,
        title=table.title,
        unit=unit,
        page_start=grids[0].page_start,
        page_end=grids[-1].page_end,
        n_rows=sum(grid.n_rows for grid in grids),
        n_columns=max(grid.n_columns for grid in grids),
        score=table.decision.sure,
        sure=table.decision.sure,
        runner_up=table.decision.runner_up,
        exact=is_drawn(grids),
        empty=is_unfilled(cells),
        cells=tuple(with_doubt(cells, table, words.columns, None)),
    )


def _misread_paths(read: ReadPiece, columns: Columns) -> Iterator[str]:
    """The paths of columns one of whose heads is known only as a misread one, where nothing can be misread: 余额 for 金额."""
    if is_drawn([read.piece.grid]):
        for c, path in read.paths.items():
            if any(columns.is_misread(head) for head in read.piece.columns[c].heads):
                yield path


def _read_piece(piece: Piece, rows: Sequence[KeyedRow], words: Words) -> ReadPiece:
    blocks = find_blocks(piece.columns)
    held = Counter(cell.column for row in rows for cell in row.cells)
    return ReadPiece(piece, tuple(rows), blocks, paths_of(piece, blocks, held, words))


def _coded(pieces: Sequence[list[KeyedRow]], accounts: Accounts) -> list[list[KeyedRow]]:
    """The rows of each piece with the codes that the whole table's codes and names give them."""
    rows = iter(with_codes([row for piece in pieces for row in piece], accounts))
    return [[next(rows) for _ in piece] for piece in pieces]
