"""`pipeline diff`: what another version, another option or a correction changed in a corpus."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from pipeline.cli import main
from pipeline.document import Cell, Document, Line, Page, Section, Statement, Table
from pipeline.export.parquet import Corpus, Known
from pipeline.export.rows import Entry
from pipeline.export.staged import encode

SHORT = "a" * 12


def report() -> Document:
    cells = tuple(
        Cell(f"{SHORT}-t01", n, 1, code, "水利", "合计", text, Decimal(text), Decimal(text), 3, box=(0.1, 0.1 * n, 0.2, 0.1 * n + 0.05),
             unit="万元", grade="verified")
        for n, (code, text) in enumerate((("21303", "1.20"), ("2130301", "1.20"), ("2130306", "3.50")), 1)
    )  # fmt: skip
    table = Table(f"{SHORT}-t01", "expenditure", "支出表", "万元", 3, 3, 3, 2, 1.0, False, cells)
    section = Section(f"{SHORT}-s001", None, 1, "一、", "支出情况", "expenditure", 0.9, 4, 4, "支出增加1.20万元。")
    claim = Statement(f"{SHORT}-m001", section.section_id, "expenditure", "change", "支出", "prior_year", "increase", Decimal("1.2"),
                      None, None, "支出增加1.20万元。", 4, 0, 9, 0.9)  # fmt: skip
    return Document("a" * 64, "a.pdf", "application/pdf", (Page(3, (Line("a", 3),)),), sections=(section,), tables=(table,),
                    statements=(claim,))  # fmt: skip


def write(folder: Path, made_by: str, document: Document, version: str = "1") -> Path:
    store = Corpus(folder)
    entry = Entry(document, made_by=made_by)
    store.add(document.doc_id, encode(entry), Known(document.path, entry.status, entry.reason, 1, made_by))
    store.close()
    record = {"version": version, "options": {"ocr": "auto", "jobs": len(version)}}
    (folder / "run.json").write_text(json.dumps(record), "utf-8")
    return folder


def moved(document: Document) -> Document:
    """The same answers under other ids, as another version numbers its tables."""
    (table,) = document.tables
    cells = tuple(replace(cell, table_id=f"{SHORT}-t07", row=cell.row + 5) for cell in table.cells)
    return replace(document, tables=(replace(table, table_id=f"{SHORT}-t07", cells=cells),))


def test_other_ids_are_no_change(tmp_path, capsys):
    old, new = write(tmp_path / "a", "v1", report()), write(tmp_path / "b", "v1", moved(report()))
    assert main(["diff", str(old), str(new)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[:2] == ["why", "        1 documents: made by the same program and corrections"]
    assert "cells: 3 the same, 0 changed" in lines


def test_what_changed_from_what_to_what_and_why(tmp_path, capsys):
    now = moved(report())
    (table,) = now.tables
    first, second, third = table.cells
    cells = (
        first,
        replace(second, value=Decimal("1.30"), grade="unverified"),
        replace(third, box=(0.6, 0.6, 0.7, 0.7)),
    )
    (claim,) = now.statements
    now = replace(
        now, tables=(replace(table, type="general_budget", cells=cells),), statements=(replace(claim, reason="调入"),)
    )
    old, new = write(tmp_path / "a", "v1", report()), write(tmp_path / "b", "v2 corrections=12345678", now, "2.0")
    assert main(["diff", str(old), str(new)]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[1:3] == [
        "        1 documents: the program, its words or options and its corrections", "          version: 1 → 2.0",
    ]  # fmt: skip
    assert "tables: 0 the same, 1 changed" in lines
    assert "        1 type: expenditure → general_budget 1" in lines
    assert "cells: 1 the same, 1 changed, 1 came, 1 went" in lines
    assert "        1 grade: verified → unverified 1" in lines
    assert "          a.pdf, page 3, 2130301 | 水利 | 合计: 1.2 → 1.3" in lines
    assert "          a.pdf, page 4, 支出增加1.20万元。: – → 调入" in lines


def test_objects_for_programs(tmp_path, capsys):
    old, new = write(tmp_path / "a", "v1", report()), write(tmp_path / "b", "v2", replace(report(), statements=()))
    assert main(["diff", str(old), str(new), "--format", "json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert told["tables"]["statements"]["went"] == 1
    assert told["documents"] == {"the program, its words or options": 1}


@pytest.mark.parametrize("order", [("a", "none"), ("none", "a")])
def test_a_folder_that_is_no_corpus(tmp_path, capsys, order):
    write(tmp_path / "a", "v1", report())
    assert main(["diff", *(str(tmp_path / name) for name in order)]) == 2
    assert "none holds no corpus" in capsys.readouterr().err
