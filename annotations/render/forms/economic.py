"""一般公共预算基本支出表 in its two usual layouts."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from annotations.render.accounts import ECONOMIC
from annotations.render.forms.cells import Figures, column, name, plain
from annotations.render.ledger import ZERO, Ledger
from annotations.render.model import Field, Form

BLANK = (Field(""), Field(""), Field(""))


def grouped_basic(
    ledger: Ledger,
    title: str,
    *,
    groups: Sequence[Sequence[str]],
    above: tuple[str, ...],
    figures: Figures,
    word: str = "决算数",
    full: bool = True,
    landscape: bool = False,
    notes: tuple[str, ...] = (),
    cut: bool = False,
) -> Form:
    """Several code–name–amount groups in one row. `groups` names the 类 of each group; `full`: every 款 of them,
    else only those that hold something; `cut` prints codes without their last digit, as some converters leave them."""
    path = column(word)
    columns = []
    for leis in groups:
        cells = []
        for lei in leis:
            kuan = [
                code for code in ECONOMIC if code[:3] == lei and len(code) == 5 and (full or ledger.economic.get(code))
            ]
            cells.append(_three(lei, ledger.class_total(lei), path, figures, False))
            cells += [_three(code, ledger.economic.get(code, ZERO), path, figures, cut) for code in kuan]
        columns.append(cells)
    height = max(len(cells) for cells in columns)
    padded = [[*cells, *[BLANK] * (height - len(cells))] for cells in columns]
    body = [tuple(field for cells in padded for field in cells[row]) for row in range(height)]
    body.append(_sums(ledger, len(groups), path, figures))
    head = (("科目编码", "科目名称", word) * len(groups),)
    top: tuple[tuple[str, ...], ...] = ()
    if len(groups) > 1:
        top = (("人员经费", "<", "<", "公用经费", *["<"] * (3 * len(groups) - 4)),)
    widths = (0.9, 2.2, 1.1) * len(groups)
    return Form(
        "basic_expenditure", title, ledger.unit, (*top, *head), tuple(body), widths, above, notes, landscape=landscape
    )


def _three(code: str, amount: Decimal, path: tuple[str, ...], figures: Figures, cut: bool) -> tuple[Field, ...]:
    indent = "" if len(code) == 3 else "　"
    return (
        plain(code[:4] if cut else code),
        name(indent + ECONOMIC[code]),
        figures.cell(amount, code, ECONOMIC[code], path),
    )


def _sums(ledger: Ledger, groups: int, path: tuple[str, ...], figures: Figures) -> tuple[Field, ...]:
    staff = (Field("人员经费合计"), Field(""), figures.cell(ledger.staff, None, "人员经费合计", path))
    office = (Field("公用经费合计"), Field(""), figures.cell(ledger.office, None, "公用经费合计", path))
    return (*staff, *(BLANK * (groups - 2)), *office)


def columned_basic(
    ledger: Ledger,
    title: str,
    *,
    above: tuple[str, ...],
    figures: Figures,
    serial: bool = False,
    split: bool = False,
    landscape: bool = False,
    notes: tuple[str, ...] = (),
    total_first: bool = True,
    top: tuple[str, str] = ("支出部门经济分类科目", "一般公共预算基本支出"),
) -> Form:
    """One row an account, with 合计, 人员经费 and 公用经费."""
    leis = [lei for lei in ("301", "302", "303", "310") if ledger.class_total(lei)]
    paths = column("合计"), column("人员经费"), column("公用经费")

    def amounts(
        code: str | None, label: str | tuple[str, ...], whole: Decimal, staff: Decimal, office: Decimal
    ) -> tuple[Field, ...]:
        return tuple(
            figures.cell(value, code, label, path) for value, path in zip((whole, staff, office), paths, strict=True)
        )

    n_code = 2 if split else 1
    blank = [Field("")] * (n_code + int(serial))
    whole = (*blank, plain("合计"), *amounts(None, ("合计", ""), ledger.basic, ledger.staff, ledger.office))
    rows = []
    for lei in leis:
        for code in (lei, *(kuan for kuan in ledger.economic if kuan.startswith(lei))):
            amount = ledger.class_total(lei) if code == lei else ledger.economic[code]
            person = lei in ("301", "303")
            keys = [plain(code[:3]), plain(code[3:])] if split else [plain(code)]
            figures_of = amounts(code, ECONOMIC[code], amount, amount if person else ZERO, ZERO if person else amount)
            rows.append((*blank[: int(serial)], *keys, name(ECONOMIC[code]), *figures_of))
    rows = [whole, *rows] if total_first else [*rows, whole]
    if serial:
        rows = [(plain(str(number)), *row[1:]) for number, row in enumerate(rows, 1)]
    codes = ("类", "款") if split else ("科目编码",)
    first = (*(("序号",) if serial else ()), top[0], *["<"] * len(codes), top[1], "<", "<")
    second = (*(("^",) if serial else ()), *codes, "科目名称", "合计", "人员经费", "公用经费")
    widths = (*((0.6,) if serial else ()), *((0.7, 0.7) if split else (1.2,)), 2.8, 1.4, 1.4, 1.4)
    return Form(
        "basic_expenditure", title, ledger.unit, (first, second), tuple(rows), widths, above, notes, landscape=landscape
    )
