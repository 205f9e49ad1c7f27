"""Rows whose cells one constant run of blanks parts."""

import pytest

from tests.tables.conftest import facts

THREE = (
    "三公经费支出情况表\n单位：万元\n项目 上年预算数 本年预算数 增减额\n合计 7.50 6.00 -1.50\n因公出国（境）费 0 0 0\n"
    "公务接待费 2.50 2.00 -0.50\n其中：公务用车运行维护费 5.00 4.00 -1.00\n注：口径同上年。\n"
)


@pytest.mark.parametrize("gap", [" ", "  ", "   "])
def test_rows_as_wide_as_their_heads(read, gap):
    (table,) = read(THREE.replace(" ", gap))
    assert (table.type, table.unit) == ("three_public", "万元")
    assert [(name, value) for _, name, path, value in facts(table) if path == "增减额"] == [
        ("合计", "-1.50"),
        ("因公出国（境）费", "0"),
        ("公务接待费", "-0.50"),
        ("公务用车运行维护费", "-1.00"),
    ]


def test_total_has_no_code(read):
    (table,) = read(
        "部门收入总表\n填报单位：某区图书馆   单位：万元\n单位编码   单位名称   合计   上年结转   事业收入\n"
        "合计   31.00   1.00   30.00\n406003   某区图书馆   31.00   1.00   30.00\n"
    )
    assert (table.type, table.unit) == ("income", "万元")
    assert [(name, path, value) for _, name, path, value in facts(table)] == [
        ("合计", "合计", "31.00"),
        ("合计", "上年结转", "1.00"),
        ("合计", "事业收入", "30.00"),
        ("某区图书馆", "合计", "31.00"),
        ("某区图书馆", "上年结转", "1.00"),
        ("某区图书馆", "事业收入", "30.00"),
    ]


def test_two_sides_with_names_that_have_no_figure(read):
    (table,) = read(
        "部门收支总表\n单位：万元\n收入 支出\n项目 预算数 项目 预算数\n"
        "一、一般公共预算拨款收入 88.00 一、教育支出 80.00\n二、事业收入 二、住房保障支出 8.00\n"
        "三、其他收入\n本年收入合计 88.00 本年支出合计 88.00\n上年结转\n收入总计 88.00 支出总计 88.00\n"
    )
    assert facts(table) == [
        (None, "一般公共预算拨款收入", "收入/预算数", "88.00"),
        (None, "教育支出", "支出/预算数", "80.00"),
        (None, "住房保障支出", "支出/预算数", "8.00"),
        (None, "本年收入合计", "收入/预算数", "88.00"),
        (None, "本年支出合计", "支出/预算数", "88.00"),
        (None, "收入总计", "收入/预算数", "88.00"),
        (None, "支出总计", "支出/预算数", "88.00"),
    ]


def test_rows_of_unequal_width_are_left_alone(read):
    """Which of the two figures is missing nothing tells; figures glued into names would be worse than none."""
    assert read(THREE.replace("费 0 0 0", "费 0 0").replace("2.50 2.00 -0.50", "250")) == ()
    assert read(THREE.replace("费 0 0 0", "费 0 0").replace("2.50 2.00 -0.50", "250").replace(" ", "   ")) == ()
