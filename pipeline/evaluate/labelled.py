"""Figures and claims of reports whose quantity a person has said, and how often the program says the same."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from pipeline.document import Cell, Document, Statement
from pipeline.errors import UsageError

FOLDER: Final = "quantities"
FILES: Final = ("cells.jsonl", "statements.jsonl")
ELSEWHERE: Final = ("shared/real", "shared/reports", "shared/pdf")  # beside the checkout; not in the repository
_NONE: Final = "-"


@dataclass(frozen=True, slots=True)
class Label:
    """A line: where it stands, and the keys that are right for it; None is one of them where it has no quantity."""

    doc: str
    of: str  # cell, statement
    place: Mapping[str, Any]
    keys: tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was said of a labelled line; `there` is False where the document has no such line."""

    label: Label
    said: str | None
    there: bool

    @property
    def right(self) -> bool:
        return self.said in self.label.keys


def read_labels(annotations: Path) -> list[Label]:
    """All labelled lines. Raises UsageError, naming file and line, where one is incomplete."""
    found = []
    for name in FILES:
        path = annotations / FOLDER / name
        if not path.is_file():
            raise UsageError(f"{path}: no such file; the quantities of labelled lines stand there")
        for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
            entry = json.loads(line)
            keys = entry.pop("keys", None)
            if not isinstance(keys, list) or not keys or "doc" not in entry:
                raise UsageError(f"{path}, line {number}: give doc and keys")
            found.append(Label(entry.pop("doc"), name.removesuffix("s.jsonl"), entry, tuple(keys)))
    return found


def places_of(labels: Iterable[Label], annotations: Path) -> dict[str, Path]:
    """Where the documents of the labels stand: under the annotations, or beside the checkout."""
    wanted = {label.doc for label in labels}
    folders = [annotations, *(annotations.parent.parent / name for name in ELSEWHERE)]
    found = {path.name: path for folder in folders for path in sorted(folder.rglob("*")) if path.name in wanted}
    return dict(sorted(found.items()))


def compare(labels: Iterable[Label], documents: Mapping[str, Document]) -> Iterator[Outcome]:
    """What the program says of each line of the documents that are there."""
    for label in labels:
        document = documents.get(label.doc)
        if document is None:
            continue
        lines = _cells(document, label.place) if label.of == "cell" else _claims(document, label.place)
        said = [_key(line) for line in lines]
        yield Outcome(label, next(iter(said), None), bool(said))


def _cells(document: Document, place: Mapping[str, Any]) -> list[Cell]:
    return [
        cell
        for table in document.tables
        if table.type == place["table"]
        for cell in table.cells
        if (cell.row_code, cell.row_name, cell.column_path) == (place["row_code"], place["row_name"], place["column"])
        and cell.value == Decimal(place["value"])
    ]


def _claims(document: Document, place: Mapping[str, Any]) -> list[Statement]:
    amounts = [None if place[name] is None else Decimal(place[name]) for name in ("amount", "percent")]
    return [
        claim
        for claim in document.statements
        if (claim.kind, claim.base, claim.indicator) == (place["kind"], place["base"], place["indicator"])
        and [claim.amount, claim.percent] == amounts
    ]


def _key(line: Cell | Statement) -> str | None:
    return f"{line.indicator_id} {line.fund or _NONE} {line.phase or _NONE}" if line.indicator_id else None
