"""The amounts behind a claim: the quantity's own now, and the one that it is compared with.

They are found by the words, never by trying which number makes a rate come out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING

from pipeline.statements.drafts import Draft, Quantity
from pipeline.statements.figures import read_amount
from pipeline.statements.names import name_forms, read_name
from pipeline.statements.tokens import AMOUNT

if TYPE_CHECKING:
    from pipeline.statements.context import Context

_INSIDE = re.compile(AMOUNT)
_OTHER_BUDGET = ("调整", "变更", "追加", "全年")  # 完成调整预算的: not the budget of the year's beginning
_SUMS = re.compile(r"本年度?|当年|全年|决算|预算|合计|总计|总额|总量|数|的|（[^（）]*）")
_TOTAL = re.compile(r"(?:合计|总计|总额|总支出|总收入)$|^(?:本年)?(?:收入|支出)$")
_BARE = ("收入", "支出", "财政拨款收入", "财政拨款支出")
_SHARE_WORDS = re.compile(r"^(?:分别|各|约|仅|共|占|所|其)*|(?:的|占|比重|比例|为|达到?|约|：)*$")


def set_levels(context: Context, draft: Draft, words: str) -> None:
    """Gives a new draft its amounts; `words` are those that the comparison itself was read from, 占支出总计的."""
    quantity = draft.quantity
    later = _of_next_year(context, quantity) if draft.kind == "change" and draft.base == "prior_year" else None
    if later is not None:  # 2025年预算2.63万元，2024年预算3.12万元，同比减少0.49万元
        draft.current, draft.base_amount = _level(later), _level(quantity)
        return
    if draft.kind == "change":
        draft.current = _current(context, draft, quantity)
        draft.base_amount = _compared(context, draft, quantity)
        return
    draft.current = draft.amount
    inside = _INSIDE.search(words)
    if draft.kind == "share":
        words = words[: inside.start()] if inside else words
        name = read_name(_SHARE_WORDS.sub("", words), name_forms(context.cues))
        draft.whole_name = name.text or None
        whole = read_amount(inside[0]) if inside else _whole(context, draft, quantity)
        within = whole is None or draft.amount is None or draft.amount <= whole
        draft.base_amount = whole if within else None  # what is less than its part is not meant
    else:
        draft.base_amount = read_amount(inside[0]) if inside else _budget(draft, quantity, words)


def _own(quantity: Quantity, name: str, amounts: tuple[Decimal, ...], single: Decimal | None) -> Decimal | None:
    """Of one of several names its own amount: a list has one for each, 收、支总计 one for both."""
    if name in quantity.names and amounts:
        return amounts[quantity.names.index(name)] if len(amounts) == len(quantity.names) else None
    return single


def _current(context: Context, draft: Draft, quantity: Quantity) -> Decimal | None:
    if draft.indicator not in (quantity.name, *quantity.names):
        return _named_before(context, draft.indicator, quantity) or _both(draft, quantity)
    several = draft.indicator != quantity.name and quantity.name not in context.cues.pairs
    if several and not (quantity.amounts or quantity.budgeted):
        return None  # 会议费、培训费5万元: what they come to together
    of_budget = context.pending is not None and "预算" in context.pending[1].text and draft.base == "prior_year"
    if of_budget and quantity.planned is not None:
        return quantity.planned
    amount = _own(quantity, draft.indicator, quantity.amounts, quantity.amount)
    if amount is None:
        amount = _own(quantity, draft.indicator, quantity.budgeted, quantity.planned)
    return _named_before(context, draft.indicator, quantity) if amount is None else amount


def _both(draft: Draft, quantity: Quantity) -> Decimal | None:
    """收入支出总计各增加: what the compound came to, both sides did."""
    halves = {draft.indicator.replace("收入", ""), draft.indicator.replace("支出", "")}
    alike = any(quantity.name.replace(words, "") in halves for words in ("收入支出", "收入、支出", "收支", "收、支"))
    return quantity.amount if alike else None


def _named_before(context: Context, name: str, quantity: Quantity) -> Decimal | None:
    """The amount that the section gave under the very same name, alone or in a list (财政拨款收入、支出分别为)."""
    year = context.year_at(context.marks.clause)
    before = [known for known in reversed(context.known) if known is not quantity and not _of_other_year(known, year)]
    same = [known for known in before if known.name in (name, quantity.name)]
    near = [known for known in same if known.passage == context.place.passage and _level(known) is not None]
    if near:
        return _level(near[0])
    for known in before:
        listed = next((at for at, each in enumerate(known.names) if each.endswith(name)), None)
        if known.amounts and listed is not None:
            return known.amounts[listed]
    return _only(same) if any(map(_has_level, same)) else _only([known for known in before if _alike(known.name, name)])


def _of_next_year(context: Context, quantity: Quantity) -> Quantity | None:
    """The same quantity a year later, named before in the sentence."""
    if quantity.year is None or quantity.start < context.marks.sentence:
        return None
    here = [q for q in context.known if q.name == quantity.name and q.start >= context.marks.sentence]
    return next((q for q in here if q.year == quantity.year + 1 and _level(q) is not None), None)


def _of_other_year(known: Quantity, year: int | None) -> bool:
    return year is not None and known.year is not None and known.year != year


def _only(known: Iterable[Quantity]) -> Decimal | None:
    """Their amount, if all have the same; two bodies of one name leave it open."""
    levels = {_level(one) for one in known} - {None}
    return levels.pop() if len(levels) == 1 else None


def _has_level(known: Quantity) -> bool:
    return _level(known) is not None


def _alike(one: str, other: str) -> bool:
    """本年支出 and 支出合计; bare 支出 and 支出总计; but not 支出合计 and 支出总计, which holds what is left over too."""
    if not _key(one) == _key(other) != "":
        return False
    return one in _BARE or other in _BARE or not any(name.endswith(("总计", "总额")) for name in (one, other))


def _level(known: Quantity) -> Decimal | None:
    return known.amount if known.amount is not None else known.planned


def _compared(context: Context, draft: Draft, quantity: Quantity) -> Decimal | None:
    if draft.indicator not in (quantity.name, *quantity.names):  # 基本支出由…增加到…，项目支出由…增加到…，分别增长
        named = [known for known in context.known if known.name == draft.indicator]
        return named[-1].before if named and draft.base == "prior_year" else None
    if draft.base == "prior_year":
        if context.compared is not None or quantity.before is not None:
            return context.compared if context.compared is not None else quantity.before
        return _a_year_before(context, quantity)
    return context.compared if context.compared is not None else quantity.budgets.get(draft.base)


def _a_year_before(context: Context, quantity: Quantity) -> Decimal | None:
    """What the section says of the same quantity in the year before: 2022年决算9.52万元, of 2023."""
    year = context.year_at(context.marks.clause)
    if year is None:
        return None
    return _only(known for known in context.known if known.name == quantity.name and known.year == year - 1)


def _budget(draft: Draft, quantity: Quantity, words: str) -> Decimal | None:
    if quantity.budgeted:
        return _own(quantity, draft.indicator, quantity.budgeted, None)
    if draft.base in quantity.budgets:
        return quantity.budgets[draft.base]
    plain = not any(word in words for word in _OTHER_BUDGET)
    return quantity.planned if plain and len(quantity.budgets) == 1 else None


def _whole(context: Context, draft: Draft, quantity: Quantity) -> Decimal | None:
    """What the section says the whole is: by the name behind 占, by 其中, or the total that the list divides."""
    before = [known for known in context.known if known is not quantity and _level(known) is not None]
    parent = context.parent if context.parent is not quantity else None
    if draft.whole_name:
        exact = [known for known in before if known.name == draft.whole_name]
        here = [
            known for known in exact if known.start >= context.marks.sentence and known.passage == context.place.passage
        ]
        if exact:
            return _level(here[-1]) if here else _only(exact)
        key = _key(draft.whole_name)
        alike = _only(known for known in before if key and _alike(known.name, draft.whole_name))
        return _level(parent) if alike is None and parent and key and key in _key(parent.name) else alike
    if parent:
        return _level(parent)
    if context.divided and context.divided is not quantity:
        return _level(context.divided)
    listed = [d for d in context.drafts if d.kind == "share" and d.sentence == context.place.sentence]
    if listed:
        return listed[0].base_amount  # the list goes on
    here = [known for known in before if known.start >= 0 and _TOTAL.search(known.name)]
    return _level(here[-1]) if here else None


def _key(name: str) -> str:
    """
    >>> _key("本年支出合计"), _key("一般公共预算财政拨款支出")
    ('支出', '一般公共财政拨款支出')
    """
    return _SUMS.sub("", name)
