"""Rates against the quantity's own amounts: change ÷ (current ∓ change), achieved ÷ budget, part ÷ whole.

A rate is proved by the amounts of its own quantity alone. One that they do not give is wrong; where the amount of another
quantity gives it, it was copied from there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

from pipeline.amounts import WAN_PER_UNIT, decimals
from pipeline.checks.called import called
from pipeline.checks.figures import ZERO, Figure, mention_figure, statement_figure
from pipeline.checks.identity import Finding, amount
from pipeline.checks.ledger import Ledger
from pipeline.checks.own_amounts import base_figure, current_figure, in_its_sentence, level_in_tables
from pipeline.checks.prose import quantity_key
from pipeline.document import Severity, Statement

_HUNDRED = Decimal(100)
_RISES = frozenset({"increase", "above"})
_LIKELY = 0.5  # scored below, a statement may be misread: what it says wrong is ours as soon as the report's
_SIDE = re.compile(r"(?:本年度?|当年)(收入|支出)(?:预算|决算)?(?:总额|合计|总计)?")
_NEAR = 12  # amounts before a claim from which its rate may be copied
_TOTALS = ("overall", "appropriation", "expenditure", "general_budget", "income", "three_public")


@dataclass(frozen=True, slots=True)
class Quotient:
    """A rate as two amounts give it: `low` and `high` bound it, `exact` is it, in %."""

    arithmetic: str
    exact: Decimal
    low: Decimal
    high: Decimal
    source: str


def rate_follows_from_amounts(ledger: Ledger) -> Iterator[Finding]:
    """The printed rate of a change is change ÷ (current − change), or ÷ (current + change) for a decrease."""
    for statement in ledger.document.statements:
        if statement.kind != "change" or statement.percent is None or statement.direction == "flat":
            continue
        current, base = current_figure(ledger, statement), base_figure(ledger, statement)
        change = statement_figure(statement)
        if change and change.zero:
            continue
        quotients = [*_of_change(statement, change, current), *_of_base(change, current, base)]
        sure = statement.score >= _LIKELY and current is not None and in_its_sentence(ledger, statement, current)
        for finding in _judge("rate_follows_from_amounts", statement, quotients, sure):
            if finding.status == "fail":
                yield _unit_slip(statement, change, current) or _copied(ledger, statement, finding) or finding
            else:
                yield finding


def completion_follows_from_amounts(ledger: Ledger) -> Iterator[Finding]:
    """The printed completion is what was achieved ÷ the budget of the same quantity."""
    rule = "completion_follows_from_amounts"
    for statement in ledger.document.statements:
        if statement.kind != "completion" or statement.percent is None:
            continue
        achieved, budget = current_figure(ledger, statement), base_figure(ledger, statement)
        quotient = _quotient(achieved, budget) if achieved and budget else None
        sure = statement.score >= _LIKELY and budget is not None and in_its_sentence(ledger, statement, budget)
        if achieved and budget and budget.zero and statement.percent and not achieved.zero:
            yield _of_nothing(rule, statement, achieved, budget, f"{amount(achieved)} of a budget of 0")
        elif achieved is None or not achieved.zero:
            yield from _judge(rule, statement, [quotient] if quotient else [], sure)


def share_follows_from_amounts(ledger: Ledger) -> Iterator[Finding]:
    """The printed share is the part ÷ the whole that its words, or the list that it stands in, name."""
    wholes = _wholes(ledger)
    for statement in ledger.document.statements:
        part, whole = current_figure(ledger, statement), base_figure(ledger, statement)
        if statement.kind != "share" or statement.percent is None or part is None or part.zero:
            continue
        candidates = [whole] if whole else _totals_named(statement.whole or "", wholes)
        quotients = [quotient for figure in candidates if (quotient := _quotient(part, figure))]
        distinct = {figure.value for figure in candidates}
        sure = (
            whole is not None and statement.score >= _LIKELY and in_its_sentence(ledger, statement, whole, whole=True)
        )
        if len(distinct) == 1:
            yield from _judge("share_follows_from_amounts", statement, quotients[:1], sure)
        else:  # several tables say what the whole is: which of them is meant, nobody can tell
            yield from _judge("share_follows_from_amounts", statement, [], sure)


def change_is_the_difference_of_its_levels(ledger: Ledger) -> Iterator[Finding]:
    """Where a text gives what a quantity is and what it was, its change is their difference."""
    for statement in ledger.document.statements:
        change = statement_figure(statement)
        if statement.kind != "change" or change is None or statement.direction not in ("increase", "decrease"):
            continue
        current, base = current_figure(ledger, statement), base_figure(ledger, statement)
        if current is None or base is None:
            continue
        expected = current.value - base.value
        printed = change.value if statement.direction == "increase" else -change.value
        tolerance = current.half + base.half + change.half
        holds = abs(expected - printed) <= tolerance
        sure = (
            statement.score >= _LIKELY
            and in_its_sentence(ledger, statement, current)
            and in_its_sentence(ledger, statement, base)
        ) or _are_of_one_table(ledger, statement, current, base)
        result = expected if current.unit == base.unit else expected.normalize()
        words = f"{amount(current)} − {amount(base)} = {result:f}"
        yield Finding(
            "change_is_the_difference_of_its_levels",
            "pass" if holds else "fail",
            f"{statement.indicator}: {words}"
            + ("" if holds else f", printed {statement.direction} of {amount(change)}"),
            (statement.statement_id, current.source, base.source),
            severity=None if holds else _severity(sure),
            expected=expected,
            actual=printed,
            tolerance=tolerance,
            root=None if holds else _of_its_words(statement),
            doubtful=None if "@" in base.source else base.source,
        )


def _are_of_one_table(ledger: Ledger, statement: Statement, current: Figure, base: Figure) -> bool:
    """Whether the table that says what a quantity was says of now what the text does."""
    now = level_in_tables(ledger, statement)
    return now is not None and "@" not in base.source and abs(now.value - current.value) <= now.half + current.half


def _severity(sure: bool) -> Severity:
    return "error" if sure else "reading"


def _wholes(ledger: Ledger) -> dict[str, list[Figure]]:
    """Totals of the tables by what prose calls them, for shares whose section does not print the whole."""
    found: dict[str, list[Figure]] = {}
    for sheet in ledger.of(*_TOTALS):
        for row in sheet.rows:
            if row.code or not row.name.endswith(("合计", "总计")):
                continue
            for figure in row.figures.values():
                found.setdefault(quantity_key(row.name), []).append(figure)
    for name, figures in ledger.named.items():
        found.setdefault(name, []).extend(figures)
    return found


def _totals_named(whole: str, wholes: Mapping[str, Sequence[Figure]]) -> list[Figure]:
    """The totals that a share's whole is called by; 本年支出预算 is what all of 支出 comes to."""
    side = _SIDE.fullmatch(whole)
    return list(wholes.get(side[1] if side else quantity_key(whole), ()))


