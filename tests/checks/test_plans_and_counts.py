"""Plans, execution rates, vehicles, purchases, accounts of other budgets, shifted columns; invented."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.checks import run_rules

KINDS = "其中，机要通信用车1辆、执法执勤用车5辆、其他用车{rest}辆"


def test_years_of_a_plan_that_leave_one_out(section, wrong):
    """2,600 over 2025–2027; 2026 is missing, and the rest is less."""
    text = "防洪堤项目2025—2027年总投资2,600万元，其中2025年安排1,100万元，2027年安排600万元。"
    assert wrong(section(text, "performance")) == [
        (
            "years_add_to_their_plan",
            "error",
            "防洪堤项目2025—2027年总投资: 1100 + 600 = 1700, printed 2600 (万元); 2026 is missing",
        )
    ]


@pytest.mark.parametrize(
    "text",
    [
        "防洪堤项目总投资2,600万元，其中2025年安排1,100万元，2026年安排900万元，2027年安排600万元。",
        "防洪堤项目总投资2,600万元，2025年已投入1,100万元，2026年安排900万元。",  # the rest comes later
        "防洪堤项目总投资2,600万元。2025年安排1,100万元，2026年安排1,900万元用于其他渠道。",
    ],
)
def test_plans_that_may_be_right(section, wrong, text):
    assert wrong(section(text, "performance")) == []


def test_years_that_are_more_than_their_plan(section, wrong):
    text = "防洪堤项目总投资2,600万元，其中2025年安排1,100万元，2026年安排1,900万元。"
    assert [rule for rule, _, _ in wrong(section(text, "performance"))] == ["years_add_to_their_plan"]


def test_execution_rate_of_a_form(table, wrong):
    rows = [
        "- 排水管网 | 全年预算数=80.00, 全年执行数=72.00, 执行率=90.00%",
        "- 路灯 | 全年预算数=50.00, 全年执行数=42.00, 执行率=48.00%",
    ]
    assert wrong(table("performance_project", *rows)) == [
        ("execution_rate_follows_from_its_row", "error", "路灯: 42.00 ÷ 50.00 = 84.00 %, printed 48.00 %")
    ]


def test_vehicles_are_more_than_their_kinds(section, wrong):
    text = f"本单位共有车辆9辆，{KINDS.format(rest=1)}；单价100万元以上设备3台。"
    assert wrong(section(text, "state_assets")) == [
        ("vehicles_add_to_their_total", "error", "车辆: 1 + 5 + 1 = 7, printed 9 (辆)")
    ]


def test_vehicles_of_a_list_that_is_not_complete(section, wrong):
    assert wrong(section("本单位共有车辆9辆，其中执法执勤用车5辆、机要通信用车1辆。", "state_assets")) == []
    assert wrong(section(f"本单位共有车辆9辆，{KINDS.format(rest=3)}。", "state_assets")) == []


def test_vehicles_of_text_and_form(section, table, wrong):
    form = table("state_assets", "- 车辆（台、辆） | 数量=8")
    assert wrong(section(f"本单位共有车辆9辆，{KINDS.format(rest=3)}。", "state_assets"), form) == [
        ("vehicles_stand_in_the_table_of_assets", "error", "车辆: 9 in the text, 8 in the table (辆)")
    ]


def test_purchases_of_text_and_form(section, table, wrong):
    form = table("procurement", "- 合计 | 合计=30.00", "- 货物 | 合计=10.00", "- 服务 | 合计=20.00")
    text = section("政府采购支出总额33.00万元，全部授予中小企业。", "procurement")
    assert wrong(text, form) == [
        (
            "purchases_in_text_are_those_of_their_table",
            "error",
            "政府采购: 33.00 in the text, 合计 合计 30.00 in the table",
        )
    ]


def test_account_of_a_fund_in_the_general_budget(table, wrong):
    rows = [
        "- 合计 | 合计=25.00",
        "212 城乡社区支出 | 合计=25.00",
        "21208 国有土地使用权出让收入安排的支出 | 合计=25.00",
    ]
    assert wrong(table("general_budget", *rows)) == [
        (
            "accounts_stand_in_their_budget",
            "error",
            "general_budget: 21208 国有土地使用权出让收入安排的支出 25.00 is an account of 政府性基金预算",
        )
    ]
    assert wrong(table("government_fund", *(row.replace("合计=", "本年支出/小计=") for row in rows))) == []


def test_column_one_row_off_its_codes(table, wrong):
    """20101 … 20105 of the one table have what the row above has in the other."""
    names = ["20101 人大事务", "20102 政协事务", "20103 政府办公", "20104 发展改革", "20105 统计信息"]
    right = [
        f"{name} | 项目支出={figure}"
        for name, figure in zip(names, ("5.10", "6.20", "7.30", "8.40", "9.50"), strict=True)
    ]
    moved = [
        f"{name} | 项目支出={figure}"
        for name, figure in zip(names, ("5.10", "5.10", "6.20", "7.30", "9.50"), strict=True)
    ]
    tables = [
        replace(table(kind, *rows, number=at), exact=True)
        for at, (kind, rows) in enumerate((("expenditure", right), ("general_budget", moved)))
    ]
    found = wrong(*tables)
    assert ("columns_stand_beside_their_codes", "error") in [(rule, severity) for rule, severity, _ in found]
    assert (
        wrong(
            *(
                replace(table(kind, *right, number=at), exact=True)
                for at, kind in enumerate(("expenditure", "general_budget"))
            )
        )
        == []
    )


def test_hospitality_of_the_economic_table_above_three_public(table, wrong):
    economic = replace(
        table("economic_classification", "30217 公务接待费 | 合计=2.00"), title="一般公共预算财政拨款支出按经济分类"
    )
    assert [rule for rule, _, _ in wrong(economic, table("three_public", "- 公务接待费 | 决算数=1.50", number=1))] == [
        "economic_items_within_three_public"
    ]


def test_operating_cost_above_the_office_costs_of_the_table(section, table, wrong):
    basic = table("basic_expenditure", "- 合计 | 合计=60.00, 人员经费=50.00, 公用经费=10.00")
    assert [rule for rule, _, _ in wrong(section("机关运行经费支出12.00万元。", "operating_cost"), basic)] == [
        "operating_cost_is_office_cost"
    ]
    assert wrong(section("机关运行经费支出9.00万元。", "operating_cost"), basic) == []


def test_staff_that_are_more_than_their_total(section, wrong):
    text = "核定编制30人，其中行政编制12人、事业编制18人。实有在职人员28人，其中：行政人员11人、事业人员19人，其中女性9人。"
    assert wrong(section(text, "organisation")) == [
        ("staff_add_to_their_total", "error", "人员: 11 + 19 = 30, printed 28 (人)")
    ]


def test_staff_of_a_total_within_a_list(section, wrong):
    text = "实有人数33人，其中：在职24人（专技17人、管理5人、工勤4人），退休9人。"
    assert wrong(section(text, "organisation")) == [
        ("staff_add_to_their_total", "error", "人员: 17 + 5 + 4 = 26, printed 24 (人)")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "编制30人，其中行政编制12人。",  # the rest is not told
        "实有在职28人，其中行政11人、事业17人，退休人员15人。",
        "国内公务接待12批次、96人，其中外地88人、外事18人。",  # guests, some of them twice
    ],
)
def test_staff_that_may_be_right(section, wrong, text):
    assert wrong(section(text, "organisation")) == []


def purchases(total: str, goods: str, services: str = "40.00") -> str:
    return f"政府采购支出总额{total}万元，其中：政府采购货物支出{goods}万元、政府采购工程支出0万元、政府采购服务支出{services}万元。"


def test_purchases_and_their_kinds(section, wrong):
    assert wrong(section(purchases("65.00", "25.00"), "procurement")) == []
    assert wrong(section(purchases("65.00", "23.00"), "procurement")) == [
        ("purchases_add_to_their_total", "error", "政府采购支出: 23.00 + 0 + 40.00 = 63.00, printed 65.00 (万元)")
    ]


def test_contracts_of_small_firms_are_among_those_of_all(section, wrong):
    text = "政府采购支出总额65.00万元。授予中小企业合同金额42.00万元，其中：授予小微企业合同金额51.00万元。"
    assert wrong(section(text, "procurement")) == [
        ("contracts_stay_within_purchases", "error", "授予小微企业合同 51.00 > 授予中小企业合同 42.00")
    ]


def test_vehicles_kept_by_the_appropriation_are_among_all(section, report):
    parts = [
        section("公务用车保有量4辆。", "three_public"),
        section("共有车辆3辆，其中：其他用车3辆。", "state_assets", number=1),
    ]
    made = report(*parts)
    final = replace(made, identity=replace(made.identity, report_type="final"))
    assert [check.message for check in run_rules(final) if check.status == "fail"] == ["车辆: 保有量 4 > 3 of all (辆)"]
    assert not [check for check in run_rules(made) if check.status == "fail"]  # a budget's are of two dates


def test_vehicles_with_blanks_and_broken_lines(section, wrong):
    """As converters leave them: 5 辆, and a list that goes on in the next line."""
    text = "本单位共有车辆 8 辆，其中：机要通信用车 1 辆、\n执法执勤用车 5 辆、其他用车 2 辆。"
    assert wrong(section(text, "state_assets")) == []
