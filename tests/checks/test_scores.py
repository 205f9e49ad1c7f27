"""The total score of a performance table against the scores of its indicators."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pipeline.checks import RULES, find_equations, grade, run_rules
from pipeline.checks.scores import scores_add_to_total
from pipeline.document import Check, Document

ROWS = ("- 预算执行率 | 分值=10, 得分=9.00", "- 修缮校舍3处 | 分值=30, 得分=30.00", "- 按期完工率 | 分值=50, 得分=48.50",
        "- 师生满意度 | 分值=10, 得分=10.00")  # fmt: skip


@pytest.fixture
def scored(table, document):
    """scored(*rows): the document of one performance table, and its checks of scores."""

    def make(*rows: str) -> tuple[Document, list[Check]]:
        found = document(table("performance_project", *rows))
        return found, [check for check in run_rules(found) if check.rule == scores_add_to_total.__name__]

    return make


def test_scores_that_add_to_the_total_are_proven(scored):
    document, [check] = scored(*ROWS, "- 总分 | 分值=100, 得分=97.50")
    assert (check.status, check.expected, check.actual) == ("pass", Decimal("97.50"), Decimal("97.50"))
    cells = grade(document, run_rules(document)).tables[0].cells
    assert [cell.grade for cell in cells if cell.column_path == "得分"] == ["verified"] * 5


def test_a_wrong_total_is_told_where_all_weights_were_read(scored):
    _, [check] = scored(*ROWS, "- 总分 | 分值=100, 得分=95.70")
    assert (check.status, check.severity) == ("fail", "error")
    assert check.message.endswith("9.00 + 30.00 + 48.50 + 10.00 = 97.50, printed 95.70 (分)")


@pytest.mark.parametrize(
    "rows",
    [
        (
            *ROWS[:2],
            "- 按期完工率 | 分值=-, 得分=48.50",
            ROWS[3],
            "- 总分 | 分值=100, 得分=95.70",
        ),  # a weight is missing
        (*ROWS[1:], "- 总分 | 分值=100, 得分=95.70"),  # an indicator was not read
        (*ROWS, "- 减分项 | 分值=-, 得分=-", "- 总分 | 分值=100, 得分=95.70"),  # something is taken off
    ],
)
def test_a_table_that_may_be_read_in_part_accuses_nobody(scored, rows):
    assert scored(*rows)[1] == []


def test_a_total_beside_the_columns_and_a_nameless_last_row(scored):
    _, [named] = scored(*ROWS, "- 总评价得分 | 备注=97.50")
    _, [nameless] = scored(*ROWS, "- | 得分=97.50")
    assert named.status == nameless.status == "pass"


def test_a_total_is_rounded_as_it_is_printed(scored):
    _, [check] = scored(*ROWS[:3], "- 师生满意度 | 分值=10, 得分=9.996", "- 总分 | 分值=100, 得分=97.50")
    assert (check.status, check.difference) == ("pass", Decimal("0.004"))


def test_scores_are_no_equation_for_repair(scored):
    document, _ = scored(*ROWS, "- 总分 | 分值=100, 得分=95.70")
    assert find_equations(document) == ()


def test_the_rule_is_tried():
    assert scores_add_to_total in RULES
