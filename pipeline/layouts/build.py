"""A layout → the grid that a reader gives for its printed table, and what is right for each of its figures."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from pipeline.document import Grid, GridCell, Line
from pipeline.layouts.figures import Values, draw_figures
from pipeline.layouts.labels import LEVELS, Block, Column, Layout
from pipeline.layouts.rows import BODY, INDICATORS, PROJECT, Row, rows_of
from pipeline.vocabulary.accounts import Accounts

SEED: Final = 11
_LEFT, _WIDE, _TOP, _HIGH = 0.05, 0.9, 0.15, 0.018  # where the grid is drawn, in fractions of the page
_WORDS: Final = "按规定执行"
INDICATOR_LEVELS: Final = 3


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure and the labels that are right for it."""

    text: str
    row_code: str | None  # None where the row has none, or only that of a body
    row_names: tuple[str, ...]  # that are right; none where the form has no names
    heads: tuple[str, ...]  # as printed
    paths: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Printed:
    """A table as printed, and its figures by the address of their cell."""

    grid: Grid
    figures: dict[str, Figure]


def printed_table(layout: Layout, accounts: Accounts) -> Printed:
    """The same table for the same layout each time: the seed is fixed, and does not depend on other layouts."""
    draw = random.Random(f"{SEED} {layout.family} {layout.title} {len(layout.columns)}")
    heads = [*_heads(layout)]
    top = max(cell.row + cell.row_span for cell in heads)
    body = [GridCell(top, c, text, (), 1, 1) for c, text in _numbers(layout)] if layout.numbered else []
    top += layout.numbered
    figures: dict[str, Figure] = {}
    blocks = [rows_of(block.rows, layout.types[0], layout.year, accounts, draw) for block in layout.blocks]
    values = [draw_figures(block.columns, rows, draw) for block, rows in zip(layout.blocks, blocks, strict=True)]
    _balance(layout.blocks, blocks, values)
    grouped = draw.random() < 0.5  # 1,234.50 or 1234.50
    for block, rows, lines in zip(layout.blocks, blocks, values, strict=True):
        lead = _lead(layout, block)
        for r, (row, line) in enumerate(zip(rows, lines, strict=True), start=top):
            body += _keys(layout, block, row, r, r - top + 1)
            for column, value in zip(block.columns, line, strict=True):
                text = _text(column, value, grouped, layout.is_performance)
                if text and (r == top or column.index > lead):
                    body.append(GridCell(r, column.index, text, (), len(rows) if column.index < lead else 1))
                    if column.kind != "text" or layout.is_performance:
                        figures[_address(r, column.index)] = _figure(layout, block, column, row, text)
    return Printed(_grid(layout, [*heads, *body]), figures)


def _figure(layout: Layout, block: Block, column: Column, row: Row, text: str) -> Figure:
    if column.index < _lead(layout, block):
        return Figure(text, None, (PROJECT,), column.heads, column.paths)
    named = any(layout.keys[key] == "name" for key in block.keys)
    coded = any(layout.keys[key] == "code" for key in block.keys)
    name = "/".join(_names(layout, block, row))
    names = (name, f"{BODY}/{name}") if any(_names_body(layout, key) for key in block.keys) else (name,)
    code = row.code if coded and row.code and block.rows in {"functional", "economic", "government", "both"} else None
    return Figure(text, code, names if named else (), column.heads, column.paths)


def _lead(layout: Layout, block: Block) -> int:
    """The first column of the indicators' names; what stands before it is said once, of the project. Else -1."""
    names = [key for key in block.keys if layout.keys[key] == "name"]
    return names[-INDICATOR_LEVELS] if block.rows == "indicators" else -1


def _names(layout: Layout, block: Block, row: Row) -> tuple[str, ...]:
    """The row's name in as many steps as the form has columns for it; the first are the body's where the row has one."""
    count = sum(layout.keys[key] == "name" for key in block.keys)
    if block.rows == "indicators":
        return row.names
    return (*[BODY] * (count - len(row.names) if row.level else 0), *row.names)


def _heads(layout: Layout) -> Iterator[GridCell]:
    """Head cells: neighbours under the same heads are merged, leaves reach down to the body."""
    heads = {column.index: column.heads for column in layout.columns}
    heads |= {key: layout.key_heads.get(key, ("备注",)) for key in layout.keys}
    every = [heads.get(index, ("备注",)) for index in range(layout.width)]
    depth = max(map(len, every))
    for index, own in enumerate(every):
        for level in range(len(own)):
            if level < len(own) - 1:
                prefix = own[: level + 1]
                if index and every[index - 1][: level + 1] == prefix and len(every[index - 1]) > level + 1:
                    continue
                span = 1
                while index + span < len(every) and _continues(every[index + span], prefix):
                    span += 1
                yield GridCell(level, index, own[level], (), 1, span)
            else:
                yield GridCell(level, index, own[level], (), depth - level, 1)


