"""Columns of a table without vertical rules: the stripes of its width that its body leaves white.

A few runs may cross a stripe (合计 centred over code and name, a long name); heads that stand over several columns
do not count; a head over nothing but white is an empty column.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from pipeline.document import Line

BINS = 1000  # positions across the page
GAP = 5  # bins that part two columns at least
CROSSING = 0.08  # share of the body's rows that may cross a stripe

LOW = 0.45  # share of the header's height below which a head is over one column, not a bracket over several

Row = Sequence[Line]
Span = tuple[int, int]


def edges_of(heads: Sequence[Row], body: Sequence[Row]) -> tuple[float, ...]:
    """Abscissas that part the columns, outer sides included, as fractions of the page width; () without columns."""
    spans = _body_spans(body)
    clusters = _clusters(heads)
    headless = [span for span in spans if not any(_meet(span, cluster) for cluster, _ in clusters)]
    for cluster in _empty_columns(clusters, spans):
        beside = next((span for span in headless if span in _neighbours(cluster, spans)), None)
        if beside is None:
            spans.append(cluster)
        else:  # figures at the right, head at the left of one wide column
            headless.remove(beside)
            spans[spans.index(beside)] = (min(beside[0], cluster[0]), max(beside[1], cluster[1]))
    spans.sort()
    if len(spans) < 2:
        return ()
    inner = [(left[1] + right[0]) / 2 for left, right in itertools.pairwise(spans)]
    return tuple(x / BINS for x in (spans[0][0], *inner, spans[-1][1]))


def _body_spans(body: Sequence[Row]) -> list[Span]:
    """Where the body's runs stand, cut where hardly a row has one."""
    rows = [row for row in body if len(row) > 1]
    covered = [0] * (BINS + 1)
    for row in rows:
        for line in row:
            start, end = _bins(line)
            for x in range(start, end):
                covered[x] += 1
    allowed = int(CROSSING * len(rows))
    spans: list[Span] = []
    for x in range(BINS):
        if covered[x] <= allowed:
            continue
        if spans and x - spans[-1][1] < GAP:
            spans[-1] = (spans[-1][0], x + 1)
        else:
            spans.append((x, x + 1))
    return spans


def _bins(line: Line) -> Span:
    assert line.box is not None
    return max(int(line.box[0] * BINS), 0), min(int(line.box[2] * BINS) + 1, BINS)


def _meet(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _neighbours(cluster: Span, spans: Sequence[Span]) -> list[Span]:
    """The spans next to a cluster, the right one first."""
    right = [span for span in spans if span[0] >= cluster[1]]
    left = [span for span in spans if span[1] <= cluster[0]]
    return [*sorted(right)[:1], *sorted(left)[-1:]]


def _clusters(heads: Sequence[Row]) -> list[tuple[Span, float]]:
    """Heads that stand above each other: their common span and the middle of their heights, 0 top of the header to 1."""
    lines = sorted((line for row in heads for line in row if line.box), key=lambda line: _bins(line)[0])
    if not lines:
        return []
    top = min(line.box[1] for line in lines if line.box)
    bottom = max(line.box[3] for line in lines if line.box)
    groups: list[list[Line]] = []
    for line in lines:
        if groups and _bins(line)[0] < max(_bins(other)[1] for other in groups[-1]):
            groups[-1].append(line)
        else:
            groups.append([line])
    found = []
    for group in groups:
        span = min(_bins(line)[0] for line in group), max(_bins(line)[1] for line in group)
        middle = (min(g.box[1] for g in group if g.box) + max(g.box[3] for g in group if g.box)) / 2
        found.append((span, (middle - top) / max(bottom - top, 1e-6)))
    return found


def _empty_columns(clusters: Sequence[tuple[Span, float]], spans: Sequence[Span]) -> list[Span]:
    """Heads in the lower half of the header that stand over white: columns in which nothing is printed."""
    return [span for span, middle in clusters if middle >= LOW and not any(_meet(span, other) for other in spans)]
