"""What a run did and what the corpus holds now."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from pipeline.export.parquet import read_batches

_TITLE = re.compile("《[^》]*》")
_NUMBER = re.compile(r"\d(?:[\d,.]*\d)?")
_LIST = re.compile(r"\([^()]*[,.][^()]*\)")  # of files: (a.gif, b.gif …)
_LONGEST_KIND = 200  # characters


@dataclass(frozen=True, slots=True)
class Problem:
    """A document that failed, or of which something was lost."""

    path: str
    status: str  # failed, partial
    reason: str


@dataclass(frozen=True, slots=True)
class Counts:
    """What a corpus holds, with the documents of all runs."""

    documents: dict[str, int]  # by status
    reasons: dict[str, dict[str, int]]  # status → why, without figures and names → documents, the most frequent first
    pages: int
    ocr_pages: int
    sections: int
    tables: dict[str, int]  # by type, the most frequent first
    cells: int
    statements: int
    checks: dict[str, int]  # by status


@dataclass(frozen=True, slots=True)
class Summary:
    """The files of one run: how many there were and what became of them."""

    files: int
    extracted: int  # in this run, well or badly
    known: int  # done by an earlier run
    duplicates: int  # with the bytes of another file
    problems: tuple[Problem, ...]  # of these files, also those that an earlier run met
    seconds: float
    corpus: Counts
    gone: tuple[str, ...] = ()  # files of the corpus that stood among the inputs and do not any more
    pruned: bool = False  # these were taken out
    notices: tuple[str, ...] = ()  # what was found damaged in the corpus
    uncorrected: tuple[str, ...] = ()  # corrections that could not be applied, and why

    @property
    def exit_status(self) -> int:
        """0 where all is well, 3 where a document failed or is partial (CONTRACT 2)."""
        return 3 if self.problems else 0


def not_applied(corpus: Path) -> list[str]:
    """What the documents of a corpus tell of corrections that could not be applied."""
    told: list[str] = []
    for batch in read_batches(corpus, "issues", ["stage", "message"]):
        told += [row["message"] for row in batch.to_pylist() if row["stage"] == "corrections"]
    return sorted(told)


def count_corpus(corpus: Path) -> Counts:
    """Counted from the datasets."""
    pages = ocr_pages = 0
    for batch in read_batches(corpus, "documents", ["pages", "ocr_pages"]):
        pages += sum(batch["pages"].to_pylist())
        ocr_pages += sum(batch["ocr_pages"].to_pylist())
    return Counts(
        documents=count_statuses(corpus),
        reasons=count_reasons(corpus),
        pages=pages,
        ocr_pages=ocr_pages,
        sections=_rows(corpus, "sections"),
        tables=_by(corpus, "tables", "type"),
        cells=_rows(corpus, "cells"),
        statements=_rows(corpus, "statements"),
        checks=_by(corpus, "checks", "status"),
    )


def count_statuses(corpus: Path) -> dict[str, int]:
    """How many documents have each status, the most frequent first."""
    return _by(corpus, "documents", "status")


def count_reasons(corpus: Path) -> dict[str, dict[str, int]]:
    """How many documents are failed, partial or no report for which reason; a partial one may have several."""
    counted: dict[str, Counter[str]] = {status: Counter() for status in ("failed", "partial", "no_report")}
    partial: set[str] = set()
    for batch in read_batches(corpus, "documents", ["doc_id", "status", "error"]):
        for row in batch.to_pylist():
            if row["status"] == "partial":
                partial.add(row["doc_id"])
            elif row["status"] in counted:
                counted[row["status"]][reason_kind(row["error"] or "")] += 1
    lost: set[tuple[str, str]] = set()
    for batch in read_batches(corpus, "issues", ["doc_id", "message", "loses"]):
        told = (row for row in batch.to_pylist() if row["loses"] and row["doc_id"] in partial)
        lost.update((row["doc_id"], reason_kind(row["message"])) for row in told)
    counted["partial"].update(kind for _, kind in sorted(lost))
    return {status: dict(reasons.most_common()) for status, reasons in counted.items() if reasons}


def reason_kind(reason: str) -> str:
    """A reason without what differs from document to document, so that like ones are counted together.

    >>> reason_kind("《支出决算表》: of 1,204 amounts 12 reached a cell")
    '《…》: of n amounts n reached a cell'
    >>> reason_kind("page 3 could not be read by OCR: no memory"), reason_kind("")
    ('page n could not be read by OCR: no memory', 'the reason was not recorded')
    >>> reason_kind("2 pictures are not in the file (12.gif, a.gif); save the page whole")
    'n pictures are not in the file (…); save the page whole'
    """
    kind = _NUMBER.sub("n", _LIST.sub("(…)", _TITLE.sub("《…》", reason)))[:_LONGEST_KIND]
    return kind or "the reason was not recorded"


def _by(corpus: Path, name: str, column: str) -> dict[str, int]:
    found: Counter[str] = Counter()
    for batch in read_batches(corpus, name, [column]):
        found.update(batch[column].to_pylist())
    return dict(found.most_common())


def _rows(corpus: Path, name: str) -> int:
    return sum(batch.num_rows for batch in read_batches(corpus, name, ["doc_id"]))