def _continues(heads: tuple[str, ...], prefix: tuple[str, ...]) -> bool:
    return heads[: len(prefix)] == prefix and len(heads) > len(prefix)


def _numbers(layout: Layout) -> Iterator[tuple[int, str]]:
    """栏次 | 1 | 2 | 3"""
    yield 0, "栏次"
    for n, column in enumerate(sorted(layout.columns, key=lambda one: one.index), start=1):
        yield column.index, str(n)


def _keys(layout: Layout, block: Block, row: Row, r: int, number: int) -> Iterator[GridCell]:
    codes = [key for key in block.keys if layout.keys[key] == "code"]
    names = [key for key in block.keys if layout.keys[key] == "name"]
    if row.code and len(codes) == len(LEVELS):
        pieces = [row.code[:3], row.code[3:5], row.code[5:7]]
        yield from (GridCell(r, key, piece, ()) for key, piece in zip(codes, pieces, strict=True) if piece)
    elif row.code and codes:
        yield GridCell(r, codes[0], row.code, ())
    own = _names(layout, block, row) if names else ()
    yield from (GridCell(r, key, name, ()) for key, name in zip(names[-len(own) :], own, strict=True))
    lead = _lead(layout, block)
    if number == 1:
        yield from (GridCell(r, key, PROJECT, (), len(INDICATORS)) for key in names if key < lead)
    for key in block.keys:
        if layout.keys[key] == "ordinal":
            yield GridCell(r, key, str(number), ())
        elif layout.keys[key] == "text" and row.level > 0:
            yield GridCell(r, key, BODY if _names_body(layout, key) else _WORDS, ())


def _names_body(layout: Layout, key: int) -> bool:
    """Whether a text column holds the body whose row it is: it may be joined to the name."""
    return layout.keys[key] == "text" and layout.key_heads[key][-1] in {"单位名称", "项目单位"}


def _text(column: Column, value: Decimal | None, grouped: bool, performance: bool) -> str:
    if column.kind == "text":
        return "≥95" if performance and column.heads[-1].endswith("指标值") else _WORDS
    if value is None:
        return ""
    if column.kind == "percent":
        return f"{value}%"
    if column.kind == "count":
        return str(int(value))
    return f"{value:,.2f}" if grouped else f"{value:.2f}"


def _balance(blocks: Sequence[Block], rows: Sequence[list[Row]], values: Sequence[Values]) -> None:
    """The sides of a table of several sides come to one total: the first item of each takes what is left over."""
    sides = [n for n, own in enumerate(rows) if own[-1].total]
    if len(sides) < 2:
        return
    whole = max(values[n][-1][0] or Decimal(0) for n in sides)
    for n in sides:
        left = whole - (values[n][-1][0] or Decimal(0))
        own = [0] if len(blocks[n].columns) == 1 else [0, 1]
        for r in (0, *(at for at, row in enumerate(rows[n]) if row.total)):
            for column in own:
                values[n][r][column] = (values[n][r][column] or Decimal(0)) + left


def _grid(layout: Layout, cells: Sequence[GridCell]) -> Grid:
    """Ruled, as a PDF draws it, or native, as a sheet gives it: each layout is one of them, by the length of its title."""
    native = len(layout.title or "") % 2 == 0
    high = max(cell.row + cell.row_span for cell in cells)
    edges = [_LEFT + _WIDE * n / layout.width for n in range(layout.width + 1)]
    title = (layout.title or "").replace("〔机构〕", BODY).replace("〔项目〕", PROJECT)
    caption = [title, *([f"单位：{layout.unit}"] if layout.unit else [])]
    height = min(_HIGH, (1 - _TOP) / high)

    def lined(cell: GridCell) -> GridCell:
        box = (
            edges[cell.column] + 0.002,
            _TOP + height * cell.row + 0.002,
            edges[cell.column + cell.column_span] - 0.002,
            _TOP + height * (cell.row + cell.row_span) - 0.002,
        )
        line = Line(cell.text, 1, None if native else box, None, cell.text, None, _address(cell.row, cell.column))
        return GridCell(cell.row, cell.column, cell.text, (line,), cell.row_span, cell.column_span)

    return Grid(
        tuple(lined(cell) for cell in sorted(cells, key=lambda one: (one.row, one.column))),
        high,
        layout.width,
        1,
        1,
        "native" if native else "ruled",
        () if native else tuple(edges),
        tuple(Line(text, 1, None, None, text) for text in caption if text),
    )


def _address(row: int, column: int) -> str:
    return f"{row}:{column}"
