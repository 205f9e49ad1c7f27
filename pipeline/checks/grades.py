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
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from pipeline.amounts import decimals
from pipeline.checks.across import fund_balance_carries_over, total_is_sum_of_columns
from pipeline.checks.figures import plain_name
from pipeline.checks.narrative import amount_is_in_its_unit, operating_cost_is_office_cost
from pipeline.checks.rates import (
    completion_follows_from_amounts,
    rate_follows_from_amounts,
    share_follows_from_amounts,
)
from pipeline.checks.repeats import (
    classes_agree_with_the_summary,
    economic_items_within_three_public,
    names_repeat_between_tables,
    summaries_agree,
)
from pipeline.checks.sister_codes import codes_agree_between_tables
from pipeline.document import Cell, Check, Document, Grade, Statement, Table

_ACROSS: Final = frozenset({total_is_sum_of_columns.__name__, fund_balance_carries_over.__name__})
_PROVES_NOTHING: Final = frozenset({economic_items_within_three_public.__name__, "part_is_at_most_its_whole"})
_REPEATS: Final = frozenset(  # identities that fix a row by its code or name in another table
    rule.__name__
    for rule in (
        classes_agree_with_the_summary,
        codes_agree_between_tables,
        names_repeat_between_tables,
        summaries_agree,
    )
)
_RATES: Final = frozenset(  # a rate proves its claim, not the amounts it rests on
    rule.__name__ for rule in (rate_follows_from_amounts, completion_follows_from_amounts, share_follows_from_amounts)
)
_TEXT: Final = frozenset({operating_cost_is_office_cost.__name__, amount_is_in_its_unit.__name__})
_OTHER_SIDE: Final = {"收入": "支出", "支出": "收入"}
SURE: Final = 0.86  # how sure type, row, column and unit must be: between printed words under drawn heads (0.88) and over gaps (0.85)
_SEVERAL = 2  # exact identities that outweigh a failure
_LIKELY = 0.9  # scored below, a statement's quantity or base may be another's: measured on the annotated passages
_TOLD_DIGITS = 2
_ALL = Decimal(100)


def grade(document: Document, checks: Iterable[Check]) -> Document:
    """The document with `grade` set on every cell and statement by its checks."""
    holding: dict[str, list[Check]] = defaultdict(list)
    failing: list[Check] = []
    for check in checks:
        if _proves(check):
            for source in set(check.evidence[:1] if check.rule in _RATES else check.evidence):
                holding[source].append(check)
        elif _breaks(check):
            failing.append(check)
    blame = _blame(failing, holding, document.tables)
    tables = tuple(_grade_table(table, holding, blame) for table in document.tables)
    recognised = {page.number for page in document.pages if page.origin == "ocr"}
    statements = tuple(
        replace(
            statement, grade=_grade_of(statement.statement_id, _claim_proven(statement, holding, recognised), blame)
        )
        for statement in document.statements
    )
    return replace(document, tables=tables, statements=statements)


def _proves(check: Check) -> bool:
    return check.status == "pass" and check.difference == 0 and check.rule not in _PROVES_NOTHING


def _breaks(check: Check) -> bool:
    """Whether an identity fails by itself, as a consequence of another failure, or is only odd (`unknown`)."""
    if check.severity == "rounding":
        return False
    return check.status == "fail" or (check.status == "unknown" and check.difference is not None)


@dataclass
class _Blame:
    """Whom failures accuse, whom they only cast doubt on, and the rows that may stand under another row's name."""

    accused: set[str]
    doubted: set[str]
    displaced: set[tuple[str, int]]
    mixed: set[str]  # tables whose failures no single number explains: their rows may be off their names


def _blame(failing: Iterable[Check], holding: Mapping[str, list[Check]], tables: Iterable[Table]) -> _Blame:
    """The operands that fewest identities uphold are accused; those that several uphold are only doubted."""
    place = {cell.cell_id: (table.table_id, cell.row) for table in tables for cell in table.cells}
    blame = _Blame(set(), set(), set(), _mixed_tables(failing, place))
    for check in failing:
        upheld = {source: len(holding.get(source, ())) for source in check.evidence}
        fewest = min(upheld.values(), default=0)
        weakest = {source for source, times in upheld.items() if times == fewest}
        (blame.accused if fewest < _SEVERAL and check.severity else blame.doubted).update(weakest)
        if check.rule in _RATES or check.rule in _TEXT:
            weakest = {source for source in check.evidence if source not in place}
        if check.rule in _REPEATS:
            blame.displaced.update(place[source] for source in weakest if source in place)
    return blame


