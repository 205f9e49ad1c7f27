"""Figures for the rows and columns of a block: drawn, and true to the sums across and down."""

from __future__ import annotations

import random
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from pipeline.layouts.labels import Column
from pipeline.layouts.rows import Row

Values = list[list[Decimal | None]]  # rows × columns; None where nothing is printed

TOTALS: Final = ("合计", "小计", "总计", "总额")
PART: Final = "其中"
BLANK: Final = 0.15  # share of drawn figures that are not printed
CENT: Final = Decimal("0.01")


def draw_figures(columns: Sequence[Column], rows: Sequence[Row], draw: random.Random) -> Values:
    """Figures of all rows: leaves drawn, the rest summed."""
    sums = {at: addends(at, columns) for at in range(len(columns))}
    parts = {at for at, own in sums.items() if own and all(_is_part(columns[one]) for one in own)}
    children = {at: _children(at, rows) for at in range(len(rows))}
    values: Values = [[None] * len(columns) for _ in rows]
    for r in reversed(range(len(rows))):
        if not children[r] and not rows[r].total:
            values[r] = _leaf(columns, sums, parts, draw)
    for r in reversed(range(len(rows))):
        if children[r]:
            values[r] = _summed([values[one] for one in children[r]])
    for r, row in enumerate(rows):
        if row.total:
            above = [
                values[n] for n in range(r) if rows[n].level == row.level and not rows[n].total and not rows[n].part
            ]
            values[r] = _summed(above)
    for line in values:
        _derive(columns, line, draw)
    return values


def addends(at: int, columns: Sequence[Column]) -> tuple[int, ...]:
    """The columns that a total is the sum of: the leaves beside it under the same heads; none where it is no total.

    A single 其中 beside a total is a part of it, two are its sum (其中：基本支出 | 项目支出).
    """
    heads = columns[at].heads
    if not heads[-1].endswith(TOTALS) and not (heads[-1] == "金额" and len(heads) > 1):
        return ()
    above = heads[:-1]
    beside = [
        n
        for n, one in enumerate(columns)
        if n != at and one.heads[: len(above)] == above and one.kind == "amount" and not _is_total(one, above)
    ]
    kept = [n for n in beside if not addends(n, columns)]
    return tuple(kept) if len(kept) > 1 or (kept and _is_part(columns[kept[0]])) else ()


def _is_total(column: Column, above: tuple[str, ...]) -> bool:
    return column.heads[len(above) :][0].endswith(TOTALS)


def _is_part(column: Column) -> bool:
    return any(head.startswith(PART) for head in column.heads)


def _leaf(
    columns: Sequence[Column], sums: dict[int, tuple[int, ...]], parts: set[int], draw: random.Random
) -> list[Decimal | None]:
    line: list[Decimal | None] = []
    for column in columns:
        if column.kind in {"amount", "difference"}:
            line.append(Decimal(draw.randint(50, 90_000)) * CENT if draw.random() > BLANK else None)
        elif column.kind == "count":
            line.append(Decimal(draw.randint(1, 60)))
        else:
            line.append(None)
    for at in reversed(range(len(columns))):
        if at in parts:
            (part,) = sums[at][:1]
            line[at] = (line[part] or Decimal(0)) + Decimal(draw.randint(50, 9000)) * CENT
        elif sums[at]:
            own = [value for one in sums[at] if (value := line[one]) is not None]
            line[at] = sum(own, Decimal(0)) if own else None
    if all(value is None for value in line) and columns[0].kind == "amount":
        line[0] = Decimal(draw.randint(50, 90_000)) * CENT
    return line


def _children(at: int, rows: Sequence[Row]) -> list[int]:
    level = rows[at].level
    found: list[int] = []
    for n in range(at + 1, len(rows)):
        if rows[n].level <= level or rows[at].total:
            break
        if rows[n].level == level + 1 and not rows[n].total:
            found.append(n)
    return found


def _summed(lines: Sequence[Sequence[Decimal | None]]) -> list[Decimal | None]:
    columns = zip(*lines, strict=True)
    found = ([value for value in column if value is not None] for column in columns)
    return [sum(values, Decimal(0)) if values else None for values in found]


def _derive(columns: Sequence[Column], line: list[Decimal | None], draw: random.Random) -> None:
    """Differences and percentages follow from the two figures before them that have the same heads below the top."""
    for at, column in enumerate(columns):
        if column.kind not in {"difference", "percent"}:
            continue
        alike = [
            n
            for n in range(at)
            if columns[n].kind == "amount" and (len(column.heads) == 1 or columns[n].heads[1:] == column.heads[1:])
        ]
        before = [line[n] for n in (alike[-2:] if len(alike) > 1 else [])]
        if len(before) < 2:
            line[at] = Decimal(draw.randint(100, 9900)) * CENT
        elif column.kind == "difference":
            line[at] = (before[1] or Decimal(0)) - (before[0] or Decimal(0))
        else:
            line[at] = ((before[1] or Decimal(0)) * 100 / before[0]).quantize(CENT) if before[0] else None
