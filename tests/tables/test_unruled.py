"""Tables without a line drawn."""

from pipeline.document import Line, Page
from tests.tables.conftest import facts


def run(text: str, x: float, y: float, right: bool = False) -> Line:
    width = (0.008 if right else 0.015) * len(text)
    x0, x1 = (x - width, x) if right else (x, x + width)
    return Line(text, 1, (x0, y - 0.006, x1, y + 0.006), printed=text)


def page(*lines: Line) -> Page:
    return Page(1, lines, (), 595.0, 842.0, origin="layer")


HEAD = (
    run("支出总表", 0.4, 0.10),
    run("单位：万元", 0.75, 0.12),
    run("科目编码", 0.1, 0.15),
    run("科目名称", 0.22, 0.15),
    run("合计", 0.55, 0.15),
    run("基本支出", 0.68, 0.15),
    run("项目支出", 0.80, 0.15),
)


def amounts(y: float, *texts: str) -> list[Line]:
    return [run(text, x, y, right=True) for x, text in zip((0.60, 0.74, 0.86), texts, strict=False) if text]


def test_name_wrapped_around_its_row(read):
    """Code and amounts stand in the middle of a name of two lines; its parts go to them, not to the rows beside."""
    (table,) = read(
        [
            page(
                *HEAD,
                *[run("208", 0.1, 0.18), run("社会保障和就业支出", 0.22, 0.18), *amounts(0.18, "8.10", "8.10")],
                run("机关事业单位基本养老", 0.22, 0.204),
                *[run("2080505", 0.1, 0.212), *amounts(0.212, "6.10", "6.10")],
                run("保险缴费支出", 0.22, 0.220),
                *[run("210", 0.1, 0.244), run("卫生健康支出", 0.22, 0.244), *amounts(0.244, "2.00", "", "2.00")],
            )
        ]
    )
    assert facts(table) == [
        ("208", "社会保障和就业支出", "合计", "8.10"),
        ("208", "社会保障和就业支出", "基本支出", "8.10"),
        ("2080505", "机关事业单位基本养老保险缴费支出", "合计", "6.10"),
        ("2080505", "机关事业单位基本养老保险缴费支出", "基本支出", "6.10"),
        ("210", "卫生健康支出", "合计", "2.00"),
        ("210", "卫生健康支出", "项目支出", "2.00"),
    ]


def test_prose_with_figures_is_no_table(read):
    lines = [
        run(f"{i}.公务接待费支出0.42万元，比上年增加0.07万元，增长20.00%。", 0.1, 0.2 + 0.02 * i) for i in range(8)
    ]
    assert read([page(*lines)]) == ()


def test_figures_grown_together_and_into_the_next_name(read):
    """Runs that a reader gave as one although two cells meet in them."""
    lines = [run("支出总表", 0.4, 0.10), run("单位：元", 0.75, 0.12)]
    lines += [
        run(text, x, 0.15) for x, text in ((0.1, "科目编码"), (0.22, "科目名称"), (0.55, "合计"), (0.72, "基本支出"))
    ]
    for i, code in enumerate(("201", "208", "210")):
        y = 0.18 + 0.03 * i
        figures = Line("82,096,797.4282,096,797.42", 1, (0.50, y - 0.006, 0.80, y + 0.006))
        lines += [run(f"{code} 一般公共服务支出", 0.1, y), figures]
    (table,) = read([page(*lines)])
    assert facts(table)[:2] == [
        ("201", "一般公共服务支出", "合计", "82096797.42"),
        ("201", "一般公共服务支出", "基本支出", "82096797.42"),
    ]


def row(y: float, *cells: tuple[str, float]) -> list[Line]:
    """Runs centred on these places."""
    return [run(text, x - 0.0075 * len(text), y) for text, x in cells]


def test_letters_that_stand_apart_spell_the_sides(read):
    """收 and 入 each in a run of its own, over names at the left and figures at the right of wide columns."""
    lines = [run("收支总表", 0.42, 0.10), run("单位：万元", 0.78, 0.12)]
    lines += row(0.15, ("收", 0.26), ("入", 0.36), ("支", 0.66), ("出", 0.76))
    lines += row(0.18, ("项", 0.20), ("目", 0.24), ("预算数", 0.42), ("项", 0.58), ("目", 0.62), ("预算数", 0.82))
    body = [
        ("一、财政拨款", "57.50", "一、教育支出", "28.00"),
        ("二、事业收入", "12.36", "二、社会保障和就业支出", "41.86"),
    ]
    for n, (left, income, right, spent) in enumerate(body):
        y = 0.21 + 0.03 * n
        lines += [
            run(left, 0.1, y),
            run(income, 0.47, y, right=True),
            run(right, 0.5, y),
            run(spent, 0.9, y, right=True),
        ]
    total = [run("收入总计", 0.1, 0.27), run("69.86", 0.47, 0.27, right=True)]
    total += [run("支出总计", 0.5, 0.27), run("69.86", 0.9, 0.27, right=True)]
    (table,) = read([page(*lines, *total)])
    assert facts(table) == [
        (None, "财政拨款", "收入/预算数", "57.50"),
        (None, "教育支出", "支出/预算数", "28.00"),
        (None, "事业收入", "收入/预算数", "12.36"),
        (None, "社会保障和就业支出", "支出/预算数", "41.86"),
        (None, "收入总计", "收入/预算数", "69.86"),
        (None, "支出总计", "支出/预算数", "69.86"),
    ]