def _of_change(statement: Statement, change: Figure | None, current: Figure | None) -> Iterator[Quotient]:
    """The rate by the amount of now and the change."""
    if change is None or current is None:
        return
    if current.zero and statement.percent == _HUNDRED:
        return  # what falls to nothing falls by 100 %, whatever it was
    sign = -1 if statement.direction in _RISES else 1
    base, half = current.value + sign * change.value, current.half + change.half
    if base > half:
        operator = "−" if sign < 0 else "+"
        words = f"{amount(change)} ÷ ({amount(current)} {operator} {amount(change)})"
        yield _bounds(change, base, half, words, current.source)


def _of_base(change: Figure | None, current: Figure | None, base: Figure | None) -> Iterator[Quotient]:
    """The rate by the amount that is compared with."""
    if base is None or base.value <= base.half:
        return
    if change is not None:
        yield _bounds(change, base.value, base.half, f"{amount(change)} ÷ {amount(base)}", base.source)
    elif current is not None:
        gap = replace(current, value=abs(current.value - base.value), half=current.half + base.half)
        words = f"({amount(current)} − {amount(base)}) ÷ {amount(base)}"
        yield _bounds(gap, base.value, base.half, words, current.source)


def _unit_slip(statement: Statement, change: Figure | None, current: Figure | None) -> Finding | None:
    """A failure that goes away if 元 is read as 万元 is one of unit (增加2.60元，增长4.92%)."""
    if change is None or current is None or statement.percent is None:
        return None
    for slip, change_meant, current_meant in ((change, _in_wan(change), current), (current, change, _in_wan(current))):
        quotients = _of_change(statement, change_meant, current_meant) if slip.unit == "元" else ()
        if any(_fits(quotient, statement.percent) for quotient in quotients):
            quotient = next(iter(_of_change(statement, change_meant, current_meant)))
            return Finding(
                "rate_follows_from_amounts",
                "fail",
                f"{statement.indicator}: {quotient.arithmetic} = {statement.percent} %, "
                f"printed {slip.printed}元: 万元 is meant",
                (statement.statement_id, current.source),
                severity="unit",
                expected=slip.printed,
                actual=slip.value,
            )
    return None


def _in_wan(figure: Figure) -> Figure:
    """The figure as if its 元 were 万元."""
    return replace(figure, value=figure.printed, half=figure.half / WAN_PER_UNIT["元"], unit="万元")


def _copied(ledger: Ledger, statement: Statement, failure: Finding) -> Finding | None:
    """A wrong rate that the amount of another quantity gives: taken from the line above."""
    change, printed = statement_figure(statement), statement.percent
    if change is None or printed is None:
        return None
    own = called(statement.indicator)
    for other in ledger.document.statements:
        beside = other.section_id == statement.section_id and other.kind == "change"
        beside = beside and _of_its_words(other) != _of_its_words(statement)
        if beside and printed and other.percent == printed and called(other.indicator) != own:
            words = f"{failure.message}; {printed} % is the rate of {other.indicator}"
            evidence = (*failure.evidence, other.statement_id)
            return replace(failure, rule="rate_is_of_its_own_quantity", message=words, evidence=evidence)
    before = [
        m for m in ledger.mentions_of.get(statement.section_id, ()) if m.end <= statement.char_end and not m.change
    ]
    for mention in reversed(before[-_NEAR:]):
        figure = mention_figure(mention)
        if figure.value in (statement.current, change.value):
            continue
        if any(_fits(quotient, printed) for quotient in _of_change(statement, change, figure)):
            name = figure.name or "another quantity"
            words = f"{failure.message}; {amount(figure)} of {name} gives it"
            evidence = (*failure.evidence, figure.source)
            return replace(failure, rule="rate_is_of_its_own_quantity", message=words, evidence=evidence)
    return None


