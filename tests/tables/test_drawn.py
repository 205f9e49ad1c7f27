"""Tables drawn with ruling lines, as PDFs and scans give them."""

from dataclasses import replace
from decimal import Decimal

from pipeline.document import Line, Rule
from pipeline.tables.locate.lattice import find_lattices
from tests.tables.conftest import Drawing, facts


def three_public(unit: str = "单位:万元") -> Drawing:
    drawing = Drawing([0.12] * 6, 4).above("2025年单位“三公”经费和机关运行经费预算表", unit)
    drawing.put(0, 0, "“三公”经费预算数", across=5).put(0, 5, "机关运行经费预算数", down=3)
    drawing.put(1, 0, "合计", down=2).put(1, 1, "因公出国(境)费", down=2)
    drawing.put(1, 2, "公务用车购置及运行费", across=2).put(2, 2, "小计").put(2, 3, "运行费")
    drawing.put(1, 4, "公务接待费", down=2)
    for column, text in enumerate(["6.20", "", "5.00", "5.00", "1.20", "33.10"]):
        drawing.put(3, column, text)
    return drawing


def test_merged_heads_give_the_path(read):
    (table,) = read([three_public().page()])
    assert table.type == "three_public"
    assert facts(table) == [
        (None, None, "合计", "6.20"),
        (None, None, "公务用车购置及运行费/小计", "5.00"),
        (None, None, "公务用车购置及运行费/公务用车运行费", "5.00"),
        (None, None, "公务接待费", "1.20"),
        (None, None, "机关运行经费", "33.10"),
    ]


def test_unit_of_the_caption_gives_wan(read):
    (table,) = read([three_public("单位：元").page()])
    assert table.cells[0].value_wan == Decimal("6.20") / 10000
    assert table.cells[0].box is not None
    assert 0.1 < table.cells[0].box[0] < 0.22


def expenditure(rows: list[tuple[str, str, str, str, str]], head: bool = True, caption: bool = True) -> Drawing:
    drawing = Drawing([0.08, 0.06, 0.06, 0.25, 0.12, 0.12][:6], len(rows) + 2 * head)
    if caption:
        drawing.above("2025年部门支出预算总表", "单位：元")
    if head:
        drawing.put(0, 0, "功能分类科目编码", across=3).put(0, 3, "功能分类科目名称", down=2)
        drawing.put(0, 4, "基本支出", down=2).put(0, 5, "项目支出", down=2)
        drawing.put(1, 0, "类").put(1, 1, "款").put(1, 2, "项")
    for r, (lei, kuan, xiang, name, amount) in enumerate(rows, start=2 * head):
        for column, text in enumerate((lei, kuan, xiang, name, amount)):
            drawing.put(r, column, text)
    return drawing


def test_codes_over_three_columns_continue_on_a_page_without_head(read):
    first = expenditure(
        [("212", "", "", "城乡社区支出", "9,100.50"), ("212", "05", "", "城乡社区环境卫生", "9,100.50")]
    )
    second = expenditure([("212", "05", "01", "城乡社区环境卫生", "9,100.50")], head=False, caption=False)
    (table,) = read([first.page(1), second.page(2)])
    assert (table.page_start, table.page_end, table.unit) == (1, 2, "元")
    assert facts(table) == [
        ("212", "城乡社区支出", "基本支出", "9100.50"),
        ("21205", "城乡社区环境卫生", "基本支出", "9100.50"),
        ("2120501", "城乡社区环境卫生", "基本支出", "9100.50"),
    ]
    assert [cell.page for cell in table.cells] == [1, 1, 2]


def test_codes_printed_only_where_they_change(read):
    drawing = expenditure(
        [
            ("208", "", "", "社会保障和就业支出", "7.00"),
            ("", "05", "", "行政事业单位养老支出", "7.00"),
            ("", "", "05", "缴费", "7.00"),
        ]
    )
    (table,) = read([drawing.page()])
    assert [code for code, *_ in facts(table)] == ["208", "20805", "2080505"]


