"""Forms by economic classification with both codes, and the wider “三公” forms."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from annotations.render.accounts import ECONOMIC
from annotations.render.forms.cells import Figures, column, name, plain
from annotations.render.forms.others import ABROAD, BUYING, GUESTS, RUNNING, Amounts
from annotations.render.ledger import ZERO, Ledger, total
from annotations.render.model import Field, Form

CIVIL = {  # 部门预算经济分类 → 政府预算经济分类 of a 行政单位
    "30101": ("50101", "工资奖金津补贴"), "30102": ("50101", "工资奖金津补贴"), "30103": ("50101", "工资奖金津补贴"),
    "30108": ("50102", "社会保障缴费"), "30109": ("50102", "社会保障缴费"), "30110": ("50102", "社会保障缴费"),
    "30111": ("50102", "社会保障缴费"), "30112": ("50102", "社会保障缴费"), "30113": ("50103", "住房公积金"),
    "30199": ("50199", "其他工资福利支出"), "30215": ("50202", "会议费"), "30216": ("50203", "培训费"),
    "30217": ("50206", "公务接待费"), "30226": ("50205", "委托业务费"), "30231": ("50208", "公务用车运行维护费"),
    "30213": ("50209", "维修（护）费"), "30302": ("50905", "离退休费"), "30305": ("50901", "社会福利和救助"),
    "30307": ("50901", "社会福利和救助"), "30399": ("50999", "其他对个人和家庭补助"), "31002": ("50306", "设备购置"),
    "31007": ("50306", "设备购置"),
}  # fmt: skip
OTHER = {"301": ("50501", "工资福利支出"), "302": ("50502", "商品和服务支出"), "310": ("50601", "资本性支出（一）")}


def government_code(code: str, civil: bool) -> tuple[str, str]:
    """政府预算支出经济分类 of a 款 of 部门预算支出经济分类."""
    if code.startswith("303") or civil:
        return CIVIL.get(code, ("50201", "办公经费"))
    return OTHER[code[:3]]


def economic_table(
    ledger: Ledger, title: str, *, civil: bool, above: tuple[str, ...], figures: Figures, landscape: bool = True
) -> Form:
    """支出经济分类汇总表 of the basic spending: both classifications, then 合计 and where the money is from."""
    paths = (
        column("合计"),
        column("一般公共预算/小计", "一般公共预算"),
        column("一般公共预算/财政拨款"),
        column("政府性基金", "政府性基金预算"),
    )
    blank = Field("")

    def amounts(code: str | None, label: str | tuple[str, ...], value: Decimal) -> tuple[Field, ...]:
        four = (value, value, value, ZERO)
        return tuple(figures.cell(one, code, label, path) for one, path in zip(four, paths, strict=True))

    body = [(blank, blank, plain("合计"), blank, blank, blank, *amounts(None, ("合计", ""), ledger.basic))]
    for code, value in ledger.economic.items():
        other, meaning = government_code(code, civil)
        keys = (
            plain(code[:3]),
            plain(code[3:]),
            name(ECONOMIC[code]),
            plain(other[:3]),
            plain(other[3:]),
            name(meaning),
        )
        body.append((*keys, *amounts(code, ECONOMIC[code], value)))
    head = (
        ("部门预算支出经济分类", "<", "<", "政府预算支出经济分类", "<", "<", "合计", "一般公共预算", "<", "政府性基金"),
        ("类", "款", "科目名称", "类", "款", "科目名称", "^", "小计", "财政拨款", "^"),
    )
    widths = (0.6, 0.6, 2.6, 0.6, 0.6, 2.4, 1.2, 1.2, 1.2, 1.1)
    return Form("economic_classification", title, ledger.unit, head, tuple(body), widths, above, landscape=landscape)


def three_public_pairs(
    title: str, unit: str, planned: Amounts, actual: Amounts, *, above: tuple[str, ...], figures: Figures,
    running_cost: Decimal | None = None, notes: tuple[str, ...] = (),
) -> Form:  # fmt: skip
    """One row; every item with 预算数 and 决算数 side by side, 机关运行经费决算数 at the end where it is given."""
    cars = "公务用车购置及运行费"
    items = (
        ("合计", lambda one: total(one.values())),
        (ABROAD, lambda one: one.get(ABROAD, ZERO)),
        (f"{cars}/小计", lambda one: one.get(BUYING, ZERO) + one.get(RUNNING, ZERO)),
        (f"{cars}/{BUYING}", lambda one: one.get(BUYING, ZERO)),
        (f"{cars}/{RUNNING}", lambda one: one.get(RUNNING, ZERO)),
        (GUESTS, lambda one: one.get(GUESTS, ZERO)),
    )
    fields = [
        figures.cell(amount(side), None, ("", "合计"), column(f"{item}/{word}"))
        for item, amount in items
        for side, word in ((planned, "预算数"), (actual, "决算数"))
    ]
    first = ["合计", "<", ABROAD, "<", cars, *["<"] * 5, GUESTS, "<"]
    second = ["^", "^", "^", "^", "小计", "<", BUYING, "<", RUNNING, "<", "^", "^"]
    third = ["预算数", "决算数"] * len(items)
    if running_cost is not None:
        fields.append(
            figures.cell(
                running_cost, None, ("", "合计"), column("机关运行经费", "机关运行经费决算数", "机关运行经费/决算数")
            )
        )
        first, second, third = [*first, "机关运行经费决算数"], [*second, "^"], [*third, "^"]
    head = (tuple(first), tuple(second), tuple(third))
    return Form("three_public", title, unit, head, (tuple(fields),), (1.0,) * len(fields), above, notes, landscape=True)


def three_public_meetings(
    title: str, unit: str, rows: Sequence[tuple[str, Amounts, Decimal, Decimal]], *, above: tuple[str, ...],
    figures: Figures, notes: tuple[str, ...] = (),
) -> Form:  # fmt: skip
    """“三公”经费、会议费、培训费: a row a source of the money; the rows are (printed name, “三公”, 会议费, 培训费)."""
    cars = "公务用车购置及运行费"
    paths = (
        column("合计", "“三公”经费/合计", "“三公”经费/小计", "小计"),
        column(ABROAD),
        column(GUESTS),
        column(f"{cars}/小计"),
        column(f"{cars}/{BUYING}"),
        column(f"{cars}/{RUNNING}"),
        column("会议费"),
        column("培训费"),
    )
    body = []
    for label, amounts, meetings, training in rows:
        buying, running = amounts.get(BUYING, ZERO), amounts.get(RUNNING, ZERO)
        abroad, guests = amounts.get(ABROAD, ZERO), amounts.get(GUESTS, ZERO)
        values = (
            abroad + guests + buying + running,
            abroad,
            guests,
            buying + running,
            buying,
            running,
            meetings,
            training,
        )
        cells = (figures.cell(one, None, label, path) for one, path in zip(values, paths, strict=True))
        body.append((name(label), *cells))
    head = (
        ("项目", "“三公”经费", *["<"] * 5, "会议费", "培训费"),
        ("^", "小计", ABROAD, GUESTS, cars, "<", "<", "^", "^"),
        ("^", "^", "^", "^", "小计", BUYING, RUNNING, "^", "^"),
    )
    widths = (2.2, *(1.0,) * 8)
    return Form("three_public", title, unit, head, tuple(body), widths, above, notes, landscape=True)
