"""The command line: exit status, what it prints and where."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipeline import cli
from pipeline.errors import MachineFault, PipelineError
from pipeline.machine import cores
from pipeline.run import batch
from pipeline.run.batch import Options, Step
from pipeline.run.summary import Counts, Problem, Summary

COUNTS = Counts(
    documents={"ok": 2, "failed": 1},
    reasons={"failed": {"the file is empty": 1}},
    pages=40,
    ocr_pages=7,
    sections=61,
    tables={"overall": 2, "income": 1},
    cells=900,
    statements=55,
    checks={"pass": 80, "fail": 2},
)


def summary(*problems: Problem) -> Summary:
    return Summary(files=3, extracted=2, known=1, duplicates=0, problems=problems, seconds=12.34, corpus=COUNTS)


@pytest.fixture
def runs(monkeypatch):
    """Instead of a run: what the command line asked for. The reports of the run follow from `runs.answer`."""

    class Runs(list):
        answer: Summary | Exception = summary()

    found = Runs()

    def run(inputs, out, options, watch):
        found.append((inputs, out, options))
        watch.begin(1)
        watch.advance(Step("a.pdf", "failed", "the file is empty"))
        if isinstance(found.answer, BaseException):
            raise found.answer
        return found.answer

    monkeypatch.setattr(batch, "run", run)
    return found


def test_what_was_asked_for_is_what_is_run(runs):
    command = "extract a b --out c --jobs 3 --ocr never --format csv --format xlsx jsonl --timeout 2.5"
    assert cli.main(command.split()) == 0
    options = Options(3, "never", "local", ("parquet", "csv", "xlsx", "jsonl"), 2.5)
    assert runs == [([Path("a"), Path("b")], Path("c"), options)]


def test_defaults(runs):
    cli.main(["extract", "a", "--out", "c"])
    assert runs[0][2] == Options(cores(), "auto", "local", ("parquet",), 1800.0)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "COMMAND"),
        (["extract", "a"], "--out"),
        (["extract", "--out", "c"], "INPUT"),
        (["extract", "a", "--out", "c", "--jobs", "0"], "'0' is no number of jobs; give 1 or more"),
        (["extract", "a", "--out", "c", "--jobs", "two"], "'two' is no number of jobs"),
        (["extract", "a", "--out", "c", "--timeout", "-1"], "'-1' is no time; give seconds, more than 0"),
        (["extract", "a", "--out", "c", "--timeout", "nan"], "'nan' is no time"),
        (["extract", "a", "--out", "c", "--ocr", "maybe"], "invalid choice: 'maybe'"),
        (["extract", "a", "--out", "c", "--format", "pdf"], "invalid choice: 'pdf'"),
    ],
)
def test_wrong_usage_is_status_2(arguments, message, capsys):
    with pytest.raises(SystemExit) as end:
        cli.main(arguments)
    assert end.value.code == 2
    assert message in capsys.readouterr().err


def test_an_input_that_does_not_exist_is_status_2(tmp_path, capsys):
    assert cli.main(["extract", str(tmp_path / "没有"), "--out", str(tmp_path / "out")]) == 2
    printed = capsys.readouterr()
    assert printed.err == f"pipeline: {tmp_path}/没有: no such file or folder\n"
    assert printed.out == ""
    assert not (tmp_path / "out").exists()


def test_an_output_that_is_a_file_is_status_2(tmp_path, capsys):
    (tmp_path / "reports").mkdir()
    (tmp_path / "out").write_text("mine", "utf-8")
    assert cli.main(["extract", str(tmp_path / "reports"), "--out", str(tmp_path / "out")]) == 2
    assert "there is a file at this place" in capsys.readouterr().err
    assert (tmp_path / "out").read_text("utf-8") == "mine"


@pytest.mark.parametrize(
    ("answer", "status"),
    [
        (summary(), 0),
        (summary(Problem("b.pdf", "partial", "page 3: no text")), 3),
        (PipelineError("no worker can be started: gone"), 2),
        (MachineFault("c: No space left on device"), 4),
        (OSError(28, "No space left on device"), 4),
        (KeyboardInterrupt(), 130),
    ],
)
def test_exit_status(runs, answer, status, capsys):
    runs.answer = answer
    assert cli.main(["extract", "a", "--out", "c"]) == status
    assert capsys.readouterr().out == ""


def test_the_summary_says_what_there_is_and_what_failed():
    problems = (Problem("x/b\x1b.pdf", "failed", "the file is empty"), Problem("c.pdf", "partial", "page 3: no text"))
    assert cli.describe(summary(*problems), Path("corpus")).splitlines() == [
        "files       3 (2 new, 1 done before)",
        "documents   3 (2 ok, 1 failed)",
        "  failed    1 × the file is empty",
        "pages       40, 7 of them read by OCR",
        "sections    61",
        "tables      3 (2 overall, 1 income)",
        "cells       900",
        "statements  55",
        "checks      82 (80 pass, 2 fail)",
        "seconds     12.3",
        "written to  corpus",
        "failed  x/b\\x1b.pdf: the file is empty",
        "partial c.pdf: page 3: no text",
    ]


def test_the_summary_is_printed_line_by_line(runs, capsys):
    """What a name or a reason holds cannot break out of its line."""
    runs.answer = summary(Problem("b\n.pdf", "failed", "the file is empty"))
    cli.main(["extract", "a", "--out", "c"])
    lines = capsys.readouterr().err.splitlines()
    assert "pages       40, 7 of them read by OCR" in lines
    assert "failed  b\\n.pdf: the file is empty" in lines


def test_many_failures_are_cut():
    problems = [Problem(f"{number}.pdf", "failed", "empty") for number in range(25)]
    assert cli.describe(summary(*problems), Path("c")).splitlines()[-1] == (
        "        and 5 more: SELECT path, error FROM documents WHERE status <> 'ok'"
    )


def test_a_long_reason_is_cut():
    """A workbook may lack something on each of forty sheets."""
    reason = "; ".join(f"page {number}: a sheet without values" for number in range(40))
    last = cli.describe(summary(Problem("a.xlsx", "partial", reason)), Path("c")).splitlines()[-1]
    assert last.startswith("partial a.xlsx: page 0: a sheet")
    assert len(last) < len(reason) // 2
    assert last.endswith("…")


@pytest.mark.parametrize("arguments", [["--help"], ["extract", "--help"]])
def test_help_has_examples_and_fits_a_terminal(arguments, capsys):
    with pytest.raises(SystemExit) as end:
        cli.main(arguments)
    text = capsys.readouterr().out
    assert end.value.code == 0
    assert "pipeline extract reports/ --out corpus" in text
    assert max(map(len, text.splitlines())) <= 120


def test_failures_are_told_while_the_run_goes_on(runs, capsys):
    cli.main(["extract", "a", "--out", "c"])
    assert "failed  a.pdf: the file is empty" in capsys.readouterr().err


@pytest.mark.parametrize(
    "command", ["panel", "audit", "find", "report", "status", "check", "explain", "diff", "unknown"]
)
def test_every_command_speaks_chinese_where_it_is_asked_to(command, tmp_path, capsys):
    """Also of what went wrong: each names the folder that holds no corpus."""
    further = {"panel": ["--to", "panel.csv"], "find": ["公务用车"], "explain": ["a"], "diff": [str(tmp_path)]}
    assert cli.main([command, str(tmp_path), *further.get(command, []), "--lang", "zh"]) == cli.WRONG_USAGE
    assert re.search("不是语料|没有文件", capsys.readouterr().err)
