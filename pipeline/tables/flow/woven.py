"""Heads that narrow columns broke over lines, as a converter leaves them that writes line by line → the columns they make.

    事业单 上级补 上年结
    单位名称 合计 一般公共预 政府性基金 事业收 其他收
    位经营 助收入 转结余
    算 预算 入 入
    收入

Each line holds its pieces from left to right, each head its pieces from top to bottom, so no two heads cross. Of all ways to make heads
of the pieces the one is taken that leaves fewest of them over; where lines do not tell which of two heads stands further left,
it is the one that other tables have there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice, pairwise
from math import inf
from typing import Final

from pipeline.tables.flow.tokens import Token
from pipeline.tables.flow.words import HeadWords
from pipeline.tables.heads.tree import heads_of
from pipeline.vocabulary.columns import TableForm, head_key

MOST_LINES: Final = 9
MOST_WORDS: Final = 60
MOST_PIECES: Final = 6  # of a head
MOST_STEPS: Final = 1500  # of choosing among heads
MOST_UNKNOWN: Final = 80  # heads that may be made of words that are part of no known one
MOST_WAYS: Final = 6
NEAR: Final = 1.0  # cost by which a way may be less likely than the likeliest
UNKNOWN: Final = 2.0  # cost of a head that nobody knows
UPPER: Final = 0.5  # … where it only goes over others: 2017年, 2018年比2017年
PIECE: Final = 0.6  # … of each further piece of one
MOST_APART: Final = 2  # lines between its pieces
JOINED: Final = 0.3  # … of one that begins with a head
UNEVEN: Final = 0.6  # … of one whose pieces stand unlike numbers of lines apart
PART: Final = 1.5  # … of one that is no amount by itself: 收入, 预算
ORPHAN: Final = 1.5  # … of one that needs another over it and has none
AGAIN: Final = 3.0  # … of a column that is there already
ABOVE: Final = 0.6  # lines above the middle from which on a head goes over others; of two lines the first
BELOW: Final = 0.3  # … below it from which on one stands under others
_TOTALS: Final = ("合计", "小计")
_SIDES: Final = frozenset({"收入", "支出", "预算", "资金", "本年收入", "本年支出"})

Path = tuple[str, ...]
_Piece = tuple[int, int, int]  # the line, the first word there, the one behind the last


@dataclass(frozen=True, slots=True)
class Woven:
    """Columns of amounts, left to right, the heads over each from the top, and how unlikely they are."""

    paths: tuple[Path, ...]
    cost: float
    doubts: frozenset[int] = frozenset()  # columns that may as well stand elsewhere


@dataclass(frozen=True, slots=True)
class _Head:
    """A head and what it is made of."""

    pieces: tuple[_Piece, ...]
    text: str
    cost: float

    @property
    def top(self) -> int:
        return self.pieces[0][0]

    @property
    def bottom(self) -> int:
        return self.pieces[-1][0]

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2

    @property
    def words(self) -> frozenset[tuple[int, int]]:
        return frozenset((line, n) for line, first, end in self.pieces for n in range(first, end))

    def is_left_of(self, other: _Head) -> bool:
        """Whether a line holds both, this one first."""
        return any(i == k and a < b for i, a, _ in self.pieces for k, b, _ in other.pieces)


@dataclass(frozen=True, slots=True)
class _Group:
    """A head by itself, or one over others and these."""

    heads: tuple[_Head, ...]

    @property
    def paths(self) -> list[Path]:
        first, *rest = self.heads
        return [(first.text, head.text) for head in rest] or [(first.text,)]

    def is_left_of(self, other: _Group) -> bool:
        return any(a.is_left_of(b) for a in self.heads for b in other.heads)

    def is_total(self, words: HeadWords) -> bool:
        return words.columns.term(self.heads[0].text) in _TOTALS


def is_woven(rows: Sequence[Sequence[Token]]) -> bool:
    """Whether lines of heads hold pieces side by side that others above or below go on with."""
    lines = [row for row in rows if row]
    return 2 <= len(lines) <= MOST_LINES and max(map(len, lines)) > 2


def weave(rows: Sequence[Sequence[Token]], form: TableForm, words: HeadWords) -> list[Woven]:
    """The likeliest ways to read the lines of heads, likeliest first."""
    lines = [row[0].line.text.split() for row in rows if row]
    if sum(map(len, lines)) > MOST_WORDS:
        return []
    found: dict[tuple[Path, ...], Woven] = {}
    for heads, cost in _covers(lines, words):
        way = _tree(heads, len(lines), form, words)
        if way is not None and way.cost + cost < found.get(way.paths, Woven((), inf)).cost:
            found[way.paths] = replace(way, cost=way.cost + cost)
    return sorted(found.values(), key=lambda way: way.cost)


def _covers(lines: Sequence[Sequence[str]], words: HeadWords) -> Iterator[tuple[list[_Head], float]]:
    """The likeliest ways to make heads of all words, none of which cross: known ones, then unknown ones of what is left."""
    every = frozenset((i, n) for i, line in enumerate(lines) for n in range(len(line)))
    known = _known(lines, words)
    for heads, _ in _choices([*known, *_alone(lines, every, words)], every, []):
        kept = [head for head in heads if head.cost < UNKNOWN]
        left = every - {word for head in kept for word in head.words}
        more = list(islice(_unknown(lines, left), MOST_UNKNOWN))
        yield from _choices([*_alone(lines, left, words), *more], left, kept)


def _choices(
    may: Sequence[_Head], every: frozenset[tuple[int, int]], kept: Sequence[_Head]
) -> list[tuple[list[_Head], float]]:
    """The cheapest ways to cover words with heads that cross neither each other nor those kept, and what all these cost."""
    holding: dict[tuple[int, int], list[_Head]] = {}
    for head in sorted(may, key=lambda head: head.cost):
        for word in head.words:
            holding.setdefault(word, []).append(head)
    found: list[tuple[float, list[_Head]]] = []
    steps = 0

    def choose(chosen: list[_Head], free: frozenset[tuple[int, int]], cost: float) -> None:
        nonlocal steps
        steps += 1
        least = min((cost for cost, _ in found), default=inf)
        if steps > MOST_STEPS or cost > least + NEAR:
            return
        if not free:
            found.append((cost, chosen))
            return
        options: list[_Head] | None = None
        for word in free:
            own = [h for h in holding[word] if h.words <= free and not any(_cross(h, other) for other in chosen)]
            if options is None or len(own) < len(options):
                options = own
            if len(options) < 2:
                break
        for head in options or ():
            choose([*chosen, head], free - head.words, cost + head.cost)

    choose(list(kept), every, sum(head.cost for head in kept))
    found.sort(key=lambda item: item[0])
    return [(heads, cost) for cost, heads in found[:MOST_WAYS] if cost <= found[0][0] + NEAR]


def _cross(a: _Head, b: _Head) -> bool:
    return a.is_left_of(b) and b.is_left_of(a)


def _alone(lines: Sequence[Sequence[str]], free: frozenset[tuple[int, int]], words: HeadWords) -> Iterator[_Head]:
    """Each word that is no head, as one."""
    for i, n in sorted(free):
        if not words.knows(lines[i][n]):
            yield _Head(((i, n, n + 1),), lines[i][n], UNKNOWN)


def _known(lines: Sequence[Sequence[str]], words: HeadWords) -> list[_Head]:
    """All known heads that pieces of several lines make, from top to bottom."""
    pieces = [list(_pieces(i, line)) for i, line in enumerate(lines)]
    found: list[_Head] = []

    def extend(chosen: tuple[_Piece, ...], text: str, whole: bool) -> None:
        if words.knows(text):
            uneven = UNEVEN * (len(chosen) > 1 and not _is_even(chosen))
            found.append(_Head(chosen, text, uneven + JOINED * (whole and len(chosen) > 1)))
        if len(chosen) < MOST_PIECES and words.begins(head_key(text)):
            for line in range(chosen[-1][0] + 1, len(pieces)):
                for piece, more in pieces[line]:
                    extend((*chosen, piece), text + more, whole)

    for line in pieces:
        for piece, text in line:
            extend((piece,), text, words.knows(text))
    return found


def _unknown(lines: Sequence[Sequence[str]], free: frozenset[tuple[int, int]]) -> Iterator[_Head]:
    """Heads that nobody knows, of words left over that stand as many lines apart as those of one cell do."""

    def extend(chosen: tuple[_Piece, ...], text: str) -> Iterator[_Head]:
        if len(chosen) > 1:
            yield _Head(chosen, text, UNKNOWN + PIECE * (len(chosen) - 1))
        if len(chosen) < MOST_PIECES:
            for i, n in free:
                piece = (i, n, n + 1)
                if i > chosen[-1][0] and _is_even((*chosen, piece)):
                    yield from extend((*chosen, piece), text + lines[i][n])

    for i, n in free:
        yield from extend(((i, n, n + 1),), lines[i][n])


def _is_even(pieces: Sequence[_Piece]) -> bool:
    """Whether pieces of a head stand as many lines apart as each other, as those of one cell do."""
    steps = {b[0] - a[0] for a, b in pairwise(pieces)}
    return len(steps) == 1 and max(steps) <= MOST_APART


def _pieces(i: int, line: Sequence[str]) -> Iterator[tuple[_Piece, str]]:
    """Every word of a line, and single letters beside each other: 上 级 补."""
    for first in range(len(line)):
        for end in range(first + 1, len(line) + 1):
            if end > first + 1 and max(map(len, line[first:end])) > 1:
                break
            yield (i, first, end), "".join(line[first:end])


def _tree(heads: Sequence[_Head], depth: int, form: TableForm, words: HeadWords) -> Woven | None:
    """The columns of amounts that heads make.

    A head over the whole depth stands in the middle of the lines; one above the middle goes over others, which stand below it.
    """
    amounts = [head for head in heads if words.columns.role(head.text) is None]
    keys = {head.middle for head in heads if head not in amounts}
    middle = keys.pop() if len(keys) == 1 else (depth - 1) / 2  # 单位名称 goes over the whole depth
    above = min(ABOVE, middle - 0.1)
    upper = [head for head in amounts if head.middle < middle - above and words.columns.term(head.text) not in _TOTALS]
    under = [head for head in amounts if head.middle > middle + BELOW]
    if not upper or len(under) < len(upper):
        upper, under = [], []
    bare = [head for head in amounts if head not in upper and head not in under]
    groups = _families(
        _in_order([_Group((head,)) for head in upper], words),
        _in_order([_Group((head,)) for head in under], words),
        form,
        words,
    )
    if groups is None:
        return None
    items = [*(_Group((head,)) for head in bare), *groups]
    order, other = _in_order(items, words), _in_order(items, words, reverse=True)
    paths = [path for group in order for path in group.paths]
    doubts = {c for c, (a, b) in enumerate(zip(paths, (p for g in other for p in g.paths), strict=True)) if a != b}
    again = len(paths) - len(set(paths))
    parts = sum(_is_part(path[-1], words) for path in paths)
    needs = sum(len(path) == 1 and words.columns.needs_parent(words.columns.term(path[0])) for path in paths)
    strange = sum(not words.knows(head.text) for head in upper)
    cost = AGAIN * again + PART * parts + ORPHAN * needs - (UNKNOWN - UPPER) * strange
    return Woven(tuple(paths), cost, frozenset(doubts))


def _families(
    upper: Sequence[_Group], under: Sequence[_Group], form: TableForm, words: HeadWords
) -> list[_Group] | None:
    """Each upper head with those that stand under it: some beside each other, none without; None where they cross."""
    if not upper:
        return []
    top, low = [group.heads[0] for group in upper], [group.heads[0] for group in under]
    heads = heads_of([head.text for head in (*top, *low)], words.columns, form)

    @cache
    def best(u: int, i: int) -> tuple[float, tuple[int, ...]]:
        """The worth of the upper heads from u on over all from i on, and where the part of each ends."""
        if u == len(top):
            return (0.0, ()) if i == len(low) else (-inf, ())
        ways = [
            (heads.over(u, range(len(top) + i, len(top) + end)) + best(u + 1, end)[0], (end, *best(u + 1, end)[1]))
            for end in range(i + 1, len(low) + 1)
        ]
        return max(ways, default=(-inf, ()))

    worth, ends = best(0, 0)
    if worth == -inf:
        return None
    return [_Group((head, *low[first:end])) for head, (first, end) in zip(top, pairwise((0, *ends)), strict=True)]


def _in_order(groups: Sequence[_Group], words: HeadWords, reverse: bool = False) -> list[_Group]:
    """Groups of heads from left to right: as the lines have them, and where they do not tell, as other tables do.

    reverse: taken from the right; another order then says that the lines and other tables leave it open.
    """
    sign = -1 if reverse else 1
    places = [sign * place for place in _places(groups, words)]
    left = list(range(len(groups)))
    taken: list[int] = []
    said: set[str] = set()  # since the last total
    last = -inf
    while left:
        ends = [n for n in left if not any(_stands_before(groups[m], groups[n], reverse) for m in left if m != n)]
        options = ends or left[:1]
        fresh = [n for n in options if groups[n].heads[0].text not in said]
        onward = [n for n in fresh if places[n] > last]
        back = [n for n in fresh if n not in onward and not groups[n].is_total(words)]
        total = [n for n in options if groups[n].is_total(words)]
        if onward:
            n = min(onward, key=lambda n: places[n])
        elif back:
            n = max(back, key=lambda n: places[n])
        else:
            n = (total or options)[0]
        if groups[n].is_total(words):
            said = set()
        said.add(groups[n].heads[0].text)
        last = places[n]
        left.remove(n)
        taken.append(n)
    return [groups[n] for n in taken[::sign]]


def _places(groups: Sequence[_Group], words: HeadWords) -> list[float]:
    """How far to the right each group stands in other tables; one that nobody knows right before those that it is left of."""
    known = [words.columns.place(group.heads[0].text) for group in groups]
    places: list[float] = []
    for group, place in zip(groups, known, strict=True):
        behind = [p for other, p in zip(groups, known, strict=True) if p is not None and group.is_left_of(other)]
        before = [p for other, p in zip(groups, known, strict=True) if p is not None and other.is_left_of(group)]
        places.append(place if place is not None else min(behind) - 0.5 if behind else max(before, default=0) + 0.5)
    return places


def _stands_before(other: _Group, group: _Group, reverse: bool) -> bool:
    return group.is_left_of(other) if reverse else other.is_left_of(group)


def _is_part(text: str, words: HeadWords) -> bool:
    """Whether a head only goes over others, or ends one: 收入, 本年收入."""
    return words.knows(text) and (not words.columns.is_amount(text) or text in _SIDES)
