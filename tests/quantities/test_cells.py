"""Cells of tables → indicator, fund, phase; what is not sure has none."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pipeline.document import Cell, Document, Identity, Table
from pipeline.quantities import name_quantities
from pipeline.vocabulary.accounts import load_accounts
from pipeline.vocabulary.quantities import load_quantities

QUANTITIES, ACCOUNTS = load_quantities(), load_accounts()


def table(kind, columns, rows, title=None, unit="万元"):
    """A table of rows `(code, name, amount, …)`; None is an empty cell. Sides stand beside each other as in print."""
    cells = []
    for r, (code, name, *amounts) in enumerate(rows):
        for c, (path, amount) in enumerate(zip(columns, amounts, strict=True)):
            if amount is not None:
                value = Decimal(amount)
                cells.append(Cell("t1", r, c, code, name, path, amount, value, value if unit == "万元" else None, 1,
                                  unit=unit))  # fmt: skip
    return Table("t1", kind, title, unit, 1, 1, len(rows), len(columns), 1.0, False, tuple(cells))


def keys(*tables, year=2023, kind="final"):
    """{(row name, column): key as `indicator fund phase`} of the cells that have one."""
    document = Document(
        "d", "d.txt", "text/plain", identity=Identity(fiscal_year=year, report_type=kind), tables=tables
    )
    named = name_quantities(document, QUANTITIES, ACCOUNTS)
    return {
        (cell.row_name, cell.column_path): f"{cell.indicator_id} {cell.fund} {cell.phase}"
        for each in named.tables
        for cell in each.cells
        if cell.indicator_id
    }


def test_expenditure_by_function_and_by_part():
    found = keys(
        table("expenditure", ["合计", "基本支出", "项目支出"],
              [(None, "合计", "90", "60", "30"), ("213", "农林水支出", "80", "50", "30"),
               ("2130305", "水利工程建设", "30", None, "30")])
    )  # fmt: skip
    assert found == {
        ("合计", "合计"): "expenditure all final",
        ("合计", "基本支出"): "basic_expenditure all final",
        ("合计", "项目支出"): "project_expenditure all final",
        ("农林水支出", "合计"): "func_213 all final",
        ("农林水支出", "基本支出"): "func_213_basic all final",
        ("农林水支出", "项目支出"): "func_213_project all final",
        ("水利工程建设", "合计"): "func_2130305 all final",
        ("水利工程建设", "项目支出"): "func_2130305_project all final",
    }


def test_a_title_says_the_fund():
    columns, rows = ["合计"], [(None, "合计", "5")]
    told = {title: keys(table("expenditure", columns, rows, title)) for title in ("支出决算表", "财政拨款支出决算表")}
    assert told["支出决算表"] == {("合计", "合计"): "expenditure all final"}
    assert told["财政拨款支出决算表"] == {("合计", "合计"): "expenditure fiscal_appropriation final"}
    assert keys(table("general_budget", columns, rows, "一般公共预算支出表"), kind="budget") == {
        ("合计", "合计"): "expenditure general budget"
    }


def test_both_sides_of_the_appropriation_table():
    """What stands under 年初财政拨款结转和结余 is carried money of its fund, no income of the year."""
    left, right = "收入/决算数", "支出/一般公共预算财政拨款"
    income = [("一般公共预算财政拨款", "70"), ("政府性基金预算财政拨款", "10"), ("本年收入合计", "80"),
              ("年初财政拨款结转和结余", "6"), ("一般公共预算财政拨款", "5"), ("政府性基金预算财政拨款", "1"),
              ("总计", "86")]  # fmt: skip
    spent = [("教育支出", "60"), ("住房保障支出", "8"), ("本年支出合计", "68"), ("年末财政拨款结转和结余", "7"),
             ("总计", "75")]  # fmt: skip
    cells = [
        Cell("t1", r, 0, None, name, left, v, Decimal(v), Decimal(v), 1, unit="万元")
        for r, (name, v) in enumerate(income)
    ]
    cells += [
        Cell("t1", r, 2, None, name, right, v, Decimal(v), Decimal(v), 1, unit="万元")
        for r, (name, v) in enumerate(spent)
    ]
    both = Table("t1", "appropriation", None, "万元", 1, 1, 7, 3, 1.0, False, tuple(cells))
    named = name_quantities(
        Document("d", "d.txt", "", identity=Identity(fiscal_year=2023, report_type="final"), tables=(both,)),
        QUANTITIES, ACCOUNTS,
    )  # fmt: skip
    assert [(cell.row_name, cell.indicator_id, cell.fund) for cell in named.tables[0].cells] == [
        ("一般公共预算财政拨款", "income", "general"),
        ("政府性基金预算财政拨款", "income", "government_fund"),
        ("本年收入合计", "income", "fiscal_appropriation"),
        ("年初财政拨款结转和结余", "carryover_in", "fiscal_appropriation"),
        ("一般公共预算财政拨款", "carryover_in", "general"),
        ("政府性基金预算财政拨款", "carryover_in", "government_fund"),
        ("总计", "income_total", "fiscal_appropriation"),
        ("教育支出", "func_205", "general"),
        ("住房保障支出", "func_221", "general"),
        ("本年支出合计", "expenditure", "general"),
        ("年末财政拨款结转和结余", "carryover_out", "general"),
        ("总计", "expenditure_total", "general"),
    ]


def test_bodies_in_the_rows_are_no_totals():
    found = keys(
        table("three_public", ["合计", "公务接待费"],
              [(None, "合计", "8", "3"), (None, "云溪县水务局", "5", "2"), (None, "云溪县水文站", "3", "1")],
              "一般公共预算“三公”经费支出表"),
        kind="budget",
    )  # fmt: skip
    assert found == {
        ("合计", "合计"): "three_public general budget",
        ("合计", "公务接待费"): "reception general budget",
    }


def test_a_total_with_meetings_is_not_the_three_public_expenses():
    columns = [
        "2023年/合计",
        "2023年/“三公”经费/小计",
        "2023年/公务接待费",
        "2023年/会议费",
        "2022年/公务接待费",
        "增减变化情况/公务接待费",
    ]
    found = keys(table("three_public", columns, [(None, "合计", "20", "8", "3", "12", "4", "-1")]), kind="budget")
    assert found == {
        ("合计", "2023年/“三公”经费/小计"): "three_public None budget",
        ("合计", "2023年/公务接待费"): "reception None budget",
        ("合计", "2023年/会议费"): "meetings None budget",
        ("合计", "2022年/公务接待费"): "reception None prior_year",
        ("合计", "增减变化情况/公务接待费"): "reception None change",
    }


@pytest.mark.parametrize(
    ("column", "kind", "phase"),
    [("决算数", "final", "final"), ("预算数", "final", "budget"), ("调整预算数", "final", "adjusted"),
     ("上年决算数", "final", "prior_year"), ("上年预算数", "budget", "prior_year"),
     ("上年执行数", "budget", "prior_final"), ("上年预算数", "final", "prior_budget"), ("决算数", None, "final")],
)  # fmt: skip
def test_the_word_of_a_column_says_the_phase(column, kind, phase):
    found = keys(table("three_public", [column], [(None, "公务接待费", "3")]), kind=kind)
    assert found == {("公务接待费", column): f"reception None {phase}"}


@pytest.mark.parametrize(
    ("kind", "columns", "rows", "title"),
    [
        ("expenditure", ["合计"], [("2130305", "水利工程建设", "3"), ("2130305", "水利工程建设", "4")], None),  # two bodies
        ("expenditure", ["合计"], [("205", "云溪县第一中学", "3")], None),  # the code of a body
        ("expenditure", ["不知名的栏"], [(None, "合计", "3")], None),
        ("project", ["合计"], [(None, "合计", "3")], "重点项目支出情况"),
        ("expenditure", ["合计"], [(None, "合计", "3")], "2021年度支出决算表"),
        ("expenditure", ["合计"], [(None, "合计", "3")], "上年结转资金支出表"),
        ("income", ["合计"], [("213", "农林水支出", "3")], None),  # income by function
        ("other", ["合计"], [(None, "合计", "3")], "支出表"),
        ("overall", ["收入/预算数"], [(None, "专项资金列入部门预算的项目", "3")], None),
    ],
)  # fmt: skip
def test_what_is_not_sure_has_no_key(kind, columns, rows, title):
    assert keys(table(kind, columns, rows, title)) == {}


def test_codes_of_the_economic_classification_in_a_table_of_functions_are_parts_of_those():
    rows = [("213", "农林水支出", "9"), ("30101", "基本工资", "4"), ("30102", "津贴补贴", "5")]
    assert keys(table("general_budget", ["合计"], rows)) == {("农林水支出", "合计"): "func_213 general final"}
    assert keys(table("basic_expenditure", ["合计"], rows[1:])) == {
        ("基本工资", "合计"): "econ_30101_basic general final",
        ("津贴补贴", "合计"): "econ_30102_basic general final",
    }


def test_names_without_codes_are_accounts_of_the_class_above_them():
    rows = [("自然资源海洋气象等支出", "20"), ("气象事务", "20"), ("行政运行", "12"), ("气象服务", "8")]
    found = keys(table("expenditure", ["合计"], [(None, *row) for row in rows]))
    assert [value.split()[0] for value in found.values()] == ["func_220", "func_22005", "func_2200501", "func_2200509"]


def test_the_sum_of_an_income_table_is_what_the_overall_table_calls_it():
    overall = table(
        "overall", ["收入/预算数"], [(None, "本年收入合计", "80"), (None, "上年结转", "6"), (None, "收入总计", "86")]
    )
    income = table("income", ["合计", "财政拨款收入"], [(None, "合计", "86", "80")])
    assert keys(overall, income, kind="budget")[("合计", "合计")] == "income_total all budget"


def test_a_column_of_carried_money_makes_the_sum_a_total():
    found = keys(
        table(
            "income", ["合计", "本年收入/小计", "本年收入/财政拨款收入", "上年结转"], [(None, None, "9", "8", "8", "1")]
        )
    )
    assert list(found.values()) == [
        "income_total all final", "income all final", "income fiscal_appropriation final", "carryover_in all final",
    ]  # fmt: skip


def test_percentages_and_numbers_of_things_are_no_amounts():
    assert keys(table("expenditure", ["合计"], [(None, "合计", "3")], unit="%")) == {}
    assert keys(table("procurement", ["数量"], [(None, "合计", "3")], "政府采购预算表", unit=None)) == {}
    assert keys(table("state_assets", ["数量", "价值"], [(None, "车辆（台、辆）", "3", None)], unit=None)) == {
        ("车辆（台、辆）", "数量"): "asset_vehicles None final"
    }


def test_a_figure_of_which_the_unit_is_not_known_has_its_key():
    assert keys(table("expenditure", ["合计"], [(None, "合计", "3")], unit=None)) == {
        ("合计", "合计"): "expenditure all final"
    }


def test_heads_that_say_more_than_one_thing():
    columns = ["基本支出决算数/合计", "本年政府性基金预算支出/项目支出", "预算数比2022年预算数增减/增减额"]
    tables = [table(kind, [path], [(None, "合计", "3")]) for kind, path in zip(
        ("basic_expenditure", "government_fund", "general_budget"), columns, strict=True)]  # fmt: skip
    assert [next(iter(keys(each).values())) for each in tables] == [
        "basic_expenditure general final", "project_expenditure government_fund final", "expenditure general change",
    ]  # fmt: skip


def test_an_account_of_two_bodies_with_one_amount_has_no_key():
    rows = [("20131", "党委办公厅（室）及相关机构事务", "1.00"), ("20131", "党委办公厅（室）及相关机构事务", "1.00")]
    assert keys(table("expenditure", ["合计"], rows)) == {}