def test_title_left_on_the_page_before(read):
    drawing = expenditure([("201", "", "", "一般公共服务支出", "1.00")], caption=False)
    before = Drawing([0.2, 0.2], 1, top=0.9).above("部门支出总表", "单位：元").page(1)
    before = type(before)(1, before.lines, (), before.width, before.height, origin="layer")
    (table,) = read([before, drawing.page(2)])
    assert (table.title, table.unit, table.page_start) == ("部门支出总表", "元", 2)


def test_stroke_of_a_seal_is_no_column():
    page = expenditure([("201", "", "", "一般公共服务支出", "1.00")] * 12).page()
    seal = Rule(0.5, 0.30, 0.5, 0.32)
    with_seal = type(page)(1, page.lines, (*page.rules, seal), page.width, page.height, origin="ocr")
    assert find_lattices(with_seal)[0].xs == find_lattices(page)[0].xs


def test_a_short_wall_drawn_by_a_file_parts_two_cells():
    """A goal in words takes most of a form's height; the labels above it are parted all the same."""
    drawing = Drawing([0.2, 0.2, 0.2], 12).put(0, 0, "资金总额").put(0, 1, "80.00").put(0, 2, "万元")
    for r in range(1, 12):
        drawing.put(r, 0, "年度目标").put(r, 1, "按期完成全部工作", across=2)
    assert len(find_lattices(drawing.page())[0].xs) == 4


def test_heads_drawn_through_the_walls_of_narrow_columns(read):
    """A head wider than its column is printed through the neighbours and cut at the walls: 政府预 | 算采购品目 | 类别名."""
    drawing = Drawing([0.2, 0.1, 0.1, 0.1], 3, height=0.03).above("政府采购预算表", "单位：万元")
    for c, head in enumerate(["采购项目", "数量", "", "金额"]):
        drawing.put(0, c, head)
    for r, row in enumerate([["打印纸", "3", "货物", "6.00"], ["保洁", "1", "服务", "9.00"]], start=1):
        for c, text in enumerate(row):
            drawing.put(r, c, text)
    letter = 0.21 / 11
    for text, at in (("政府预", 0), ("算采购品目", 3), ("类别名", 8)):
        x0 = 0.345 + at * letter
        drawing.lines.append(Line(text, 1, (x0, 0.201, x0 + len(text) * letter, 0.208)))
    (table,) = read([drawing.page()])
    assert {(c.row_name, c.column_path, c.text) for c in table.cells if c.row == 0} == {
        ("打印纸", "数量", "3"),
        ("打印纸", "政府预算采购品目类别名", "货物"),
        ("打印纸", "金额", "6.00"),
    }


def test_heads_that_a_recogniser_read_as_one_stay_in_their_cells(read):
    """预算数 flush right and 支出功能分类 flush left are one box over the wall, cut there by the reader; no cell holds both."""
    drawing = Drawing([0.2, 0.1, 0.2, 0.1], 2, height=0.03).above("收支预算总表", "单位：万元")
    for c, text in enumerate(["财政拨款收入", "6.00", "教育支出", "6.00"]):
        drawing.put(1, c, text)
    drawing.put(0, 0, "项目").put(0, 3, "预算数")
    for text, x0, x1 in (("预算数", 0.355, 0.4), ("支出功能分类", 0.4, 0.49)):
        drawing.lines.append(Line(text, 1, (x0, 0.208, x1, 0.222), 0.98))
    (table,) = read([drawing.page()])
    assert facts(table) == [(None, "财政拨款收入", "收入/预算数", "6.00"), (None, "教育支出", "支出/预算数", "6.00")]


def test_frame_around_prose_is_no_table(read):
    drawing = Drawing([0.6], 2).put(0, 0, "说明：本单位今年无政府采购支出。").put(1, 0, "特此说明。")
    assert read([drawing.page()]) == ()


