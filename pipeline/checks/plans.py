"""Plans and their execution: the years of a plan add to it, and 执行率 of a form is 执行 ÷ 下达."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Final

from pipeline.amounts import decimals
from pipeline.checks.figures import ZERO, Figure, mention_figure
from pipeline.checks.identity import Finding, amount, severity_of
from pipeline.checks.ledger import Ledger
from pipeline.checks.prose import Mention
from pipeline.document import Cell

_PLAN: Final = re.compile(r"总投资|总投入|概算|计划投资|总预算|预算总额|项目总额|总资金|资金总额")
_OF_YEAR: Final = re.compile(
    r"(?P<year>20\d\d)年(?:度)?(?:计划|拟|已|预计)?(?:安排|投入|投资|支付|支出|下达|预算|资金)*(?:为)?$"
)
_PHASES: Final = re.compile(r"(?P<from>20\d\d)年?(?:[—–\-－至到]{1,2})(?P<to>20\d\d)年")
_SENTENCE: Final = re.compile(r"[。\n]")
_FEWEST = 2

_BUDGET: Final = (
    "全年预算数",
    "调整预算数",
    "项目下达金额",
    "下达金额",
    "预算数",
    "年初预算数",
)  # the first that a row has
_SPENT: Final = ("全年执行数", "项目执行金额", "执行金额", "执行数", "决算数")
_RATE: Final = ("执行率", "项目执行率", "预算执行率")
_FORMS: Final = ("performance_project", "performance_overall", "project")
_ALL: Final = Decimal(100)
_SURE: Final = 0.9


def years_add_to_their_plan(ledger: Ledger) -> Iterator[Finding]:
    """总投资2,600万元，2025年安排1,100万元，2026年安排900万元…: the years are never more, and with all years named never less."""
    for section_id, mentions in ledger.mentions_of.items():
        section = ledger.sections.get(section_id)
        for at, whole in enumerate(mentions):
            if section is None or whole.change or not _PLAN.search(whole.clause):
                continue
            stop = _SENTENCE.search(section.text, whole.end)
            end = stop.start() if stop else len(section.text)
            begin = max(section.text.rfind(mark, 0, whole.start) for mark in "。\n") + 1
            years = _years([m for m in mentions[at + 1 :] if m.start < end])
            if len(years) >= _FEWEST:
                yield from _compare(whole, years, section.text[begin:end])


def _years(mentions: Sequence[Mention]) -> dict[int, Mention]:
    """The first amount of each year."""
    found: dict[int, Mention] = {}
    for mention in mentions:
        match = None if mention.change else _OF_YEAR.search(mention.clause)
        if match:
            found.setdefault(int(match["year"]), mention)
    return found


def _compare(whole: Mention, years: Mapping[int, Mention], sentence: str) -> Iterator[Finding]:
    figure = mention_figure(whole)
    parts = [mention_figure(mention) for mention in years.values()]
    total = sum((part.value for part in parts), ZERO)
    tolerance = figure.half + sum((part.half for part in parts), ZERO)
    span = _PHASES.search(sentence)
    meant = set(range(int(span["from"]), int(span["to"]) + 1)) if span else set()
    missing = sorted(meant - set(years)) if len(meant) < len(years) + _FEWEST else []
    if abs(total - figure.value) <= tolerance or (total < figure.value and not meant):
        return
    lacking = f"; {'、'.join(map(str, missing))} is missing" if missing else ""
    yield Finding(
        "years_add_to_their_plan",
        "fail",
        f"{whole.name}: {' + '.join(map(amount, parts))} = {total}, printed {amount(figure)} (万元){lacking}",
        (figure.source, *(part.source for part in parts)),
        severity=severity_of((figure, *parts), figure.value - total, tolerance),
        expected=total,
        actual=figure.value,
        tolerance=tolerance,
    )


def execution_rate_follows_from_its_row(ledger: Ledger) -> Iterator[Finding]:
    """执行率 of a row is its 执行数 ÷ its 预算数."""
    for table in ledger.document.tables:
        if table.type not in _FORMS:
            continue
        rows: dict[int, dict[str, Cell]] = defaultdict(dict)
        for cell in table.cells:
            if cell.value is not None:
                rows[cell.row].setdefault(cell.column_path.split("/")[-1], cell)
        for cells in rows.values():
            budget, spent, rate = (_first(cells, names) for names in (_BUDGET, _SPENT, _RATE))
            if budget and spent and rate and budget.value and "%" in rate.text.replace("％", "%"):
                yield from _rate(budget, spent, rate, table.sure >= _SURE)


def _first(cells: Mapping[str, Cell], names: Sequence[str]) -> Cell | None:
    return next((cells[name] for name in names if name in cells), None)


def _rate(budget: Cell, spent: Cell, rate: Cell, sure: bool) -> Iterator[Finding]:
    rule = "execution_rate_follows_from_its_row"
    whole, part, printed = (_plain(cell) for cell in (budget, spent, rate))
    if whole.value <= whole.half:
        return
    last_digit = Decimal(1).scaleb(-decimals(printed.value))
    low, high = (
        (part.value - part.half) / (whole.value + whole.half),
        (part.value + part.half) / (whole.value - whole.half),
    )
    exact = part.value / whole.value * _ALL
    holds = low * _ALL - last_digit < printed.value < high * _ALL + last_digit
    rounded = exact.quantize(last_digit)
    name = rate.row_name or "执行率"
    yield Finding(
        rule,
        "pass" if holds else "fail",
        f"{name}: {spent.value} ÷ {budget.value} = {rounded} %" + ("" if holds else f", printed {printed.value} %"),
        (rate.cell_id, spent.cell_id, budget.cell_id),
        severity=None if holds else "error" if sure else "reading",
        expected=rounded,
        actual=printed.value,
        tolerance=last_digit,
    )


def _plain(cell: Cell) -> Figure:
    """A cell's number as it is printed, whatever its unit: of a quotient the units fall away."""
    value = cell.value or ZERO
    half = Decimal("0.5").scaleb(-decimals(value))
    return Figure(cell.cell_id, cell.row_name or "", value, half, value, cell.unit or "")
