"""The assignment problem: every row its own column, so that the costs are least together."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf


def cheapest(costs: Sequence[Sequence[float]]) -> list[int]:
    """The column of every row; there must be at least as many columns as rows.

    Shortest augmenting paths with potentials (Kuhn 1955, Munkres 1957), cubic in the number of rows.

    >>> cheapest([[1.0, 2.0, 9.0], [1.0, 8.0, 9.0]])  # both want the first; the second has more to lose
    [1, 0]
    """
    columns = len(costs[0]) if costs else 0
    owner = [-1] * columns  # column → row
    lift, drop = [0.0] * len(costs), [0.0] * columns  # potentials of rows, of columns
    for row in range(len(costs)):
        _augment(row, costs, owner, lift, drop)
    found = [-1] * len(costs)
    for column, row in enumerate(owner):
        if row >= 0:
            found[row] = column
    return found


def _augment(
    row: int, costs: Sequence[Sequence[float]], owner: list[int], lift: list[float], drop: list[float]
) -> None:
    """Give one more row a column, moving others where that is cheaper."""
    least = [inf] * len(owner)
    came = [-1] * len(owner)  # column → the column before it on the path; -1 is the new row
    seen: set[int] = set()
    at = -1
    while True:
        current = row if at < 0 else owner[at]
        for column in range(len(owner)):
            if column not in seen:
                slack = costs[current][column] - lift[current] - drop[column]
                if slack < least[column]:
                    least[column], came[column] = slack, at
        step_to = min((c for c in range(len(owner)) if c not in seen), key=lambda c: least[c])
        step = least[step_to]
        lift[row] += step
        for column in seen:
            lift[owner[column]] += step
            drop[column] -= step
        least = [value if column in seen else value - step for column, value in enumerate(least)]
        seen.add(step_to)
        at = step_to
        if owner[at] < 0:
            break
    while at >= 0:
        before = came[at]
        owner[at] = row if before < 0 else owner[before]
        at = before
