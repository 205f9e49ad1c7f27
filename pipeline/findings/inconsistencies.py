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
Places = Mapping[str, tuple[int, str]]  # by id: page, and the words to look for
_NEAR = 24  # characters of a section on both sides of an amount
_LONGEST = 120  # characters of words shown


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
    printed: str  # where to look: the words of a claim, the row and column of a cell
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
    places = _places(corpus, sorted({row["doc_id"] for row in failed}))
    found = [_inconsistency(row, paths[row["doc_id"]], places) for row in failed if row["doc_id"] in paths]
    return Listing(len(paths), tuple(sorted(found, key=lambda each: (each.file, each.page or 0, each.check_id))))


def _inconsistency(check: Row, file: str, places: Places) -> Inconsistency:
    evidence = tuple(json.loads(check["evidence"]))
    return Inconsistency(
        file=file,
        page=next((places[source][0] for source in map(_place, evidence) if source in places), None),
        rule=check["rule"],
        severity=check["severity"],
        message=check["message"],
        **{name: _shortest(check[name]) for name in ("expected", "actual", "difference", "tolerance")},
        evidence=evidence,
        printed=_printed(evidence, places),
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


def _printed(evidence: Sequence[str], places: Places) -> str:
    """The words of the claim, where one is evidence; else where the first operand stands."""
    for source in sorted(evidence, key=lambda each: "-m" not in each):
        page_and_words = places.get(_place(source))
        if page_and_words is None:
            continue
        _, _, start = source.partition("@")
        words = page_and_words[1]
        if start:
            words = words[max(0, int(start) - _NEAR) : int(start) + _NEAR]
        return " ".join(words.split())[:_LONGEST]
    return ""


def _places(corpus: Path, documents: Sequence[str]) -> Places:
    """Page and words of the cells, statements and sections of these documents, by id."""
    if not documents:
        return {}
    of_them = [("doc_id", "in", documents)]
    columns = ["table_id", "row", "column", "page", "row_code", "row_name", "column_path"]
    places: dict[str, tuple[int, str]] = {}
    for row in read_rows(corpus, "cells", columns, of_them):
        named = [row["row_code"], row["row_name"], row["column_path"]]
        places[f"{row['table_id']}-r{row['row']}c{row['column']}"] = row["page"], " | ".join(filter(None, named))
    for row in read_rows(corpus, "statements", ["statement_id", "page", "sentence"], of_them):
        places[row["statement_id"]] = row["page"], row["sentence"]
    for row in read_rows(corpus, "sections", ["section_id", "page_start", "text"], of_them):
        places[row["section_id"]] = row["page_start"], row["text"]
    return places
