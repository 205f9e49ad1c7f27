"""A document as rows: types, nulls, boxes."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal

import pyarrow as pa
import pytest

from pipeline.boxes import stored_box
from pipeline.document import Issue, Page
from pipeline.export.rows import Entry, arrow_tables, stored_amount
from pipeline.export.schema import SCHEMAS

CONTRACT = {
    "documents": "doc_id path media_type pages ocr_pages title agency region_code province city county fiscal_year "
    "report_type scope status error seconds source_url retrieved",
    "issues": "doc_id stage page message loses",
    "sections": "doc_id section_id parent_id level number title label score page_start page_end text",
    "tables": "doc_id table_id type title unit page_start page_end n_rows n_columns score empty",
    "cells": "doc_id table_id row column row_code row_name column_path text value value_wan page bbox ocr_score "
    "repaired_from grade",
    "statements": "doc_id statement_id section_id section_label kind indicator base direction amount percent reason "
    "sentence page char_start char_end score grade",
    "checks": "doc_id check_id rule status severity expected actual difference tolerance message evidence",
}


def rows(entry: Entry, name: str) -> list[dict]:
    return arrow_tables(entry)[name].to_pylist()


@pytest.mark.parametrize("name", CONTRACT)
def test_every_field_of_the_contract_is_there(name):
    assert set(CONTRACT[name].split()) <= set(SCHEMAS[name].names)


def test_no_amount_is_a_binary_float():
    amounts = {
        "value",
        "value_wan",
        "repaired_from",
        "amount",
        "percent",
        "expected",
        "actual",
        "difference",
        "tolerance",
    }
    kinds = {field.type for schema in SCHEMAS.values() for field in schema if field.name in amounts}
    assert kinds == {pa.decimal128(38, 8)}


def test_a_document_is_one_row(document):
    assert rows(Entry(document, seconds=1.23456, made_by="v1"), "documents") == [
        {
            "doc_id": document.doc_id,
            "path": "云溪县/决算.pdf",
            "media_type": "application/pdf",
            "pages": 2,
            "ocr_pages": 1,
            "title": "2023年度部门决算",
            "agency": "云溪县水务局",
            "region_code": None,
            "region_id": None,
            "province": "南江省",
            "city": None,
            "county": None,
            "fiscal_year": 2023,
            "report_type": "final",
            "scope": "department",
            "status": "ok",
            "error": None,
            "seconds": 1.235,
            "other_paths": [],
            "source_url": None,
            "retrieved": None,
            "publisher": None,
            "corrected": [],
            "made_by": "v1",
        }
    ]


def test_cells_keep_their_exact_value_and_their_text(document):
    number, text = rows(Entry(document), "cells")
    assert (number["value"], number["value_wan"]) == (Decimal("1200345.60"), Decimal("120.03456"))
    assert (number["text"], number["bbox"], number["ocr_score"]) == ("1,200,345.60", [0.5, 0.25, 0.75, 0.5], 0.98)
    assert (text["text"], text["value"], text["bbox"], text["ocr_score"]) == ("=1+1", None, None, None)


def test_checks_round_quotients_and_list_their_evidence(document):
    (check,) = rows(Entry(document), "checks")
    assert check["expected"] == Decimal("0.33333333")
    assert json.loads(check["evidence"]) == ["000000000000-t01-r0c2", "000000000000-m001"]


def test_a_failed_document_has_no_other_rows(document):
    tables = arrow_tables(Entry(document, error="the file is empty"))
    assert {name: len(table) for name, table in tables.items()} == {
        "documents": 1, "issues": 1, "sections": 0, "tables": 0, "cells": 0, "statements": 0, "checks": 0,
    }  # fmt: skip
    row = tables["documents"].to_pylist()[0]
    assert (row["status"], row["error"]) == ("failed", "the file is empty")
    assert tables["issues"].to_pylist() == [
        {"doc_id": document.doc_id, "stage": "read", "page": None, "message": "the file is empty", "loses": True}
    ]


def test_what_is_no_report_keeps_its_text_and_none_of_its_figures(document):
    """A gazette's numbers are none of a budget; why it is none stands in `error` and, losing nothing, in `issues`."""
    tables = arrow_tables(Entry(replace(document, no_report="a notice to other offices")))
    kept = {name: len(table) for name, table in tables.items()}
    assert kept == {
        "documents": 1, "issues": 1, "sections": len(document.sections), "tables": 0, "cells": 0, "statements": 0, "checks": 0,
    }  # fmt: skip
    row = tables["documents"].to_pylist()[0]
    assert (row["status"], row["error"]) == ("no_report", "a notice to other offices")
    assert tables["issues"].to_pylist() == [
        {
            "doc_id": document.doc_id,
            "stage": "identity",
            "page": None,
            "message": "a notice to other offices",
            "loses": False,
        }
    ]


