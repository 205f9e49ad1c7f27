"""Which answer belongs to which gold item: as many pairs as possible, each item in one pair at most."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

G = TypeVar("G")
F = TypeVar("F")


def largest_pairing(gold: Sequence[G], found: Sequence[F], fits: Callable[[G, F], bool]) -> dict[int, int]:
    """Indices of gold items → indices of found items (a maximum bipartite matching by augmenting paths).

    >>> largest_pairing("ab", "ba", lambda one, other: one == other or other == "b")
    {0: 1, 1: 0}
    """
    wanted = [[place for place, one in enumerate(found) if fits(item, one)] for item in gold]
    owner: dict[int, int] = {}

    def seat(item: int, tried: set[int]) -> bool:
        for place in wanted[item]:
            if place in tried:
                continue
            tried.add(place)
            if place not in owner or seat(owner[place], tried):
                owner[place] = item
                return True
        return False

    for item in range(len(gold)):
        seat(item, set())
    return dict(sorted((item, place) for place, item in owner.items()))
