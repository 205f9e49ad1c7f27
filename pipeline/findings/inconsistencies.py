"""The failed checks of a corpus, each with the file and the page it speaks of."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.document import Severity
from pipeline.errors import UsageError

if TYPE_CHECKING:
    import pyarrow

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
    paths = {row["doc_id"]: row["path"] for row in _rows(corpus, "documents", ["doc_id", "path"])}
    if not paths:
        raise UsageError(f"{corpus} holds no documents; write it with: pipeline extract INPUT --out {corpus}")
    failed = _rows(corpus, "checks", None, [("status", "==", "fail"), ("severity", "in", list(severities))])
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
        for row in _rows(corpus, "cells", ["table_id", "row", "column", "page"], of_them)
    }
    for row in _rows(corpus, "statements", ["statement_id", "page"], of_them):
        pages[row["statement_id"]] = row["page"]
    for row in _rows(corpus, "sections", ["section_id", "page_start"], of_them):
        pages[row["section_id"]] = row["page_start"]
    return pages


def _rows(
    corpus: Path, table: str, columns: list[str] | None, filters: list[tuple[str, str, Any]] | None = None
) -> list[dict[str, Any]]:
    return [row for part in _parts(corpus, table, columns, filters) for row in part.to_pylist()]


def _parts(corpus: Path, table: str, columns: list[str] | None, filters: Any) -> Iterator[pyarrow.Table]:
    import pyarrow
    import pyarrow.parquet  # heavy

    for path in sorted((corpus / table).glob("part-*.parquet")):
        try:
            yield pyarrow.parquet.read_table(path, columns=columns, filters=filters, partitioning=None)
        except (pyarrow.ArrowException, OSError) as error:
            raise UsageError(f"{path} cannot be read as a part of a corpus: {error}") from error
