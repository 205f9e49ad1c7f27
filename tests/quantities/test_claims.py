"""Claims in words → indicator, fund, phase: the same as of the table's figure."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pipeline.document import Cell, Document, Identity, Section, Statement, Table
from pipeline.quantities import name_quantities
from pipeline.vocabulary.accounts import load_accounts
from pipeline.vocabulary.quantities import load_quantities

QUANTITIES, ACCOUNTS = load_quantities(), load_accounts()


def key(indicator, label, title="", code=None, current=None, source=None, tables=(), kind="final", agency=None):
    """The key of one claim under a heading, as `indicator fund phase`; None where it has none."""
    section = Section("s1", None, 1, "一、", title, label, 1.0, 1, 1, "")
    current = None if current is None else Decimal(current)
    claim = Statement("x1", "s1", label, "change", indicator, "prior_year", "increase", Decimal(1), None, None, "", 1, 0, 1,
                      1.0, indicator_code=code, current=current, current_source=source)  # fmt: skip
    document = Document("d", "d.txt", "", identity=Identity(agency=agency, fiscal_year=2023, report_type=kind), sections=(section,),
                        tables=tables, statements=(claim,))  # fmt: skip
    found = name_quantities(document, QUANTITIES, ACCOUNTS).statements[0]
    return f"{found.indicator_id} {found.fund} {found.phase}" if found.indicator_id else None


def of_three_public(title):
    cells = (Cell("t1", 0, 0, None, None, "公务接待费", "3", Decimal(3), Decimal(3), 1, unit="万元"),)
    return (Table("t1", "three_public", title, "万元", 1, 1, 1, 1, 1.0, False, cells),)


@pytest.mark.parametrize(
    ("indicator", "label", "expected"),
    [
        ("收入总计", "overall", "income_total all final"),
        ("财政拨款收入", "overall", "income fiscal_appropriation final"),
        ("一般公共预算拨款收入", "income", "income general final"),
        ("支出", "expenditure", "expenditure all final"),
        ("日常公用支出", "expenditure", "running_cost all final"),
        ("财政拨款支出", "appropriation", "expenditure fiscal_appropriation final"),
        ("一般公共预算当年拨款", "general_budget", "expenditure general final"),
        ("一般公共预算财政拨款基本支出", "basic_expenditure", "basic_expenditure general final"),
        ("政府性基金预算拨款安排的支出", "government_fund", "expenditure government_fund final"),
        ("机关运行经费财政拨款", "operating_cost", "operating_cost fiscal_appropriation final"),
        ("公务用车购置及运行维护费", "three_public", "vehicles None final"),
        ("专项工作的项目支出", "expenditure", None),
        ("云溪县水务局收入", "overall", None),
        ("“会议费”项目", "performance", None),
        ("会议费", "performance", None),
        ("一般公共预算安排委托业务费", "other", None),
    ],
)
def test_words_name_a_quantity_or_nothing(indicator, label, expected):
    assert key(indicator, label) == expected


def test_an_account_is_of_the_fund_of_its_section():
    assert key("农林水支出（类）水利（款）防汛（项）", "general_budget", code="2130314") == "func_2130314 general final"
    assert (
        key("工资福利支出", "basic_expenditure", "一般公共预算财政拨款基本支出", "301")
        == "econ_301_basic general final"
    )


def test_the_heading_or_the_table_says_the_fund():
    assert key("公务接待费", "three_public", "财政拨款“三公”经费支出决算情况") == "reception fiscal_appropriation final"
    table = of_three_public("一般公共预算财政拨款“三公”经费支出决算表")
    assert key("公务接待费", "three_public", "“三公”经费", current="3", tables=table) == "reception general final"
    assert key("公务接待费", "three_public", "“三公”经费", current="4", tables=table) == "reception None final"
    cell = "t1-r0c0"
    assert (
        key("公务接待费", "three_public", "“三公”经费", current="3", source=cell, tables=table)
        == "reception general final"
    )


def test_income_alone_is_the_total_or_the_years_as_its_amount_says():
    names = [("本年收入合计", "80"), ("上年结转", "6"), ("收入总计", "86")]
    cells = tuple(Cell("t1", r, 0, None, name, "收入/预算数", v, Decimal(v), Decimal(v), 1, unit="万元")
                  for r, (name, v) in enumerate(names))  # fmt: skip
    tables = (Table("t1", "overall", None, "万元", 1, 1, 3, 1, 1.0, False, cells),)
    assert key("收入", "overall", current="86", tables=tables, kind="budget") == "income_total all budget"
    assert key("收入", "overall", current="80", tables=tables, kind="budget") == "income all budget"
    assert key("收入", "overall", current="81", tables=tables, kind="budget") is None
    own = {"tables": tables, "kind": "budget", "agency": "云溪县水务局"}
    assert key("云溪县水务局收入", "overall", current="86", **own) == "income_total all budget"
    assert key("云溪县水务局收入", "overall", current="81", **own) is None
    assert key("云溪县交通局收入", "overall", current="86", **own) is None


def test_what_is_planned_for_it_is_the_expenditure_itself():
    cells = (Cell("t1", 0, 0, None, "支出总计", "支出/预算数", "86", Decimal(86), Decimal(86), 1, unit="万元"),)
    tables = (Table("t1", "overall", None, "万元", 1, 1, 1, 1, 1.0, False, cells),)
    assert key("相应安排支出", "overall", current="86", tables=tables, kind="budget") == "expenditure_total all budget"
    assert key("相应安排支出", "overall", current="85", tables=tables, kind="budget") is None


def test_without_the_kind_of_the_report_a_claim_has_no_key():
    assert key("收入总计", "overall", kind=None) is None
