"""Totals that the text names: each stands in a table that adds it up."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from pipeline.checks.figures import Figure, Sheet, mention_figure
from pipeline.checks.identity import Finding, amount, severity_of
from pipeline.checks.ledger import Ledger
from pipeline.checks.prose import Mention

# 2023年度收入总计, 收、支总计均 behind its last comma; not 其中财政拨款收入合计
_WHOSE: Final = r"(?:.*20\d\d年度?|本年度?)?(?:[我本](?:部门|单位))?"
_ENDS: Final = r"(?:均|各)?(?:为|是|共|安排)?"
_SIDES: Final = r"(?:本年)?(?:收入支出|收支|收入|支出|支)(?:决算|预算)?"
_TOTALS: Final[dict[str, tuple[re.Pattern[str], tuple[str, ...]]]] = {  # of a section, and the tables that have them
    "overall": (re.compile(rf"{_WHOSE}{_SIDES}(?:总计|合计){_ENDS}"), ("overall", "income", "expenditure")),
    "income": (re.compile(rf"{_WHOSE}(?:本年)?收入(?:决算|预算)?(?:总计|合计){_ENDS}"), ("overall", "income")),
    "expenditure": (
        re.compile(rf"{_WHOSE}(?:本年)?支出(?:决算|预算)?(?:总计|合计){_ENDS}"),
        ("overall", "expenditure"),
    ),
    "appropriation": (
        re.compile(rf"{_WHOSE}财政拨款{_SIDES}(?:总计|合计){_ENDS}"),
        ("appropriation", "general_budget"),
    ),
    "general_budget": (
        re.compile(rf"{_WHOSE}一般公共预算(?:财政)?(?:拨款)?(?:本年)?支出(?:决算|预算)?(?:数|总额|总计|合计)?{_ENDS}"),
        ("general_budget", "appropriation"),
    ),
    "basic_expenditure": (
        re.compile(rf"{_WHOSE}(?:一般公共预算)?(?:财政)?(?:拨款)?基本支出(?:决算|预算)?(?:数|总额|总计|合计)?{_ENDS}"),
        ("basic_expenditure", "general_budget"),
    ),
}  # fmt: skip
_TOTAL: Final = re.compile(r".*(?:总计|合计)|")
_WHOLE: Final = re.compile(r"(?:(?:收入|支出)/)?(?:合计|小计|预算数|决算数|本年收入/小计|一般公共预算财政拨款)")
_YEAR: Final = re.compile(r"(20\d\d)年")
_STOP: Final = "。；;\n"


def total_in_text_stands_in_its_table(ledger: Ledger) -> Iterator[Finding]:
    """收入总计, 本年支出合计, 一般公共预算支出 … of a section is one of the totals of the tables that it speaks of."""
    for mentions in ledger.mentions_of.values():
        pattern, types = _TOTALS.get(mentions[0].label, (None, ()))
        named = [m for m in mentions if pattern and not m.change and pattern.fullmatch(m.clause)]
        told = [mention for mention in named if _of_this_year(ledger, mention)][:1]
        totals = [total for sheet in map(ledger.only, types) if sheet for total in _totals_of(sheet)]
        if told and totals:
            yield from _stands_among(told[0], totals)


def _stands_among(mention: Mention, totals: Sequence[tuple[str, Figure]]) -> Iterator[Finding]:
    """One of the figures of the total rows; where it is none, what is printed instead is the nearest that is all of its row."""
    figure = mention_figure(mention)
    if any(abs(total.value - figure.value) <= total.half + figure.half for _, total in totals):
        return  # text_agrees_with_tables says so
    other = {"收入": "支出/", "支出": "收入/"}.get(
        "".join(side for side in ("收入", "支出") if side in mention.clause), "-"
    )
    wholes = [total for path, total in totals if _WHOLE.fullmatch(path) and not path.startswith(other)]
    if not wholes:
        return
    word = "总计" if "总计" in mention.clause else "合计"
    nearest = min(
        [total for total in wholes if word in total.name] or wholes, key=lambda total: abs(total.value - figure.value)
    )
    gap, tolerance = nearest.value - figure.value, nearest.half + figure.half
    yield Finding(
        "total_in_text_stands_in_its_table",
        "fail",
        f"{mention.clause} {amount(figure)} in the text, {nearest.name} {amount(nearest)} in the table",
        (nearest.source, figure.source),
        severity=severity_of((nearest, figure), gap, tolerance),
        expected=nearest.value,
        actual=figure.value,
        tolerance=tolerance,
        doubtful=nearest.source,
    )


def _totals_of(sheet: Sheet) -> list[tuple[str, Figure]]:
    """The figures of rows that add up others, with their columns; a table of 基本支出 may have but its parts' feet."""
    found = [
        (path, figure)
        for row in sheet.rows
        if not row.code and _TOTAL.fullmatch(row.name)
        for path, figure in row.figures.items()
        if not figure.zero
    ]
    whole = any(not row.code and row.name in ("", "合计", "总计") for row in sheet.rows)
    return found if whole or sheet.type != "basic_expenditure" else []


def _of_this_year(ledger: Ledger, mention: Mention) -> bool:
    """Whether the last year that its sentence names before it is the report's."""
    text, year = ledger.sections[mention.section_id].text, ledger.document.identity.fiscal_year
    start = max(text.rfind(mark, 0, mention.start) for mark in _STOP) + 1
    years = _YEAR.findall(text, start, mention.start)
    return not years or year is None or int(years[-1]) == year
