"""The documents of a corpus in short, also while a run goes on: what is merged, and what is staged beside it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from pipeline.export.parquet import read_batches
from pipeline.export.staged import FOLDER, DamagedStage, Stage

_COLUMNS: Final = ("doc_id", "path", "status", "error", "pages", "ocr_pages", "seconds", "province", "fiscal_year")
_ISSUES: Final = ("doc_id", "message", "loses")
_TRIES: Final = 5  # parts are replaced while a run merges
_TITLE = re.compile("《[^》]*》")
_NUMBER = re.compile(r"\d(?:[\d,.]*\d)?")
_LIST = re.compile(r"\([^()]*[,.][^()]*\)")  # of files: (a.gif, b.gif …)
_LONGEST_KIND = 200  # characters


@dataclass(frozen=True, slots=True)
class Gathered:
    """A row of each document, and what was lost of those that are partial."""

    documents: tuple[dict[str, Any], ...]  # _COLUMNS
    lost: frozenset[tuple[str, str]]  # doc_id, why, without figures and names
    staged: int  # of these, not merged yet: a run goes on, or was broken off

    def by(self, column: str) -> dict[Any, dict[str, int]]:
        """How many documents of each province, year … have each status; the largest first."""
        found: dict[Any, Counter[str]] = {}
        for row in self.documents:
            found.setdefault(row[column], Counter())[row["status"]] += 1
        ranked = sorted(found.items(), key=lambda item: (-item[1].total(), str(item[0])))
        return {value: dict(counted.most_common()) for value, counted in ranked}

    def statuses(self) -> dict[str, int]:
        """How many documents have each status, the most frequent first."""
        return dict(Counter(row["status"] for row in self.documents).most_common())

    def reasons(self) -> dict[str, dict[str, int]]:
        """How many documents are failed, partial or no report for which reason; a partial one may have several."""
        counted: dict[str, Counter[str]] = {status: Counter() for status in ("failed", "partial", "no_report")}
        for row in self.documents:
            if row["status"] in ("failed", "no_report"):
                counted[row["status"]][reason_kind(row["error"] or "")] += 1
        counted["partial"].update(kind for _, kind in sorted(self.lost))
        return {status: dict(reasons.most_common()) for status, reasons in counted.items() if reasons}

    def slowest(self, most: int) -> list[dict[str, Any]]:
        """The documents that took longest."""
        return sorted(self.documents, key=lambda row: -(row["seconds"] or 0))[:most]


def gather(corpus: Path) -> Gathered:
    """Read the documents and issues of a corpus; nothing is changed, and no run is waited for. Raises OSError."""
    for left in reversed(range(_TRIES)):
        try:
            return _gather(corpus)
        except FileNotFoundError:
            if not left:
                raise
    raise AssertionError("unreachable")


def _gather(corpus: Path) -> Gathered:
    documents: dict[str, dict[str, Any]] = {}
    issues: dict[str, list[str]] = {}
    for batch in read_batches(corpus, "documents", list(_COLUMNS)):
        documents |= {row["doc_id"]: row for row in batch.to_pylist()}
    for batch in read_batches(corpus, "issues", list(_ISSUES)):
        _add_losses(issues, batch.to_pylist())
    staged = 0
    for path in sorted((corpus / FOLDER).glob("*.arrow")):
        try:
            tables = Stage(corpus).get(path.stem, ("documents", "issues"))
        except (DamagedStage, FileNotFoundError):  # cut off, or merged meanwhile
            continue
        staged += 1
        documents |= {row["doc_id"]: row for row in tables["documents"].select(_COLUMNS).to_pylist()}
        issues.pop(path.stem, None)
        _add_losses(issues, tables["issues"].select(_ISSUES).to_pylist())
    partial = [doc_id for doc_id, row in documents.items() if row["status"] == "partial"]
    lost = {(doc_id, reason_kind(message)) for doc_id in partial for message in issues.get(doc_id, ())}
    return Gathered(tuple(documents.values()), frozenset(lost), staged)


def _add_losses(issues: dict[str, list[str]], rows: Iterable[dict[str, Any]]) -> None:
    for row in rows:
        if row["loses"]:
            issues.setdefault(row["doc_id"], []).append(row["message"])


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
