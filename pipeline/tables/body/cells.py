"""Keyed rows of a piece → the cells of the corpus."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from pipeline.amounts import read_number, to_wan
from pipeline.document import Cell, GridCell
from pipeline.tables.body.blocks import Block, find_blocks
from pipeline.tables.body.fit import fit_row, sums_of
from pipeline.tables.body.indicators import read_indicator
from pipeline.tables.body.names import plain_name
from pipeline.tables.body.rows import KeyedRow
from pipeline.tables.heads.header import rows_of
from pipeline.tables.heads.paths import Words, paths_of
from pipeline.tables.pieces import Piece


def cells_of(
    piece: Piece, rows: Sequence[KeyedRow], table_id: str, top: int, unit: str | None, words: Words
) -> list[Cell]:
    """The body cells of a piece whose first body row is row `top` of its table."""
    blocks = find_blocks(piece.columns)
    paths = paths_of(piece, blocks, words)
    amounts = {c for block in blocks for c in block.amounts}
    start = piece.header.n_rows if piece.header.total_row is None else piece.header.total_row
    moved = _fit(piece, rows, blocks, paths)
    by_row = rows_of(piece.grid)
    cells = []
    for row in rows:
        indicator = read_indicator(by_row.get(row.row, ())) if words.form.type.startswith("performance") else None
        name = indicator.name if indicator else _name(row)
        if row is rows[0] and top == 0 and row.code is None and name is None and blocks[row.block].names_rows:
            name = "合计"  # the first row of a keyed table without code and name
        for cell in row.cells:
            column = moved.get((row.row, cell.column), cell.column)
            own = indicator.paths.get(column) if indicator else None
            path = own or paths.get(column, "")
            value = read_number(cell.text) if own or column in amounts else None
            cells.append(
                Cell(
                    table_id=table_id,
                    row=top + row.row - start,
                    column=column,
                    row_code=row.code,
                    row_name=name,
                    column_path=path,
                    text=cell.printed,
                    value=value,
                    value_wan=None if value is None or _is_count(path) else to_wan(value, unit),
                    page=cell.page,
                    box=None if piece.grid.form == "blanks" else cell.box,
                    ocr_score=cell.score,
                )
            )
    return cells


def _name(row: KeyedRow) -> str | None:
    return plain_name(row.name) if row.name else None


def _is_count(path: str) -> bool:
    return path.rpartition("/")[2] in ("数量", "分值", "得分", "项目执行率")


def _fit(
    piece: Piece, rows: Sequence[KeyedRow], blocks: Sequence[Block], paths: Mapping[int, str]
) -> dict[tuple[int, int], int]:
    """Amounts that stand in wrong columns: (row, printed column) → right column."""
    if piece.grid.form == "ruled":
        return {}
    moved: dict[tuple[int, int], int] = {}
    for b, block in enumerate(blocks):
        own = {c: paths[c] for c in block.amounts if c in paths}
        sums = sums_of(own)
        for row in rows:
            if row.block == b and sums:
                values = _values(row.cells, block.amounts)
                moved |= {(row.row, a): z for a, z in fit_row(values, block.amounts, sums).items() if a != z}
    return moved


def _values(cells: Sequence[GridCell], amounts: Sequence[int]) -> dict[int, Decimal]:
    read = {cell.column: read_number(cell.text) for cell in cells if cell.column in amounts}
    return {column: value for column, value in read.items() if value is not None}
