"""What a spreadsheet program gets to see: CSV and Excel, JSON Lines beside them."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from pipeline.export.csv import plain_text, write_csv
from pipeline.export.jsonl import write_jsonl
from pipeline.export.parquet import Corpus
from pipeline.export.schema import TABLES
from pipeline.export.xlsx import write_xlsx


def csv_rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_csv_opens_in_excel_and_keeps_the_figures(corpus, tmp_path):
    write_csv(corpus, tmp_path / "csv")
    assert (tmp_path / "csv" / "cells.csv").read_bytes().startswith(b"\xef\xbb\xbfdoc_id,")
    number, text = csv_rows(tmp_path / "csv" / "cells.csv")
    assert (number["value"], number["value_wan"], number["bbox"]) == (
        "1200345.6",
        "120.03456",
        "[0.5, 0.25, 0.75, 0.5]",
    )
    assert (text["text"], text["value"]) == ("'=1+1", "")
    assert sorted(path.name for path in (tmp_path / "csv").iterdir()) == sorted(f"{name}.csv" for name in TABLES)


@pytest.mark.parametrize("text", ["=1+1", "@SUM(A1)", "+cmd|' /C calc'!A0", "-2+3+cmd|' /C calc'!A0", "\t=1", "＝1"])
def test_csv_text_is_never_a_formula(text):
    assert plain_text(text) == "'" + text


@pytest.mark.parametrize("text", ["-4.37", "+1.2%", "－1,200", "收入=支出", "—", "", "'引号"])
def test_csv_leaves_other_text_alone(text):
    assert plain_text(text) == text


def test_jsonl_keeps_amounts_exact_and_lists_as_lists(corpus, tmp_path):
    write_jsonl(corpus, tmp_path / "jsonl")
    lines = {
        name: [json.loads(line) for line in (tmp_path / "jsonl" / f"{name}.jsonl").read_text("utf-8").splitlines()]
        for name in TABLES
    }
    assert lines["cells"][0]["value"] == "1200345.6"
    assert lines["cells"][0]["bbox"] == [0.5, 0.25, 0.75, 0.5]
    assert lines["cells"][1]["text"] == "=1+1"
    assert lines["checks"][0]["evidence"] == ["000000000000-t01-r0c2", "000000000000-m001"]
    assert lines["documents"][0]["fiscal_year"] == 2023


def test_excel_gets_numbers_as_numbers_and_text_as_text(corpus, tmp_path):
    write_xlsx(corpus, tmp_path / "xlsx")
    book = load_workbook(tmp_path / "xlsx" / "corpus.xlsx")
    assert book.sheetnames == list(TABLES)
    heading, number, text = book["cells"].iter_rows()
    at = {cell.value: place for place, cell in enumerate(heading)}
    assert (number[at["value"]].value, number[at["value"]].data_type) == (1200345.6, "n")
    assert (number[at["row_code"]].value, number[at["row_code"]].data_type) == ("2010301", "s")
    assert (text[at["text"]].value, text[at["text"]].data_type) == ("=1+1", "s")


def test_excel_sheets_go_on_where_they_are_full(tmp_path, document, keep):
    store = Corpus(tmp_path / "corpus")
    for number in range(3):
        keep(store, replace(document, doc_id=f"{number:064x}", path=f"{number}.pdf"))
    store.close()
    write_xlsx(tmp_path / "corpus", tmp_path, rows_of_a_sheet=4)
    book = load_workbook(tmp_path / "corpus.xlsx", read_only=True)
    assert book.sheetnames == ["documents", "issues", "sections", "tables", "cells", "cells 2", "statements", "checks"]
    assert [len(list(book[name].rows)) for name in ("cells", "cells 2")] == [5, 3]


def test_excel_survives_what_it_cannot_hold(tmp_path, document, keep):
    nasty = replace(document.sections[0], title="#N/A", text="收\x0b入" + "字" * 40_000)
    store = Corpus(tmp_path / "corpus")
    keep(store, replace(document, sections=(nasty,)))
    store.close()
    write_xlsx(tmp_path / "corpus", tmp_path)
    heading, row = load_workbook(tmp_path / "corpus.xlsx")["sections"].iter_rows()
    cells = {name.value: cell for name, cell in zip(heading, row, strict=True)}
    assert (cells["title"].value, cells["title"].data_type) == ("#N/A", "s")
    assert (cells["text"].value[:3], cells["text"].value[-4:], len(cells["text"].value)) == ("收入字", " […]", 32_767)


def test_amounts_lose_only_the_zeros_that_fill_the_column():
    assert plain_text(Decimal("1200.50000000")) == "1200.5"
