"""Tables that a converter wrote as plain lines: cells in reading order, empty ones lost, heads a heap of words."""

from __future__ import annotations

from tests.tables.conftest import facts

INCOME = """\
收入决算表
单位：万元
项目
附属单位
本年收入合计 财政拨款收入 上级补助收入 事业收入 经营收入 其他收入
功能分类
上缴收入
科目名称
科目编码
合计 96.40 88.15 8.25
208 社会保障和就业支出 71.30 63.05 8.25
20805 行政事业单位养老支出 71.30 63.05 8.25
机关事业单位基本养老保
2080505 71.30 63.05 8.25
险缴费支出
221 住房保障支出 25.10 25.10
22102 住房改革支出 25.10 25.10
2210201 住房公积金 25.10 25.10
"""


def test_torn_heads_and_wrapped_names_around_their_row(read):
    """附属单位上缴收入 stands in pieces around the other heads; the name of 2080505 before and behind its figures."""
    (table,) = read(INCOME)
    assert table.type == "income"
    assert [fact for fact in facts(table) if fact[0] in (None, "2080505", "2210201")] == [
        (None, "合计", "合计", "96.40"),
        (None, "合计", "财政拨款收入", "88.15"),
        (None, "合计", "事业收入", "8.25"),
        ("2080505", "机关事业单位基本养老保险缴费支出", "合计", "71.30"),
        ("2080505", "机关事业单位基本养老保险缴费支出", "财政拨款收入", "63.05"),
        ("2080505", "机关事业单位基本养老保险缴费支出", "事业收入", "8.25"),
        ("2210201", "住房公积金", "合计", "25.10"),
        ("2210201", "住房公积金", "财政拨款收入", "25.10"),
    ]


def test_what_another_column_explains_as_well_is_not_sure(read):
    """8.25 may be 上级补助, 事业, 经营 or 其他收入: it is placed where more bodies have a figure, and never verified."""
    (table,) = read(INCOME)
    doubtful = {cell.value for cell in table.cells if not cell.placed}
    assert {str(value) for value in doubtful} >= {"8.25"}
    assert all(cell.placed for cell in table.cells if cell.column_path == "合计")


GROUPS = """\
一般公共预算财政拨款基本支出决算表
单位：万元
科目编码 科目名称 决算数 科目编码 科目名称 决算数
301 工资福利支出 512.40 302 商品和服务支出 8.60
机关事业单位基本
30108 512.40 30206 电费 3.60
养老保险缴费
30217 公务接待费 5.00
人员经费合计 512.40 公用经费合计 8.60
"""


def test_groups_side_by_side_share_a_line(read):
    """A wrapped name belongs to the account of its line whose name it spells, not to the neighbour."""
    (table,) = read(GROUPS)
    assert facts(table) == [
        ("301", "工资福利支出", "决算数", "512.40"),
        ("30108", "机关事业单位基本养老保险缴费", "决算数", "512.40"),
        ("302", "商品和服务支出", "决算数", "8.60"),
        ("30206", "电费", "决算数", "3.60"),
        ("30217", "公务接待费", "决算数", "5.00"),
        (None, "人员经费合计", "决算数", "512.40"),
        (None, "公用经费合计", "决算数", "8.60"),
    ]


BOTH = """\
财政拨款收支预算总表
单位：万元
财政拨款收入 财政拨款支出
项目 预算数 项目 合计 一般公共预算 政府性基金预算 国有资本经营预算
一、一般公共预算资金 96.40 一、社会保障和就业支出 71.30 71.30
二、政府性基金 二、城乡社区支出 12.00 12.00
三、国有资本经营预算 三、住房保障支出 25.10 13.10 12.00
12
收入总计 108.40 支出总计 108.40 96.40 12.00
"""


def test_two_sides_and_the_fund_that_brings_nothing(read):
    """No figure stands left of 三、国有资本经营预算: no expenditure stands under it. 12 alone in a line is a page number."""
    (table,) = read(
        BOTH.replace("二、政府性基金 ", "二、政府性基金 12.00 ").replace("25.10 13.10 12.00", "25.10 25.10")
    )
    assert [fact for fact in facts(table) if fact[1] in ("住房保障支出", "支出总计", "政府性基金")] == [
        (None, "政府性基金", "收入/预算数", "12.00"),
        (None, "住房保障支出", "支出/合计", "25.10"),
        (None, "住房保障支出", "支出/一般公共预算财政拨款", "25.10"),
        (None, "支出总计", "支出/合计", "108.40"),
        (None, "支出总计", "支出/一般公共预算财政拨款", "96.40"),
        (None, "支出总计", "支出/政府性基金预算财政拨款", "12.00"),
    ]


