"""Answers in a folder: JSON Lines of another system, Parquet of ours; what is wrong is named with its place."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pyarrow
import pyarrow.parquet
import pytest

from pipeline.errors import UsageError
from pipeline.scoring.corpus import BadAnswers, read_corpus
from pipeline.scoring.found import FoundCell, FoundField, FoundTable

TOWN = "柳溪镇决算.txt"


def test_json_lines_are_read_with_exact_numbers(answers: Path) -> None:
    found = read_corpus(answers)
    assert found.cells[0] == FoundCell(
        TOWN, "expenditure", None, "合计", "合计", Decimal("36.5"), "verified", ("a-t1", 0, 2), "36.5"
    )
    assert len(found.cells) == 4, "a cell without a number is no fact"
    assert found.tables == (FoundTable(TOWN, "expenditure", False, 0.9),)
    assert FoundField(TOWN, "fiscal_year", "2023") in found.fields
    assert found.sections[0].text == "一、主要职责\n办理<b>村镇事务"
    assert found.forms == ((TOWN, "text"),)
    assert found.texts == {TOWN: "一、主要职责3\n办理村镇事物"}
    assert list(found.grids) == [TOWN]


def test_parquet_says_the_same_as_json_lines(answers: Path, tmp_path: Path) -> None:
    other = tmp_path / "parquet"
    for name in ("documents", "tables", "cells", "sections", "statements"):
        rows = [json.loads(line) for line in (answers / f"{name}.jsonl").read_text("utf-8").splitlines()]
        for row in rows:
            for field in ("value", "amount", "percent"):
                if row.get(field):
                    row[field] = Decimal(row[field])
        (other / name).mkdir(parents=True)
        pyarrow.parquet.write_table(pyarrow.Table.from_pylist(rows), other / name / "0.parquet")
    ours, theirs = read_corpus(other), read_corpus(answers)
    assert (ours.cells, ours.sections, ours.statements) == (theirs.cells, theirs.sections, theirs.statements)


@pytest.mark.parametrize(
    ("table", "line", "told"),
    [
        (
            "cells",
            '{"doc_id": "a", "table_id": "a-t1", "value": "zwölf"}',
            r"cells\.jsonl, line 1: value is 'zwölf', no number",
        ),
        ("cells", '{"table_id": "a-t1", "value": 1}', r"cells\.jsonl, line 1: the field doc_id is missing"),
        ("sections", '{"doc_id": "z", "label": "duties"}', r"line 1: no document has the doc_id z"),
        ("statements", '{"doc_id": ', r"statements\.jsonl, line 1: no JSON"),
        ("tables", "[1]", r"tables\.jsonl, line 1: an object is wanted"),
    ],
)
def test_a_row_that_cannot_be_used_is_named(answers: Path, table: str, line: str, told: str) -> None:
    (answers / f"{table}.jsonl").write_text(line, "utf-8")
    with pytest.raises(BadAnswers, match=told):
        read_corpus(answers)


def test_only_documents_must_be_there(answers: Path) -> None:
    for name in ("sections", "tables", "cells", "statements"):
        (answers / f"{name}.jsonl").unlink()
    assert read_corpus(answers).cells == ()
    (answers / "documents.jsonl").unlink()
    with pytest.raises(UsageError, match="holds no documents"):
        read_corpus(answers)


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="nowhere is no folder"):
        read_corpus(tmp_path / "nowhere")
