"""The answers of a corpus, read back from its Parquet files, keyed by file name as gold data is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path, PurePath
from typing import Any


@dataclass(frozen=True, slots=True)
class FoundStatement:
    doc: str
    kind: str
    indicator: str
    base: str | None
    direction: str | None
    amount: Decimal | None
    percent: Decimal | None
    reason: str | None


@dataclass(frozen=True, slots=True)
class FoundSection:
    doc: str
    title: str
    label: str


@dataclass(frozen=True, slots=True)
class FoundTable:
    doc: str
    type: str
    empty: bool


@dataclass(frozen=True, slots=True)
class FoundCell:
    """A body cell that is a number."""

    doc: str
    table: str  # its type
    row_code: str | None
    row_name: str | None
    column_path: str
    value: Decimal


@dataclass(frozen=True, slots=True)
class FoundField:
    doc: str
    field: str
    value: str


@dataclass(frozen=True, slots=True)
class Found:
    statements: tuple[FoundStatement, ...] = ()
    sections: tuple[FoundSection, ...] = ()
    tables: tuple[FoundTable, ...] = ()
    cells: tuple[FoundCell, ...] = ()
    fields: tuple[FoundField, ...] = ()


def read_corpus(out: Path, fields: Sequence[str]) -> Found:
    """The answers in a folder that `pipeline extract` wrote; raises FileNotFoundError if it holds no documents."""
    documents = _rows(out, "documents")
    if not documents:
        raise FileNotFoundError(f"{out} holds no documents; write it with: pipeline extract INPUT --out {out}")
    names = {row["doc_id"]: PurePath(row["path"]).name for row in documents}
    tables = _rows(out, "tables")
    types = {(row["doc_id"], row["table_id"]): row["type"] for row in tables}
    return Found(
        statements=tuple(
            FoundStatement(
                names[row["doc_id"]],
                *(row[key] for key in ("kind", "indicator", "base", "direction", "amount", "percent", "reason")),
            )
            for row in _rows(out, "statements")
        ),
        sections=tuple(
            FoundSection(names[row["doc_id"]], row["title"], row["label"]) for row in _rows(out, "sections")
        ),
        tables=tuple(FoundTable(names[row["doc_id"]], row["type"], row["empty"]) for row in tables),
        cells=tuple(
            FoundCell(
                names[row["doc_id"]],
                types[row["doc_id"], row["table_id"]],
                *(row[key] for key in ("row_code", "row_name", "column_path", "value")),
            )
            for row in _rows(out, "cells")
            if row["value"] is not None
        ),
        fields=tuple(
            FoundField(names[row["doc_id"]], field, str(row[field]))
            for row in documents
            for field in fields
            if row[field] is not None
        ),
    )


def _rows(out: Path, table: str) -> list[dict[str, Any]]:
    import pyarrow.parquet  # heavy

    rows: list[dict[str, Any]] = []
    for path in sorted((out / table).glob("*.parquet")):
        rows += pyarrow.parquet.read_table(path).to_pylist()
    return rows