def test_caption_and_unit_inside_the_drawing(read):
    drawing = Drawing([0.2, 0.2, 0.2], 4)
    drawing.put(0, 0, "部门收入总表", across=3).put(1, 0, "单位：元", across=3)
    for column, text in enumerate(["项目", "合计", "财政拨款收入"]):
        drawing.put(2, column, text)
    for column, text in enumerate(["合计", "12.00", "12.00"]):
        drawing.put(3, column, text)
    (table,) = read([drawing.page()])
    assert (table.type, table.title, table.unit) == ("income", "部门收入总表", "元")
    assert facts(table) == [(None, "合计", "合计", "12.00"), (None, "合计", "财政拨款收入", "12.00")]


def test_page_with_the_total_alone_and_page_with_an_empty_frame(read):
    first = expenditure([("201", "", "", "一般公共服务支出", "7.00")])
    total = expenditure([("", "", "", "合计", "7.00")], head=False, caption=False)
    frame = expenditure([("", "", "", "", "")], head=False, caption=False)
    (table,) = read([first.page(1), total.page(2), frame.page(3)])
    assert facts(table) == [
        ("201", "一般公共服务支出", "基本支出", "7.00"),
        (None, "合计", "基本支出", "7.00"),
    ]


def test_tables_of_two_units_in_one_document(read):
    second = expenditure([("201", "", "", "一般公共服务支出", "70000.00")])
    second.lines[:] = [line for line in second.lines if line.box and line.box[1] > 0.2]
    second.above("一般公共预算支出表", "单位：万元")
    yuan, wan = read([expenditure([("201", "", "", "一般公共服务支出", "70000.00")]).page(1), second.page(2)])
    assert [(t.unit, t.cells[0].value_wan) for t in (yuan, wan)] == [("元", Decimal("7")), ("万元", Decimal("70000"))]


def test_total_inside_the_row_of_heads(read):
    """类 | 款 | 项 | 合计 | 2,946.25: the lowest row of heads holds the total as well."""
    drawing = Drawing([0.06, 0.06, 0.06, 0.25, 0.14, 0.14], 4).above("支出决算表", "单位：万元")
    drawing.put(0, 0, "功能分类科目编码", across=3).put(0, 3, "科目名称").put(0, 4, "本年支出合计").put(
        0, 5, "基本支出"
    )
    for r, row in enumerate(
        (
            ("类", "款", "项", "合计", "2,946.25", "2,946.25"),
            ("206", "", "", "科学技术支出", "2,946.25", "2,946.25"),
            ("206", "04", "04", "科技成果转化与扩散", "2,946.25", "2,946.25"),
        ),
        start=1,
    ):
        for column, text in enumerate(row):
            drawing.put(r, column, text)
    (table,) = read([drawing.page()])
    assert facts(table) == [
        (code, name, column, "2946.25")
        for code, name in ((None, "合计"), ("206", "科学技术支出"), ("2060404", "科技成果转化与扩散"))
        for column in ("合计", "基本支出")
    ]


def test_a_head_whose_second_letter_was_not_read_still_names_its_rows(read):
    """收支总表 of a scan: of the second 项 目 only 项 came out, which elsewhere heads the last two digits of codes."""
    drawing = Drawing([0.25, 0.15, 0.25, 0.15], 5).above("2026年部门收支预算总表", "单位：万元")
    drawing.put(0, 0, "收入", across=2).put(0, 2, "支出", across=2)
    for column, text in enumerate(("项目", "预算数", "项", "预算数")):
        drawing.put(1, column, text)
    rows = [("财政拨款", "5,753.07", "科学技术支出", "28.00"), ("事业收入", "", "卫生健康支出", "80.52"),
            ("本年收入合计", "5,753.07", "本年支出合计", "108.52")]  # fmt: skip
    for r, row in enumerate(rows, start=2):
        for column, text in enumerate(row):
            drawing.put(r, column, text)
    (table,) = read([drawing.page()])
    assert [fact for fact in facts(table) if fact[2].startswith("支出")] == [
        (None, "科学技术支出", "支出/预算数", "28.00"),
        (None, "卫生健康支出", "支出/预算数", "80.52"),
        (None, "本年支出合计", "支出/预算数", "108.52"),
    ]