WHOLE = """\
部门收支预算总表
单位：元
本年收入 本年支出
项目 预算数 项目 预算数
一、财政拨款收入 1,284,000 一、社会保障和就业支出 873,600
1. 一般公共预算 1,284,000 二、住房保障支出 410,400
2. 政府性基金预算 三、其他支出
二、事业收入
收入总计 1,284,000 支出总计 1,284,000
"""


def test_two_sides_in_whole_yuan(read):
    """Amounts without decimals keep their sides, too: 一般公共预算 is the income's, whatever its name could be."""
    (table,) = read(WHOLE)
    assert facts(table) == [
        (None, "财政拨款收入", "收入/预算数", "1284000"),
        (None, "社会保障和就业支出", "支出/预算数", "873600"),
        (None, "一般公共预算", "收入/预算数", "1284000"),
        (None, "住房保障支出", "支出/预算数", "410400"),
        (None, "收入总计", "收入/预算数", "1284000"),
        (None, "支出总计", "支出/预算数", "1284000"),
    ]


BRACKET = """“三公”经费和机关运行经费预算表
单位：万元
“三公”经费预算数
机关运行经费预算
公务用车购置及运行费
数
合计 因公出国（境）费 公务接待费
小计 购置费 运行费
14.60 0 3.20 11.40 0 11.40 96.75
"""


def test_items_whose_bracket_stands_lines_above_them(read):
    """Order alone would put 公务用车 first; only behind 公务接待费 the items add up."""
    (table,) = read(BRACKET)
    assert [(path, value) for _, _, path, value in facts(table)] == [
        ("合计", "14.60"),
        ("因公出国（境）费", "0"),
        ("公务接待费", "3.20"),
        ("公务用车购置及运行费/小计", "11.40"),
        ("公务用车购置及运行费/公务用车购置费", "0"),
        ("公务用车购置及运行费/公务用车运行费", "11.40"),
        ("机关运行经费", "96.75"),
    ]


TORN = """\
财政拨款收入支出决算总表
单位：万元
收入 支出
一般公共 政府性基 国有资本
项目 决算数 项目 合计 预算财政 金预算财 经营预算
拨款 政拨款 财政拨款
一、一般公共预算财政拨款 96.40 一、教育支出
二、政府性基金预算财政拨款 14.80 二、社会保障和就业支出 74.10 71.30 2.80
三、国有资本经营预算财政拨款 三、城乡社区支出 12.00 12.00
四、住房保障支出 25.10 25.10
本年收入合计 111.20 本年支出合计 111.20 96.40 14.80
"""


def test_sums_down_a_side_tell_the_fund(read):
    """合计 stands behind the torn heads of the funds; 12.00 is of the fund whose total needs it."""
    (table,) = read(TORN)
    assert [
        (name, path, value) for _, name, path, value in facts(table) if name in ("城乡社区支出", "住房保障支出")
    ] == [
        ("城乡社区支出", "支出/合计", "12.00"),
        ("城乡社区支出", "支出/政府性基金预算财政拨款", "12.00"),
        ("住房保障支出", "支出/合计", "25.10"),
        ("住房保障支出", "支出/一般公共预算财政拨款", "25.10"),
    ]
    assert all(cell.placed for cell in table.cells)


def test_a_name_wrapped_around_the_first_row_is_no_head(read):
    (table,) = read(
        INCOME.replace("合计 96.40 88.15 8.25\n208 社会保障和就业支出", "社会保障和就\n208").replace(
            "20805", "业支出\n20805", 1
        )
    )
    assert facts(table)[0] == ("208", "社会保障和就业支出", "合计", "71.30")


UNSPENT = """\
一般公共预算财政拨款基本支出决算表
单位：万元
科目编码 科目名称 决算数 科目编码 科目名称 决算数
301 工资福利支出 62.40 302 商品和服务支出 8.60
30101 基本工资 22.00 30201 办公费 8.60
30103 奖金 30202 印刷费
机关事业单位基本
30108 40.40 30206 电费
养老保险缴费
人员经费合计 62.40 公用经费合计 8.60
"""


