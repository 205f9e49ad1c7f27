"""Faults of the machine, and what ends a run from outside: nothing is settled that was not done, nothing is lost or doubled."""

from __future__ import annotations

import errno
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import fakes
import pyarrow.parquet as pq
import pytest

from pipeline.errors import MachineFault, UsageError
from pipeline.export import parquet
from pipeline.run import batch, memory
from pipeline.run.lock import locked

RUN = """
import os, signal, sys
from pathlib import Path
import fakes
from pipeline import cli
from pipeline.export import parquet
from pipeline.run import batch
parquet.MERGE_DOCUMENTS, parquet.SHELF_DOCUMENTS = 3, 4
os.fsync = lambda descriptor: None  # no power fails here, and a busy disk takes seconds
original = batch.run
batch.fingerprint = lambda ocr, engine: f"test with ocr={ocr}"
batch.run = lambda inputs, out, options, watch: original(inputs, out, options, watch, getattr(fakes, sys.argv[1]))
if __name__ == "__main__":
    sys.exit(cli.main(["extract", *sys.argv[2:], "--jobs", "2"]))
"""


@pytest.fixture(autouse=True)
def small_shelves(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet, "MERGE_DOCUMENTS", 3)
    monkeypatch.setattr(parquet, "SHELF_DOCUMENTS", 4)
    monkeypatch.setattr(os, "fsync", lambda descriptor: None)


@pytest.fixture
def command(tmp_path: Path) -> list[str]:
    """`pipeline extract` with extractors of ours, merging every three documents."""
    script = tmp_path / "script.py"
    script.write_text(RUN, "utf-8")
    return [sys.executable, str(script)]


@pytest.fixture
def environment() -> dict[str, str]:
    here = Path(__file__).parent
    return os.environ | {"PYTHONPATH": os.pathsep.join([str(here), str(here.parents[1])])}


def write(reports: Path, count: int) -> None:
    for number in range(count):
        (reports / f"{number:02}.txt").write_text(f"{number}.5\nfine\n", "utf-8")


def image(folder: Path) -> dict[str, object]:
    """The corpus, `seconds` excepted: what is in `documents`, the bytes of all other parts."""
    found: dict[str, object] = {}
    for path in sorted(folder.glob("*/part-*.parquet")):
        rows = [row | {"seconds": None} for row in pq.read_table(path).to_pylist()]
        found[f"{path.parent.name}/{path.name}"] = rows if path.parent.name == "documents" else path.read_bytes()
    return found


def test_killed_again_and_again_the_corpus_is_that_of_an_undisturbed_run(
    extract, reports, out, tmp_path, command, environment
):
    """SIGINT, SIGTERM, SIGHUP, SIGKILL in turn, at random moments."""
    write(reports, 14)
    plain = tmp_path / "plain"
    extract(fakes.load_simple)
    out.rename(plain)
    chance = random.Random(7)
    stops = [signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGKILL]
    ends = []
    for stop in stops:
        process = subprocess.Popen(
            [*command, "load_slow", reports, "--out", out], env=environment, stderr=subprocess.PIPE, text=True
        )
        before = len(list((out / ".staged").glob("*.arrow"))) if out.exists() else 0
        end = time.monotonic() + 30
        while process.poll() is None and time.monotonic() < end:
            if (out / ".staged").exists() and len(list((out / ".staged").glob("*.arrow"))) > before:
                break
            time.sleep(0.01)
        time.sleep(chance.random() * 0.1)
        process.send_signal(stop)
        _, told = process.communicate(timeout=60)
        ends.append(process.returncode)
        if process.returncode > 128:
            assert f"stopped by {stop.name}" in told
            assert "what was finished is kept; the same command goes on from here" in told
            assert "Traceback" not in told
    assert [end for end in ends if end] == [
        -9 if stop == signal.SIGKILL else 128 + stop for stop, end in zip(stops, ends, strict=True) if end
    ]
    assert any(ends)
    assert extract(fakes.load_simple).exit_status == 0
    assert image(out) == image(plain)
    assert {path.name for path in out.iterdir()} == {path.name for path in plain.iterdir()}


def small_disk(tmp_path: Path) -> tuple[Path, Callable[[], None]] | None:
    """A file system of 6 MB of our own, and what takes it away; None where we may not mount one."""
    place = tmp_path / "small"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=6000k", "tmpfs", str(place)]
    if os.name != "posix" or subprocess.run(mount, capture_output=True).returncode:
        return None
    return place, lambda: subprocess.run(["umount", "-l", str(place)], check=True)


def limit_files() -> None:
    import resource

    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4000, 4000))


