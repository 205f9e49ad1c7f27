"""An identity: what must be equal, which numbers it speaks of, and the interval that their printing allows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from pipeline.checks.figures import ZERO, Figure
from pipeline.checks.ledger import Ledger
from pipeline.document import Equation, Severity

Status = Literal["pass", "fail", "unknown"]
_WAN = Decimal(10000)
_DWARFS = 100  # times the largest other operand
_RUN = 40  # rows that one row may contain
_MANY = 14  # terms written out in a message; longer sums are cut in the middle


@dataclass(frozen=True, slots=True)
class Finding:
    """An identity that was tried. `evidence` names the whole first, then its parts; statements as the rule says."""

    rule: str
    status: Status
    message: str
    evidence: tuple[str, ...]
    severity: Severity | None = None
    expected: Decimal | None = None
    actual: Decimal | None = None
    tolerance: Decimal | None = None
    root: str | None = None  # findings of one root are one finding
    rate: bool = False  # `expected` and `actual` are percent: a rate that its own amounts do not give
    doubtful: str | None = None  # the operand that we may have misread: a `reading` until another identity upholds it
    equation: Equation | None = None  # of a sum or a repetition
    told: bool = True  # False for what need not hold and does not

    @property
    def difference(self) -> Decimal | None:
        if self.expected is None or self.actual is None:
            return None
        return self.actual - self.expected


Rule = Callable[[Ledger], Iterator[Finding]]


def sum_of(
    rule: str, whole: Figure, parts: Iterable[Figure], where: str = "", demanded: bool = True
) -> Iterator[Finding]:
    """whole = Σ parts, within half a unit of the last printed digit of every operand.

    An identity that is not `demanded` is only told when it holds to the last digit.
    """
    parts = tuple(parts)
    if not parts:
        return
    total = sum((part.value for part in parts), ZERO)
    tolerance = whole.half + sum((part.half for part in parts), ZERO)
    gap = abs(whole.value - total)
    equation = Equation(
        rule,
        ((whole.source, 1), *((part.source, -1) for part in parts)),
        whole.value - total,
        tolerance,
        demanded,
        whole.zero and all(part.zero for part in parts),
    )
    if gap and not demanded:
        yield Finding(rule, "unknown", "", (), equation=equation, told=False)
        return
    holds = gap <= tolerance
    finding = Finding(
        rule,
        "pass" if holds else "fail",
        _sum_message(whole, parts, total, where, holds),
        (whole.source, *(part.source for part in parts)),
        expected=total,
        actual=whole.value,
        tolerance=tolerance,
        equation=equation,
    )
    yield finding if holds else replace(finding, severity=severity_of((whole, *parts), whole.value - total, tolerance))


def sum_with_nested(
    rule: str, whole: Figure, parts: Sequence[Figure], where: str = "", demanded: bool = False
) -> Iterator[Finding]:
    """whole = Σ parts, where parts that the part above them contains (其中) count once."""
    tops: Sequence[Figure] = parts
    if sum((part.value for part in parts), ZERO) != whole.value:
        outer, nested = without_nested(parts)
        if sum((part.value for part in outer), ZERO) == whole.value:
            tops = outer
            for parent, children in nested:
                yield from sum_of(rule, parent, children, where, demanded=False)
    yield from sum_of(rule, whole, tops, where, demanded)


def without_nested(figures: Sequence[Figure]) -> tuple[list[Figure], list[tuple[Figure, list[Figure]]]]:
    """Items without those that the item above them contains (其中), at any depth: what follows it and adds to it exactly."""
    nest = _Nest(figures)
    tops: list[Figure] = []
    nested: list[tuple[Figure, list[Figure]]] = []
    at = 0
    while at < len(figures):
        tops.append(figures[at])
        at = nest.collect(at, nested)
    return tops, nested


class _Nest:
    """Which figures of a list contain those behind them; each is looked at once."""

    def __init__(self, figures: Sequence[Figure]) -> None:
        self.figures = figures
        self.children: list[list[int]] = [[] for _ in figures]
        self.ends = [at + 1 for at in range(len(figures))]
        for at in range(len(figures) - 1, -1, -1):
            self._find(at)

    def _find(self, at: int) -> None:
        parts: list[int] = []
        total, child = ZERO, at + 1
        while child < len(self.figures) and child - at <= _RUN:
            parts.append(child)
            total += self.figures[child].value
            if total == self.figures[at].value and total:
                self.children[at], self.ends[at] = parts, self.ends[child]
                return
            child = self.ends[child]

    def collect(self, at: int, nested: list[tuple[Figure, list[Figure]]]) -> int:
        """Add what a figure contains, and what that contains; where the next figure beside it stands."""
        if self.children[at]:
            nested.append((self.figures[at], [self.figures[child] for child in self.children[at]]))
            for child in self.children[at]:
                self.collect(child, nested)
        return self.ends[at]


def same(
    rule: str, one: Figure, other: Figure, where: str = "", demanded: bool = True, exactly: bool = False
) -> Iterator[Finding]:
    """One figure printed twice stands for one amount; `exactly`: with the same last digit, else it is rounding."""
    gap = abs(one.value - other.value)
    tolerance = one.half + other.half
    terms = ((one.source, 1), (other.source, -1))
    equation = Equation(rule, terms, one.value - other.value, tolerance, demanded, one.zero and other.zero)
    if gap and not demanded:
        yield Finding(rule, "unknown", "", (), equation=equation, told=False)
        return
    alike = gap == ZERO or (gap <= tolerance and not exactly)
    sign = "=" if gap == ZERO else "≈" if alike else "≠"
    finding = Finding(
        rule,
        "pass" if alike else "fail",
        f"{_place(where)}{one.name} {amount(one)} {sign} {other.name} {amount(other)}",
        (one.source, other.source),
        expected=one.value,
        actual=other.value,
        tolerance=tolerance,
        equation=equation,
    )
    if alike:
        yield finding
    elif gap <= tolerance:
        yield replace(finding, severity="rounding")
    else:
        yield replace(finding, severity=severity_of((one, other), one.value - other.value, tolerance))


def at_most(rule: str, part: Figure, whole: Figure, where: str = "") -> Iterator[Finding]:
    """A part is never above its whole."""
    tolerance = part.half + whole.half
    holds = part.value <= whole.value + tolerance
    yield Finding(
        rule,
        "pass" if holds else "fail",
        f"{_place(where)}{part.name} {amount(part)} {'≤' if holds else '>'} {whole.name} {amount(whole)}",
        (part.source, whole.source),
        severity=None if holds else severity_of((part, whole), part.value - whole.value, tolerance),
        expected=whole.value,
        actual=part.value,
        tolerance=tolerance,
    )


def severity_of(figures: Iterable[Figure], gap: Decimal, tolerance: Decimal) -> Severity:
    """`unit` where one operand taken in 万元 instead of 元, or the reverse, would close the gap; else `error`.

    A figure that is ten thousand times too large dwarfs the others; without that, one that is simply too much would
    look alike, for a ten-thousandth of it is as good as nothing.
    """
    figures = [figure for figure in figures if not figure.zero]
    for figure in figures if len(figures) > 1 else ():  # beside nothing, an amount is in no other unit
        others = max((abs(other.value) for other in figures if other is not figure), default=ZERO)
        for factor in (_WAN, 1 / _WAN):
            dwarfs = abs(figure.value) > others * _DWARFS
            closed = abs(abs(gap) - abs(figure.value * factor - figure.value)) <= tolerance + figure.half * factor
            if closed and (factor > 1 or dwarfs):
                return "unit"
    return "error"


def amount(figure: Figure) -> str:
    """A figure as printed, with its unit where that is not 万元."""
    return f"{figure.printed}" if figure.unit == "万元" else f"{figure.printed}{figure.unit}"


def _sum_message(whole: Figure, parts: tuple[Figure, ...], total: Decimal, where: str, holds: bool) -> str:
    one_unit = all(part.unit == whole.unit for part in parts)
    terms = [f"{part.printed if one_unit else part.value}" for part in parts]
    if len(terms) > _MANY:
        terms = [*terms[: _MANY - 2], f"… ({len(terms) - _MANY + 1} more)", terms[-1]]
    result = sum((part.printed for part in parts), ZERO) if one_unit else total
    printed = f"{whole.printed}" if one_unit else f"{whole.printed}{whole.unit}"
    unit = whole.unit if one_unit else "万元"
    sum_words = " + ".join(terms).replace("+ -", "− ")
    verdict = "" if holds and total == whole.value else f", printed {printed}"
    return f"{_place(where)}{whole.name}: {sum_words} = {result}{verdict} ({unit})"


def _place(where: str) -> str:
    return f"{where}: " if where else ""