def test_accounts_on_which_nothing_was_spent(read):
    """30202 behind 奖金 is the next account, no figure; the pieces of 30108 lie around both accounts of its line."""
    (table,) = read(UNSPENT)
    assert [(code, name, value) for code, name, _, value in facts(table)] == [
        ("301", "工资福利支出", "62.40"),
        ("30101", "基本工资", "22.00"),
        ("30108", "机关事业单位基本养老保险缴费", "40.40"),
        ("302", "商品和服务支出", "8.60"),
        ("30201", "办公费", "8.60"),
        (None, "人员经费合计", "62.40"),
        (None, "公用经费合计", "8.60"),
    ]


def test_budget_and_final_figure_of_each_item(read):
    (table,) = read(
        """\
财政拨款“三公”经费支出决算表
单位：万元
公务用车购置及运行维护费
因公出国
合计 公务用车 公务用车 公务接待费
（境）费 小计
购置费 运行维护费
预算数 决算数 预算数 决算数 预算数 决算数 预算数 决算数 预算数 决算数 预算数 决算数
14.60 5.10 0 0 11.40 3.90 0 0 11.40 3.90 3.20 1.20
"""
    )
    assert [(path, value) for _, _, path, value in facts(table)] == [
        ("合计/预算数", "14.60"),
        ("合计/决算数", "5.10"),
        ("因公出国（境）费/预算数", "0"),
        ("因公出国（境）费/决算数", "0"),
        ("公务用车购置及运行费/小计/预算数", "11.40"),
        ("公务用车购置及运行费/小计/决算数", "3.90"),
        ("公务用车购置及运行费/公务用车购置费/预算数", "0"),
        ("公务用车购置及运行费/公务用车购置费/决算数", "0"),
        ("公务用车购置及运行费/公务用车运行费/预算数", "11.40"),
        ("公务用车购置及运行费/公务用车运行费/决算数", "3.90"),
        ("公务接待费/预算数", "3.20"),
        ("公务接待费/决算数", "1.20"),
    ]


ITEMS = """\
“三公”经费和机关运行经费预算表
单位：万元
“三公”经费预算数
机关运行经费预算
数
合计 因公出国（境）费 公务接待费
公务用车购置及运行费
小计 购置费 运行费
41.50 39.00 2.50 113.20
"""


def test_items_in_one_row_add_up_without_the_operating_cost(read):
    """41.50 = 39.00 + 2.50: so 113.20 is 机关运行经费, whose head came as two lines before the others."""
    (table,) = read(ITEMS)
    assert [(path, value) for _, _, path, value in facts(table)] == [
        ("合计", "41.50"),
        ("因公出国（境）费", "39.00"),
        ("公务接待费", "2.50"),
        ("机关运行经费", "113.20"),
    ]


def test_a_table_whose_sums_no_column_explains_is_not_guessed(read):
    """A wrong number is worse than a missing one."""
    text = "支出决算表\n单位：万元\n科目编码 科目名称 合计 基本支出 项目支出\n"
    rows = "201 一般公共服务支出 90.00 11.00 12.00\n205 教育支出 80.00 1.00 2.00\n221 住房保障支出 70.00 3.00 4.00\n"
    assert read(text + rows) == ()


MARKDOWN = """\
一般公共预算支出表
单位：万元
国有资本经营预算支出表
单位：万元
说明：以上两表反映2031年预算。
第 7 页
| 科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| 205 | 教育支出 | 30.00 | 20.00 | 10.00 |
| 221 | 住房保障支出 | 3.00 | 3.00 |  |
| 科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| 223 | 国有资本经营预算支出 | 4.00 |  | 4.00 |
| 22301 | 解决历史遗留问题及改革成本支出 | 4.00 |  | 4.00 |
"""


def test_titles_before_the_tables_of_a_page(read):
    """A loader writes the text of a page, then its tables: titles and tables go together in order, whatever stands between."""
    assert [(table.type, table.unit, len(table.cells)) for table in read(MARKDOWN)] == [
        ("general_budget", "万元", 5),
        ("state_capital", "万元", 4),
    ]