def test_a_full_disk_stops_the_run_with_status_4_and_the_next_goes_on(
    extract, reports, out, steps, tmp_path, command, environment
):
    """A small disk of its own, or, where none may be mounted, no file over 4,000 bytes: a corpus does not fit."""
    write(reports, 12)
    extract(fakes.load_simple)
    plain = out.rename(tmp_path / "plain")
    disk = small_disk(tmp_path)
    place, away = disk or (tmp_path, lambda: None)
    out = place / "corpus"
    try:
        if disk:
            (place / "filling").write_bytes(bytes(6_010_000))
        arguments = [*command, "load_simple", reports, "--out", out]
        done = subprocess.run(
            arguments, env=environment, capture_output=True, text=True, preexec_fn=None if disk else limit_files
        )
        assert done.returncode == 4, done.stderr
        assert f"pipeline: {out}: " in done.stderr
        assert "run again: it goes on from here" in done.stderr
        if disk:
            (place / "filling").unlink()
        assert batch.run([reports], out, batch.Options(jobs=2), steps, fakes.load_simple).exit_status == 0
        assert image(out) == image(plain)
    finally:
        away()


def test_a_library_that_is_missing_stops_the_run_and_settles_nothing(extract, reports, out):
    write(reports, 3)
    with pytest.raises(MachineFault, match=r"cannot be loaded: libGL\.so\.1: .*; mend that, then run again"):
        extract(fakes.load_without_library)
    with pytest.raises(MachineFault, match="a library is missing or damaged: No module named 'onnxruntime'"):
        extract(fakes.load_lacking)
    assert pq.read_table(out / "documents").num_rows == 0
    summary = extract(fakes.load_simple)
    assert (summary.extracted, summary.known, summary.exit_status) == (3, 0, 0)


@pytest.mark.parametrize("way", ["full", "weights"])
def test_what_a_worker_finds_missing_in_the_middle_stops_the_run(extract, reports, out, way):
    write(reports, 4)
    (reports / "99.txt").write_text(f"1\n{way}", "utf-8")
    with pytest.raises(MachineFault, match="No space left on device" if way == "full" else "weights are not installed"):
        extract(fakes.load_wicked, jobs=1)
    assert [row["status"] for row in pq.read_table(out / "documents").to_pylist()] == ["ok"] * 4


def test_no_memory_to_load_the_engine_is_no_fault_of_a_document(extract, reports):
    write(reports, 2)
    with pytest.raises(MachineFault, match="cannot be loaded: no memory left"):
        extract(fakes.load_without_memory)


def test_a_folder_that_cannot_be_written_is_the_machines_fault(tmp_path, monkeypatch):
    def refuse(*_: object, **__: object) -> int:
        raise OSError(errno.EROFS, "Read-only file system")

    with monkeypatch.context() as broken:
        broken.setattr(os, "open", refuse)
        with pytest.raises(MachineFault, match=r"Read-only file system.* choose another --out"):
            locked(tmp_path / "corpus").__enter__()


def test_the_lock_holds_only_where_it_stands(tmp_path, monkeypatch):
    """Who opened the lock of a run that ended meanwhile does not believe to hold it: another may have made a new one."""
    out = tmp_path / "corpus"
    real, swapped = os.open, []

    def slow(path, *rest, **named):
        descriptor = real(path, *rest, **named)
        if not swapped:
            swapped.append(path)
            os.unlink(path)  # the run before ends here
        return descriptor

    monkeypatch.setattr(os, "open", slow)
    with locked(out):
        assert (out / ".lock").exists()
        with pytest.raises(UsageError, match="another run is writing there"), locked(out):
            pass
    assert not (out / ".lock").exists()


def test_a_document_over_its_memory_fails_alone_and_is_not_tried_again_with_no_more(extract, reports, out):
    write(reports, 3)
    (reports / "bomb.txt").write_text("7\ngrow", "utf-8")
    summary = extract(fakes.load_wicked, memory=500 << 20)
    (problem,) = summary.problems
    assert problem.reason == "the document needs more than 0.488 GiB of memory; give it more with --memory"
    assert extract(fakes.load_wicked, memory=500 << 20).known == 4
    assert extract(fakes.load_wicked, memory=400 << 20).known == 4
    again = extract(fakes.load_wicked, memory=600 << 20)
    assert (again.known, again.extracted) == (3, 1)


def test_what_failed_is_tried_again_unless_the_file_is_at_fault(extract, reports):
    for way in ("unreadable", "defect", "engine", "unreachable"):
        (reports / f"{way}.txt").write_text(f"1\n{way}\n{way}", "utf-8")
    extract(fakes.load_wicked)
    summary = extract(fakes.load_wicked)
    assert (summary.known, summary.extracted) == (1, 3)


