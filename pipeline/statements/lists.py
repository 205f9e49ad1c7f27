"""Lists in step: names, amounts and rates of one order, 甲、乙分别为3万元、1万元，分别占75%、25%."""

from __future__ import annotations

import re

from pipeline.statements.context import Context
from pipeline.statements.drafts import Quantity
from pipeline.statements.names import listed
from pipeline.statements.tokens import Kind, Token

_EACH_IS = re.compile(r"(?:分别|依次)(?:为|是|达到?|支出|完成)?$")
_COUNTED = re.compile(r"，(?:金额)?(?:分别)?(?:共计|合计|总计|计|共|为|是|达)(?:人民币)?")


def names_of(quantity: Quantity, count: int) -> tuple[str, ...]:
    """The names of a quantity that stands for `count`; empty where it does not."""
    return quantity.names if len(quantity.names) == count else listed(quantity.name, count)


def read_amounts(context: Context, first: Token) -> bool:
    """甲、乙分别为3万元、1万元: one for each name, in order; False where they are not as many."""
    if not _EACH_IS.search(context.text, context.marks.clause, first.start):
        return False
    name = context.take_name(first.start)
    return _give(context, _amounts_from(context, first), planned=name.role == "planned")


def amounts_behind(context: Context, rates: list[Token]) -> Token | None:
    """The last of the amounts behind the rates, 教育支出占12%，计30万元; they are the parts', and are taken."""
    first = next((token for token in context.ahead() if token.kind is Kind.AMOUNT), None)
    if first is None or not _COUNTED.fullmatch(context.text, rates[-1].end, first.start):
        return None
    found = _amounts_from(context, first) if len(rates) > 1 else [first]
    if len(found) != len(rates) or (len(found) > 1 and not _give(context, found)):
        return None
    if len(found) == 1 and context.quantity:
        context.quantity.amount = first.value
    context.marks.word = context.marks.resume = found[-1].end
    return found[-1]


def _amounts_from(context: Context, first: Token) -> list[Token]:
    found = [first]
    for token in context.ahead():
        if token.start < first.end:
            continue
        if token.kind is Kind.AMOUNT and context.text[found[-1].end : token.start] in ("、", "和", "，"):
            found.append(token)
        elif token.kind not in (Kind.PAUSE, Kind.COMMA):
            break
    return found


def _give(context: Context, found: list[Token], *, planned: bool = False) -> bool:
    quantity, amounts = context.quantity, tuple(token.value for token in found if token.value is not None)
    names = names_of(quantity, len(amounts)) if quantity and len(amounts) > 1 else ()
    if quantity and not names and quantity.name.count("、") + 1 == len(amounts):  # 货物、工程、服务: as many as amounts
        names = tuple(quantity.name.split("、"))
    if quantity is None or not names:
        return False
    quantity.names = names
    if planned:
        quantity.budgeted = amounts
    else:
        quantity.amounts = amounts
    context.marks.resume = found[-1].end
    return True
