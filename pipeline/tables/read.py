"""Grids → tables: typed, aligned to rows and canonical columns, with the amounts in them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from pipeline.amounts import read_number, to_wan
from pipeline.document import Cell, Grid, GridCell, Table
from pipeline.tables.blocks import Block, find_blocks
from pipeline.tables.codes import with_codes
from pipeline.tables.fit import fit_row, sums_of
from pipeline.tables.names import plain_name
from pipeline.tables.pieces import Gathered, Piece, gather
from pipeline.tables.rows import KeyedRow, joined_over_pages, keyed_rows
from pipeline.vocabulary.accounts import Accounts
from pipeline.vocabulary.columns import Columns, TableForm

_UNIT = re.compile(r"(?:单位|金额)?[:：]?\s*(?:人民币)?\s*(亿元|百万元|万\s*元|千元|元)")
_UNIT_LINE = re.compile(
    r"(?:金额)?单位\s*[:：]?\s*(?:人民币)?\s*(亿元|百万元|万\s*元|千元|元)"
)  # 单位：万元; not 单位：某局
_UNIT_HEAD = re.compile(r"[(（](?:金额)?(?:单位)?[:：]?(亿元|百万元|万元|千元|元)[)）]")  # 价值（万元）
_YEAR = re.compile(r"\s*(20\d\d)\s*年度?\s*(?:年初)?(?:预算|决算|执行)")  # 2022年预算数; not 2022年
TEXT_TABLES = frozenset({"organisation", "performance_overall", "performance_project", "other"})
MONEY_LEAF = frozenset({"overall", "appropriation", "basic_expenditure"})


def read_tables(grids: Sequence[Grid], columns: Columns, accounts: Accounts, doc_id: str) -> tuple[Table, ...]:
    """All tables of a document, in order."""
    gathered = [table for table in gather(grids, columns) if _is_table(table)]
    figure = _figure_word(grids)
    return tuple(
        _table(table, f"{doc_id[:12]}-t{n:02d}", _Words(columns, accounts, columns.form(table.type), figure))
        for n, table in enumerate(gathered, start=1)
    )


@dataclass(frozen=True, slots=True)
class _Words:
    columns: Columns
    accounts: Accounts
    form: TableForm
    figure: str  # 预算数 or 决算数: what a column headed 金额 holds in this document


def _is_table(table: Gathered) -> bool:
    """Whether a grid is a table of a report, not a layout of text."""
    first = table.pieces[0]
    return table.type != "other" or first.header.known or (first.grid.n_rows > 1 and first.grid.n_columns > 2)


def _figure_word(grids: Sequence[Grid]) -> str:
    captions = "".join(line.text for grid in grids for line in grid.caption)
    heads = "".join(cell.text for grid in grids for cell in grid.cells if cell.row < 4)
    final = captions.count("决算") * 3 + heads.count("决算数")
    budget = (
        captions.count("预算表") + captions.count("预算总表") * 3 + captions.count("部门预算") + heads.count("预算数")
    )
    return "决算数" if final > budget else "预算数"


def _table(table: Gathered, table_id: str, words: _Words) -> Table:
    unit = _unit(table)
    cells: list[Cell] = []
    top = 0
    body = _coded(list(joined_over_pages([keyed_rows(piece) for piece in table.pieces])), words.accounts)
    for piece, rows in zip(table.pieces, body, strict=True):
        cells += _cells(piece, rows, table_id, top, unit, words)
        top += piece.grid.n_rows - (piece.header.n_rows if piece.header.total_row is None else piece.header.total_row)
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
        score=table.score,
        empty=not amounts and not (table.type in TEXT_TABLES and any(body)),
        cells=tuple(cells),
    )


def _coded(pieces: Sequence[list[KeyedRow]], accounts: Accounts) -> list[list[KeyedRow]]:
    """The rows of each piece with the codes that the whole table's codes and names give them."""
    rows = iter(with_codes([row for piece in pieces for row in piece], accounts))
    return [[next(rows) for _ in piece] for piece in pieces]


def _unit(table: Gathered) -> str | None:
    """The unit of a table, from its caption, else from its heads."""
    texts = [line.text for piece in table.pieces for line in piece.grid.caption]
    texts += [line.text for piece in table.pieces for line in piece.grid.notes]
    for pattern, sources in (
        (_UNIT_LINE, texts),
        (_UNIT_HEAD, texts + [h for p in table.pieces for h in _head_texts(p)]),
    ):
        for text in sources:
            match = pattern.search("".join(text.split()))
            if match:
                return "".join(match[1].split())
    return None


def _head_texts(piece: Piece) -> list[str]:
    return [cell.text for cell in piece.grid.cells if cell.row < max(piece.header.n_rows, 3) or cell.column < 2]


def paths_of(piece: Piece, block_columns: Sequence[Block], words: _Words) -> dict[int, str]:
    """Canonical column path of every column of a piece."""
    paths: dict[int, str] = {}
    newest = max((int(m[1]) for column in piece.columns for h in column.heads if (m := _YEAR.match(h))), default=0)
    for b, block in enumerate(block_columns):
        for c in (*block.texts, *block.amounts):
            heads = tuple(_dated(head, words.columns.term(head), newest) for head in piece.columns[c].heads)
            if not heads and c in block.amounts and words.form.headerless:
                place = block.amounts.index(c)
                heads = tuple(words.form.headerless[place].split("/")) if place < len(words.form.headerless) else ()
            if not heads:
                continue
            path = words.form.path(heads)
            if words.form.sides and c in block.amounts:
                path = _with_side(path, b)
            paths[c] = _with_figure(path, words)
    return paths


def _dated(head: str, term: str, newest: int) -> str:
    """上年… before the term of a head of an earlier year than its neighbours': 2022年预算数 beside 2023年预算数."""
    year = _YEAR.match(head)
    return f"上年{term}" if year and int(year[1]) < newest else term


def _with_side(path: str, block: int) -> str:
    """收入 or 支出 before the path of a two-sided table whose header lost it."""
    return path if path.startswith(("收入/", "支出/")) else f"{'收入' if block == 0 else '支出'}/{path}"


def _with_figure(path: str, words: _Words) -> str:
    head, _, leaf = path.rpartition("/")
    if leaf == "金额" and words.form.type in MONEY_LEAF:
        return f"{head}/{words.figure}" if head else words.figure
    return path


def _cells(
    piece: Piece, rows: Sequence[KeyedRow], table_id: str, top: int, unit: str | None, words: _Words
) -> list[Cell]:
    blocks = find_blocks(piece.columns)
    paths = paths_of(piece, blocks, words)
    amounts = {c for block in blocks for c in block.amounts}
    start = piece.header.n_rows if piece.header.total_row is None else piece.header.total_row
    moved = _fit(piece, rows, blocks, paths)
    cells = []
    for row in rows:
        code, name = row.code, plain_name(row.name) if row.name else None
        if code is None and name is None and row is rows[0] and top == 0 and blocks[row.block].names_rows:
            name = "合计"  # the first row of a keyed table without code and name
        for cell in row.cells:
            column = moved.get((row.row, cell.column), cell.column)
            value = read_number(cell.text) if column in amounts else None
            cells.append(
                Cell(
                    table_id=table_id,
                    row=top + row.row - start,
                    column=column,
                    row_code=code,
                    row_name=name,
                    column_path=paths.get(column, ""),
                    text=cell.printed,
                    value=value,
                    value_wan=None if value is None or _is_count(paths.get(column, "")) else to_wan(value, unit),
                    page=cell.page,
                    box=cell.box,
                    ocr_score=cell.score,
                )
            )
    return cells


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
