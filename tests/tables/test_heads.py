"""Heads of one table, understood together."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from pipeline.document import GridCell, Line
from pipeline.tables.heads.assign import assigned
from pipeline.tables.heads.broken import whole_heads
from pipeline.tables.heads.matching import cheapest


def test_what_stands_beside_decides(columns):
    """失算数 is as near to 预算数 as to 决算数; the one that is there already is not there twice."""
    for there, other in (("预算数", "决算数"), ("决算数", "预算数")):
        assert assigned([("项目",), (there,), ("失算数",)], columns, "three_public") == [("项目",), (there,), (other,)]


def test_the_type_of_the_table_decides(columns):
    """计 alone is nothing; in a table that has 合计 it is that."""
    assert columns.term("计") == "计"
    heads = [("科目名称",), ("计",), ("基本支出",), ("项目支出",)]
    assert columns.term(assigned(heads, columns, "expenditure")[1][0]) == "合计"
    assert assigned([("姓名",), ("计",)], columns, "other")[1] == ("计",)


def test_misread_heads_above_and_below(columns):
    heads = [
        ("科目编码",), ("科目名称",), ("合汁",), ("基木支出", "小讣"), ("基木支出", "人员经贵"), ("基木支出", "公甩经费"),
        ("项日支出",),
    ]  # fmt: skip
    assert assigned(heads, columns, "expenditure") == [
        ("科目编码",), ("科目名称",), ("合计",), ("基本支出", "小计"), ("基本支出", "人员经费"), ("基本支出", "公用经费"),
        ("项目支出",),
    ]  # fmt: skip


def test_both_sides_may_have_the_same_heads(columns):
    heads = [("项目",), ("预算数",), ("项日",), ("预箕数",)]
    assert assigned(heads, columns, "overall") == [("项目",), ("预算数",), ("项目",), ("预算数",)]


def test_the_year_of_a_misread_head_stays(columns):
    assert assigned([("项目",), ("2024年预箕数",)], columns, "overall")[1] == ("2024年预算数",)


def cell(row: int, column: int, text: str, box: tuple[float, float, float, float] | None = None) -> GridCell:
    return GridCell(row, column, text, (Line(text, 1, box),))


def joined(rows, columns):
    return [[one.text for one in row] for row in whole_heads(rows, columns)]


def test_heads_broken_over_lines_are_one(columns):
    """Three lines of a narrow column, the first of which is a head by itself; 财政拨款 over 收入 may be two."""
    rows = [
        [cell(0, 1, "政府性基"), cell(0, 2, "政府性基金"), cell(0, 3, "财政拨款"), cell(0, 4, "合计")],
        [cell(1, 1, "金预算财"), cell(1, 2, "预算财政拨"), cell(1, 3, "收入")],
        [cell(2, 1, "政拨款"), cell(2, 2, "款")],
    ]
    assert joined(rows, columns) == [
        ["政府性基金预算财政拨款", "政府性基金预算财政拨款", "财政拨款", "合计"],
        ["收入"],
    ]


def test_lines_on_one_middle_are_one_head(columns):
    """一般公共预算 over 财政拨款: one head where both are centred alike, two where the upper one reaches further."""
    below = cell(1, 1, "财政拨款", (0.42, 0.12, 0.48, 0.13))
    assert joined([[cell(0, 1, "一般公共预算", (0.405, 0.1, 0.495, 0.11))], [below]], columns) == [
        ["一般公共预算财政拨款"]
    ]
    assert joined([[cell(0, 1, "一般公共预算", (0.43, 0.1, 0.52, 0.11))], [below]], columns) == [
        ["一般公共预算"],
        ["财政拨款"],
    ]


def test_a_side_over_two_columns_is_no_first_line(columns):
    """收入项目 is a head, and 收入 over 项目 and 预算数 is none of its lines, wherever it is printed."""
    rows = [
        [cell(0, 0, "收入", (0.1, 0.1, 0.2, 0.11))],
        [cell(1, 0, "项目", (0.1, 0.12, 0.2, 0.13)), cell(1, 1, "预算数", (0.3, 0.12, 0.4, 0.13))],
    ]
    assert joined(rows, columns) == [["收入"], ["项目", "预算数"]]
    assert joined([rows[0], rows[1][:1]], columns) == [["收入项目"]]


def test_misread_column_numbers_are_no_body(read):
    """栏次 misread, and one of its numbers: no figures of a row."""
    (table,) = read(
        "支出决算表\n单位：万元\n科目编码\t科目名称\t合计\t基本支出\t项目支出\t上缴上级支出\t经营支出\n"
        "\t档火\t1\t2\t8\t4\t5\n\t合计\t31.20\t20.10\t11.10\t\t\n205\t教育支出\t31.20\t20.10\t11.10\t\t\n"
    )
    assert [(cell.row_name, cell.column_path, str(cell.value)) for cell in table.cells] == [
        ("合计", "合计", "31.20"),
        ("合计", "基本支出", "20.10"),
        ("合计", "项目支出", "11.10"),
        ("教育支出", "合计", "31.20"),
        ("教育支出", "基本支出", "20.10"),
        ("教育支出", "项目支出", "11.10"),
    ]


@given(st.lists(st.lists(st.integers(0, 9), min_size=5, max_size=5), min_size=1, max_size=4))
def test_assignment_is_the_cheapest(costs):
    chosen = cheapest(costs)
    assert len(set(chosen)) == len(costs)
    least = min(
        sum(row[column] for row, column in zip(costs, columns, strict=True))
        for columns in itertools.permutations(range(5), len(costs))
    )
    assert sum(row[column] for row, column in zip(costs, chosen, strict=True)) == least


def test_lines_as_near_as_those_of_known_heads_are_one(columns):
    """Known heads of two lines show the distance; a bracket, which stands over two heads, is none of their lines."""
    rows = [
        [cell(0, 1, "政府性基", (0.20, 0.100, 0.26, 0.112)), cell(0, 2, "山林养护", (0.30, 0.100, 0.36, 0.112))],
        [cell(1, 1, "金预算", (0.2075, 0.114, 0.2525, 0.126)), cell(1, 2, "补助金", (0.3075, 0.114, 0.3525, 0.126))],
    ]
    assert joined(rows, columns) == [["政府性基金预算", "山林养护补助金"]]
    beside = [[cell(0, 1, "山林养护", (0.20, 0.100, 0.36, 0.112))],
              [cell(1, 1, "第一年", (0.20, 0.114, 0.25, 0.126)), cell(1, 2, "第二年", (0.31, 0.114, 0.36, 0.126))]]  # fmt: skip
    assert joined(beside, columns) == [["山林养护"], ["第一年", "第二年"]]