def heads_of_funds() -> list[Line]:
    """Two brackets over narrow columns: heads of two lines, the last of which is lower than all others end."""
    lines = [run("支出总表", 0.42, 0.10), run("单位：万元", 0.85, 0.12)]
    lines += row(0.150, ("财政拨款", 0.50)) + row(0.150, ("单位资金", 0.80))
    lines += row(0.172, ("代建工程", 0.60), ("村镇帮扶协", 0.90))
    lines += row(
        0.180, ("科目名称", 0.17), ("合计", 0.32), ("小计", 0.40), ("基金", 0.50), ("小计", 0.70), ("捐赠", 0.80)
    )
    return lines + row(0.188, ("回收款", 0.60), ("作专款", 0.90))


def test_brackets_stand_over_what_the_words_and_the_numbers_of_the_columns_show(read):
    """Most columns are empty: 栏次 says where they are, 小计 where a bracket begins, the known distance what one head is."""
    numbers = row(0.21, *((str(n + 1), x) for n, x in enumerate((0.32, 0.40, 0.50, 0.60, 0.70, 0.80, 0.90))))
    body = []
    for n, name in enumerate(("合计", "教育支出", "卫生健康支出")):
        y = 0.24 + 0.03 * n
        figures = ("30.00", "30.00", "20.00", "10.00") if n == 0 else ("15.00", "15.00", "10.00", "5.00")
        body += [
            run(name, 0.1, y),
            *(run(f, x, y, right=True) for f, x in zip(figures, (0.35, 0.43, 0.53, 0.63), strict=True)),
        ]
    (table,) = read([page(*heads_of_funds(), *numbers, *body)])
    assert [f[2:] for f in facts(table)[:4]] == [
        ("合计", "30.00"),
        ("财政拨款收入/小计", "30.00"),
        ("财政拨款收入/基金", "20.00"),
        ("财政拨款收入/代建工程回收款", "10.00"),
    ]
    assert [f[:2] for f in facts(table)[::4]] == [(None, "合计"), (None, "教育支出"), (None, "卫生健康支出")]


def test_a_row_without_any_key_is_sure_of_nothing(read):
    """Its name lost, in a table whose other rows have theirs: whatever its sums say, nobody knows what it is."""
    rows = [[run("210", 0.1, 0.18), run("卫生健康支出", 0.22, 0.18), *amounts(0.18, "2.00", "", "2.00")]]
    rows += [amounts(y, "8.10", "8.10") for y in (0.21, 0.24)]
    (table,) = read([page(*HEAD, *[line for one in rows for line in one])])
    assert [(cell.row_name, cell.sure > 0.9) for cell in table.cells] == [
        ("卫生健康支出", True), ("卫生健康支出", True), (None, False), (None, False), (None, False), (None, False),
    ]  # fmt: skip


def test_the_body_and_the_unit_right_above_the_heads_are_no_heads(read):
    """填报单位 and 单位：万元 in one line as near to the heads as a row: what they say of white space is nothing."""
    caption = [run("填报单位[编码]：[212]某县民政局", 0.1, 0.13), run("单位：万元", 0.80, 0.13)]
    heads = row(0.15, ("科目名称", 0.17), ("合计", 0.45), ("2017年基本支出", 0.63)) + row(
        0.166, ("小计", 0.56), ("人员经费", 0.63), ("公用经费", 0.71)
    )
    body = []
    for n, name in enumerate(("教育支出", "卫生健康支出", "合计")):
        y = 0.19 + 0.02 * n
        figures = zip((0.47, 0.58, 0.66, 0.74), ("9.00", "9.00", "7.00", "2.00"), strict=True)
        body += [run(name, 0.1, y), *(run(text, x, y, right=True) for x, text in figures)]
    (table,) = read([page(run("支出总表", 0.42, 0.10), *caption, *heads, *body)])
    assert [f[2:] for f in facts(table)[:4]] == [
        ("合计", "9.00"),
        ("2017年基本支出/小计", "9.00"),
        ("2017年基本支出/人员经费", "7.00"),
        ("2017年基本支出/公用经费", "2.00"),
    ]
    assert table.unit == "万元"


def test_a_head_in_the_middle_over_figures_at_the_right_is_their_head(read):
    """数量 and its figures share no abscissa."""
    (table,) = read(
        [
            page(
                run("国有资产占有使用情况表", 0.3, 0.10),
                *[run("项目", 0.20, 0.15), run("数量", 0.52, 0.15), run("账面价值", 0.80, 0.15)],
                *[
                    piece
                    for y, name, number, value in (
                        (0.18, "土地、房屋及构筑物", "2860.00", "964.20"),
                        (0.20, "通用设备", "214", "395.22"),
                        (0.22, "专用设备", "37", "286.47"),
                        (0.24, "合计", "", "1645.89"),
                    )
                    for piece in (run(name, 0.1, y), run(number, 0.62, y, True), run(value, 0.86, y, True))
                    if piece.text
                ],
                run("—", 0.53, 0.24),
            )
        ]
    )
    assert [fact[1:] for fact in facts(table) if fact[2] == "数量"][:2] == [
        ("土地、房屋及构筑物", "数量", "2860.00"),
        ("通用设备", "数量", "214"),
    ]
