"""Whole runs with worker processes: what stands in the corpus afterwards."""

from __future__ import annotations

import json
import time
from functools import partial
from pathlib import Path

import fakes
import pandas as pd
import psutil
import pyarrow.parquet as pq
import pytest

from pipeline.errors import PipelineError, UsageError
from pipeline.readers.ocr import choose_engine
from pipeline.run import sources


def rows(out: Path, name: str = "documents") -> list[dict]:
    return pq.read_table(out / name).to_pylist()


def by_name(out: Path) -> dict[str, tuple[str, str | None]]:
    return {Path(row["path"]).name: (row["status"], row["error"]) for row in rows(out)}


def test_every_file_is_one_document_with_its_rows(extract, reports, out, steps):
    (reports / "a.txt").write_text("1.50\n", "utf-8")
    (reports / "部门").mkdir()
    (reports / "部门" / "b.txt").write_text("200\n", "utf-8")
    summary = extract(fakes.load_simple)
    assert (summary.files, summary.extracted, summary.known, summary.problems) == (2, 2, 0, ())
    assert summary.exit_status == 0
    assert summary.corpus.tables == {"expenditure": 2}
    assert summary.corpus.checks == {"pass": 2}
    assert (summary.corpus.pages, summary.corpus.statements) == (2, 2)
    assert [Path(row["path"]).name for row in rows(out)] == ["a.txt", "b.txt"]
    assert sorted(str(row["value"]) for row in rows(out, "cells")) == ["1.50000000", "200.00000000"]
    assert (steps.files, [step.status for step in steps]) == (2, ["ok", "ok"])


def test_a_second_run_redoes_nothing(extract, reports, out, steps, tmp_path):
    calls = tmp_path / "calls"
    for name in "abc":
        (reports / f"{name}.txt").write_text(f"1.{ord(name)}\n", "utf-8")
    extract(partial(fakes.load_counting, calls))
    before = {name: rows(out, name) for name in ("documents", "cells", "sections")}
    steps.clear()
    summary = extract(partial(fakes.load_counting, calls))
    assert (summary.extracted, summary.known) == (0, 3)
    assert len(calls.read_text().splitlines()) == 3
    assert [step.status for step in steps] == ["known"] * 3
    assert {name: rows(out, name) for name in before} == before


def test_a_new_file_is_added_and_the_old_ones_stay(extract, reports, out):
    (reports / "a.txt").write_text("1.5\n", "utf-8")
    extract(fakes.load_simple)
    (reports / "b.txt").write_text("2.5\n", "utf-8")
    assert extract(fakes.load_simple).extracted == 1
    assert [Path(row["path"]).name for row in rows(out)] == ["a.txt", "b.txt"]
    assert len(rows(out, "cells")) == 2


def test_other_options_make_other_documents(extract, reports, out):
    """Answers read with --ocr always replace those read without."""
    (reports / "a.txt").write_text("1.5\n", "utf-8")
    extract(fakes.load_simple, ocr="auto")
    first = rows(out)[0]["made_by"]
    assert extract(fakes.load_simple, ocr="always").extracted == 1
    (row,) = rows(out)
    assert row["made_by"] != first
    assert len(rows(out, "cells")) == 1


def test_a_file_that_changed_replaces_what_stood_there(extract, reports, out):
    (reports / "a.txt").write_text("1.5\n", "utf-8")
    extract(fakes.load_simple)
    (reports / "a.txt").write_text("2.5\n", "utf-8")
    extract(fakes.load_simple)
    assert len(rows(out)) == 1
    assert [str(row["value"]) for row in rows(out, "cells")] == ["2.50000000"]


def test_the_same_bytes_are_one_document_at_two_paths(extract, reports, out, steps):
    for name in ("b.txt", "a.txt", "c.txt"):
        (reports / name).write_text("1.5\n", "utf-8")
    summary = extract(fakes.load_simple)
    (row,) = rows(out)
    assert Path(row["path"]).name == "a.txt"
    assert [Path(path).name for path in row["other_paths"]] == ["b.txt", "c.txt"]
    assert (summary.extracted, summary.duplicates, len(rows(out, "cells"))) == (1, 2, 1)


