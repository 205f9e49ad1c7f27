"""Body rows of a piece → keyed rows: code, name, and the amounts and texts beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.amounts import read_number
from pipeline.document import GridCell
from pipeline.tables.body.align import aligned
from pipeline.tables.body.blocks import Block, find_blocks, parse_code
from pipeline.tables.body.glued import glued_blocks, parted
from pipeline.tables.body.names import has_ordinal, plain_name
from pipeline.tables.heads.header import Header, rows_of
from pipeline.tables.pieces import Piece

_OVERFLOW = re.compile(
    r"(?=.*[\u4e00-\u9fff)）])(?P<words>[\u4e00-\u9fff)）、（(]{0,14}?)(?P<figure>-?\d[\d,]*(?:\.\d+)?)?(?P<more>[\u4e00-\u9fff)）、]{0,14})"
)  # 出2,022.39, 媒, 0.00部门预算的项目; not 12.00, —


_WHOLE = re.compile(r"(?<=..)(?:支出|收入|拨款|结转|结余)$")  # 一、本年支出 above 一般公共服务支出: neither goes on
_PART_OF_CODE = re.compile(r"(\d{2})\s*(?=[\u4e00-\u9fff])")
_PIECE = re.compile(r"[\u4e00-\u9fff]{1,3}")


@dataclass(frozen=True, slots=True)
class KeyedRow:
    """One block of one row: its keys as printed, and the cells they name."""

    row: int  # in the grid
    block: int
    code: str | None
    name: str | None  # with its ordinal
    cells: tuple[GridCell, ...]


def keyed_rows(piece: Piece) -> list[KeyedRow]:
    """The body of a piece, row by row and block by block; pieces of wrapped names joined to the name they belong to."""
    blocks = find_blocks(piece.columns)
    rows: list[KeyedRow] = []
    parts: dict[int, tuple[str, ...]] = {}
    body = {r: row for r, row in sorted(rows_of(piece.grid).items()) if _is_body(r, piece.header)}
    if piece.grid.form in ("tabs", "cells"):
        body = aligned(body, piece.columns)
    for r, cells in body.items():
        by_column = (
            _overflowing_back({cell.column: cell for cell in cells}, blocks)
            if piece.grid.exact
            else {cell.column: cell for cell in cells}
        )
        for b, block in enumerate(blocks):
            row = _keyed(r, b, block, by_column, parts)
            if row is not None:
                _append(rows, _with_total_beside(rows, row), block, wrapped=not piece.grid.exact)
    glued = glued_blocks(rows)
    return [_parted(row) if row.block in glued else _with_part(row) for row in rows]


def _with_part(row: KeyedRow) -> KeyedRow:
    """A row with the last part of its code taken from before its name: 20805 | 01 归口管理的行政单位离退休."""
    found = _PART_OF_CODE.match(row.name or "") if row.code is not None and len(row.code) in (3, 5) else None
    return replace(row, code=f"{row.code}{found[1]}", name=(row.name or "")[found.end() :]) if found else row


def _parted(row: KeyedRow) -> KeyedRow:
    code, name = parted(row.name or "")
    return replace(row, code=code, name=name or None)


def _is_body(row: int, header: Header) -> bool:
    return row >= header.n_rows or row == header.total_row


def _keyed(
    r: int, b: int, block: Block, cells: dict[int, GridCell], parts: dict[int, tuple[str, ...]]
) -> KeyedRow | None:
    """What one block holds in a row; parts: the last code in parts of each block, by which lower parts are completed."""
    cells = _apart_from_merged_name(block, cells)
    printed = tuple(cells[c].text if c in cells else "" for c in block.codes)
    if len(printed) > 1:
        printed = _filled_down(printed, parts.get(b, ()))
    code = parse_code(printed)
    if code is not None and len(printed) > 1:
        parts[b] = printed
    name = _name_of(block, cells, printed, code)
    held = tuple(cells[c] for c in (*block.texts, *block.amounts) if c in cells)
    if code is None and name is None:  # 合计 merged over the columns of number and name of a body
        name = next((cell.text for cell in held if plain_name(cell.text) in ("合计", "总计")), None)
    return KeyedRow(r, b, code, name, held) if code is not None or name is not None or held else None


def _apart_from_merged_name(block: Block, cells: dict[int, GridCell]) -> dict[int, GridCell]:
    """人员经费合计 | 50.00: the total's name, merged over code and name, came through as one cell and drew its figure left."""
    at = block.name
    if at is None or at not in cells or not block.amounts or read_number(cells[at].text) is None:
        return cells
    words = [cells[c].text for c in block.codes if c in cells]
    if not words or words[0].isdecimal() or block.amounts[0] in cells:
        return cells
    moved = {c: cell for c, cell in cells.items() if c != at}
    return {block.amounts[0]: replace(cells[at], column=block.amounts[0])} | moved


