"""The cells of a table → the key of each."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from pipeline.document import Cell, Table
from pipeline.quantities.heads import Head, Period, read_head
from pipeline.quantities.key import Key
from pipeline.quantities.rows import Base, Rows
from pipeline.quantities.words import funds_named
from pipeline.sheet import Sheet, sheets_of
from pipeline.vocabulary.accounts import Accounts
from pipeline.vocabulary.quantities import Form, Quantities, account_id, is_account

if TYPE_CHECKING:
    from decimal import Decimal

LEAST_SURE: Final = 0.5  # of a table's type; below it is more likely wrong than right
_YEAR = re.compile(r"20\d\d(?=年)")
_NOT_OF_THE_YEAR = ("上年结转", "结转资金", "非财政拨款", "购买服务")
_PERCENT = ("%", "％")
_OF_BASIC = ("staff", "running")
_FUNCTIONAL = "2"


@dataclass(frozen=True, slots=True)
class Reader:
    """What is needed to name the cells of a report's tables."""

    quantities: Quantities
    accounts: Accounts
    period: Period

    def keys_of(self, table: Table) -> dict[str, Key]:
        """Cell id → key, of the cells whose quantity is sure."""
        form = self.quantities.forms.get(table.type)
        if form is None or table.sure < LEAST_SURE or not self._in_scope(form, table.title):
            return {}
        form = self._with_part(form, table.title)
        keys: dict[str, Key] = {}
        for sheet in sheets_of(table):
            keys |= self._of_sheet(form, table, sheet)
        return _without_doubles(keys, {cell.cell_id: cell for cell in table.cells})

    def _in_scope(self, form: Form, title: str | None) -> bool:
        """Not of another year, of carried money alone, or of some projects."""
        plain = title or ""
        years = {int(year) for year in _YEAR.findall(plain)}
        if years and self.period.year is not None and self.period.year not in years:
            return False
        if any(word in plain.replace("不含上年结转", "") for word in _NOT_OF_THE_YEAR):
            return False
        return not form.titles or any(plain.endswith(end) for end in form.titles)

    def _with_part(self, form: Form, title: str | None) -> Form:
        """一般公共预算项目支出情况表（按经济分类科目） is of project expenditure alone."""
        if form.type != "economic_classification" or not title:
            return form
        folded = self.quantities.fold(title)
        parts = {part for word, part in self.quantities.part_of.items() if word in folded}
        return replace(form, part=parts.pop()) if len(parts) == 1 else form

    def _fund_of(self, form: Form, title: str | None, heads: Mapping[int, Head | None]) -> str | None:
        """The fund of a table's figures where their column names none."""
        if not form.titled:
            return form.fund
        funds = funds_named(title or "", self.quantities)
        if {"fiscal_appropriation"} < funds:
            funds.discard("fiscal_appropriation")  # 财政拨款 of 一般公共预算财政拨款
        if len(funds) == 1:
            return funds.pop()
        parted = {head.fund for head in heads.values() if head and head.fund}
        if not funds and len(parted) > 1:
            return "all"  # its columns part the funds: 合计 is all of them
        return (form.fund or form.plain) if title is None else form.plain

    def _of_sheet(self, form: Form, table: Table, sheet: Sheet) -> dict[str, Key]:
        heads = {
            column: read_head("/".join(path), form.sides, self.quantities, self.accounts, self.period)
            for column, path in sheet.paths.items()
        }
        heads = _sorted_out(heads, form)
        fund = self._fund_of(form, table.title, heads)
        rows = Rows(form, self.quantities, self.accounts, self.period.year)
        keys: dict[str, Key] = {}
        for s, side in enumerate(sheet.sides):
            own = {column: head for column in side.columns if (head := heads[column])}
            said = {head.side for head in own.values()}
            bases = rows.read([row.keys[s] for row in sheet.rows], next(iter(said)) if len(said) == 1 else None)
            if form.total == "three_public":
                bases, own = _apart_from_meetings(bases, own)
            whole = any(head.whole for head in own.values())
            for row, base in zip(sheet.rows, bases, strict=True):
                for column, head in own.items():
                    cell = row.cells.get(column)
                    if base and base.account and base.account[0] != _FUNCTIONAL and head.part in _OF_BASIC:
                        if whole:
                            continue  # 工资福利支出 under 人员经费 is all of it; 合计 says the same
                        head = replace(head, part="basic")
                    if base and cell and (key := self._key(form, cell, base, head, fund)):
                        keys[cell.cell_id] = key
        return keys

    def _key(self, form: Form, cell: Cell, base: Base, head: Head, fund: str | None) -> Key | None:
        if cell.value is None or not cell.placed or head.phase is None:
            return None
        indicator = self._indicator(form, base, head)
        if indicator is None:
            return None
        known = self.quantities.indicators.get(indicator)
        if known and known.forms and form.type not in known.forms:
            return None
        if known and known.flow == "stock" and self.period.report_type != "final":
            return None  # at the end of which year a budget does not say
        counted = known is not None and known.flow == "count"
        if cell.unit in _PERCENT or (head.counted and not counted) or not _measured(cell, counted):
            return None
        for named in (base.fund, head.fund):
            fund, before = self.quantities.narrower(fund, named), fund
            if fund is None and (before or named):
                return None  # 政府性基金 in a table of 一般公共预算
        return Key(indicator, fund, head.phase)

    def _indicator(self, form: Form, base: Base, head: Head) -> str | None:
        part = head.part or form.part
        if base.account:
            if head.indicator not in (None, "expenditure") or head.account:
                return None
            return account_id(base.account, part)
        if base.total:
            if head.account:
                return account_id(head.account, "basic" if part in _OF_BASIC else part)
            if head.indicator:
                return self._of_part(head.indicator, head.part)
            return self._of_part(form.total, part) if form.total else None
        if head.account or head.indicator not in (None, base.indicator):
            return None
        return self._of_part(base.indicator, head.part)

    def _of_part(self, indicator: str | None, part: str | None) -> str | None:
        """The part of a total: 基本支出 of 支出合计. Of what is no total there are no parts."""
        if part is None or indicator is None:
            return indicator
        return self.quantities.parts[part].total if indicator == "expenditure" else None


