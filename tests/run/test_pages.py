"""Pages are the unit of work: kept when a document is stopped, counted while it is read, wanted or not."""

from __future__ import annotations

import time
from functools import partial
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from PIL import Image

from pipeline.errors import RecognitionFailed
from pipeline.readers import read_document
from pipeline.readers.ocr import choose_engine
from pipeline.readers.ocr.kept import KeepingRecogniser
from pipeline.readers.page_range import PageRange
from pipeline.readers.recognise import Reading
from pipeline.run import plan as plans
from pipeline.run.fingerprint import ocr_made_by
from pipeline.run.plan import Plan, cache_folder
from pipeline.run.tools import FileExtractor, Tools, load_tools
from pipeline.run.work import Ahead, Task, Turned, carry_out, settled


class Counting:
    """Reads the shade of a page: each is another one."""

    def __init__(self, seconds: float = 0.0) -> None:
        self.read = 0
        self._seconds = seconds

    def recognise(self, picture) -> tuple[Reading, ...]:
        self.read += 1
        time.sleep(self._seconds)
        return (Reading(f"收入{picture[0, 0, 0]}.50万元", (10.0, 10.0, 90.0, 30.0), 0.99),)


@pytest.fixture
def scan(tmp_path) -> Path:
    """Six pages as a TIFF."""
    pages = [Image.new("RGB", (400, 500), (250 - 9 * number,) * 3) for number in range(6)]
    pages[0].save(tmp_path / "scan.tiff", save_all=True, append_images=pages[1:])
    return tmp_path / "scan.tiff"


@pytest.fixture(scope="module")
def words() -> Tools:
    return load_tools(recogniser=None)


def extractor(words: Tools, recogniser, **plan: object) -> FileExtractor:
    tools = Tools(recogniser, words.vocabulary, words.language)
    return FileExtractor(Plan("auto", choose_engine(), **plan), tools)


def test_a_document_out_of_time_is_partial_with_the_pages_that_were_done_and_goes_on_there(scan, words, tmp_path):
    engine = Counting(seconds=0.15)
    keeping = KeepingRecogniser(engine, tmp_path / "pages", "a")
    doc_id = read_document(scan, Counting()).doc_id
    task = Task(str(scan), "scan.tiff", doc_id, "v1")
    first = carry_out(task, extractor(words, keeping, seconds=0.5))
    assert (first.status, settled(first.made_by, "v1", None)) == ("partial", False)
    assert 1 <= first.pages < 6
    assert first.error.startswith(
        f"page {first.pages + 1}: there was no time for the pages after {first.pages}; run again"
    )
    seen = engine.read
    again = carry_out(task, extractor(words, keeping, seconds=60))
    assert (again.pages, again.made_by, engine.read) == (6, "v1", 6)
    assert seen < 6


def test_a_page_that_the_engine_failed_on_is_tried_again_by_the_next_run_and_by_another_worker(scan, words):
    """What broke the engine may have been the document before: nothing is settled for this one."""

    class Breaking(Counting):
        def recognise(self, picture) -> tuple[Reading, ...]:
            if super().recognise(picture) and self.read in fails:
                raise RecognitionFailed("no memory")
            return (Reading("收入1.50万元", (10.0, 10.0, 90.0, 30.0), 0.99),)

    task = Task(str(scan), "scan.tiff", read_document(scan, Counting()).doc_id, "v1")
    for fails, pages in (({2}, 6), (set(range(20)), 0)):
        reading = extractor(words, Breaking())
        outcome = carry_out(task, reading)
        assert (outcome.made_by, reading.engine_failed, outcome.pages) == (None, True, pages)
        fails = set()
        assert (carry_out(task, reading).made_by, reading.engine_failed) == ("v1", False)


def test_pages_are_told_one_by_one_and_then_that_none_comes(scan, words):
    told = []
    reading = extractor(words, Counting())
    reading.on_page = told.append
    reading(str(scan))
    assert told == [*(Turned(read) for read in range(1, 7)), Turned(6, more=False)]


def test_only_the_wanted_pages_are_read(scan):
    engine = Counting()
    document = read_document(scan, engine, wanted=PageRange.parse("2-3,5"))
    assert ([page.number for page in document.pages], engine.read) == ([2, 3, 5], 3)


