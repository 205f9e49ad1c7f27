"""“三公” forms, projects, procurement, assets, bodies and performance forms."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

from annotations.render.forms.cells import Figures, column, name, plain
from annotations.render.ledger import ZERO, total
from annotations.render.model import Fact, Field, Form

ABROAD, BUYING, RUNNING, GUESTS = "因公出国（境）费", "公务用车购置费", "公务用车运行费", "公务接待费"
Amounts = Mapping[str, Decimal]


def _six(amounts: Amounts) -> tuple[Decimal, ...]:
    cars = amounts.get(BUYING, ZERO) + amounts.get(RUNNING, ZERO)
    abroad, guests = amounts.get(ABROAD, ZERO), amounts.get(GUESTS, ZERO)
    return abroad + cars + guests, abroad, cars, amounts.get(BUYING, ZERO), amounts.get(RUNNING, ZERO), guests


def _paths(kind: str | None) -> list[tuple[str, ...]]:
    cars = "公务用车购置及运行费"
    names = ["合计", ABROAD, f"{cars}/小计", f"{cars}/{BUYING}", f"{cars}/{RUNNING}", GUESTS]
    if kind:
        return [column(f"{kind}/{one}", *column(f"{one}/{kind}")) for one in names]
    return [column(one, *(("“三公”经费合计",) if one == "合计" else ())) for one in names]


def three_public_row(
    title: str,
    unit: str,
    years: Sequence[tuple[str | None, Amounts]],
    *,
    above: tuple[str, ...],
    figures: Figures,
    tops: Sequence[str] = (),
    notes: tuple[str, ...] = (),
    running_cost: Decimal | None = None,
    landscape: bool = True,
) -> Form:
    """All in one row; two blocks (预算数, 决算数) with `tops` above them, or one."""
    head: list[list[str]] = [[], [], []]
    fields: list[Field] = []
    for index, (kind, amounts) in enumerate(years):
        block = [
            ["合计", ABROAD, "公务用车购置及运行费", "<", "<", GUESTS],
            ["^", "^", "小计", "公务用车购置费", "公务用车运行费", "^"],
        ]
        if tops:
            head[0] += [tops[index], *["<"] * 5]
        head[1] += block[0]
        head[2] += block[1]
        fields += [
            figures.cell(value, None, ("", "合计"), path)
            for value, path in zip(_six(amounts), _paths(kind), strict=True)
        ]
    if running_cost is not None:
        head[1].append("机关运行经费")
        head[2].append("^")
        fields.append(figures.cell(running_cost, None, ("", "合计"), column("机关运行经费", "机关运行经费预算数")))
    rows = tuple(tuple(row) for row in head if row)
    numbers = tuple(str(index) for index in range(1, len(fields) + 1))
    rows = (*rows, numbers) if len(years) > 1 else rows
    return Form(
        "three_public", title, unit, rows, (tuple(fields),), (1.0,) * len(fields), above, notes, landscape=landscape
    )


def three_public_items(
    title: str,
    unit: str,
    columns: Sequence[tuple[str, tuple[str, ...], Amounts]],
    *,
    above: tuple[str, ...],
    figures: Figures,
    notes: tuple[str, ...] = (),
    first: str = "合计",
    serial: bool = False,
) -> Form:
    """Items as rows; `columns` are (printed, readings of the path, amounts)."""
    labels = [
        first,
        f"1.{ABROAD}",
        f"2.{GUESTS}",
        "3.公务用车购置及运行维护费",
        f"其中：{BUYING}",
        "公务用车运行维护费",
    ]
    names: list[str | tuple[str, ...]] = [
        (first, "合计"),
        ABROAD,
        GUESTS,
        ("公务用车购置及运行维护费", "公务用车购置及运行费"),
        BUYING,
        ("公务用车运行维护费", RUNNING),
    ]
    order = (0, 1, 5, 2, 3, 4)
    body = []
    for number, (label, meant, at) in enumerate(zip(labels, names, order, strict=True), 1):
        cells = [figures.cell(_six(amounts)[at], None, meant, path) for _, path, amounts in columns]
        body.append((*((plain(str(number)),) if serial else ()), name(label), *cells))
    head = ((*(("序号",) if serial else ()), "项目", *(printed for printed, _, _ in columns)),)
    widths = (*((0.6,) if serial else ()), 3.0, *(1.5 for _ in columns))
    return Form("three_public", title, unit, head, tuple(body), widths, above, notes)


def projects(
    title: str,
    unit: str,
    agency: str,
    rows: Sequence[tuple[str, str, Decimal]],
    *,
    above: tuple[str, ...],
    figures: Figures,
    notes: tuple[str, ...] = (),
) -> Form:
    """项目支出表: kind, name, amount from 一般公共预算."""
    paths = column("合计"), column("本年拨款/一般公共预算", "一般公共预算")
    summed = total(amount for _, _, amount in rows)
    body = [
        (
            Field(""),
            plain("合计"),
            Field(""),
            *(figures.cell(summed, None, ("合计", ""), path) for path in paths),
            Field(""),
            Field(""),
        )
    ]
    for kind, label, amount in rows:
        cells = (figures.cell(amount, None, label, path) for path in paths)
        body.append((plain(kind), name(label), name(agency), *cells, Field(""), Field("")))
    head = (
        ("类型", "项目名称", "项目单位", "合计", "本年拨款", "<", "<"),
        ("^", "^", "^", "^", "一般公共预算", "政府性基金预算", "国有资本经营预算"),
    )
    return Form(
        "project", title, unit, head, tuple(body), (1.2, 2.8, 2.6, 1.1, 1.1, 1.1, 1.1), above, notes, landscape=True
    )


def assets(
    title: str, rows: Sequence[tuple[str, str, str]], *, above: tuple[str, ...], notes: tuple[str, ...] = ()
) -> Form:
    """固定资产占用表: item, number, value in 万元; the first row is the sum."""

    def bare(label: str) -> tuple[str, ...]:
        without_number = re.sub(r"^\d、", "", label)
        return tuple(dict.fromkeys((without_number, without_number.split("（")[0])))

    def figure(text: str, names: tuple[str, ...], path: str) -> Field:
        return Field(text, Fact(None, names, (path,), Decimal(text)), "right") if text else Field("")

    body = [
        (name(label), figure(count, bare(label), "数量"), figure(value, bare(label), "价值"))
        for label, count, value in rows
    ]
    return Form(
        "state_assets",
        title,
        "万元",
        (("项目", "数量", "价值（金额单位：万元）"),),
        tuple(body),
        (3, 1.5, 2),
        above,
        notes,
    )


def bodies(title: str, rows: Sequence[tuple[str, ...]], head: tuple[str, ...]) -> Form:
    """机构设置 or 单位构成: text only."""
    body = tuple((plain(str(number)), *(name(cell) for cell in row)) for number, row in enumerate(rows, 1))
    widths = (0.7, 3.4, *(1.6 for _ in head[2:]))
    return Form("organisation", title, None, (head,), body, widths, printed_title=bool(title))


def procurement(
    title: str, unit: str, rows: Sequence[tuple[str, Decimal]], *, above: tuple[str, ...], figures: Figures
) -> Form:
    """政府采购预算表: item and amount."""
    body = [(plain("合计"), figures.cell(total(a for _, a in rows), None, ("合计", ""), column("合计")))]
    body += [(name(label), figures.cell(amount, None, label, column("合计"))) for label, amount in rows]
    return Form("procurement", title, unit, (("采购项目", "合计"),), tuple(body), (3, 1.5), above)


def performance(
    title: str,
    pairs: Sequence[tuple[str, str]],
    targets: Sequence[tuple[str, str, str, str]],
    *,
    above: tuple[str, ...] = (),
) -> Form:
    """绩效目标表: a few fields, then first, second, third level indicators and their values."""
    body = [(name(label), name(value), Field("<"), Field("<")) for label, value in pairs]
    body.append((plain("一级指标"), plain("二级指标"), plain("三级指标"), plain("指标值")))
    seen: tuple[str, str] = ("", "")
    for first, second, third, value in targets:
        same = first == seen[0], (first, second) == seen
        body.append((plain("^" if same[0] else first), plain("^" if same[1] else second), name(third), plain(value)))
        seen = (first, second)
    return Form("performance_project", title, None, (), tuple(body), (1.4, 1.5, 3.4, 1.6), above)
