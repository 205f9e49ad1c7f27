"""Rows that stand off their names, put into documents on purpose: are they found, and is anything wrong still verified?"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from pipeline.checks import grade, run_rules
from pipeline.document import Cell, Document, Table

FEWEST = 4  # rows of numbers that a table has at least
Places = dict[int, int | None]  # row → the row whose numbers it gets; None: it is left blank
Disorder = Callable[[Sequence[int], random.Random], Places]


@dataclass
class Outcome:
    """What the checks said of tables whose rows were put out of order."""

    tables: int = 0
    found: int = 0  # with a finding that was not there before
    findings: int = 0
    moved: int = 0  # numbers that are another one now
    verified: int = 0  # of these


def lower(rows: Sequence[int], draw: random.Random) -> Places:
    """From a row on numbers stand one row too low: it is blank, the last are lost."""
    at = draw.randrange(len(rows) - 2)
    return {row: (rows[place - 1] if place > at else None) for place, row in enumerate(rows) if place >= at}


def higher(rows: Sequence[int], draw: random.Random) -> Places:
    """From a row on numbers stand one row too high: its own are lost, the last row is blank."""
    at = draw.randrange(len(rows) - 2)
    last = len(rows) - 1
    return {row: (rows[place + 1] if place < last else None) for place, row in enumerate(rows) if place >= at}


def traded(rows: Sequence[int], draw: random.Random) -> Places:
    """Two neighbouring rows have each other's numbers."""
    at = draw.randrange(len(rows) - 1)
    return {rows[at]: rows[at + 1], rows[at + 1]: rows[at]}


DISORDERS: Final[dict[str, Disorder]] = {
    "one row too low from a row on": lower,
    "one row too high from a row on": higher,
    "two neighbouring rows traded": traded,
}


def disordered(documents: Iterable[Document], types: Iterable[str], disorder: Disorder, seed: int) -> Outcome:
    """Put the rows of each table of these types out of order, one table at a time, and check the document anew."""
    outcome, draw, kinds = Outcome(), random.Random(seed), frozenset(types)
    for document in documents:
        before = _failures(document)
        for at, table in enumerate(document.tables):
            rows = sorted({cell.row for cell in table.cells if cell.value is not None})
            if table.type not in kinds or len(rows) < FEWEST:
                continue
            moved = moved_rows(table, disorder(rows, draw))
            tables = (*document.tables[:at], moved, *document.tables[at + 1 :])
            _count(outcome, table, replace(document, tables=tables), at, before)
    return outcome


def moved_rows(table: Table, places: Places) -> Table:
    """The table with the numbers of some rows in other rows, column by column; names and codes stay."""
    numbers = {(cell.row, cell.column): cell for cell in table.cells if cell.value is not None}
    return replace(table, cells=tuple(_moved(cell, numbers, places) for cell in table.cells))


def _moved(cell: Cell, numbers: dict[tuple[int, int], Cell], places: Places) -> Cell:
    if cell.row not in places:
        return cell
    source = places[cell.row]
    other = None if source is None else numbers.get((source, cell.column))
    if other is not None:
        return replace(cell, text=other.text, value=other.value, value_wan=other.value_wan)
    return cell if cell.value is None else replace(cell, text="", value=None, value_wan=None)


def _count(outcome: Outcome, table: Table, document: Document, at: int, before: int) -> None:
    changed = {
        new.cell_id for old, new in zip(table.cells, document.tables[at].cells, strict=True) if old.value != new.value
    }
    if not changed:
        return
    graded = grade(document, checks := run_rules(document))
    new = max(0, sum(check.status == "fail" for check in checks) - before)
    wrong = sum(cell.cell_id in changed and cell.grade == "verified" for cell in graded.tables[at].cells)
    outcome.tables += 1
    outcome.found += new > 0
    outcome.findings += new
    outcome.moved += len(changed)
    outcome.verified += wrong


def _failures(document: Document) -> int:
    return sum(check.status == "fail" for check in document.checks)