GRID_OF_CHARACTERS = """\
部门支出总表
                                                单位：万元
 科目编码        科目名称          合计       基本支出     项目支出
           合计              96.40    71.30    25.10
208        社会保障和就业支出       71.30    71.30
20805      行政事业单位养老支出      71.30    71.30
           机关事业单位基本养老
2080505                    71.30    71.30
           保险缴费支出
204        公共安全支出          25.10             25.10
20402      公安              25.10             25.10
2040299    其他公安支出          25.10             25.10
"""


def test_layout_that_counts_an_ideograph_as_one_character(read):
    """pdftotext -layout lays characters into a grid: long names push no figure out of its column."""
    (table,) = read(GRID_OF_CHARACTERS)
    assert [fact for fact in facts(table) if fact[0] in ("208", "2080505", "20402")] == [
        ("208", "社会保障和就业支出", "合计", "71.30"),
        ("208", "社会保障和就业支出", "基本支出", "71.30"),
        ("2080505", "机关事业单位基本养老保险缴费支出", "合计", "71.30"),
        ("2080505", "机关事业单位基本养老保险缴费支出", "基本支出", "71.30"),
        ("20402", "公安", "合计", "25.10"),
        ("20402", "公安", "项目支出", "25.10"),
    ]
    assert all(cell.placed for cell in table.cells)


PIECES = """\
支出决算表
单位：万元
项目
|     |     | 本年支出合计 | 基本支出 | 项目支出 |
| --- | --- | ------ | ---- | ---- |
科目名称
科目编码
|     | 合计 | 96.40 | 71.30 | 25.10 |
| --- | --- | ----- | ----- | ----- |
社会保障和就业支出
| 208 |     | 71.30 | 71.30 |     |
| --- | --- | ----- | ----- | --- |
| 20805 | 行政事业单位养老支出 | 71.30 | 71.30 |
| ----- | ---------- | ----- | ----- |
机关事业单位基本养老保
| 2080505 |     | 71.30 | 71.30 |     |
| ------- | --- | ----- | ----- | --- |
险缴费支出
| 204   |     公共安全支出 | 25.10 | 25.10 |
| 20402 | 公安           | 25.10 | 25.10 |
| 2040201 | 行政运行     | 25.10 | 25.10 |
"""


def test_pieces_of_a_table_between_bars_are_lines_in_order(read):
    """markitdown: some rows between bars, each piece with columns of its own, names between them: the sums tell the columns."""
    (table,) = read(PIECES)
    assert [fact for fact in facts(table) if fact[0] in ("208", "2080505", "20402")] == [
        ("208", "社会保障和就业支出", "合计", "71.30"),
        ("208", "社会保障和就业支出", "基本支出", "71.30"),
        ("2080505", "机关事业单位基本养老保险缴费支出", "合计", "71.30"),
        ("2080505", "机关事业单位基本养老保险缴费支出", "基本支出", "71.30"),
        ("20402", "公安", "合计", "25.10"),
        ("20402", "公安", "项目支出", "25.10"),
    ]


BOXES = """\
支出决算表

单位：万元

项目

科目编码

201

20139

科目名称

合计

一般公共服务支出

社会工作事务

2013901 行政运行

2013950 事业运行

208

20805

2080505

社会保障和就业支出

行政事业单位养老支出

机关事业单位基本养老
保险缴费支出

本年支出合计

基本支出

项目支出

96.40
80.25
80.25
51.05
29.20
16.15
16.15
16.15

67.20
51.05
51.05
51.05
16.15
16.15
16.15

29.20
29.20
29.20
29.20

注：本表反映部门本年度各项支出情况。
"""


TRUE_OF_BOXES = [
    (None, "合计", "合计", "96.40"),
    (None, "合计", "基本支出", "67.20"),
    (None, "合计", "项目支出", "29.20"),
    ("201", "一般公共服务支出", "合计", "80.25"),
    ("201", "一般公共服务支出", "基本支出", "51.05"),
    ("201", "一般公共服务支出", "项目支出", "29.20"),
    ("20139", "社会工作事务", "合计", "80.25"),
    ("20139", "社会工作事务", "基本支出", "51.05"),
    ("20139", "社会工作事务", "项目支出", "29.20"),
    ("2013901", "行政运行", "合计", "51.05"),
    ("2013901", "行政运行", "基本支出", "51.05"),
    ("2013950", "事业运行", "合计", "29.20"),
    ("2013950", "事业运行", "项目支出", "29.20"),
    ("208", "社会保障和就业支出", "合计", "16.15"),
    ("208", "社会保障和就业支出", "基本支出", "16.15"),
    ("20805", "行政事业单位养老支出", "合计", "16.15"),
    ("20805", "行政事业单位养老支出", "基本支出", "16.15"),
    ("2080505", "机关事业单位基本养老保险缴费支出", "合计", "16.15"),
    ("2080505", "机关事业单位基本养老保险缴费支出", "基本支出", "16.15"),
]


