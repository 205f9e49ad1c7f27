"""What a run did and what the corpus holds now."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from pipeline.export.parquet import read_batches
from pipeline.run.gather import gather


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
    found = gather(corpus)
    return Counts(
        documents=found.statuses(),
        reasons=found.reasons(),
        pages=sum(row["pages"] for row in found.documents),
        ocr_pages=sum(row["ocr_pages"] for row in found.documents),
        sections=_rows(corpus, "sections"),
        tables=_by(corpus, "tables", "type"),
        cells=_rows(corpus, "cells"),
        statements=_rows(corpus, "statements"),
        checks=_by(corpus, "checks", "status"),
    )


def _by(corpus: Path, name: str, column: str) -> dict[str, int]:
    found: Counter[str] = Counter()
    for batch in read_batches(corpus, name, [column]):
        found.update(batch[column].to_pylist())
    return dict(found.most_common())


def _rows(corpus: Path, name: str) -> int:
    return sum(batch.num_rows for batch in read_batches(corpus, name, ["doc_id"]))
