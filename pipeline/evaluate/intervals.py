"""How far a measured share may be from the true one."""

from __future__ import annotations

from math import sqrt
from typing import Final

_Z: Final = 1.959964  # of the normal distribution, 95 % lie between −z and z


def wilson(times: int, of: int) -> tuple[float, float]:
    """The interval that holds a share with 95 % confidence (E. B. Wilson, J. Am. Stat. Assoc. 22, 1927).

    >>> [round(end, 4) for end in wilson(0, 100)], [round(end, 4) for end in wilson(5, 100)]
    ([0.0, 0.037], [0.0215, 0.1118])
    """
    share, weight = times / of, _Z * _Z / of
    middle = (share + weight / 2) / (1 + weight)
    spread = sqrt(share * (1 - share) * weight + weight * weight / 4) / (1 + weight)
    return max(0.0, middle - spread), min(1.0, middle + spread)
