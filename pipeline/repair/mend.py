"""Misread numbers of a document, mended."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from dataclasses import replace
from decimal import Decimal

from pipeline.amounts import read_number, to_wan
from pipeline.document import Cell, Document, Equation, Table
from pipeline.repair.decode import Code, Option, decode
from pipeline.repair.parities import PER_WAN, STRONG, Parity, parities
from pipeline.repair.readings import damaged_number, doubt, readings
from pipeline.vocabulary.digits import Digits

FindEquations = Callable[[Document], tuple[Equation, ...]]
_ROUNDS = 2  # a mended total may bring sums to light that the misread one hid


def repair(document: Document, find_equations: FindEquations, digits: Digits) -> Document:
    """The document with the numbers that OCR misread as its equations prove them; nothing else is changed.

    Numbers of text files and text layers stay as they are printed, also where they are wrong. A cell whose text is a
    damaged number (`1O.5l`) is given one only where an equation proves it.
    """
    if not any(is_ocr(cell) for table in document.tables for cell in table.cells):
        return document
    guesses = _guesses(document, digits)
    tried = _with_values(document, guesses)
    found = _parities(tried, find_equations)
    settled: set[str] = set()
    for _ in range(_ROUNDS):
        readings_of = _Readings(tried, digits, settled)
        changes = {option.cell: readings_of.values[option] for option in decode(Code(found, readings_of))}
        if not changes:
            break
        settled |= changes.keys()  # a second slip in one number is no likelier for having come in two rounds
        tried = _with_values(tried, changes)
        found = _parities(tried, find_equations)
    return _accepted(document, tried, guesses, found)


def is_ocr(cell: Cell) -> bool:
    """Whether the cell's number may be misread: a person who put it right did not misread it."""
    return cell.ocr_score is not None and "value" not in cell.corrected


def _ocr_cells(document: Document) -> list[Cell]:
    return [cell for table in document.tables for cell in table.cells if is_ocr(cell) and cell.value is not None]


def _parities(document: Document, find_equations: FindEquations) -> list[Parity]:
    return parities(find_equations(document), (cell.cell_id for cell in _ocr_cells(document)))


class _Readings:
    """The options of a cell, and the value that each stands for."""

    def __init__(self, document: Document, digits: Digits, settled: Set[str]) -> None:
        self.values: dict[Option, Decimal] = {}
        self._digits = digits
        self._cells = {cell.cell_id: cell for cell in _ocr_cells(document) if cell.cell_id not in settled}
        self._units = {table.table_id: table.unit for table in document.tables}

    def __call__(self, cell_id: str) -> Iterator[Option]:
        cell = self._cells.get(cell_id)
        if cell is None or cell.value is None or cell.value_wan is None:
            return
        for value, cost in readings(cell.value, cell.text, self._digits).items():
            shift = (to_wan(value, self._units[cell.table_id]) - cell.value_wan) * PER_WAN
            if shift == int(shift):
                option = Option(cell_id, int(shift), cost + doubt(cell.ocr_score))
                self.values[option] = value
                yield option


def _guesses(document: Document, digits: Digits) -> dict[str, Decimal]:
    """Cells whose text is a damaged number, with the number it looks like."""
    return {
        cell.cell_id: guess
        for table in document.tables
        for cell in table.cells
        if is_ocr(cell) and _unread(cell) and (guess := damaged_number(cell.text, digits)) is not None
    }


def _unread(cell: Cell) -> bool:
    """Whether a cell of an amount holds something else; what reads well and has no value is an ordinal or a count."""
    return cell.value is None and bool(cell.column_path) and read_number(cell.text) is None


def _with_values(document: Document, values: Mapping[str, Decimal]) -> Document:
    if not values:
        return document
    tables = tuple(
        replace(table, cells=tuple(_with_value(cell, table, values.get(cell.cell_id)) for cell in table.cells))
        for table in document.tables
    )
    return replace(document, tables=tables)


def _with_value(cell: Cell, table: Table, value: Decimal | None) -> Cell:
    return cell if value is None else replace(cell, value=value, value_wan=to_wan(value, table.unit))


def _accepted(document: Document, tried: Document, guesses: Mapping[str, Decimal], found: Iterable[Parity]) -> Document:
    """The changes tried that the equations of the changed document still prove; the others are undone."""
    held: defaultdict[str, float] = defaultdict(float)
    broken: set[str] = set()
    for parity in found:
        for cell in parity.signs:
            held[cell] += 0 if parity.gap else parity.broken
            broken |= {cell} if parity.gap and parity.strong else set()
    tables = []
    for table, new in zip(document.tables, tried.tables, strict=True):
        cells = []
        for old, now in zip(table.cells, new.cells, strict=True):
            proven = held[now.cell_id] >= STRONG and now.cell_id not in broken
            read = guesses.get(old.cell_id, old.value)  # a number that is mended is marked, also if it had no value
            cells.append(replace(now, repaired_from=read) if proven and old.value != now.value else old)
        tables.append(replace(table, cells=tuple(cells)))
    return replace(document, tables=tuple(tables))
