"""Cells of a form: names, codes, amounts with their gold."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from annotations.render.model import Fact, Field

ALSO: Final = {  # further readings of a canonical column that count as right
    "合计": ("支出合计", "本年支出合计"),
    "一般公共预算财政拨款": ("一般公共预算",),
    "政府性基金预算财政拨款": ("政府性基金预算", "政府性基金"),
    "国有资本经营预算财政拨款": ("国有资本经营预算",),
    "因公出国（境）费": ("因公出国（境）费用", "因公出国境费"),
    "公务用车购置及运行费": ("公务用车购置及运行维护费",),
    "公务用车运行费": ("公务用车运行维护费",),
    "小计": ("合计",),
    "对个人和家庭的补助": ("对个人和家庭补助支出",),
}


def column(path: str, *more: str) -> tuple[str, ...]:
    """A canonical path and every reading of its terms that counts as right.

    >>> column("支出/一般公共预算财政拨款")
    ('支出/一般公共预算财政拨款', '支出/一般公共预算')
    """
    readings = [""]
    for term in path.split("/"):
        terms = (term, *ALSO.get(term, ()))
        readings = [f"{head}/{one}" if head else one for head in readings for one in terms]
    return tuple(dict.fromkeys((*readings, *more)))


@dataclass(frozen=True, slots=True)
class Figures:
    """How amounts are printed in one form."""

    grouped: bool = False  # 1,234.56
    zeros: bool = False  # print 0.00 where there is nothing
    places: int = 2
    none: str = ""  # what stands where there is nothing

    def cell(
        self, amount: Decimal | None, code: str | None, name: str | tuple[str, ...], path: tuple[str, ...]
    ) -> Field:
        """An amount with its gold; nothing where there is none and zeros are not printed."""
        if amount is None or (not amount and not self.zeros):
            return Field(self.none if amount is not None else "")
        text = f"{amount:,.{self.places}f}" if self.grouped else f"{amount:.{self.places}f}"
        return Field(text, Fact(code, name, path, Decimal(text.replace(",", ""))), "right")


def name(text: str) -> Field:
    return Field(text, None, "left")


def plain(text: str) -> Field:
    return Field(text)