def _mixed_tables(failing: Iterable[Check], place: Mapping[str, tuple[str, int]]) -> set[str]:
    """Tables in which several identities fail that have no number in common; what a text says of them is its own affair."""
    common: dict[str, set[str]] = {}
    for check in failing:
        if check.severity != "error" or any(source not in place for source in check.evidence):
            continue
        here: dict[str, set[str]] = defaultdict(set)
        for source in check.evidence:
            here[place[source][0]].add(source)
        for table, sources in here.items():
            common[table] = common.get(table, sources) & sources
    return {table for table, shared in common.items() if not shared}


def _grade_table(table: Table, holding: Mapping[str, list[Check]], blame: _Blame) -> Table:
    layout = _Layout(
        {cell.cell_id: (cell.column, cell.row) for cell in table.cells},
        any(check.rule in _ACROSS for cell in table.cells for check in holding.get(cell.cell_id, ())),
        len({cell.row for cell in table.cells if cell.value is not None}) == 1,
    )
    cells = []
    for cell in table.cells:
        held = holding.get(cell.cell_id, ())
        meant = cell.sure >= SURE and cell.value_wan is not None and not _misnamed(cell)
        digits = (
            bool(held) if table.exact else _proven(cell, held, layout)
        )  # where cells are drawn none stands elsewhere
        proven = cell.value is not None and cell.placed and meant and digits
        unsure = cell.table_id in blame.mixed or (cell.table_id, cell.row) in blame.displaced
        if unsure and not any(check.rule in _REPEATS for check in held):
            proven = False
        cells.append(replace(cell, grade=_grade_of(cell.cell_id, proven, blame)))
    return replace(table, cells=tuple(cells))


def _misnamed(cell: Cell) -> bool:
    """Whether a number of one side of 收支总表 stands under a name of the other (财政拨款收入 in a column of 支出)."""
    side, name = cell.column_path.split("/")[0], plain_name(cell.row_name)
    return side in _OTHER_SIDE and _OTHER_SIDE[side] in name and side not in name


def _grade_of(source: str, proven: bool, blame: _Blame) -> Grade:
    if source in blame.accused:
        return "contradicted"
    return "verified" if proven and source not in blame.doubted else "unverified"


def _claim_proven(statement: Statement, holding: Mapping[str, list[Check]], recognised: Collection[int]) -> bool:
    """Whether a claim is proven: its rate by the amounts of its own quantity, a bare amount by a table or its levels.

    The rate must say something: 5 % is near many quotients, 0.00 % is that of everything small. On a page that was
    recognised the amount's last digit must show in it, else a misread one would not be noticed: 2.37 ÷ 12.13 = 19.54 %,
    while 100.00 ÷ 3,865,214.00 = 0.00 % would bear many misreadings.
    """
    if statement.score < _LIKELY:
        return False
    held = holding.get(statement.statement_id, ())
    rates = [check for check in held if check.rule in _RATES]
    others = any(check.rule not in _RATES for check in held)
    if statement.percent is None:
        return others
    if statement.page in recognised:
        return bool(rates) and (others or any(map(_shows_last_digit, rates)))
    return any(_says_something(check, statement) for check in rates)


def _shows_last_digit(rate: Check) -> bool:
    if rate.tolerance is None or rate.actual is None:
        return False
    last_digit = Decimal(1).scaleb(-decimals(rate.actual))
    return rate.tolerance - last_digit >= last_digit / 4


def _says_something(rate: Check, statement: Statement) -> bool:
    """Two digits of a rate are met by chance once in a hundred; that all of a whole is 100 % of it, never."""
    digits = len(str(rate.actual).replace(".", "").lstrip("0")) if rate.actual else 0
    return digits >= _TOLD_DIGITS or (rate.actual == _ALL and statement.current == statement.base_amount)


@dataclass(frozen=True)
class _Layout:
    """Where the numbers of a table stand."""

    place: Mapping[str, tuple[int, int]]  # cell id → column, row
    sums_across: bool  # rows have totals that hold; then a row without one may have been mixed up
    one_row: bool  # of numbers: none can stand off its name

    def consecutive(self, sources: Iterable[str]) -> bool:
        """Whether these cells fill one column from the first to the last: a blank row could have lent its place."""
        places = [self.place[source] for source in sources]
        rows = {row for _, row in places}
        return len({column for column, _ in places}) == 1 and max(rows) - min(rows) < len(rows)


def _proven(cell: Cell, held: Iterable[Check], layout: _Layout) -> bool:
    """Whether the identities that hold fix a cell's digits, its column and its row."""
    column = row = False
    anchored = layout.one_row  # else all of a row may stand one row off its name, and its own sums would still hold
    for check in held:
        anchored |= check.rule not in _ACROSS
        if check.rule in _ACROSS:
            row = True
            column |= check.evidence[0] == cell.cell_id
        elif check.evidence[0] == cell.cell_id or not all(source in layout.place for source in check.evidence):
            column = row = True
        else:
            column = True
            row |= not layout.sums_across and layout.consecutive(check.evidence[1:])
    return column and row and anchored
