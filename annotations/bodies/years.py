"""Ledgers of an invented body, drawn from its seed: the year reported and the year before, with all that belongs to them."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

from annotations.bodies.kinds import Kind
from annotations.render.forms.others import BUYING, GUESTS, RUNNING
from annotations.render.ledger import ZERO, Item, Ledger, total

CENT = Decimal("0.01")
PENSION, ANNUITY, MEDICAL, HELP, HOUSING = "2080505", "2080506", "210110", "2101103", "2210201"
WAGES = {  # shares of the wages that are no insurance and no housing, by 款
    True: {"30101": 38, "30102": 30, "30103": 24, "30112": 2, "30199": 6},
    False: {"30101": 40, "30102": 9, "30103": 6, "30107": 36, "30112": 2, "30199": 7},
}
GOODS = {
    "30201": 18, "30202": 5, "30205": 3, "30206": 8, "30207": 5, "30211": 12, "30213": 8, "30215": 2, "30216": 4,
    "30226": 6, "30228": 9, "30229": 7, "30239": 9, "30299": 4,
}  # fmt: skip
FAMILY = {"30302": 70, "30305": 12, "30307": 10, "30399": 8}


@dataclass(frozen=True, slots=True)
class Spent:
    """A project's money of the year: what was planned for it and what was spent (in the ledger's unit)."""

    name: str
    buys: str
    done: str
    code: str
    planned: Decimal
    spent: Decimal


@dataclass(frozen=True, slots=True)
class Year:
    """One body's figures: `now` and `before`, and what no ledger holds; amounts in the ledger's unit."""

    now: Ledger
    before: Ledger
    projects: tuple[Spent, ...]
    cars: Mapping[str, Decimal]  # “三公”经费 of the year
    cars_planned: Mapping[str, Decimal]
    cars_before: Mapping[str, Decimal]
    meetings: Decimal
    training: Decimal
    goods_bought: Decimal  # 政府采购
    works_bought: Decimal
    services_bought: Decimal
    small_firms: Decimal
    vehicles: int
    visits: int
    visitors: int
    staff: int
    retired: int
    building: int  # square metres

    @property
    def bought(self) -> Decimal:
        return self.goods_bought + self.works_bought + self.services_bought


def draw_year(kind: Kind, seed: int, unit: str, *, final: bool, carry: bool = False, fund: bool = False) -> Year:
    """The figures of a body. `carry`: money carried over at both ends; `fund`: 政府性基金 where the kind has one."""
    dice = random.Random(f"figures {seed}")
    factor = Decimal(10000 if unit == "元" else 1)
    staff = max(6, round(kind.staff * dice.uniform(0.8, 1.2)))
    items = _items(kind, staff, dice, factor, fund=fund)
    cars = _three_public(staff, dice, factor)
    now = _ledger(kind, items, cars, unit, dice, carry=carry, final=final)
    before_items = tuple(_earlier(one, dice) for one in items)
    before = _ledger(kind, before_items, cars, unit, dice, carry=False, final=final)
    if final:
        before = replace(before, closing=now.opening)  # what one year leaves the next begins with
    planned = {name: _round(amount * _draw(dice, 1.0, 1.5)) for name, amount in cars.items()}
    bought = [_round(amount * _draw(dice, 0.1, 0.6)) for amount in (_capital(now), now.project, now.office)]
    return Year(
        now=now,
        before=before,
        projects=_projects(kind, now, dice, final=final),
        cars=cars,
        cars_planned=planned if final else cars,
        cars_before={name: _round(amount * _draw(dice, 0.7, 1.4)) for name, amount in cars.items()},
        meetings=now.economic.get("30215", ZERO),
        training=now.economic.get("30216", ZERO),
        goods_bought=bought[0],
        works_bought=bought[1],
        services_bought=bought[2],
        small_firms=_round(total(bought) * _draw(dice, 0.5, 1.0)),
        vehicles=max(1, staff // 16) if cars.get(RUNNING) else 0,
        visits=dice.randint(3, 24),
        visitors=dice.randint(30, 260),
        staff=staff,
        retired=round(staff * dice.uniform(0.2, 0.6)),
        building=dice.randint(320, 5200),
    )


def _items(kind: Kind, staff: int, dice: random.Random, factor: Decimal, *, fund: bool) -> tuple[Item, ...]:
    wages = _round(staff * _draw(dice, 6.2, 9.4) * factor)
    base = wages * Decimal("0.82")
    running = Item(
        kind.main,
        wages=wages,
        goods=_round(staff * _draw(dice, 1.1, 2.6) * factor),
        capital=_round(_draw(dice, 0.4, 6.0) * factor) if dice.random() < 0.6 else ZERO,
    )
    retired = "2080501" if kind.civil else "2080502"
    items = [
        running,
        Item(retired, family=_round(staff * _draw(dice, 0.15, 0.5) * factor)),
        Item(PENSION, wages=_round(base * Decimal("0.16"))),
        Item(ANNUITY, wages=_round(base * _draw(dice, 0.05, 0.08))),
        Item(MEDICAL + ("1" if kind.civil else "2"), wages=_round(base * _draw(dice, 0.06, 0.09))),
        Item(HOUSING, wages=_round(base * Decimal("0.12"))),
    ]
    if kind.civil:
        items.append(Item(HELP, wages=_round(base * _draw(dice, 0.015, 0.03))))
    for place, project in enumerate(kind.projects):
        amount = _round(_draw(dice, 6, 140) * factor)
        own = _round(amount * _draw(dice, 0.5, 0.9)) if kind.own and not place else ZERO
        items.append(
            Item(project.code, running=amount, own=own) if place == 0 else Item(project.code, special=amount, own=own)
        )
    if fund and kind.fund:
        items.append(Item(kind.fund.code, special=_round(_draw(dice, 20, 180) * factor), fund=True))
    return _merged(items)


def _merged(items: Sequence[Item]) -> tuple[Item, ...]:
    """Items of one 项 are one, in the order of the codes."""
    by_code: dict[str, Item] = {}
    for one in items:
        known = by_code.get(one.code)
        by_code[one.code] = (
            one
            if known is None
            else replace(
                known,
                wages=known.wages + one.wages,
                goods=known.goods + one.goods,
                family=known.family + one.family,
                capital=known.capital + one.capital,
                running=known.running + one.running,
                special=known.special + one.special,
                own=known.own + one.own,
            )
        )
    return tuple(by_code[code] for code in sorted(by_code))


def _earlier(one: Item, dice: random.Random) -> Item:
    """The year before: wages near by, goods a little off, projects anywhere."""

    def moved(amount: Decimal, low: float, high: float) -> Decimal:
        return _round(amount * _draw(dice, low, high))

    project = _draw(dice, 0.5, 1.5)
    return replace(
        one,
        wages=moved(one.wages, 0.93, 1.05),
        goods=moved(one.goods, 0.85, 1.12),
        family=moved(one.family, 0.8, 1.1),
        capital=moved(one.capital, 0.2, 1.6),
        running=_round(one.running * project),
        special=_round(one.special * project),
        own=_round(one.own * project),
    )


def _ledger(
    kind: Kind,
    items: tuple[Item, ...],
    cars: Mapping[str, Decimal],
    unit: str,
    dice: random.Random,
    *,
    carry: bool,
    final: bool,
) -> Ledger:
    if final:
        items = tuple(replace(one, initial=_initial(one, dice)) for one in items)
    own = total(one.own for one in items)
    opening = _round(total(one.total for one in items) * _draw(dice, 0.01, 0.06)) if carry else ZERO
    return Ledger(
        unit,
        items,
        _by_economic(kind, items, cars, dice),
        incomes={kind.own: own} if kind.own and own else {},
        opening=opening,
        closing=_round(opening * _draw(dice, 0.3, 1.4)) if carry and final else ZERO,
    )


def _initial(one: Item, dice: random.Random) -> Decimal:
    """What the budget had for an item (财政拨款): the same, nothing at all, or something near."""
    granted = one.total - one.own
    luck = dice.random()
    if luck < 0.25:
        return granted
    if luck < 0.33 and not one.basic:
        return ZERO
    return _round(granted * _draw(dice, 0.82, 1.22))


def _by_economic(
    kind: Kind, items: tuple[Item, ...], cars: Mapping[str, Decimal], dice: random.Random
) -> dict[str, Decimal]:
    """基本支出 by 款: insurance and housing as the items have them, the rest in usual shares."""
    found: dict[str, Decimal] = {}
    fixed = {PENSION: "30108", ANNUITY: "30109", MEDICAL + "1": "30110", MEDICAL + "2": "30110", HELP: "30111"}
    fixed[HOUSING] = "30113"
    for one in items:
        if one.code in fixed:
            found[fixed[one.code]] = found.get(fixed[one.code], ZERO) + one.wages
    free = total(one.wages for one in items) - total(found.values())
    found |= split(free, WAGES[kind.civil], dice)
    goods = total(one.goods for one in items)
    named = {"30217": cars.get(GUESTS, ZERO), "30231": cars.get(RUNNING, ZERO)}
    found |= {code: amount for code, amount in named.items() if amount}
    found |= split(goods - total(named.values()), GOODS, dice)
    found |= split(total(one.family for one in items), FAMILY, dice)
    capital = total(one.capital for one in items)
    if capital:
        found |= split(capital, {"31002": 7, "31007": 3}, dice)
    return {code: found[code] for code in sorted(found) if found[code]}


def split(whole: Decimal, shares: Mapping[str, int], dice: random.Random) -> dict[str, Decimal]:
    """An amount in parts of two decimals that add up to it.

    >>> parts = split(Decimal("10.00"), {"a": 1, "b": 2}, random.Random(1))
    >>> sum(parts.values())
    Decimal('10.00')
    """
    weights = {name: share * dice.uniform(0.7, 1.3) for name, share in shares.items()}
    heavy = sum(weights.values())
    parts = {name: _round(whole * Decimal(weight / heavy)) for name, weight in weights.items()}
    largest = max(parts, key=lambda name: parts[name])
    parts[largest] += whole - total(parts.values())
    return parts


def _three_public(staff: int, dice: random.Random, factor: Decimal) -> dict[str, Decimal]:
    """公务接待费, 公务用车运行费, seldom 公务用车购置费; all paid from running costs but the last, which stays 0."""
    found = {GUESTS: _round(_draw(dice, 0.15, 0.06 * staff + 0.3) * factor)}
    if staff > 10:
        found[RUNNING] = _round(_draw(dice, 1.2, 0.12 * staff + 1.4) * factor)
    return found | {BUYING: ZERO}


def _projects(kind: Kind, now: Ledger, dice: random.Random, *, final: bool) -> tuple[Spent, ...]:
    found = []
    for project in (*kind.projects, *([kind.fund] if kind.fund and now.funds else [])):
        spent = next(one.project for one in now.items if one.code == project.code)
        planned = _round(spent * _draw(dice, 1.0, 1.18)) if final and dice.random() < 0.7 else spent
        found.append(Spent(project.name, project.buys, project.done, project.code, planned, spent))
    return tuple(found)


def _capital(ledger: Ledger) -> Decimal:
    return total(one.capital for one in ledger.items) + ledger.office / 5


def _draw(dice: random.Random, low: float, high: float) -> Decimal:
    return Decimal(repr(dice.uniform(low, high)))


def _round(amount: Decimal) -> Decimal:
    return amount.quantize(CENT, ROUND_HALF_UP)
