"""Figures of rows whose empty cells are lost → columns, by what rows and columns must add up to.

A row with fewer figures than columns can be laid in several ways; the sums across leave few, the sums down the
codes (类 = Σ款 = Σ项) decide among them. What stays undecided is laid from the left, as most such rows are.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import combinations, product
from math import comb

from pipeline.tables.body.fit import MOST_WAYS, Sum, holds

Places = tuple[int, ...]
MOST_FAMILIES = 5000  # combinations of ways tried for the children of one account


def settle(
    rows: Sequence[tuple[str | None, Sequence[Decimal]]], columns: Sequence[int], sums: Sequence[Sum]
) -> list[Places]:
    """For each row (account code, figures in order) the columns of its figures."""
    ways = [_ways(figures, columns, sums) for _, figures in rows]
    for i in sorted(range(len(rows)), key=lambda i: -len(rows[i][0] or "")):
        children = _children(rows, i)
        if children and (len(ways[i]) > 1 or any(len(ways[c]) > 1 for c in children)):
            _agree(i, children, rows, ways)
    return [options[0] for options in ways]


def _ways(figures: Sequence[Decimal], columns: Sequence[int], sums: Sequence[Sum]) -> list[Places]:
    """All ways to lay figures into columns, in order, that the sums across allow; the leftmost if none or too many."""
    count = len(figures)
    if count >= len(columns) or comb(len(columns), count) > MOST_WAYS:
        return [tuple(columns[:count])]
    every = list(combinations(columns, count))
    fitting = [way for way in every if holds(dict(zip(way, figures, strict=True)), sums)]
    return fitting or every[:1]


def _children(rows: Sequence[tuple[str | None, Sequence[Decimal]]], i: int) -> list[int]:
    """Rows one level below row i that follow it before the next account of its level."""
    code = rows[i][0] or ""  # 合计 has no code: all 类 are its children
    if len(code) > 5:
        return []
    found = []
    for j in range(i + 1, len(rows)):
        other = rows[j][0]
        if other is None or not other.startswith(code):
            break
        if len(other) == (len(code) + 2 if code else 3):
            found.append(j)
    return found


def _agree(
    parent: int,
    children: Sequence[int],
    rows: Sequence[tuple[str | None, Sequence[Decimal]]],
    ways: list[list[Places]],
) -> None:
    """Keep of parent and children the first ways in which every column of the parent is the sum of theirs."""
    options = [ways[i] for i in (parent, *children)]
    if _count(options) > MOST_FAMILIES:
        return
    for choice in product(*options):
        left = dict(zip(choice[0], rows[parent][1], strict=True))
        for child, places in zip(children, choice[1:], strict=True):
            for column, figure in zip(places, rows[child][1], strict=True):
                left[column] = left.get(column, Decimal(0)) - figure
        if all(abs(rest) <= Decimal("0.01") * (len(children) + 1) for rest in left.values()):
            for i, places in zip((parent, *children), choice, strict=True):
                ways[i] = [places]
            return


def _count(options: Sequence[Sequence[Places]]) -> int:
    total = 1
    for option in options:
        total *= len(option)
    return total
