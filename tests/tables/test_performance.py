"""绩效目标表 and 自评表: lines of funds, nested indicators, several forms one after the other."""

from decimal import Decimal

from pipeline.tables.read import read_tables
from tests.tables.conftest import grid


def figures(table):
    return [(c.row_name, c.column_path, c.value) for c in table.cells if c.value is not None]


GOALS = [
    [(0, "项目名称", 2), (2, "水库除险加固", 4)],
    [(0, "主管部门及代码", 2), (2, "[105]水利厅", 2), (4, "实施单位"), (5, "某河管理站")],
    [(0, "项目资金（万元）", 2, 2), (2, "年度资金总额：", 2), (4, "1,260.50"), (5, "执行率分值（10）", 1, 2)],
    [(2, "其中：财政拨款", 2), (4, "1,200.00")],
    [(0, "绩效指标", 1, 3), (1, "一级指标"), (2, "二级指标"), (3, "三级指标"), (4, "指标值"), (5, "分值（90）")],
    [(1, "产出指标", 1, 2), (2, "数量指标", 1, 2), (3, "加固水库座数"), (4, "≥3座"), (5, "20")],
    [(3, "清淤河道长度"), (4, "≥12公里"), (5, "15")],
]


def read(columns, accounts, *grids):
    return read_tables(grids, columns, accounts, "0" * 64)


def test_a_vertical_label_beside_the_indicators_is_no_head(columns, accounts):
    """绩效指标 stands beside all its rows; the indicators below its height are rows like any other."""
    (table,) = read(columns, accounts, grid(GOALS, ["水库除险加固项目绩效目标表"]))
    assert table.type == "performance_project"
    assert figures(table) == [
        ("年度资金总额", "项目资金/预算数", Decimal("1260.50")),
        ("财政拨款", "项目资金/预算数", Decimal("1200.00")),
        ("加固水库座数", "分值", Decimal(20)),
        ("清淤河道长度", "分值", Decimal(15)),
    ]
    assert [cell.value_wan for cell in table.cells if cell.value == Decimal("1260.50")] == [Decimal("1260.50")]
    assert all(cell.value_wan is None for cell in table.cells if cell.column_path == "分值")


def test_indicators_go_on_over_a_page_in_columns_of_another_number(columns, accounts):
    """The next page draws fewer columns: places across the page tell which is which."""
    first = grid(GOALS, ["某某项目绩效目标表"], edges=(0.1, 0.15, 0.25, 0.4, 0.7, 0.8, 0.9))
    rest = grid(
        [[(0, "效益指标"), (1, "社会效益指标"), (2, "受益人口"), (3, "≥5万人"), (4, "30")]],
        page=2,
        edges=(0.15, 0.25, 0.4, 0.7, 0.8, 0.9),
    )
    (table,) = read(columns, accounts, first, rest)
    assert figures(table)[-1] == ("受益人口", "分值", Decimal(30))


def test_every_form_is_a_table_of_its_own(columns, accounts):
    """Three projects, the second on the same drawing, the third on the next page without a title."""
    second = [[(0, "项目名称", 2), (2, "渠道维护", 4)], *GOALS[2:4]]
    third = [[(0, "项目名称", 2), (2, "防汛物资", 4)], *GOALS[2:4]]
    tables = read(columns, accounts, grid([*GOALS, *second], ["部门项目绩效目标表"]), grid(third, page=2))
    assert [table.type for table in tables] == ["performance_project"] * 3
    assert [len(figures(table)) for table in tables] == [4, 2, 2]


def test_lines_of_funds_of_a_self_assessment(columns, accounts):
    rows = [
        [(0, "项目名称", 2), (2, "支农贴息", 6)],
        [
            (0, "项目资金（万元）", 1, 3),
            (1, ""),
            (2, "年初预算数"),
            (3, "全年预算数"),
            (4, "全年执行数"),
            (5, "分值"),
            (6, "执行率"),
            (7, "得分"),
        ],
        [(1, "年度资金总额"), (2, "80.00"), (3, "82.00"), (4, "41.00"), (5, "10"), (6, "50%"), (7, "5")],
        [(1, "其中：财政拨款"), (2, "80.00"), (3, "82.00"), (4, "41.00")],
    ]
    (table,) = read(columns, accounts, grid(rows, ["项目支出绩效自评表"]))
    assert figures(table)[:6] == [
        ("年度资金总额", "年初预算数", Decimal("80.00")),
        ("年度资金总额", "全年预算数", Decimal("82.00")),
        ("年度资金总额", "全年执行数", Decimal("41.00")),
        ("年度资金总额", "分值", Decimal(10)),
        ("年度资金总额", "执行率", Decimal(50)),
        ("年度资金总额", "得分", Decimal(5)),
    ]
    assert [cell.value_wan for cell in table.cells if cell.value == 50] == [None]
    assert figures(table)[6:] == [("财政拨款", path, value) for _, path, value in figures(table)[:3]]


