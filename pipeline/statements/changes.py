"""Changes: 较上年增加2.68万元，增长1.17%; without figures: 与上年持平, 比上年有所减少."""

from __future__ import annotations

import re
from decimal import Decimal

from pipeline.statements.completions import completion_said, equal_to_budget
from pipeline.statements.context import FIGURES, Context
from pipeline.statements.drafts import Direction, Draft, Quantity
from pipeline.statements.names import Name, is_money, name_forms, same_name
from pipeline.statements.tokens import Base, Kind, Token

_BETWEEN = re.compile(
    r"[、，（和及即或]?|，(?:比率|比例|幅度)为?|（(?:比率|比例|幅度)为?"
)  # 3.2万元、2.1%; 3.2万元（2.1%）
_RATES = ("占比", "比重", "增幅", "增速", "执行率", "完成率", "进度")
_OPPOSITE: dict[Direction, Direction] = {"increase": "decrease", "decrease": "increase"}
_LONGEST_LIST = 8  # quantities in step
_WORDS: dict[Kind, Direction] = {Kind.UP: "increase", Kind.DOWN: "decrease", Kind.SIGNED: "increase"}


def read_change(context: Context, token: Token) -> None:
    """A verb of change with the figures behind it: a new draft, or the other half of the last one."""
    name = _name(context, token)
    context.each = context.each or any(word in token.text for word in context.cues.lists["each"])
    figures = _figures(context, token.end)
    money = any(figure.kind is Kind.AMOUNT for figure in figures)
    base = context.base(money=money)
    context.marks.word = figures[-1].end if figures else token.end
    strange = (name.other or context.strange) and not money
    if base == "itself" or not figures or (strange and figures[0].kind is not Kind.POINTS):
        return
    context.marks.resume = figures[-1].end
    direction, amount, percent = _reading(token, figures)
    if "差异" in token.text and context.quantity and context.quantity.budget:  # of the account from the budget
        base = context.quantity.budget if not context.pending else base
        direction = "decrease" if direction != "flat" and _fell_short(context.quantity) else direction
    if not context.each and _steps_alone(context, figures) and _in_step(context, token, figures, base):
        return
    if context.each and (_in_step(context, token, figures, base) or _in_turn(context, figures, direction, base, token)):
        return
    end = figures[-1].end
    if amount is None and percent is None:
        if figures[0].kind is Kind.POINTS:
            _add_points(context, name, base, direction, token, end)
    elif not _completes_last(context, base, direction, amount, percent, end):
        for draft in add_changes(context, base, direction, amount, percent, token.start, end):
            draft.open_sign = (
                token.kind is Kind.SIGNED and any(mark in token.text for mark in "（/或") and not _signed(figures)
            )
    if context.brief:
        context.forward, context.brief = None, False


def read_signed(context: Context, token: Token) -> bool:
    """较上年-20.1万元，-7.2%: a sign in place of the verb; False where the figure is none."""
    base = context.pending
    if base is None or base[1].end != token.start or token.text[0] not in "+-":
        return False
    following = context.tokens[context.at : context.at + 2]
    rate = following[-1] if len(following) == 2 and following[-1].kind is Kind.PERCENT else None
    paired = rate and token.kind is Kind.AMOUNT and context.text[token.end : rate.start] in ("，", "、")
    figures = [token, rate] if rate and paired else [token]
    context.marks.word = context.marks.resume = figures[-1].end
    if base[0] != "itself":
        verb = Token(Kind.SIGNED, token.start, token.start, "")
        add_changes(context, base[0], *_reading(verb, figures), token.start, figures[-1].end)
    return True


_BEYOND = re.compile(r"[，（、](?:即)?(?:超出?|高出?|低|少|多|比例为?|幅度为?)")


def read_beyond(context: Context, token: Token) -> bool:
    """超年初预算260.00万元，超20.8%: the rate of a change whose amount was just given; False where it is none."""
    last = context.last_here()
    if last is None or last.kind != "change" or last.percent is not None or last.amount is None or token.value is None:
        return False
    if last.passage != context.place.passage or not _BEYOND.fullmatch(context.text, last.end, token.start):
        return False
    for draft in (last, *last.twins):
        draft.percent, draft.end = abs(token.value), token.end
    context.marks.word = context.marks.resume = token.end
    return True


