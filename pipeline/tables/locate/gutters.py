"""Columns of a table without vertical rules: the stripes of its width that its body leaves white.

A few runs may cross a stripe (合计 centred over code and name, a long name); heads that stand over several columns
do not count; a head over nothing but white is an empty column. The row of column numbers (栏次) counts as heads.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.document import Line
from pipeline.tables.locate.stretches import is_figure

BINS = 1000  # positions across the page
GAP = 5  # bins that part two columns at least
TOUCH = 2  # bins by which two spans may overlap that stand side by side
NARROW = 12  # bins that a column has at least, where nothing but the kind of its text parts it from the next
CROSSING = 0.08  # share of the body's rows that may cross a stripe

CROWDED = 0.5  # share of the rows that may cross it where two heads stand on either side of it
BRACKET = 1.7  # times the width of a head from which one above it is a bracket, not a part of its words
LOW = 0.45  # share of the header's height below which a head is over one column, not a bracket over several

Row = Sequence[Line]
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Leaf:
    """A head with none below it: the span of its words, and whether it can be no bracket over others."""

    span: Span
    alone: bool


def edges_of(heads: Sequence[Row], body: Sequence[Row]) -> tuple[float, ...]:
    """Abscissas that part the columns, outer sides included, as fractions of the page width; () without columns."""
    rows = [row for row in body if len(row) > 1]
    covered = _coverage(rows)
    leaves = _leaves(heads)
    figures = _coverage([[line for line in row if is_figure(line)] for row in rows])
    spans = _body_spans(covered, int(CROSSING * len(rows)))
    spans = [part for span in spans for part in _of_a_kind(span, covered, figures)]
    spans = _with_tails(spans, [_bins(line)[0] for row in rows for line in row])
    spans = [part for span in spans for part in _parted(span, leaves, covered, len(rows))]
    over = [_spans_under(leaf, spans, leaves) for leaf in leaves]
    headless = [span for span in spans if not any(span in under for under in over)]
    for empty in _empty_columns(leaves, over, headless):
        beside = next((span for span in headless if span in _neighbours(empty, spans)), None)
        if beside is None:
            spans.append(empty)
        else:  # figures at the right, head at the left of one wide column
            headless.remove(beside)
            spans[spans.index(beside)] = (min(beside[0], empty[0]), max(beside[1], empty[1]))
    spans.sort()
    if len(spans) < 2:
        return ()
    inner = [(left[1] + right[0]) / 2 for left, right in itertools.pairwise(spans)]
    return tuple(x / BINS for x in (spans[0][0], *inner, spans[-1][1]))


def _coverage(rows: Sequence[Row]) -> list[int]:
    """How many rows have a run at each place across the page."""
    covered = [0] * (BINS + 1)
    for row in rows:
        for line in row:
            start, end = _bins(line)
            for x in range(start, end):
                covered[x] += 1
    return covered


def _body_spans(covered: Sequence[int], allowed: int) -> list[Span]:
    """Where the body's runs stand, cut where hardly a row has one."""
    spans: list[Span] = []
    for x in range(BINS):
        if covered[x] <= allowed:
            continue
        if spans and x - spans[-1][1] < GAP:
            spans[-1] = (spans[-1][0], x + 1)
        else:
            spans.append((x, x + 1))
    return spans


def _with_tails(spans: Sequence[Span], starts: Sequence[int]) -> list[Span]:
    """The spans, those in which no run begins joined to the one left of them: ends of its longest names."""
    joined: list[Span] = []
    for span in spans:
        if joined and not any(span[0] <= start < span[1] for start in starts):
            joined[-1] = (joined[-1][0], span[1])
        else:
            joined.append(span)
    return joined


def _of_a_kind(span: Span, covered: Sequence[int], figures: Sequence[int]) -> list[Span]:
    """A span cut where figures give way to words: amounts beside a text that begins right behind them."""
    kinds = [figures[x] * 2 >= covered[x] for x in range(*span)]
    runs: list[Span] = []
    at = span[0]
    for kind, group in itertools.groupby(kinds):
        end = at + len(list(group))
        if runs and (end - at < NARROW or runs[-1][1] - runs[-1][0] < NARROW or kind == kinds[runs[-1][0] - span[0]]):
            runs[-1] = (runs[-1][0], end)
        else:
            runs.append((at, end))
        at = end
    return runs


