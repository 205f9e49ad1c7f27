"""Rates against amounts: change ÷ (current ∓ change), achieved ÷ budget, part ÷ whole.

A rate may rest on several amounts of its text; it holds if one of them gives it, and it fails only if the amount
that its own clause names does not, and no other does.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from itertools import islice, takewhile

from pipeline.amounts import WAN_PER_UNIT, decimals
from pipeline.checks.called import called
from pipeline.checks.figures import ZERO, Figure, mention_figure, statement_figure
from pipeline.checks.identity import Finding, amount
from pipeline.checks.ledger import Ledger
from pipeline.checks.prose import Mention, quantity_key
from pipeline.document import Statement

_HUNDRED = Decimal(100)
_NEAR = 8  # amounts before a claim that may be its base
_NEW_QUANTITY = ("。", "；", ";", "\n", "其中")
_BUDGET = re.compile(r"预算(?:数|总额|金额)?(?:安排)?(?:为|是|共)?$")  # 全年预算数为; not 一般公共预算收入完成
_COMPARED = re.compile(r"[比较同与]|上年|去年|年初|预算")  # 比上年累计支出; not 公务接待费支出
_RISES = frozenset({"increase", "above"})


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
        change = statement_figure(statement)
        if statement.kind != "change" or statement.percent is None or change is None or change.zero:
            continue
        near = _amounts_before(ledger, statement, change)
        quotients = [quotient for figure in near for quotient in _of_change(statement, change, figure)]
        own = _own_amount(ledger, statement, change)
        for finding in _judge("rate_follows_from_amounts", statement, quotients, own):
            yield _unit_slip(finding, statement, change, near) if finding.status == "fail" else finding


def _unit_slip(finding: Finding, statement: Statement, change: Figure, near: Sequence[Figure]) -> Finding:
    """A failure that goes away if 元 is read as 万元 is one of unit (增加2.60元，增长4.92%)."""
    if change.unit != "元" or statement.percent is None:
        return finding
    meant = replace(change, value=change.printed, half=change.half / WAN_PER_UNIT["元"], unit="万元")
    for figure in near:
        for quotient in _of_change(statement, meant, figure):
            if _fits(quotient, statement.percent):
                words = f"{statement.indicator}: {quotient.arithmetic} = {statement.percent} %"
                message = f"{words}, printed {change.printed}元: 万元 is meant"
                return replace(finding, severity="unit", message=message, expected=meant.value, actual=change.value)
    return finding


def _fits(quotient: Quotient, rate: Decimal) -> bool:
    """Whether a rate, rounded or cut, lies in what the amounts leave open."""
    last_digit = Decimal(1).scaleb(-decimals(rate))
    return quotient.low - last_digit < rate < quotient.high + last_digit


def completion_follows_from_amounts(ledger: Ledger) -> Iterator[Finding]:
    """The printed completion is what was achieved ÷ the budget that its sentence prints."""
    for statement in ledger.document.statements:
        achieved = statement_figure(statement)
        if statement.kind != "completion" or statement.percent is None or achieved is None or achieved.zero:
            continue
        near = [figure for figure in _amounts_before(ledger, statement, achieved) if figure.value != achieved.value]
        quotients = [quotient for figure in near if (quotient := _quotient(achieved, figure))]
        own = [mention for mention in _in_sentence(ledger, statement) if _BUDGET.search(mention.clause)]
        named = own[0].source if len(own) == 1 and own[0].value != achieved.value else None
        yield from _judge("completion_follows_from_amounts", statement, quotients, named)


def share_follows_from_amounts(ledger: Ledger) -> Iterator[Finding]:
    """The printed share is the part ÷ a whole that the text before it, or a total of a table, prints."""
    totals = {
        figure.value: figure
        for sheet in ledger.of("overall", "appropriation", "expenditure", "general_budget", "income", "three_public")
        for row in sheet.rows
        if not row.code and row.name.endswith(("合计", "总计"))
        for figure in row.figures.values()
    }
    for statement in ledger.document.statements:
        part = statement_figure(statement)
        if statement.kind != "share" or statement.percent is None or part is None or part.zero:
            continue
        near = [*_amounts_before(ledger, statement, part, itself=True), *totals.values()]
        quotients = [quotient for figure in near if (quotient := _quotient(part, figure))]
        yield from _judge("share_follows_from_amounts", statement, quotients, None)


def _amounts_before(ledger: Ledger, statement: Statement, own: Figure, itself: bool = False) -> list[Figure]:
    """Amounts of quantities before the end of a claim, nearest first, then figures of that name in tables."""
    near = (
        mention_figure(mention)
        for mention in _mentions_before(ledger, statement)
        if not mention.change and (mention.value != own.value or (itself and mention.end <= statement.char_start))
    )
    return [*islice(near, _NEAR), *ledger.named.get(called(statement.indicator), ())]


def _mentions_before(ledger: Ledger, statement: Statement) -> Iterator[Mention]:
    """The amounts of a claim's section before the claim's end, nearest first."""
    mentions = ledger.mentions_of.get(statement.section_id, ())
    for at in range(bisect_left(mentions, statement.char_end, key=_start) - 1, -1, -1):
        yield mentions[at]


def _start(mention: Mention) -> int:
    return mention.start


def _in_sentence(ledger: Ledger, statement: Statement) -> list[Mention]:
    """The amounts of a claim's sentence up to its end; the whole's are not those of the items after 其中."""
    section = ledger.sections.get(statement.section_id)
    if section is None:
        return []
    begin = max(section.text.rfind(mark, 0, statement.char_start) for mark in _NEW_QUANTITY)
    return list(takewhile(lambda mention: mention.start > begin, _mentions_before(ledger, statement)))


def _own_amount(ledger: Ledger, statement: Statement, change: Figure) -> str | None:
    """The one amount that the claim's own sentence names as its quantity; None where that is not sure."""
    quantities = [mention for mention in _in_sentence(ledger, statement) if not mention.change]
    if len(quantities) != 1 or quantities[0].value == change.value:
        return None
    key, ours = quantities[0].key, quantity_key(statement.indicator)
    return quantities[0].source if key and ours and (key in ours or ours in key) else None