def _name(context: Context, token: Token) -> Name:
    """The name before the verb. Behind a base it counts only where the clause has named nothing before."""
    if context.pending and context.subject_in_clause():
        closed = context.pending[1].text.endswith(context.cues.comparison["closing"])
        if not closed:
            return Name("")
    elif context.names_base(token.start):
        return Name("")
    return context.take_name(token.start)


def _figures(context: Context, start: int) -> list[Token]:
    """The figures right behind a verb: 3.2万元; 3.2万元、2.1%; with 分别 as many as there are."""
    found: list[Token] = []
    for token in context.ahead():
        gap = context.text[start : token.start]
        if token.kind not in FIGURES:
            if found and token.kind in (Kind.PAUSE, Kind.LEFT, Kind.COMMA) and len(gap) < 2:
                continue
            break
        if gap and not (found and _BETWEEN.fullmatch(gap)):
            break
        if found and not context.each and (token.kind is found[-1].kind or len(found) == 2):
            break
        if "，" in gap and token.kind is not Kind.PERCENT and not context.each:
            break
        found.append(token)
        start = token.end
    return found


def _reading(token: Token, figures: list[Token]) -> tuple[Direction, Decimal | None, Decimal | None]:
    """Direction, amount and rate, both unsigned: a minus turns the verb round, a zero makes it flat."""
    amount = next((f.value for f in figures if f.kind is Kind.AMOUNT), None)
    percent = next((f.value for f in figures if f.kind is Kind.PERCENT), None)
    direction = _WORDS[token.kind]
    first = amount if amount is not None else percent
    if first is not None and first < 0 and not token.text.startswith("负"):
        direction = _OPPOSITE[direction] if token.kind is not Kind.DOWN else "decrease"
    if first == 0:
        direction = "flat"
    return direction, abs(amount) if amount is not None else None, abs(percent) if percent is not None else None


def _signed(figures: list[Token]) -> bool:
    return figures[0].text[0] in "+-"


def _fell_short(quantity: Quantity) -> bool:
    """预决算差异率5%: which way is told by the two figures before it."""
    return quantity.amount is not None and quantity.planned is not None and quantity.amount < quantity.planned


def _completes_last(
    context: Context, base: Base, direction: Direction, amount: Decimal | None, percent: Decimal | None, end: int
) -> bool:
    """减少14万元，下降3.48%: the second verb completes what the first began."""
    last = context.last_here()
    if last is None or last.kind != "change" or last.sentence != context.place.sentence:
        return False
    if last.quantity is not context.quantity or (context.pending and last.stated_base and base != last.base):
        return False
    if (amount is not None and last.amount is not None) or (percent is not None and last.percent is not None):
        return False
    if last.amount is None and last.percent is None and (last.direction != direction or context.pending):
        return False  # 同比下降，降幅为9.3%
    contrary = not _agree(last, direction)
    if contrary and (context.pending or percent is None or last.amount is None):
        return False
    for draft in (last, *last.twins):
        if contrary and draft.open_sign:
            draft.direction, draft.open_sign = direction, False
        draft.amount = draft.amount if amount is None else amount
        draft.percent = draft.percent if percent is None else percent
        draft.end = end
        if not any((draft.amount, draft.percent)):
            draft.direction = "flat"
        elif draft.direction == "flat":
            draft.direction = direction
    return True


def _agree(last: Draft, direction: Direction) -> bool:
    return last.direction == direction or "flat" in (last.direction, direction)


def add_changes(
    context: Context, base: Base, direction: Direction, amount: Decimal | None, percent: Decimal | None,
    start: int, end: int,
) -> list[Draft]:  # fmt: skip
    """One draft for the quantity spoken of, or one for each where its words stand for several."""
    quantity = context.quantity
    if quantity is None or (amount is None and not _counts(context)):
        return []
    bases = [base]
    if context.pending and context.pending[1].also and (direction != "flat" or amount is not None):
        bases.append(context.pending[1].also)  # of a bare 持平, read_flat says it
    added = [
        draft
        for each in bases
        for name in quantity.names
        or _both(context, quantity.name)
        or (*_together(context), *_other_side(context), quantity.name)
        if (draft := context.add("change", each, direction, amount, percent, start, end, name))
    ]
    _join(added)
    return added


