"""The numbers of a document as operands: what each is worth, how exactly it was printed, where it stands."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property

from pipeline.amounts import decimals, to_wan
from pipeline.checks.prose import Mention, printed_amount
from pipeline.document import Cell, Statement, Table

ZERO = Decimal(0)
_HALF = Decimal("0.5")
_NOT_A_FIGURE = frozenset({"", "-", "--", "---", "—", "——", "–", "一", "/", "无"})  # cells that say "nothing here"
_SIDES = ("收入/", "支出/")
_TWO_SIDED = ("overall", "appropriation")  # 收入 and 支出 tell their columns apart
_NAME_NOISE = re.compile(r"[\s“”\"'‘’()（）【】\[\]、，,：:;；]")  # takes the brackets of 维修（护）费; leaves 工资
_ORDINAL = re.compile(r"^(?:其中|[一二三四五六七八九十]+、|[（(][一二三四五六七八九十\d]+[)）]|\d+[、.．](?!\d))+")


@dataclass(frozen=True, slots=True)
class Figure:
    """One number: `value` in 万元 (or %), `half` half a unit of its last printed digit, `printed` without unit."""

    source: str  # a cell id, a statement id, or section id + "@" + character for an amount in prose
    name: str
    value: Decimal
    half: Decimal
    printed: Decimal
    unit: str
    words: str = ""  # of its clause, for an amount in prose

    @property
    def zero(self) -> bool:
        return self.value == ZERO


def plain_name(text: str | None) -> str:
    """A row's name without spaces, brackets, quotes and ordinals, in half width.

    >>> plain_name("八、社会保障和 就业支出"), plain_name("维修（护）费"), plain_name(None)
    ('社会保障和就业支出', '维修护费', '')
    """
    folded = unicodedata.normalize("NFKC", text or "").replace(" ", "").replace("\n", "")
    return _NAME_NOISE.sub("", _ORDINAL.sub("", folded))


def figure_of(cell: Cell, unit: str | None) -> Figure | None:
    """The figure of a cell that holds a number, else None."""
    if cell.value is None or cell.value_wan is None:
        return None
    name = " ".join(part for part in (cell.row_code, cell.row_name, cell.column_path) if part)
    unit = cell.unit or unit
    half = to_wan(_HALF.scaleb(-decimals(cell.value)), unit)
    return Figure(cell.cell_id, name, cell.value_wan, half, cell.value, unit or "万元")


def unread(cell: Cell) -> bool:
    """Whether a cell holds something that should be a number and could not be read as one."""
    return cell.value is None and "".join(cell.text.split()) not in _NOT_A_FIGURE


@dataclass(frozen=True, slots=True)
class Row:
    """The figures of one code or name in one row of a table: rows printed side by side are several."""

    row: int
    block: int  # 0 for the leftmost of the blocks printed side by side
    code: str | None
    name: str  # as `plain_name` gives it
    figures: Mapping[str, Figure]  # by column path
    unread: frozenset[str]  # column paths that hold something else than a number
    part: bool = False  # an of-which of a row above

    @property
    def label(self) -> str:
        return " ".join(part for part in (self.code, self.name) if part)


@dataclass(frozen=True)
class Sheet:
    """A table as rows of figures, in the order of its blocks, then of its rows."""

    table: Table
    rows: tuple[Row, ...]

    @property
    def type(self) -> str:
        return self.table.type

    @cached_property
    def paths(self) -> tuple[str, ...]:
        """Column paths that hold a number somewhere, in order of first appearance."""
        return tuple(dict.fromkeys(path for row in self.rows for path in row.figures))

    @cached_property
    def unread_paths(self) -> tuple[str, ...]:
        """Column paths that hold no number, only text."""
        return tuple(dict.fromkeys(p for row in self.rows for p in sorted(row.unread) if p not in self.paths))

    @property
    def title(self) -> str:
        return self.table.title or self.table.type


def sheets_of(tables: Iterable[Table]) -> tuple[Sheet, ...]:
    """Tables with cells as rows of figures."""
    return tuple(_sheet(table) for table in tables if table.cells)


def _sheet(table: Table) -> Sheet:
    shared = len(_shared_heading(table))
    columns_of: dict[str, set[int]] = defaultdict(set)
    grouped: dict[tuple[int, str | None, str, int], list[Cell]] = defaultdict(list)
    names = {name: plain_name(name) for name in {cell.row_name for cell in table.cells}}
    for cell in table.cells:
        columns_of[cell.column_path].add(cell.column)
    rank = {path: {column: at for at, column in enumerate(sorted(columns))} for path, columns in columns_of.items()}
    one_row = _is_one_row(table)
    for cell in table.cells:  # 本年支出合计 stands in each of three blocks of 支出
        beside = rank[cell.column_path][cell.column] if cell.column_path.startswith(_SIDES) else 0
        row = table.cells[0].row if one_row else cell.row
        grouped[row, cell.row_code, names[cell.row_name], beside].append(cell)
    rows = []
    for (number, code, name, _), cells in grouped.items():
        first = min(cells, key=lambda cell: cell.column)
        block = rank[first.column_path][first.column]
        rows.append(_row(number, block, code, name, [(cell.column_path[shared:], cell) for cell in cells], table.unit))
    return Sheet(table, tuple(sorted(rows, key=lambda row: (row.block, row.row))))


def _is_one_row(table: Table) -> bool:
    """Whether the lines of a form are one row, told apart by the first step of their paths: 2025年/合计, 2026年/合计."""
    paths = {cell.column_path for cell in table.cells}
    keyed = any(cell.row_code or cell.row_name for cell in table.cells)
    return table.type == "three_public" and not keyed and len(paths) == len(table.cells)


def _shared_heading(table: Table) -> str:
    """The heading over all columns (一般公共预算 of 一般公共预算/合计): it tells no column from another."""
    if table.type in _TWO_SIDED:
        return ""
    paths = [
        path.split("/") for path in dict.fromkeys(cell.column_path for cell in table.cells if cell.value is not None)
    ]
    shared = ""
    while len(paths) > 1 and all(len(path) > 1 and path[0] == paths[0][0] for path in paths):
        shared += f"{paths[0][0]}/"
        paths = [path[1:] for path in paths]
    return shared


def _row(
    number: int, block: int, code: str | None, name: str, cells: Sequence[tuple[str, Cell]], unit: str | None
) -> Row:
    figures: dict[str, Figure] = {}
    doubtful: set[str] = set()
    for path, cell in cells:
        figure = figure_of(cell, unit)
        if unread(cell) or (figure and path in figures):
            doubtful.add(path)  # two columns of one name (上年, 本年) cannot be told apart
        elif figure:
            figures[path] = figure
    for path in doubtful:
        figures.pop(path, None)
    return Row(number, block, code, name, figures, frozenset(doubtful), any(cell.part for _, cell in cells))


def statement_figure(statement: Statement) -> Figure | None:
    """The amount of a statement, as exactly as its sentence prints it."""
    if statement.amount is None:
        return None
    printed, unit = printed_amount(statement.sentence, statement.amount)
    half = to_wan(_HALF.scaleb(-decimals(printed)), unit)
    return Figure(statement.statement_id, statement.indicator, statement.amount, half, printed, unit)


def signed_change(statement: Statement) -> Figure | None:
    """The change that a claim states: below zero for a decrease, zero for 持平, None where its amount is not given."""
    if statement.direction == "flat" and not statement.amount:
        return Figure(statement.statement_id, statement.indicator, ZERO, ZERO, ZERO, "万元")
    figure = statement_figure(statement)
    if figure is None or statement.direction != "decrease":
        return figure
    return replace(figure, value=-figure.value, printed=-figure.printed)


def mention_figure(mention: Mention) -> Figure:
    """The figure of an amount in prose."""
    half = to_wan(_HALF.scaleb(-decimals(mention.printed)), mention.unit)
    return Figure(mention.source, mention.name, mention.value, half, mention.printed, mention.unit, mention.clause)