def test_columns_of_boxes_are_rows_again(read):
    """pdfminer: codes, names and columns of figures one after the other, empty cells lost: the tree of accounts tells the rows."""
    (table,) = read(BOXES)
    found = facts(table)
    assert [fact for fact in found if fact not in TRUE_OF_BOXES] == []  # a wrong fact is worse than a missing one
    assert [fact for fact in TRUE_OF_BOXES if fact[2] == "合计" and fact not in found] == []


def test_no_figure_out_of_boxes_is_verified(read):
    """What the sums have laid together they cannot prove."""
    (table,) = read(BOXES)
    assert not any(cell.placed for cell in table.cells if cell.value is not None)


KEYS = """\
部门支出总表
单位：万元
支出功能分类科目 政府支出经济分类科目 部门支出经济分类科目 合计 基本支出 项目支出
2010801-行政运行 50101-工资奖金津补贴 30101-基本工资 38.20 38.20
2010801-行政运行 50201-办公经费 30201-办公费 9.45 7.20 2.25
2080505-机关事业单位基本养老保险缴费支出50102-社会保障缴费 30108-机关事业单位基本养老保险缴费 6.10 6.10
合 计 53.75 51.50 2.25
"""


def test_a_row_that_three_classifications_name_keeps_all_its_names(read):
    (table,) = read(KEYS)
    assert [fact[:3] for fact in facts(table) if fact[2] == "合计"] == [
        (None, "行政运行/工资奖金津补贴/基本工资", "合计"),
        (None, "行政运行/办公经费/办公费", "合计"),
        (None, "机关事业单位基本养老保险缴费支出/社会保障缴费/机关事业单位基本养老保险缴费", "合计"),
        (None, "合计", "合计"),
    ]
    assert (None, "行政运行/办公经费/办公费", "项目支出", "2.25") in facts(table)


CELLS = """\
一般公共预算基本支出表
单位：万元
科目编码
科目名称
合计
人员经费
公用经费
合计
1,204.351,100.25
104.10
301
工资福利支出
1,000.251,000.25
30101
基本工资
600.00600.00
30102
津贴补贴
400.25400.25
302
商品和服务支出
104.10
104.10
30201
办公费
104.10
104.10
303
对个人和家庭的补助
100.00100.00
30302
退休费
100.00100.00
"""


def test_cells_one_a_line_of_which_some_grew_together(read):
    """A long figure ran into the next cell: no line says what cell it is, rows do."""
    (table,) = read(CELLS)
    found = facts(table)
    assert [fact for fact in found if fact[0] in (None, "30102", "302")] == [
        (None, "合计", "合计", "1204.35"),
        (None, "合计", "人员经费", "1100.25"),
        (None, "合计", "公用经费", "104.10"),
        ("30102", "津贴补贴", "合计", "400.25"),
        ("30102", "津贴补贴", "人员经费", "400.25"),
        ("302", "商品和服务支出", "合计", "104.10"),
        ("302", "商品和服务支出", "公用经费", "104.10"),
    ]


WOVEN = """\
收入总体情况表
单位：万元
本年收入 上年结转结余
国有资 财政专 事业单 政府性
单位名称 总计 一般公共 政府性基 事业 上级补 附属单位 其他 一般公 单位资
小计 本经营 户管理 位经营 小计 基金预
预算 金预算 收入 助收入 上缴收入 收入 共预算 金
预算 资金 收入 算
合计 520.40 500.15 460.10 40.05 20.25 20.25
某市档案馆 520.40 500.15 460.10 40.05 20.25 20.25
"""


def test_heads_that_narrow_columns_broke_over_lines_are_woven_from_left_to_right(read):
    """政府性基金预算 of last year stands in three lines, 一般公共预算 beside it in two; no piece crosses another."""
    (table,) = read(WOVEN)
    assert [fact[2:] for fact in facts(table) if fact[1] == "合计"] == [
        ("合计", "520.40"),
        ("本年收入/小计", "500.15"),
        ("本年收入/一般公共预算", "460.10"),
        ("本年收入/政府性基金预算", "40.05"),
        ("上年结转/小计", "20.25"),
        ("上年结转/一般公共预算", "20.25"),
    ]


