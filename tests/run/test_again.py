"""`pipeline retry`: what failed or is partial is read again, with the options of the last run, and nothing else is."""

from __future__ import annotations

import json
from pathlib import Path

import fakes
import pytest

from pipeline.errors import UsageError
from pipeline.run.again import choose_again


@pytest.fixture
def corpus(extract, reports, out) -> Path:
    """Two good documents, one partial, two that failed for good."""
    (reports / "more").mkdir()
    for number, (name, way) in enumerate(
        [("a", "fine"), ("b", "fine"), ("c", "partial"), ("more/d", "unreadable"), ("more/e", "unreadable")]
    ):
        (reports / f"{name}.txt").write_text(f"{number}\n{way}", "utf-8")
    extract(fakes.load_wicked, timeout=77.0)
    return out


def names(again) -> list[str]:
    return [path.name for path in again.inputs]


def test_by_status_and_by_path(corpus, reports):
    assert names(choose_again(corpus, ["failed"], [])) == ["d.txt", "e.txt"]
    assert names(choose_again(corpus, ["failed", "partial"], [])) == ["c.txt", "d.txt", "e.txt"]
    assert names(choose_again(corpus, [], [str(reports / "a.txt"), "*/d.txt"])) == ["a.txt", "d.txt"]
    assert names(choose_again(corpus, ["failed"], [str(reports / "more")])) == ["d.txt", "e.txt"]
    assert choose_again(corpus, ["failed"], []).options["timeout"] == 77.0
    with pytest.raises(UsageError, match="has no document to try again"):
        choose_again(corpus, ["failed"], [str(reports / "a.txt")])
    with pytest.raises(UsageError, match="holds no finished run"):
        choose_again(corpus / "cells", [], [])


def test_what_is_chosen_is_read_again_though_it_was_settled(corpus, extract, reports):
    """The other failure stays settled, and the record keeps the inputs of the run that is mended."""
    chosen = choose_again(corpus, ["failed"], ["*/d.txt"])
    summary = extract(fakes.load_simple, again=chosen.doc_ids)
    assert (summary.extracted, summary.known) == (1, 4)
    assert summary.corpus.documents == {"ok": 3, "partial": 1, "failed": 1}
    record = json.loads((corpus / "run.json").read_text("utf-8"))
    assert record["inputs"] == [str(reports)]
    assert "again" not in record["options"]


def test_files_that_are_gone_are_told(corpus, reports):
    (reports / "more" / "d.txt").unlink()
    again = choose_again(corpus, ["failed"], [])
    assert (names(again), [Path(path).name for path in again.missing]) == (["e.txt"], ["d.txt"])


def test_a_member_of_an_archive_is_had_from_the_archive(extract, reports, out):
    import zipfile

    with zipfile.ZipFile(reports / "all.zip", "w") as archive:
        archive.writestr("a.txt", "1\n")
        archive.writestr("b.txt", "2\nunreadable")
    extract(fakes.load_wicked)
    again = choose_again(out, ["failed"], [])
    assert names(again) == ["all.zip"]
    summary = extract(fakes.load_simple, again=again.doc_ids)
    assert (summary.extracted, summary.known) == (1, 1)
