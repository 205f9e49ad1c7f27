"""Changes without figures: 与上年持平, 比上年有所减少."""

from __future__ import annotations

import re

from pipeline.statements.changes import add_changes
from pipeline.statements.completions import completion_said, equal_to_budget
from pipeline.statements.context import Context
from pipeline.statements.drafts import Direction, Draft
from pipeline.statements.names import is_money, name_forms, same_name
from pipeline.statements.tokens import Kind, Token

_ALL_ITEMS = re.compile(r"[各两二三四五](?:个)?(?:分)?项|上述|以上|同步|均|[齐双]双?[升降]")
_LIST_REACH = 3  # passages: a total and its items have one each


def read_flat(context: Context, token: Token) -> None:
    """与上年持平; with a budget as base and 持平 as word it is a completion, or the direction of one."""
    if token.kind is Kind.STILL and (not context.pending or context.text.endswith("口径", 0, token.start)):
        return
    if _equals_budget(context, token) or _points_back(context, token):
        return
    last = context.last_here()
    if not context.pending and not context.front and not (last and last.kind == "change" and "持平" in token.text):
        return
    name = context.name_before(token.start)
    if not context.subject_in_clause() and is_money(name.text, name_forms(context.cues)):
        context.take_name(token.start)
    base = context.base()
    context.marks.word = token.end
    if base == "itself" or name.other or context.strange:
        return
    also = context.pending[1].also if context.pending else None
    if base != "prior_year" and context.pending and token.text in context.cues.completion["equal"]:
        equal_to_budget(context, base, token)
        if also != "prior_year":
            return
        base, also = also, None
    said = [d for d in context.drafts if d.passage == context.place.passage and d.quantity is context.quantity]
    said = [d for d in said if d.kind == "change" and d.base == base]
    if context.compared is not None and context.pending:
        said = []  # 较上年预算数46万元持平: against a level of its own
    if said and (said[-1].direction == "flat" or not context.pending or said[-1].sentence == context.place.sentence):
        context.target = [said[-1], *said[-1].twins]
        return
    context.target = add_changes(context, base, "flat", None, None, _start(context, token), token.end)
    if also and token.text in context.cues.completion["equal"]:
        target = context.target
        equal_to_budget(context, also, token)
        context.target = [*target, *context.target]


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
