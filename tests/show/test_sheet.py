"""Cells of a table → the sheet a reader sees."""

from __future__ import annotations

from pipeline.sheet import Side, sheets_of
from pipeline.show.sheet import failures, figure, grades_of


def keys_of(sheet):
    return [row.keys for row in sheet.rows]


def test_one_side_where_each_row_has_one_key(table, cell):
    rows = [(0, None, "合计", "30.20"), (1, "213", "农林水支出", "30.20"), (2, "21303", "水利", "30.20")]
    cells = [
        cell(r, c, path, v, code=code, name=n) for r, code, n, v in rows for c, path in ((2, "合计"), (3, "基本支出"))
    ]
    (sheet,) = sheets_of(table(cells))
    assert sheet.paths == {2: ("合计",), 3: ("基本支出",)}
    assert sheet.sides == (Side((2, 3), coded=True, named=True),)
    assert keys_of(sheet) == [((None, "合计"),), (("213", "农林水支出"),), (("21303", "水利"),)]


def test_income_and_expenditure_side_by_side(table, cell):
    """The second side begins behind its own name column, in rows of one side too."""
    cells = [
        cell(0, 1, "收入/预算数", "41.00", name="一般公共预算拨款收入"),
        cell(0, 3, "支出/合计", "30.00", name="农林水支出"),
        cell(0, 4, "支出/政府性基金预算财政拨款", "30.00", name="农林水支出"),
        cell(1, 4, "支出/政府性基金预算财政拨款", "11.00", name="住房保障支出"),
        cell(2, 1, "收入/预算数", "41.00", name="收入总计"),
        cell(2, 4, "支出/政府性基金预算财政拨款", "41.00", name="支出总计"),
    ]
    (sheet,) = sheets_of(table(cells, kind="appropriation"))
    assert sheet.sides == (Side((1,), coded=False, named=True), Side((3, 4), coded=False, named=True))
    assert keys_of(sheet) == [
        ((None, "一般公共预算拨款收入"), (None, "农林水支出")),
        ((None, None), (None, "住房保障支出")),
        ((None, "收入总计"), (None, "支出总计")),
    ]


def test_three_groups_of_code_name_amount(table, cell):
    """一般公共预算基本支出表: 301 | 302 | 303 in one row."""
    groups = [(2, "30101", "基本工资", "8.10"), (5, "30201", "办公费", "1.30"), (8, "30301", "离休费", "0.40")]
    cells = [cell(0, c, "决算数", v, code=code, name=name) for c, code, name, v in groups]
    (sheet,) = sheets_of(table(cells, kind="basic_expenditure"))
    assert [side.columns for side in sheet.sides] == [(2,), (5,), (8,)]
    assert keys_of(sheet) == [(("30101", "基本工资"), ("30201", "办公费"), ("30301", "离休费"))]


def test_blocks_with_other_columns_are_sheets_of_their_own(table, cell):
    """绩效目标表: a block of amounts above a block of indicators in the same columns."""
    cells = [
        cell(0, 1, "合计", "12.00", name="预算数"),
        cell(1, 1, "指标值", text="≥95%", name="水质达标率"),
        cell(2, 1, "指标值", text="≤3天", name="办结时间"),
    ]
    first, second = sheets_of(table(cells, kind="performance_project"))
    assert (first.paths, second.paths) == ({1: ("合计",)}, {1: ("指标值",)})
    assert keys_of(second) == [((None, "水质达标率"),), ((None, "办结时间"),)]


def test_one_page_of_a_table(table, cell):
    cells = [cell(0, 2, "合计", "1.00", name="合计"), cell(1, 2, "合计", "1.00", code="201", name="甲", page=2)]
    (sheet,) = sheets_of(table(cells), page=2)
    assert keys_of(sheet) == [(("201", "甲"),)]
    assert sheets_of(table(cells), page=3) == ()


def test_cells_that_claim_one_place_are_all_shown(table, cell):
    cells = [cell(0, 2, "合计", "1.00", name="甲"), cell(0, 2, "合计", "2.00", name="乙")]
    (sheet,) = sheets_of(table(cells))
    assert [row.cells[2].text for row in sheet.rows] == ["1.00", "2.00"]


def test_figures_keep_their_decimals(cell):
    assert figure(cell(0, 1, "合计", "1234567.50")) == "1,234,567.50"
    assert figure(cell(0, 1, "数量", "12")) == "12"
    assert figure(cell(0, 1, "备注", text=" 见 附件\n说明 ")) == "见 附件 说明"


def test_grades_count_numbers_only(cell):
    cells = [
        cell(0, 1, "合计", "1.00", grade="verified"),
        cell(1, 1, "合计", "2.00", grade="contradicted"),
        cell(2, 1, "备注", text="无"),
    ]
    assert grades_of(cells) == {"verified": 1, "contradicted": 1, "unverified": 0}


def test_failures_are_found_by_their_numbers(document, table, cell, failed):
    whole, part = cell(0, 1, "合计", "9.60"), cell(1, 1, "合计", "8.60")
    check = failed("6.60 + 2.00 = 8.60, printed 9.60", whole, part)
    assert failures(document(table([whole, part]), checks=[check])) == {whole.cell_id: (check,), part.cell_id: (check,)}
