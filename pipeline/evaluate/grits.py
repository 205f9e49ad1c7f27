"""GriTS: the similarity of two tables as grids, an F-score over their most similar substructures.

B. Smock, R. Pesala, R. Abraham: GriTS: Grid table similarity metric for table structure recognition. ICDAR 2023
(arXiv:2203.12555, 2022). Rows and columns of one grid are matched with those of the other, in order; what a pair of
places earns is summed over matched rows and columns, GriTS = 2 · Σ / (places of the one + of the other). As in the
paper, rows and columns are matched one after the other (factored 2D-MSS) by dynamic programming.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy
from numpy.typing import NDArray
from rapidfuzz.distance import Indel

from pipeline.scoring.grids import Grid, Spot

Rewards = NDArray[numpy.float64]  # [row, row of the other, column, column of the other]
Place = tuple[Spot, int, int]


def grits_content(reference: Grid, answer: Grid | None) -> float:
    """GriTS-Con, 0–1: two places earn 2 · LCS / (length + length), the share of text they have in common."""
    return _grits(reference, answer, lambda one, other: Indel.normalized_similarity(one[0].text, other[0].text))


def grits_topology(reference: Grid, answer: Grid | None) -> float:
    """GriTS-Top, 0–1: two places earn the overlap (intersection over union) of what their cells cover around them."""
    return _grits(reference, answer, _overlap)


def _overlap(one: Place, other: Place) -> float:
    """Intersection over union of two cells, laid so that the two places are one.

    >>> _overlap((Spot("", 1, 2), 0, 0), (Spot("", 1, 1), 0, 0)), _overlap((Spot("", 1, 2), 0, 0), (Spot("", 1, 2), 0, 1))
    (0.5, 0.3333333333333333)
    """
    (ours, down, right), (theirs, other_down, other_right) = one, other
    high = min(ours.rows - down, theirs.rows - other_down) + min(down, other_down)
    wide = min(ours.columns - right, theirs.columns - other_right) + min(right, other_right)
    common = max(0, high) * max(0, wide)
    return common / (ours.rows * ours.columns + theirs.rows * theirs.columns - common)


def _grits(reference: Grid, answer: Grid | None, earns: Callable[[Place, Place], float]) -> float:
    if answer is None:
        return 0.0
    rewards = _rewards(reference, answer, earns)
    rows = _matched(_best_totals(rewards))
    columns = _matched(_best_totals(rewards.transpose(2, 3, 0, 1)))
    earned = sum(float(rewards[row, other, column, place]) for row, other in rows for column, place in columns)
    height, other_height, width, other_width = rewards.shape
    return 2 * earned / float(height * width + other_height * other_width)


def _rewards(reference: Grid, answer: Grid, earns: Callable[[Place, Place], float]) -> Rewards:
    """What each place of one grid earns with each of the other; different places are few, pairs are many."""
    ours, theirs = reference.places, answer.places
    kinds = list(dict.fromkeys(place for row in ours for place in row))
    other_kinds = list(dict.fromkeys(place for row in theirs for place in row))
    table = numpy.array([[earns(one, other) for other in other_kinds] for one in kinds], dtype=numpy.float64)
    which = {kind: at for at, kind in enumerate(kinds)}
    other_which = {kind: at for at, kind in enumerate(other_kinds)}
    one = numpy.array([[which[place] for place in row] for row in ours])
    other = numpy.array([[other_which[place] for place in row] for row in theirs])
    rewards: Rewards = table[one[:, None, :, None], other[None, :, None, :]]
    return rewards


def _best_totals(rewards: Rewards) -> NDArray[numpy.float64]:
    """For each pair of rows, the most that their places can earn when matched in order."""
    height, other_height, width, other_width = rewards.shape
    above = [numpy.zeros((height, other_height)) for _ in range(other_width + 1)]
    for column in range(width):
        row = [numpy.zeros((height, other_height))]
        for place in range(other_width):
            both = above[place] + rewards[:, :, column, place]
            row.append(numpy.maximum(both, numpy.maximum(above[place + 1], row[place])))
        above = row
    return above[-1]


def _matched(totals: NDArray[numpy.float64]) -> list[tuple[int, int]]:
    """The rows that are matched, in order, when all pairs together earn most."""
    height, other_height = totals.shape
    best = numpy.zeros((height + 1, other_height + 1))
    for row in range(height):
        for place in range(other_height):
            both = best[row, place] + totals[row, place]
            best[row + 1, place + 1] = max(both, best[row, place + 1], best[row + 1, place])
    pairs = []
    row, place = height, other_height
    while row and place:
        if best[row, place] == best[row - 1, place]:
            row -= 1
        elif best[row, place] == best[row, place - 1]:
            place -= 1
        else:
            row, place = row - 1, place - 1
            pairs.append((row, place))
    return pairs[::-1]
