"""`pipeline evaluate`: what it prints and writes, how it ends."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from pipeline import cli
from pipeline.evaluate import command


def test_other_answers_are_scored_and_reported(
    gold: Path, answers: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "report"
    status = cli.main(["evaluate", "--predictions", str(answers), "--gold", str(gold), "--out", str(out)])
    printed = capsys.readouterr()
    assert status == 0
    assert re.search(r"^  fact +4 +4 +3 +0\.750 +0\.750 +0\.750$", printed.out, re.MULTILINE)
    assert "TEDS" in printed.out
    assert "Repair" not in printed.out, "a component of ours is not measured on other answers"
    assert "report.html" in printed.err
    tables = json.loads((out / "figures.json").read_text("utf-8"))
    assert tables[0]["rows"][-1]["kind"] == "document:report_type"
    assert not (out / "corpus").exists(), "nothing is extracted"


def test_the_report_loads_nothing_and_cannot_be_broken_into(gold: Path, answers: Path, tmp_path: Path) -> None:
    sections = answers / "sections.jsonl"
    evil = "一、<script>alert(1)</script>"
    sections.write_text(sections.read_text("utf-8").replace("支出决算情况说明", evil), "utf-8")
    cli.main(["evaluate", "scores", "confusion", "calibration",
              "--predictions", str(answers), "--gold", str(gold), "--out", str(tmp_path / "r")])  # fmt: skip
    page = (tmp_path / "r" / "report.html").read_text("utf-8")
    assert "&lt;script&gt;" in page
    assert not re.search(r"<script|<link|<img|@import|url\(|https?://", page)
    assert "default-src &#x27;none&#x27;" in page
    assert page.count("<svg") == 3


def test_what_a_system_does_not_give_is_not_measured(
    gold: Path, answers: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A reader of numbers without claims and sections has no F1 of 0 there; what it lost of the rest still counts."""
    for name in ("sections", "statements", "tables"):
        (answers / f"{name}.jsonl").unlink()
    out = tmp_path / "r"
    assert cli.main(["evaluate", "--predictions", str(answers), "--gold", str(gold), "--out", str(out)]) == 0
    printed = capsys.readouterr().out
    assert re.search(r"^  fact +4 +0 +0 ", printed, re.MULTILINE), "without tables no number has its type"
    assert "triple" not in printed
    assert not re.search(r"^  (section|table) ", printed, re.MULTILINE)
    assert "Section labels" not in (out / "report.html").read_text("utf-8")


def test_parts_and_groups_are_chosen(gold: Path, answers: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["evaluate", "scores", "--by", "region", "--predictions", str(answers), "--gold", str(gold)]
    assert cli.main(arguments) == 0
    printed = capsys.readouterr().out
    assert "F1 by region" in printed
    assert "江西省" in printed
    assert "TEDS" not in printed


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["scoers"], "'scoers' is no part; the parts are scores,"),
        (["repair", "--predictions", "x"], "repair measures a component of this program"),
        (["--predictions", "nowhere"], "nowhere is no folder"),
        (["scores", "--gold", "nowhere"], "nowhere: no such file or folder of gold data"),
    ],
)
def test_what_cannot_be_done_is_told(arguments: list[str], told: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["evaluate", *arguments]) == 2
    assert told in capsys.readouterr().err


def test_gold_without_its_document_wants_predictions(gold: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["evaluate", "scores", "--gold", str(gold)]) == 2
    assert "score them with --predictions" in capsys.readouterr().err


def test_a_broken_gold_line_is_named(gold: Path, answers: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = next(gold.glob("*.facts.jsonl"))
    path.write_text(path.read_text("utf-8").replace('"value": "30.00"', '"wert": "30.00"'), "utf-8")
    assert cli.main(["evaluate", "--predictions", str(answers), "--gold", str(gold)]) == 2
    assert "facts.jsonl, line 2: the field value is missing" in capsys.readouterr().err


def test_answers_without_gold_are_told(gold: Path, answers: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (answers / "documents.jsonl").write_text('{"doc_id": "a", "path": "else.txt"}', "utf-8")
    assert cli.main(["evaluate", "--predictions", str(answers), "--gold", str(gold)]) == 2
    assert "none of its 1 documents has gold" in capsys.readouterr().err


@pytest.mark.slow
def test_annotated_documents_are_extracted_and_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """One text sample and its gold, through the whole pipeline; a second time nothing is read."""
    annotations = tmp_path / "annotations"
    name = "zixi_water_budget_2024.txt"
    for path in sorted(command.ANNOTATIONS.glob(f"*/{name}*")):
        copy = annotations / path.parent.name / path.name
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(path.read_bytes())
    monkeypatch.setattr(command, "ANNOTATIONS", annotations)
    assert cli.main(["evaluate", "scores", "text", "--out", str(tmp_path / "r")]) == 0
    first = capsys.readouterr().out
    assert re.search(r"^  document +4 +4 +4 ", first, re.MULTILINE)
    [staged] = (tmp_path / "r" / "corpus" / "documents").glob("*.parquet")
    before = staged.read_bytes()
    assert cli.main(["evaluate", "scores", "text", "--out", str(tmp_path / "r")]) == 0
    assert capsys.readouterr().out == first
    assert staged.read_bytes() == before
