"""Titles of tables among other words, misread."""

import pytest

from pipeline.tables.classify import names_table, type_by_title
from pipeline.vocabulary.columns_file import load_columns


@pytest.fixture(scope="module")
def columns():
    return load_columns()


@pytest.mark.parametrize(
    ("read", "table_type"),
    [
        ("攴出预算总表", "expenditure"),
        ("2023年度清溪县林业站收人决算表", "income"),
        ("表七：财政拨款“三众”经费支出表", "three_public"),
        ("一股公共预箕财政拔款支出决算表", "general_budget"),  # not the 支出决算表 that its last words are
        ("国有资木经菅预算支出表", "state_capital"),
        ("财政拨款收支总夷", "appropriation"),
        ("政府性基金支出预算准", "government_fund"),  # in no list, and its end misread
        ("一般公共预算财政拨款基本支出经济科目明细表", "basic_expenditure"),
    ],
)
def test_misread_titles_name_their_type(columns, read, table_type):
    assert type_by_title(read, columns).type == table_type


@pytest.mark.parametrize(
    ("printed", "table_type"),
    [
        ("单位收入与支出汇总表", "overall"),
        ("财政拨款收入、支出汇总表", "appropriation"),
        ("一般公共预算支出功能科目明细表", "general_budget"),
        ("基金预算支出明细表", "government_fund"),
        ("各单位收入明细表", "income"),
        ("清溪县国有资产管理局收支汇总表", "overall"),  # of a body called 国有资产
        ("青禾市政府采购中心支出决算表", "expenditure"),
        ("财力与支出汇总表", "other"),
    ],
)
def test_titles_in_no_list_are_told_by_their_parts(columns, printed, table_type):
    assert printed not in columns.titles.types
    assert type_by_title(printed, columns).type == table_type


@pytest.mark.parametrize("printed", ["人员情况表", "党费收缴表", "干部任免审批表", "设备清单", "部门职责一览表"])
def test_other_titles_name_none(columns, printed):
    assert type_by_title(printed, columns).type == "other"


def test_a_title_that_lost_its_end_is_a_heading_or_a_head(columns):
    assert names_table("一般公共预算支出情况表", columns)
    assert names_table("一般公共预箕支出情况表", columns)
    assert not names_table("一般公共预算支出情况", columns)
    assert not names_table("项目支出", columns)


def test_a_misread_title_is_less_sure(columns):
    assert type_by_title("支出预算总表", columns).sure > type_by_title("攴出预算总表", columns).sure
