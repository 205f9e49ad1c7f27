"""The rows of one side of a table, in order → what each is of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from pipeline.quantities.words import read_name
from pipeline.sheet import Key as RowKey
from pipeline.vocabulary.accounts import Accounts, fold_name
from pipeline.vocabulary.quantities import Form, Quantities

_INCOME = "收入"
_CARRIED = ("carryover_in", "carryover_out")
_TOTALS = {"income": "income_total", "expenditure": "expenditure_total"}
_KINDS = ("2", "3", "5")  # functional, departmental and governmental economic classification
_LIKE = 60  # of a hundred: a code whose row bears a name less like its account's is a body's code


@dataclass(frozen=True, slots=True)
class Base:
    """What a row is of: the whole of its table, an account, or an indicator; of which fund, where it says so."""

    total: bool = False
    indicator: str | None = None
    account: str | None = None
    fund: str | None = None


@dataclass(frozen=True)
class Rows:
    """How the rows of a table are read."""

    form: Form
    quantities: Quantities
    accounts: Accounts
    year: int | None

    def read(self, keys: Sequence[RowKey], side: str | None) -> list[Base | None]:
        """What each row of a side is of; None for a body, a project, and all that is not understood."""
        if side and self.form.sides:
            return list(self._on_side(keys, side))
        coded = any(code and self.accounts.is_functional(code) for code, _ in keys)
        unnamed = sum(not code and not name for code, name in keys)
        named_total = any(self._is_whole(name) for code, name in keys if not code)
        by_name = self.form.accounts and not any(code for code, _ in keys)
        kind = self._kind_of(keys) if by_name else None
        bases: list[Base | None] = []
        path = ""
        for code, name in keys:
            if not code and not name:
                bases.append(Base(total=True) if unnamed == 1 and not named_total else None)
            elif not code and self._is_whole(name):
                bases.append(Base(total=True))
            elif code:
                bases.append(self._coded(code, name, among_functions=coded))
            elif kind and (account := self._account(name or "", kind, path)):
                path = account
                bases.append(Base(account=account))
            else:
                bases.append(self._named(name or ""))
        return bases

    def _is_whole(self, name: str | None) -> bool:
        return self.quantities.fold(name or "") in self.quantities.wholes

    def _coded(self, code: str, name: str | None, *, among_functions: bool) -> Base | None:
        """An account. What 30101 is under a function is no 30101 of the body."""
        if not self.form.accounts or not self._is_account(code, name):
            return None
        return None if among_functions and code[0] != "2" else Base(account=code)

    def _is_account(self, code: str, name: str | None) -> bool:
        if not (self.accounts.is_functional(code) or self.accounts.is_economic(code)):
            return False
        known = self.accounts.names_of(code)
        if not name or not known:
            return True
        return any(fuzz.partial_ratio(fold_name(name), fold_name(each)) >= _LIKE for each in known)

    def _named(self, name: str) -> Base | None:
        named = read_name(name, self.quantities)
        if named and named.indicator and (self.form.items or self.form.part):
            return Base(indicator=named.indicator, fund=named.fund)
        return None

    # --- a side of 收支总表

    def _on_side(self, keys: Sequence[RowKey], side: str) -> Iterator[Base | None]:
        income = side == _INCOME
        year_total = "income" if income else "expenditure"
        names = [self.quantities.fold(name or "") for _, name in keys]
        has_year = any(name.startswith(self.quantities.this_year) for name in names)
        carried = any(self._carries(name or "") for _, name in keys)
        kind = None if income else self._kind_of(keys)
        path = ""
        under: str | None = None
        for (code, name), folded in zip(keys, names, strict=True):
            if code and self._is_account(code, name):
                yield Base(account=code)
                continue
            if folded in self.quantities.wholes or self._of_side(name, year_total):
                grand = folded not in self.quantities.this_year and not folded.startswith(self.quantities.this_year)
                grand = grand and (has_year or carried or folded.endswith(tuple(self.quantities.grand)))
                under = None
                named = read_name(name or "", self.quantities)
                yield Base(indicator=_TOTALS[year_total] if grand else year_total, fund=named.fund if named else None)
                continue
            if kind and (account := self._account(name or "", kind, path)):
                path = account
                yield Base(account=account)
                continue
            base = self._item(name or "", income, under)
            under = base.indicator if base and base.indicator in _CARRIED else under
            yield base

    def _of_side(self, name: str | None, year_total: str) -> bool:
        """收入总计, 本年支出合计: of no fund of its own."""
        named = read_name(name or "", self.quantities)
        totals = (year_total, _TOTALS[year_total])
        return named is not None and named.fund is None and named.indicator in totals

    def _carries(self, name: str) -> bool:
        named = read_name(name, self.quantities)
        return named is not None and named.indicator in _CARRIED

    def _item(self, name: str, income: bool, under: str | None) -> Base | None:
        """财政拨款 is income of that fund; under 上年结转 it is what was carried over of it."""
        named = read_name(name, self.quantities)
        if named is None:
            return None
        if named.indicator in (None, "income") and named.fund:
            if not income:
                return None
            return Base(indicator=under or "income", fund=named.fund)
        flow = self.quantities.indicators[named.indicator or ""].flow
        if flow not in ("balance", "income" if income else "expenditure"):
            return None
        return Base(indicator=named.indicator, fund=named.fund)

    def _kind_of(self, keys: Iterable[RowKey]) -> str | None:
        """Of which classification the names of a block are; None where none has more than the others."""
        counts = dict.fromkeys(_KINDS, 0)
        for _, name in keys:
            kinds = {code[0] for code in self._classes(name or "")}
            if len(kinds) == 1:
                counts[kinds.pop()] += 1
        best = max(_KINDS, key=lambda kind: counts[kind])
        return best if counts[best] > sum(counts.values()) - counts[best] else None

    def _classes(self, name: str) -> list[str]:
        return [code for code in self._codes(name) if len(code) == 3 and code[0] in _KINDS]

    def _codes(self, name: str) -> list[str]:
        spellings = (name, name.removesuffix("支出") if name.endswith("支出") else f"{name}支出")
        return list(dict.fromkeys(code for spelling in spellings for code in self.accounts.codes_of(spelling)))

    def _account(self, name: str, kind: str, path: str) -> str | None:
        """The account of a name: a class, or the one account of this name under the class or the 款 before it."""
        codes = [code for code in self._codes(name) if code[0] == kind]
        classes = [code for code in codes if len(code) == 3]
        if len(classes) == 1:
            return classes[0]
        for within in (path[:5], path[:3]):
            below = [code for code in codes if within and code.startswith(within) and len(code) > 3]
            if len(below) == 1:
                return below[0]
        return None
