"""Completions and shares: 完成年初预算的95%, 决算数小于预算数, 占支出总计的75.48%; lists of them in step."""

from __future__ import annotations

import re
from decimal import Decimal

from pipeline.statements.context import Context
from pipeline.statements.drafts import Direction, Draft, DraftBase, Quantity
from pipeline.statements.names import Name, is_money, listed, name_forms, read_name, same_name
from pipeline.statements.tokens import Base, Kind, Token

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


_FIRST_OF_LIST = re.compile(r"(?:前|上述|以上)([两二三四五])项(?:费用|经费|支出|收入)?")  # 前两项分别占
_COUNT = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5}
_PLAIN_BUDGET = re.compile(r"(?<![年整终末终体度])预算")  # not 全年预算, 调整预算
_GOAL = re.compile(r"达到?|降至|控制在")
_COUNTED_ITEMS = re.compile(r"(?:上述|以上|其)?[两二三四五六各][类项者种](?:采购|费用|经费|支出|收入|资金)?")
_INITIAL = re.compile("年初(?:部门|批复|核定|安排)?预算")
_SHARE_WORD = re.compile("^占|的.*$")
_SEVERAL = re.compile(r"[两二三四五六各]项")
_ALL = Decimal(100)
_BUDGETS = ("initial_budget", "annual_budget")
_AS_CHANGE: dict[Direction, Direction] = {"above": "increase", "below": "decrease", "equal": "flat"}
_TURNED: dict[Direction, Direction] = {"above": "below", "below": "above", "equal": "equal"}


def read_completion(context: Context, token: Token) -> None:
    """完成年初预算的, 预算执行率为, with the rate behind it; 项目完成68.57% only beside another completion."""
    name = context.take_name(token.start, rate=token.kind is not Kind.COMPLETION)
    rates = _rates(context, token)
    quantity = context.quantity
    if not rates or name.other or quantity is None:
        return
    last = context.last_here()
    beside = last if last and last.kind == "completion" and last.sentence == context.place.sentence else None
    amount = context.amount_of(quantity, achieved=True)
    planned = quantity.budget if amount is not None else None
    if token.kind is Kind.COMPLETED and not (beside or planned):
        return
    base: DraftBase = budget_of(token)
    if base == "annual_budget" and list(quantity.budgets) == ["initial_budget"] and _PLAIN_BUDGET.search(token.text):
        base = "initial_budget"  # 年初预算1800万元，决算2020万元，完成预算112.22%
    if token.kind is Kind.COMPLETED and beside:
        base = beside.base
    elif token.kind is not Kind.COMPLETION and planned:
        base = planned
    if token.kind is Kind.RATE and amount is None and not is_money(quantity.name, name_forms(context.cues)):
        return
    exceeded = _exceeded(context, quantity)
    for indicator, given, rate in _shared(context, rates, amount):
        draft = context.add("completion", base, exceeded, given, rate.value, token.start, rate.end, indicator)
        if draft and exceeded:
            context.target = [draft]


def _exceeded(context: Context, quantity: Quantity) -> Direction | None:
    """决算1,902.36万元，超预算162.36万元，完成率109.33%: which side the distance said; the rate says it again and stays."""
    last = context.last_here()
    if last is None or last.kind != "change" or last.base not in _BUDGETS or last.quantity is not quantity:
        return None
    words = context.text[last.start : last.end]
    sides: tuple[Direction, ...] = ("above", "below")
    side = next(
        (
            s
            for s in sides
            if any(f"{word}预算" in words or f"{word}年初" in words for word in context.cues.completion[s])
        ),
        None,
    )
    if side and last.sentence == context.place.sentence and last.reason is None:
        context.drafts.remove(last)
        return side
    return None


def read_share(context: Context, token: Token) -> None:
    """占支出总计的, with the rate behind it."""
    counted = _COUNTED_ITEMS.fullmatch(context.text, context.marks.word, token.start)  # 三类占比依次为: what was listed
    name = Name("") if counted else context.take_name(token.start)
    rates = _rates(context, token)
    if not rates or name.other or context.quantity is None:
        return
    if _INITIAL.search(token.text) and _same_whole(context, token):
        amount = context.amount_of(context.quantity, achieved=True)
        context.add("completion", "initial_budget", None, amount, rates[0].value, token.start, rates[0].end)
        return
    behind = amounts_behind(context, rates)
    amount = context.amount_of(context.quantity, achieved=False)
    if amount is None and not (context.quantity.amounts or is_money(context.quantity.name, name_forms(context.cues))):
        return
    if amount is None and token.text.startswith("比例"):
        return  # 县本级配套资金比例为10%: a rule, no share of what was spent
    if amount is None and _GOAL.search(token.text):
        return  # 医疗服务收入占比达到33%: a goal
    for indicator, given, rate in _shared(context, rates, amount):
        context.add("share", "total", None, given, rate.value, token.start, (behind or rate).end, indicator)


