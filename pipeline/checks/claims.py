"""Words against numbers within one claim: direction against sign and rate, a rate that repeats an amount."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from pipeline.amounts import decimals
from pipeline.checks.identity import Finding
from pipeline.checks.ledger import Ledger
from pipeline.document import Statement

_FULL = Decimal(100)


def direction_fits_the_rate(ledger: Ledger) -> Iterator[Finding]:
    """决算数大于预算数 goes with more than 100 %, 小于 with less, 持平 with 100 % or a change of nothing."""
    for statement in ledger.document.statements:
        rate = statement.percent
        if statement.kind == "completion" and rate and statement.direction:  # 0 of a budget of 0 is 0 %, and equal
            nearly = abs(rate - _FULL) < Decimal(1).scaleb(-decimals(rate))
            wrong = {
                "above": rate < _FULL and not nearly,
                "below": rate > _FULL and not nearly,
                "equal": abs(rate - _FULL) >= 1,
            }.get(statement.direction, False)
            if wrong:
                yield _contradiction(statement, f"{statement.direction}, yet {rate} % of the budget", _FULL, rate)
        if statement.kind == "change" and statement.direction == "flat" and statement.amount:
            message = f"flat, yet a change of {statement.amount}"
            yield _contradiction(statement, message, Decimal(0), statement.amount)


def _contradiction(statement: Statement, message: str, expected: Decimal, actual: Decimal) -> Finding:
    return Finding(
        "direction_fits_the_rate",
        "fail",
        f"{statement.indicator}: {message}",
        (statement.statement_id,),
        severity="error",
        expected=expected,
        actual=actual,
        rate=True,
    )


def rate_is_not_the_amount(ledger: Ledger) -> Iterator[Finding]:
    """A completion whose rate repeats its amount (1.49万元, 完成1.49%) while the same amount has another rate."""
    by_amount: dict[tuple[str, Decimal], list[Statement]] = defaultdict(list)
    for statement in ledger.document.statements:
        if statement.kind == "completion" and statement.amount and statement.percent:
            by_amount[statement.section_label, statement.amount].append(statement)
    for (_, amount), claims in by_amount.items():
        others = [claim for claim in claims if claim.percent != amount]
        for claim in claims:
            if claim.percent == amount and amount != _FULL and others:
                other = others[0]
                yield Finding(
                    "rate_is_not_the_amount",
                    "fail",
                    f"{claim.indicator}: {amount}万元 is printed as {claim.percent} %;"
                    f" {other.indicator} with the same {amount}万元 completes {other.percent} %",
                    (claim.statement_id, other.statement_id),
                    severity="error",
                    expected=other.percent,
                    actual=claim.percent,
                    rate=True,
                )