def _join(added: list[Draft]) -> None:
    for draft in added:
        draft.twins = [other for other in added if other is not draft]


def _both(context: Context, name: str) -> tuple[str, ...]:
    """收入支出总计各增加…: two quantities, which 各 tells."""
    both = next((word for word in ("收入支出", "收入、支出", "收支", "收、支") if word in name), None)
    return (name.replace(both, "收入"), name.replace(both, "支出")) if both and context.each else ()


def _together(context: Context) -> list[str]:
    """The other quantities of 会议费2万元、培训费1万元，均与上年持平."""
    now = context.quantity
    if not context.each or now is None or now.start >= context.marks.clause:
        return []
    listed = [
        q for q in context.known if q.start >= context.marks.sentence and q is not now and q is not context.parent
    ]
    return [q.name for q in listed if not context.spoken(q)]


def _other_side(context: Context) -> list[str]:
    """财政拨款收入总计519万元，支出总计519万元，与上年相比增加…: the income that was named beside the expenditure."""
    now = context.quantity
    if now is None or now.start >= context.marks.clause or "支出" not in now.name:
        return []
    wanted = now.name.replace("支出", "收入", 1)
    sides = [q for q in context.known if q.start >= context.marks.sentence and q.name.endswith(wanted)]
    return [q.name for q in sides if q.amount == now.amount is not None and not context.spoken(q)][-1:]


def _counts(context: Context) -> bool:
    """Whether a rate without an amount is one of money: its quantity has a money's name or an amount."""
    quantity = context.quantity
    if quantity is None:
        return False
    return (
        quantity.amount is not None or quantity.source != "clause" or is_money(quantity.name, name_forms(context.cues))
    )


def _in_step(context: Context, token: Token, figures: list[Token], base: Base) -> bool:
    """甲、乙分别增长4.00%、下降16.67%: each quantity named together has its own verb; False where they are not as many."""
    steps = [(token, figures)]
    while len(steps) < _LONGEST_LIST and (following := _next_step(context, _end_of(steps[-1]))):
        if following[1] and following[1][0].kind is not figures[0].kind:
            break  # 各增加30.60万元，增长3.40%: of each both
        steps.append(following)
    names = _named_together(context, len(steps)) if len(steps) > 1 else []
    if not names:
        return False
    end = _end_of(steps[-1])
    added = []
    for name, (verb, own) in zip(names, steps, strict=True):
        direction, amount, percent = _reading(verb, own) if own else ("flat", None, None)
        added.append(context.add("change", base, direction, amount, percent, token.start, end, name))
    _join([draft for draft in added if draft])
    context.marks.word = context.marks.resume = end
    return True


def _steps_alone(context: Context, figures: list[Token]) -> bool:
    """较上年减少0.60万元、增加0.40万元: figures of one kind that 、 joins are of two quantities, also without 分别."""
    following = _next_step(context, figures[-1].end)
    if following is None or not following[1] or context.text[figures[-1].end : following[0].start] != "、":
        return False
    return following[1][0].kind is figures[0].kind is figures[-1].kind


def _end_of(step: tuple[Token, list[Token]]) -> int:
    verb, own = step
    return own[-1].end if own else verb.end


def _next_step(context: Context, end: int) -> tuple[Token, list[Token]] | None:
    """The verb right behind a figure and a mark, with its own figures."""
    tokens = context.ahead()
    stepping = (*_WORDS, Kind.FLAT)
    at = next((at for at, token in enumerate(tokens) if token.kind in stepping and token.start >= end), None)
    if at is None or context.text[end : tokens[at].start] not in ("、", "，", "和", "及"):
        return None
    if tokens[at].kind is Kind.FLAT:
        return tokens[at], []  # 分别下降20.00%、持平
    figures: list[Token] = []
    start = tokens[at].end
    for figure in tokens[at + 1 : at + 3]:
        if figure.kind not in FIGURES or (
            figure.start != start if not figures else context.text[start : figure.start] != "（"
        ):
            break
        figures.append(figure)
        start = figure.end
    return (tokens[at], figures) if figures else None