def test_a_column_of_codes_under_a_misread_head_stays_part_of_the_code(read):
    """款 read as 默 on a fax."""
    rows = [("208", "", "", "社会保障和就业支出", "9.50"), ("208", "05", "", "行政事业单位养老支出", "9.50"),
            ("208", "05", "02", "事业单位离退休", "9.50")]  # fmt: skip
    drawing = expenditure(rows)
    drawing.put(1, 1, "默")
    (table,) = read([drawing.page()])
    assert [cell.row_code for cell in table.cells] == ["208", "20805", "2080502"]


def test_units_in_heads_whatever_their_brackets(read):
    """预算数【元】 beside 决算数 单位：万元; a rate with its sign is a percentage and no money."""
    drawing = Drawing([0.3, 0.15, 0.15, 0.15], 3).above("“三公”经费支出决算表", "")
    for column, text in enumerate(("项目", "预算数【元】", "决算数 单位：万元", "完成比例")):
        drawing.put(0, column, text)
    for r, row in enumerate(
        [("合计", "64,500.00", "5.16", "80.00%"), ("公务接待费", "64,500.00", "5.16", "80.00%")], 1
    ):
        for column, text in enumerate(row):
            drawing.put(r, column, text)
    (table,) = read([drawing.page()])
    assert [(cell.column_path, str(cell.value), cell.unit, cell.value_wan) for cell in table.cells[:3]] == [
        ("预算数", "64500.00", "元", Decimal("6.45")),
        ("决算数", "5.16", "万元", Decimal("5.16")),
        ("完成比例", "80.00", "%", None),
    ]


def test_levels_of_the_code_beside_the_numbers_of_the_columns(read):
    """类 | 款 | 项 | 栏次 | 1 | 2: one row of heads and of numbers; on the next page the keys are drawn as one column."""
    first = Drawing([0.05, 0.05, 0.05, 0.25, 0.15, 0.15], 5).above("支出决算表", "单位：万元")
    first.put(0, 0, "项目", across=4).put(0, 4, "本年支出合计", down=2).put(0, 5, "基本支出", down=2)
    first.put(1, 0, "支出功能分类科目编码", across=3).put(1, 3, "科目名称")
    for column, text in enumerate(("类", "款", "项", "栏次", "1", "2")):
        first.put(2, column, text)
    first.put(3, 3, "合计").put(3, 4, "19.20").put(3, 5, "19.20")
    first.put(4, 0, "2130301", across=3).put(4, 3, "行政运行").put(4, 4, "16.00").put(4, 5, "16.00")
    second = Drawing([0.15, 0.25, 0.15, 0.15], 3)
    second.put(0, 0, "项目", across=2).put(0, 2, "本年支出合计").put(0, 3, "基本支出")
    second.put(1, 0, "类款项").put(1, 1, "栏次").put(1, 2, "1").put(1, 3, "2")
    second.put(2, 0, "2210201").put(2, 1, "住房公积金").put(2, 2, "3.20").put(2, 3, "3.20")
    (table,) = read([first.page(1), second.page(2)])
    assert facts(table) == [
        (None, "合计", "合计", "19.20"),
        (None, "合计", "基本支出", "19.20"),
        ("2130301", "行政运行", "合计", "16.00"),
        ("2130301", "行政运行", "基本支出", "16.00"),
        ("2210201", "住房公积金", "合计", "3.20"),
        ("2210201", "住房公积金", "基本支出", "3.20"),
    ]


