"""Corrections applied, each before what follows from it: a type before the columns are read, values before the checks.

What is corrected says so (`corrected`: the names of its fields); what cannot be applied is told as an issue and changes
nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any, Final, TypeVar

from pipeline.amounts import WAN_PER_UNIT, read_number, to_wan
from pipeline.corrections.anchors import Mark, find, letters, mark_of, mark_of_statement
from pipeline.corrections.record import FIELDS, Correction, Target
from pipeline.document import Cell, Grid, Identity, Issue, Page, Section, Statement, Table
from pipeline.vocabulary.regions import Region, Regions

Thing = TypeVar("Thing")
Applied = tuple[Thing, tuple[Issue, ...]]  # what was corrected, and what could not be

Answers = Mapping[str, Sequence[str]]

SUREST: Final = 0.9999
INDICATOR: Final = re.compile(r"[a-z][a-z0-9_]*")
YEARS: Final = range(1990, 2100)
ANSWERS: Final[Mapping[str, tuple[str, ...]]] = {
    "report_type": ("budget", "final"),
    "scope": ("department", "unit"),
    "kind": ("change", "completion", "share"),
    "base": ("prior_year", "initial_budget", "annual_budget", "total"),
    "direction": ("increase", "decrease", "flat", "above", "below", "equal"),
    "unit": tuple(WAN_PER_UNIT),
}
NEVER_EMPTY: Final = frozenset({"type", "unit", "kind", "indicator", "fiscal_year"})


class NotApplied(Exception):
    """Why a correction changes nothing."""


def correct_identity(found: Identity, corrections: Sequence[Correction], regions: Regions) -> Applied[Identity]:
    """Agency, place, year, kind and scope as corrected; the names of the place follow from its code and the year."""

    def with_correction(old: Identity, each: Correction) -> Identity:
        corrected = (*old.corrected, each.field)
        if each.field == "region_code":
            return _placed(replace(old, corrected=corrected), _region(each, old.fiscal_year, regions), regions)
        value: Any = _year(each) if each.field == "fiscal_year" else _answer(each)
        new = replace(old, corrected=corrected, **{each.field: value})
        return _moved(new, regions) if each.field == "fiscal_year" else new

    return _apply(found, _of("document", corrections), with_correction)


def type_of(
    title: str | None, grid: Grid, corrections: Sequence[Correction], pages: Sequence[Page], types: Sequence[str]
) -> str | None:
    """The type that a correction gives the table that begins with this grid; None where none does."""
    mine = [each for each in _of("table", corrections) if each.field == "type" and each.value in types]
    if not mine:
        return None
    upright = {page.number: page for page in pages}
    marks = [mark_of(cell, upright) for cell in grid.cells]
    return next((each.value for each in mine if _is_of(each, title, grid.page_start, grid.page_end, marks)), None)


def correct_tables(
    tables: Sequence[Table], corrections: Sequence[Correction], pages: Sequence[Page], answers: Answers
) -> Applied[tuple[Table, ...]]:
    """Tables with their units, columns, keys and values as corrected; `type_of` has set the types while they were read.

    `answers`: field → what it may be (type, fund, phase).
    """
    upright = {page.number: page for page in pages}

    def with_correction(old: tuple[Table, ...], each: Correction) -> tuple[Table, ...]:
        if each.target == "table":
            return _with_table(old, each, upright, answers)
        return _with_cell(old, each, upright, answers)

    mine = [*_of("table", corrections), *_of("cell", corrections)]
    return _apply(tuple(tables), mine, with_correction)


def correct_statements(
    statements: Sequence[Statement], corrections: Sequence[Correction], sections: Sequence[Section], answers: Answers
) -> Applied[tuple[Statement, ...]]:
    """Claims with quantity, base, direction, figures and reason as corrected."""
    texts = {section.section_id: section.text for section in sections}

    def with_correction(old: tuple[Statement, ...], each: Correction) -> tuple[Statement, ...]:
        meant = _found(each, [(n, mark_of_statement(one, texts[one.section_id])) for n, one in enumerate(old)])
        value: Any = _amount(each) if each.field in ("amount", "percent") else _answer(each, answers)
        new = replace(old[meant], corrected=(*old[meant].corrected, each.field), **{each.field: value})
        if each.field == "indicator":
            new = replace(new, indicator_code=None)
        return (*old[:meant], new, *old[meant + 1 :])

    return _apply(tuple(statements), _of("statement", corrections), with_correction)


def _of(target: Target, corrections: Sequence[Correction]) -> list[Correction]:
    return [each for each in corrections if each.target == target]


def _apply(
    thing: Thing, corrections: Sequence[Correction], with_correction: Callable[[Thing, Correction], Thing]
) -> Applied[Thing]:
    issues: list[Issue] = []
    for each in corrections:
        try:
            if each.field not in FIELDS[each.target]:
                raise NotApplied(f"no field that can be corrected; there are {', '.join(FIELDS[each.target])}")
            thing = with_correction(thing, each)
        except NotApplied as reason:
            told = f"correction not applied, {each.called}: {reason}"
            issues.append(Issue("corrections", each.page, told, loses=False))
    return thing, tuple(issues)


def _found(each: Correction, marked: Sequence[tuple[int, Mark]]) -> int:
    found = find(each, marked)
    if isinstance(found, str):
        raise NotApplied(found)
    return found


def _answer(each: Correction, answers: Answers = ANSWERS) -> str | None:
    """The value as given, where the field has such answers."""
    known = answers.get(each.field) or ANSWERS.get(each.field)
    if each.field == "indicator_id" and each.value and not INDICATOR.fullmatch(each.value):
        raise NotApplied(f"“{each.value}” is no id of an indicator, such as three_public or func_2080505")
    if each.value is None and each.field in NEVER_EMPTY:
        raise NotApplied("a value is missing")
    if known and each.value is not None and each.value not in known:
        raise NotApplied(f"“{each.value}” is no {each.field}; give one of {', '.join(known)}")
    return each.value


def _amount(each: Correction) -> Decimal | None:
    value = read_number(each.value) if each.value is not None else None
    if value is None and each.value is not None:
        raise NotApplied(f"“{each.value}” is no number")
    return value


def _year(each: Correction) -> int:
    if each.value is None or not each.value.isdecimal() or int(each.value) not in YEARS:
        raise NotApplied(f"“{each.value or ''}” is no year")
    return int(each.value)


def _region(each: Correction, year: int | None, regions: Regions) -> Region | None:
    if each.value is None:
        return None
    region = regions.coded(each.value, year)
    if region is None:
        raise NotApplied(f"no place had the code {each.value} in {year or 'the last year of the list'} (GB/T 2260)")
    return region


def _placed(identity: Identity, region: Region | None, regions: Regions) -> Identity:
    path = regions.path(region, identity.fiscal_year) if region else ()
    named: dict[str, str] = {one.level: one.name for one in path}
    return replace(
        identity,
        region_code=region.code if region else None,
        region_id=region.region_id if region else None,
        province=named.get("province"),
        city=named.get("city"),
        county=named.get("county"),
    )


def _moved(identity: Identity, regions: Regions) -> Identity:
    """The identity with the code that its place has in its year."""
    year = regions.known_year(identity.fiscal_year)
    places = (place for coded in regions.by_code.values() for place in coded)
    there = [place for place in places if place.region_id == identity.region_id and place.in_year(year)]
    return _placed(identity, there[0], regions) if identity.region_id and there else identity


def _is_of(each: Correction, title: str | None, first: int, last: int, marks: Sequence[Mark]) -> bool:
    """Whether a correction means the table with this title, pages and cells: by its title, or by one of its cells."""
    if each.page is not None and not first <= each.page <= last:
        return False
    named = bool(title and each.printed) and letters(title or "") == letters(each.printed)
    if named and not each.place:
        return True
    cell = replace(each, printed="") if named else each
    marks = [replace(mark, words=("",)) for mark in marks] if named else list(marks)
    return not isinstance(find(cell, list(enumerate(marks))), str)


def _with_table(
    tables: tuple[Table, ...], each: Correction, pages: Mapping[int, Page], answers: Answers
) -> tuple[Table, ...]:
    _answer(each, answers)
    meant = [
        n
        for n, table in enumerate(tables)
        if _is_of(each, table.title, table.page_start, table.page_end, [mark_of(cell, pages) for cell in table.cells])
    ]
    if len(meant) != 1:
        many = f"{len(meant)} tables have this title; give the place of one of its cells"
        raise NotApplied(many if meant else "no such table was found")
    table = tables[meant[0]]
    if each.field == "type" and table.type != each.value:
        raise NotApplied("anchor it to the title of the table, or to a cell on its first page")
    new = replace(table, corrected=(*table.corrected, each.field))
    if each.field == "unit" and each.value:
        new = _in_unit(new, each.value)
    return (*tables[: meant[0]], new, *tables[meant[0] + 1 :])


def _in_unit(table: Table, unit: str) -> Table:
    """The table with its amounts in a unit; columns that print one of their own keep it."""
    cells = (
        replace(cell, unit=unit, value_wan=to_wan(cell.value, unit))
        if cell.value is not None and cell.value_wan is not None and cell.unit in (None, table.unit)
        else cell
        for cell in table.cells
    )
    return replace(table, unit=unit, cells=tuple(cells))


def _with_cell(
    tables: tuple[Table, ...], each: Correction, pages: Mapping[int, Page], answers: Answers
) -> tuple[Table, ...]:
    if each.field in ("indicator_id", "fund", "phase"):
        _answer(each, answers)
    places = [(t, c) for t, table in enumerate(tables) for c in range(len(table.cells))]
    marks = [mark_of(tables[t].cells[c], pages) for t, c in places]
    t, c = places[_found(each, list(enumerate(marks)))]
    table = tables[t]
    cells = list(table.cells)
    for n in _concerned(each, table, c):
        cells[n] = _corrected(cells[n], each, table)
    return (*tables[:t], replace(table, cells=tuple(cells)), *tables[t + 1 :])


def _concerned(each: Correction, table: Table, meant: int) -> Iterator[int]:
    """The cells that a correction of one changes: of a column all that have its path, of a key all of the row's side."""
    one = table.cells[meant]
    for n, cell in enumerate(table.cells):
        column = cell.column == one.column and cell.column_path == one.column_path
        row = cell.row == one.row and (cell.row_code, cell.row_name) == (one.row_code, one.row_name)
        if n == meant or (column and each.field == "column_path") or (row and each.field in ("row_code", "row_name")):
            yield n


def _corrected(cell: Cell, each: Correction, table: Table) -> Cell:
    corrected = (*cell.corrected, each.field)
    if each.field in ("indicator_id", "fund", "phase"):
        return replace(cell, corrected=corrected, **{each.field: each.value})  # type: ignore[arg-type]
    if each.field != "value":
        value: Any = (each.value or "") if each.field == "column_path" else each.value
        sure = round(min(table.sure, SUREST), 4)  # a person looked at the place; the type may still be another
        return replace(cell, corrected=corrected, placed=True, sure=sure, **{each.field: value})
    number = _amount(each)
    unit = cell.unit or table.unit
    money = number is not None and (unit in WAN_PER_UNIT or cell.value_wan is not None)
    wan = to_wan(number, unit) if money and number is not None else None
    return replace(cell, corrected=corrected, value=number, value_wan=wan, unit=unit if number is not None else None)
