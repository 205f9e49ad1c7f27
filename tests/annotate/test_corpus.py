"""Which tasks a corpus gives, and the whole way of a correction on the command line."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest

from pipeline import cli
from pipeline.annotate.corpus import find_tasks
from pipeline.annotate.tasks import HeadingMark, StatementMark
from pipeline.document import Document, Identity, Page, Section, Statement
from pipeline.errors import UsageError
from pipeline.export.parquet import Corpus, Known
from pipeline.export.rows import Entry
from pipeline.export.staged import encode
from pipeline.run.corrections import read_corrections

SHORT = "c" * 12
INCOME = "收入321.50万元，较上年增加9.30万元，增长2.98%。"
SPENDING = "支出321.50万元，与上年持平。"


def claim(number: int, section: str, text: str, words: str, score: float, **fields: object) -> Statement:
    start = text.index(words)
    said = {"direction": "increase", "amount": None, "percent": None, "reason": None, **fields}
    return Statement(
        statement_id=f"{SHORT}-m{number:03d}",
        section_id=section,
        section_label="income",
        kind="change",
        base="prior_year",
        sentence=text,
        page=1,
        char_start=start,
        char_end=start + len(words),
        score=score,
        **said,
    )  # type: ignore[arg-type]


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    part = Section(f"{SHORT}-s001", None, 0, "第二部分", "决算说明", "narrative", 0.7, 1, 1, "")
    income = Section(f"{SHORT}-s002", part.section_id, 1, "一、", "收入情况", "income", 0.99, 1, 1, INCOME)
    spending = Section(f"{SHORT}-s003", part.section_id, 1, "二、", "支出情况", "expenditure", 0.99, 1, 1, SPENDING)
    statements = (
        claim(1, income.section_id, INCOME, "较上年增加9.30万元，增长2.98%", 0.95, indicator="收入",
              amount=Decimal("9.30"), percent=Decimal("2.98")),
        claim(2, spending.section_id, SPENDING, "与上年持平", 0.6, indicator="支出", direction="flat"),
    )  # fmt: skip
    document = Document(
        SHORT + "0" * 52,
        "青岚县/所.txt",
        "text/plain",
        (Page(1, ()),),
        identity=Identity(region_code="430112", fiscal_year=2024, report_type="final"),
        sections=(part, income, spending),
        statements=statements,
    )
    store = Corpus(tmp_path / "corpus")
    entry = Entry(document, seconds=1.0, made_by="v1")
    store.add(document.doc_id, encode(entry), Known(document.path, entry.status, entry.reason, 1, "v1"))
    store.close()
    return tmp_path / "corpus"


def test_sections_with_statements_come_least_sure_first(corpus: Path) -> None:
    unsure, sure = find_tasks(corpus, "statements", None)
    assert (unsure.text, unsure.headings, unsure.least_score) == (SPENDING, ("第二部分决算说明", "二、支出情况"), 0.6)
    assert sure.marks == (
        StatementMark(11, 30, "change", "prior_year", "increase", "收入", "9.3", "2.98", None, 0.95, 1),
    )
    assert find_tasks(corpus, "statements", 1) == [unsure]


def test_a_report_is_its_headings_over_its_text(corpus: Path) -> None:
    (task,) = find_tasks(corpus, "headings", None)
    assert task.text == f"第二部分决算说明\n一、收入情况\n{INCOME}\n二、支出情况\n{SPENDING}\n"
    assert [(task.text[mark.start : mark.end], mark.label) for mark in task.marks if isinstance(mark, HeadingMark)] == [
        ("第二部分决算说明", "narrative"),
        ("一、收入情况", "income"),
        ("二、支出情况", "expenditure"),
    ]
    assert (task.doc, task.region_code, task.fiscal_year) == ("所.txt", "430112", 2024)


def test_a_folder_that_is_no_corpus(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="holds no documents; write it with: pipeline extract"):
        find_tasks(tmp_path, "headings", None)


def test_the_whole_way_of_a_correction(corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Export, submit in Label Studio what the machine said, import: a passage to learn from."""
    tasks, annotations = tmp_path / "tasks.json", tmp_path / "annotations"
    annotations.mkdir()
    assert cli.main(["annotate", "export", str(corpus), "--out", str(tasks), "--most", "1"]) == 0
    assert (tmp_path / "tasks.xml").read_text("utf-8").startswith("<View>")
    exported = json.loads(tasks.read_text("utf-8"))
    for task in exported:
        task["annotations"] = [{"result": task["predictions"][0]["result"]}]
    tasks.write_text(json.dumps([*exported, {**exported[0], "annotations": []}]), "utf-8")
    assert cli.main(["annotate", "import", str(tasks), "--annotations", str(annotations)]) == 0
    assert capsys.readouterr().out.endswith("corrections; 1 not submitted yet\n")
    (line,) = (annotations / "corrections/passages" / f"{SHORT}.jsonl").read_text("utf-8").splitlines()
    assert json.loads(line)["statements"] == [
        {"quote": "与上年持平", "start": 11, "kind": "change", "indicator": ["支出"], "base": "prior_year",
         "direction": "flat", "amount": None, "percent": None, "reason": None}
    ]  # fmt: skip


def test_what_a_person_changed_corrects_the_report(
    corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Another quantity and another amount for a claim, one taken away: two lines that the next run respects."""
    tasks, folder = tmp_path / "tasks.json", tmp_path / "corpus" / "corrections"
    assert cli.main(["annotate", "export", str(corpus), "--out", str(tasks)]) == 0
    exported = json.loads(tasks.read_text("utf-8"))
    unsure, sure = exported
    parts = sure["predictions"][0]["result"]
    for part in parts:
        told = {"indicator": "收入总计", "amount": "9.80"}.get(part["from_name"])
        part["value"]["text"] = [told] if told else part["value"].get("text", "")
    sure["annotations"] = [{"result": parts, "completed_by": 7, "updated_at": "2026-03-01T09:00:00Z"}]
    unsure["annotations"] = [{"result": []}]
    tasks.write_text(json.dumps(exported), "utf-8")
    (tmp_path / "none").mkdir()
    done = cli.main(
        ["annotate", "import", str(tasks), "--annotations", str(tmp_path / "none"), "--corrections", str(folder)]
    )
    assert done == 0
    told = capsys.readouterr().out
    assert "2 corrections → " in told
    assert "(1 claims that were added or taken away are only learned from)" in told
    found = read_corrections([folder]).of(SHORT + "0" * 52)
    assert [(each.field, each.value, each.page, each.printed, each.place) for each in found] == [
        ("indicator", "收入总计", 1, "较上年增加9.30万元，增长2.98%", "11-30"),
        ("amount", "9.80", 1, "较上年增加9.30万元，增长2.98%", "11-30"),
    ]
    assert {(each.who, each.when) for each in found} == {("Label Studio, person 7", "2026-03-01")}


def test_what_is_no_json_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "tasks.json").write_text("no", "utf-8")
    assert cli.main(["annotate", "import", str(tmp_path / "tasks.json"), "--annotations", str(tmp_path)]) == 2
    assert "tasks.json: no JSON" in capsys.readouterr().err
