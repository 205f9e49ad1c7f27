"""Rows that can be laid into their columns in several ways, decided by what accounts must add up to.

The sums across a row leave some ways, the sums down the codes (类 = Σ款 = Σ项, 合计 = Σ类) decide among them: of all
choices in which every account is the sum of the accounts below it, the cheapest is taken. A number that stands in
different columns in two choices as cheap is not sure of its place.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from pipeline.amounts import decimals

MOST_STEPS = 20_000  # tries for the rows below one account
MOST_CHOICES = 64  # of equal cost that are kept for one account


@dataclass(frozen=True, slots=True)
class Way:
    """The columns of a row's figures, in order, and what speaks against it: 0 for a row as printed."""

    columns: tuple[int, ...]
    cost: int = 0


@dataclass(frozen=True, slots=True)
class OpenRow:
    """A row to be laid: its account code, its figures in order, the ways to lay them."""

    code: str | None
    figures: tuple[Decimal, ...]
    ways: tuple[Way, ...]


@dataclass(frozen=True, slots=True)
class Laid:
    """Where a row's figures go, whether each is sure of its column, and whether a sum down the codes says so."""

    columns: tuple[int, ...]
    sure: tuple[bool, ...]
    confirmed: bool


Choice = tuple[int, ...]  # for each child of a row the index of its way


@dataclass(frozen=True, slots=True)
class _Best:
    """The least cost of some rows, and the choices at that cost; none where the sums of a family fail."""

    cost: int
    choices: tuple[Choice, ...] = ((),)
    more: bool = False  # whether there are choices that were not kept


class _TooMany(Exception):
    """More ways than can be tried."""


def settle(rows: Sequence[OpenRow]) -> list[Laid]:
    """The cheapest ways in which accounts are the sums of what is below them; a family whose sums fail decides nothing."""
    children = children_of([row.code for row in rows])
    below = {child for family in children.values() for child in family}
    solution = _Solution(rows, children)
    for i in range(len(rows)):
        if i not in below:
            solution.take(i)
    return [solution.laid(i) for i in range(len(rows))]


def children_of(codes: Sequence[str | None]) -> dict[int, list[int]]:
    """For each row the rows one step below it: longer codes that begin with its own; below 合计 what is below no other.

    >>> children_of([None, "205", "20502", "2050201", "221"])
    {0: [1, 4], 1: [2], 2: [3]}
    """
    families: dict[int, list[int]] = {}
    above: list[int] = []
    total: int | None = None
    tops: list[int] = []
    for i, code in enumerate(codes):
        if code is None:
            above, total = [], i
            continue
        while above and not (code.startswith(codes[above[-1]] or "") and code != codes[above[-1]]):
            above.pop()
        parent = above[-1] if above else total
        above.append(i)
        if parent is None:
            tops.append(i)
        else:
            families.setdefault(parent, []).append(i)
    if total == len(codes) - 1 and codes.count(None) == 1 and tops:
        families[total] = tops  # the total comes last
    return families


def family_holds(whole: Mapping[int, Decimal], parts: Sequence[Mapping[int, Decimal]]) -> bool:
    """Whether every column of a row is the sum of that of the rows below it, within what rounding allows."""
    left = dict(whole)
    for part in parts:
        left = _minus(left, part)
    slack = _slack([*whole.values(), *(value for part in parts for value in part.values())], len(parts))
    return all(abs(rest) <= slack for rest in left.values())


def _slack(values: Sequence[Decimal], parts: int) -> Decimal:
    return Decimal(5).scaleb(-1 - max(map(decimals, values), default=0)) * (parts + 1)


def _minus(left: Mapping[int, Decimal], part: Mapping[int, Decimal]) -> dict[int, Decimal]:
    return {column: left.get(column, Decimal(0)) - part.get(column, Decimal(0)) for column in {*left, *part}}


