"""Units that no table prints: decided by totals that other tables or the prose give with their unit, else unknown.

Sums cannot see a factor of ten thousand: a unit needs evidence of its own before a number is worth anything in 万元.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from typing import Final

from pipeline.amounts import to_wan
from pipeline.checks.prose import find_mentions
from pipeline.document import Cell, Document, Table

UNITS: Final = ("万元", "元", "千元")  # in which tables are printed without saying so
DIGITS: Final = 4  # that a total must have: shorter ones repeat by chance


def settle_units(document: Document) -> Document:
    """The document with a unit for each table that prints none, where totals tell it; without 万元 where they do not.

    A table takes the unit in which its largest amount is printed elsewhere: in a table whose unit is known, or in prose.
    """
    known = {cell.value_wan for table in document.tables if table.unit for cell in _amounts(table)}
    known |= {mention.value for section in document.sections for mention in find_mentions(section)}
    return replace(document, tables=tuple(_settled(table, known) for table in document.tables))


def _amounts(table: Table) -> Iterable[Cell]:
    return (cell for cell in table.cells if cell.value is not None and cell.value_wan is not None)


def _settled(table: Table, known: set[Decimal | None]) -> Table:
    bare = [cell for cell in _amounts(table) if cell.unit is None]
    if table.unit or not bare:
        return table
    largest = sorted({cell.value for cell in bare if cell.value is not None}, reverse=True)[:3]
    told = [value for value in largest if len(value.as_tuple().digits) >= DIGITS]
    units = [unit for unit in UNITS if any(to_wan(value, unit) in known for value in told)]
    unit = units[0] if len(units) == 1 else None
    cells = tuple(
        replace(cell, unit=unit, value_wan=to_wan(cell.value, unit) if unit and cell.value is not None else None)
        if cell.value_wan is not None and cell.unit is None
        else cell
        for cell in table.cells
    )
    return replace(table, unit=unit, cells=cells)