def test_a_page_break_through_the_heads(read):
    """The heads end on one page, the rest of their words opens the next one."""
    first = Drawing([0.3, 0.15, 0.15, 0.15], 1).above("财政拨款支出决算表", "单位：万元")
    for column, text in enumerate(("项目", "合计", "一般公共预算财政", "政府性基金预算财")):
        first.put(0, column, text)
    second = Drawing([0.3, 0.15, 0.15, 0.15], 3)
    second.put(0, 2, "拨款").put(0, 3, "政拨款")
    second.put(1, 0, "教育支出").put(1, 1, "7.40").put(1, 2, "7.40")
    second.put(2, 0, "合计").put(2, 1, "7.40").put(2, 2, "7.40")
    (table,) = read([first.page(1), second.page(2)])
    assert (table.page_start, table.page_end, table.title) == (1, 2, "财政拨款支出决算表")
    assert facts(table) == [
        (None, "教育支出", "合计", "7.40"),
        (None, "教育支出", "一般公共预算财政拨款", "7.40"),
        (None, "合计", "合计", "7.40"),
        (None, "合计", "一般公共预算财政拨款", "7.40"),
    ]


def test_the_project_names_the_row_beside_its_account(read):
    drawing = Drawing([0.1, 0.15, 0.25, 0.12, 0.12], 3).above("项目支出情况表", "单位：万元")
    for column, text in enumerate(("科目编码", "功能分类科目名称", "项目名称", "合计", "商品和服务支出")):
        drawing.put(0, column, text)
    for r, (code, account, project) in enumerate(
        (("2070109", "群众文化", "村史馆开放"), ("2070109", "群众文化", "老年合唱团")), start=1
    ):
        for column, text in enumerate((code, account, project, "3.00", "3.00")):
            drawing.put(r, column, text)
    (table,) = read([drawing.page()])
    assert [(f[0], f[1]) for f in facts(table)[::2]] == [("2070109", "村史馆开放"), ("2070109", "老年合唱团")]


def test_of_a_functional_and_an_economic_code_the_finer_is_the_key(read):
    drawing = Drawing([0.1, 0.15, 0.1, 0.15, 0.12, 0.12], 4).above(
        "部门基本支出预算表（人员类、运转类公用经费项目）", "单位：元"
    )
    heads = ("功能科目编码", "功能科目名称", "经济科目编码", "经济科目名称", "总计", "一般公共预算资金")
    rows = (("30101", "基本工资", "79.20"), ("30102", "津贴补贴", "59.80"), ("30103", "奖金", "46.40"))
    for column, text in enumerate(heads):
        drawing.put(0, column, text)
    for r, (code, name, figure) in enumerate(rows, start=1):
        for column, text in enumerate(("2130301", "行政运行", code, name, figure, figure)):
            drawing.put(r, column, text)
    (table,) = read([drawing.page()])
    assert table.type == "basic_expenditure"  # what stands in the brackets tells no other type
    assert [f[:2] for f in facts(table)[::2]] == [("30101", "基本工资"), ("30102", "津贴补贴"), ("30103", "奖金")]


def test_the_unit_above_an_unruled_table_of_a_scan(read):
    """No line parts the row of agency and unit from the heads below it."""
    drawing = Drawing([0.12, 0.25, 0.15, 0.15], 6).above("2025年部门支出预算总表", "")
    rows = [("公开部门：某县统计局", "", "", "单位：元"), ("科目编码", "科目名称", "合计", "基本支出"),
            ("", "合计", "9,100.50", "9,100.50"), ("212", "城乡社区支出", "9,100.50", "9,100.50"),
            ("21205", "城乡社区环境卫生", "9,100.50", "9,100.50"), ("2120501", "城乡社区环境卫生", "9,100.50", "9,100.50")]  # fmt: skip
    for r, row in enumerate(rows):
        for column, text in enumerate(row):
            drawing.put(r, column, text)
    page = drawing.page()
    (table,) = read([replace(page, rules=())])
    assert (table.unit, table.cells[-1].value_wan) == ("元", Decimal("0.91005"))


