"""收支总表: items, carried sums, 总计; classes against the coded tables."""

from dataclasses import replace
from decimal import Decimal

from pipeline.document import Cell, Table


def test_items_and_carried_sums(table, messages):
    overall = table(
        "overall",
        "- 一般公共预算财政拨款收入 | 收入/决算数=81.20",
        "- 其他收入 | 收入/决算数=0.80",
        "- 本年收入合计 | 收入/决算数=82.00",
        "- 年初结转和结余 | 收入/决算数=3.50",
        "- 总计 | 收入/决算数=85.50",
    )
    assert messages("items_add_to_the_years_total", overall) == [
        "pass: overall: 本年收入合计 收入/决算数: 81.20 + 0.80 = 82.00 (万元)"
    ]
    assert messages("grand_total_is_year_and_carried", overall) == [
        "pass: overall: 总计 收入/决算数: 82.00 + 3.50 = 85.50 (万元)"
    ]


def test_item_that_contains_the_next_counts_once(table, messages):
    """一般公共预算 with 其中：财政拨款 below it."""
    overall = table(
        "overall",
        "- 一般公共预算 | 收入/预算数=40.00",
        "- 财政拨款 | 收入/预算数=31.00",
        "- 专项收入 | 收入/预算数=9.00",
        "- 政府性基金 | 收入/预算数=2.00",
        "- 收入总计 | 收入/预算数=42.00",
    )
    assert messages("items_add_to_the_years_total", overall) == [
        "pass: overall: 一般公共预算 收入/预算数: 31.00 + 9.00 = 40.00 (万元)",
        "pass: overall: 收入总计 收入/预算数: 40.00 + 2.00 = 42.00 (万元)",
    ]


def test_unclear_items_are_no_finding(table, findings):
    """Names that no coded table of the report prints may be a 其中: nothing is said where they do not add up."""
    overall = table(
        "overall",
        "- 一般公共预算 | 收入/预算数=40.00",
        "- 上级专项 | 收入/预算数=13.00",
        "- 本年收入合计 | 收入/预算数=40.00",
    )
    assert findings(overall) == []


def test_classes_that_miss_the_total(table, findings):
    coded = table("expenditure", "205 教育支出 | 合计=7.00", "221 住房保障支出 | 合计=2.00", number=1)
    overall = table(
        "overall",
        "- 教育支出 | 支出/预算数=7.00",
        "- 住房保障支出 | 支出/预算数=2.00",
        "- 本年支出合计 | 支出/预算数=9.40",
    )
    assert findings(overall, coded) == [
        (
            "items_add_to_the_years_total",
            "error",
            "overall: 本年支出合计 支出/预算数: 7.00 + 2.00 = 9.00, printed 9.40 (万元)",
        )
    ]


def test_two_sides_of_the_summary(table, findings):
    overall = table("overall", "- 收入总计 | 收入/预算数=42.00", "- 支出总计 | 支出/预算数=42.60")
    assert findings(overall) == [
        ("income_equals_expenditure", "error", "overall: 收入总计 收入/预算数 42.00 ≠ 支出总计 支出/预算数 42.60")
    ]


def test_whole_column_is_compared_not_one_fund(table, findings):
    appropriation = table(
        "appropriation",
        "- 收入总计 | 收入/预算数=42.00",
        "- 支出总计 | 支出/合计=42.00, 支出/一般公共预算财政拨款=40.00, 支出/政府性基金预算财政拨款=2.00",
    )
    assert findings(appropriation) == []


def test_items_that_contain_others_at_two_depths(table, messages):
    """一、财政拨款 holds 1、拨款, which holds (1) and (2); 2、事业收入 stands beside it."""
    overall = table(
        "overall",
        "- 财政资金 | 收入/预算数=40.00",
        "- 拨款 | 收入/预算数=31.00",
        "- 公共拨款 | 收入/预算数=30.00",
        "- 基金拨款 | 收入/预算数=1.00",
        "- 专户资金 | 收入/预算数=9.00",
        "- 其他资金 | 收入/预算数=2.00",
        "- 收入总计 | 收入/预算数=42.00",
    )
    assert messages("items_add_to_the_years_total", overall) == [
        "pass: overall: 财政资金 收入/预算数: 31.00 + 9.00 = 40.00 (万元)",
        "pass: overall: 拨款 收入/预算数: 30.00 + 1.00 = 31.00 (万元)",
        "pass: overall: 收入总计 收入/预算数: 40.00 + 2.00 = 42.00 (万元)",
    ]


def test_expenditure_by_function_and_by_use_side_by_side(document, messages):
    """Two columns of 支出/预算数 in one table: each adds up by itself, both equal the income."""
    rows = [("财政拨款", "9.00", "教育支出", "9.00", "人员经费", "6.00"), ("", "", "", "", "公用经费", "3.00")]
    total = ("收入总计", "9.00", "支出总计", "9.00", "支出总计", "9.00")
    cells = tuple(
        Cell(
            "t1",
            r,
            2 * b + 1,
            None,
            row[2 * b],
            path,
            row[2 * b + 1],
            Decimal(row[2 * b + 1]),
            Decimal(row[2 * b + 1]),
            1,
        )
        for r, row in enumerate([*rows, total])
        for b, path in enumerate(("收入/预算数", "支出/预算数", "支出/预算数"))
        if row[2 * b]
    )
    both = Table("t1", "overall", "收支总表", "万元", 1, 1, 3, 6, 1.0, False, cells)
    assert messages("items_add_to_the_years_total", both)[-1] == (
        "pass: 收支总表: 支出总计 支出/预算数: 6.00 + 3.00 = 9.00 (万元)"
    )
    assert len(messages("income_equals_expenditure", both)) == 2


def test_an_of_which_is_never_an_addend(table, messages):
    """其中：专项资金 below an item that is its own sum: 40 is the total, not 40 + 10."""
    overall = table(
        "overall", "- 财政拨款 | 收入/预算数=40.00", "- 专项资金 | 收入/预算数=10.00", "- 收入总计 | 收入/预算数=40.00"
    )
    marked = replace(overall, cells=tuple(replace(cell, part=cell.row_name == "专项资金") for cell in overall.cells))
    assert messages("items_add_to_the_years_total", overall) == []
    assert messages("items_add_to_the_years_total", marked) == [
        "pass: overall: 收入总计 收入/预算数: 40.00 = 40.00 (万元)"
    ]