def test_a_figure_that_may_stand_in_two_columns_goes_where_its_account_has_one_and_is_not_sure(read):
    (table,) = read(
        """\
一般公共预算支出明细表（按支出经济分类科目）
单位：万元
科目编码 科目名称 合计 人员经费支出 公用经费支出 专项业务经费支出
合计 112.00 40.00 32.00 40.00
302 商品和服务支出 72.00 32.00 40.00
30201 办公费 72.00 32.00 40.00
301 工资福利支出 40.00 40.00
30101 基本工资 40.00 40.00
"""
    )
    placed = {(cell.row_code, cell.column_path): str(cell.value) for cell in table.cells if cell.value is not None}
    assert (placed["30201", "公用经费"], placed["30201", "专项业务经费"]) == ("32.00", "40.00")
    assert placed["30101", "人员经费"] == "40.00"


NAMES = """\
支出预算总表
单位：万元
功能分类科目名称 总计 人员支出 日常公用支出 项目支出
合计 152.75 94.25 26.50 32.00
公共安全支出 118.50 60.00 26.50 32.00
司法 118.50 60.00 26.50 32.00
行政运行 86.50 60.00 26.50
普法宣传 12.00 12.00
社区矫正 20.00 20.00
社会保障和就业支出 34.25 34.25
行政事业单位养老支出 34.25 34.25
行政单位离退休 34.25 34.25
"""


def test_names_of_accounts_tell_where_figures_stand_as_codes_do(read):
    (table,) = read(NAMES)
    placed = {(cell.row_name, cell.column_path.rpartition("/")[2]) for cell in table.cells if cell.value is not None}
    assert {("普法宣传", "项目支出"), ("社区矫正", "项目支出"), ("行政单位离退休", "人员经费")} <= placed
    assert not any(cell.row_code for cell in table.cells)


UNITS = """\
收入预算总表
单位：万元
单位名称 合计 一般公共预算 事业收入
合计 96.50 80.25 16.25
某市档案馆本
40.25 40.25
级
某市地方
志编纂服 36.25 20.00 16.25
务中心
某市方
20.00 20.00
志馆
"""


def test_names_wrapped_around_the_middle_of_their_rows(read):
    """What one name leaves of the lines before the next row begins that one's."""
    (table,) = read(UNITS)
    assert [name for _, name, path, _ in facts(table) if path == "合计"] == [
        "合计",
        "某市档案馆本级",
        "某市地方志编纂服务中心",
        "某市方志馆",
    ]


PROJECTS = """\
项目支出预算表
单位：万元
财政拨款
单位名称 项目名称 合计 单位资金
一般公共预算 政府性基金
合计 69.50 60.00 9.50
某市司法局 法治建设 40.00 40.00
某市司法局 普法宣传 9.50 9.50
某市法律援助
援助办案 20.00 20.00
中心
"""


def test_of_two_columns_of_names_both_name_the_row_and_torn_ones_are_not_sure(read):
    (table,) = read(PROJECTS)
    named = {cell.row_name: cell.placed for cell in table.cells if cell.column_path == "合计"}
    assert named["某市司法局/法治建设"]
    assert named["某市司法局/普法宣传"]
    assert not any(cell.placed for cell in table.cells if cell.row == 3)


def test_the_account_of_a_project_is_not_its_name(read):
    (table,) = read(
        """\
项目支出预算表
单位：万元
序号 项目名称 功能科目 合计 一般公共预算拨款 事业收入
9 灌区渠系清淤 2130306 水利工程运行与维护 12.50 12.50
10 库区基础设施 2136601 基础设施建设和经济发展 30.25 30.25
合计 42.75 42.75
"""
    )
    assert [fact[:2] for fact in facts(table) if fact[2] == "合计"] == [
        (None, "灌区渠系清淤"),
        (None, "库区基础设施"),
        (None, "合计"),
    ]


