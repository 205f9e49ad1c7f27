"""Completions and shares: 完成年初预算的95%, 决算数小于预算数, 占支出总计的75.48%."""

from __future__ import annotations

from pipeline.statements.bases import Base, read_base
from pipeline.statements.context import Context
from pipeline.statements.drafts import Direction, Draft
from pipeline.statements.figures import read_amount, read_percent
from pipeline.statements.lexer import Kind, Token
from pipeline.statements.names import is_money, name_forms

_TURNED: dict[Direction, Direction] = {"above": "below", "below": "above", "equal": "equal"}


def read_completion(context: Context, token: Token) -> None:
    """完成年初预算的 or 预算执行率为, with the rate behind it."""
    name = context.take_name(token.start)
    percent = _rate(context, token)
    if percent is None or name.other or context.quantity is None:
        return
    base = read_base(token.text, None, context.cues) if token.kind is Kind.COMPLETION else "annual_budget"
    if base in ("prior_year", "itself"):
        base = "annual_budget"
    amount = context.amount_of(context.quantity, achieved=True)
    if token.kind is Kind.RATE and amount is None and not is_money(context.quantity.name, name_forms(context.cues)):
        return
    context.add("completion", base, None, amount, read_percent(percent.text), token.start, percent.end)  # type: ignore[arg-type]


def read_share(context: Context, token: Token) -> None:
    """占支出总计的, with the rate behind it."""
    name = context.take_name(token.start)
    percent = _rate(context, token)
    if percent is None or name.other or context.quantity is None:
        return
    quantity = context.quantity
    rates = [percent]
    if quantity.names and (context.each or "分别" in token.text):
        rates = _listed(context, percent)
    amount = context.amount_of(quantity, achieved=False)
    if amount is None and not is_money(quantity.name, name_forms(context.cues)):
        return
    names = quantity.names if len(rates) == len(quantity.names) > 1 else (quantity.name,)
    for indicator, rate in zip(names, rates, strict=False):
        context.add("share", "total", None, amount, read_percent(rate.text), token.start, rate.end, indicator)


def read_relation(context: Context, token: Token) -> None:
    """决算数大于预算数: the direction of the completion before it; alone, a completion without a rate."""
    context.take_name(token.start)
    direction = _side(context, token.text)
    base = read_base(token.text, None, context.cues)
    context.marks.word = token.end
    following = context.tokens[context.at] if context.at < len(context.tokens) else None
    if following and following.start == token.end and following.kind in (Kind.AMOUNT, Kind.PERCENT):
        _exceeds(context, direction, "annual_budget" if base in ("prior_year", "itself") else base, token, following)  # type: ignore[arg-type]
        return
    compare(context, direction, "annual_budget" if base in ("prior_year", "itself") else base, token)  # type: ignore[arg-type]


def _exceeds(context: Context, direction: Direction, base: Base, token: Token, figure: Token) -> None:
    """超出年初预算5万元: by how much is a change; where a completion was said, its direction is all that is new."""
    context.marks.word = context.marks.resume = figure.end
    said = completion_said(context, base)
    if said:
        said.direction = said.direction or direction
        context.target = [said]
        return
    amount, percent = read_amount(figure.text), read_percent(figure.text)
    turned: dict[Direction, Direction] = {"above": "increase", "below": "decrease"}
    money = figure.kind is Kind.AMOUNT
    context.front = base
    context.add(
        "change", base, turned.get(direction, "flat"), amount if money else None, None if money else percent,
        token.start, figure.end,
    )  # fmt: skip


def read_difference(context: Context, token: Token) -> None:
    """决算数与预算数存在差异: no direction, but a reason that follows is one for the completion."""
    said = completion_said(context)
    if said:
        context.target = [said]
    context.marks.word = token.end


def equal_to_budget(context: Context, base: Base, token: Token) -> None:
    """决算数与预算数持平."""
    compare(context, "equal", base, token)


def compare(context: Context, direction: Direction, base: Base, token: Token) -> None:
    """Gives the completion already said its direction, or adds one where the item gives an amount."""
    said = completion_said(context, base)
    if said:
        said.direction = said.direction or direction
        context.target = [said]
        return
    if context.quantity is None:
        return
    amount = context.amount_of(context.quantity, achieved=True)
    if amount is not None:
        start = context.pending[1].start if context.pending else token.start
        added = context.add("completion", base, direction, amount, None, start, token.end)
        context.target = [added] if added else []


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


def _rate(context: Context, token: Token) -> Token | None:
    """The rate right behind a token."""
    context.marks.word = token.end
    following = context.tokens[context.at] if context.at < len(context.tokens) else None
    if following is None or following.kind is not Kind.PERCENT or following.start != token.end:
        return None
    context.marks.word = context.marks.resume = following.end
    return following


def _listed(context: Context, first: Token) -> list[Token]:
    found, end = [first], first.end
    for token in context.tokens[context.at + 1 :]:
        if token.kind is Kind.PERCENT and context.text[end : token.start] in ("、", "和", "，"):
            found.append(token)
            end = context.marks.word = context.marks.resume = token.end
        elif token.kind not in (Kind.PAUSE, Kind.COMMA):
            break
    return found
