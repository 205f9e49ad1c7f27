"""Performance tables (绩效自评表): the scores of the indicators and the total score."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from pipeline.amounts import decimals
from pipeline.checks.figures import Figure, plain_name
from pipeline.checks.identity import Finding, sum_of
from pipeline.checks.ledger import Ledger
from pipeline.document import Cell, Table

_FULL: Final = Decimal(100)
_SCORE, _WEIGHT = "得分", "分值"  # the last step of their columns
_TOTALS: Final = (
    "总分",
    "总得分",
    "总评价得分",
    "自评总分",
    "绩效自评总得分",
    "自评得分合计",
    "合计",
    "总计",
    "得分合计",
)
_ADJUSTED: Final = re.compile("[减扣加]分")  # what is taken off or added after the sum: 减分项, 加减分
_FEWEST = 3  # scores that add to a total; two numbers agree with a third too easily


def scores_add_to_total(ledger: Ledger) -> Iterator[Finding]:
    """总分 = Σ 得分 of the rows above it, in 分. Demanded where the same rows' 分值 add to 100, else told where it holds.

    Weights that add to 100 show that every indicator was read, with its numbers in their columns.
    """
    for table in ledger.document.tables:
        if table.type.startswith("performance"):
            yield from _of_table(table)


def _of_table(table: Table) -> Iterator[Finding]:
    scores = [cell for cell in table.cells if _column(cell) == _SCORE and cell.value is not None]
    total = _total(table, scores)
    parts = [cell for cell in scores if total and cell.row < total.row]
    if total is None or len(parts) < _FEWEST:
        return
    weights = {cell.row: cell.value for cell in table.cells if _column(cell) == _WEIGHT and cell.value is not None}
    weighed = [weights.get(cell.row) for cell in parts]
    full = None not in weighed and sum(weight or 0 for weight in weighed) == _FULL
    adjusted = any(_ADJUSTED.search(f"{cell.row_name} {cell.text}") for cell in table.cells)
    figures = [_figure(cell) for cell in parts]
    for finding in sum_of(
        "scores_add_to_total", _figure(total), figures, table.title or table.type, demanded=full and not adjusted
    ):
        yield replace(finding, equation=None)  # scores are no amounts: repair leaves them as they are read


def _total(table: Table, scores: Sequence[Cell]) -> Cell | None:
    """The one number of a last row that is called 总分 or the like, or the score of a last row without a name."""
    last = max((cell.row for cell in table.cells if cell.value is not None), default=-1)
    numbers = [cell for cell in table.cells if cell.row == last and cell.value is not None]
    named = any(plain_name(cell.row_name) in _TOTALS for cell in numbers)
    if named and len(numbers) == 1:
        return numbers[0]
    own = [cell for cell in scores if cell.row == last and (named or not cell.row_name)]
    return own[0] if len(own) == 1 else None


def _column(cell: Cell) -> str:
    return cell.column_path.rsplit("/", 1)[-1]


def _figure(cell: Cell) -> Figure:
    value = cell.value or Decimal(0)
    half = Decimal("0.5").scaleb(-decimals(value))
    name = " ".join(part for part in (cell.row_name, cell.column_path) if part)
    return Figure(cell.cell_id, name, value, half, value, "分")