def test_what_is_compared_with_a_total_is_no_part_of_it(read):
    (table,) = read(
        """\
一般公共预算支出表
单位：元
功能分类科目 2017年 2018年预算数 2018年预算数与2017年执行数
科目编码 科目名称 执行数 小计 基本支出 项目支出 增减额 增减%
208 社会保障和就业支出 1,836.10 2,140.84 2,140.84 304.74 16.60
20805 行政事业单位离退休 1,836.10 2,140.84 2,140.84 304.74 16.60
2080502 事业单位离退休 1,836.10 2,140.84 2,140.84 304.74 16.60
213 农林水支出 800.00 900.50 500.50 400.00 100.50 12.56
21303 水利 800.00 900.50 500.50 400.00 100.50 12.56
2130301 行政运行 480.00 500.50 500.50 20.50 4.27
2130305 水利工程建设 320.00 400.00 400.00 80.00 25.00
"""
    )
    found = {(fact[0], fact[2].rpartition("/")[2]): fact[3] for fact in facts(table)}
    assert (found["2130301", "基本支出"], found["2130305", "项目支出"]) == ("500.50", "400.00")
    assert found["2130305", "增减额"] == "80.00"


def test_items_of_functions_stand_on_the_side_of_the_expenditures(read):
    (table,) = read(
        """\
部门收支预算总表
单位：万元
收入 支出
项目 预算数 项目 预算数
一、一般公共预算拨款收入 145.50 一、公共安全支出 145.50
司法 145.50
普法宣传 119.63
律师管理 25.87
收入总计 145.50 支出总计 145.50
"""
    )
    assert [fact[1:] for fact in facts(table) if fact[1] in ("普法宣传", "律师管理")] == [
        ("普法宣传", "支出/预算数", "119.63"),
        ("律师管理", "支出/预算数", "25.87"),
    ]


def test_a_code_in_the_line_below_and_a_title_over_two_lines(read):
    """The code stands at the foot of its cell, the name in the middle: both lines say the same account."""
    (table,) = read(
        """\
2021年部门综合预算一般公共预算支出明细表（按支出功能分类科
目-不含上年结转）
单位：元
功能科目编码 功能科目名称 合计 人员经费支出 公用经费支出 专项业务经费支出
合计 53.50 41.00 2.50 10.00
201 一般公共服务支出 53.50 41.00 2.50 10.00
20132 组织事务 53.50 41.00 2.50 10.00
行政运行 43.50 41.00 2.50 0.00
2013201
一般行政管理事
10.00 0.00 0.00 10.00
2013202 务
"""
    )
    assert [fact[:2] for fact in facts(table) if fact[2] == "合计"] == [
        (None, "合计"),
        ("201", "一般公共服务支出"),
        ("20132", "组织事务"),
        ("2013201", "行政运行"),
        ("2013202", "一般行政管理事务"),
    ]


def test_a_name_whose_bracket_stays_open_is_not_whole(read):
    """A text in the order of its cells: the first line of the name stayed above the row before."""
    (table,) = read(
        """\
收入预算总表
单位：万元
单位名称 合计 一般公共预算 事业收入
合计 60.00 50.00 10.00
某市档案馆 40.00 30.00 10.00
地方志编纂中心） 20.00 20.00
"""
    )
    assert {cell.row_name: cell.placed for cell in table.cells if cell.column_path == "合计"} == {
        "合计": True,
        "某市档案馆": True,
        "地方志编纂中心）": False,
    }


def test_heads_written_behind_the_rows_leave_every_column_open(read):
    """A text in the order of its cells: wrapped heads came last, so those above the rows are not all."""
    (table,) = read(
        """\
部门收入总表
单位：万元
合计 上年结转 事业收入 其他收入
科目编码 科目名称
208 社会保障和就业支出 214.08 200.00 14.08
20805 行政事业单位离退休 214.08 200.00 14.08
2080502 事业单位离退休 214.08 200.00 14.08
一般公共预算
拨款收入
政府性基金
预算拨款收入
"""
    )
    assert not any(cell.placed for cell in table.cells)


def test_indented_lines_alone_do_not_tell_the_side(read):
    """Names are set in by their level; nothing but one blank parts the sides."""
    (table,) = read(
        """\
部门收支预算总表
单位：万元
收入 支出
项目 预算数 项目 预算数
一、本年收入 145.50 公共安全支出 145.50
　　　一般公共预算 145.50 　司法 145.50
　　普法宣传 119.63
　　律师管理 25.87
收入总计 145.50 支出总计 145.50
"""
    )
    assert {fact[2] for fact in facts(table) if fact[1] in ("普法宣传", "律师管理")} == {"支出/预算数"}
