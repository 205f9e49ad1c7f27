"""Gold data: what annotators say a document holds. A field with several right readings has all of them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, TypeVar

from pipeline.errors import PipelineError, UsageError
from pipeline.scoring.grids import Grid
from pipeline.scoring.printed import read_grids, read_texts

Readings = tuple[str | None, ...]
Item = TypeVar("Item")


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
    quote: str = ""  # the words of the source


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
    title: str | None = None


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
    forms: tuple[tuple[str, str], ...] = ()  # document, what it came as, where its line of documents says that
    grids: dict[str, tuple[Grid, ...]] = field(default_factory=dict)  # document → its tables as printed
    texts: dict[str, str] = field(default_factory=dict)  # document → its words

    @property
    def docs(self) -> tuple[str, ...]:
        """The names of all documents of which there is any gold, sorted."""
        kinds = (self.statements, self.sections, self.tables, self.facts, self.fields)
        return tuple(sorted({item.doc for kind in kinds for item in kind}))


FIELDS: Final = ("agency", "region_code", "fiscal_year", "report_type")
KINDS: Final = ("documents", "sections", "sections_optional", "tables", "facts", "statements")

_Line = tuple[str, dict[str, Any]]  # where it stands, what it says


def read_gold(places: Sequence[Path]) -> Gold:
    """The gold files of folders (with all folders in them) or files.

    Files are told by their names, `NAME.facts.jsonl`; others are passed over. Raises BadGold for a line that cannot be
    used and UsageError for a place that does not exist or holds no gold.
    """
    found: dict[str, list[_Line]] = {kind: [] for kind in KINDS}
    for place in places:
        for path in _files(place):
            found[kind_of(path)] += _lines(path)
    documents = found["documents"]
    return Gold(
        statements=_read(found["statements"], _statement),
        sections=(
            *_read(found["sections"], lambda line: _section(line, counts=True)),
            *_read(found["sections_optional"], lambda line: _section(line, counts=False)),
        ),
        tables=_read(found["tables"], _table),
        facts=_read(found["facts"], _fact),
        fields=tuple(one for fields in _read(documents, _fields) for one in fields),
        forms=tuple((line["doc"], str(line["form"])) for _, line in documents if line.get("form")),
        grids=read_grids(places),
        texts=read_texts(places),
    )


def kind_of(path: Path) -> str:
    """What a gold file holds, by its name; empty where it is none.

    >>> kind_of(Path("预算.pdf.facts.jsonl")), kind_of(Path("findings.jsonl")), kind_of(Path("facts.json"))
    ('facts', '', '')
    """
    *_, kind, ending = ("", "", *path.name.split("."))
    return kind if ending == "jsonl" and kind in KINDS else ""


def _files(place: Path) -> list[Path]:
    if place.is_file():
        if not kind_of(place):
            raise UsageError(f"{place} is no gold file; these end in {', '.join(f'.{kind}.jsonl' for kind in KINDS)}")
        return [place]
    if not place.is_dir():
        raise UsageError(f"{place}: no such file or folder of gold data")
    found = sorted(path for path in place.rglob("*.jsonl") if kind_of(path))
    if not found:
        raise UsageError(
            f"{place} holds no gold data: no file that ends in {', '.join(f'.{kind}.jsonl' for kind in KINDS)}"
        )
    return found


def _lines(path: Path) -> Iterator[_Line]:
    try:
        written = path.read_text("utf-8").splitlines()
    except UnicodeDecodeError as error:
        raise BadGold(f"{path}: no UTF-8: {error.reason} at byte {error.start}") from error
    for number, text in enumerate(written, 1):
        if not text.strip():
            continue
        where = f"{path}, line {number}"
        try:
            line = json.loads(text)
        except json.JSONDecodeError as error:
            raise BadGold(f"{where}: no JSON: {error}") from error
        if not isinstance(line, dict) or not isinstance(line.get("doc"), str):
            raise BadGold(f"{where}: an object with a field doc, the name of the document, is wanted")
        yield where, line


def _read(lines: Iterable[_Line], item: Callable[[dict[str, Any]], Item]) -> tuple[Item, ...]:
    found = []
    for where, line in lines:
        try:
            found.append(item(line))
        except KeyError as error:
            raise BadGold(f"{where}: the field {error.args[0]} is missing") from error
    return tuple(found)


def _statement(line: dict[str, Any]) -> GoldStatement:
    return GoldStatement(
        doc=line["doc"],
        kind=line["kind"],
        indicator=_readings(line, "indicator"),
        base=_readings(line, "base"),
        direction=_readings(line, "direction"),
        amount=_number(line, "amount"),
        percent=_number(line, "percent"),
        reason=_readings(line, "reason"),
        counts=_counts(line),
        quote=line.get("quote") or "",
    )


def _section(line: dict[str, Any], *, counts: bool) -> GoldSection:
    return GoldSection(line["doc"], _readings(line, "title"), _readings(line, "label"), counts)


def _table(line: dict[str, Any]) -> GoldTable:
    return GoldTable(line["doc"], _readings(line, "type"), bool(line["empty"]), _counts(line), line.get("title"))


def _fact(line: dict[str, Any]) -> GoldFact:
    return GoldFact(
        doc=line["doc"],
        table=line["table"],
        row_code=line["row_code"],
        row_name=_readings(line, "row_name"),
        column=_readings(line, "column"),
        value=str(line["value"]),
        counts=_counts(line),
    )


def _fields(line: dict[str, Any]) -> tuple[GoldField, ...]:
    return tuple(GoldField(line["doc"], field, _readings(line, field)) for field in FIELDS)


def _number(line: dict[str, Any], field: str) -> str | None:
    return None if line[field] is None else str(line[field])


def _readings(line: dict[str, Any], field: str) -> Readings:
    """A field's value or values, and those of `FIELD_also`."""
    return tuple(
        None if value is None else str(value)
        for part in (line[field], line.get(f"{field}_also", []))
        for value in (part if isinstance(part, Sequence) and not isinstance(part, str) else [part])
    )


def _counts(line: dict[str, Any]) -> bool:
    return not line.get("debatable")
