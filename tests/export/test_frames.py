"""The model as data frames."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

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


def test_two_columns_of_one_path_stay_two():
    cells = (cell(0, 1, "合计", "预算数", "1", "1"), cell(0, 4, "合计", "预算数", "2", "2"))
    frame = Table("t", "other", None, None, 1, 1, 1, 5, 0.5, False, cells).frame()
    assert list(frame.columns) == ["预算数", "预算数 (2)"]


def test_an_empty_form_gives_an_empty_frame():
    assert Table("t", "state_capital", None, None, 1, 1, 3, 5, 0.5, True).frame().empty


def test_a_document_gives_the_tables_of_the_corpus(document):
    frames = document_frames(replace(document, issues=()))
    assert {name: list(frame.columns) for name, frame in frames.items()} == {
        name: schema.names for name, schema in SCHEMAS.items()
    }
    assert frames["cells"]["value"].tolist() == [Decimal("1200345.60000000"), None]
