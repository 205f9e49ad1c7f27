"""Amounts that stand in wrong columns, put right by what the columns must add up to.

A converter that lost or doubled an empty cell pushes the rest of a row sideways. Order survives, sums tell: of the
ways to lay the amounts of a row into its columns in their order, those stay in which every total equals its parts.
One that fewer lost or doubled cells explain is likelier, then one that moves less.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate, combinations, islice, pairwise
from math import comb

from pipeline.amounts import decimals
from pipeline.tables.body.settle import Way
from pipeline.vocabulary.columns import FIGURES

MOST_WAYS = 4000  # that are tried
MOST_STEPS = 20_000  # of laying one row
MOST_FREE = 32  # that stand for all where the sums hold in none
MOST_SHIFTS = 3  # cells that a row has lost or doubled
SHIFT = 100  # cost of each, in columns by which an amount is moved
_OWN = ("小计", "合计")
_BESIDE = (
    "上年预算数",
    "上年执行数",
    "上年决算数",
    "执行数",
    "增减额",
    "增减%",
)  # what is compared with a total, no part of it
_HALF = Decimal("0.5")  # of whole units: the most that rounding can do


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
    heads = {column: _figure_first(tuple(path.split("/"))) for column, path in paths.items()}
    for column, (*prefix, leaf) in heads.items():
        if leaf in _OWN:
            parts = _parts(heads, tuple(prefix), column)
            if parts:
                sums.append(Sum(column, parts))
    return tuple(sums)


def _figure_first(heads: tuple[str, ...]) -> tuple[str, ...]:
    """公务接待费/预算数 as 预算数/公务接待费: what is planned adds up among itself."""
    return (heads[-1], *heads[:-1]) if len(heads) > 1 and heads[-1] in FIGURES else heads


def _parts(paths: Mapping[int, tuple[str, ...]], prefix: tuple[str, ...], total: int) -> tuple[int, ...]:
    """Columns right below a prefix: of each branch its own total if it has one, else all its leaves."""
    branches: dict[str, list[tuple[int, tuple[str, ...]]]] = {}
    for column, heads in paths.items():
        beside = heads[-1] in _BESIDE and paths[total][-1] in _OWN
        if column != total and heads[: len(prefix)] == prefix and len(heads) > len(prefix) and not beside:
            branches.setdefault(heads[len(prefix)], []).append((column, heads[len(prefix) + 1 :]))
    parts: list[int] = []
    for members in branches.values():
        own = [
            column for column, rest in members if not rest or (rest[-1:] in (("小计",), ("合计",)) and len(rest) == 1)
        ]
        parts += own[:1] or [column for column, _ in members]
    return tuple(parts)


def ways_of(amounts: Mapping[int, Decimal], columns: Sequence[int], sums: Sequence[Sum]) -> tuple[Way, ...]:
    """The ways to lay the amounts of a printed row into columns, in their order, that the sums across allow.

    As printed costs nothing; each lost or doubled cell costs `SHIFT`, each column moved 1. The printed way alone where
    the sums leave none, or there are too many to try.
    """
    printed = tuple(sorted(amounts))
    values = [amounts[column] for column in printed]
    ways = []
    if comb(len(columns), len(printed)) <= MOST_WAYS:
        for places in combinations(sorted(columns), len(printed)):
            shifts = _lost_and_doubled(printed, places)
            if shifts <= MOST_SHIFTS and holds(dict(zip(places, values, strict=True)), sums):
                moved = sum(abs(a - b) for a, b in zip(printed, places, strict=True))
                ways.append(Way(places, SHIFT * shifts + moved))
    return tuple(sorted(ways, key=lambda way: way.cost)) or (Way(printed),)


def free_ways(figures: Sequence[Decimal], columns: Sequence[int], sums: Sequence[Sum]) -> tuple[Way, ...]:
    """The ways to lay figures whose empty neighbours are lost, as cheap all of them; the leftmost first.

    Figures beyond the last column stand behind it.
    """
    count = len(figures)
    if count >= len(columns):
        surplus = range(max(columns) + 1, max(columns) + 1 + count - len(columns))
        return (Way((*columns, *surplus)),)
    fitting = tuple(map(Way, islice(laid_in_order(figures, columns, sums), MOST_WAYS)))
    if fitting:
        return fitting
    return tuple(Way(way) for way in islice(combinations(columns, count), MOST_FREE))


def laid_in_order(figures: Sequence[Decimal], columns: Sequence[int], sums: Sequence[Sum]) -> Iterator[tuple[int, ...]]:
    """The columns that figures may stand in, in their order, so that the sums hold; leftmost first.

    A sum is tried as soon as its last column is decided, and given up as soon as nothing can complete it.
    """
    last = {rule: max(rule.total, *rule.parts) for rule in sums}
    due = {column: [rule for rule in sums if last[rule] == column] for column in columns}
    open_after = {
        column: [rule for rule in sums if column in (rule.total, *rule.parts) and last[rule] > column]
        for column in columns
    }
    only_add = all(figure >= 0 for figure in figures)
    rest = [*accumulate(reversed(figures), initial=Decimal(0))][::-1]  # what the figures from the n-th on add up to
    steps = 0

    def place(at: int, n: int, laid: dict[int, Decimal]) -> Iterator[tuple[int, ...]]:
        nonlocal steps
        steps += 1
        if steps > MOST_STEPS:
            return
        if at == len(columns):
            yield tuple(laid)
            return
        column = columns[at]
        if n < len(figures):
            laid[column] = figures[n]
            if _may_hold(laid, open_after[column], rest[n + 1] if only_add else None) and holds(laid, due[column]):
                yield from place(at + 1, n + 1, laid)
            del laid[column]
        if len(figures) - n < len(columns) - at and holds(laid, due[column]):
            yield from place(at + 1, n, laid)

    yield from place(0, 0, {})


def _may_hold(laid: dict[int, Decimal], sums: Sequence[Sum], left: Decimal | None) -> bool:
    """Whether sums with columns still to come can hold; left: the most that can be added to them, None where figures are below zero."""
    column = next(reversed(laid))
    for rule in sums:
        total = laid.get(rule.total)
        if total is None:
            if rule.total < column:
                return False
        elif left is not None:
            so_far = sum(laid[part] for part in rule.parts if part in laid)
            slack = _HALF.scaleb(-decimals(total)) * (len(rule.parts) + 1)
            if not so_far - slack <= total <= so_far + left + slack:
                return False
    return True


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
        off = abs(total - sum(parts))
        if off and off > _HALF * (len(parts) + 1):
            return False
        if off and off > _HALF.scaleb(-max(decimals(value) for value in (total, *parts))) * (len(parts) + 1):
            return False
    return True
