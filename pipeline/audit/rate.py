"""The share that is wrong, with its interval, from a marked sample drawn by strata.

The rate of the whole is the rate of each stratum, weighted by its size. Its interval is that of Korn and Graubard (Survey
Methodology 24, 1998): Clopper and Pearson's exact one for the effective number of marks, which is below the number of marks
where the strata are drawn unevenly. Where nothing was wrong, the effective number is that of the weights alone (Kish).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

CONFIDENCE: Final = 0.95


@dataclass(frozen=True, slots=True)
class Rate:
    """Of so many marked, so many wrong: the share of all that is wrong, and the interval that holds it."""

    name: str
    marked: int
    wrong: int
    share: float
    low: float
    high: float


def rate_of(name: str, marked: int, wrong: int) -> Rate:
    """Of one stratum: Clopper and Pearson's interval.

    >>> rate = rate_of("verified", 160, 0)
    >>> rate.share, rate.low, round(rate.high, 4)
    (0.0, 0.0, 0.0228)
    """
    low, high = _exact(float(wrong), float(marked))
    return Rate(name, marked, wrong, wrong / marked, low, high)


def overall(strata: Mapping[str, int], marks: Mapping[str, tuple[int, int]]) -> Rate:
    """Of all strata together; `strata` has their sizes, `marks` how many were marked and wrong of each.

    A stratum of which nothing was marked is left out, and what is told is told of the others.

    >>> rate = overall({"verified": 9000, "unverified": 1000}, {"verified": (100, 0), "unverified": (50, 10)})
    >>> round(rate.share, 4), round(rate.low, 4), round(rate.high, 4)
    (0.02, 0.0041, 0.0573)
    """
    told = {name: (n, *marks[name]) for name, n in strata.items() if marks.get(name, (0, 0))[0]}
    whole = sum(n for n, _, _ in told.values())
    marked, wrong = sum(m for _, m, _ in told.values()), sum(w for _, _, w in told.values())
    share = sum(n / whole * w / m for n, m, w in told.values())
    variance = sum((n / whole) ** 2 * (w / m) * (1 - w / m) / max(m - 1, 1) for n, m, w in told.values())
    kish = 1 / sum((n / whole) ** 2 / m for n, m, _ in told.values())
    effective = min(share * (1 - share) / variance if variance > 0 else kish, float(marked))
    low, high = _exact(share * effective, effective)
    return Rate("all", marked, wrong, share, low, high)


def _exact(wrong: float, marked: float) -> tuple[float, float]:
    from scipy.stats import beta

    tail = (1 - CONFIDENCE) / 2
    low = float(beta.ppf(tail, wrong, marked - wrong + 1)) if wrong > 0 else 0.0
    high = float(beta.ppf(1 - tail, wrong + 1, marked - wrong)) if wrong < marked else 1.0
    return low, high