def test_a_sheet_without_rules_between_its_rows(read):
    """One drawn row holds all rows of the body; each has its own figures."""
    drawing = Drawing([0.3, 0.15, 0.15], 5).above("政府采购预算表", "单位：万元")
    for column, text in enumerate(("采购项目名称", "数量", "采购金额")):
        drawing.put(0, column, text)
    for row, (name, number, amount) in enumerate(
        [("防汛物资", "1", "38.60"), ("大坝监测设备", "4", "27.54"), ("堤防加固", "12", "180.00")], start=1
    ):
        for column, text in enumerate((name, number, amount)):
            drawing.put(row, column, text)
    drawing.put(4, 0, "合计").put(4, 2, "246.14")
    page = drawing.page()
    inner = {drawing.ys[r] for r in range(2, 5)}
    bare = replace(page, rules=tuple(rule for rule in page.rules if not (rule.horizontal and rule.y0 in inner)))
    (table,) = read([bare])
    assert [fact[1:] for fact in facts(table) if "金额" in fact[2]] == [
        ("防汛物资", "采购金额", "38.60"),
        ("大坝监测设备", "采购金额", "27.54"),
        ("堤防加固", "采购金额", "180.00"),
        ("合计", "采购金额", "246.14"),
    ]


def test_a_table_that_the_page_cuts_is_not_closed_below(read):
    drawing = expenditure(
        [("208", "", "", "社会保障和就业支出", "9.50"), ("208", "05", "", "行政事业单位养老支出", "9.50")]
    )
    page = drawing.page()
    open_rules = tuple(rule for rule in page.rules if not (rule.horizontal and rule.y0 > drawing.ys[2] + 0.001))
    (table,) = read([replace(page, rules=open_rules)])
    assert [(fact[0], fact[3]) for fact in facts(table)] == [("208", "9.50"), ("20805", "9.50")]


def test_a_figure_wrapped_in_its_narrow_cell_is_one(read):
    drawing = Drawing([0.3, 0.1, 0.1], 3).above("项目支出表", "单位：万元")
    for column, text in enumerate(("项目名称", "合计", "一般公共预算")):
        drawing.put(0, column, text)
    drawing.put(1, 0, "监测设备").put(1, 1, "12868.19")
    drawing.put(2, 0, "合计").put(2, 1, "12868.19").put(2, 2, "12868.19")
    x0, x1, middle = drawing.xs[2], drawing.xs[3], (drawing.ys[1] + drawing.ys[2]) / 2
    for text, y in (("12868.1", middle - 0.005), ("9", middle + 0.005)):
        drawing.lines.append(Line(text, 1, (x0 + 0.004, y - 0.004, x1 - 0.004, y + 0.004), printed=text))
    (table,) = read([drawing.page()])
    assert [fact[3] for fact in facts(table)] == ["12868.19"] * 4


def test_two_blocks_without_rules_between_their_rows(read):
    """One side has fewer rows than the other, and many accounts have no figure."""
    drawing = Drawing([0.08, 0.16, 0.1] * 2, 6).above("一般公共预算财政拨款基本支出决算表", "金额单位：万元")
    drawing.put(0, 0, "人员经费", across=3).put(0, 3, "公用经费", across=3)
    for column, text in enumerate(("科目代码", "科目名称", "决算数") * 2):
        drawing.put(1, column, text)
    left = [("301", "工资福利支出", "22.05"), ("30101", "基本工资", "22.05")]
    right = [
        ("302", "商品和服务支出", "10.42"),
        ("30201", "办公费", "7.38"),
        ("30202", "印刷费", ""),
        ("30206", "电费", "3.04"),
    ]
    for side, rows in ((0, left), (3, right)):
        for row, cells in enumerate(rows, start=2):
            for column, text in enumerate(cells):
                drawing.put(row, side + column, text)
    page = drawing.page()
    inner = {drawing.ys[r] for r in range(3, 6)}
    bare = replace(page, rules=tuple(rule for rule in page.rules if not (rule.horizontal and rule.y0 in inner)))
    (table,) = read([bare])
    assert [(fact[0], fact[3]) for fact in facts(table)] == [
        ("301", "22.05"),
        ("302", "10.42"),
        ("30101", "22.05"),
        ("30201", "7.38"),
        ("30206", "3.04"),
    ]
