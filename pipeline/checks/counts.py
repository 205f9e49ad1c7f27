"""Staff, vehicles and purchases in words: the list of kinds adds to its total, and the total is that of the table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Final

from pipeline.checks.codes import total_row
from pipeline.checks.figures import ZERO, Sheet, mention_figure
from pipeline.checks.identity import Finding, amount, at_most, severity_of, sum_of
from pipeline.checks.ledger import Ledger

_VEHICLES: Final = re.compile(  # 共有车辆9辆，其中：; not 公务用车购置1辆
    r"车辆(?:保有量)?(?:数量?)?(?:共计|共有|合计|总计|总数)?(?:为)?\s*(?P<count>\d{1,4})\s*[辆台]（?(?:台|辆|套)?）?[，,；;。]?\s*其中[：:，,]?"
)
_KIND: Final = re.compile(r"(?P<name>[^，,。；;：:、\d]{2,24}?)(?:为|共)?\s*(?P<count>\d{1,4})\s*(?:辆|台)")
_SENTENCE: Final = re.compile(r"。|(?<![、，；;0-9辆])\n|单价|单位价值|单台")
_REST: Final = "其他"
_ROW: Final = re.compile(r"车辆(?:[（(].*)?")
_PURCHASE: Final = re.compile(r"政府采购(?:支出|预算)*(?:总额|金额|总金额|合计|资金)?(?:共计|安排)?")
_KINDS: Final = ("货物", "工程", "服务")  # of all that is purchased
_CONTRACTS: Final = (
    re.compile(r"授予.{0,2}小微企业"),
    re.compile(r"授予.{0,2}中小企业"),
    _PURCHASE,
)  # each within the next
_KEPT: Final = re.compile(r"(?:公务用车|车辆|公务车)(?:实有|现有)?保有量(?:为|是|共)?\s*(?P<count>\d{1,4})\s*[辆台]")
_STAFF: Final = re.compile(  # 年末实有人员38人，其中：; not 接待38人，其中外宾
    r"(?:编制|实有|在职|在编|离退休|退休)[^，。；：、\d]{0,8}(?P<count>\d{1,5})\s*[人名]\s*(?:[（(：:]|[，,；;]?\s*(?:其中|包括))[：:，,]?(?:其中[：:]?)?"
)
_STAFF_KIND: Final = re.compile(r"(?P<name>[^，。；：、（）()\d]{1,16}?)(?:为|共|有)?(?P<count>\d{1,5})\s*[人名]")
_ENDS_STAFF: Final = re.compile(r"[。\n；;）)（(]|编制数?\d|实有|离退休|退休|其中|包括")
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
            yield _counted("vehicles_add_to_their_total", "车辆", "辆", section.section_id, whole, kinds)


def _counted(
    rule: str, name: str, unit: str, section_id: str, whole: re.Match[str], kinds: Sequence[re.Match[str]]
) -> Finding:
    """A count that is not the sum of its kinds."""
    total = sum(int(kind["count"]) for kind in kinds)
    return Finding(
        rule,
        "fail",
        f"{name}: {' + '.join(kind['count'] for kind in kinds)} = {total}, printed {whole['count']} ({unit})",
        tuple(f"{section_id}@{match.start('count')}" for match in (whole, *kinds)),
        severity="error",
        expected=Decimal(total),
        actual=Decimal(whole["count"]),
        tolerance=ZERO,
    )


def staff_add_to_their_total(ledger: Ledger) -> Iterator[Finding]:
    """实有在职人员38人，其中行政人员11人、事业人员27人: the kinds are never more than the total that they divide."""
    for section in ledger.document.sections:
        for whole in _STAFF.finditer(section.text):
            stop = _ENDS_STAFF.search(section.text, whole.end())
            kinds = list(_STAFF_KIND.finditer(section.text, whole.end(), stop.start() if stop else len(section.text)))
            total, printed = sum(int(kind["count"]) for kind in kinds), int(whole["count"])
            names = {kind["name"] for kind in kinds}
            if len(names) < 2 or len(names) < len(kinds) or total <= printed:
                continue
            yield _counted("staff_add_to_their_total", "人员", "人", section.section_id, whole, kinds)


def vehicles_kept_are_among_all(ledger: Ledger) -> Iterator[Finding]:
    """公务用车保有量 of a final account, paid for by the appropriation, is never above the vehicles the body has at the year's end."""
    if ledger.document.identity.report_type != "final":
        return  # a budget speaks of two dates
    told = [(s, m) for s in ledger.document.sections if s.label == "state_assets" for m in _VEHICLES.finditer(s.text)]
    kept = [(s, m) for s in ledger.document.sections if s.label == "three_public" for m in _KEPT.finditer(s.text)]
    if len(told) != 1 or len(kept) != 1 or int(kept[0][1]["count"]) <= int(told[0][1]["count"]):
        return
    (of_kept, few), (of_all, all_) = kept[0], told[0]
    yield Finding(
        "vehicles_kept_are_among_all",
        "fail",
        f"车辆: 保有量 {few['count']} > {all_['count']} of all (辆)",
        (f"{of_kept.section_id}@{few.start('count')}", f"{of_all.section_id}@{all_.start('count')}"),
        severity="error",
        expected=Decimal(all_["count"]),
        actual=Decimal(few["count"]),
        tolerance=ZERO,
    )


def purchases_add_to_their_total(ledger: Ledger) -> Iterator[Finding]:
    """政府采购支出总额 is what goods, works and services cost, where the text gives all three."""
    for mentions in ledger.mentions_of.values():
        told = [mention for mention in mentions if mention.label == "procurement" and not mention.change]
        whole = next((mention for mention in told if _PURCHASE.fullmatch(mention.name)), None)
        kinds = {kind: next((m for m in told if kind in m.name), None) for kind in _KINDS}
        parts = [mention for mention in kinds.values() if mention]
        behind = whole and all(mention.start > whole.end for mention in parts)
        if whole and behind and len(parts) == len(_KINDS):
            yield from sum_of("purchases_add_to_their_total", mention_figure(whole), map(mention_figure, parts))


def contracts_stay_within_purchases(ledger: Ledger) -> Iterator[Finding]:
    """授予小微企业合同金额 is part of what 中小企业 were given, and that of all purchases of the section."""
    for mentions in ledger.mentions_of.values():
        told = [mention for mention in mentions if mention.label == "procurement" and not mention.change]
        chain = [next((m for m in told if pattern.search(m.name)), None) for pattern in _CONTRACTS]
        for part, whole in pairwise(mention for mention in chain if mention):
            for finding in at_most("contracts_stay_within_purchases", mention_figure(part), mention_figure(whole)):
                if finding.status == "fail":
                    yield finding


def vehicles_stand_in_the_table_of_assets(ledger: Ledger) -> Iterator[Finding]:
    """The vehicles that the text counts are those of the form of assets."""
    cells = [
        cell
        for table in ledger.document.tables
        if table.type == "state_assets"
        for cell in table.cells
        if cell.value is not None
        and cell.column_path.split("/")[-1] == "数量"
        and _ROW.fullmatch(cell.row_name or "")
        and cell.value == cell.value.to_integral_value()  # else it is no number of vehicles
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