def test_what_one_document_does_wrong_stays_with_it(extract, reports, out):
    for name in (
        "segfault",
        "killed",
        "exit",
        "unreadable",
        "defect",
        "recursion",
        "memory",
        "no-pages",
        "partial",
        "fine",
    ):
        (reports / f"{name}.txt").write_text(f"1.5\n{name}\n{name}", "utf-8")
    summary = extract(fakes.load_wicked, memory=2 << 30)
    again = "; the next run tries this document again"
    found = by_name(out)
    defect = found.pop("recursion.txt")
    assert found == {
        "segfault.txt": ("failed", f"the worker process died of SIGSEGV{again}"),
        "killed.txt": (
            "failed",
            f"the worker process was killed (SIGKILL), probably because memory ran out; use fewer --jobs{again}",
        ),
        "exit.txt": ("failed", f"the worker process ended with status 7{again}"),
        "unreadable.txt": ("failed", "the PDF is locked with a password; save it without one"),
        "defect.txt": (
            "failed",
            f"a defect of this program: KeyError: '合计' ({line_of('raise error')}; please report it",
        ),
        "memory.txt": ("failed", "the document needs more than 2 GiB of memory; give it more with --memory"),
        "no-pages.txt": ("failed", "nothing could be read from the file"),
        "partial.txt": ("partial", "page 3: no text"),
        "fine.txt": ("ok", None),
    }
    assert defect[0] == "failed"
    assert "RecursionError" in str(defect[1])
    assert summary.exit_status == 3
    assert len(summary.problems) == 9


def line_of(word: str) -> str:
    source = Path(fakes.__file__).read_text("utf-8").splitlines()
    number = next(number for number, line in enumerate(source, 1) if word in line)
    return f"fakes.py, line {number}, in _fail)"


def test_a_hanging_document_is_killed_with_all_it_started(extract, reports, out, tmp_path):
    child = tmp_path / "child.pid"
    (reports / "a.txt").write_text(f"1\nhang {child}", "utf-8")
    for number in range(5):
        (reports / f"fine{number}.txt").write_text(f"{number}\n", "utf-8")
    start = time.monotonic()
    summary = extract(fakes.load_wicked, timeout=5)
    assert time.monotonic() - start < 60
    assert by_name(out)["a.txt"] == ("failed", "not done after 5 s; give it more with --timeout")
    assert summary.corpus.documents == {"ok": 5, "failed": 1}
    assert not running(int(child.read_text("ascii")))


def running(pid: int) -> bool:
    return psutil.pid_exists(pid) and psutil.Process(pid).status() != psutil.STATUS_ZOMBIE


def test_failures_that_lie_in_the_bytes_are_settled_others_are_tried_again(extract, reports, out):
    (reports / "locked.txt").write_text("1.5\nunreadable", "utf-8")
    (reports / "crash.txt").write_text("1.5\nsegfault", "utf-8")
    extract(fakes.load_wicked)
    summary = extract(fakes.load_wicked)
    assert (summary.known, summary.extracted, summary.exit_status) == (1, 1, 3)
    assert [Path(problem.path).name for problem in summary.problems] == ["crash.txt", "locked.txt"]
    extract(fakes.load_simple)
    assert by_name(out)["crash.txt"] == ("ok", None)


def test_stdout_stays_clean(extract, reports, out, capfd):
    (reports / "a.txt").write_text("1.5\nprint", "utf-8")
    extract(fakes.load_wicked)
    assert capfd.readouterr().out == ""


def test_broken_vocabulary_ends_the_run(extract, reports):
    (reports / "a.txt").write_text("1.5\n", "utf-8")
    with pytest.raises(PipelineError, match=r"columns\.toml: 合计 stands twice; remove one"):
        extract(fakes.load_nothing)


def test_workers_that_never_start_end_the_run(extract, reports):
    for number in range(5):
        (reports / f"{number}.txt").write_text(f"{number}\n", "utf-8")
    with pytest.raises(PipelineError, match="no worker can be started: the worker process ended with status 9"):
        extract(fakes.load_and_die)


