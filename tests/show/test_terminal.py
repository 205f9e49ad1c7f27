"""Tables on a terminal: every line compared, widths counted in terminal cells."""

from __future__ import annotations

import io

import pytest
from rich.cells import cell_len
from rich.console import Console

from pipeline.document import Issue
from pipeline.show.terminal import show_document


@pytest.fixture
def shown():
    """The lines that a terminal of this width gets."""

    def show(document, page=None, width=100):
        out = io.StringIO()
        show_document(document, page, Console(file=out, width=width, highlight=False))
        return [line.rstrip() for line in out.getvalue().splitlines()]

    return show


def test_a_table_with_codes_grades_and_a_failed_sum(shown, document, table, cell, failed):
    whole = cell(0, 2, "合计", "1209.60", code="21303", name="水利", grade="contradicted")
    cells = [
        whole,
        cell(0, 3, "基本支出/小计", "9.60", code="21303", name="水利", grade="verified"),
        cell(1, 2, "合计", "6.60", code="2130304", name="水利行业业务管理"),
    ]
    report = document(table(cells), checks=[failed("21303 水利: 6.60 + 2.00 = 8.60, printed 1209.60", whole)])
    assert shown(report) == [
        "t01  general_budget  一般公共预算支出表",
        "     万元, page 1, 2 rows × 5 columns, score 1.00   ✓ 1 verified  ✗ 1 contradicted  · 1 unverified",
        "",
        "                                           基本支出",
        " code      name                     合计       小计",
        " ──────────────────────────────────────────────────",
        " 21303     水利               1,209.60 ✗     9.60 ✓",
        " 2130304   水利行业业务管理       6.60 ·",
        "",
        "✗ 21303 水利: 6.60 + 2.00 = 8.60, printed 1209.60",
        "",
        "1 table on 1 page   ✓ 1 verified  ✗ 1 contradicted  · 1 unverified",
    ]


def test_two_sides_have_a_line_between_them(shown, document, table, cell):
    cells = [
        cell(0, 1, "收入/预算数", "41.00", name="财政拨款"),
        cell(0, 3, "支出/预算数", "41.00", name="农林水支出"),
    ]
    assert shown(document(table(cells, kind="overall")))[2:7] == [
        "",
        "               收入                       支出",
        " name        预算数   │   name          预算数",
        " ─────────────────────────────────────────────",
        " 财政拨款   41.00 ·   │   农林水支出   41.00 ·",
    ]


def test_what_is_wider_than_the_terminal_comes_in_strips_with_the_keys_again(shown, document, table, cell):
    cells = [
        cell(0, column, f"本年拨款/第{column}类预算拨款", "1234567.89", code="2130305", name="水利工程建设")
        for column in range(2, 12)
    ]
    lines = shown(document(table(cells)), width=70)
    rows = [line for line in lines if "1,234,567.89" in line]
    assert len(rows) == 5
    assert all(line.startswith(" 2130305   水利工程建设") for line in rows)
    assert sum(line.count("1,234,567.89 ·") for line in rows) == 10
    assert max(cell_len(line) for line in lines[2:-2]) <= 70


def test_one_page(shown, document, table, cell):
    long = table([cell(0, 2, "合计", "1.00", name="甲"), cell(1, 2, "合计", "2.00", name="乙", page=2)])
    other = table([cell(0, 2, "合计", "3.00", name="丙", page=3, table="t02")], number="t02")
    lines = shown(document(long, other, pages=3), page=2)
    assert "万元, pages 1–2, here page 2" in lines[1]
    assert [line.split() for line in lines if "·" in line][1:] == [
        ["乙", "2.00", "·"],
        ["1", "table", "on", "page", "2", "·", "1", "unverified"],
    ]


def test_an_empty_form_says_so(shown, document, table):
    lines = shown(document(table([], kind="government_fund", title="政府性基金预算支出表")))
    assert lines == [
        "t01  government_fund  政府性基金预算支出表",
        "     万元, page 1, 0 rows × 5 columns, score 1.00, empty form (空表)",
        "",
        "1 table on 1 page   no figures",
    ]


def test_documents_cannot_steer_the_terminal(shown, document, table, cell):
    cells = [cell(0, 1, "备注", text="\x1b[2J[bold]红", name="\x1b]0;x\x07甲\u202e")]
    report = document(table(cells, title="[link=x]表\x1b[1A"), issues=(Issue("ocr", 2, "page 2\x1b[31m is lost"),))
    text = "\n".join(shown(report))
    assert not {"\x1b", "\x07", "\u202e"} & set(text)
    for written in (
        "[link=x]表\\x1b[1A",
        "\\x1b]0;x\\x07甲\\u202e",
        "\\x1b[2J[bold]红",
        "lost: page 2\\x1b[31m is lost",
    ):
        assert written in text


def test_a_document_without_tables(shown, document):
    assert shown(document(pages=3)) == ["0 tables on 3 pages   no figures"]