def _sorted_out(heads: Mapping[int, Head | None], form: Form) -> dict[int, Head | None]:
    """Heads as they are meant in a form: in one of expenditure, 财政拨款收入 is where the money comes from."""
    found: dict[int, Head | None] = {}
    carried = any(head and head.indicator == "carryover_in" for head in heads.values())
    for column, head in heads.items():
        if head and form.total == "expenditure" and not form.sides and head.indicator:
            of_income = head.indicator.startswith(("income", "carryover", "reserves"))
            head = replace(head, indicator=None) if head.indicator == "income" and head.fund else head
            head = None if of_income and head.indicator else head
        elif head and form.total == "income" and carried and head.whole and not head.fund:
            head = replace(head, indicator="income_total")
        found[column] = head
    return found


def _apart_from_meetings(bases: list[Base | None], heads: dict[int, Head]) -> tuple[list[Base | None], dict[int, Head]]:
    """合计 is that of “三公”经费 unless the table names that apart, or holds 会议费 and 培训费 too."""
    items = {head.indicator for head in heads.values()}
    if items & {"three_public", "meetings", "training"}:
        heads = {column: head for column, head in heads.items() if not head.whole or head.indicator}
    if {base.indicator for base in bases if base} & {"three_public", "meetings", "training"}:
        bases = [base if base and not base.total else None for base in bases]
    return bases, heads


def _measured(cell: Cell, counted: bool) -> bool:
    """Whether a cell is in the sort of unit that its indicator is counted in, or in none that is known."""
    return cell.value_wan is None if counted else cell.value_wan is not None or cell.unit is None


def _without_doubles(keys: Mapping[str, Key], cells: Mapping[str, Cell]) -> dict[str, Key]:
    """Without what a table gives twice: an account of two bodies, or figures of one key that are not alike."""
    values: dict[Key, set[Decimal | None]] = defaultdict(set)
    rows: dict[Key, set[int]] = defaultdict(set)
    for cell_id, key in keys.items():
        cell = cells[cell_id]
        values[key].add(cell.value if cell.value_wan is None else cell.value_wan)
        rows[key].add(cell.row)
    return {
        cell_id: key
        for cell_id, key in keys.items()
        if len(values[key]) == 1 and not (len(rows[key]) > 1 and is_account(key.indicator) and any(values[key]))
    }
