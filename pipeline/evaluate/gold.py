"""Gold data: what annotators say a document holds. A field with several right readings has all of them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.errors import PipelineError

Readings = tuple[str | None, ...]


class BadGold(PipelineError):
    """A line of a gold file cannot be used; the message names file and line."""


@dataclass(frozen=True, slots=True)
class GoldStatement:
    doc: str
    kind: str
    indicator: Readings
    base: Readings
    direction: Readings
    amount: str | None  # 万元
    percent: str | None
    reason: Readings
    counts: bool = True  # False: debatable, counts neither way


@dataclass(frozen=True, slots=True)
class GoldSection:
    doc: str
    title: Readings
    label: Readings
    counts: bool = True  # False: of *.sections_optional.jsonl


@dataclass(frozen=True, slots=True)
class GoldTable:
    doc: str
    type: Readings
    empty: bool
    counts: bool = True


@dataclass(frozen=True, slots=True)
class GoldFact:
    doc: str
    table: str
    row_code: str | None
    row_name: Readings
    column: Readings
    value: str  # in the table's unit
    counts: bool = True


@dataclass(frozen=True, slots=True)
class GoldField:
    """One field of a document: agency, region_code, fiscal_year or report_type."""

    doc: str
    field: str
    value: Readings


@dataclass(frozen=True, slots=True)
class Gold:
    statements: tuple[GoldStatement, ...] = ()
    sections: tuple[GoldSection, ...] = ()
    tables: tuple[GoldTable, ...] = ()
    facts: tuple[GoldFact, ...] = ()
    fields: tuple[GoldField, ...] = ()


FIELDS = ("agency", "region_code", "fiscal_year", "report_type")


def read_gold(places: Iterable[Path]) -> Gold:
    """The gold files of folders (recursively) or files; raises BadGold, and FileNotFoundError for a missing place."""
    found: dict[str, list[dict[str, Any]]] = {}
    for place in places:
        if not place.exists():
            raise FileNotFoundError(f"{place}: no such file or folder of gold data")
        for path in sorted(place.rglob("*.jsonl")) if place.is_dir() else [place]:
            kind = path.name.split(".")[-2]
            found.setdefault(kind, []).extend(_lines(path))
    return Gold(
        statements=tuple(_statement(line) for line in found.get("statements", ())),
        sections=(
            *(_section(line, counts=True) for line in found.get("sections", ())),
            *(_section(line, counts=False) for line in found.get("sections_optional", ())),
        ),
        tables=tuple(
            GoldTable(line["doc"], _readings(line, "type"), bool(line["empty"]), _counts(line))
            for line in found.get("tables", ())
        ),
        facts=tuple(_fact(line) for line in found.get("facts", ())),
        fields=tuple(
            GoldField(line["doc"], field, _readings(line, field))
            for line in found.get("documents", ())
            for field in FIELDS
        ),
    )


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    for number, text in enumerate(path.read_text("utf-8").splitlines(), 1):
        if not text.strip():
            continue
        try:
            line = json.loads(text)
        except json.JSONDecodeError as error:
            raise BadGold(f"{path}, line {number}: no JSON: {error}") from error
        if not isinstance(line, dict) or "doc" not in line:
            raise BadGold(f"{path}, line {number}: an object with a field doc is wanted")
        yield line


def _statement(line: dict[str, Any]) -> GoldStatement:
    return GoldStatement(
        doc=line["doc"],
        kind=line["kind"],
        indicator=_readings(line, "indicator"),
        base=_readings(line, "base"),
        direction=_readings(line, "direction"),
        amount=line["amount"],
        percent=line["percent"],
        reason=_readings(line, "reason"),
        counts=_counts(line),
    )


def _section(line: dict[str, Any], *, counts: bool) -> GoldSection:
    return GoldSection(line["doc"], _readings(line, "title"), _readings(line, "label"), counts)


def _fact(line: dict[str, Any]) -> GoldFact:
    return GoldFact(
        doc=line["doc"],
        table=line["table"],
        row_code=line["row_code"],
        row_name=_readings(line, "row_name"),
        column=_readings(line, "column"),
        value=line["value"],
        counts=_counts(line),
    )


def _readings(line: dict[str, Any], field: str) -> Readings:
    """A field's value or values, and those of `FIELD_also`."""
    return tuple(
        None if value is None else str(value)
        for part in (line[field], line.get(f"{field}_also", []))
        for value in (part if isinstance(part, Sequence) and not isinstance(part, str) else [part])
    )


def _counts(line: dict[str, Any]) -> bool:
    return not line.get("debatable")
