"""Keyed rows of a piece → the cells of the corpus."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pipeline.amounts import WAN_PER_UNIT, in_unit, read_number, read_rate, to_wan, unit_in_cell
from pipeline.document import Cell
from pipeline.tables.body.indicators import read_indicator
from pipeline.tables.body.names import is_of_which, plain_name
from pipeline.tables.body.places import Place, ReadPiece
from pipeline.tables.body.rows import KeyedRow
from pipeline.tables.body.units import unit_of_column
from pipeline.tables.heads.header import rows_of

_NO_MONEY = re.compile(
    r"(?:.*数量|分值|得分|权重|.*(?:率|[%％]|比例|占比|比重|幅度)|.*(?:批次|人次|人数|台数|辆数|个数|面积))(?:[(（][^)）]*[)）])?"
)  # 资产数量, 执行率, 增减%, 占比（%）, 面积（平方米）; not 公务接待费


def cells_of(
    read: ReadPiece, places: Mapping[tuple[int, int], Place], table_id: str, top: int, unit: str | None, form: str
) -> list[Cell]:
    """The body cells of a piece whose first body row is row `top` of its table; form: the type of the table."""
    piece, blocks, rows = read.piece, read.blocks, read.rows
    amounts = {c for block in blocks for c in block.amounts}
    start = piece.header.n_rows if piece.header.total_row is None else piece.header.total_row
    by_row = rows_of(piece.grid)
    cells = []
    for n, row in enumerate(rows):
        indicator = read_indicator(by_row.get(row.row, ())) if form.startswith("performance") else None
        name = indicator.name if indicator else _name(row)
        if n == 0 and top == 0 and row.code is None and name is None and blocks[row.block].names_rows:
            name = "合计"  # the first row of a keyed table without code and name
        for cell in row.cells:
            place = places.get((row.row, cell.column), Place(cell.column, True))
            own = indicator.paths.get(place.column) if indicator else None
            path = own or read.paths.get(place.column, "")
            value = read_number(cell.text) if own or place.column in amounts else None
            own_unit = unit_of_column(piece.columns[place.column].heads) if place.column < len(piece.columns) else None
            printed_unit = unit_in_cell(cell.text)
            if value is None and place.column in amounts and (rate := read_rate(cell.text)) is not None:
                value, own_unit, printed_unit = rate, "%", None
            if printed_unit and value is not None:  # 12,345.60元 in a table in 万元
                own_unit = own_unit if own_unit in WAN_PER_UNIT else unit
                value = in_unit(value, printed_unit, own_unit)
                own_unit = own_unit or printed_unit
            money = not _is_count(path) and (own_unit is None or own_unit in WAN_PER_UNIT)
            cells.append(
                Cell(
                    table_id=table_id,
                    row=top + row.row - start,
                    column=place.column,
                    row_code=row.code,
                    row_name=name,
                    column_path=path,
                    text=cell.printed,
                    value=value,
                    value_wan=to_wan(value, own_unit or unit) if money and value is not None else None,
                    unit=(own_unit or (unit if money else None)) if value is not None else None,
                    page=cell.page,
                    line=cell.line,
                    address=cell.address,
                    box=None if piece.grid.form == "blanks" else cell.box,
                    ocr_score=cell.score,
                    placed=place.sure and cell.placed,
                    part=is_of_which(row.name or ""),
                )
            )
    return cells


def _name(row: KeyedRow) -> str | None:
    return plain_name(row.name) if row.name else None


def _is_count(path: str) -> bool:
    """Whether a column holds no money.

    >>> _is_count("数量"), _is_count("比上年增减/增减%"), _is_count("项目执行率"), _is_count("公务接待费")
    (True, True, True, False)
    """
    return bool(_NO_MONEY.fullmatch(path.rpartition("/")[2]))
