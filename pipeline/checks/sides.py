"""The two sides of 收支总表 and 财政拨款收支总表: items add to 本年…合计, with what was carried over to 总计."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.checks.figures import ZERO, Figure, Row, Sheet
from pipeline.checks.identity import Finding, same, sum_of, sum_with_nested, without_nested
from pipeline.checks.ledger import Ledger

SIDED = ("overall", "appropriation", "government_fund", "state_capital")
_CURRENT = frozenset({"本年收入合计", "本年支出合计", "本年收入", "本年支出", "本年收入小计", "本年支出小计"})
_GRAND = frozenset({"收入总计", "支出总计", "总计", "收支总计"})
_EITHER = frozenset({"收入合计", "支出合计", "合计"})  # 总计 where no row has that name
_CARRIED = re.compile(r"结转|结余|弥补|动用")  # 年初结转和结余, 结余分配; not 住房保障支出
_ECONOMIC = re.compile(r"^(?:人员|日常)?(?:公用)?经费|^基本支出|^项目支出")  # a block by use beside the classes


@dataclass(frozen=True, slots=True)
class Side:
    """One column of one side, from top to bottom."""

    name: str  # 收入 or 支出
    path: str
    items: tuple[tuple[Row, Figure], ...]  # what the year brought or cost
    carried: tuple[Figure, ...]  # 结转, 结余
    current: Figure | None  # 本年收入合计
    grand: Figure | None  # 收入总计
    complete: bool  # no item was left unread


def sides_of(sheet: Sheet) -> list[Side]:
    """The columns of 收入 and 支出, those with a figure in 合计 or 总计 only."""
    found = []
    for path in sheet.paths:
        name = path.split("/")[0]
        if name in ("收入", "支出"):
            for block in sorted({row.block for row in sheet.rows if path in row.figures}):
                side = _side(sheet, name, path, block)
                if side.current or side.grand:
                    found.append(side)
    return found


def _side(sheet: Sheet, name: str, path: str, block: int) -> Side:
    """One of the columns of a path: expenditure by function, by use and by account stand side by side."""
    items: list[tuple[Row, Figure]] = []
    carried: list[Figure] = []
    totals: dict[str, Figure] = {}
    rows = sorted((row for row in sheet.rows if path in row.figures and row.block == block), key=lambda row: row.row)
    names = {row.name for row in rows}
    for row in rows:
        figure = row.figures[path]
        if row.name in _GRAND:
            totals["grand"] = figure
        elif row.name in _CURRENT:
            totals["current"] = figure
        elif row.name in _EITHER:
            totals["current" if names & _GRAND else "grand"] = figure
        elif _CARRIED.search(row.name):
            carried.append(figure)
        elif not row.part:
            items.append((row, figure))
    complete = not any(path in row.unread for row in sheet.rows)
    return Side(name, path, tuple(items), tuple(carried), totals.get("current"), totals.get("grand"), complete)


def items_add_to_the_years_total(ledger: Ledger) -> Iterator[Finding]:
    """本年收入合计 and 本年支出合计 are the sums of the items above them; 其中-items count once.

    Demanded where all items are classes that other tables of the document list; else told where it holds.
    """
    for sheet in ledger.of(*SIDED):
        for side in sides_of(sheet):
            whole = side.current or (side.grand if not any(figure.value for figure in side.carried) else None)
            if whole is None or not side.items or not side.complete:
                continue
            classes = all(row.name.removesuffix("支出") in ledger.lei_names for row, _ in side.items)
            yield from _fold(sheet, side, whole, demanded=classes and side.name == "支出")


def _fold(sheet: Sheet, side: Side, whole: Figure, demanded: bool) -> Iterator[Finding]:
    every = [figure for _, figure in side.items]
    classes = [figure for row, figure in side.items if not _ECONOMIC.match(row.name)] or every
    figures = every if sum((f.value for f in without_nested(every)[0]), ZERO) == whole.value else classes
    for finding in sum_with_nested("items_add_to_the_years_total", whole, figures, sheet.title, demanded):
        yield replace(finding, root=f"{sheet.table.table_id} items {finding.difference}")  # once for all funds


def grand_total_is_year_and_carried(ledger: Ledger) -> Iterator[Finding]:
    """总计 = 本年合计 + 结转、结余 on its own side, where no 其中 of the carried sums is printed."""
    for sheet in ledger.of(*SIDED):
        sides = sides_of(sheet)
        for side in sides:
            if side.current is None or side.grand is None or not side.complete:
                continue
            carried = [figure for figure in side.carried if figure.value]
            tops = carried if len(carried) < 2 else without_nested(carried)[0]
            brought = any(other.carried for other in sides if other.name != side.name)
            simple = len(carried) < 2 and bool(carried or not brought)  # what income brought may go out unnamed
            rule = "grand_total_is_year_and_carried"
            for finding in sum_of(rule, side.grand, [side.current, *tops], sheet.title, demanded=simple):
                yield replace(finding, root=f"{sheet.table.table_id} {side.name} grand")  # once for all funds


def income_equals_expenditure(ledger: Ledger) -> Iterator[Finding]:
    """收入总计 = 支出总计."""
    for sheet in ledger.of(*SIDED):
        sides = sides_of(sheet)
        incomes = [side for side in sides if side.name == "收入" and side.grand]
        outlays = [side for side in sides if side.name == "支出" and side.grand and _whole_column(side, sides)]
        for outlay in outlays if len(incomes) == 1 else ():
            if incomes[0].grand and outlay.grand:
                yield from same("income_equals_expenditure", incomes[0].grand, outlay.grand, sheet.title)


def _whole_column(side: Side, sides: Sequence[Side]) -> bool:
    """Whether a column of 支出 is the one for all funds: 支出/合计, or the only one."""
    paths = {other.path for other in sides if other.name == side.name}
    return len(paths) == 1 or side.path == f"{side.name}/合计"
