"""Answers read back from a folder: what `pipeline extract` wrote, or another system's in the same format (CONTRACT 3).

Each of the tables `documents`, `sections`, `tables`, `cells`, `statements` is either `NAME/*.parquet` or JSON Lines,
`NAME.jsonl` or `NAME/*.jsonl`. Fields that no metric reads may be left out, and so may whole tables but `documents`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from pathlib import Path, PurePath
from typing import Any

from pipeline.errors import PipelineError, UsageError
from pipeline.scoring.found import Found, FoundCell, FoundField, FoundSection, FoundStatement, FoundTable
from pipeline.scoring.gold import FIELDS
from pipeline.scoring.printed import FOLDER, read_grids, read_texts


class BadAnswers(PipelineError):
    """A row of the answers cannot be used; the message names its place."""


class Row:
    """One row, with its place for messages."""

    def __init__(self, where: str, fields: Mapping[str, Any]) -> None:
        self.where = where
        self._fields = fields

    def need(self, field: str) -> Any:
        """A field that must be there and hold something. Raises BadAnswers."""
        value = self._fields.get(field)
        if value is None:
            raise BadAnswers(f"{self.where}: the field {field} is missing or empty")
        return value

    def get(self, field: str) -> Any:
        return self._fields.get(field)

    def share(self, field: str) -> float | None:
        """A score."""
        value = self.number(field)
        return None if value is None else float(value)

    def number(self, field: str) -> Decimal | None:
        """An exact decimal, also from a string; None where there is none. Raises BadAnswers."""
        value = self._fields.get(field)
        if value is None or isinstance(value, Decimal):
            return value
        try:
            return Decimal(str(value))
        except InvalidOperation as error:
            raise BadAnswers(f"{self.where}: {field} is {value!r}, no number") from error


def read_corpus(out: Path) -> Found:
    """The answers in a folder. Raises UsageError where it holds no documents, and BadAnswers."""
    documents = list(_rows(out, "documents"))
    if not documents:
        what = "holds no documents" if out.is_dir() else "is no folder"
        raise UsageError(
            f"{out} {what}; wanted: documents/*.parquet or documents.jsonl, as pipeline extract writes them"
        )
    names = {row.need("doc_id"): PurePath(row.need("path")).name for row in documents}
    tables = list(_rows(out, "tables"))
    types = {(row.need("doc_id"), row.need("table_id")): row.need("type") for row in tables}

    def name(row: Row) -> str:
        doc = names.get(row.need("doc_id"))
        if doc is None:
            raise BadAnswers(f"{row.where}: no document has the doc_id {row.need('doc_id')}")
        return doc

    return Found(
        statements=tuple(_statement(name(row), row) for row in _rows(out, "statements")),
        sections=tuple(_section(name(row), row) for row in _rows(out, "sections")),
        tables=tuple(
            FoundTable(name(row), row.need("type"), bool(row.get("empty")), row.share("score"), row.get("title"))
            for row in tables
        ),
        cells=tuple(
            _cell(name(row), types.get((row.need("doc_id"), row.need("table_id"))), row, value)
            for row in _rows(out, "cells")
            if (value := row.number("value")) is not None
        ),
        fields=tuple(
            FoundField(name(row), field, None if row.get(field) is None else str(row.get(field)))
            for row in documents
            for field in FIELDS
        ),
        forms=tuple((name(row), form_of(row.get("media_type"), row.get("pages"), row.get("ocr_pages"), name(row)))
                    for row in documents),
        grids=read_grids([out / FOLDER]),
        texts=read_texts([out / FOLDER]),
        absent=frozenset(table for table in ("sections", "tables", "cells", "statements") if not _files(out, table)),
    )  # fmt: skip


def form_of(media_type: str | None, pages: int | None, ocr_pages: int | None, name: str) -> str:
    """What a document came as, by its media type or the end of its name, and by how many pages OCR read.

    >>> form_of("text/plain", 1, 0, "a.txt"), form_of("application/pdf", 9, 9, "a.pdf"), form_of(None, None, None, "a.PDF")
    ('text', 'scan', 'PDF')
    >>> form_of("application/pdf", 9, 2, "a.pdf"), form_of("image/tiff", 4, 4, "a.tiff")
    ('PDF, some pages scanned', 'scan')
    """
    kind = f"{media_type or ''} {PurePath(name).suffix.lower()}"
    if "pdf" in kind:
        if not ocr_pages:
            return "PDF"
        return "scan" if ocr_pages == pages else "PDF, some pages scanned"
    if "image" in kind or any(ending in kind for ending in (".png", ".jpg", ".jpeg", ".tif")):
        return "scan"
    return (
        "text" if "text/plain" in kind or ".txt" in kind else PurePath(name).suffix.lower().removeprefix(".") or "other"
    )


def _statement(doc: str, row: Row) -> FoundStatement:
    return FoundStatement(
        doc,
        kind=row.need("kind"),
        indicator=row.get("indicator"),
        base=row.get("base"),
        direction=row.get("direction"),
        amount=row.number("amount"),
        percent=row.number("percent"),
        reason=row.get("reason"),
        score=row.share("score"),
        grade=row.get("grade"),
        sentence=row.get("sentence") or "",
    )


def _section(doc: str, row: Row) -> FoundSection:
    title = row.get("title") or ""
    text = f"{row.get('number') or ''}{title}\n{row.get('text') or ''}"
    return FoundSection(doc, title, row.need("label"), row.share("score"), text)


def _cell(doc: str, kind: str | None, row: Row, value: Decimal) -> FoundCell:
    return FoundCell(
        doc,
        kind,
        row_code=row.get("row_code"),
        row_name=row.get("row_name"),
        column_path=row.get("column_path") or "",
        value=value,
        grade=row.get("grade"),
        place=(row.need("table_id"), row.get("row") or 0, row.get("column") or 0),
        text=row.get("text") or "",
        by_ocr=row.get("ocr_score") is not None,
        repaired=row.get("repaired_from") is not None,
    )


def _rows(out: Path, table: str) -> Iterator[Row]:
    for path in _files(out, table):
        if path.suffix == ".jsonl":
            yield from _json_rows(path)
            continue
        import pyarrow.parquet  # heavy

        for number, fields in enumerate(pyarrow.parquet.read_table(path).to_pylist(), 1):
            yield Row(f"{path}, row {number}", fields)


def _files(out: Path, table: str) -> list[Path]:
    plain = out / f"{table}.jsonl"
    parts = sorted(path for path in (out / table).glob("*") if path.suffix in (".parquet", ".jsonl"))
    return [*([plain] if plain.is_file() else []), *parts]


def _json_rows(path: Path) -> Iterator[Row]:
    for number, text in enumerate(path.read_text("utf-8").splitlines(), 1):
        if not text.strip():
            continue
        where = f"{path}, line {number}"
        try:
            fields = json.loads(text, parse_float=Decimal)
        except json.JSONDecodeError as error:
            raise BadAnswers(f"{where}: no JSON: {error}") from error
        if not isinstance(fields, dict):
            raise BadAnswers(f"{where}: an object is wanted")
        yield Row(where, fields)