def _name_of(block: Block, cells: dict[int, GridCell], printed: Sequence[str], code: str | None) -> str | None:
    """The name of a row: in its column, else words in the columns of the code."""
    name = "/".join(cells[c].text for c in block.names if c in cells and cells[c].text.strip()) or None
    if name is None and code is None:
        return next((text for text in printed if text and not text.isdecimal()), None)
    if (
        name is not None and name.isdecimal()
    ):  # 201 | 某局: number and name of a body in the columns of project and body
        return next((cells[c].text for c in block.texts if c > (block.name or 0) and c in cells), name)
    return name


def _with_total_beside(rows: Sequence[KeyedRow], row: KeyedRow) -> KeyedRow:
    """A figure whose 公用经费合计 stands in the group to its left, merged over both, takes that name."""
    left = rows[-1] if rows and rows[-1].row == row.row else None
    if left is None or row.code or row.name or left.cells or not (left.name or "").endswith("合计"):
        return row
    return replace(row, name=left.name)


def _filled_down(printed: tuple[str, ...], before: tuple[str, ...]) -> tuple[str, ...]:
    """类, 款, 项 printed only where they change: a lower part without its upper ones takes those of the row above."""
    last = max((i for i, text in enumerate(printed) if text.strip().isdecimal()), default=-1)
    if last <= 0 or len(before) != len(printed) or all(printed[: last + 1]):
        return printed
    return tuple(text or before[i] if i < last else text for i, text in enumerate(printed))


def _overflowing_back(cells: dict[int, GridCell], blocks: Sequence[Block]) -> dict[int, GridCell]:
    """A name too long for its column, whose end stands before or in place of the figure beside it, made whole again.

    人员经费和公用经费支 | 出2,022.39 → 人员经费和公用经费支出 | 2,022.39.
    """
    for block in blocks:
        name, beside = block.name, (block.name or 0) + 1
        if name is None or beside not in block.amounts or name not in cells or beside not in cells:
            continue
        grown = _OVERFLOW.fullmatch("".join(cells[beside].text.split()))
        if grown is None or any(
            read_number(cells[at].text) is not None for at in (name, beside)
        ):  # 12.50元 is a figure
            continue
        text = cells[name].text + grown["words"] + grown["more"]
        left = cells.get(name - 1)
        if left is not None and _PIECE.fullmatch(left.text.strip()):  # centred, it ran over on both sides
            text = left.text.strip() + text
            cells = {c: cell for c, cell in cells.items() if c != name - 1}
        cells = {**cells, name: replace(cells[name], text=text)}
        if grown["figure"]:
            cells[beside] = replace(cells[beside], text=grown["figure"])
        else:
            del cells[beside]
    return cells


def _append(rows: list[KeyedRow], row: KeyedRow, block: Block, wrapped: bool) -> None:
    """Add a row, or join it to the one above where it is only the rest of its wrapped name or code.

    wrapped: whether a row of the grid may be no more than a line of one: rules and the cells of a file part rows.
    """
    if not wrapped:
        rows.append(row)
        return
    above = next((i for i in range(len(rows) - 1, -1, -1) if rows[i].block == row.block), None)
    if above is not None and _is_rest_of_name(rows[above], row, block):
        rows[above] = replace(rows[above], name=(rows[above].name or "") + (row.name or ""))
    else:
        rows.append(row)


def _is_rest_of_name(above: KeyedRow, row: KeyedRow, block: Block) -> bool:
    """Whether a row is nothing but the end of the name in the row right above it."""
    if row.code is not None or row.name is None or above.row != row.row - 1:
        return False
    if has_ordinal(row.name) or row.name.endswith(("合计", "总计", "小计")):
        return False
    if _WHOLE.search(row.name) and _WHOLE.search(above.name or ""):
        return False
    if any(cell.column in block.texts or read_number(cell.text) is not None for cell in row.cells):
        return False
    return above.code is not None if block.codes else bool(above.name and has_ordinal(above.name))


def joined_over_pages(pieces: Sequence[list[KeyedRow]]) -> Iterator[list[KeyedRow]]:
    """The rows of each piece; a name that a page break cut is joined to the last row of the piece before."""
    before: list[KeyedRow] | None = None
    for rows in pieces:
        rows = list(rows)
        if before and rows and _is_rest(before[-1], rows[0]):
            before[-1] = replace(before[-1], name=(before[-1].name or "") + (rows[0].name or ""))
            rows = rows[1:]
        if before is not None:
            yield before
        before = rows
    if before is not None:
        yield before


def _is_rest(last: KeyedRow, first: KeyedRow) -> bool:
    return (
        first.code is None
        and first.name is not None
        and not first.cells
        and not has_ordinal(first.name)
        and (last.code is not None or bool(last.name and has_ordinal(last.name)))
        and first.block == last.block
    )