def test_a_project_and_its_indicators_in_one_wide_row(columns, accounts):
    """资金总额 belongs to the project left of it, 指标值 to the indicator left of it."""
    rows = [
        [(0, "单位（项目）名称", 1, 2), (1, "资金总额", 1, 2), (2, "绩效指标", 3)],
        [(2, "二级指标"), (3, "三级指标"), (4, "指标值")],
        [(0, "信访接待专项", 1, 2), (1, "35.78", 1, 2), (2, "数量指标"), (3, "接待批次"), (4, "120")],
        [(2, "质量指标"), (3, "办结件数"), (4, "96")],
    ]
    (table,) = read(columns, accounts, grid(rows, ["2026年项目支出绩效目标表", "单位：万元"]))
    assert figures(table) == [
        ("信访接待专项", "资金总额", Decimal("35.78")),
        ("接待批次", "指标值", Decimal(120)),
        ("办结件数", "指标值", Decimal(96)),
    ]


def test_merged_figures_above_a_row_of_heads_are_no_heads(columns, accounts):
    rows = [
        [(0, "项目名称"), (1, "乡村公路养护", 3), (4, "主管部门"), (5, "某交通局", 2)],
        [(0, "预算执行情况（万元）", 1, 2), (1, "预算数", 2), (3, "执行数", 2), (5, "执行率", 2)],
        [(1, "165.00", 2), (3, "158.40", 2), (5, "96.00%", 2)],
        [(0, "一级指标"), (1, "二级指标"), (2, "三级指标"), (3, "指标值"), (4, "完成值"), (5, "分值"), (6, "得分")],
        [(0, "产出指标"), (1, "数量指标"), (2, "养护里程"), (3, "≥80公里"), (4, "86公里"), (5, "20"), (6, "20")],
    ]
    (table,) = read(columns, accounts, grid(rows, ["项目支出绩效自评表"]))
    assert figures(table)[:2] == [
        ("预算执行情况（万元）", "预算数", Decimal("165.00")),
        ("预算执行情况（万元）", "执行数", Decimal("158.40")),
    ]
    assert figures(table)[-2:] == [("养护里程", "分值", Decimal(20)), ("养护里程", "得分", Decimal(20))]


def test_a_label_behind_an_answer_stands_by_itself(columns, accounts):
    """资金总额 | 126.00 | 其中：财政拨款 | 120.00: two labels with their figures, none of which holds the other."""
    rows = [
        [(0, "项目名称"), (1, "食品抽检", 3)],
        [(0, "资金总额"), (1, "126.00"), (2, "其中：财政拨款"), (3, "120.00")],
        [(0, "一级指标"), (1, "二级指标"), (2, "三级指标"), (3, "指标值")],
        [(0, "产出指标"), (1, "数量指标"), (2, "抽检批次"), (3, "≥90批次")],
    ]
    (table,) = read(columns, accounts, grid(rows, ["项目支出绩效目标申报表"]))
    assert figures(table)[:2] == [
        ("资金总额", "预算数", Decimal("126.00")),
        ("财政拨款", "预算数", Decimal("120.00")),
    ]


INDICATORS = [
    [(0, "一级指标"), (1, "二级指标"), (2, "三级指标"), (3, "指标值"), (4, "备注")],
    [(0, "产出指标"), (1, "数量指标"), (2, "养护里程"), (3, "30公里")],
]


def test_labels_and_answers_in_turn_are_no_heads(columns, accounts):
    """项目类型 | 特定目标类 reads like heads; the row below has its figures behind labels of their own."""
    form = [
        [(0, "项目名称"), (1, "公交补贴"), (2, "项目类型"), (3, "特定目标类", 2)],
        [(0, "项目总预算"), (1, "180.00"), (2, "当年预算"), (3, "120.00", 2)],
        *INDICATORS,
    ]
    (table,) = read(columns, accounts, grid(form, ["项目支出绩效目标表"]))
    assert [(name, value) for name, _, value in figures(table)] == [
        ("项目总预算", Decimal("180.00")),
        ("当年预算", Decimal("120.00")),
    ]


