"""The model as data frames."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from pipeline.document import Cell, Table
from pipeline.export.frames import document_frames
from pipeline.export.schema import SCHEMAS


def cell(row: int, column: int, name: str, path: str, text: str, value: str | None = None) -> Cell:
    amount = Decimal(value) if value else None
    return Cell("t", row, column, None, name, path, text, amount, amount, 1)


def test_a_table_stands_as_printed():
    cells = (
        cell(0, 1, "人员经费", "合计", "1,200.50", "1200.50"),
        cell(0, 2, "人员经费", "基本支出", "—"),
        cell(3, 2, "公用经费", "基本支出", "7.00", "7.00"),
    )
    frame = Table("t", "basic_expenditure", None, "元", 1, 1, 4, 3, 0.9, False, cells).frame()
    assert list(frame.columns) == ["合计", "基本支出"]
    assert frame.index.tolist() == [("", "人员经费"), ("", "公用经费")]
    assert frame.index.names == ["code", "name"]
    assert frame.to_numpy().tolist() == [[Decimal("1200.50"), "—"], [None, Decimal("7.00")]]


def test_each_side_of_a_summary_has_the_names_of_its_own_rows():
    """收支总表: 500.00 of the right side is 教育支出, not the 拨款收入 printed left of it."""
    cells = (
        cell(0, 1, "一般公共预算拨款收入", "收入/预算数", "620.00", "620.00"),
        cell(0, 3, "教育支出", "支出/预算数", "500.00", "500.00"),
        cell(1, 3, "住房保障支出", "支出/预算数", "120.00", "120.00"),
        cell(2, 1, "收入总计", "收入/预算数", "620.00", "620.00"),
        cell(2, 3, "支出总计", "支出/预算数", "620.00", "620.00"),
    )
    frame = Table("t", "overall", None, "万元", 1, 1, 3, 4, 1.0, False, cells).frame()
    assert list(frame.columns) == ["收入/预算数", "支出/预算数"]
    assert dict(zip(frame.index, frame.to_numpy().tolist(), strict=True)) == {
        ("", "一般公共预算拨款收入"): [Decimal("620.00"), None],
        ("", "收入总计"): [Decimal("620.00"), None],
        ("", "教育支出"): [None, Decimal("500.00")],
        ("", "住房保障支出"): [None, Decimal("120.00")],
        ("", "支出总计"): [None, Decimal("620.00")],
    }


def test_groups_of_accounts_side_by_side_stand_under_each_other():
    """基本支出表 with 301… and 302… in one row: one column of figures, a row an account."""
    cells = (
        replace(cell(0, 2, "工资福利支出", "决算数", "80.00", "80.00"), row_code="301"),
        replace(cell(0, 5, "商品和服务支出", "决算数", "9.00", "9.00"), row_code="302"),
        replace(cell(1, 2, "基本工资", "决算数", "80.00", "80.00"), row_code="30101"),
    )
    frame = Table("t", "basic_expenditure", None, "万元", 1, 1, 2, 6, 1.0, False, cells).frame()
    assert frame.index.tolist() == [("301", "工资福利支出"), ("30101", "基本工资"), ("302", "商品和服务支出")]
    assert frame["决算数"].tolist() == [Decimal("80.00"), Decimal("80.00"), Decimal("9.00")]


def test_two_columns_of_one_path_stay_two():
    cells = (cell(0, 1, "合计", "预算数", "1", "1"), cell(0, 4, "合计", "预算数", "2", "2"))
    frame = Table("t", "other", None, None, 1, 1, 1, 5, 0.5, False, cells).frame()
    assert list(frame.columns) == ["预算数", "预算数 (2)"]
    assert frame.to_numpy().tolist() == [[Decimal("1"), Decimal("2")]]


def test_an_empty_form_gives_an_empty_frame():
    assert Table("t", "state_capital", None, None, 1, 1, 3, 5, 0.5, True).frame().empty


def test_a_document_gives_the_tables_of_the_corpus(document):
    frames = document_frames(replace(document, issues=()), decimal=True)
    assert {name: list(frame.columns) for name, frame in frames.items()} == {
        name: schema.names for name, schema in SCHEMAS.items()
    }
    assert frames["cells"]["value"].tolist() == [Decimal("1200345.60000000"), None]


def test_amounts_to_calculate_with_and_a_table_by_its_type(document):
    """`document.frames()` gives floats; the table is asked for by its type, and a type that is not there is told."""
    frames = document.frames()
    assert frames["cells"]["value"].tolist()[0] == 1200345.6
    assert frames["cells"]["page"].dtype == "Int32"
    assert document.table("expenditure") is document.tables[0]
    with pytest.raises(LookupError, match=r"has no table of type income; it has expenditure"):
        document.table("income")