def _parted(span: Span, leaves: Sequence[_Leaf], covered: Sequence[int], rows: int) -> list[Span]:
    """A span under several heads, cut between them where fewest rows have a run, if those are few."""
    own = [leaf.span for leaf in leaves if leaf.alone and _meet(leaf.span, span)]
    parts = [span]
    for left, right in itertools.pairwise(own):
        between = range(left[1], right[0])
        at = min(between, key=lambda x: (covered[x], abs(2 * x - left[1] - right[0])), default=None)
        if at is not None and covered[at] <= CROWDED * rows and parts[-1][0] < at < parts[-1][1]:
            parts[-1:] = [(parts[-1][0], at), (at, parts[-1][1])]
    return parts


def _bins(line: Line) -> Span:
    assert line.box is not None
    return max(int(line.box[0] * BINS), 0), min(int(line.box[2] * BINS) + 1, BINS)


def _meet(one: Span, other: Span) -> bool:
    return _shared(one, other) > 0


def _shared(one: Span, other: Span) -> int:
    return min(one[1], other[1]) - max(one[0], other[0])


def _spans_under(leaf: _Leaf, spans: Sequence[Span], leaves: Sequence[_Leaf]) -> list[Span]:
    """The spans that a head stands over; it only touches one that another head stands over."""
    return [
        span
        for span in spans
        if _shared(span, leaf.span) > TOUCH
        or (_meet(span, leaf.span) and not any(_shared(span, other.span) > TOUCH for other in leaves))
    ]


def _neighbours(cluster: Span, spans: Sequence[Span]) -> list[Span]:
    """The spans next to a cluster, the right one first."""
    right = [span for span in spans if span[0] >= cluster[1]]
    left = [span for span in spans if span[1] <= cluster[0]]
    return [*sorted(right)[:1], *sorted(left)[-1:]]


def _leaves(heads: Sequence[Row]) -> list[_Leaf]:
    """The lowest heads, left to right; what stands right above one alone (a word broken over lines) widens it."""
    lines = sorted((line for row in heads for line in row if line.box), key=_bottom)
    if not lines:
        return []
    top, bottom = min(line.box[1] for line in lines if line.box), _bottom(lines[-1])
    spans: list[Span] = []
    low: list[bool] = []
    words: list[int] = []  # the width of a head's words; 0 for a number
    for line in reversed(lines):
        width = _bins(line)[1] - _bins(line)[0]
        met = [i for i, span in enumerate(spans) if _meet(_bins(line), span)]
        if not met:
            spans.append(_bins(line))
            words.append(0 if line.text.strip().isdecimal() else spans[-1][1] - spans[-1][0])
            low.append((_middle(line) - top) / max(bottom - top, 1e-6) >= LOW)
        elif len(met) == 1 and (not words[met[0]] or width <= BRACKET * words[met[0]]):
            span = spans[met[0]]
            spans[met[0]] = min(span[0], _bins(line)[0]), max(span[1], _bins(line)[1])
            words[met[0]] = max(words[met[0]], width)
    order = sorted(range(len(spans)), key=lambda i: spans[i])
    first, last = (next(iter(i for i in each if low[i]), None) for each in (order, order[::-1]))
    inside = [first is not None and last is not None and spans[first][0] < spans[i][0] < spans[last][1] for i in order]
    return [_Leaf(spans[i], low[i] or not within) for i, within in zip(order, inside, strict=True)]


def _bottom(line: Line) -> float:
    return line.box[3] if line.box else 0.0


def _middle(line: Line) -> float:
    return (line.box[1] + line.box[3]) / 2 if line.box else 0.0


def _empty_columns(leaves: Sequence[_Leaf], over: Sequence[Sequence[Span]], headless: Sequence[Span]) -> list[Span]:
    """Heads over white that stand for a column of their own.

    One high up may bracket the columns on either side of the white it stands over; it does not where it shares that
    white with another head, or with figures that have no other head.
    """
    found = []
    for at, leaf in enumerate(leaves):
        if over[at]:
            continue
        left = max((other.span[1] for other in leaves[:at] if other.alone), default=0)
        right = min((other.span[0] for other in leaves[at + 1 :] if other.alone), default=BINS)
        shared = sum(left <= other.span[0] and other.span[1] <= right for other in leaves) > 1
        figures = any(left <= span[0] and span[1] <= right for span in headless)
        if leaf.alone or shared or figures:
            found.append(leaf.span)
    return found
