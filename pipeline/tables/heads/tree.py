"""Heads written one after another, row by row, with nothing to say which stands under which → the tree they make.

A head is a column of its own, or a bracket over the next heads of the row below. Of all ways to cut the words into
rows and the rows into brackets the one is taken whose brackets have the likeliest heads below them: those that the
standard tables have there, 小计 first, none twice.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from pipeline.document import GridCell, Line
from pipeline.vocabulary.columns import FIGURES, Columns, KeyRole, TableForm, head_key

# What makes a bracket likely or unlikely; ranks rather than measures.
KNOWN = 1.0  # a head that stands under this one in a standard table
STRANGER = -2.0  # one that stands under others only
ORPHAN = -1.5  # one that needs a head above it and has none
TWICE = -3.0  # the same head again under one bracket, or among those without one
TOTAL_FIRST = 0.5  # 小计 before what it adds up
TOTAL_LATE = -0.7
DISORDER = -0.5  # heads under one in another order than in its form
LONELY = -1.0  # a bracket over a single head
AKIN = 0.1  # a head that shares two characters with the one above it
UNHEARD = -0.1  # a head under one that is not known to stand there
FITS = 0.2  # a head under one that only brackets others
TOTAL_OVER = -3.0  # 合计 over anything
ROW = -0.5  # each further row
KEYS = 0.5  # each key under a head of its kind: 科目编码 and 科目名称 under 项目
KEY_MIXED = -2.0  # keys where none belong: under an amount, or behind the amounts of a block
KEY_OVER_AMOUNTS = -2.0  # 项目单位 over 合计
PLAIN = -0.3  # a bracket that no standard table knows
LEAF = -1.0  # a known amount that brackets nothing in any

MOST_HEADS = 32  # half a second
SOURCES = ("来源", "性质", "渠道")  # ends of keys that bracket amounts: 资金来源 over its budgets
_SIDES = ("收入", "支出", "人员经费", "公用经费")
_PARTS = frozenset({"lei", "kuan", "xiang"})
_TOTALS = ("小计", "合计")


@dataclass(frozen=True, slots=True)
class Placed:
    """A head of the tree: its row, its first column, how many columns it stands over, how many rows it reaches down."""

    row: int
    column: int
    across: int
    down: int


class _Tree(NamedTuple):
    score: float
    children: tuple[range, ...]  # of each head the heads right below it


def head_tree(texts: Sequence[str], columns: Columns, form: TableForm, width: int | None) -> list[Placed] | None:
    """Where each head stands; None where the words do not make so many columns. width: the columns, if known."""
    return head_trees(texts, columns, form).of_width(width)


@dataclass(frozen=True, slots=True)
class HeadTrees:
    """The likeliest tree of some heads for each number of columns that they can make."""

    by_width: Mapping[int, _Tree]

    def of_width(self, width: int | None) -> list[Placed] | None:
        """Where each head stands in the tree of so many columns, or in the likeliest of all; None where there is none."""
        if width is None:
            best = max(self.by_width.values(), key=lambda tree: tree.score, default=None)
        else:
            best = self.by_width.get(width)
        return None if best is None else _laid(best.children)


def head_trees(texts: Sequence[str], columns: Columns, form: TableForm) -> HeadTrees:
    """The trees that these heads can make; none where they are more than heads ever are."""
    if not texts or len(texts) > MOST_HEADS:
        return HeadTrees({})
    return HeadTrees(_likeliest(heads_of(texts, columns, form)))


def heads_of(texts: Sequence[str], columns: Columns, form: TableForm) -> Heads:
    """The heads of a table, each known by its place among them."""
    return Heads(texts, columns, _pairs(form), form.wrappers, frozenset(FIGURES if form.figure_last else ()))


def grid_cells(lines: Sequence[Line], placed: Sequence[Placed]) -> list[GridCell]:
    """The cells of a header whose heads, each a line, stand so."""
    return [
        GridCell(at.row, at.column, line.text.strip(), (line,), at.down, at.across)
        for line, at in zip(lines, placed, strict=True)
    ]


def _pairs(form: TableForm) -> dict[tuple[str, str], int]:
    """Which heads stand right above which in a form, and in which order."""
    paths = [*form.layout, *(tuple(path.split("/")) for path in (*form.columns, *form.headerless))]
    pairs = (pair for path in paths for pair in itertools.pairwise(path))
    return {pair: n for n, pair in enumerate(dict.fromkeys(pairs))}


@dataclass(frozen=True, eq=False)
class Heads:
    """The heads, and how likely one of them stands over some of the following."""

    texts: Sequence[str]
    columns: Columns
    pairs: Mapping[tuple[str, str], int]
    wrappers: frozenset[str]
    figures: frozenset[str]  # 预算数 and 决算数, where they bracket the items of a form

    def over(self, head: int, below: Sequence[int]) -> float:
        """How likely a head stands over just these."""
        if not below:
            return self.alone(head)
        term, role = self.columns.term(self.texts[head]), self.columns.role(self.texts[head])
        roles = [self.columns.role(self.texts[i]) for i in below]
        terms = [self.columns.term(self.texts[i]) for i in below]
        worth = (
            LONELY * (len(terms) == 1)
            + TOTAL_OVER * (term in _TOTALS)
            + AKIN * sum(_akin(self.texts[head], self.texts[i]) for i in below)
        )
        if all(roles):
            return worth + self._over_keys(self.texts[head], roles)
        if role is not None:
            source = role == "other" and self.texts[head].endswith(SOURCES)
            worth += PLAIN if source else KEY_OVER_AMOUNTS
        if any(roles):
            return worth + self._over_blocks(term, roles, terms)
        worth += TWICE * (len(terms) - len(set(terms))) + self._known(term, terms)
        return worth + TOTAL_LATE * sum(word in _TOTALS for word in terms[1:]) + TOTAL_FIRST * (terms[0] in _TOTALS)

    def _over_keys(self, head: str, roles: Sequence[KeyRole | None]) -> float:
        """科目编码 over 类, 款 and 项; 项目 or 支出功能分类 over 科目编码 and 科目名称."""
        role, kinds = self.columns.role(head), set(roles)
        if role == "code":
            return KEYS * len(roles) if kinds <= _PARTS else KEY_MIXED
        if role == "name" or not self.columns.is_amount(head):
            return KEYS * len(roles) if "name" in kinds and len(kinds) > 1 and "other" not in kinds else KEY_MIXED
        return KEY_MIXED

    def _over_blocks(self, term: str, roles: Sequence[KeyRole | None], terms: Sequence[str]) -> float:
        """A side with keys of its own: every block of it begins with a key and ends with an amount."""
        if roles[0] in (None, "other") or roles[-1] is not None:
            return KEY_MIXED
        blocks = self._blocks(roles, terms)
        twice = sum(len(block) - len(set(block)) for block in blocks)
        known = sum((term, word) in self.pairs for block in blocks for word in block)
        side = KNOWN if term in _SIDES else LONELY
        return side + TWICE * twice + KNOWN * known + TOTAL_FIRST * any(block[:1] == ["小计"] for block in blocks)

    @staticmethod
    def _blocks(roles: Sequence[KeyRole | None], terms: Sequence[str]) -> list[list[str]]:
        """The amounts of each block; a key behind amounts begins the next one."""
        blocks: list[list[str]] = [[]]
        for before, role, term in zip((None, *roles), roles, terms, strict=False):
            if role is not None and before is None:
                blocks.append([])
            if role is None:
                blocks[-1].append(term)
        return blocks

    def _known(self, term: str, terms: Sequence[str]) -> float:
        """Amounts under a head: those that standard tables have there, and strangers."""
        if term in self.figures:
            return KNOWN + FITS * len(terms)
        if term in self.wrappers:
            return FITS * len(terms)
        worth = 0.0 if self.columns.is_amount(term) else UNHEARD * sum(map(self.columns.is_amount, terms))
        for word in terms:
            allowed = self.columns.may_stand_under(word, (term,))
            known = (term, word) in self.pairs or bool(allowed)
            worth += KNOWN if known else STRANGER if allowed is False else UNHEARD
        order = [self.pairs[(term, word)] for word in terms if (term, word) in self.pairs]
        worth += DISORDER * (order != sorted(order))
        return worth if worth > 0 else worth + (LEAF if self.columns.is_amount(term) else PLAIN)

    def alone(self, head: int) -> float:
        """How likely a head stands over no other one, in a row that is not the lowest."""
        term = self.columns.term(self.texts[head])
        return ORPHAN * (term in _SIDES[:2] or term in self.figures)

    def bare(self, heads: Sequence[int]) -> float:
        """How likely these have no head above them."""
        terms = [self.columns.term(self.texts[i]) for i in heads]
        roles = [self.columns.role(self.texts[i]) for i in heads]
        orphans = sum(self.columns.needs_parent(word) or word == "小计" for word in terms)
        return ORPHAN * orphans + TWICE * sum(len(block) - len(set(block)) for block in self._blocks(roles, terms))


def _akin(head: str, word: str) -> bool:
    pairs = {first + second for first, second in itertools.pairwise(head_key(head))}
    return any(first + second in pairs for first, second in itertools.pairwise(head_key(word)))


def _likeliest(words: Heads) -> dict[int, _Tree]:
    """For each number of columns the likeliest tree of all heads. Time grows with the fifth power of their number."""
    count, brackets = len(words.texts), _Brackets(words)
    found: dict[int, _Tree] = {}
    for cuts in _cuts(count):
        for used, tree in _trees(words, brackets, cuts).items():
            if count - used not in found or found[count - used].score < tree.score:
                found[count - used] = tree
    return found


def _cuts(count: int) -> list[tuple[int, ...]]:
    """Where the rows may begin and end."""
    one = [(0, count)]
    two = [(0, a, count) for a in range(1, count)]
    three = [(0, a, b, count) for a in range(1, count) for b in range(a + 1, count)]
    return [*one, *two, *three]


def _trees(words: Heads, brackets: _Brackets, cuts: Sequence[int]) -> dict[int, _Tree]:
    """For each number of brackets the likeliest ones of rows that begin and end here."""
    ways: dict[int, _Tree] = {0: _Tree(words.bare(range(cuts[0], cuts[1])) + ROW * (len(cuts) - 2), ())}
    for start, end, low in zip(cuts, cuts[1:], cuts[2:], strict=False):
        joined: dict[int, _Tree] = {}
        for used, upper in ways.items():
            for more, lower in brackets.over(start, end, end, low).items():
                score = upper.score + lower.score
                if used + more not in joined or joined[used + more].score < score:
                    joined[used + more] = _Tree(score, (*upper.children, *lower.children))
        ways = joined
    bottom = (range(0),) * (cuts[-1] - cuts[-2])
    return {used: _Tree(tree.score, (*tree.children, *bottom)) for used, tree in ways.items()}


class _Brackets:
    """How heads of one row may stand over those of the row below; what was found is kept for all ways to cut the rows."""

    def __init__(self, words: Heads) -> None:
        self._worth = cache(words.over)
        self._found: dict[tuple[int, int, int, int], dict[int, _Tree]] = {}

    def over(self, head: int, end: int, below: int, low: int) -> Mapping[int, _Tree]:
        """For each number of brackets the likeliest way for the heads [head, end) to stand over all of [below, low)."""
        if head == end:
            return {0: _Tree(0.0, ())} if below == low else {}
        key = head, end, below, low
        if key not in self._found:
            self._found[key] = self._find(*key)
        return self._found[key]

    def _find(self, head: int, end: int, below: int, low: int) -> dict[int, _Tree]:
        ways: dict[int, tuple[float, range, _Tree]] = {}
        for to in range(below, low + 1):
            rests = self.over(head + 1, end, to, low)
            if not rests:
                continue
            children = range(below, to)
            own = self._worth(head, children)
            bracket = to > below
            for more, rest in rests.items():
                score = own + rest.score
                best = ways.get(more + bracket)
                if best is None or best[0] < score:
                    ways[more + bracket] = score, children, rest
        return {used: _Tree(score, (children, *rest.children)) for used, (score, children, rest) in ways.items()}


def _laid(children: Sequence[range]) -> list[Placed]:
    """Rows, columns and spans of the heads of a tree."""
    below = {child for family in children for child in family}
    placed: dict[int, Placed] = {}
    depths: dict[int, int] = {}

    def lay(head: int, row: int, column: int) -> int:
        depths[head] = row
        at = column
        for child in children[head]:
            at += lay(child, row + 1, at)
        across = max(at - column, 1)
        placed[head] = Placed(row, column, across, 1)
        return across

    column = 0
    for head in range(len(children)):
        if head not in below:
            column += lay(head, 0, column)
    rows = max(depths.values()) + 1
    return [
        Placed(at.row, at.column, at.across, 1 if children[head] else rows - at.row)
        for head, at in sorted(placed.items())
    ]
