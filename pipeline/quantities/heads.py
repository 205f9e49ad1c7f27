"""A column of a table → what its head says of the figures under it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from pipeline.document import ReportType
from pipeline.quantities.key import CHANGE, own_phase, printed_phase
from pipeline.quantities.words import read_name
from pipeline.vocabulary.accounts import Accounts
from pipeline.vocabulary.quantities import Quantities

_YEAR = re.compile(r"(20\d\d)年(?:度)?(预算数?|决算数?|执行数?)?")
_CHANGE = re.compile(r".*比.*(?:增减|增长|变动|变化).*")  # 预算数比2024年预算数增减
_SIDES = ("收入", "支出")
_DIGITS_OF_LEI = 3


@dataclass(frozen=True, slots=True)
class Head:
    """All that the steps of a column path say."""

    side: str | None = None
    indicator: str | None = None
    account: str | None = None
    part: str | None = None
    fund: str | None = None
    phase: str | None = None
    change: bool = False
    counted: bool = False  # numbers of things, no amounts

    @property
    def whole(self) -> bool:
        """Whether it tells no quantity from another: 合计, 预算数."""
        return not (self.indicator or self.account or self.part)


@dataclass(frozen=True, slots=True)
class Period:
    """What year and kind a report is of."""

    year: int | None
    report_type: ReportType | None


def read_head(path: str, sided: bool, quantities: Quantities, accounts: Accounts, period: Period) -> Head | None:
    """What a column path says, if every step of it is understood; else None."""
    head = Head()
    for at, step in enumerate(path.split("/")):
        if sided and at == 0 and step in _SIDES:
            head = replace(head, side=step)
            continue
        read = _step(head, step, quantities, accounts, period)
        if read is None:
            return None
        head = read
    if head.change:
        return replace(head, phase=CHANGE)
    return head if head.phase else replace(head, phase=own_phase(period.report_type))


def _step(head: Head, step: str, quantities: Quantities, accounts: Accounts, period: Period) -> Head | None:
    if year := _YEAR.fullmatch(step):
        return _of_year(head, int(year[1]), year[2] or "", period)
    folded = quantities.fold(step)
    said = _word(head, step, folded, quantities, period)
    if said is not None:
        return said
    for word, phase in quantities.phase_of.items():  # 基本支出决算数; 年初预算数 alone was a word
        printed = printed_phase(phase, period.report_type)
        if folded.endswith(word) and folded != word and printed:
            return _step(replace(head, phase=printed), step[: -len(word)], quantities, accounts, period)
    named = read_name(step, quantities)
    if named is None:
        code = _account_under(head, step, accounts)
        return replace(head, account=code) if code else None
    fund = quantities.narrower(head.fund, named.fund)
    if fund is None and (head.fund or named.fund):
        return None
    if named.indicator is None or named.indicator == head.indicator:
        return replace(head, fund=fund)
    if head.indicator and not _specifies(head.indicator, named.indicator):
        return None
    indicator = head.indicator if named.fund and head.indicator else named.indicator  # 上年结转/财政拨款收入
    return replace(head, indicator=indicator, fund=fund)


def _word(head: Head, step: str, folded: str, quantities: Quantities, period: Period) -> Head | None:
    """A step that is one word of the vocabulary: of a phase, a change, a part, or one that adds nothing."""
    if folded in quantities.phase_of:
        phase = printed_phase(quantities.phase_of[folded], period.report_type)
        return replace(head, phase=phase) if phase else None
    if folded in quantities.changes or _CHANGE.fullmatch(step):
        return replace(head, change=True)
    if folded in quantities.neutral:
        return head
    if folded in quantities.counts:
        return replace(head, counted=True)
    return replace(head, part=quantities.part_of[folded]) if folded in quantities.part_of else None


def _of_year(head: Head, year: int, kind: str, period: Period) -> Head | None:
    if period.year is None or period.report_type is None or (kind and head.phase):
        return None
    said = {"预": "budget", "决": "final", "执": "final"}.get(kind[:1], period.report_type)
    if year == period.year and said == period.report_type:
        return replace(head, phase=own_phase(period.report_type))
    if year == period.year - 1:
        phase = printed_phase(f"prior_{said}", period.report_type)
        return replace(head, phase=phase)
    return None


def _specifies(above: str, below: str) -> bool:
    """Whether a head may stand under another: 本年收入/事业收入, 公务用车购置及运行费/公务用车购置费, “三公”经费/…"""
    if above == "income":
        return below.startswith("income")
    return above in ("three_public", "vehicles", "expenditure")


def _account_under(head: Head, step: str, accounts: Accounts) -> str | None:
    """工资福利支出 under 人员经费: the one departmental class of this name."""
    if not head.part:
        return None
    found = [code for code in accounts.codes_of(step, within="3") if len(code) == _DIGITS_OF_LEI]
    return found[0] if len(found) == 1 else None
