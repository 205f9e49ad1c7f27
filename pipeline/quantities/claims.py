"""A claim in words → its key."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from pipeline.document import Section, Statement
from pipeline.quantities.heads import Period
from pipeline.quantities.key import Key, own_phase
from pipeline.quantities.words import Named, funds_named, read_name
from pipeline.vocabulary.accounts import Accounts
from pipeline.vocabulary.quantities import Quantities, account_id

_TOTALS: Final = {"income": "income_total", "expenditure": "expenditure_total"}
_BARE_WORDS: Final = ("收入", "支出")
_SIDE_OF_SECTION: Final = {
    "income": "income",
    "expenditure": "expenditure",
    "general_budget": "expenditure",
    "government_fund": "expenditure",
    "state_capital": "expenditure",
}
_PARTED: Final = {"basic_expenditure": "basic"}  # sections that speak of a part of expenditure
_FUNCTIONAL: Final = "2"
_CLASS: Final = "类"
_OTHER: Final = "other"


@dataclass(frozen=True)
class Claims:
    """What is needed to name the claims of a report."""

    quantities: Quantities
    accounts: Accounts
    period: Period
    sections: Mapping[str, Section]
    cells: Mapping[str, Key]
    levels: Mapping[str, Sequence[tuple[Key, Decimal]]]  # what the tables give of an indicator
    agency: str = ""  # the body whose report it is

    def key_of(self, statement: Statement) -> Key:
        """Its key; empty where the words may mean several quantities."""
        if statement.section_label not in self.quantities.sections:
            return Key()
        phase = own_phase(self.period.report_type)
        named = self._named(statement)
        if named is None or named.indicator is None or phase is None:
            return Key()
        if statement.current_source in self.cells:
            cell = self.cells[statement.current_source or ""]
            if cell.indicator == named.indicator and self.quantities.narrower(cell.fund, named.fund):
                return replace(cell, phase=phase)
        if self._is_of_one_fund(named.indicator) and not named.fund:
            found = self._with_fund_of_table(Key(named.indicator, None, phase), statement.current)
            if found.fund:
                return found  # the table's title is more exact than the heading
        fund = self.quantities.narrower(self._fund_of_section(statement), named.fund)
        key = Key(named.indicator, fund, phase)
        if key.indicator in _TOTALS and statement.section_label == "overall" and not named.fund:
            return self._total_or_year(key, statement)
        return key if key.fund else self._with_fund_of_table(key, statement.current)

    def _named(self, statement: Statement) -> Named | None:
        named = read_name(self._words(statement), self.quantities)
        if named and named.indicator and not self._means(named.indicator, statement.section_label):
            return None
        if named and named.indicator:
            return named
        code = statement.indicator_code or self._class(statement.indicator)
        if code:
            return self._account(statement, code)
        if named is None:
            return None
        side = _SIDE_OF_SECTION.get(statement.section_label)
        return replace(named, indicator=side) if side else None

    def _words(self, statement: Statement) -> str:
        """What the claim calls its quantity, without the name of the body itself: 水务局收入 is its 收入."""
        return statement.indicator.removeprefix(self.agency) or statement.indicator

    def _is_of_one_fund(self, indicator: str) -> bool:
        known = self.quantities.indicators.get(indicator)
        return known is not None and known.one_fund

    def _means(self, indicator: str, label: str) -> bool:
        """Whether a name means the indicator in a section: 资产 does in one of assets alone, 支出 nowhere among other matters."""
        known = self.quantities.indicators[indicator]
        return known.one_fund if label == _OTHER else not known.forms or label in known.forms

    def _class(self, words: str) -> str | None:
        """卫生健康支出类: the one functional class of this name."""
        if not words.endswith(_CLASS):
            return None
        name = words.removesuffix(_CLASS)
        names = (name, f"{name}支出") if not name.endswith("支出") else (name,)
        codes = {code for each in names for code in self.accounts.codes_of(each, within=_FUNCTIONAL) if len(code) == 3}
        return codes.pop() if len(codes) == 1 else None

    def _account(self, statement: Statement, code: str) -> Named | None:
        part = _PARTED.get(statement.section_label)
        if statement.section_label in ("income", _OTHER):
            return None
        return Named(account_id(code, part))

    def _fund_of_section(self, statement: Statement) -> str | None:
        said = self.quantities.sections[statement.section_label]
        if said:
            return said
        section = self.sections.get(statement.section_id)
        funds = funds_named(section.title, self.quantities) if section else set()
        if {"fiscal_appropriation"} < funds:
            funds.discard("fiscal_appropriation")
        return funds.pop() if len(funds) == 1 else None

    def _total_or_year(self, key: Key, statement: Statement) -> Key:
        """收入 of 收支总体情况: 收入总计 or 本年收入, as its amount says; where both are this, the total."""
        words = self._words(statement).removeprefix("相应").removeprefix("安排")
        if words not in _BARE_WORDS and "预算" not in words:
            return key
        total = replace(key, indicator=_TOTALS[key.indicator or ""])
        fits = [each for each in (total, key) if self._has(each, statement.current)]
        return fits[0] if fits else Key()

    def _has(self, key: Key, value: Decimal | None) -> bool:
        return value is not None and any(
            known == key and level == value for known, level in self.levels.get(key.indicator or "", ())
        )

    def _with_fund_of_table(self, key: Key, value: Decimal | None) -> Key:
        """The fund of the tables' figures of this quantity, those of this amount: the one that holds all the others."""
        found = self.levels.get(key.indicator or "", ())
        same = {
            known.fund for known, level in found if known.phase == key.phase and known.fund and value in (None, level)
        }
        holding = [fund for fund in same if all(self.quantities.narrower(fund, other) == other for other in same)]
        return replace(key, fund=holding[0]) if holding else key