def test_a_second_run_into_the_same_corpus_at_once_is_refused(extract, reports, out):
    import fcntl

    (reports / "a.txt").write_text("1.5\n", "utf-8")
    out.mkdir()
    with (out / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(UsageError, match="another run is writing there"):
            extract(fakes.load_simple)


def test_interrupted_runs_keep_what_was_finished(extract, reports, out, steps, tmp_path, monkeypatch):
    for number in range(4):
        (reports / f"{number}.txt").write_text(f"{number}\n", "utf-8")

    def interrupt(step):
        steps.append(step)
        if len(steps) == 2:
            raise KeyboardInterrupt

    with monkeypatch.context() as watched, pytest.raises(KeyboardInterrupt):  # noqa: PT012
        watched.setattr(steps, "advance", interrupt)
        extract(fakes.load_simple, jobs=1)
    assert len(rows(out)) == 2
    summary = extract(fakes.load_simple)
    assert (summary.known, summary.extracted) == (2, 2)
    assert len(rows(out, "cells")) == 4


def test_run_json_tells_what_made_the_corpus(extract, reports, out):
    (reports / "a.txt").write_text("1.5\n", "utf-8")
    (reports / "b.txt").write_text("1.5\nunreadable", "utf-8")
    extract(fakes.load_wicked, formats=("parquet", "csv"), memory=2 << 30)
    record = json.loads((out / "run.json").read_text("utf-8"))
    assert record["options"] == {
        "jobs": 2,
        "ocr": "auto",
        "engine": "local",
        "formats": ["parquet", "csv"],
        "timeout": 60.0,
        "memory": 2 << 30,
        "prune": False,
        "ocr_engine": {"name": choose_engine().name, "version": choose_engine().version},
        "corrections": [],
        "vocabulary": None,
        "page_timeout": 300.0,
        "pages": None,
    }
    assert record["files"] == {"files": 2, "extracted": 2, "known": 0, "duplicates": 0}
    assert record["counts"]["documents"] == {"ok": 1, "failed": 1}
    assert record["problems"][0]["reason"] == "the PDF is locked with a password; save it without one"
    assert set(record) >= {"version", "code_sha256", "models", "libraries", "python", "started", "inputs", "seconds"}
    assert all(len(sha256) == 64 for sha256 in record["models"].values())


def test_formats_stand_beside_the_datasets(extract, reports, out):
    (reports / "a.txt").write_text("1.5\n", "utf-8")
    extract(fakes.load_simple, formats=("parquet", "csv", "jsonl", "xlsx"))
    tables = {"documents", "issues", "sections", "tables", "cells", "statements", "checks"}
    assert {entry.name for entry in out.iterdir()} == tables | {
        "csv",
        "jsonl",
        "xlsx",
        "corpus.duckdb",
        "run.json",
        "run.jsonl",
        "parts.json",
        "root.json",
    }
    assert len(pd.read_csv(out / "csv" / "cells.csv")) == 1


def test_an_empty_folder_gives_an_empty_corpus(extract, out):
    summary = extract(fakes.load_simple)
    assert (summary.files, summary.exit_status) == (0, 0)
    assert list(pd.read_parquet(out / "cells").columns)[:2] == ["doc_id", "table_id"]


@pytest.fixture
def forbid(monkeypatch):
    """Take away the permission to read files of a name, also from root."""

    def forbid(name: str | None) -> None:
        def guarded(path, mode):
            if Path(path).name == name:
                raise PermissionError(13, "Permission denied", path)
            return open(path, mode)

        monkeypatch.setattr(sources, "open", guarded, raising=False)

    return forbid


def test_a_file_without_read_permission_fails_alone_and_only_as_long(extract, reports, out, forbid):
    for name in ("a", "b"):
        (reports / f"{name}.txt").write_text(f"{ord(name)}\n", "utf-8")
    forbid("b.txt")
    assert extract(fakes.load_simple).exit_status == 3
    assert by_name(out)["b.txt"] == ("failed", "no permission to read the file; change its mode or owner")
    assert by_name(out)["a.txt"] == ("ok", None)
    forbid(None)
    assert extract(fakes.load_simple).exit_status == 0
    assert by_name(out) == {"a.txt": ("ok", None), "b.txt": ("ok", None)}


def test_what_was_read_stays_when_the_file_cannot_be_reached_later(extract, reports, out, forbid):
    (reports / "a.txt").write_text("1.5\n", "utf-8")
    extract(fakes.load_simple)
    forbid("a.txt")
    summary = extract(fakes.load_simple)
    assert (summary.extracted, summary.exit_status) == (0, 3)
    assert summary.problems[0].reason == (
        "no permission to read the file; change its mode or owner; what an earlier run read from it stays in the corpus"
    )
    assert by_name(out) == {"a.txt": ("ok", None)}
    assert len(rows(out, "cells")) == 1
