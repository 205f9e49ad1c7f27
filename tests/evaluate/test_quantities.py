"""Labelled figures and claims: how they are found in a document, and that the program says what a person said."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from pipeline.document import Cell, Document, Statement, Table
from pipeline.errors import UsageError
from pipeline.evaluate.labelled import Label, compare, places_of, read_labels
from pipeline.evaluate.parts.quantities import _row
from pipeline.run.tools import extract_file, own_tools

ANNOTATIONS = Path(__file__).resolve().parents[2] / "annotations"
CELL = Cell("t1", 0, 1, None, "合计", "合计", "3.20", Decimal("3.20"), Decimal("3.20"), 1, unit="万元",
            indicator_id="three_public", fund="general", phase="final")  # fmt: skip
CLAIM = Statement("m1", "s1", "three_public", "change", "“三公”经费", "prior_year", "increase", Decimal("0.20"), None, None, "", 1,
                  0, 1, 1.0)  # fmt: skip
REPORT = Document("d", "a.txt", "", tables=(Table("t1", "three_public", None, "万元", 1, 1, 1, 2, 1.0, False, (CELL,)),),
                  statements=(CLAIM,))  # fmt: skip


def label(of, keys, **place):
    at = {"table": "three_public", "row_code": None, "row_name": "合计", "column": "合计", "value": "3.2"}
    said = {"kind": "change", "base": "prior_year", "indicator": "“三公”经费", "amount": "0.2", "percent": None}
    return Label("a.txt", of, {**(at if of == "cell" else said), **place}, keys)


def test_a_line_is_right_where_it_has_one_of_its_keys_or_none_where_it_has_none():
    labels = [
        label("cell", ("three_public general final",)), label("cell", ("three_public - final",)),
        label("cell", ("reception - final",), row_name="公务接待费"), label("statement", (None,)),
        label("statement", ("three_public - final",)), replace(label("cell", (None,)), doc="b.txt"),
    ]  # fmt: skip
    outcomes = list(compare(labels, {"a.txt": REPORT}))
    assert [(each.there, each.right) for each in outcomes] == [
        (True, True), (True, False), (False, False), (True, True), (True, False),
    ]  # fmt: skip
    assert _row("all", outcomes) == ("all", 5, 4, 0.5, 1 / 3, 1.0)


def test_labels_without_keys_are_told(tmp_path):
    (tmp_path / "quantities").mkdir()
    (tmp_path / "quantities" / "cells.jsonl").write_text('{"doc": "a.txt", "keys": []}\n')
    with pytest.raises(UsageError, match=r"cells.jsonl, line 1: give doc and keys"):
        read_labels(tmp_path)
    with pytest.raises(UsageError, match="no such file"):
        read_labels(tmp_path / "elsewhere")


@pytest.mark.slow
def test_labelled_lines_of_the_texts_are_named_as_a_person_did():
    labels = read_labels(ANNOTATIONS)
    places = {name: path for name, path in places_of(labels, ANNOTATIONS).items()
              if path.suffix == ".txt" and ANNOTATIONS in path.parents}  # fmt: skip
    tools = own_tools()
    outcomes = list(compare(labels, {name: extract_file(path, "never", tools) for name, path in places.items()}))
    _, lines, found, right, present, none_given = _row("texts", outcomes)
    assert lines > 70
    assert found == lines, [each.label for each in outcomes if not each.there]
    assert min(right, none_given) >= 0.98, [each for each in outcomes if not each.right]
    assert present >= 0.93, [each for each in outcomes if not each.right]  # a lone row between blanks is not sure