def test_two_figures_under_a_row_of_words_make_it_heads(columns, accounts):
    """当年金额 | 占比 stand over the figures, beside a label that reaches down over all of them."""
    form = [
        [(0, "部门名称"), (1, "某县交通运输局", 4)],
        [(0, "部门总体资金情况", 1, 3), (1, "总体资金情况", 2), (3, "当年金额"), (4, "占比")],
        [(1, "收入构成"), (2, "财政拨款"), (3, "90.00"), (4, "90%")],
        [(1, "收入构成"), (2, "其他资金"), (3, "10.00"), (4, "10%")],
        *INDICATORS,
    ]
    (table,) = read(columns, accounts, grid(form, ["部门整体绩效目标表"]))
    assert figures(table) == [
        ("财政拨款", "金额", Decimal("90.00")),
        ("财政拨款", "占比", Decimal(90)),
        ("其他资金", "金额", Decimal("10.00")),
        ("其他资金", "占比", Decimal(10)),
    ]


def test_a_label_and_its_figure_in_one_cell(columns, accounts):
    form = [
        [(0, "项目名称"), (1, "垃圾清运", 4)],
        [(0, "预算规模"), (1, "预算数"), (2, "165.00"), (3, "其中：财政资金125.00"), (4, "其他资金：40.00")],
        *INDICATORS,
    ]
    (table,) = read(columns, accounts, grid(form, ["项目支出绩效目标表"]))
    assert [(name, value) for name, _, value in figures(table)] == [
        ("预算数", Decimal("165.00")),
        ("财政资金", Decimal("125.00")),
        ("其他资金", Decimal("40.00")),
    ]


def cells_of(columns, accounts, rows, title="项目支出绩效自评表"):
    (table,) = read(columns, accounts, grid(rows, [title, "单位：万元"]))
    return table.cells


def test_an_answer_is_no_group_of_the_label_behind_it(columns, accounts):
    """主管部门 | 某市公安局 | 实施单位 | 某支队: the second answer belongs to 实施单位 alone."""
    form = [
        [(0, "项目名称"), (1, "警务保障", 3)],
        [(0, "主管部门"), (1, "某市公安局"), (2, "实施单位"), (3, "某支队")],
        *INDICATORS,
    ]
    found = [(c.row_name, c.column_path, c.text) for c in cells_of(columns, accounts, form)]
    assert ("主管部门", "主管部门", "某市公安局") in found
    assert ("实施单位", "实施单位", "某支队") in found


def test_what_a_label_says_of_its_figure(columns, accounts):
    """Money spent is no plan; a code is no figure; a label's own unit counts."""
    form = [
        [(0, "项目名称"), (1, "警务保障", 3)],
        [(0, "项目编码"), (1, "50011022"), (2, "项目负责人"), (3, "某某")],
        [(0, "预算金额（元）"), (1, "950000"), (2, "实际执行金额（元）"), (3, "880000")],
        *INDICATORS,
    ]
    found = cells_of(columns, accounts, form)
    assert [(c.row_name, c.column_path, c.value, c.value_wan) for c in found if c.value is not None] == [
        ("预算金额（元）", "预算数", Decimal(950000), Decimal(95)),
        ("实际执行金额（元）", "执行数", Decimal(880000), Decimal(88)),
    ]
    assert [c.text for c in found if c.value is None][:2] == ["警务保障", "50011022"]


def test_a_label_and_its_figure_in_one_cell_keep_what_is_printed(columns, accounts):
    form = [[(0, "项目名称"), (1, "垃圾清运", 2)], [(0, "资金"), (1, "其中：财政拨款7500元"), (2, "其他资金：0")]]
    found = [c for c in cells_of(columns, accounts, [*form, *INDICATORS]) if c.value is not None]
    assert [(c.row_name, c.column_path, c.text, c.value_wan) for c in found] == [
        ("财政拨款", "资金/预算数", "其中：财政拨款7500元", Decimal("0.75")),
        ("其他资金", "预算数", "其他资金：0", Decimal(0)),
    ]


