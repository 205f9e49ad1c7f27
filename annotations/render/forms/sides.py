"""收支总表 and 财政拨款收支总表: income at the left, expenditure at the right."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from annotations.render.accounts import BUDGET_CLASSES, FINAL_CLASSES, FUNCTIONAL, ordinal
from annotations.render.forms.cells import Figures, column, name, plain
from annotations.render.ledger import ZERO, Ledger, total
from annotations.render.model import Field, Form

FINAL_INCOMES = (
    "一般公共预算财政拨款收入",
    "政府性基金预算财政拨款收入",
    "国有资本经营预算财政拨款收入",
    "上级补助收入",
    "事业收入",
    "经营收入",
    "附属单位上缴收入",
    "其他收入",
)
BUDGET_INCOMES = (
    "一般公共预算拨款收入",
    "政府性基金预算拨款收入",
    "国有资本经营预算拨款收入",
    "财政专户管理资金收入",
    "事业收入",
    "事业单位经营收入",
    "上级补助收入",
    "附属单位上缴收入",
    "其他收入",
)


def by_class(ledger: Ledger, *, fund: bool | None = None, granted: bool = False) -> dict[str, Decimal]:
    """Spending by 类 name; only 政府性基金 or only 一般公共预算 where asked; without own money where `granted`."""
    items = [one for one in ledger.items if fund is None or one.fund == fund]
    names = dict.fromkeys(FUNCTIONAL[one.code[:3]] for one in items)
    return {
        lei: total(one.total - (one.own if granted else ZERO) for one in items if FUNCTIONAL[one.code[:3]] == lei)
        for lei in names
    }


def numbered(number: int, text: str, bracket: bool) -> str:
    return f"（{ordinal(number)}）{text}" if bracket else f"{ordinal(number)}、{text}"


def overall(
    ledger: Ledger,
    title: str,
    *,
    final: bool,
    above: tuple[str, ...],
    figures: Figures,
    row_numbers: bool = False,
    short: bool = False,
    landscape: bool = False,
    notes: tuple[str, ...] = (),
    head: tuple[str, str] = ("收入", "支出"),
    word: str | None = None,
) -> Form:
    """收支总表. `row_numbers`: a 行次 column a side; `short`: only the classes that hold something."""
    word = word or ("决算数" if final else "预算数")
    kind = "决算数" if final else "预算数"
    left_path, right_path = column(f"收入/{kind}", f"收入/{word}"), column(f"支出/{kind}", f"支出/{word}")
    first = {"一般公共预算财政拨款收入", "一般公共预算拨款收入"}
    second = {"政府性基金预算财政拨款收入", "政府性基金预算拨款收入"}
    incomes = [
        (
            label,
            ledger.general_income
            if label in first
            else ledger.fund_spent
            if label in second
            else ledger.incomes.get(label, ZERO),
        )
        for label in (FINAL_INCOMES if final else BUDGET_INCOMES)
    ]
    spent = by_class(ledger)
    classes = [label for label in (FINAL_CLASSES if final else BUDGET_CLASSES) if not short or label in spent]
    left: list[tuple[str, str, Decimal | None]] = [
        (numbered(i, label, False), label, amount) for i, (label, amount) in enumerate(incomes, 1)
    ]
    right: list[tuple[str, str, Decimal | None]] = [
        (numbered(i, label, False), label, spent.get(label, ZERO)) for i, label in enumerate(classes, 1)
    ]
    height = max(len(left), len(right))
    left += [("", "", None)] * (height - len(left))
    right += [("", "", None)] * (height - len(right))
    opening, closing = ("年初结转和结余", "年末结转和结余") if final else ("上年结转结余", "年终结转结余")
    ends = ("总计", "总计") if final else ("收入总计", "支出总计")
    left += [
        ("本年收入合计",) * 2 + (ledger.income,),
        (opening,) * 2 + (ledger.opening,),
        (ends[0],) * 2 + (ledger.grand,),
    ]
    right += [
        ("本年支出合计",) * 2 + (ledger.spent,),
        (closing,) * 2 + (ledger.closing,),
        (ends[1],) * 2 + (ledger.grand,),
    ]
    body = []
    for index, (a, b) in enumerate(zip(left, right, strict=True)):
        mine = figures.cell(a[2], None, a[1], left_path) if a[0] else Field("")
        other = figures.cell(b[2], None, b[1], right_path) if b[0] else Field("")
        numbers = [plain(str(index + 1)), plain(str(height + index + 4))] if row_numbers else []
        body.append((name(a[0]), *numbers[:1], mine, name(b[0]), *numbers[1:], other))
    rows: list[tuple[str, ...]] = [(head[0], "<", head[1], "<"), ("项目", word, "项目", word)]
    widths: Sequence[float] = (3.2, 1.5, 3.2, 1.5)
    if row_numbers:
        rows = [
            (head[0], "<", "<", head[1], "<", "<"),
            ("项目", "行次", word, "项目", "行次", word),
            ("栏次", "", "1", "栏次", "", "2"),
        ]
        widths = (3.4, 0.7, 1.5, 3.4, 0.7, 1.5)
    return Form(
        "overall", title, ledger.unit, tuple(rows), tuple(body), tuple(widths), above, notes, landscape=landscape
    )


def appropriation(
    ledger: Ledger,
    title: str,
    *,
    final: bool,
    above: tuple[str, ...],
    figures: Figures,
    short: bool = False,
    bracket: bool = False,
    landscape: bool = False,
    notes: tuple[str, ...] = (),
    word: str | None = None,
    widths: tuple[float, ...] = (2.6, 1.3, 2.8, 1.3, 1.3, 1.2, 1.2),
) -> Form:
    """财政拨款收支总表. `bracket`: （一）… under 一、本年收入 and 一、本年支出, as many budgets have it."""
    kind = "决算数" if final else "预算数"
    word = word or kind
    paths = [
        column("支出/合计", f"支出/{kind}/合计"),
        column("支出/一般公共预算财政拨款"),
        column("支出/政府性基金预算财政拨款"),
        column("支出/国有资本经营预算财政拨款"),
    ]
    left_path = column(f"收入/{kind}", f"收入/{word}")
    general, funds = by_class(ledger, fund=False, granted=True), by_class(ledger, fund=True)
    spent = {lei: general.get(lei, ZERO) + funds.get(lei, ZERO) for lei in {**general, **funds}}
    classes = [label for label in (FINAL_CLASSES if final else BUDGET_CLASSES) if not short or label in spent]

    def four(label: str | tuple[str, ...], values: Sequence[Decimal]) -> tuple[Field, ...]:
        return tuple(figures.cell(value, None, label, path) for value, path in zip(values, paths, strict=True))

    def line(printed: str, label: str, values: Sequence[Decimal]) -> tuple[Field, ...]:
        return (name(printed), *four(label, values))

    tail = "财政拨款" if final else "拨款"
    sources = [
        (f"一般公共预算{tail}", ledger.general_income),
        (f"政府性基金预算{tail}", ledger.fund_spent),
        (f"国有资本经营预算{tail}", ZERO),
    ]
    spent_now = (ledger.general_spent + ledger.fund_spent, ledger.general_spent, ledger.fund_spent, ZERO)
    grand = ledger.granted + ledger.opening
    grand_now = (grand, ledger.general_spent + ledger.closing, ledger.fund_spent, ZERO)
    left = [
        (name(numbered(i, label, bracket)), figures.cell(amount, None, label, left_path))
        for i, (label, amount) in enumerate(sources, 1)
    ]
    right = [
        line(
            numbered(i, label, bracket),
            label,
            (spent.get(label, ZERO), general.get(label, ZERO), funds.get(label, ZERO), ZERO),
        )
        for i, label in enumerate(classes, 1)
    ]
    if bracket:
        left.insert(0, (name("一、本年收入"), figures.cell(ledger.granted, None, "本年收入", left_path)))
        right.insert(0, line("一、本年支出", "本年支出", spent_now))
        left.append((name("二、上年结转"), figures.cell(ledger.opening, None, "上年结转", left_path)))
        right.append(line("二、年终结转结余", "年终结转结余", (ledger.closing, ledger.closing, ZERO, ZERO)))
    blank = (Field(""), Field(""))
    height = max(len(left), len(right))
    left += [blank] * (height - len(left))
    right += [(Field(""),) * 5] * (height - len(right))
    if not bracket:
        opening, closing = (
            ("年初财政拨款结转和结余", "年末财政拨款结转和结余") if final else ("上年结转", "年终结转结余")
        )
        left += [
            (name("本年收入合计"), figures.cell(ledger.granted, None, "本年收入合计", left_path)),
            (name(opening), figures.cell(ledger.opening, None, opening, left_path)),
        ]
        right += [
            line("本年支出合计", "本年支出合计", spent_now),
            line(closing, closing, (ledger.closing, ledger.closing, ZERO, ZERO)),
        ]
    ends = ("总计", "总计") if final else ("收入总计", "支出总计")
    left.append((name(ends[0]), figures.cell(grand, None, ends[0], left_path)))
    right.append(line(ends[1], ends[1], grand_now))
    body = tuple((*a, *b) for a, b in zip(left, right, strict=True))
    header = (
        ("收入", "<", "支出", "<", "<", "<", "<"),
        ("项目", word, "项目", "合计", "一般公共预算财政拨款", "政府性基金预算财政拨款", "国有资本经营预算财政拨款"),
    )
    return Form(
        "appropriation",
        title,
        ledger.unit,
        header,
        body,
        widths,
        above,
        notes,
        landscape=landscape,
    )
