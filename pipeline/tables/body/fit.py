"""Amounts that stand in wrong columns, put right by what the columns must add up to.

A converter that lost or doubled an empty cell pushes the rest of a row sideways. Order survives, sums tell: among
the ways to lay the amounts of a row into its columns in their order, the one is taken in which every total equals its
parts and that fewest lost or doubled cells explain, then the one that moves least; where two are equally good, none is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations, pairwise
from math import comb

from pipeline.amounts import decimals

MOST_WAYS = 4000
_OWN = ("小计", "合计")


@dataclass(frozen=True, slots=True)
class Sum:
    """In every row, the amount of column `total` is the sum of those of `parts`."""

    total: int
    parts: tuple[int, ...]


def sums_of(paths: Mapping[int, str]) -> tuple[Sum, ...]:
    """The sums that hold across the columns with these canonical paths.

    >>> sums_of({5: "合计", 6: "基本支出/小计", 7: "基本支出/人员经费/工资福利支出", 8: "项目支出"})
    (Sum(total=5, parts=(6, 8)), Sum(total=6, parts=(7,)))
    """
    sums = []
    for column, path in paths.items():
        *prefix, leaf = path.split("/")
        if leaf in _OWN:
            parts = _parts(paths, tuple(prefix), column)
            if parts:
                sums.append(Sum(column, parts))
    return tuple(sums)


def _parts(paths: Mapping[int, str], prefix: tuple[str, ...], total: int) -> tuple[int, ...]:
    """Columns right below a prefix: of each branch its own total if it has one, else all its leaves."""
    branches: dict[str, list[tuple[int, tuple[str, ...]]]] = {}
    for column, path in paths.items():
        heads = tuple(path.split("/"))
        if column != total and heads[: len(prefix)] == prefix and len(heads) > len(prefix):
            branches.setdefault(heads[len(prefix)], []).append((column, heads[len(prefix) + 1 :]))
    parts: list[int] = []
    for members in branches.values():
        own = [
            column for column, rest in members if not rest or (rest[-1:] in (("小计",), ("合计",)) and len(rest) == 1)
        ]
        parts += own[:1] or [column for column, _ in members]
    return tuple(parts)


def fit_row(amounts: Mapping[int, Decimal], columns: Sequence[int], sums: Sequence[Sum]) -> dict[int, int]:
    """Where each amount of a row belongs: printed column → right column; empty where it stays or cannot be told."""
    printed = sorted(amounts)
    if len(printed) < 3 or not sums or holds(amounts, sums) or comb(len(columns), len(printed)) > MOST_WAYS:
        return {}
    values = [amounts[column] for column in printed]
    ways: dict[tuple[int, int], list[tuple[int, ...]]] = {}
    for places in combinations(sorted(columns), len(printed)):
        if holds(dict(zip(places, values, strict=True)), sums):
            moved = sum(abs(a - b) for a, b in zip(printed, places, strict=True))
            ways.setdefault((_lost_and_doubled(printed, places), moved), []).append(places)
    if not ways:
        return {}
    best = ways[min(ways)]
    return dict(zip(printed, best[0], strict=True)) if len(best) == 1 else {}


def _lost_and_doubled(printed: Sequence[int], places: Sequence[int]) -> int:
    """How many empty cells must have been lost or doubled for amounts of these places to stand where they are printed."""
    shifts = [0, *(a - b for a, b in zip(printed, places, strict=True))]
    return sum(abs(b - a) for a, b in pairwise(shifts))


def holds(amounts: Mapping[int, Decimal], sums: Sequence[Sum]) -> bool:
    """Whether every total equals its parts within what rounding allows, and no part stands without its total."""
    for rule in sums:
        parts = [amounts[column] for column in rule.parts if column in amounts]
        total = amounts.get(rule.total)
        if total is None:
            if parts:
                return False
            continue
        if not parts:
            return False
        half = Decimal(5).scaleb(-1 - max(decimals(value) for value in (total, *parts)))
        if abs(total - sum(parts)) > half * (len(parts) + 1):
            return False
    return True
