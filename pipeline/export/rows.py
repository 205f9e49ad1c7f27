"""A document as rows of the output tables."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from decimal import Context, Decimal
from typing import Final

import pyarrow as pa

from pipeline.boxes import stored_box
from pipeline.document import Document, Issue
from pipeline.export.schema import DECIMALS, SCHEMAS

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")  # half a character, from broken UTF-16; never 汉
_STEP: Final = Decimal(1).scaleb(-DECIMALS)
_LIMIT: Final = Decimal(10) ** (38 - DECIMALS)
_EXACT: Final = Context(prec=80)

NOTHING_READ: Final = "nothing could be read from the file"

Value = str | int | float | bool | Decimal | Sequence[float] | Sequence[str] | None


@dataclass(frozen=True, slots=True)
class Entry:
    """A document on its way into the corpus, with what only the run knows of it."""

    document: Document
    error: str | None = None  # why nothing could be made of it
    seconds: float = 0.0
    made_by: str | None = None  # code, models and options; None: this attempt is no result, try again

    @property
    def status(self) -> str:
        return "failed" if self.error else self.document.status

    @property
    def reason(self) -> str | None:
        """What went wrong, in one line; None where all is well."""
        if self.error or self.status == "ok":
            return self.error
        if self.document.no_report:
            return self.document.no_report
        issues = [_with_page(issue) for issue in self.document.issues if issue.loses]
        return "; ".join(dict.fromkeys(issues)) or NOTHING_READ

    @property
    def issues(self) -> tuple[Issue, ...]:
        """What was not understood; of a document that failed, why."""
        found = self.document.issues
        if self.status == "failed":
            return (*found, Issue("read", None, self.error or NOTHING_READ))
        if self.document.no_report:
            return (*found, Issue("identity", None, self.document.no_report, loses=False))
        return found


def _with_page(issue: Issue) -> str:
    """An issue in one line, its page before it unless it names it."""
    told = issue.page is None or f"page {issue.page}" in issue.message
    return issue.message if told else f"page {issue.page}: {issue.message}"


def arrow_tables(entry: Entry) -> dict[str, pa.Table]:
    """The tables of one document, in the order of the schema.

    Of a failed one only its row of `documents` and its issues, of one that is no report its sections, too: figures of
    a gazette or a news item are none of a budget.
    """
    document = entry.document
    if entry.status == "failed":
        document = replace(document, sections=())
    if entry.status in ("failed", "no_report"):
        document = replace(document, tables=(), statements=(), checks=())
    cells = [cell for table in document.tables for cell in table.cells]
    upright = {page.number: page for page in document.pages}
    boxes = [stored_box(cell.box, upright[cell.page]) if cell.box else None for cell in cells]
    evidence = [json.dumps(check.evidence) for check in document.checks]
    return {
        "documents": _document(entry),
        "issues": _table("issues", document, entry.issues),
        "sections": _table("sections", document, document.sections),
        "tables": _table("tables", document, document.tables),
        "cells": _table("cells", document, cells, bbox=boxes, column_path=[cell.column_path or None for cell in cells]),
        "statements": _table("statements", document, document.statements),
        "checks": _table("checks", document, document.checks, evidence=evidence),
    }


def _document(entry: Entry) -> pa.Table:
    document, identity = entry.document, entry.document.identity
    row: dict[str, Value] = {
        **{field.name: getattr(identity, field.name) for field in fields(identity)},
        "doc_id": document.doc_id,
        "path": document.path,
        "media_type": document.media_type or None,
        "pages": document.page_count,
        "ocr_pages": document.ocr_page_count,
        "status": entry.status,
        "error": entry.reason,
        "seconds": round(entry.seconds, 3),
        "other_paths": (),
        "corrected": list(identity.corrected),
        **dict.fromkeys(("source_url", "retrieved", "publisher")),  # of a place, not of the bytes: the corpus adds them
        "made_by": entry.made_by,
    }
    return _arrow("documents", {name: [row[name]] for name in SCHEMAS["documents"].names})


def _table(name: str, document: Document, items: Sequence[object], **given: Sequence[Value]) -> pa.Table:
    """One row an item; a column is the attribute of that name where it is not given."""
    columns = {column: given.get(column) for column in SCHEMAS[name].names} | {"doc_id": [document.doc_id] * len(items)}
    return _arrow(
        name,
        {
            column: values if values is not None else [getattr(item, column) for item in items]
            for column, values in columns.items()
        },
    )


def _arrow(name: str, columns: dict[str, Sequence[Value]]) -> pa.Table:
    schema = SCHEMAS[name]
    arrays = [pa.array(_stored(columns[field.name], field.type), field.type) for field in schema]
    return pa.Table.from_arrays(arrays, schema=schema)


def _stored(values: Sequence[Value], kind: pa.DataType) -> list[Value]:
    if pa.types.is_string(kind):
        return [stored_text(value) if isinstance(value, str) else value for value in values]
    if pa.types.is_decimal(kind):
        return [stored_amount(value) if isinstance(value, Decimal) else value for value in values]
    if pa.types.is_floating(kind):
        return [None if value != value else value for value in values]  # a score that is not a number is none
    return list(values)


def stored_text(text: str) -> str:
    """Text that can stand in UTF-8, in NFC; halves of characters become U+FFFD.

    >>> stored_text("e\\u0301"), stored_text("收\\ud800入"), stored_text("（一）")
    ('é', '收�入', '（一）')
    """
    if text.isascii():
        return text
    return _LONE_SURROGATE.sub("\ufffd", unicodedata.normalize("NFC", text))


def stored_amount(value: Decimal) -> Decimal | None:
    """A number as the corpus holds it: exact up to eight decimals, rounded there (quotients of the checks).

    None where it is no number of a budget: more than thirty digits before the point, or not finite.

    >>> stored_amount(Decimal("0.01413")), stored_amount(Decimal(1) / 3), stored_amount(Decimal("1e40"))
    (Decimal('0.01413'), Decimal('0.33333333'), None)
    """
    if not value.is_finite() or abs(value) >= _LIMIT:
        return None
    exponent = value.as_tuple().exponent
    if not isinstance(exponent, int) or exponent >= -DECIMALS:
        return value
    return value.quantize(_STEP, context=_EXACT)
