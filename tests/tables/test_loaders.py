"""Texts that a loader made of a PDF's pages: text first, then the tables; tables that follow each other; columns it guessed."""

from pipeline.tables import find_grids
from tests.tables.conftest import facts, text_page

TITLES_FIRST = (
    "2024年部门收入决算表\n单位：万元\n2024年部门支出决算表\n单位：万元\n"
    "科目编码\t科目名称\t本年收入合计\t财政拨款收入\t其他收入\n\t合计\t96.40\t90.10\t6.30\n20402\t公安\t96.40\t90.10\t6.30\n"
    "科目编码\t科目名称\t本年支出合计\t基本支出\t项目支出\n\t合计\t96.40\t71.30\t25.10\n20402\t公安\t96.40\t71.30\t25.10\n"
)


def test_titles_before_all_tables_of_their_page(read):
    """Rows without a line between two tables: the heads tell where the second begins, and which title is whose."""
    income, expenditure = read(TITLES_FIRST)
    assert (income.type, income.title) == ("income", "2024年部门收入决算表")
    assert (expenditure.type, expenditure.title) == ("expenditure", "2024年部门支出决算表")
    assert facts(income)[-1] == ("20402", "公安", "其他收入", "6.30")
    assert facts(expenditure)[0] == (None, "合计", "合计", "96.40")


def test_title_of_a_page_that_begins_with_the_rest_of_a_table(read):
    """The table above goes on with its heads; the title is of the one behind it, though it stands nearer to the rest."""
    heads = "科目编码\t科目名称\t本年支出合计\t基本支出\t项目支出\n"
    tables = read(
        f"2024年部门支出决算表\n{heads}\t合计\t96.40\t71.30\t25.10\n20402\t公安\t25.10\t\t25.10\n"
        f"2024年部门收入决算表\n{heads}208\t社会保障和就业支出\t71.30\t71.30\t\n"
        "科目编码\t科目名称\t本年收入合计\t财政拨款收入\t其他收入\n\t合计\t96.40\t90.10\t6.30\n20402\t公安\t96.40\t90.10\t6.30\n"
    )
    assert [(table.type, table.title) for table in tables] == [
        ("expenditure", "2024年部门支出决算表"),
        ("income", "2024年部门收入决算表"),
    ]
    assert ("208", "社会保障和就业支出", "基本支出", "71.30") in facts(tables[0])


def test_title_broken_in_two_above_a_table_of_several_pages(read):
    """The bracket of the title closes on its second line; heads of two rows come again, and part nothing."""
    heads = "科目编码\t科目名称\t本年支出\t\t\n\t\t合计\t基本支出\t项目支出\n"
    (table,) = read(
        "2024年部门一般公共预算支出明细表（按支出功能分类科\n目-不含上年结转）\n单位：万元\n"
        f"{heads}\t合计\t96.40\t71.30\t25.10\n20402\t公安\t25.10\t\t25.10\n{heads}208\t社会保障和就业支出\t71.30\t71.30\t\n"
    )
    assert (table.type, table.title) == (
        "general_budget",
        "2024年部门一般公共预算支出明细表（按支出功能分类科目-不含上年结转）",
    )
    assert [fact[0] for fact in facts(table)] == [None, None, None, "20402", "20402", "208", "208"]


GUESSED = """\
支出决算表
单位：万元
| 科目编码 |     | 科目名称 | 本年支出合计 | 基本支出 | 项目支出 |
| ---- | --- | ---- | ------ | ---- | ---- |
|      | 合计 |    | 96.40 | 71.30 | 25.10 |
| 208  | 社会保障和就业支出 |  | 71.30 | 71.30 |  |
| 204  | 公共安全支出 |  | 25.10 |  | 25.10 |
二、支出说明
| 本年支出 | 96.40 | 万元，比上年增加 | 6.10 |
| ---- | ----- | -------- | ---- |
| 万元，增长 | 6.76 | %，主要原因是人员 |  |
增加。
"""


def test_names_beside_their_head(read):
    """A converter that guesses columns from where words begin puts names left of 科目名称: the two are one column."""
    (table,) = read(GUESSED)
    assert facts(table)[:3] == [
        (None, "合计", "合计", "96.40"),
        (None, "合计", "基本支出", "71.30"),
        (None, "合计", "项目支出", "25.10"),
    ]
    assert ("204", "公共安全支出", "项目支出", "25.10") in facts(table)