def test_files_that_are_gone_are_told_and_pruned_on_request(extract, reports, out, tmp_path):
    write(reports, 3)
    extract(fakes.load_simple)
    (reports / "01.txt").unlink()
    summary = extract(fakes.load_simple)
    assert (summary.gone, summary.pruned, summary.exit_status) == (("reports/01.txt",), False, 0)
    assert pq.read_table(out / "documents").num_rows == 3
    summary = extract(fakes.load_simple, prune=True)
    assert (summary.gone, summary.pruned) == (("reports/01.txt",), True)
    for name in ("documents", "cells", "statements"):
        assert pq.read_table(out / name).num_rows == 2
    assert extract(fakes.load_simple, prune=True).gone == ()


def test_only_what_stood_among_the_inputs_can_be_gone(extract, reports, out, steps, tmp_path, monkeypatch):
    """Another folder's documents stay, whatever became of them; a run knows nothing of places it was not given."""
    other = tmp_path / "other"
    other.mkdir()
    (other / "a.txt").write_text("9\n", "utf-8")
    write(reports, 1)
    batch.run([reports, other], out, batch.Options(jobs=1), steps, fakes.load_simple)
    (other / "a.txt").unlink()
    assert extract(fakes.load_simple, prune=True).gone == ()
    assert pq.read_table(out / "documents").num_rows == 2


def test_names_that_are_no_utf8_are_text_in_the_corpus(extract, reports, out):
    """A name in GB18030 bytes, the same name in UTF-8, one in no encoding: three documents, also in the next run."""
    names = ["2023年部门决算.txt".encode("gb18030"), "2023年部门决算.txt".encode(), b"\xff\xfe.txt"]
    for number, name in enumerate(names):
        Path(os.fsdecode(os.fsencode(reports) + b"/" + name)).write_text(f"{number}\n", "utf-8")
    for known in (0, 3):
        summary = extract(fakes.load_simple, formats=("parquet", "csv", "xlsx", "jsonl"))
        assert (summary.known, summary.problems, summary.gone) == (known, (), ())
        rows = pq.read_table(out / "documents").to_pylist()
        found = sorted(Path(row["path"]).name for row in rows)
        assert found[1:] == ["2023年部门决算.txt", "\\xff\\xfe.txt"]
        assert found[0].startswith("2023\\xc4")  # the name in GB18030, its text being taken
        assert all(row["other_paths"] == [] for row in rows)


def test_a_folder_that_can_be_listed_and_not_entered_costs_itself(extract, reports, out, monkeypatch):
    write(reports, 2)
    closed = reports / "closed"
    closed.mkdir()
    (closed / "a.txt").write_text("8\n", "utf-8")
    real = Path.stat

    def stat(path: Path, **named: object) -> os.stat_result:
        if closed in path.parents:
            raise PermissionError(errno.EACCES, "Permission denied")
        return real(path, **named)

    with monkeypatch.context() as refused:
        refused.setattr(Path, "stat", stat)
        summary = extract(fakes.load_simple)
    (problem,) = summary.problems
    assert (Path(problem.path).name, summary.exit_status) == ("a.txt", 3)
    assert problem.reason.startswith("the file cannot be reached (Permission denied)")
    summary = extract(fakes.load_simple)
    assert (summary.extracted, summary.problems) == (1, ())
    assert pq.read_table(out / "documents").num_rows == 3


def test_a_staged_document_with_zeros_at_its_end_stops_no_run(extract, reports, out, shared):
    write(reports, 1)
    extract(fakes.load_simple)
    stage = out / ".staged"
    stage.mkdir()
    left = (shared / "cases" / "faults" / "11-staged-with-zeros-at-its-end.arrow").read_bytes()
    (stage / f"{'a' * 64}.arrow").write_bytes(left)
    assert extract(fakes.load_simple).exit_status == 0
    assert not stage.exists()


def test_what_a_worker_may_take_follows_from_the_machine():
    assert memory.worker_memory(4, memory.machine_memory()) >= memory.LEAST
    assert memory.held() > 10 << 20
    assert memory.held(0x7FFFFFFF) == 0


def test_the_temporary_files_of_a_killed_export_go(extract, reports, out):
    write(reports, 1)
    extract(fakes.load_simple, formats=("xlsx",))
    sheets = out / "xlsx" / ".sheets.unfinished"
    sheets.mkdir()
    (sheets / "openpyxl.abc").write_bytes(b"half")
    extract(fakes.load_simple, formats=("xlsx",))
    assert [path.name for path in (out / "xlsx").iterdir()] == ["corpus.xlsx"]


def test_a_worker_killed_in_mid_run_costs_one_document_until_the_next_run(extract, reports, out):
    write(reports, 6)
    (reports / "99.txt").write_text("1\nkilled", "utf-8")
    assert extract(fakes.load_wicked).corpus.documents == {"ok": 6, "failed": 1}
    assert extract(fakes.load_simple).corpus.documents == {"ok": 7}
    assert parquet.Corpus(out).notices == []
