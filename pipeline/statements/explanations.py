"""Reasons: which words are one, and the drafts they belong to."""

from __future__ import annotations

import re
from itertools import pairwise

from pipeline.statements.context import Context
from pipeline.statements.drafts import Draft, ReasonFrom
from pipeline.statements.names import is_money, name_forms
from pipeline.statements.pointers import all_of_kind, pointed_at, read_pointer, unpointed
from pipeline.statements.reasons import clean_reason, reason_end, reason_forms
from pipeline.statements.targets import strangers, unexplained
from pipeline.statements.tokens import Kind, Token, tokens_between

_EVENTS = (Kind.UP, Kind.DOWN, Kind.SIGNED, Kind.FLAT, Kind.STILL, Kind.COMPLETION, Kind.RATE, Kind.BASE)
_TO_START = re.compile(r"[的，、（]?(?:这|这些|其)?(?:变动|变化|增减|差异)?")
_VERBS = (Kind.UP, Kind.DOWN, Kind.SIGNED, Kind.BASE)
_SHORT_REASON = 24  # characters of one between a name and its verb
_BEFORE = re.compile(r"(?:由于|因为|因|受)([^，。；：、的]{1,24})$")  # 因政策 before 原因增加3万元
_AND_SUCH = re.compile(r"等.{0,3}$")


def read_cause(context: Context, token: Token) -> None:
    """主要原因是…, with whatever before it says what is explained."""
    if _AND_SUCH.search(context.text, max(context.marks.clause, token.start - 8), token.start):
        return  # 因人员增加等原因: the end of a reason, not its beginning
    if _ends_forward(context, token):
        return
    pointer = read_pointer(context, token)
    if pointer.other:
        context.marks.resume = token.reason[1] if token.reason else token.end
        return
    pointed = context.target or ([] if pointer.words else context.aimed) or pointed_at(context, token, pointer)
    targets = pointed or unpointed(context, token)
    targets = [draft for draft in targets if not strangers(pointer.name, draft)]
    if any(word in token.text for word in context.cues.reason["shared"]):
        targets = all_of_kind(context, targets)
    _explain(context, token, targets, "pointed" if pointed else "beside")


def read_open(context: Context, token: Token) -> None:
    """主要是…, 因…: a reason only behind a change or completion, or before the figures it explains."""
    reasons = context.cues.reason
    if not _TO_START.fullmatch(context.text[context.marks.word : token.start]):
        _read_open_inside(context, token)
        return
    aimed = context.target or (context.aimed if context.marks.clause == token.start else [])
    if aimed and token.text not in reasons["purposes"]:
        aimed = all_of_kind(context, aimed) if token.text[0] in reasons["shared"] else aimed
        _explain(context, token, [draft for draft in aimed if draft.takes_reason()], "pointed")
        return
    last = _last_to_explain(context)
    explains = (
        last is not None
        and last.takes_reason()
        and (last.segment == context.place.segment or _behind_semicolon(context, token, last))
    )
    if token.text in reasons["purposes"]:
        if explains and last and last.kind == "change" and last is context.last_here():
            _explain(context, token, [last, *last.twins], "purpose")
        return
    if explains and last:
        if last.kind == "completion" and _is_purpose(context, token):
            return
        targets = unexplained(context.drafts, context.place.passage)
        targets = all_of_kind(context, targets) if token.text[0] in reasons["shared"] else targets
        _explain(context, token, targets, "beside")
    elif (
        context.marks.sentence == context.marks.clause
        and token.text.startswith("主要")
        and _follows_change(context, last)
    ):
        _explain(context, token, unpointed(context, token), "behind")
    elif token.text in reasons["before"] and context.marks.clause == token.start:
        _hold(context, token)


def _behind_semicolon(context: Context, token: Token, last: Draft) -> bool:
    """增长8.00%；系物业合同重新招标: the reason of what stands before the semicolon."""
    opens = context.marks.clause == token.start and context.text[token.start - 1] == "；"
    opens = opens and token.text not in context.cues.reason["before"]  # 因…，减少: before its own figures
    return opens and last.sentence == context.place.sentence and last.segment == context.place.segment - 1


