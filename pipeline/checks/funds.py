"""Accounts in the table of another budget: land sales and lotteries are no 一般公共预算."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from pipeline.checks.figures import ZERO
from pipeline.checks.identity import Finding, amount
from pipeline.checks.ledger import Ledger

# 款 of 政府收支分类科目 that 政府性基金预算支出 lists; 223 is the state capital's, 234 was the bonds' of 2020.
FUND_ACCOUNTS: Final = frozenset(
    {
        "20610", "20707", "20709", "20710", "20822", "20823", "20829", "21160", "21161", "21208", "21210", "21211",
        "21213", "21214", "21215", "21216", "21217", "21218", "21219", "21366", "21367", "21369", "21370", "21371",
        "21460", "21462", "21464", "21468", "21469", "21470", "21471", "21472", "21473", "21562", "22904", "22908",
        "22960", "23204", "23304",
    }
)  # fmt: skip
_CAPITAL: Final = "223"
_BONDS: Final = "234"
_SURE: Final = 0.9  # of a table's type


def accounts_stand_in_their_budget(ledger: Ledger) -> Iterator[Finding]:
    """一般公共预算支出表 lists no account of a fund; the topmost of a chain of codes is told."""
    rule = "accounts_stand_in_their_budget"
    for sheet in ledger.of("general_budget"):
        told: set[str] = set()
        for row in sheet.rows:
            fund = _fund_of(row.code or "")
            figure = next((figure for figure in row.figures.values() if not figure.zero), None)
            if fund is None or figure is None or fund in told:
                continue
            told.add(fund)
            what = "国有资本经营预算" if fund == _CAPITAL else "政府性基金预算"
            yield Finding(
                rule,
                "fail",
                f"{sheet.title}: {row.label} {amount(figure)} is an account of {what}",
                (figure.source,),
                severity="error" if sheet.table.sure >= _SURE else "reading",
                expected=ZERO,
                actual=figure.value,
                root=f"{rule} {sheet.table.table_id} {fund}",
            )


def _fund_of(code: str) -> str | None:
    """The 款, or 类, that makes a functional code one of a fund."""
    if code.startswith((_CAPITAL, _BONDS)):
        return code[:3]
    return code[:5] if code[:5] in FUND_ACCOUNTS else None
