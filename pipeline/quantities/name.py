"""A document → the same with the key of each figure and each claim."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from pipeline.document import Cell, Document, Statement, Table
from pipeline.quantities.cells import Reader
from pipeline.quantities.claims import Claims
from pipeline.quantities.heads import Period
from pipeline.quantities.key import Key
from pipeline.vocabulary.accounts import Accounts
from pipeline.vocabulary.quantities import Quantities

Level = tuple[Key, Decimal]
_FIELDS = {"indicator": "indicator_id", "fund": "fund", "phase": "phase"}
_YEAR_AND_TOTAL = {"income": "income_total", "expenditure": "expenditure_total"}


def name_quantities(document: Document, quantities: Quantities, accounts: Accounts) -> Document:
    """The document with `indicator_id`, `fund` and `phase` of its cells and statements; None where they are not sure."""
    period = Period(document.identity.fiscal_year, document.identity.report_type)
    reader = Reader(quantities, accounts, period)
    keys: dict[str, Key] = {}
    for table in document.tables:
        keys |= reader.keys_of(table)
    keys = _with_totals(document.tables, keys)
    tables = tuple(replace(table, cells=tuple(_keyed(cell, keys) for cell in table.cells)) for table in document.tables)
    claims = Claims(quantities, accounts, period, {section.section_id: section for section in document.sections},
                    keys, _levels(tables, keys), document.identity.agency or "")  # fmt: skip
    statements = []
    for statement in document.statements:
        key = _corrected(claims.key_of(statement), statement)
        statements.append(replace(statement, indicator_id=key.indicator, fund=key.fund, phase=key.phase))
    return replace(document, tables=tables, statements=tuple(statements))


def _keyed(cell: Cell, keys: Mapping[str, Key]) -> Cell:
    key = _corrected(keys.get(cell.cell_id, Key()), cell)
    if key == Key(cell.indicator_id, cell.fund, cell.phase):
        return cell
    return replace(cell, indicator_id=key.indicator, fund=key.fund, phase=key.phase)


def _corrected(key: Key, named: Cell | Statement) -> Key:
    """The key with what a person said of it."""
    said = {field: getattr(named, name) for field, name in _FIELDS.items() if name in named.corrected}
    return replace(key, **said) if said else key


def _levels(tables: tuple[Table, ...], keys: Mapping[str, Key]) -> dict[str, list[Level]]:
    """Indicator → what the tables give of it."""
    found: dict[str, list[Level]] = defaultdict(list)
    for cell in (cell for table in tables for cell in table.cells):
        key = keys.get(cell.cell_id)
        if key and key.indicator and cell.value_wan is not None:
            found[key.indicator].append((key, cell.value_wan))
    return found


def _with_totals(tables: tuple[Table, ...], keys: dict[str, Key]) -> dict[str, Key]:
    """合计 of 收入表 and 支出表 is 收入总计 or 支出总计 where 收支总表 says so: it has this figure there, and another there."""
    said: dict[Key, set[Decimal | None]] = defaultdict(set)
    for cell in _cells(tables, ("overall",)):
        if cell.cell_id in keys:
            said[keys[cell.cell_id]].add(cell.value_wan)
    settled = dict(keys)
    for cell in _cells(tables, ("income", "expenditure")):
        key = keys.get(cell.cell_id)
        if key is None or key.indicator not in _YEAR_AND_TOTAL or key.fund != "all":
            continue
        total = replace(key, indicator=_YEAR_AND_TOTAL[key.indicator])
        if cell.value_wan not in said[key] and cell.value_wan in said[total]:
            settled[cell.cell_id] = total
    return settled


def _cells(tables: tuple[Table, ...], types: tuple[str, ...]) -> Iterator[Cell]:
    return (cell for table in tables if table.type in types for cell in table.cells)