def test_sentences_between_guessed_bars_are_sentences(columns, accounts):
    """Its columns cut sentences too: put together they are the paragraph's lines, and no table."""
    _, (page,) = find_grids([text_page(GUESSED)], columns, accounts)
    assert [line.text for line in page.lines if line.text.strip()] == [
        "二、支出说明",
        "本年支出96.40万元，比上年增加6.10",
        "万元，增长6.76%，主要原因是人员",
        "增加。",
    ]


def test_goals_in_a_drawn_table_stay_cells(columns, accounts):
    """A text cell with commas does not make the bars of a table guessed."""
    lines = "| 项目 | 金额 | 目标 |\n|---|---|---|\n| 监测 | 3.00 | 建成站点，投入 2.00 万元，按期完成 |\n| 合计 | 3.00 |  |"
    grids, (page,) = find_grids([text_page(f"项目支出表\n{lines}")], columns, accounts)
    assert [cell.text for cell in grids[0].cells][5] == "建成站点，投入 2.00 万元，按期完成"
    assert page.lines == ()


def test_row_with_a_body_that_lost_lines_of_its_name_is_not_sure(read):
    """Names wrapped around their figures: each piece may be the next body's, so no figure is sure where it stands."""
    (table,) = read(
        "部门收入决算表\n单位：万元\n单位名称 本年收入合计 财政拨款收入 其他收入\n合计 96.40 90.10 6.30\n某市气象局 40.20 36.10 4.10\n"
        "某市气象服务\n30.10 29.00 1.10\n中心\n某市防雷技术\n26.10 25.00 1.10\n检测所\n"
    )
    assert [cell.placed for cell in table.cells if cell.row_name != "合计" and cell.value is not None] == [False] * 9


def test_one_row_of_items_may_stand_in_other_columns(read):
    """8.00 = 3.00 + 5.00 whichever items they are: a total that repeats the only row proves no column."""
    (table,) = read(
        "“三公”经费支出表\n单位：万元\n部门名称 合计 因公出国（境）费 公务接待费 公务用车运行费\n"
        "合计 8.00 3.00 5.00\n某市信访局 8.00 3.00 5.00\n"
    )
    assert not any(cell.placed for cell in table.cells if cell.value is not None)


def test_a_head_of_codes_over_names(read):
    """A loader put the names left of 科目名称, under the end of 科目编码; or code and name into one cell."""
    for rows in (
        ("| 301 | 工资福利支出 | | 52.00 |", "| 30101 | 基本工资 | | 40.00 |", "| 30102 | 津贴补贴 | | 12.00 |"),
        ("| 301 工资福利支出 | | | 52.00 |", "| 30101   基本工资 | | | 40.00 |", "| 30102 津贴补贴 | | | 12.00 |"),
    ):
        text = "\n".join(
            (
                "一般公共预算基本支出表",
                "| 部门：某市水利局 | | | 单位：元 |",
                "| --- | --- | --- | --- |",
                "| 科目编码 | | 科目名称 | 合计 |",
                "| | | 合计 | 52.00 |",
                *rows,
            )
        )
        (table,) = read(text)
        assert [fact[:2] for fact in facts(table)][1:] == [
            ("301", "工资福利支出"),
            ("30101", "基本工资"),
            ("30102", "津贴补贴"),
        ]


def test_the_last_part_of_a_code_before_the_name(read):
    """类 and 款 came into one cell, 项 into that of the name."""
    text = """\
一般公共预算财政拨款支出决算表
| 部门：某县林业局 | | | 金额单位：万元 |
| --- | --- | --- | --- |
| 科目编码 | | 科目名称 | 合计 |
| 类 款 | 项 | | |
| | 合计 | | 70.93 |
| 208 | 社会保障和就业支出 | | 70.93 |
| 208 05 | 行政事业单位离退休 | | 70.93 |
| 208 05 | 01 归口管理的行政单位离退休 | | 60.88 |
| 208 05 | 02 事业单位离退休 | | 10.05 |
"""
    (table,) = read(text)
    assert [fact[:2] for fact in facts(table)][1:] == [
        ("208", "社会保障和就业支出"),
        ("20805", "行政事业单位离退休"),
        ("2080501", "归口管理的行政单位离退休"),
        ("2080502", "事业单位离退休"),
    ]