def _of_nothing(rule: str, statement: Statement, now: Figure, base: Figure, words: str) -> Finding:
    return Finding(
        rule,
        "fail",
        f"{statement.indicator}: {words} is no rate, printed {statement.percent} %",
        (statement.statement_id, now.source, base.source),
        severity="error",
        expected=None,
        actual=statement.percent,
        root=_of_its_words(statement),
        rate=True,
    )


def rate_needs_a_base(ledger: Ledger) -> Iterator[Finding]:
    """From nothing to something is no rate: 上年无此支出，增加0.7万元，增长100%."""
    for statement in ledger.document.statements:
        current, change = current_figure(ledger, statement), statement_figure(statement)
        if statement.kind != "change" or statement.direction != "increase" or not statement.percent:
            continue
        base = statement.base_amount
        from_nothing = base == ZERO if base is not None else bool(change and current and change.value == current.value)
        if from_nothing and current and not current.zero:
            words = f"{amount(current)} − {amount(change)} = 0: growth from 0" if change else "growth from 0"
            finding = _of_nothing("rate_needs_a_base", statement, current, current, words)
            yield replace(finding, root="rate_needs_a_base")  # a body that is new has no last year anywhere


def _fits(quotient: Quotient, rate: Decimal) -> bool:
    """Whether a rate, rounded or cut, lies in what the amounts leave open."""
    last_digit = Decimal(1).scaleb(-decimals(rate))
    return quotient.low - last_digit < rate < quotient.high + last_digit


def _quotient(part: Figure, whole: Figure) -> Quotient | None:
    if whole.value <= whole.half:
        return None
    return _bounds(part, whole.value, whole.half, f"{amount(part)} ÷ {amount(whole)}", whole.source)


def _bounds(part: Figure, base: Decimal, half: Decimal, arithmetic: str, source: str) -> Quotient:
    low = max(ZERO, part.value - part.half) / (base + half)
    high = (part.value + part.half) / (base - half)
    return Quotient(arithmetic, part.value / base * _HUNDRED, low * _HUNDRED, high * _HUNDRED, source)


def _judge(rule: str, statement: Statement, quotients: Sequence[Quotient], sure: bool) -> Iterator[Finding]:
    """All of a quantity's own amounts must give the rate; where some do and some do not, they contradict each other."""
    printed = statement.percent
    if printed is None:
        return
    last_digit = Decimal(1).scaleb(-decimals(printed))
    fitting = [each for each in quotients if _fits(each, printed)]
    if fitting and len(fitting) == len(quotients):
        yield _holds(rule, statement, min(fitting, key=lambda each: abs(each.exact - printed)), last_digit)
        return
    if fitting or not quotients:
        words = "its amounts contradict each other" if fitting else "has no amounts of its own to compare it with"
        message = f"{statement.indicator}: {printed} % {words}"
        yield Finding(rule, "unknown", message, (statement.statement_id,), tolerance=last_digit)
        return
    blamed = quotients[0]
    rounded = _rounded(blamed.exact, last_digit)
    yield Finding(
        rule,
        "fail",
        f"{statement.indicator}: {blamed.arithmetic} = {rounded} %, printed {printed} %",
        (statement.statement_id, blamed.source),
        severity=_severity(sure),
        expected=rounded,
        actual=printed,
        tolerance=last_digit,
        root=_of_its_words(statement),
        rate=True,
    )


def _of_its_words(statement: Statement) -> str:
    """What 收、支总计各增加86.25万元，增长7.91% says of two quantities is one claim."""
    return f"{statement.section_id} {statement.sentence} {statement.amount} {statement.percent} {statement.base}"


def _holds(rule: str, statement: Statement, best: Quotient, last_digit: Decimal) -> Finding:
    """A rate that fits; the tolerance is what the printed digits of the amounts and of the rate leave open."""
    printed = statement.percent or ZERO
    rounded = _rounded(best.exact, last_digit)
    return Finding(
        rule,
        "pass",
        f"{statement.indicator}: {best.arithmetic} = {rounded} %",
        (statement.statement_id, best.source),
        expected=rounded,
        actual=printed,
        tolerance=(best.high - best.low) / 2 + last_digit,
    )


def _rounded(value: Decimal, last_digit: Decimal) -> Decimal:
    return value.quantize(last_digit, rounding=ROUND_HALF_UP)
