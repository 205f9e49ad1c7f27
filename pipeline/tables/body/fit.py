"""Amounts that stand in wrong columns, put right by what the columns must add up to.

A converter that lost or doubled an empty cell pushes the rest of a row sideways. Order survives, sums tell: of the
ways to lay the amounts of a row into its columns in their order, those stay in which every total equals its parts.
One that fewer lost or doubled cells explain is likelier, then one that moves less.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations, islice, pairwise
from math import comb

from pipeline.amounts import decimals
from pipeline.tables.body.settle import Way
from pipeline.vocabulary.columns import FIGURES

MOST_WAYS = 4000  # that are tried
MOST_STEPS = 4000  # of laying one row
MOST_FREE = 64  # that stand for all where there are more, from either end
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
    fitting = list(islice(laid_in_order(figures, columns, sums), MOST_FREE))
    if len(fitting) == MOST_FREE:  # those that begin elsewhere would be missing
        fitting += islice(laid_in_order(figures, columns, sums, rightmost=True), MOST_FREE)
    return tuple(Way(way) for way in dict.fromkeys(fitting)) or tuple(
        Way(way) for way in islice(combinations(columns, count), MOST_FREE)
    )


@dataclass(slots=True)
class _Held:
    """What a sum has of its total and its parts so far, in units of the last decimal."""

    rule: Sum
    last: int
    total: int | None = None
    parts: int = 0
    count: int = 0

    @property
    def state(self) -> tuple[int | None, int, int]:
        return self.total, self.parts, self.count

    def fits(self, column: int, left: int, positive: bool) -> bool:
        """Whether the sum may hold with what is `left` for columns behind this one."""
        slack = (self.count + 2) / 2
        if column >= self.last:
            if self.total is None or not self.count:
                return self.total is None and not self.count
            return abs(self.total - self.parts) <= slack
        if not positive or self.total is None:
            return True
        return self.parts <= self.total + slack and self.parts + left >= self.total - slack - len(self.rule.parts) / 2


def laid_in_order(
    figures: Sequence[Decimal], columns: Sequence[int], sums: Sequence[Sum], rightmost: bool = False
) -> Iterator[tuple[int, ...]]:
    """The columns that figures may stand in, in their order, so that the sums hold; leftmost first, or rightmost.

    Sums are tried as they fill, and what led nowhere is remembered, so wide tables of few figures need few steps.
    """
    scale = max(map(decimals, figures), default=0)
    values = [int(figure.scaleb(scale)) for figure in figures]
    yield from _Laying(values, columns, sums, rightmost).place(0, 0)


class _Laying:
    """The search for columns; figures in units of the last decimal."""

    def __init__(self, values: Sequence[int], columns: Sequence[int], sums: Sequence[Sum], rightmost: bool) -> None:
        self._values, self._columns = values, columns
        self._tries = (False, True) if rightmost else (True, False)
        self._behind = [sum(values[n:]) for n in range(len(values) + 1)]
        self._positive = min(values, default=0) >= 0
        self._held = [_Held(rule, max(rule.total, *rule.parts)) for rule in sums]
        self._of = {c: [one for one in self._held if c in (one.rule.total, *one.rule.parts)] for c in columns}
        self._dead: set[tuple[int, int, tuple[tuple[int | None, int, int], ...]]] = set()
        self._laid: list[int] = []
        self._steps = 0

    def place(self, at: int, n: int) -> Iterator[tuple[int, ...]]:
        """The ways to lay the figures from n on into the columns from `at` on."""
        if at == len(self._columns):
            yield tuple(self._laid)
            return
        key = at, n, tuple(one.state for one in self._held)
        self._steps += 1
        if self._steps > MOST_STEPS or key in self._dead:
            return
        found = False
        for put in self._tries:
            if n < len(self._values) if put else len(self._values) - n < len(self._columns) - at:
                for way in self._fill(at, n) if put else self._skip(at, n):
                    found = True
                    yield way
        if not found and self._steps <= MOST_STEPS:
            self._dead.add(key)

    def _fit(self, at: int, n: int) -> bool:
        return all(one.fits(self._columns[at], self._behind[n], self._positive) for one in self._held)

    def _skip(self, at: int, n: int) -> Iterator[tuple[int, ...]]:
        if self._fit(at, n):
            yield from self.place(at + 1, n)

    def _fill(self, at: int, n: int) -> Iterator[tuple[int, ...]]:
        column, value = self._columns[at], self._values[n]
        before = [(one, one.state) for one in self._of[column]]
        for one, _ in before:
            if column == one.rule.total:
                one.total = value
            else:
                one.parts, one.count = one.parts + value, one.count + 1
        self._laid.append(column)
        if self._fit(at, n + 1):
            yield from self.place(at + 1, n + 1)
        self._laid.pop()
        for one, (total, parts, count) in before:
            one.total, one.parts, one.count = total, parts, count


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
