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