def test_other_pages_make_another_document(extract, reports, out):
    """A corpus of pages 1 to 3 is done anew when all are wanted."""
    import fakes

    (reports / "a.txt").write_text("1\n", "utf-8")
    assert extract(fakes.load_simple, pages=PageRange.parse("1-3")).extracted == 1
    assert extract(fakes.load_simple, pages=PageRange.parse("1-3")).known == 1
    assert extract(fakes.load_simple).extracted == 1
    assert len(pq.read_table(out / "documents")) == 1


@pytest.mark.parametrize("text", ["", "0", "9-3", "a", "3-9-12", "-4", "1,,2"])
def test_pages_that_are_none(text):
    with pytest.raises(ValueError, match="page"):
        PageRange.parse(text)


def test_a_run_counts_pages_and_gives_up_a_document_of_which_none_comes(extract, reports, out, steps):
    import fakes

    for name, way in (("a", "turning 3"), ("b", "turning 2 stuck")):
        (reports / f"{name}.txt").write_text(f"1\n{way}\n{name}", "utf-8")
    summary = extract(fakes.load_pagewise, jobs=1, page_timeout=3.0)
    (problem,) = summary.problems
    assert problem.reason == "after 2 pages none was read in 3 s; give it more with --page-timeout"
    assert steps.pages >= 3


def test_pages_read_ahead_are_not_read_again(scan, words, tmp_path):
    """Another worker reads the last pages of a scan; what it read is kept, and the document is the same as without."""
    engine, other = Counting(), Counting()
    alone = extractor(words, Counting())(str(scan))
    ahead = extractor(words, KeepingRecogniser(other, tmp_path / "pages", "a"))
    assert (ahead.read_ahead(Ahead(str(scan), 4, 6)), other.read) == (3, 3)
    told = []
    reading = extractor(words, KeepingRecogniser(engine, tmp_path / "pages", "a"), cache=tmp_path / "pages")
    reading.on_page = told.append
    assert (reading(str(scan)), engine.read) == (alone, 3)
    assert [turned.last for turned in told] == [None, 6, 6, 6, 6, 6, None]


@pytest.mark.parametrize("way", ["reads", "dies"])
def test_a_long_scan_is_read_by_all_workers(extract, reports, tmp_path, way):
    """Forty pages of 0.1 s: two processes read them, hardly one twice, and one that dies over them costs nothing."""
    import fakes

    (reports / "long.txt").write_text("1.5\nleafing 40" + " " * (1 << 20), "utf-8")
    if way == "dies":
        (tmp_path / "crash").touch()
    summary = extract(partial(fakes.load_leafing, tmp_path), jobs=2, cache=tmp_path)
    pages = [page.read_text("ascii").split() for page in tmp_path.glob("*.page")]
    readers = {pid for page in pages for pid in page}
    assert (summary.problems, len(pages), len(readers)) == ((), 40, 2 if way == "reads" else 1)
    assert sum(map(len, pages)) <= 42


def test_run_jsonl_has_a_line_for_each_document_as_it_ended(extract, reports, out):
    import json

    import fakes

    (reports / "a.txt").write_text("1\n", "utf-8")
    (reports / "b.txt").write_text("1\nunreadable", "utf-8")
    for _ in range(2):  # the second run does nothing, and tells nothing
        extract(fakes.load_wicked, jobs=1)
    lines = [json.loads(line) for line in (out / "run.jsonl").read_text("utf-8").splitlines()]
    assert [(Path(line["path"]).name, line["status"], line["pages"]) for line in lines] == [
        ("a.txt", "ok", 1), ("b.txt", "failed", 0),
    ]  # fmt: skip
    assert "password" in lines[1]["error"]


def test_where_pages_are_kept(monkeypatch):
    monkeypatch.delenv(plans.CACHE_VARIABLE)
    monkeypatch.setenv("XDG_CACHE_HOME", "/caches")
    assert cache_folder() == Path("/caches/yujuesuan/pages")
    monkeypatch.setenv(plans.CACHE_VARIABLE, "/elsewhere")
    assert cache_folder() == Path("/elsewhere")
    monkeypatch.setenv(plans.CACHE_VARIABLE, "none")
    assert cache_folder() is None


def test_what_an_engine_said_counts_for_that_engine_alone():
    from dataclasses import replace

    engine = choose_engine()
    assert ocr_made_by(engine) == ocr_made_by(engine) != ocr_made_by(replace(engine, version="0"))
