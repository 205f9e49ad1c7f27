"""The answers that are measured, keyed by file name as gold data is."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from pipeline.scoring.grids import Grid


@dataclass(frozen=True, slots=True)
class FoundStatement:
    doc: str
    kind: str
    indicator: str | None
    base: str | None
    direction: str | None
    amount: Decimal | None
    percent: Decimal | None
    reason: str | None
    score: float | None = None
    grade: str | None = None
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class FoundSection:
    doc: str
    title: str
    label: str
    score: float | None = None
    text: str = ""  # of the section, its heading with its number before it


@dataclass(frozen=True, slots=True)
class FoundTable:
    doc: str
    type: str
    empty: bool
    score: float | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True)
class FoundCell:
    """A body cell that is a number."""

    doc: str
    table: str | None  # its type
    row_code: str | None
    row_name: str | None
    column_path: str
    value: Decimal
    grade: str | None = None
    place: tuple[str, int, int] = ("", 0, 0)  # table, row, column
    text: str = ""  # as read
    by_ocr: bool = False
    repaired: bool = False


@dataclass(frozen=True, slots=True)
class FoundField:
    """One field of a document; None says that the document has none, which is an answer where gold accepts it."""

    doc: str
    field: str
    value: str | None


@dataclass(frozen=True, slots=True)
class Found:
    statements: tuple[FoundStatement, ...] = ()
    sections: tuple[FoundSection, ...] = ()
    tables: tuple[FoundTable, ...] = ()
    cells: tuple[FoundCell, ...] = ()
    fields: tuple[FoundField, ...] = ()
    forms: tuple[tuple[str, str], ...] = ()  # document, what it came as: text, PDF, scan
    grids: dict[str, tuple[Grid, ...]] = field(default_factory=dict)  # document → its tables as printed
    texts: dict[str, str] = field(default_factory=dict)  # document → its words
    absent: frozenset[str] = frozenset()  # tables that the system does not give at all: not measured