def test_a_goal_in_words_over_several_columns_stands_under_no_head(columns, accounts):
    form = [
        [(0, "年度总体目标", 1, 2), (1, "预期目标", 2), (3, "实际完成情况", 3)],
        [(1, "按期发放全部补贴，群众满意", 2), (3, "补贴已按期发放", 3)],
        [(0, "一级指标"), (1, "二级指标"), (2, "三级指标"), (3, "指标值"), (4, "完成值"), (5, "得分")],
        [(0, "产出指标"), (1, "数量指标"), (2, "发放人数"), (3, "≥900人"), (4, "912人"), (5, "10")],
        [(0, "存在问题"), (1, "补贴名单更新不够及时，需要每季核对一次", 5)],
    ]
    found = [(c.row_name, c.column_path, c.text) for c in cells_of(columns, accounts, form)]
    assert found[-1] == ("存在问题", "存在问题", "补贴名单更新不够及时，需要每季核对一次")
    assert ("发放人数", "得分", "10") in found


def test_heads_of_two_rows_whose_lower_ones_nobody_knows(columns, accounts):
    """优 | 良 stand under 评分档次; the row that numbers the columns is no row of the form."""
    form = [
        [(0, "序号", 1, 2), (1, "三级指标", 1, 2), (2, "评分档次", 2), (4, "得分", 1, 2)],
        [(2, "优"), (3, "良")],
        [(0, "1"), (1, "2"), (2, "3"), (3, "4"), (4, "5")],
        [(0, "1"), (1, "办件数量"), (2, "10"), (3, "8"), (4, "9")],
        [(0, "2"), (1, "办件时限"), (2, "10"), (3, "8"), (4, "10")],
        [(0, "总分", 4), (4, "19")],
    ]
    found = cells_of(columns, accounts, form)
    assert [(c.row_name, c.column_path, c.value) for c in found][:6] == [
        ("办件数量", "评分档次/优", Decimal(10)),
        ("办件数量", "评分档次/良", Decimal(8)),
        ("办件数量", "得分", Decimal(9)),
        ("办件时限", "评分档次/优", Decimal(10)),
        ("办件时限", "评分档次/良", Decimal(8)),
        ("办件时限", "得分", Decimal(10)),
    ]
    assert found[-1].value == 19


def test_names_stand_under_the_heads_left_of_the_first_figure(columns, accounts):
    """资金来源 | 预算数 | 执行数: none of the heads says that it is over names."""
    form = [
        [(0, "项目名称"), (1, "警务保障", 3)],
        [(0, "资金情况", 1, 3), (1, "资金来源"), (2, "预算数"), (3, "执行数")],
        [(1, "一般公共预算"), (2, "95.00"), (3, "88.00")],
        [(1, "单位自筹"), (2, "5.00"), (3, "5.00")],
        *INDICATORS,
    ]
    found = [c for c in cells_of(columns, accounts, form) if c.value is not None]
    assert [(c.row_name, c.column_path) for c in found] == [
        ("一般公共预算", "预算数"),
        ("一般公共预算", "执行数"),
        ("单位自筹", "预算数"),
        ("单位自筹", "执行数"),
    ]


def test_a_label_beside_heads_and_their_rows_is_no_head(columns, accounts):
    """年度主要任务 reaches down beside all the tasks; what stands behind it is named by the task."""
    form = [
        [(0, "部门名称"), (1, "某县水务局", 4)],
        [(0, "年度主要任务", 1, 3), (1, "任务名称"), (2, "主要内容"), (3, "预算金额（万元）", 2)],
        [(1, "河道整治"), (2, "整治河道三条"), (3, "60.00", 2)],
        [(1, "水质监测"), (2, "监测断面八处"), (3, "12.00", 2)],
        *INDICATORS,
    ]
    found = [c for c in cells_of(columns, accounts, form, "部门整体绩效目标表") if c.value is not None]
    assert [(c.row_name, c.value, c.value_wan) for c in found] == [
        ("河道整治", Decimal("60.00"), Decimal("60.00")),
        ("水质监测", Decimal("12.00"), Decimal("12.00")),
    ]


def found_in(columns, accounts, rows, title="部门整体绩效自评表"):
    (table,) = read(columns, accounts, grid(rows, [title, "单位：万元"]))
    return figures(table)