def _same_whole(context: Context, token: Token) -> bool:
    """项目支出占项目支出年初预算的96.4%: what is completed is its own budget, no whole that it is a part of."""
    whole = read_name(_SHARE_WORD.sub("", token.text), name_forms(context.cues)).text
    return context.quantity is not None and bool(whole) and same_name(whole, context.quantity.name)


def read_relation(context: Context, token: Token) -> None:
    """决算数大于预算数: the direction of the completion before it; alone, a completion without a rate."""
    named = bool(context.take_name(token.start).text)
    direction, base = _side(context, token.text), budget_of(token)
    if token.base == "prior_year" and "预算" not in token.text:  # 低于上年1.2万元
        base = "prior_year"
    context.marks.word = token.end
    following = context.tokens[context.at] if context.at < len(context.tokens) else None
    if following and following.start == token.end and following.kind in (Kind.AMOUNT, Kind.PERCENT):
        _exceeds(context, direction, base, token, following)
    else:
        if not named:
            _tell_sides(context, direction)
        compare(context, direction, base, token)


def _exceeds(context: Context, direction: Direction, base: Base, token: Token, figure: Token) -> None:
    """超出年初预算5万元: by how much is a change; where a completion was said, its direction is all that is new."""
    context.marks.word = context.marks.resume = figure.end
    said = completion_said(context, base) if base != "prior_year" else None
    if said:
        said.direction = said.direction or direction
        context.target = [said]
        return
    value = figure.value
    turned: dict[Direction, Direction] = {"above": "increase", "below": "decrease"}
    money = figure.kind is Kind.AMOUNT
    context.front = base
    context.add(
        "change", base, turned.get(direction, "flat"), value if money else None, None if money else value,
        token.start, figure.end,
    )  # fmt: skip


def read_difference(context: Context, token: Token) -> None:
    """决算数与预算数存在差异: no direction, but a reason that follows is one for the completion."""
    base = context.pending[0] if context.pending else None
    said = completion_said(context, base if base != "itself" else None)
    if said:
        context.target = [said]
    context.marks.word = token.end


def equal_to_budget(context: Context, base: Base, token: Token) -> None:
    """决算数与预算数持平."""
    compare(context, "equal", base, token)


def compare(context: Context, direction: Direction, base: Base, token: Token) -> None:
    """Gives the completion already said its direction, or adds one where the item gives an amount."""
    if _SEVERAL.search(context.text, context.marks.clause, token.end):
        context.target = _all_said(context, direction)
        return
    said = completion_said(context, base) or _said_before(context, direction, base)
    if said:
        if said.kind == "completion":
            said.direction = said.direction or direction
        context.target = [said]
        return
    if context.quantity is None:
        return
    amount = context.amount_of(context.quantity, achieved=True)
    if amount is None and direction == "equal" and context.pending:
        kept = context.add("change", base, "flat", None, None, context.pending[1].start, token.end)
        context.target = [kept] if kept else []
        return
    if base == "annual_budget" and list(context.quantity.budgets) == ["initial_budget"]:
        base = "initial_budget"  # 年初预算0万元，决算1.80万元，决算数大于预算数
    if amount is not None:
        start = context.pending[1].start if context.pending else token.start
        names = context.quantity.names or (context.quantity.name,)
        amounts = context.quantity.amounts or [amount] * len(names)
        added = [
            context.add("completion", base, direction, given, None, start, token.end, name)
            for name, given in zip(names, amounts, strict=True)
        ]
        context.target = [draft for draft in added if draft]


def _tell_sides(context: Context, direction: Direction) -> None:
    """A完成101.9%；B完成170.5%。决算数大于预算数的原因: it is said of all that the sentence before completes."""
    following = context.tokens[context.at] if context.at < len(context.tokens) else None
    if following is None or following.kind is not Kind.CAUSE or context.marks.sentence != context.marks.clause:
        return
    before = [d for d in context.drafts if d.kind == "completion" and d.passage == context.place.passage]
    before = [d for d in before if d.sentence == context.place.sentence - 1]
    wanted = {"above": 1, "below": -1}.get(direction, 0)
    told = [d.percent is not None and (d.percent - _ALL) * wanted > 0 for d in before]
    if len(before) > 1 and all(told) and len({d.base for d in before}) == 1:
        for draft in before:
            draft.direction = draft.direction or direction