def _of_change(statement: Statement, change: Figure, figure: Figure) -> Iterator[Quotient]:
    """A figure near a change is the amount of now; one that the text compares with (比上年…) may be that of before."""
    if figure.zero:
        return  # what falls to nothing falls by 100 %, whatever it was
    sign = -1 if statement.direction in _RISES else 1
    base, half = figure.value + sign * change.value, figure.half + change.half
    if base > half:
        operator = "−" if sign < 0 else "+"
        words = f"{amount(change)} ÷ ({amount(figure)} {operator} {amount(change)})"
        yield _bounds(change, base, half, words, figure.source)
    if _COMPARED.search(figure.words) and figure.value > figure.half:
        yield _bounds(change, figure.value, figure.half, f"{amount(change)} ÷ {amount(figure)}", figure.source)


def _quotient(part: Figure, whole: Figure) -> Quotient | None:
    if whole.value <= whole.half:
        return None
    return _bounds(part, whole.value, whole.half, f"{amount(part)} ÷ {amount(whole)}", whole.source)


def _bounds(part: Figure, base: Decimal, half: Decimal, arithmetic: str, source: str) -> Quotient:
    low = max(ZERO, part.value - part.half) / (base + half)
    high = (part.value + part.half) / (base - half)
    return Quotient(arithmetic, part.value / base * _HUNDRED, low * _HUNDRED, high * _HUNDRED, source)


def _judge(rule: str, statement: Statement, quotients: Sequence[Quotient], named: str | None) -> Iterator[Finding]:
    printed = statement.percent
    if printed is None:
        return
    last_digit = Decimal(1).scaleb(-decimals(printed))
    fitting = [each for each in quotients if _fits(each, printed)]
    best = min(fitting, key=lambda each: abs(each.exact - printed), default=None)
    if best:
        yield _holds(rule, statement, best, last_digit)
        return
    blamed = next((each for each in quotients if each.source == named), None)
    rounded = _rounded(blamed.exact, last_digit) if blamed else None
    message = f"{statement.indicator}: {blamed.arithmetic} = {rounded} %, printed {printed} %" if blamed else (
        f"{statement.indicator}: {printed} % has no amounts to compare it with"
    )  # fmt: skip
    yield Finding(
        rule,
        "fail" if blamed else "unknown",
        message,
        (statement.statement_id, blamed.source) if blamed else (statement.statement_id,),
        severity="error" if blamed else None,
        expected=rounded,
        actual=printed if blamed else None,
        tolerance=last_digit,
    )


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
