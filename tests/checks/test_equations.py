"""The sums that the rules try, as equations: also those that need not hold and do not."""

from __future__ import annotations

from decimal import Decimal

from pipeline.checks import find_equations, run_rules
from pipeline.document import Equation


def cell(row: int, column: int = 0) -> str:
    return f"{'5f1c' * 3}-t00-r{row}c{column}"


def test_sum_with_its_gap_and_interval(document, table):
    rows = ("208 社会保障和就业支出 | 合计=41.37", "20805 养老支出 | 合计=30.00", "20808 抚恤 | 合计=11.27")
    found = find_equations(document(table("expenditure", *rows)))
    terms = ((cell(0), 1), (cell(1), -1), (cell(2), -1))
    rule = "code_is_sum_of_its_subcodes"
    assert found == (Equation(rule, terms, Decimal("0.10"), Decimal("0.015"), demanded=True, zero=False),)
    assert not found[0].holds


def test_what_need_not_hold_is_an_equation_and_no_check(document, table):
    rows = ("- 合计 | 合计=9.00", "- 维修项目 | 合计=6.00", "- 培训项目 | 合计=2.00")
    report = document(table("project", *rows))
    assert [(each.gap, each.demanded) for each in find_equations(report)] == [(Decimal("1.00"), False)]
    assert run_rules(report) == ()
