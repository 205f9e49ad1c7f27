"""Heads and the rows below them → the columns of amounts a table has: the hypothesis that explains most rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache, partial
from math import inf

from pipeline.tables.body.fit import Sum, holds, laid_in_order, sums_of
from pipeline.tables.doubt import FIGURES
from pipeline.tables.flow.places import Places, paths_by_place, spans_of, under
from pipeline.tables.flow.tokens import Token, value_of
from pipeline.tables.flow.words import Head, HeadWords
from pipeline.tables.flow.woven import is_woven, weave
from pipeline.tables.heads.layouts import present
from pipeline.tables.heads.paths import dated, newest_year
from pipeline.tables.heads.tree import HeadTrees, Placed, head_trees
from pipeline.vocabulary.columns import Columns, TableForm

Path = tuple[str, ...]
MOST_ROWS = 8  # that are tried
VEHICLES = "公务用车购置及运行费"
MOST_UNKNOWN = 0.4  # share of columns whose heads nobody knows
LEAST_EXPLAINED = 0.7  # share of rows that the sums must explain: a wrong number is worse than none
FILLED = 0.6  # share of rows as long as the longest, from which on no cell is empty
ELSEWHERE = 1.5  # cost of the last heads under one that the tree does not put them under
MOST_BELOW = 4  # of such heads
UNKNOWN = 0.4  # … of a column whose head nobody knows
REORDERED = 0.1  # … of the usual order, if it is not that of the text
TOTAL_LATE = 0.7  # … of a total behind other columns
TWICE = 3.0  # … of a column that is there already
OVER_KEY = 1.0  # … of a head over codes or names, over amounts
UNTORN = 1.0  # … where every head is whole
RIVAL = 0.5  # worth by which other columns may be less and still be as likely
TORN = 0.3  # … of the text's order, where pieces of other heads stand between those of one
NEARLY = 0.3  # worth by which another way of standing under the heads may be less and still be as likely
HELD = 4.0  # worth of sums that hold in all rows
MOVED = 0.5  # … of items whose bracket stands elsewhere than its head
UNTREED = 1.0  # cost of columns that no tree of heads makes
_OF_WHICH = ("其中",)
_TOTALS = ("合计", "小计")
_LAST_YEAR = ("上年预算数", "上年执行数", "上年决算数", "执行数")
_CHANGE = "增减额"


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """The heads over each column of amounts, and the sums that hold across them."""

    paths: tuple[Path, ...]
    sums: tuple[Sum, ...]
    known: tuple[bool, ...]  # whether the head right above each column is one
    cost: float = 0.0  # how much less likely the heads make these columns than the likeliest ones
    under: tuple[int, ...] = ()  # for each column of figures that the text kept the one it is; empty where it kept none
    sure: bool = True  # whether no other heads fit the figures' places as well
    doubts: frozenset[int] = frozenset()  # columns that may as well stand elsewhere


def hypotheses(heads: Sequence[Head], form: TableForm, columns: Columns) -> Iterator[Hypothesis]:
    """What columns these heads may make, the likeliest first."""
    seen: set[tuple[Path, ...]] = set()
    least = 0.0
    for paths, cost in _paths(heads, form, columns):
        if paths and paths not in seen:
            seen.add(paths)
            least = min(least, cost)
            known = tuple(columns.knows(path[-1]) for path in paths)
            cost += UNKNOWN * known.count(False)
            canonical = canonical_paths(paths, form, columns)
            cost += TOTAL_LATE * ("合计" in canonical[1:]) + TWICE * (len(canonical) - len(set(canonical)))
            cost += OVER_KEY * any(columns.role(head) is not None for path in paths for head in path[:-1])
            yield from (Hypothesis(paths, sums, known, cost) for sums in _sums(paths, form, columns))
    yield from (replace(item, cost=item.cost + least) for item in _items(heads, form, columns))


def _sums(paths: Sequence[Path], form: TableForm, columns: Columns) -> Iterator[tuple[Sum, ...]]:
    """The sums that may hold across columns; 其中：教育收费 may be held in its neighbour."""
    canonical = canonical_paths(paths, form, columns)
    change = _sum_of_change(canonical)
    yield (*sums_of(dict(enumerate(canonical))), *change)
    part = [i for i, path in enumerate(paths) if any(head.startswith(_OF_WHICH) for head in path)]
    if part:
        yield (*sums_of({i: path for i, path in enumerate(canonical) if i not in part}), *change)


def _sum_of_change(paths: Sequence[str]) -> list[Sum]:
    """This year's total is last year's and the change between them."""
    leaves = [path.rpartition("/")[2] for path in paths]
    totals = [c for c, leaf in enumerate(leaves) if leaf in _TOTALS]
    before = [c for c, leaf in enumerate(leaves) if leaf in _LAST_YEAR]
    if len(totals) == len(before) == leaves.count(_CHANGE) == 1:
        return [Sum(totals[0], (before[0], leaves.index(_CHANGE)))]
    return []


def kept_hypotheses(
    places: Places | None, heads: Sequence[Head], form: TableForm, columns: Columns
) -> Iterator[Hypothesis]:
    """What columns the heads make by where the text kept them above the figures."""
    amounts = [head for head in heads if columns.role(head.text) is None and not _numbers(head, columns)]
    for paths, cost in paths_by_place(places, amounts) if places is not None else ():
        known = tuple(columns.knows(path[-1]) for path in paths)
        sums = sums_of(dict(enumerate(canonical_paths(paths, form, columns))))
        yield Hypothesis(paths, sums, known, cost + UNKNOWN * known.count(False))


def woven_hypotheses(rows: Sequence[Sequence[Token]], form: TableForm, words: HeadWords) -> Iterator[Hypothesis]:
    """What columns heads make that were broken over lines, each line written from left to right."""
    for way in weave(rows, form, words) if is_woven(rows) else ():
        known = tuple(words.columns.knows(path[-1]) for path in way.paths)
        for sums in _sums(way.paths, form, words.columns):
            yield Hypothesis(way.paths, sums, known, way.cost + UNKNOWN * known.count(False), doubts=way.doubts)


def canonical_paths(paths: Sequence[Path], form: TableForm, columns: Columns) -> list[str]:
    """The canonical path of each column."""
    newest = newest_year(head for path in paths for head in path)
    return [form.path(tuple(dated(head, columns, newest) for head in path)) for path in paths]


def best(
    options: Sequence[Hypothesis],
    rows: Sequence[Sequence[Token]],
    numbered: int,
    places: Places | None = None,
    heads: Sequence[Head] = (),
    named: Callable[[Sequence[Path]], Sequence[object]] = tuple,
) -> Hypothesis | None:
    """The columns that explain most rows; None where no hypothesis has room for the figures of most rows.

    rows: the figures of each row; numbered: how many columns the row below the heads counts, 0 where none does;
    places: where the text kept the figures, None where order is all that is left; named: canonical paths of columns.
    """
    values = [[value_of(token) for token in row] for row in rows]
    widest = _usual_most(values)
    filled = sum(len(row) == widest for row in values) > FILLED * len(values)
    wide = [option for option in options if len(option.paths) >= widest]
    if places is not None:
        stand = _standing(rows, places)
        ways = cache(partial(under, places))
        placed = [_placed(option, stand, ways(tuple(spans_of(option.paths, heads)))) for option in wide]
        fitting = [
            (worth + _counted(option, widest if filled else 0, numbered), -n, option)
            for n, (worth, option) in enumerate(filter(None, placed))
        ]
        found = max(fitting, key=lambda item: item[:2])[2] if fitting else None
        if found is not None and _is_sure(found, values, numbered or len(places.spans), _share(found, stand)):
            return found
    explained = cache(partial(_explained, values))  # many options differ in their heads alone
    fitting = [
        (
            HELD * (explained(len(option.paths), option.sums) if option.sums else 0.5)
            + _counted(option, widest if filled else 0, numbered)
            - option.cost,
            -n,
            option,
        )
        for n, option in enumerate(wide)
    ]
    worth, _, found = max(fitting, key=lambda item: item[:2]) if fitting else (0.0, 0, None)
    if found is None or not _is_sure(
        found, values, numbered or (widest if filled else 0), explained(len(found.paths), found.sums)
    ):
        return None
    rivals = [option for other, _, option in fitting if worth - other < RIVAL and len(option.paths) == len(found.paths)]
    own = named(found.paths)
    others = [named(option.paths) for option in rivals]
    doubts = {c for c, path in enumerate(own) if any(other[c] != path for other in others)}
    return replace(found, doubts=found.doubts | doubts)


def _standing(rows: Sequence[Sequence[Token]], places: Places) -> list[dict[int, Decimal]]:
    """The amounts of the rows with something to add up, by the column of figures that each stands in."""
    placed = ((row, places.columns(row)) for row in rows if len(row) > 1)
    return [dict(zip(columns, map(value_of, row), strict=True)) for row, columns in placed if columns is not None]


def _placed(
    option: Hypothesis, rows: Sequence[Mapping[int, Decimal]], stands: Sequence[tuple[float, tuple[int, ...]]]
) -> tuple[float, Hypothesis] | None:
    """The likeliest way in which the columns of figures that a text kept stand under these heads, and what it is worth."""
    ways: list[tuple[float, Hypothesis, float]] = []
    best = -inf
    for cost, way in stands:
        if ways and (cost > ways[0][2] + HELD or HELD - cost < best - NEARLY):
            break  # were all sums to hold, it would not even cast doubt on the best way
        found = replace(option, under=way)
        ways.append((HELD * _share(found, rows) - cost, found, cost))
        best = max(best, ways[-1][0])
    if not ways:
        return None
    ways.sort(key=lambda item: item[0], reverse=True)
    worth, found, _ = ways[0]
    sure = len(ways) == 1 or worth - ways[1][0] > NEARLY
    return worth - option.cost, replace(found, sure=sure)


def _share(option: Hypothesis, rows: Sequence[Mapping[int, Decimal]]) -> float:
    """Share of the rows with something to add up that the sums explain where their figures stand."""
    if not option.sums or not rows:
        return 0.5
    held = (holds({option.under[c]: value for c, value in row.items()}, option.sums) for row in rows)
    return sum(held) / len(rows)


def _is_sure(found: Hypothesis, rows: Sequence[Sequence[Decimal]], width: int, share: float) -> bool:
    """Whether the sums hold in most rows or, where none can be tried, the columns are as many as are counted."""
    if sum(not known for known in found.known) > MOST_UNKNOWN * len(found.paths):
        return False
    if found.sums and any(len(row) > 1 for row in rows):
        return share >= LEAST_EXPLAINED
    return len(found.paths) == 1 or len(found.paths) == width


def _usual_most(rows: Sequence[Sequence[Decimal]]) -> int:
    """The most figures of a row that more than one row in twenty has."""
    counts = Counter(len(row) for row in rows if row)
    total = 0
    for count in sorted(counts, reverse=True):
        total += counts[count]
        if total > 0.05 * counts.total():
            return count
    return 0


def _counted(option: Hypothesis, widest: int, numbered: int) -> float:
    return 6.0 * (len(option.paths) == numbered) + 3.0 * (len(option.paths) == widest)


def _explained(rows: Sequence[Sequence[Decimal]], width: int, sums: tuple[Sum, ...]) -> float:
    """Share of the longest rows, those with most to add up, that the sums explain in some way."""
    tried = sorted((row for row in rows if 1 < len(row) <= width), key=len, reverse=True)[:MOST_ROWS]
    if not tried:
        return 0.5
    right = sum(next(laid_in_order(row, range(width), sums), None) is not None for row in tried)
    return right / len(tried)


def _items(heads: Sequence[Head], form: TableForm, columns: Columns) -> Iterator[Hypothesis]:
    """The items of a “三公”经费表 in one row, as printed and in the usual order: what they add up to is known."""
    if not form.figure_last:
        return
    vehicle = next((head.text for head in heads if columns.term(head.text) == VEHICLES), None)
    found: dict[str, Path] = {}
    for head in heads:
        for path in form.columns:
            above, _, leaf = path.rpartition("/")
            own = leaf not in ("小计", "合计") if above else True
            if columns.term(head.text) == leaf and own and path not in found:
                found[path] = (vehicle, head.text) if above and vehicle else (head.text,)
                break
    totals = [head.text for head in heads if columns.term(head.text) in ("合计", "小计")]
    if vehicle is not None:
        own_total = len(totals) > 1 or ("合计" in found and "小计" in totals)
        found[f"{VEHICLES}/小计"] = (vehicle, "小计") if own_total else (vehicle,)
    if "合计" not in found and totals:
        found["合计"] = (totals[0],)
    usual = [path for path in form.columns if path in found]
    printed = sorted(usual, key=lambda path: _place(path, found, heads, vehicle))
    figures = [head.text for head in heads if columns.term(head.text) in FIGURES]
    for order, cost in ((printed, 0.2), (usual, 0.4), *((moved, MOVED) for moved in _bracket_moved(printed))):
        if len(order) > 2:
            paths = tuple(found[path] for path in order)
            yield _of_figures(paths, _sums_of_items(order), figures, cost)


def _sums_of_items(order: Sequence[str]) -> tuple[Sum, ...]:
    at = {path: n for n, path in enumerate(order)}
    sums = (
        _sum(at, "合计", ("因公出国（境）费", f"{VEHICLES}/小计", "公务接待费")),
        _sum(at, f"{VEHICLES}/小计", (f"{VEHICLES}/公务用车购置费", f"{VEHICLES}/公务用车运行费")),
    )
    return tuple(filter(None, sums))


def _of_figures(paths: tuple[Path, ...], sums: tuple[Sum, ...], figures: Sequence[str], cost: float) -> Hypothesis:
    """The items, each with 预算数 and 决算数 under it where these are printed once for each item, or all under each of both."""
    kinds = tuple(dict.fromkeys(figures))
    count = len(kinds)
    if count > 1 and list(figures) == [*kinds] * len(paths):
        each = tuple((*path, kind) for path in paths for kind in kinds)
        moved = [Sum(s.total * count + k, tuple(p * count + k for p in s.parts)) for s in sums for k in range(count)]
    elif count > 1 and list(figures) == [*kinds]:
        each = tuple((kind, *path) for kind in kinds for path in paths)
        offsets = [k * len(paths) for k in range(count)]
        moved = [Sum(s.total + by, tuple(p + by for p in s.parts)) for by in offsets for s in sums]
    else:
        return Hypothesis(paths, sums, (True,) * len(paths), cost)
    return Hypothesis(each, tuple(moved), (True,) * len(each), cost)


def _bracket_moved(order: Sequence[str]) -> Iterator[list[str]]:
    """The items with those under the bracket at every place behind the total: its head stands lines above the others'.

    Without columns under the bracket nothing tells the places apart.
    """
    own = [path for path in order if path.startswith(VEHICLES)]
    others = sorted((path for path in order if path not in own), key=lambda path: path != "合计")
    if len(own) > 2:
        for at in range(1, len(others) + 1):
            yield [*others[:at], *own, *others[at:]]


def _sum(at: Mapping[str, int], total: str, parts: Sequence[str]) -> Sum | None:
    own = tuple(at[part] for part in parts if part in at)
    return Sum(at[total], own) if total in at and own else None


def _place(path: str, found: Mapping[str, Path], heads: Sequence[Head], vehicle: str | None) -> tuple[int, int]:
    """Where a column stands by the place of its head, or of the head above it; 机关运行经费 last."""
    texts = [head.text for head in heads]
    top = found[path][0]
    order = ["小计", "公务用车购置费", "公务用车运行费"]
    leaf = path.rpartition("/")[2]
    last = path == "机关运行经费"
    return (len(texts) if last else texts.index(top), order.index(leaf) if top == vehicle and leaf in order else 0)


def _paths(heads: Sequence[Head], form: TableForm, columns: Columns) -> Iterator[tuple[tuple[Path, ...], float]]:
    texts = [head.text for head in heads if not _numbers(head, columns)]
    terms = [columns.term(text) for text in texts if columns.role(text) is None]
    trees = list(_of_trees(head_trees(texts, columns, form), texts, columns))
    least = min((cost for _, cost in trees), default=0.0)
    torn = TORN if any(_is_torn(head, heads) for head in heads) else 0.0
    for paths, cost in (*trees, (_by_form(heads, form, columns), least + UNTREED)):
        once = tuple(dict.fromkeys(path[-1:] for path in paths))
        paths = once if len(once) == 1 < len(paths) else tuple(paths)
        yield paths, cost + torn
        yield _reordered(paths, form, columns), cost + (REORDERED if torn else UNTORN)
    yield from ((paths, least + ELSEWHERE) for paths in _one_bracket(texts, columns))
    yield tuple(present(form.layout, terms)), least + UNTREED


def _is_torn(head: Head, heads: Sequence[Head]) -> bool:
    """Whether pieces of other heads stand between those of a head: where it began then says nothing of its place."""
    first, last = head.tokens[0], head.tokens[-1]
    between = (token for other in heads if other is not head for token in other.tokens)
    return last.at > first.at and any(first.at < token.at < last.at or token.at == last.at for token in between)


def _one_bracket(texts: Sequence[str], columns: Columns) -> Iterator[tuple[Path, ...]]:
    """The last two or three heads under any one of those before them."""
    amounts = [text for text in texts if columns.role(text) is None]
    for count in range(2, min(MOST_BELOW, len(amounts) - 2) + 1):
        upper, lower = amounts[:-count], amounts[-count:]
        for parent in upper[1:]:
            yield tuple(
                path for text in upper for path in ([(text, leaf) for leaf in lower] if text == parent else [(text,)])
            )


def _of_trees(trees: HeadTrees, texts: Sequence[str], columns: Columns) -> Iterator[tuple[tuple[Path, ...], float]]:
    """The columns of the likeliest tree of each width, and how unlikely it is."""
    for width, tree in sorted(trees.by_width.items(), key=lambda item: -item[1].score):
        placed = trees.of_width(width)
        if placed:
            yield _leaves(texts, placed, columns), -tree.score


def _leaves(texts: Sequence[str], placed: Sequence[Placed], columns: Columns) -> tuple[Path, ...]:
    """The words over each column of amounts."""
    width = max(at.column + at.across for at in placed)
    over: list[list[str]] = [[] for _ in range(width)]
    for text, at in zip(texts, placed, strict=True):
        for c in range(at.column, at.column + at.across):
            over[c].append(text)
    return tuple(tuple(heads) for heads in over if heads and columns.role(heads[-1]) is None)


def _numbers(head: Head, columns: Columns) -> bool:
    return head.text.strip("*＊").isdigit() or not head.text.strip("*＊") or columns.role(head.text) == "ordinal"


def _by_form(heads: Sequence[Head], form: TableForm, columns: Columns) -> tuple[Path, ...]:
    """The columns of the form that are printed, and the other amounts, one head each."""
    amounts = [head.text for head in heads if columns.role(head.text) is None and columns.is_amount(head.text)]
    return tuple((text,) for text in dict.fromkeys(amounts) if columns.term(text) not in form.wrappers)


def _reordered(paths: Sequence[Path], form: TableForm, columns: Columns) -> tuple[Path, ...]:
    """The columns in the order of the form, for heads whose pieces came in another; others behind the one before them."""
    order = {path: n for n, path in enumerate(form.columns)}
    ranks: list[float] = []
    last = -1.0
    for _path, canonical in zip(paths, canonical_paths(paths, form, columns), strict=True):
        last = order.get(canonical, last + 0.01)
        ranks.append(last)
    return tuple(path for _, path in sorted(zip(ranks, paths, strict=True), key=lambda item: item[0]))
