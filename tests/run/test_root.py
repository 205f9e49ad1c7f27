"""Paths are told from a recorded root: files, corpus, or both may be moved."""

from __future__ import annotations

import shutil
from pathlib import Path

import fakes
import pytest

import pipeline
from pipeline.export.parquet import read_batches
from pipeline.export.root import find_root, record_root
from pipeline.run import batch
from pipeline.run.again import choose_again
from pipeline.run.batch import Options, run


@pytest.fixture
def study(tmp_path: Path) -> Path:
    """A folder with the reports of two counties."""
    for county in ("01甲县", "02乙县"):
        folder = tmp_path / "study" / "reports" / county
        folder.mkdir(parents=True)
        (folder / "预算.txt").write_text(f"{county[:2]}.50\n", "utf-8")
    return tmp_path / "study"


@pytest.fixture
def run_fake(monkeypatch, steps):
    monkeypatch.setattr(batch, "fingerprint", lambda ocr, engine: "test")
    return lambda inputs, corpus: run(inputs, corpus, Options(jobs=1), steps, fakes.load_simple)


@pytest.fixture
def documents():
    return lambda corpus: sorted(
        (row for batch in read_batches(corpus, "documents", ["path", "other_paths"]) for row in batch.to_pylist()),
        key=lambda row: row["path"],
    )


def _paths(rows) -> list[str]:
    return sorted(row["path"] for row in rows)


PATHS = ["reports/01甲县/预算.txt", "reports/02乙县/预算.txt"]


@pytest.mark.parametrize("given", ["absolute", "relative", "from elsewhere"])
def test_paths_start_from_the_folder_that_holds_the_input(study, run_fake, documents, monkeypatch, given):
    monkeypatch.chdir(study if given == "relative" else study.parent)
    named = {"absolute": study / "reports", "relative": Path("reports"), "from elsewhere": Path("study/reports")}[given]
    run_fake([named], study / "corpus")
    assert _paths(documents(study / "corpus")) == PATHS
    assert find_root(study / "corpus").folder == study


def test_of_several_inputs_the_folder_that_holds_them_all(study, run_fake, documents):
    run_fake([study / "reports/01甲县/预算.txt", study / "reports/02乙县"], study / "corpus")
    assert _paths(documents(study / "corpus")) == ["01甲县/预算.txt", "02乙县/预算.txt"]
    assert find_root(study / "corpus").folder == study / "reports"


def test_files_and_corpus_moved_together(study, run_fake, tmp_path):
    run_fake([study / "reports"], study / "corpus")
    moved = tmp_path / "shelf" / "2024"
    moved.parent.mkdir()
    shutil.move(study, moved)
    assert find_root(moved / "corpus").file_of(PATHS[0]) == moved / PATHS[0]
    assert choose_again(moved / "corpus", [], [PATHS[0]]).inputs == (moved / PATHS[0],)
    assert choose_again(moved / "corpus", [], [str(moved / "reports/01甲县")]).inputs == (moved / PATHS[0],)
    assert run_fake([moved / "reports"], moved / "corpus").extracted == 0


def test_the_corpus_moved_alone(study, run_fake, documents, tmp_path):
    run_fake([study / "reports"], study / "corpus")
    moved = tmp_path / "answers"
    shutil.move(study / "corpus", moved)
    assert find_root(moved).file_of(PATHS[0]) == study / PATHS[0]
    summary = run_fake([study / "reports"], moved)
    assert (summary.extracted, _paths(documents(moved))) == (0, PATHS)


def test_the_files_moved_alone(study, run_fake, documents, tmp_path):
    """Under the same name they have the same paths; under another one the old paths go, for they are the same bytes."""
    run_fake([study / "reports"], study / "corpus")
    shutil.move(study / "reports", tmp_path / "reports")
    assert find_root(study / "corpus").file_of(PATHS[0]) is None
    summary = run_fake([tmp_path / "reports"], study / "corpus")
    assert (summary.extracted, summary.gone, _paths(documents(study / "corpus"))) == (0, (), PATHS)
    assert find_root(study / "corpus").file_of(PATHS[0]) == tmp_path / PATHS[0]
    shutil.move(tmp_path / "reports", tmp_path / "old")
    summary = run_fake([tmp_path / "old"], study / "corpus")
    assert (summary.extracted, summary.gone) == (0, ())
    assert [(row["path"], list(row["other_paths"])) for row in documents(study / "corpus")] == [
        (path.replace("reports/", "old/"), []) for path in PATHS
    ]


def test_files_beside_the_root_are_told_from_it(study, run_fake, documents, tmp_path):
    run_fake([study / "reports"], study / "corpus")
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "决算.txt").write_text("3.25\n", "utf-8")
    run_fake([tmp_path / "more"], study / "corpus")
    assert _paths(documents(study / "corpus")) == ["../more/决算.txt", *PATHS]


def test_without_a_record_the_inputs_say_it(tmp_path):
    (tmp_path / "a").mkdir()
    assert find_root(tmp_path / "corpus", [tmp_path / "a" / "x.pdf", tmp_path / "b"]).folder == tmp_path
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "root.json").write_text("{", "utf-8")
    assert find_root(tmp_path / "corpus", [tmp_path / "a"]).folder == tmp_path


def test_retry_keeps_the_inputs_by_which_the_root_is_known(study, tmp_path):
    corpus = study / "corpus"
    corpus.mkdir()
    record_root(corpus, find_root(corpus, [study / "reports"]), [study / "reports"])
    written = (corpus / "root.json").read_bytes()
    record_root(corpus, find_root(corpus, [study / PATHS[0]]), ())
    assert (corpus / "root.json").read_bytes() == written


def test_from_python(study, run_fake, tmp_path):
    run_fake([study / "reports"], study / "corpus")
    moved = tmp_path / "answers"
    shutil.move(study / "corpus", moved)
    corpus = pipeline.read_corpus(moved)
    assert [(corpus.root / path).is_file() for path in corpus.documents["path"]] == [True, True]
