"""Misread numbers of a document, mended."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
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
    tried = _with_guesses(document, digits)
    for _ in range(_ROUNDS):
        found = parities(find_equations(tried), (cell.cell_id for cell in _ocr_cells(tried)))
        code, values = _code(found, tried, digits)
        changes = {option.cell: values[option] for option in decode(code)}
        if not changes:
            break
        tried = _with_values(tried, changes)
    return _accepted(document, tried, find_equations)


def is_ocr(cell: Cell) -> bool:
    return cell.ocr_score is not None


def _ocr_cells(document: Document) -> list[Cell]:
    return [cell for table in document.tables for cell in table.cells if is_ocr(cell) and cell.value is not None]


def _code(found: list[Parity], document: Document, digits: Digits) -> tuple[Code, dict[Option, Decimal]]:
    """The code with the options of every cell that an open parity, or a parity of its cells, binds."""
    concerned = {cell for parity in found if parity.cost(parity.gap) for cell in parity.signs}
    concerned = {cell for parity in found if not concerned.isdisjoint(parity.signs) for cell in parity.signs}
    options: dict[str, list[Option]] = {}
    values: dict[Option, Decimal] = {}
    units = {table.table_id: table.unit for table in document.tables}
    for cell in _ocr_cells(document):
        if cell.cell_id not in concerned or cell.value is None or cell.value_wan is None:
            continue
        for value, cost in readings(cell.value, cell.text, digits).items():
            shift = (to_wan(value, units[cell.table_id]) - cell.value_wan) * PER_WAN
            if shift == int(shift):
                option = Option(cell.cell_id, int(shift), cost + doubt(cell.ocr_score))
                options.setdefault(cell.cell_id, []).append(option)
                values[option] = value
    return Code(found, options), values


def _with_guesses(document: Document, digits: Digits) -> Document:
    """Cells whose text is a damaged number, with the number it looks like."""
    guesses = {}
    for table in document.tables:
        for cell in table.cells:
            if is_ocr(cell) and _unread(cell) and (guess := damaged_number(cell.text, digits)) is not None:
                guesses[cell.cell_id] = guess
    return _with_values(document, guesses)


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


def _accepted(document: Document, tried: Document, find_equations: FindEquations) -> Document:
    """The changes tried that the equations of the changed document still prove; the others are undone."""
    found = parities(find_equations(tried), (cell.cell_id for cell in _ocr_cells(tried)))
    held: defaultdict[str, float] = defaultdict(float)
    broken: set[str] = set()
    for parity in found:
        for cell in parity.signs:
            held[cell] += 0 if parity.gap else parity.broken
            broken |= {cell} if parity.gap and parity.strong else set()
    tables = []
    for table, new in zip(document.tables, tried.tables, strict=True):
        cells = tuple(
            _settled(old, now, old.value == now.value or (held[now.cell_id] >= STRONG and now.cell_id not in broken))
            for old, now in zip(table.cells, new.cells, strict=True)
        )
        tables.append(replace(table, cells=cells))
    return replace(document, tables=tuple(tables))


def _settled(old: Cell, now: Cell, proven: bool) -> Cell:
    return replace(now, repaired_from=old.value) if proven and old.value != now.value else old
