"""What a run costs besides the stages: hashing, workers, writing, merging, and how that grows with the corpus.

    python benchmarks/run.py [--documents 1000] [--cells 400] [--jobs 2]

The extractor is a fake that makes documents of up to twice so many cells in no time, so all seconds shown are the run's own.
A line each tenth of the documents shows seconds a document since the line before, and what the run's own process and its
workers hold. It runs three times: the second run has nothing to do but to find that out, the third finds ten files more.
"""

from __future__ import annotations

import argparse
import hashlib
import resource
import tempfile
import time
from decimal import Decimal
from functools import partial
from multiprocessing import active_children
from pathlib import Path

from pipeline.document import Cell, Check, Document, Line, Page, Section, Statement, Table
from pipeline.run.batch import Options, Step, run
from pipeline.run.memory import held
from pipeline.run.work import Extractor

SECTIONS, STATEMENTS, CELLS_OF_A_TABLE = 40, 60, 50
MORE = 10  # files
ZERO, ONE, BOX = Decimal(0), Decimal(1), (0.1, 0.2, 0.3, 0.4)
TEXT = "收入总计较上年增加1.20万元，增长2.00%，主要原因：人员经费增加。" * 20


class Curve:
    """A line each tenth of the documents that are extracted."""

    def __init__(self) -> None:
        self._done = self._all = 0
        self._last = time.perf_counter()

    def begin(self, files: int) -> None:
        self._done, self._all, self._last = 0, files, time.perf_counter()

    def advance(self, step: Step) -> None:
        if step.status == "known":
            return
        self._done += 1
        part = max(1, self._all // 10)
        if self._done % part == 0:
            now = time.perf_counter()
            workers = "".join(f" + {held(worker.pid) / 1e6:.0f}" for worker in active_children())
            each = 1000 * (now - self._last) / part
            print(
                f"{self._done:>9} documents  {each:6.2f} ms each  {held() / 1e6:5.0f}{workers} MB",
                flush=True,
            )
            self._last = now

    def turn(self, pages: int) -> None: ...


def load_fake(cells: int) -> Extractor:
    return partial(fake_document, cells)


def fake_document(cells: int, path: str) -> Document:
    """A report with up to twice so many cells, and a check per cell; its text says how many."""
    doc_id = hashlib.sha256(Path(path).read_bytes()).hexdigest()
    cells = 2 * cells * int(doc_id[:4], 16) >> 16
    short = doc_id[:12]
    tables = tuple(_table(f"{short}-t{number:02}") for number in range(cells // CELLS_OF_A_TABLE))
    sections = tuple(
        Section(f"{short}-s{number:03}", None, 1, "一、", "收入情况", "income", 0.9, 1, 1, TEXT)
        for number in range(SECTIONS)
    )
    statements = tuple(_statement(short, number) for number in range(STATEMENTS))
    checks = tuple(
        Check(f"{short}-c{number:03}", "parts_sum", "pass", None, ONE, ONE, ZERO, ZERO, TEXT[:60], (short,))
        for number in range(cells)
    )
    pages = tuple(Page(number, (Line(TEXT, number),)) for number in range(1, 25))
    return Document(
        doc_id, path, "text/plain", pages, sections=sections, tables=tables, statements=statements, checks=checks
    )


def _table(table_id: str) -> Table:
    amounts = [Decimal(f"{row}.50") for row in range(CELLS_OF_A_TABLE)]
    cells = tuple(
        Cell(table_id, row, 1, f"2010{row}", "行政运行", "基本支出/小计", f"{amount}", amount, amount, 1, BOX, 0.98)
        for row, amount in enumerate(amounts)
    )
    return Table(table_id, "expenditure", "支出决算表", "万元", 1, 1, len(cells), 2, 0.9, False, cells)


def _statement(short: str, number: int) -> Statement:
    return Statement(
        statement_id=f"{short}-m{number:03}",
        section_id=f"{short}-s001",
        section_label="income",
        kind="change",
        indicator="收入总计",
        base="prior_year",
        direction="increase",
        amount=Decimal("1.20"),
        percent=Decimal("2.00"),
        reason="人员经费增加",
        sentence=TEXT[:40],
        page=1,
        char_start=0,
        char_end=40,
        score=0.9,
    )


def _write(reports: Path, numbers: range) -> None:
    for number in numbers:
        (reports / f"{number:06}.txt").write_text(f"{number}\n{TEXT}", "utf-8")


def _processor_seconds() -> float:
    """Of this process and of the workers that have ended."""
    return sum(
        use.ru_utime + use.ru_stime for use in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--documents", type=int, default=1000)
    parser.add_argument("--cells", type=int, default=400)
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        reports, out = Path(place) / "reports", Path(place) / "corpus"
        reports.mkdir()
        _write(reports, range(options.documents))
        for name in ("extract", "again", "ten more"):
            if name == "ten more":
                _write(reports, range(options.documents, options.documents + MORE))
            start, processor = time.perf_counter(), _processor_seconds()
            summary = run([reports], out, Options(options.jobs), Curve(), partial(load_fake, options.cells))
            seconds, processor = time.perf_counter() - start, _processor_seconds() - processor
            each = 1000 * seconds / options.documents
            print(
                f"{name:8} {seconds:7.2f} s, {processor:7.2f} processor seconds  {each:6.2f} ms a document"
                f"  ({summary.extracted} extracted)",
                flush=True,
            )
        size = sum(path.stat().st_size for path in out.rglob("*") if path.is_file())
        files = sum(path.is_file() for path in out.rglob("*"))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"corpus   {size / 1e6:7.1f} MB in {files} files; at most {memory:.0f} MB of memory in the run's own process")


if __name__ == "__main__":
    main()
