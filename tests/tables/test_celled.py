"""Pages of a browser saved as text: a cell and its bar a line, or rows between bars that merged cells left short."""

from tests.tables.conftest import facts


def test_captions_and_padded_heads_among_the_cells_of_a_two_sided_table(read):
    (table,) = read(
        "三、预算报表\n表1 |\n|||\n收支总体情况表 |\n|||\n单位:万元 |\n|||\n收 入 |\n支 出 |\n||\n项 目 |\n预算 |\n项 目 |\n预算 |\n"
        "一、预算拨款 |\n86.50 |\n一、一般公共服务支出 |\n0.00 |\n二、其他资金 |\n3.50 |\n二、教育支出 |\n72.10 |\n"
        "|\n|\n三、住房保障支出 |\n17.90 |\n收入总计 |\n90.00 |\n支出总计 |\n90.00 |\n"
    )
    assert (table.type, table.title, table.unit, table.n_columns) == ("overall", "收支总体情况表", "万元", 4)
    assert facts(table) == [
        (None, "预算拨款", "收入/预算数", "86.50"),
        (None, "一般公共服务支出", "支出/预算数", "0.00"),
        (None, "其他资金", "收入/预算数", "3.50"),
        (None, "教育支出", "支出/预算数", "72.10"),
        (None, "住房保障支出", "支出/预算数", "17.90"),
        (None, "收入总计", "收入/预算数", "90.00"),
        (None, "支出总计", "支出/预算数", "90.00"),
    ]


def test_row_numbers_on_both_sides_and_an_empty_cell_that_opens_a_row(read):
    (table,) = read(
        "收入支出决算总表 |\n| |\n|\n|\n|\n|\n公开01表 |\n部门:某县第三小学 |\n|\n|\n|\n|\n金额单位:万元 |\n收入 |\n支出 |\n"
        "项目 |\n行次 |\n决算数 |\n项目 |\n行次 |\n决算数 |\n一、财政拨款收入 |\n1 |\n512 |\n一、一般公共服务支出 |\n12 |\n|\n"
        "二、其他收入 |\n2 |\n31 |\n二、教育支出 |\n13 |\n498 |\n| |\n3 |\n|\n三、住房保障支出 |\n14 |\n45 |\n"
    )
    assert (table.type, table.title, table.unit) == ("overall", "收入支出决算总表", "万元")
    assert facts(table) == [
        (None, "财政拨款收入", "收入/决算数", "512"),
        (None, "其他收入", "收入/决算数", "31"),
        (None, "教育支出", "支出/决算数", "498"),
        (None, "住房保障支出", "支出/决算数", "45"),
    ]


def test_bars_alone_and_a_third_block(read):
    """Income, expenditure by function and by nature side by side; the caption stands among the cells."""
    cells = (
        "||公开01表|编制单位:某市档案学会|2016年度|金额单位:元|收入|支出"
        "|项目|行次|决算数|项目(按功能分类)|行次|决算数|按支出性质|行次|决算数|栏次||1|栏次||2|栏次||3"
        "|一、财政拨款收入|1|804,500.00|一、一般公共服务支出|20|612,000.00|一、基本支出|40|700,000.00"
        "|二、事业收入|2|0.00|二、外交支出|21|0.00|二、项目支出|41|104,500.00"
    )
    (table,) = read("一、收入支出决算总表\n|\n" + cells.replace("|", "\n|\n") + "\n|\n")
    assert (table.type, table.unit, table.n_rows) == ("overall", "元", 2)
    assert facts(table) == [
        (None, "财政拨款收入", "收入/决算数", "804500.00"),
        (None, "一般公共服务支出", "支出/决算数", "612000.00"),
        (None, "基本支出", "支出/决算数", "700000.00"),
        (None, "事业收入", "收入/决算数", "0.00"),
        (None, "外交支出", "支出/决算数", "0.00"),
        (None, "项目支出", "支出/决算数", "104500.00"),
    ]


def test_rows_that_hold_only_their_name_above_the_first_figure(read):
    (table,) = read(
        "项目 |\n数量 |\n比上年增减 |\n备注 |\n合 计 |\n|||\n一、按性质分 |\n6 |\n||\n行政单位 |\n2 |\n||\n事业单位 |\n4 |\n||\n"
    )
    assert [(name, column, value) for _, name, column, value in facts(table)] == [
        ("按性质分", "数量", "6"),
        ("行政单位", "数量", "2"),
        ("事业单位", "数量", "4"),
    ]
    assert table.n_columns == 4


def test_short_rows_of_heads_between_bars_stand_over_the_right_side(read):
    (table,) = read(
        "财政拨款收支预算总表\n单位:万元\n收 入 | 支 出 | ||||\n项 目 | 预算数 | 项目(按功能分类) | 预算数 | ||\n"
        "小计 | 一般公共预算财政拨款支出 | 政府性基金预算财政拨款支出 | |||\n一、本年收入 | 64.20 | 一、本年支出 | 64.20 | 60.00 | 4.20 |\n"
        "二、上年结转 | 0.80 | 二、结转下年 | 0.80 | 0.80 | |\n"
    )
    assert table.type == "appropriation"
    assert facts(table) == [
        (None, "本年收入", "收入/预算数", "64.20"),
        (None, "本年支出", "支出/合计", "64.20"),
        (None, "本年支出", "支出/一般公共预算财政拨款", "60.00"),
        (None, "本年支出", "支出/政府性基金预算财政拨款", "4.20"),
        (None, "上年结转", "收入/预算数", "0.80"),
        (None, "结转下年", "支出/合计", "0.80"),
        (None, "结转下年", "支出/一般公共预算财政拨款", "0.80"),
    ]


def test_caption_and_note_between_bars(read):
    (table,) = read(
        "2015年某市水文局部门“三公”经费情况统计表 | ||\n? | 单位:万元 | |\n"
        "项 目 | 本年预算数 | 其中:公共预算财政拨款 |\n合 计 | 12.30 | 12.30 |\n"
        "1.因公出国(境)费用 | 0 | 0 |\n2.公务接待费 | 2.30 | 2.30 |\n3.公务用车购置及运行费 | 10.00 | 10.00 |\n"
        "注:按照部门预算管理的规定,本表包括基本支出和项目支出 |\n"
    )
    assert (table.type, table.title, table.unit) == (
        "three_public",
        "2015年某市水文局部门“三公”经费情况统计表",
        "万元",
    )
    assert facts(table)[-1] == (None, "公务用车购置及运行费", "一般公共预算财政拨款", "10.00")
    assert table.n_rows == 4
