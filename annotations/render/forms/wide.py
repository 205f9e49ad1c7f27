"""收支总表 with more than two sides, and accounts beside the year before."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from annotations.render.accounts import BUDGET_CLASSES, FUNCTIONAL
from annotations.render.forms.accounts import Column
from annotations.render.forms.cells import Figures, column, name
from annotations.render.forms.sides import by_class, numbered
from annotations.render.ledger import ZERO, Item, Ledger, total
from annotations.render.model import Form

Row = tuple[str, str, Decimal | None]  # as printed, as meant, the amount
SHORT_INCOMES = ("一般公共预算资金", "政府性基金", "财政专户管理资金", "其他资金")


def overall_three(
    ledger: Ledger, title: str, *, above: tuple[str, ...], figures: Figures, landscape: bool = False
) -> Form:
    """Income, spending by function, spending by purpose, each with its sum at the end."""
    paths = (
        column("收入/预算数", "收入/金额"),
        column("支出/预算数", "支出/金额", "功能分类/预算数"),
        column("支出用途/预算数", "支出用途/金额", "支出用途", "支出/预算数", "支出/支出用途/预算数"),
    )
    amounts = dict(zip(SHORT_INCOMES, (ledger.general_income, ledger.fund_spent, ledger.own, ZERO), strict=True))
    left: list[Row] = [(numbered(i, one, False), one, amount) for i, (one, amount) in enumerate(amounts.items(), 1)]
    spent = by_class(ledger)
    middle: list[Row] = [(numbered(i, one, False), one, amount) for i, (one, amount) in enumerate(spent.items(), 1)]
    purposes = (("基本支出", ledger.basic), ("项目支出", ledger.project), ("单位预留机动经费", ZERO))
    right: list[Row] = [(numbered(i, one, False), one, amount) for i, (one, amount) in enumerate(purposes, 1)]
    height = max(len(left), len(middle), len(right))
    for side in (left, middle, right):
        side += [("", "", None)] * (height - len(side))
    left += [
        ("当年收入小计", "当年收入小计", ledger.income),
        ("上年结转资金", "上年结转资金", ledger.opening),
        ("收入合计", "收入合计", ledger.grand),
    ]
    middle += [
        ("当年支出小计", "当年支出小计", ledger.spent),
        ("结转下年资金", "结转下年资金", ledger.closing),
        ("支出合计", "支出合计", ledger.grand),
    ]
    right += [("当年支出小计", "当年支出小计", ledger.spent), ("", "", None), ("支出合计", "支出合计", ledger.grand)]
    body = [
        tuple(
            field
            for (printed, meant, amount), path in zip(row, paths, strict=True)
            for field in (name(printed), figures.cell(amount, None, meant, path))
        )
        for row in zip(left, middle, right, strict=True)
    ]
    head = (
        ("收入", "<", "支出", "<", "支出用途", "<"),
        ("项目", "预算数", "功能分类", "预算数", "支出用途", "预算数"),
    )
    widths = (2.6, 1.3, 2.8, 1.3, 2.4, 1.3)
    return Form("overall", title, ledger.unit, head, tuple(body), widths, above, landscape=landscape)


def overall_split(
    ledger: Ledger,
    title: str,
    *,
    above: tuple[str, ...],
    figures: Figures,
    incomes: Sequence[str],
    landscape: bool = True,
) -> Form:
    """Income at the left; at the right every class with 合计, 人员经费, 公用经费 and 项目支出."""
    left_path = column("收入/预算数", "收入/金额")
    paths = (
        column("支出/合计"),
        column("支出/基本支出/人员经费"),
        column("支出/基本支出/公用经费"),
        column("支出/项目支出"),
    )
    amounts = (ledger.general_income, ledger.fund_spent, ZERO, *(ledger.incomes.get(one, ZERO) for one in incomes[3:]))
    left: list[Row] = [
        (numbered(i, one, False), one, amount) for i, (one, amount) in enumerate(zip(incomes, amounts, strict=True), 1)
    ]

    def parts(items: Sequence[Item]) -> tuple[Decimal, ...]:
        staff = total(one.wages + one.family for one in items)
        office = total(one.goods + one.capital for one in items)
        return staff + office + total(one.project for one in items), staff, office, total(one.project for one in items)

    used = {FUNCTIONAL[one.code[:3]] for one in ledger.items}
    classes = [one for one in BUDGET_CLASSES if one in used]
    right: list[tuple[str, str, tuple[Decimal | None, ...]]] = [
        (numbered(i, one, False), one, parts([item for item in ledger.items if FUNCTIONAL[item.code[:3]] == one]))
        for i, one in enumerate(classes, 1)
    ]
    height = max(len(left), len(right))
    left += [("", "", None)] * (height - len(left))
    right += [("", "", (None,) * 4)] * (height - len(right))
    left += [
        ("本年收入合计",) * 2 + (ledger.income,),
        ("上年结转",) * 2 + (ledger.opening,),
        ("收入总计",) * 2 + (ledger.grand,),
    ]
    whole = parts(ledger.items)
    right += [
        ("本年支出合计", "本年支出合计", whole),
        ("结转下年", "结转下年", (ledger.closing, None, None, None)),
        ("支出总计", "支出总计", (ledger.grand, *whole[1:])),
    ]
    body = []
    for (a, meant, amount), (b, other, many) in zip(left, right, strict=True):
        cells = (figures.cell(one, None, other, path) for one, path in zip(many, paths, strict=True))
        body.append((name(a), figures.cell(amount, None, meant, left_path), name(b), *cells))
    head = (
        ("收入", "<", "支出", "<", "<", "<", "<"),
        ("项目", "金额", "项目", "合计", "基本支出", "<", "项目支出"),
        ("^", "^", "^", "^", "人员经费", "公用经费", "^"),
    )
    widths = (2.8, 1.3, 2.8, 1.3, 1.3, 1.3, 1.3)
    return Form("overall", title, ledger.unit, head, tuple(body), widths, above, landscape=landscape)


def compared(now: Ledger, before: Ledger, year: int) -> tuple[Column, ...]:
    """The year before, the year with its parts, and by how much they differ, in 万元 and %."""
    earlier = {one.code: one.total - one.own for one in before.items}

    def old(one: Item) -> Decimal:
        return earlier.get(one.code, ZERO)

    def new(one: Item) -> Decimal:
        return one.total - one.own

    last, this = f"{year - 1}年预算数", f"{year}年预算数"
    both = f"{year}年预算数比{year - 1}年预算数增减"
    return (
        Column((last,), column("上年预算数", last), old, 1.2),
        Column((this, "合计"), column("合计", f"{this}/合计", f"{this}", "小计"), new, 1.2),
        Column((this, "基本支出"), column("基本支出"), lambda one: one.basic, 1.2),
        Column((this, "项目支出"), column("项目支出"), lambda one: one.project - one.own, 1.2),
        Column((both, "增减额"), column("增减额", f"{both}/增减额", "增减/增减额"), lambda one: new(one) - old(one), 1.1),
        Column(
            (both, "增减%"), column("增减%", f"{both}/增减%", "增减/增减%", "增减率", "增减"), lambda one: new(one) - old(one), 1.0, old
        ),
    )  # fmt: skip
