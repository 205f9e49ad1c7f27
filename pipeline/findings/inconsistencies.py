"""The failed checks of a corpus, each with the file and the page it speaks of."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from pipeline.document import Severity
from pipeline.errors import UsageError
from pipeline.export.stored import read_rows

Row = Mapping[str, Any]
Pages = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Inconsistency:
    """A failed check of a document."""

    file: str
    page: int | None  # of the first number that the check speaks of
    rule: str
    severity: Severity
    message: str  # with the arithmetic
    expected: Decimal | None
    actual: Decimal | None
    difference: Decimal | None
    tolerance: Decimal | None
    evidence: tuple[str, ...]  # cell and statement ids
    doc_id: str
    check_id: str


@dataclass(frozen=True, slots=True)
class Listing:
    """What was found wrong, in how many documents."""

    documents: int
    found: tuple[Inconsistency, ...]  # by file, page and check


def list_inconsistencies(corpus: Path, severities: Collection[str]) -> Listing:
    """The failed checks of these severities. Raises UsageError where the folder is no corpus."""
    paths = {row["doc_id"]: row["path"] for row in read_rows(corpus, "documents", ["doc_id", "path"])}
    if not paths:
        raise UsageError(f"{corpus} holds no documents; write it with: pipeline extract INPUT --out {corpus}")
    failed = list(read_rows(corpus, "checks", None, [("status", "==", "fail"), ("severity", "in", list(severities))]))
    pages = _pages(corpus, sorted({row["doc_id"] for row in failed}))
    found = [_inconsistency(row, paths[row["doc_id"]], pages) for row in failed if row["doc_id"] in paths]
    return Listing(len(paths), tuple(sorted(found, key=lambda each: (each.file, each.page or 0, each.check_id))))


def _inconsistency(check: Row, file: str, pages: Pages) -> Inconsistency:
    evidence = tuple(json.loads(check["evidence"]))
    return Inconsistency(
        file=file,
        page=next((pages[source] for source in map(_place, evidence) if source in pages), None),
        rule=check["rule"],
        severity=check["severity"],
        message=check["message"],
        **{name: _shortest(check[name]) for name in ("expected", "actual", "difference", "tolerance")},
        evidence=evidence,
        doc_id=check["doc_id"],
        check_id=check["check_id"],
    )


def _place(source: str) -> str:
    """The id of what stands on a page: an amount in prose (`…-s003@17`) stands in its section."""
    return source.partition("@")[0]


def _shortest(amount: Decimal | None) -> Decimal | None:
    """Without the zeros that the corpus keeps behind every amount: 41.37000000 → 41.37."""
    if amount is None:
        return None
    short = amount.normalize()
    return short.quantize(Decimal(1)) if short == short.to_integral_value() else short


def _pages(corpus: Path, documents: Sequence[str]) -> Pages:
    """The pages of cells, statements and sections of these documents, by id."""
    if not documents:
        return {}
    of_them = [("doc_id", "in", documents)]
    pages = {
        f"{row['table_id']}-r{row['row']}c{row['column']}": row["page"]
        for row in read_rows(corpus, "cells", ["table_id", "row", "column", "page"], of_them)
    }
    for row in read_rows(corpus, "statements", ["statement_id", "page"], of_them):
        pages[row["statement_id"]] = row["page"]
    for row in read_rows(corpus, "sections", ["section_id", "page_start"], of_them):
        pages[row["section_id"]] = row["page_start"]
    return pages