def _named_together(context: Context, count: int) -> list[str]:
    """The names of a list, or the last quantities of the sentence of which nothing was said."""
    quantity = context.quantity
    if quantity and len(quantity.names) == count:
        return list(quantity.names)
    changed = [draft.quantity for draft in context.drafts if draft.kind == "change"]
    here = [q for q in context.known if q.start >= context.marks.sentence and q not in changed]
    silent = [q for q in here if not context.spoken(q)]
    named = silent if len(silent) >= count else here
    return [q.name for q in named[-count:]] if len(named) >= count else []


def _in_turn(context: Context, figures: list[Token], direction: Direction, base: Base, token: Token) -> bool:
    """增长分别为2.11%、2.01%: to the drafts that lack a rate, in order; else to the quantities named together."""
    if len(figures) < 2:
        return False
    kind = figures[0].kind
    same = [figure for figure in figures if figure.kind is kind]
    values = [figure.value for figure in same]
    slot = "amount" if kind is Kind.AMOUNT else "percent"
    here = [d for d in context.drafts if d.sentence == context.place.sentence and d.kind == "change"]
    lacking = [draft for draft in here if getattr(draft, slot) is None]
    moved = [draft for draft in lacking if draft.direction != "flat"]
    lacking = moved if len(moved) == len(values) else lacking  # what did not move has no rate of its own
    if len(lacking) >= len(values):
        for draft, value in zip(lacking[-len(values) :], values, strict=True):
            setattr(draft, slot, abs(value) if value is not None else None)
        return True
    names = _named_together(context, len(values))
    if not names:
        return False
    added = []
    for name, value in zip(names, values, strict=True):
        figure = abs(value) if value is not None else None
        amount, percent = (figure, None) if slot == "amount" else (None, figure)
        said = "flat" if value == 0 else direction
        added.append(context.add("change", base, said, amount, percent, token.start, same[-1].end, name))
    _join([draft for draft in added if draft])
    return True


def _add_points(context: Context, name: Name, base: Base, direction: Direction, token: Token, end: int) -> None:
    """增幅提高2.1个百分点: neither an amount nor a rate of money, but the change of a rate."""
    last = context.last_here()
    if context.quantity is None:
        return
    if not name.text and last and last.quantity is context.quantity:
        if last.sentence != context.place.sentence or last.percent is None:
            return
        rates = {"share": "占比", "completion": "完成率", "change": "增幅"}
        context.add("change", base, direction, None, None, token.start, end, last.indicator + rates[last.kind])
        return
    if not name.text.endswith(_RATES):
        return  # 建档率提高4.2个百分点: a rate of something else
    whole = context.quantity
    if same_name(whole.name, name.text) and len(context.known) > 1:
        context.known.pop()
        whole = context.quantity = context.known[-1]
    context.add("change", base, direction, None, None, token.start, end, whole.name + name.text)


_ALL_ITEMS = re.compile(r"[各两二三四五](?:个)?(?:分)?项|上述|以上|同步|均|[齐双]双?[升降]")
_LIST_REACH = 3  # passages: a total and its items have one each


def read_flat(context: Context, token: Token) -> None:
    """与上年持平; with a budget as base and 持平 as word it is a completion, or the direction of one."""
    if not _has_base(context, token) or _equals_budget(context, token) or _points_back(context, token):
        return
    if not _compares(context, token):
        return
    name = context.name_before(token.start)
    if not context.subject_in_clause() and is_money(name.text, name_forms(context.cues)):
        context.take_name(token.start)
    base = context.base()
    context.marks.word = token.end
    if base != "itself" and not name.other and not context.strange:
        _stay(context, token, base)


def _has_base(context: Context, token: Token) -> bool:
    """一致, 相同 say that nothing changed only behind a base; 口径一致 says something else."""
    return token.kind is not Kind.STILL or not (not context.pending or context.text.endswith("口径", 0, token.start))


def _compares(context: Context, token: Token) -> bool:
    last = context.last_here()
    return bool(context.pending or context.front or (last and last.kind == "change" and "持平" in token.text))


def _stay(context: Context, token: Token, base: Base) -> None:
    """What did not change: against a budget a completion that is equal, against the year before a flat change, or both."""
    equal = token.text in context.cues.completion["equal"]
    also = context.pending[1].also if context.pending else None
    if base != "prior_year" and context.pending and equal:
        equal_to_budget(context, base, token)
        if also != "prior_year":
            return
        base, also = also, None
    if said := _said_flat(context, base):
        context.target = [said, *said.twins]
        return
    context.target = add_changes(context, base, "flat", None, None, _start(context, token), token.end)
    if also and equal:
        target = context.target
        equal_to_budget(context, also, token)
        context.target = [*target, *context.target]


