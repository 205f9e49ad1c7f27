"""`pipeline.extract`: one file, from Python."""

from __future__ import annotations

from decimal import Decimal

import pytest

import pipeline
from pipeline.errors import UnreadableFile

REPORT = "云溪县水务局2023年度部门决算\n一、收入决算情况说明\n本年收入合计120.50万元，比上年增加2.50万元，增长2.12%。\n"


def test_a_path_gives_a_document_again_and_again(tmp_path):
    path = tmp_path / "report.txt"
    path.write_text(REPORT, "utf-8")
    document = pipeline.extract(path)
    assert (document.status, document.path, len(document.doc_id)) == ("ok", str(path), 64)
    assert [statement.amount for statement in document.statements] == [Decimal("2.50")]
    assert pipeline.extract(str(path), ocr="never") == document


def test_the_function_stays_when_the_module_of_the_stages_is_imported():
    from pipeline.extract import extract as stages

    assert callable(pipeline.extract)
    assert stages is not pipeline.extract


def test_what_cannot_be_read_is_an_error(tmp_path):
    (tmp_path / "empty.pdf").write_bytes(b"")
    with pytest.raises(UnreadableFile, match="empty"):
        pipeline.extract(tmp_path / "empty.pdf")