def test_a_partial_document_says_what_was_lost(document):
    lost = (
        Issue("ocr", 3, "the engine failed"),
        Issue("tables", None, "2 lines left"),
        Issue("ocr", 3, "the engine failed"),
    )
    entry = Entry(replace(document, issues=lost))
    assert (entry.status, entry.reason) == ("partial", "page 3: the engine failed; 2 lines left")
    assert [(row["stage"], row["page"], row["message"], row["loses"]) for row in rows(entry, "issues")] == [
        ("ocr", 3, "the engine failed", True), ("tables", None, "2 lines left", True), ("ocr", 3, "the engine failed", True),
    ]  # fmt: skip


def test_what_was_not_understood_and_loses_nothing_leaves_a_document_ok(document):
    entry = Entry(replace(document, issues=(Issue("read", 2, "a note beside the text", loses=False),)))
    assert (entry.status, entry.reason) == ("ok", None)
    assert [row["message"] for row in rows(entry, "issues")] == ["a note beside the text"]


def test_a_page_is_named_once(document):
    entry = Entry(replace(document, issues=(Issue("ocr", 3, "page 3 could not be read by OCR: no memory"),)))
    assert entry.reason == "page 3 could not be read by OCR: no memory"


def test_scores_that_are_no_numbers_are_null(document):
    entry = Entry(replace(document, sections=(replace(document.sections[0], score=float("nan")),)))
    assert rows(entry, "sections")[0]["score"] is None


@pytest.mark.parametrize(
    ("value", "stored"),
    [
        ("98765432109876543210.12", "98765432109876543210.12"),
        ("123456789012345678901234567890.123456789", "123456789012345678901234567890.12345679"),
        ("1E+31", None),
        ("NaN", None),
        ("Infinity", None),
        ("-0.000000005", "0E-8"),
    ],
)
def test_amounts_are_exact_or_null(value, stored):
    assert stored_amount(Decimal(value)) == (Decimal(stored) if stored else None)


def test_boxes_on_a_slightly_turned_page_follow_the_picture():
    """On a wide page turned clockwise by 1°, its right edge lies lower than its left one."""
    page = Page(1, (), width=800, height=400, skew=1.0)
    x0, y0, x1, y1 = stored_box((0.75, 0.49, 0.77, 0.51), page)
    assert (x0 + x1) / 2 == pytest.approx(0.5 + 0.26 * 0.99985, abs=1e-4)
    assert (y0 + y1) / 2 == pytest.approx(0.5 + 0.26 * 800 / 400 * 0.01745, abs=1e-4)


@pytest.mark.parametrize(
    ("skew", "box"),
    [
        (0.0, (0.0, 0.0, 0.5, 0.25)),
        (90.0, (0.75, 0.0, 1.0, 0.5)),
        (180.0, (0.5, 0.75, 1.0, 1.0)),
        (-90.0, (0.0, 0.5, 0.25, 1.0)),
    ],
)
def test_pages_stored_on_their_side(skew, box):
    page = Page(1, (), width=600, height=800, skew=skew)
    assert stored_box((0.0, 0.0, 0.5, 0.25), page) == box


def test_boxes_stay_on_the_page():
    page = Page(1, (), width=600, height=800, skew=5.0)
    assert stored_box((0.0, 0.0, 1.0, 1.0), page) == (0.0, 0.0, 1.0, 1.0)