def test_brackets_behind_heads_are_remarks_and_figures_explain_heads_that_nobody_knows(columns, accounts):
    """得分（20分*执行率）; 第一季度 | 上半年 stand beside 三级指标 and over figures."""
    form = [
        [(0, "单位名称", 2), (2, "某县司法局", 4)],
        [
            (0, "预算执行情况", 2, 2),
            (2, "预算数（A）"),
            (3, "执行数（B）"),
            (4, "执行率（B/A）"),
            (5, "得分（20分*执行率）"),
        ],
        [(2, "90.00"), (3, "81.00"), (4, "90%"), (5, "18")],
        [(0, "一级指标"), (1, "二级指标"), (2, "三级指标"), (3, "第一季度"), (4, "上半年"), (5, "前三季")],
        [(0, "产出"), (1, "数量"), (2, "办理案件"), (3, "30"), (4, "70"), (5, "95")],
    ]
    assert [found[:2] for found in found_in(columns, accounts, form)] == [
        ("预算执行情况", "预算数"),
        ("预算执行情况", "执行数"),
        ("预算执行情况", "执行率"),
        ("预算执行情况", "得分"),
        ("办理案件", "第一季度"),
        ("办理案件", "上半年"),
        ("办理案件", "前三季"),
    ]


def test_labels_under_heads_of_figures_leave_them(columns, accounts):
    """其中：基本支出： | 70.00 stands below 执行数 | 分值, and under neither."""
    form = [
        [(0, "资金（万元）", 1, 4), (1, ""), (2, "年初预算数"), (3, "全年执行数"), (4, "分值")],
        [(1, "年度资金总额"), (2, "96.00"), (3, "95.00"), (4, "10")],
        [(1, "按收入性质分：", 2), (3, "按支出性质分：", 2)],
        [(1, "其中：一般公共预算："), (2, "95.00"), (3, "其中：基本支出："), (4, "70.00")],
        *INDICATORS,
    ]
    assert found_in(columns, accounts, form)[3:] == [
        ("一般公共预算", "资金/预算数", Decimal("95.00")),
        ("基本支出", "预算数", Decimal("70.00")),
    ]


def test_heads_end_with_the_label_beside_them(columns, accounts):
    """预算情况 begins below 年度主要任务: 任务名称 and 主要内容 are over; a total still has them."""
    form = [
        [(0, "主要任务", 1, 3), (1, "任务名称"), (2, "主要内容"), (3, "预算金额")],
        [(1, "河道整治"), (2, "整治三条"), (3, "60.00")],
        [(1, "水质监测"), (2, "监测八处"), (3, "12.00")],
        [(0, "金额合计", 3), (3, "72.00")],
        [(0, "预算情况", 1, 2), (1, "1、资金来源：（1）政府预算资金", 2), (3, "71.00")],
        [(1, "（2）单位资金", 2), (3, "1.00")],
        *INDICATORS,
    ]
    assert found_in(columns, accounts, form, "部门整体绩效目标表") == [
        ("河道整治", "预算金额", Decimal("60.00")),
        ("水质监测", "预算金额", Decimal("12.00")),
        ("金额合计", "预算金额", Decimal("72.00")),
        ("政府预算资金", "预算情况/预算数", Decimal("71.00")),
        ("单位资金", "预算情况/预算数", Decimal("1.00")),
    ]


def test_the_unit_of_a_figure_in_a_form(columns, accounts):
    """A figure's own unit, that of the caption, percent; counts have none."""
    form = [
        [(0, "项目名称"), (1, "警务保障", 4)],
        [(0, "年度资金总额"), (1, "950000元"), (2, "其中：财政拨款"), (3, "95.00", 2)],
        [(0, "一级指标"), (1, "三级指标"), (2, "指标值"), (3, "完成率"), (4, "分值")],
        [(0, "产出指标"), (1, "保障次数"), (2, "12"), (3, "100%"), (4, "20")],
    ]
    (table,) = read(columns, accounts, grid(form, ["项目支出绩效自评表", "单位：万元"]))
    assert [(c.unit, c.value_wan) for c in table.cells if c.value is not None] == [
        ("元", Decimal(95)),
        ("万元", Decimal("95.00")),
        (None, None),
        ("%", None),
        (None, None),
    ]


def test_a_head_over_figures_is_over_no_names(columns, accounts):
    """部门预算项目 ends like a head of names, and a figure stands under it."""
    form = [
        [(0, "支出情况", 1, 3), (1, "基本支出", 1, 2), (2, "项目支出", 2)],
        [(2, "部门预算项目"), (3, "上级专项")],
        [(1, "850.00"), (2, "320.00"), (3, "80.00")],
        *INDICATORS,
    ]
    assert found_in(columns, accounts, form, "部门整体绩效目标表") == [
        ("支出情况", "基本支出", Decimal("850.00")),
        ("支出情况", "项目支出/部门预算项目", Decimal("320.00")),
        ("支出情况", "项目支出/上级专项", Decimal("80.00")),
    ]