def _read_open_inside(context: Context, token: Token) -> None:
    """公务接待费减少主要是…: says what it explains. 基本支出因人员划入增加3万元: stands before its figures."""
    reasons, forms = context.cues.reason, reason_forms(context.cues)
    following = context.tokens[context.at] if context.at < len(context.tokens) else None
    if token.text in reasons["before"] and following and following.kind in _VERBS:
        name = context.name_before(token.start)
        words = context.text[token.end : following.start].removesuffix("而")
        if is_money(name.text, name_forms(context.cues)) and 2 <= len(words) <= _SHORT_REASON and token.reason:
            context.take_name(token.start)
            context.forward = clean_reason(context.printed(token.end, token.end + len(words)), forms)
            context.brief = True
            context.marks.word = following.start
            return
    said = forms.said.match(context.text, context.marks.clause, token.start)
    if said is None or token.text in reasons["purposes"]:
        return
    if said["name"] in ("前者", "后者"):
        changes = [d for d in context.drafts if d.kind == "change" and d.sentence == context.place.sentence - 1]
        targets = changes[:1] if said["name"] == "前者" else changes[-1:]
    else:
        pointer = read_pointer(context, token)
        targets = pointed_at(context, token, pointer)
        targets = [] if pointer.other else [draft for draft in targets if not strangers(pointer.name, draft)]
    _explain(context, token, targets, "pointed")


def _last_to_explain(context: Context) -> Draft | None:
    """The last draft of the passage, but a share, which has no reason."""
    here = (d for d in reversed(context.drafts) if d.passage == context.place.passage)
    return next((draft for draft in here if draft.kind != "share"), None)


def _follows_change(context: Context, last: Draft | None) -> bool:
    """Whether the sentence before this one ended with a change that still lacks its reason."""
    return bool(last and last.takes_reason() and last.kind == "change" and last.sentence == context.place.sentence - 1)


def _explain(context: Context, token: Token, targets: list[Draft], how: ReasonFrom) -> None:
    """Gives the drafts the reason that a cue opens; what it says is not read again."""
    if not targets or token.reason is None:
        return
    start, end = token.reason
    reason = clean_reason(context.printed(start, end), reason_forms(context.cues))
    if reason is None:
        return
    several = re.split("[；;]", reason)
    each = "分别" in token.text and len(several) == len(targets)
    for at, draft in enumerate(sorted(targets, key=context.drafts.index) if each else targets):
        own = several[at] if each else reason
        if draft.takes_reason():
            draft.reason, draft.reason_from = own, how
    context.marks.resume = context.marks.word = end
    _read_unchanged(context, start, end, targets[-1])


def _read_unchanged(context: Context, start: int, end: int, target: Draft) -> None:
    """本单位无此收入，与预算相比无变化: a reason that also says that a budget was kept says it of its own quantity."""
    within = tokens_between(context.tokens, start, end)
    for base, flat in pairwise(within):
        if base.kind is Kind.BASE and flat.kind is Kind.FLAT and base.end == flat.start:
            found = base.base
            said = any(d.quantity is target.quantity and d.base == found for d in context.drafts)
            if found in ("initial_budget", "annual_budget") and context.quantity is target.quantity and not said:
                context.add("change", found, "flat", None, None, base.start, flat.end)


def _hold(context: Context, opening: Token) -> None:
    """因人员调出，减少4.37万元: keeps the reason for the figures that follow in the same segment."""
    if opening.reason is None:
        return
    start, comma, event = opening.reason[0], None, None
    for token in context.ahead():
        if token.kind in (Kind.STOP, Kind.SEMICOLON):
            break
        if token.kind is Kind.COMMA:
            comma = token.start
        elif token.kind is Kind.AMOUNT and comma is not None:
            event = event or comma
        elif token.kind in _EVENTS:
            event = event or comma or (token.start if token.kind is Kind.BASE else None)
            break
    else:
        return
    if event is None or token.kind in (Kind.STOP, Kind.SEMICOLON):
        return
    context.forward = clean_reason(context.printed(start, event), reason_forms(context.cues))
    context.marks.resume = context.marks.word = event


def _ends_forward(context: Context, token: Token) -> bool:
    """本级支出因政策原因增加3万元: a reason that stands before its figures, up to the word 原因."""
    opened = _BEFORE.search(context.text, context.marks.clause, token.start)
    following = context.tokens[context.at] if context.at < len(context.tokens) else None
    if not (opened and following and following.start == token.end and following.kind in _EVENTS):
        return False
    if token.reason:
        context.forward = context.printed(opened.start(1), token.end)
        context.brief = True
    if context.marks.word < opened.start():
        context.take_name(opened.start())
    context.marks.word = token.end
    return True


def _is_purpose(context: Context, token: Token) -> bool:
    """完成年初预算的95%，主要是办公费等支出: what the money is for."""
    end = reason_end(context.text, token.end, reason_forms(context.cues))
    return context.text[token.end : end].endswith(("支出", "经费", "费用", "开支"))
