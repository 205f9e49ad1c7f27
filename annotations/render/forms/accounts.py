"""Forms with one row an account: 收入表, 支出表, 一般公共预算支出表, 政府性基金 and 国有资本 forms."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from annotations.render.accounts import FUNCTIONAL
from annotations.render.forms.cells import Figures, column, name, plain
from annotations.render.ledger import ZERO, Item, Ledger, codes, total
from annotations.render.model import Field, Form

Amount = Callable[[Item], Decimal]


@dataclass(frozen=True, slots=True)
class Column:
    """An amount column: the printed header from top to leaf, the canonical path, what it holds."""

    printed: tuple[str, ...]
    path: tuple[str, ...]
    amount: Amount
    width: float = 1.3
    over: Amount | None = None  # the column has the amount as a percentage of this

    def of(self, items: Iterable[Item]) -> Decimal | None:
        """What stands in the column for these items together; None where there is nothing to divide by."""
        chosen = tuple(items)
        whole = total(self.amount(one) for one in chosen)
        if self.over is None:
            return whole
        base = total(self.over(one) for one in chosen)
        return (whole * 100 / base).quantize(Decimal("0.01")) if base else None


def nothing(_: Item) -> Decimal:
    return ZERO


EXPENDITURE = (
    Column(("本年支出合计",), column("合计"), lambda one: one.total),
    Column(("基本支出",), column("基本支出"), lambda one: one.basic),
    Column(("项目支出",), column("项目支出"), lambda one: one.project),
    Column(("上缴上级支出",), column("上缴上级支出"), nothing),
    Column(("经营支出",), column("经营支出"), nothing),
    Column(("对附属单位补助支出",), column("对附属单位补助支出"), nothing),
)
GENERAL = (
    Column(("合计",), column("合计"), lambda one: one.total - one.own),
    Column(("基本支出",), column("基本支出"), lambda one: one.basic),
    Column(("项目支出",), column("项目支出"), lambda one: one.project - one.own),
)
SPLIT = (
    Column(("合计",), column("合计"), lambda one: one.total - one.own, 1.15),
    Column(("基本支出", "小计"), column("基本支出/小计", "基本支出"), lambda one: one.basic, 1.15),
    Column(
        ("基本支出", "人员经费", "工资福利支出"),
        column("基本支出/人员经费/工资福利支出", "工资福利支出"),
        lambda one: one.wages,
    ),
    Column(
        ("基本支出", "人员经费", "对个人和家庭的补助"),
        column("基本支出/人员经费/对个人和家庭的补助"),
        lambda one: one.family,
    ),
    Column(
        ("基本支出", "公用经费", "商品和服务支出"), column("基本支出/公用经费/商品和服务支出"), lambda one: one.goods
    ),
    Column(("基本支出", "公用经费", "资本性支出"), column("基本支出/公用经费/资本性支出"), lambda one: one.capital),
    Column(("项目支出", "小计"), column("项目支出/小计", "项目支出"), lambda one: one.project - one.own, 1.15),
    Column(("项目支出", "其他运转类"), column("项目支出/其他运转类"), lambda one: one.running),
    Column(("项目支出", "特定目标类"), column("项目支出/特定目标类"), lambda one: one.special - one.own),
)


def incomes(
    ledger: Ledger,
    *,
    level: bool = False,
    own: tuple[str, ...] = ("上级补助收入", "事业收入", "经营收入", "附属单位上缴收入", "其他收入"),
) -> tuple[Column, ...]:
    """Columns of 收入表. `level`: under a common header 本年收入 with 小计, 上年结转 beside it."""

    heavy = max(ledger.general, key=lambda one: one.total - one.own, default=None)

    def paid(source: str) -> Amount:
        return (lambda one: one.own) if source in ledger.incomes else nothing

    def carried(one: Item) -> Decimal:
        """What was not received this year: it had been carried over, for the heaviest item."""
        return ledger.opening - ledger.closing if one is heavy else ZERO

    def received(one: Item) -> Decimal:
        return one.total - carried(one)

    top = ("本年收入",) if level else ()
    prefix = "本年收入/" if level else ""
    sources = [Column((*top, source), column(f"{prefix}{source}"), paid(source), 1.1) for source in own]
    granted = Column((*top, "财政拨款收入"), column(f"{prefix}财政拨款收入"), lambda one: received(one) - one.own)
    every = column("合计", "收入合计", "本年收入合计")
    if not level:
        return (Column(("本年收入合计",), every, received), granted, *sources)
    whole = Column(("合计",), every, lambda one: one.total)
    subtotal = Column((*top, "小计"), column("本年收入/小计", "本年收入"), received)
    return (whole, subtotal, granted, *sources, Column(("上年结转",), column("上年结转"), carried, 1.0))


def fund_columns(items: tuple[Item, ...]) -> tuple[Column, ...]:
    """Columns of the 政府性基金 and 国有资本 forms of final accounts."""
    return (
        Column(("年初结转和结余",), column("年初结转和结余"), nothing),
        Column(("本年收入",), column("本年收入"), lambda one: one.total),
        Column(("本年支出", "小计"), column("本年支出/小计", "本年支出"), lambda one: one.total),
        Column(("本年支出", "基本支出"), column("本年支出/基本支出"), lambda one: one.basic),
        Column(("本年支出", "项目支出"), column("本年支出/项目支出"), lambda one: one.project),
        Column(("年末结转和结余",), column("年末结转和结余"), nothing),
    )


@dataclass(frozen=True, slots=True)
class Keys:
    """The key columns at the left: 序号, code (whole, split over 类/款/项), name."""

    serial: bool = False
    split: bool = False
    code_title: str = "科目编码"
    name_title: str = "科目名称"
    top: str | None = "项目"  # a header above code and name
    column_numbers: bool = False  # a 栏次 row
    levels: bool = True  # rows for 类 and 款 too
    total_first: bool = True
    unit_column: str | None = None  # 单位代码: an empty column between codes and name


def account_form(
    kind: str,
    title: str,
    ledger: Ledger,
    items: tuple[Item, ...],
    columns: tuple[Column, ...],
    keys: Keys,
    *,
    above: tuple[str, ...],
    figures: Figures,
    landscape: bool = False,
    notes: tuple[str, ...] = (),
    empty: bool = False,
    blank_rows: int = 2,
) -> Form:
    """A form with one row an account and a 合计 row."""
    if kind in ("government_fund", "state_capital"):
        columns = tuple(_of_fund(one) for one in columns)
    head = _head(columns, keys)
    width = len(head[0])
    body = [] if empty else _body(items, columns, keys, figures)
    if empty:
        body = [(Field(""),) * width] * blank_rows
    n_keys = width - len(columns)
    key_widths = {
        1: (2.6,),
        2: (1.3, 2.8),
        3: (0.6, 1.3, 2.8),
        4: (0.55, 0.55, 0.55, 2.8),
        5: (0.55, 0.55, 0.55, 1.0, 2.6),
    }[n_keys]
    widths = (*key_widths, *(one.width for one in columns))
    return Form(kind, title, ledger.unit, head, tuple(body), widths, above, notes, empty, landscape)


def _of_fund(one: Column) -> Column:
    """合计 of a fund's spending is 本年支出/小计 in the final accounts' form; either is right."""
    return replace(one, path=(*one.path, "本年支出/小计", "小计")) if one.path[0] == "合计" else one


def _head(columns: tuple[Column, ...], keys: Keys) -> tuple[tuple[str, ...], ...]:
    depth = max(len(one.printed) for one in columns)
    if keys.split or keys.top:
        depth = max(depth, 2)
    rows = [list(_printed(columns, level)) for level in range(depth)]
    titles: list[list[str]] = []
    if keys.serial:
        titles.append(["序号", *["^"] * (depth - 1)])
    if keys.split:
        for index, part in enumerate("类款项"):
            titles.append([keys.code_title if not index else "<", part, *["^"] * (depth - 2)])
    else:
        titles.append([keys.top or keys.code_title, keys.code_title if keys.top else "^", *["^"] * (depth - 2)][:depth])
    if keys.unit_column:
        titles.append([keys.unit_column, *["^"] * (depth - 1)])
    under_top = keys.top and not keys.split
    titles.append(
        ["<" if under_top else keys.name_title, keys.name_title if under_top else "^", *["^"] * (depth - 2)][:depth]
    )
    head = [(*(one[level] for one in titles), *rows[level]) for level in range(depth)]
    if keys.column_numbers:
        first = 1 if keys.serial else 0
        head.append(
            ("栏次", *(str(index) for index in range(1, len(head[0]))))
            if first
            else ("栏次", *[""] * (len(titles) - 1), *(str(i) for i in range(1, len(columns) + 1)))
        )
    return tuple(head)


def _printed(columns: tuple[Column, ...], level: int) -> list[str]:
    cells: list[str] = []
    for index, one in enumerate(columns):
        before = columns[index - 1].printed if index else ()
        if level >= len(one.printed):
            cells.append("^")
        elif (
            level < len(one.printed) - 1 and before[: level + 1] == one.printed[: level + 1] and len(before) > level + 1
        ):
            cells.append("<")
        else:
            cells.append(one.printed[level])
    return cells


def _body(
    items: tuple[Item, ...], columns: tuple[Column, ...], keys: Keys, figures: Figures
) -> list[tuple[Field, ...]]:
    wanted = codes(items) if keys.levels else [one.code for one in items]
    rows: list[tuple[Field, ...]] = []
    summed = [figures.cell(one.of(items), None, ("合计", ""), one.path) for one in columns]
    blank = [Field("")] * (int(keys.serial) + (3 if keys.split else 1) + int(bool(keys.unit_column)))
    whole = (*blank, plain("合计"), *summed)
    for code in wanted:
        under = [one for one in items if one.code.startswith(code)]
        amounts = [figures.cell(one.of(under), code, FUNCTIONAL[code], one.path) for one in columns]
        rows.append((*_keys(code, keys), *amounts))
    rows = [whole, *rows] if keys.total_first else [*rows, whole]
    if keys.serial:
        rows = [(plain(str(number)), *row[1:]) for number, row in enumerate(rows, 1)]
    return rows


def _keys(code: str, keys: Keys) -> list[Field]:
    parts = [code[:3], code[3:5], code[5:7]] if keys.split else [code]
    cells = [Field("")] if keys.serial else []
    cells += [plain(part) for part in parts]
    cells += [Field("")] if keys.unit_column else []
    indent = "" if keys.split else "　" * ((len(code) - 3) // 2)
    return [*cells, name(indent + FUNCTIONAL[code])]
