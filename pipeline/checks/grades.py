"""Grades: which numbers the identities of their document prove, which they contradict.

A number is `verified` when an identity holds to the last digit that would not had the number been misread by one
digit, and another, or the same, would not hold had it stood in another column or row. In an identity
whole = Σ parts every operand is sensitive to a misread digit; but a part may stand in another column of its row
(合计 = 基本支出, 项目支出 blank) or in another row of its column without changing the sum. So a sum across the
row proves a part's row, not its column; a sum down the column proves its column and, among rows that all hold
a number, its row; a figure repeated elsewhere proves both.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

from pipeline.checks.across import fund_balance_carries_over, total_is_sum_of_columns
from pipeline.checks.repeats import economic_items_within_three_public
from pipeline.document import Cell, Check, Document, Grade, Table

_ACROSS: Final = frozenset({total_is_sum_of_columns.__name__, fund_balance_carries_over.__name__})
_PROVES_NOTHING: Final = frozenset({economic_items_within_three_public.__name__, "part_is_at_most_its_whole"})
_SEVERAL = 2  # exact identities that outweigh a failure


def grade(document: Document, checks: Iterable[Check]) -> Document:
    """The document with `grade` set on every cell and statement by its checks."""
    holding: dict[str, list[Check]] = defaultdict(list)
    failing: list[Check] = []
    for check in checks:
        if check.status == "fail" and check.severity != "rounding":
            failing.append(check)
        elif _proves(check):
            for source in set(check.evidence):
                holding[source].append(check)
    accused = _accused(failing, holding)
    doubted = {source for check in failing for source in check.evidence}
    tables = tuple(_grade_table(table, holding, accused, doubted) for table in document.tables)
    statements = tuple(
        replace(statement, grade=_grade_of(statement.statement_id, bool(holding[statement.statement_id]), accused))
        for statement in document.statements
    )
    return replace(document, tables=tables, statements=statements)


def _proves(check: Check) -> bool:
    return check.status == "pass" and check.difference == 0 and check.rule not in _PROVES_NOTHING


def _accused(failing: Iterable[Check], holding: Mapping[str, list[Check]]) -> set[str]:
    """Whom each failure blames: its operands that fewest identities uphold, never one that several do."""
    accused: set[str] = set()
    for check in failing:
        upheld = {source: len(holding.get(source, ())) for source in check.evidence}
        fewest = min(upheld.values(), default=0)
        accused.update(source for source, times in upheld.items() if times == fewest and times < _SEVERAL)
    return accused


def _grade_table(table: Table, holding: Mapping[str, list[Check]], accused: set[str], doubted: set[str]) -> Table:
    rows_of = {cell.cell_id: cell.row for cell in table.cells}
    columns = {cell.column_path for cell in table.cells}
    cells = []
    for cell in table.cells:
        held = holding.get(cell.cell_id, [])
        proven = cell.value is not None and _proven(cell, held, rows_of, len(columns) == 1)
        if cell.cell_id in doubted and len(held) < _SEVERAL:
            proven = False
        cells.append(replace(cell, grade=_grade_of(cell.cell_id, proven, accused)))
    return replace(table, cells=tuple(cells))


def _grade_of(source: str, proven: bool, accused: set[str]) -> Grade:
    if source in accused:
        return "contradicted"
    return "verified" if proven else "unverified"


def _proven(cell: Cell, held: Iterable[Check], rows_of: Mapping[str, int], one_column: bool) -> bool:
    """Whether the identities that hold fix a cell's digits, its column and its row."""
    column = row = False
    for check in held:
        if check.rule in _ACROSS:
            row = True
            column |= check.evidence[0] == cell.cell_id
        elif check.evidence[0] == cell.cell_id or not all(source in rows_of for source in check.evidence):
            column = row = True
        else:
            column = True
            row |= one_column and _dense(check, rows_of)
    return column and row


def _dense(check: Check, rows_of: Mapping[str, int]) -> bool:
    """Whether the parts of a sum fill consecutive rows: no blank row could have lent its place."""
    rows = sorted({rows_of[source] for source in check.evidence[1:]})
    return rows[-1] - rows[0] < len(rows)
