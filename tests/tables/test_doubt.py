"""How sure cells are: by what parts them, by what is known of the heads above and the name beside them."""

from dataclasses import replace
from math import exp

import pytest

from pipeline.checks.grades import SURE
from pipeline.tables import read_tables
from tests.tables.conftest import DOC_ID, grid


def drawn(heads, rows, title="支出决算表"):
    body = [[(c, text) for c, text in enumerate(row) if text] for row in rows]
    return grid(
        [[(c, text) for c, text in enumerate(heads)], *body], [title, "单位：万元"], edges=(0.1,) * (len(heads) + 1)
    )


def sure(tables):
    return {(cell.row_name, cell.column_path): cell.sure for table in tables for cell in table.cells}


ROWS = [("208", "社会保障和就业支出", "8.10", "6.00", "2.10"), ("210", "卫生健康支出", "2.00", "2.00", "")]


def test_a_path_of_the_form_is_surest(columns, accounts):
    """基本支出 stands in every 支出决算表; 村级公益补贴 in none."""
    read = read_tables(
        [drawn(("科目编码", "科目名称", "本年支出合计", "基本支出", "村级公益补贴"), ROWS)], columns, accounts, DOC_ID
    )
    found = sure(read)
    assert found[("社会保障和就业支出", "基本支出")] > 0.98
    assert found[("社会保障和就业支出", "村级公益补贴")] < 0.92


def test_a_head_of_a_drawn_table_is_not_taken_for_another_word(columns, accounts):
    """余额 differs from 金额 by one character, and nothing was recognised that could be misread."""
    (table,) = read_tables(
        [
            drawn(
                ("项目", "限额", "余额"),
                [("一般债务", "8.00", "6.20"), ("专项债务", "3.00", "1.10")],
                "地方政府债务情况表",
            )
        ],
        columns,
        accounts,
        DOC_ID,
    )
    assert sorted({cell.column_path for cell in table.cells}) == ["余额", "限额"]


def test_signs_add_up_in_log_odds(columns):
    weights = columns.doubts.weights
    signs = ("drawn", "drawn: path of the form", "drawn: known name", "table")
    odds = columns.doubts.start + sum(weights[sign] for sign in signs)
    assert columns.doubts.sure(signs, 0.5) == pytest.approx(0.5 / (1 + exp(-odds)), abs=1e-4)


def test_an_items_name_that_a_scan_misread_is_not_sure(columns, accounts):
    """微 for 缴; the items beside it and a row in words of its own are as sure as before."""
    names = ("财政拨款收入", "附属单位上微收入", "预算拨款")
    table = drawn(("项目", "预算数", "项目", "预算数"), [(name, "6.20", "", "") for name in names], "收支预算总表")
    read = read_tables([recognised(table)], columns, accounts, DOC_ID)
    found = {name: value for (name, _), value in sure(read).items()}
    assert [found[name] >= SURE for name in names] == [True, False, True]


def recognised(table):
    return replace(
        table,
        cells=tuple(
            replace(cell, lines=tuple(replace(line, score=0.98) for line in cell.lines)) for cell in table.cells
        ),
    )


def test_a_key_that_shows_how_its_row_was_torn_is_no_key(columns, accounts):
    """Over gaps only: a piece of a code in the name, half a bracket, a code of no classification, an account twice."""

    def over_gaps(rows, title="支出决算表", part="基本支出"):
        heads = [(c, text) for c, text in enumerate(["科目编码", "科目名称", "合计", part])]
        body = [[(c, text) for c, text in enumerate([*row, "1.00", "1.00"]) if text] for row in rows]
        found = replace(grid([heads, *body], [title, "单位：万元"]), form="loose")
        (table,) = read_tables([found], columns, accounts, "0" * 64)
        return [min(cell.sure for cell in table.cells if cell.row == r) > 0.86 for r in range(len(rows))]

    assert over_gaps([("20805", "行政事业单位养老支出"), ("2080505", "05机关事业单位基本养老保险缴费支出")]) == [
        True,
        False,
    ]
    assert over_gaps([("201", "一般公共服务支出"), ("", "服务中心（某某站")]) == [True, False]
    assert over_gaps([("201", "一般公共服务支出"), ("1530113", "住房公积金")]) == [True, False]
    accounts_of_state = [("50101", "工资奖金津补贴"), ("50201", "办公经费"), ("50202", "会议费")]
    basic = "一般公共预算财政拨款基本支出决算表", "人员经费"
    assert over_gaps(accounts_of_state, *basic) == [True, True, True]
    assert over_gaps([*accounts_of_state, ("50201", "办公经费")], *basic) == [False] * 4