def _all_said(context: Context, direction: Direction) -> list[Draft]:
    """三项决算数均小于预算数: the completions of the sentence, which take their direction from here."""
    found = [d for d in context.drafts if d.kind == "completion" and d.sentence == context.place.sentence]
    for draft in found:
        draft.direction = draft.direction or direction
    return found


def _said_before(context: Context, direction: Direction, base: Base) -> Draft | None:
    """What 公务接待费低于预算数的原因是 speaks of: a completion farther back, or a change against a budget."""
    quantity = context.quantity
    following = context.tokens[context.at] if context.at < len(context.tokens) else None
    if quantity is None or following is None or following.kind not in (Kind.CAUSE, Kind.OPEN):
        return None
    named = [d for d in context.drafts if d.takes_reason() and same_name(d.indicator, quantity.name)]
    completed = [d for d in named if d.kind == "completion" and d.direction in (None, direction)]
    changed = [d for d in named if d.kind == "change" and d.base in _BUDGETS and d.direction == _AS_CHANGE[direction]]
    found = completed or changed
    return next((d for d in reversed(found) if d.base == base), found[-1] if found else None)


def completion_said(context: Context, base: Base | None = None) -> Draft | None:
    """The completion of the quantity spoken of, in this passage, the one with this base first."""
    here = [d for d in context.drafts if d.kind == "completion" and d.passage >= context.place.passage - 1]
    own = [d for d in here if d.quantity is context.quantity] or [
        d
        for d in here
        if context.quantity and d.indicator == context.quantity.name and d.passage == context.place.passage
    ]
    fitting = [d for d in own if base is None or d.base == base]
    candidates = fitting or own
    return candidates[-1] if candidates else None


def _side(context: Context, text: str) -> Direction:
    """Which side the words put the achieved figure on; 预算数大于决算数 is read the other way round."""
    words = context.cues.completion
    sides: tuple[Direction, ...] = ("equal", "below", "above")
    found = [(text.find(word), -len(word), side) for side in sides for word in words[side] if word in text]
    at, _, side = min(found)
    turned = (
        any(word in text[at:] for word in words["actual"])
        and "预算" in text[:at]
        and not text.startswith(words["actual"])
    )
    return _TURNED[side] if turned else side


def budget_of(token: Token) -> Base:
    """Which budget words such as 完成年初预算的 speak of; 预算 without more is the whole year's."""
    return "initial_budget" if token.base == "initial_budget" else "annual_budget"


def _shared(context: Context, rates: list[Token], amount: Decimal | None) -> list[tuple[str, Decimal | None, Token]]:
    """Each rate with its quantity and amount.

    基本支出、项目支出分别占75%、25%; 甲3万元，乙1万元，分别占75%、25%; 甲、乙分别为3万元、1万元，分别占75%、25%.
    """
    quantity = context.quantity
    if quantity is None:
        return []
    pointed = _FIRST_OF_LIST.search(context.text, context.marks.clause, rates[0].start)
    if pointed and (listed := _last_list(context)) and _COUNT[pointed[1]] == len(rates) <= len(listed):
        return [(name, level, rate) for (name, level), rate in zip(listed, rates, strict=False)]
    if len(rates) > 1 and len(quantity.names) != len(rates):
        said = [q for q in context.known if q.start >= context.marks.sentence and q.amount is not None]
        if len(said) >= len(rates):
            return [(q.name, q.amount, rate) for q, rate in zip(said[-len(rates) :], rates, strict=True)]
    names = names_of(quantity, len(rates))
    if not names:
        return [(quantity.name, amount, rates[0])]
    amounts = quantity.amounts or [amount] * len(rates)
    return list(zip(names, amounts, rates, strict=True))


def _last_list(context: Context) -> list[tuple[str, Decimal | None]]:
    """The quantities that were listed last, with their amounts: 甲、乙、丙依次为3万元、2万元、1万元."""
    whole = next((known for known in reversed(context.known) if len(known.names) == len(known.amounts) > 1), None)
    return list(zip(whole.names, whole.amounts, strict=True)) if whole else []


def _rates(context: Context, first: Token) -> list[Token]:
    """The rate right behind a token; with 分别 as many as there are."""
    context.marks.word = end = first.end
    several = context.each or any(word in first.text for word in ("分别", "依次", "各"))
    found: list[Token] = []
    for token in context.ahead():
        between = context.text[end : token.start]
        if token.kind is Kind.PERCENT and (not between if not found else between in ("、", "和", "，")):
            found.append(token)
            end = token.end
        elif token.kind not in (Kind.PAUSE, Kind.COMMA) or not found:
            break
        if found and not several:
            break
    if found:
        context.marks.word = context.marks.resume = end
    return found
