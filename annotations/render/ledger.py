"""The figures of a report, written once; every total, share and rate is computed from them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

from annotations.render.accounts import ECONOMIC, FUNCTIONAL

ZERO = Decimal(0)
CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Item:
    """The spending of one 项 (amounts in the ledger's unit)."""

    code: str
    wages: Decimal = ZERO  # 工资福利支出
    goods: Decimal = ZERO  # 商品和服务支出
    family: Decimal = ZERO  # 对个人和家庭的补助
    capital: Decimal = ZERO  # 资本性支出 of 基本支出
    running: Decimal = ZERO  # 项目支出: 其他运转类
    special: Decimal = ZERO  # 项目支出: 特定目标类
    own: Decimal = ZERO  # part of 项目支出 not paid from 财政拨款
    initial: Decimal | None = None  # 年初预算数
    fund: bool = False  # 政府性基金预算

    @property
    def basic(self) -> Decimal:
        return self.wages + self.goods + self.family + self.capital

    @property
    def project(self) -> Decimal:
        return self.running + self.special

    @property
    def total(self) -> Decimal:
        return self.basic + self.project

    @property
    def name(self) -> str:
        return FUNCTIONAL[self.code]


def item(code: str, **amounts: str) -> Item:
    """An item from amounts written as text.

    >>> item("2210201", wages="31.20").total
    Decimal('31.20')
    """
    fund = bool(amounts.pop("fund", ""))
    return Item(code, fund=fund, **{name: Decimal(text) for name, text in amounts.items()})


@dataclass(frozen=True, slots=True)
class Ledger:
    """All figures of one body and year; `unit` is that of every amount."""

    unit: str
    items: tuple[Item, ...]
    economic: Mapping[str, Decimal]  # 基本支出 by 款, without the sums
    incomes: Mapping[str, Decimal] = field(default_factory=dict)  # beside 财政拨款: 事业收入 …
    opening: Decimal = ZERO  # 年初结转和结余, of 财政拨款
    closing: Decimal = ZERO

    def __post_init__(self) -> None:
        for lei, attribute in (("301", "wages"), ("302", "goods"), ("303", "family"), ("310", "capital")):
            wanted = total(getattr(one, attribute) for one in self.items)
            if self.class_total(lei) != wanted:
                raise ValueError(f"economic {lei}: {self.class_total(lei)}, the items have {wanted}")
        if total(self.incomes.values()) != total(one.own for one in self.items):
            raise ValueError("own income and own spending differ")

    def class_total(self, lei: str) -> Decimal:
        return total(amount for code, amount in self.economic.items() if code.startswith(lei))

    @property
    def general(self) -> tuple[Item, ...]:
        return tuple(one for one in self.items if not one.fund)

    @property
    def funds(self) -> tuple[Item, ...]:
        return tuple(one for one in self.items if one.fund)

    @property
    def spent(self) -> Decimal:
        """本年支出合计."""
        return total(one.total for one in self.items)

    @property
    def basic(self) -> Decimal:
        return total(one.basic for one in self.items)

    @property
    def project(self) -> Decimal:
        return total(one.project for one in self.items)

    @property
    def staff(self) -> Decimal:
        """人员经费."""
        return total(one.wages + one.family for one in self.items)

    @property
    def office(self) -> Decimal:
        """公用经费."""
        return total(one.goods + one.capital for one in self.items)

    @property
    def own(self) -> Decimal:
        return total(self.incomes.values())

    @property
    def general_spent(self) -> Decimal:
        """一般公共预算财政拨款支出."""
        return total(one.total - one.own for one in self.general)

    @property
    def fund_spent(self) -> Decimal:
        return total(one.total for one in self.funds)

    @property
    def general_income(self) -> Decimal:
        return self.general_spent + self.closing - self.opening

    @property
    def granted(self) -> Decimal:
        """财政拨款收入 of the year, all budgets."""
        return self.general_income + self.fund_spent

    @property
    def income(self) -> Decimal:
        """本年收入合计."""
        return self.granted + self.own

    @property
    def grand(self) -> Decimal:
        """收入总计 = 支出总计."""
        return self.income + self.opening

    def of(self, prefix: str) -> Decimal:
        """Spending under a 类, 款 or 项."""
        return total(one.total for one in self.items if one.code.startswith(prefix))

    def under(self, prefix: str, attribute: str, items: tuple[Item, ...] | None = None) -> Decimal:
        chosen = self.items if items is None else items
        return total(getattr(one, attribute) for one in chosen if one.code.startswith(prefix))


def economic(**amounts: str) -> dict[str, Decimal]:
    """Economic classification from `c30101="12.00"`; unknown codes raise KeyError."""
    return {code[1:]: Decimal(text) for code, text in amounts.items() if ECONOMIC[code[1:]]}


def total(amounts: object) -> Decimal:
    return sum(amounts, ZERO)  # type: ignore[call-overload, no-any-return]


def codes(items: tuple[Item, ...]) -> list[str]:
    """类, 款 and 项 of the items, each before what belongs to it."""
    wanted = {part for one in items for part in (one.code[:3], one.code[:5], one.code)}
    return sorted(wanted)


def percent(part: Decimal, whole: Decimal) -> str:
    """A rate as reports print it.

    >>> percent(Decimal("2.68"), Decimal("229.99"))
    '1.17'
    """
    return str((part * 100 / whole).quantize(CENT, ROUND_HALF_UP))


def money(amount: Decimal) -> str:
    """Two decimals, no separator.

    >>> money(Decimal("1234.5"))
    '1234.50'
    """
    return f"{amount:.2f}"


def grouped(amount: Decimal) -> str:
    """Two decimals, thousands parted by commas."""
    return f"{amount:,.2f}"


def wan(amount: Decimal) -> str:
    """An amount in 元 as 万元, exactly, for gold data.

    >>> wan(Decimal("141.30"))
    '0.01413'
    """
    return f"{(amount / 10000).normalize():f}"
