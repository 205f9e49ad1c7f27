"""Vehicles and purchases in words: the list of kinds adds to its total, and the total is that of the table."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from pipeline.checks.codes import total_row
from pipeline.checks.figures import ZERO, Sheet, mention_figure
from pipeline.checks.identity import Finding, amount, severity_of
from pipeline.checks.ledger import Ledger

_VEHICLES: Final = re.compile(  # 共有车辆9辆，其中：; not 公务用车购置1辆
    r"车辆(?:保有量)?(?:数量?)?(?:共计|共有|合计|总计|总数)?(?:为)?(?P<count>\d{1,4})[辆台]（?(?:台|辆|套)?）?[，,；;。]?\s*其中[：:，,]?"
)
_KIND: Final = re.compile(r"(?P<name>[^，,。；;：:、\d]{2,24}?)(?:为|共)?(?P<count>\d{1,4})(?:辆|台)")
_SENTENCE: Final = re.compile(r"[。\n]|单价|单位价值|单台")
_REST: Final = "其他"
_ROW: Final = re.compile(r"车辆(?:[（(].*)?")
_PURCHASE: Final = re.compile(r"政府采购(?:支出|预算)*(?:总额|金额|总金额|合计|资金)?(?:共计|安排)?")
_SUMS: Final = ("合计", "预算数", "决算数", "金额", "采购预算")
_SURE: Final = 0.9


def vehicles_add_to_their_total(ledger: Ledger) -> Iterator[Finding]:
    """共有车辆9辆，其中执法执勤用车7辆、其他用车2辆: the kinds are never more, and with 其他用车 never less."""
    for section in ledger.document.sections:
        for whole in _VEHICLES.finditer(section.text):
            stop = _SENTENCE.search(section.text, whole.end())
            kinds = list(_KIND.finditer(section.text, whole.end(), stop.start() if stop else len(section.text)))
            total, printed = sum(int(kind["count"]) for kind in kinds), int(whole["count"])
            complete = any(_REST in kind["name"] for kind in kinds)
            if len(kinds) < 2 or total == printed or (total < printed and not complete):
                continue
            words = " + ".join(kind["count"] for kind in kinds)
            yield Finding(
                "vehicles_add_to_their_total",
                "fail",
                f"车辆: {words} = {total}, printed {printed} (辆)",
                tuple(f"{section.section_id}@{match.start('count')}" for match in (whole, *kinds)),
                severity="error",
                expected=Decimal(total),
                actual=Decimal(printed),
                tolerance=ZERO,
            )


def vehicles_stand_in_the_table_of_assets(ledger: Ledger) -> Iterator[Finding]:
    """The vehicles that the text counts are those of the form of assets."""
    cells = [
        cell
        for table in ledger.document.tables
        if table.type == "state_assets"
        for cell in table.cells
        if cell.value is not None and cell.column_path.split("/")[-1] == "数量" and _ROW.fullmatch(cell.row_name or "")
    ]
    told = [
        (section, match)
        for section in ledger.document.sections
        if section.label == "state_assets"
        for match in _VEHICLES.finditer(section.text)
    ]
    if len(cells) != 1 or len(told) != 1 or cells[0].value == int(told[0][1]["count"]):
        return
    section, match = told[0]
    yield Finding(
        "vehicles_stand_in_the_table_of_assets",
        "fail",
        f"车辆: {match['count']} in the text, {cells[0].value} in the table (辆)",
        (cells[0].cell_id, f"{section.section_id}@{match.start('count')}"),
        severity="error" if cells[0].sure >= _SURE else "reading",
        expected=cells[0].value,
        actual=Decimal(match["count"]),
        tolerance=ZERO,
    )


def purchases_in_text_are_those_of_their_table(ledger: Ledger) -> Iterator[Finding]:
    """政府采购支出总额 of the text is 合计 of the form of purchases."""
    sheet = ledger.only("procurement")
    row = total_row(sheet) if sheet else None
    printed = next((row.figures[path] for path in _SUMS if path in row.figures), None) if row else None
    told = [m for m in ledger.mentions if m.label == "procurement" and not m.change and _PURCHASE.fullmatch(m.name)]
    if sheet is None or printed is None or not told:
        return
    figure = mention_figure(told[0])
    gap, tolerance = printed.value - figure.value, printed.half + figure.half
    if abs(gap) <= tolerance:
        return  # text_agrees_with_tables says so
    yield Finding(
        "purchases_in_text_are_those_of_their_table",
        "fail",
        f"政府采购: {amount(figure)} in the text, {printed.name} {amount(printed)} in the table",
        (printed.source, figure.source),
        severity=severity_of((printed, figure), gap, tolerance) if _adds_up(sheet) else "reading",
        expected=printed.value,
        actual=figure.value,
        tolerance=tolerance,
    )


def _adds_up(sheet: Sheet) -> bool:
    """Whether the form's own rows add to its total: then it was read whole."""
    row = total_row(sheet)
    if row is None:
        return False
    rest = [other for other in sheet.rows if other is not row and not other.part]
    return any(
        sum((other.figures[path].value for other in rest if path in other.figures), ZERO) == figure.value
        for path, figure in row.figures.items()
    )