def _said_flat(context: Context, base: Base) -> Draft | None:
    """The change that 持平 only says again: 增加0万元，与上年持平; None where it is against a level of its own."""
    if context.compared is not None and context.pending:
        return None  # 较上年预算数46万元持平
    said = [d for d in context.drafts if d.passage == context.place.passage and d.quantity is context.quantity]
    last = next((d for d in reversed(said) if d.kind == "change" and d.base == base), None)
    again = last and (last.direction == "flat" or not context.pending or last.sentence == context.place.sentence)
    return last if again else None


def _equals_budget(context: Context, token: Token) -> bool:
    """完成年初预算的100%，无差异: the completion's direction."""
    last = context.last_here()
    bare = not context.pending and not context.front and token.text in context.cues.completion["equal"]
    if not (bare and last and last.kind == "completion" and last.sentence == context.place.sentence):
        return False
    last.direction = last.direction or "equal"
    context.target = [last]
    return True


def _points_back(context: Context, token: Token) -> bool:
    """公务接待费支出持平的主要原因是: says nothing new where it was said that it was flat."""
    following = context.tokens[context.at] if context.at < len(context.tokens) else None
    if following is None or following.kind is not Kind.CAUSE or following.start != token.end:
        return False
    name = context.name_before(token.start)
    flat = [d for d in context.drafts if d.kind == "change" and d.direction == "flat" and d.takes_reason()]
    return bool(name.text) and any(same_name(name.text, draft.indicator) for draft in flat)


def read_loose(context: Context, token: Token) -> None:
    """比上年有所减少: a change without a figure, unless its figures were given before."""
    if not context.pending:
        _point_back(context, token)
        return
    name = context.name_before(token.start)
    if not context.subject_in_clause() and is_money(name.text, name_forms(context.cues)):
        context.take_name(token.start)
    elif name.text and not context.subject_in_clause():
        return
    base = context.base()
    context.marks.word = token.end
    quantity = context.quantity
    if base == "itself" or quantity is None or not is_money(quantity.name, name_forms(context.cues)):
        return
    direction = _way(context, token)
    completed = completion_said(context, base) if base != "prior_year" else None
    if completed:  # 决算数较年初预算数增加: its direction
        completed.direction = completed.direction or ("above" if direction == "increase" else "below")
        context.target = [completed]
        return
    here = [d for d in context.drafts if d.passage >= context.place.passage - 1 and d.kind == "change"]
    if not any(d.quantity is quantity or same_name(d.indicator, quantity.name) for d in here):
        context.target = add_changes(context, base, direction, None, None, _start(context, token), token.end)


def _point_back(context: Context, token: Token) -> None:
    """公务接待费减少，一是…: no claim, but what the reason behind it is for."""
    name, way = context.name_before(token.start).text, _way(context, token)
    near = [d for d in context.drafts if d.passage >= context.place.passage - 1 and d.takes_reason()]
    context.target = [d for d in near if name and d.direction == way and same_name(name, d.indicator)]
    last = context.last_here()
    if not name and last and last in near and last.kind == "change" and last.direction == way:
        context.target = [last, *last.twins]  # 增加316.76万元。增加较多，系…
    if _ALL_ITEMS.search(context.text, context.marks.clause, token.end):
        context.target = _list_before(context, way)


def _list_before(context: Context, way: Direction) -> list[Draft]:
    """上述各项同步下降: the changes of the passages just read that went that way and lack a reason."""
    found: list[Draft] = []
    for draft in reversed(context.drafts):
        if draft.passage < context.place.passage - _LIST_REACH or (draft.kind == "change" and draft.reason):
            break
        if draft.kind == "change" and draft.direction == way:
            found.append(draft)
    return found[::-1]


def _way(context: Context, token: Token) -> Direction:
    rises = any(word in token.text for word in context.cues.direction["increase"] if len(word) > 1)
    return "increase" if rises else "decrease"


def _start(context: Context, token: Token) -> int:
    return context.pending[1].start if context.pending else token.start