@dataclass
class _Solution:
    """The best ways of every row, found from the leaves up and taken from the top down."""

    rows: Sequence[OpenRow]
    children: Mapping[int, Sequence[int]]
    best: dict[int, dict[int, _Best]] = field(default_factory=dict)
    used: dict[int, list[int]] = field(
        default_factory=dict
    )  # ways in any of the cheapest solutions, the taken one first
    confirmed: set[int] = field(default_factory=set)
    open: set[int] = field(default_factory=set)  # rows of families with more choices than were kept

    def take(self, root: int) -> None:
        """Mark what the cheapest solutions of a row and all below it use."""
        table = self._solve(root)
        self._use(root, self._cheapest(table))

    def laid(self, i: int) -> Laid:
        """What was found for a row."""
        ways = [self.rows[i].ways[w].columns for w in self.used[i]]
        sure = tuple(i not in self.open and len({way[k] for way in ways}) == 1 for k in range(len(ways[0])))
        return Laid(ways[0], sure, i in self.confirmed)

    @staticmethod
    def _cheapest(table: Mapping[int, _Best]) -> list[int]:
        least = min(option.cost for option in table.values())
        return [w for w, option in table.items() if option.cost == least]

    def _use(self, i: int, ways: Sequence[int]) -> None:
        fresh = [w for w in ways if w not in self.used.setdefault(i, [])]
        self.used[i] += fresh
        family = self.children.get(i, ())
        for w in fresh:
            if self.best[i][w].more:
                self.open.update(child for child in family if len(self.rows[child].ways) > 1)
            for choice in self.best[i][w].choices:
                for child, way in zip(family, choice, strict=True):
                    self._use(child, [way])
            if family and not self.best[i][w].choices:  # their sums fail: each child by itself
                for child in family:
                    self._use(child, self._cheapest(self.best[child]))

    def _solve(self, i: int) -> dict[int, _Best]:
        family = self.children.get(i, ())
        tables = [self._solve(child) for child in family]
        best = {w: _Best(way.cost) for w, way in enumerate(self.rows[i].ways)}
        if family:
            solved = self._with_children(self.rows[i], [self.rows[child] for child in family], tables)
            if solved:
                self.confirmed |= {i, *family}
            best = solved or {w: _Best(option.cost, ()) for w, option in best.items()}
        self.best[i] = best
        return best

    @staticmethod
    def _with_children(
        row: OpenRow, family: Sequence[OpenRow], tables: Sequence[Mapping[int, _Best]]
    ) -> dict[int, _Best]:
        """For each way of a row that its children can add up to the cheapest choices for them; none where too many are."""
        options = [
            [(v, option.cost, _amounts(child, child.ways[v])) for v, option in table.items()]
            for child, table in zip(family, tables, strict=True)
        ]
        figures = [*row.figures, *(figure for child in family for figure in child.figures)]
        search = _Search(options, _slack(figures, len(family)), all(figure >= 0 for figure in figures))
        solved = {}
        try:
            for w, way in enumerate(row.ways):
                found = search.cheapest(0, _amounts(row, way))
                if found is not None:
                    solved[w] = _Best(way.cost + found.cost, found.choices, found.more)
        except _TooMany:
            return {}
        return solved


def _amounts(row: OpenRow, way: Way) -> dict[int, Decimal]:
    return dict(zip(way.columns, row.figures, strict=True))


@dataclass
class _Search:
    """The cheapest choices for the rows of a family that leave nothing of the row above them."""

    options: Sequence[Sequence[tuple[int, int, Mapping[int, Decimal]]]]  # for each row: way, cost, amounts by column
    slack: Decimal
    positive: bool  # no amount is negative: what is used up stays used up
    steps: int = 0
    known: dict[tuple[int, frozenset[tuple[int, Decimal]]], _Best | None] = field(default_factory=dict)

    def cheapest(self, at: int, left: Mapping[int, Decimal]) -> _Best | None:
        """The cheapest choices of the rows from `at` on that use up these amounts; None where none does."""
        if at == len(self.options):
            return _Best(0) if all(abs(rest) <= self.slack for rest in left.values()) else None
        key = (at, frozenset(left.items()))
        if key not in self.known:
            self.known[key] = self._search(at, left)
        return self.known[key]

    def _search(self, at: int, left: Mapping[int, Decimal]) -> _Best | None:
        cost: int | None = None
        choices: list[Choice] = []
        more = False
        for way, own, amounts in self.options[at]:
            self.steps += 1
            if self.steps > MOST_STEPS:
                raise _TooMany
            rest = _minus(left, amounts)
            if self.positive and any(value < -self.slack for value in rest.values()):
                continue
            found = self.cheapest(at + 1, rest)
            if found is None or (cost is not None and own + found.cost > cost):
                continue
            if cost is None or own + found.cost < cost:
                cost, choices, more = own + found.cost, [], False
            more = more or found.more
            choices += [(way, *choice) for choice in found.choices]
        if cost is None:
            return None
        return _Best(cost, tuple(choices[:MOST_CHOICES]), more or len(choices) > MOST_CHOICES)
