"""What a table is, decided by its title's words, its heads, its codes and its document together."""

import pytest

from pipeline.tables.classify import decide, type_by_title
from pipeline.tables.read import read_tables
from tests.tables.conftest import facts, grid

EDGES = (0.1, 0.2, 0.4, 0.6, 0.8)
CODED = [["301", "工资福利支出", "4.00"], ["30101", "基本工资", "4.00"], ["302", "商品和服务支出", "2.00"]]


def read(columns, accounts, *grids):
    return read_tables(grids, columns, accounts, "0" * 64)


@pytest.mark.parametrize(
    ("title", "table_type"),
    [
        ("2023年非财政拨款支出表", "other"),
        ("某局机关运行经费支出表", "other"),
        ("上年结转资金支出表", "other"),
        ("政府债务情况表", "other"),
        ("设备购置支出表", "other"),  # what is left over speaks for a form that is none of the known ones
        ("专项业务经费支出表", "project"),
        ("一般公共预算支出明细表（按支出经济分类科目）", "economic_classification"),
        ("一般公共预算基本支出明细表（按支出功能分类科目）", "basic_expenditure"),
        ("一般公共预算拨款“三公”经费及会议费、培训费支出预算表", "three_public"),
        ("专项资金整体绩效目标表", "performance_project"),
        ("防汛抗旱物资储备及水毁修复补助绩效目标表", "performance_project"),  # such titles name the project
        ("部门整体支出绩效目标表", "performance_overall"),
    ],
)
def test_a_title_is_composed_of_words_that_tell(columns, title, table_type):
    assert type_by_title(title, columns).type == table_type


def test_codes_outweigh_a_title(columns):
    """项目支出情况表 whose rows are economic accounts is by classification; so says no word of the title."""
    assert decide(
        "一般公共预算支出情况表", [("科目编码",), ("科目名称",), ("合计",)], CODED, CODED, columns, ()
    ).type in (
        "economic_classification",
        "basic_expenditure",
    )


def test_appropriations_without_a_fund_are_of_all_funds_unless_a_fund_has_its_own_table(columns):
    heads = [("科目编码",), ("科目名称",), ("合计",), ("基本支出",), ("项目支出",)]
    alone = decide("财政拨款支出预算表", heads, (), (), columns, ())
    beside_fund = decide("财政拨款支出预算表", heads, (), (), columns, (), named={"government_fund"})
    beside_general = decide(
        "财政拨款支出预算表", heads, (), (), columns, (), named={"government_fund", "general_budget"}
    )
    assert [alone.type, beside_fund.type, beside_general.type] == ["expenditure", "general_budget", "expenditure"]
    assert beside_fund.runner_up == "expenditure"
    assert beside_fund.sure < 0.9


def test_the_total_merged_into_the_keys_is_no_head(columns, accounts):
    """The total's empty keys were merged with the heads above them; the row is a row."""
    rows = [
        [(0, "科目编码", 1, 2), (1, "科目名称", 1, 2), (2, "合计"), (3, "人员经费支出"), (4, "公用经费支出")],
        [(2, "95.58"), (3, "58.00"), (4, "37.58")],
        [(0, "301"), (1, "工资福利支出"), (2, "58.00"), (3, "58.00")],
        [(0, "302"), (1, "商品和服务支出"), (2, "37.58"), (4, "37.58")],
    ]
    (table,) = read(columns, accounts, grid(rows, ["一般公共预算基本支出表", "单位：万元"]))
    assert facts(table)[:3] == [
        (None, "合计", "合计", "95.58"),
        (None, "合计", "人员经费", "58.00"),
        (None, "合计", "公用经费", "37.58"),
    ]


def test_a_head_that_reads_like_a_name_stands_over_amounts(columns, accounts):
    """项目金额: figures stand below it. Names of bodies and projects are one key."""
    rows = [
        [(0, "单位名称"), (1, "项目名称"), (2, "项目金额"), (3, "项目简介")],
        [(1, "合计"), (2, "173.50")],
        [(0, "[242001]某局机关"), (1, "社会保险工作经费"), (2, "28.50")],
        [(0, "[242002]某中心"), (1, "人才奖励资金"), (2, "145.00"), (3, "按办法发放")],
    ]
    (table,) = read(columns, accounts, grid(rows, ["专项业务经费支出表", "单位：万元"]))
    assert (table.type, table.empty) == ("project", False)
    assert facts(table) == [
        (None, "合计", "项目金额", "173.50"),
        (None, "某局机关/社会保险工作经费", "项目金额", "28.50"),
        (None, "某中心/人才奖励资金", "项目金额", "145.00"),
    ]


def test_codes_relative_to_the_account_above(columns, accounts):
    """款 as 05 below 208, 项 as 05 or 0505 below that; the name decides which."""
    rows = [
        [(0, "功能科目编码"), (1, "功能科目名称"), (2, "合计")],
        [(0, "208"), (1, "社会保障和就业支出"), (2, "9.00")],
        [(0, "05"), (1, "行政事业单位养老支出"), (2, "9.00")],
        [(0, "05"), (1, "机关事业单位基本养老保险缴费支出"), (2, "6.00")],
        [(0, "0506"), (1, "机关事业单位职业年金缴费支出"), (2, "3.00")],
    ]
    (table,) = read(columns, accounts, grid(rows, ["一般公共预算支出表", "单位：万元"]))
    assert [code for code, *_ in facts(table)] == ["208", "20805", "2080505", "2080506"]


