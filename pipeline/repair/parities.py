"""A document's equations as the parity checks of a code: which cells each binds, and what it costs to break it.

Costs are −log10 of a probability, so that costs add where chances multiply. Amounts are whole numbers of 0.01 元.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import log10

from pipeline.document import Equation

PER_WAN = 1_000_000  # 分 in 万元
BROKEN = 4.0  # a sum that must hold and does not: one printed sum in ten thousand
STRONG = 3.0
_CHANCE = 2.0  # an equation that need not hold and does: closing it by chance, among all readings of its operands
_LIKE = 2  # tried equations that the other tables of a document are worth
_PRIOR = 10  # exact sums that every document is taken to have shown already


@dataclass(frozen=True, slots=True)
class Parity:
    """An equation as the search sees it: cell → sign, the gap in 分, and costs of a gap."""

    signs: Mapping[str, int]  # of the cells only; what stands in the text is not changed
    gap: int
    tolerance: int
    broken: float  # cost of a gap that rounding does not explain
    rounding: float  # cost of one that it may

    @property
    def strong(self) -> bool:
        """Whether it is demanded, or of a kind that holds almost always here."""
        return self.broken >= STRONG

    def cost(self, gap: int) -> float:
        if not gap:
            return 0.0
        return self.rounding if abs(gap) <= self.tolerance else self.broken


def parities(equations: Sequence[Equation], cells: Iterable[str]) -> list[Parity]:
    """The equations that bind at least one cell, with what their like in this document says of them."""
    known = set(cells)
    rounding = _rounding_cost(equations)
    trust = _trust(equations)
    found = []
    for equation in equations:
        signs: dict[str, int] = defaultdict(int)
        for source, sign in equation.terms:
            if source in known:
                signs[source] += sign
        signs = {source: sign for source, sign in signs.items() if sign}
        if not signs:
            continue
        belief = _belief(equation, trust)
        found.append(
            Parity(
                signs,
                in_fen(equation.gap),
                in_fen(equation.tolerance),
                belief,
                min(belief, rounding),
            )
        )
    return found


def in_fen(amount: Decimal) -> int:
    return int(amount * PER_WAN)


def _rounding_cost(equations: Iterable[Equation]) -> float:
    """What a gap within rounding says: nothing where a document's sums are rounded, much where all others are exact."""
    sums = [equation for equation in equations if equation.demanded and not equation.zero and equation.holds]
    inexact = sum(equation.gap != 0 for equation in sums)
    return min(BROKEN, 2 * -log10((inexact + 1) / (len(sums) + _PRIOR)))


def _trust(equations: Iterable[Equation]) -> dict[tuple[str, str], float]:
    """log10 of the odds that an equation holds which need not, by rule and table of its whole.

    A table that shows few of a rule is taken to be like the other tables of the document.
    """
    exact: Counter[tuple[str, str]] = Counter()
    tried: Counter[tuple[str, str]] = Counter()
    for equation in equations:
        if not equation.demanded and not equation.zero:
            for key in (_kind(equation), (equation.rule, "")):
                tried[key] += 1
                exact[key] += equation.gap == 0
    share = {key: (exact[key] + 0.5) / (tried[key] + 1) for key in tried}
    odds = {}
    for key in tried:
        held = exact[key] + _LIKE * share[key[0], ""]
        odds[key] = log10(held / (tried[key] + _LIKE - held))
    return odds


def _kind(equation: Equation) -> tuple[str, str]:
    return equation.rule, equation.terms[0][0].rsplit("-r", 1)[0]


def _belief(equation: Equation, trust: Mapping[tuple[str, str], float]) -> float:
    """The cost of breaking an equation: of one that need not hold, what its like do; if it holds, that it does."""
    if equation.demanded:
        return BROKEN
    if equation.gap == 0 and not equation.zero:
        return BROKEN
    odds = trust.get(_kind(equation), 0.0)
    return min(BROKEN, max(0.0, _CHANCE + odds))