def test_a_name_that_ran_over_its_neighbours_figure(columns, accounts):
    """Long names overflow into the column of amounts, in the body and in the heads."""
    rows = [
        [(0, "收入", 2), (2, "支出", 2)],
        [(0, "项目"), (1, "预算数"), (2, "支出经济分类科目（按大类）"), (3, "预算数")],
        [(0, "财政拨款收入"), (1, "2,022.39"), (2, "人员经费和公用经费支"), (3, "出2,022.39")],
        [(0, "其他收入"), (2, "对社会保障基金补"), (3, "助")],
        [(0, "收入总计"), (1, "2,022.39"), (2, "支出总计"), (3, "2,022.39")],
    ]
    (table,) = read(columns, accounts, grid(rows, ["部门收支总表", "单位：万元"]))
    assert facts(table) == [
        (None, "财政拨款收入", "收入/预算数", "2022.39"),
        (None, "人员经费和公用经费支出", "支出/预算数", "2022.39"),
        (None, "收入总计", "收入/预算数", "2022.39"),
        (None, "支出总计", "支出/预算数", "2022.39"),
    ]


def test_totals_on_two_levels_keep_their_paths(columns, accounts):
    """合计 with 会议费 and 培训费, 小计 of “三公”经费 alone; the years are part of the path."""
    rows = [
        [(0, "单位名称", 1, 3), (1, "2019年", 4)],
        [(1, "合计", 1, 2), (2, "一般公共预算拨款安排的“三公”经费预算", 2), (4, "会议费", 1, 2)],
        [(2, "小计"), (3, "公务接待费")],
        [(0, "某局"), (1, "7.57"), (2, "3.57"), (3, "3.57"), (4, "4.00")],
    ]
    (table,) = read(columns, accounts, grid(rows, ["“三公”经费及会议费支出预算表", "单位：万元"]))
    assert [(path, value) for _, _, path, value in facts(table)] == [
        ("2019年/合计", "7.57"),
        ("2019年/“三公”经费/小计", "3.57"),
        ("2019年/公务接待费", "3.57"),
        ("2019年/会议费", "4.00"),
    ]


def test_a_page_without_heads_goes_on_with_the_next_account(columns, accounts):
    """The heading of the next section stands above the rest of the table: it is no title of it."""
    heads = [(0, "科目编码"), (1, "科目名称"), (2, "预算数")]
    first = grid([heads, [(0, "302"), (1, "商品和服务支出"), (2, "9.00")]], ["基本支出经济分类情况表", "单位：万元"])
    rest = grid([[(0, "30239"), (1, "其他交通费用"), (2, "9.00")]], ["九、“三公”经费预算表"], page=2)
    (table,) = read(columns, accounts, first, rest)
    assert facts(table) == [
        ("302", "商品和服务支出", "预算数", "9.00"),
        ("30239", "其他交通费用", "预算数", "9.00"),
    ]


def test_a_list_of_bodies(columns, accounts):
    rows = [[(0, "序号"), (1, "单位名称"), (2, "拟变动情况")], [(0, "1"), (1, "某局机关")], [(0, "2"), (1, "某中心")]]
    (table,) = read(columns, accounts, grid(rows))
    assert table.type == "organisation"


def test_units_of_columns_outdo_that_of_the_table(columns, accounts):
    rows = [
        [(0, "项目"), (1, "预算数（元）"), (2, "决算数（万元）"), (3, "完成率（%）"), (4, "车辆（辆）")],
        [(0, "公务接待费"), (1, "21500.00"), (2, "2.10"), (3, "97.67"), (4, "3")],
    ]
    (table,) = read(columns, accounts, grid(rows, ["“三公”经费支出表", "单位：万元"]))
    assert [(cell.unit, cell.value_wan and str(cell.value_wan)) for cell in table.cells] == [
        ("元", "2.150000"),
        ("万元", "2.10"),
        ("%", None),
        ("辆", None),
    ]


def test_an_of_which_stands_under_what_holds_it(columns, accounts):
    """其中：购置费 beside 公务用车费 is a part of it, and no addend of the total; 金额 beside an of-which is the sum."""
    rows = [
        [(0, "科目名称", 1, 2), (1, "合计", 1, 2), (2, "事业收入", 2), (4, "其他收入", 1, 2)],
        [(2, "金额"), (3, "其中：教育收费")],
        [(0, "教育支出"), (1, "9.00"), (2, "8.00"), (3, "5.00"), (4, "1.00")],
    ]
    (table,) = read(columns, accounts, grid(rows, ["收入预算表", "单位：万元"]))
    assert [cell.column_path for cell in table.cells] == ["合计", "事业收入/小计", "事业收入/教育收费", "其他收入"]


def test_doubt_of_a_cell_is_that_of_its_table_and_its_words(columns, accounts):
    heads = [(0, "科目编码"), (1, "科目名称"), (2, "合计"), (3, "某某特项")]
    body = [(0, "205"), (1, "教育支出"), (2, "9.00"), (3, "1.00")]
    (table,) = read(columns, accounts, grid([heads, body], ["支出预算总表", "单位：万元"], edges=EDGES))
    known, unknown = (cell.sure for cell in table.cells)
    assert known > 0.98 > unknown > 0.5
    assert table.sure >= known
