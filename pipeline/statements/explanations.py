"""Reasons: the words that a cue opens, given to the drafts that they explain."""

from __future__ import annotations

import re
from itertools import pairwise

from pipeline.statements.context import Context
from pipeline.statements.drafts import Draft, ReasonFrom
from pipeline.statements.names import is_money, name_forms
from pipeline.statements.pointers import (
    Pointer,
    all_of_kind,
    direction_said,
    pointed_at,
    read_pointer,
    strangers,
    unexplained,
    unpointed,
)
from pipeline.statements.reasons import clean_reason, reason_end, reason_forms
from pipeline.statements.tokens import Kind, Token, tokens_between

_IS_CAUSE = re.compile(r"(?:也|均|都)?(?:是|为|成为)[^，。；]{0,20}[因素]")
_EVENTS = (Kind.UP, Kind.DOWN, Kind.SIGNED, Kind.FLAT, Kind.STILL, Kind.COMPLETION, Kind.RATE, Kind.BASE)
_TO_START = re.compile(r"[的，、（]?而?(?:这|这些|其|该项|此项|该)?(?:变动|变化|增减|差异)?(?:额|部分|情况)?")
_VERBS = (Kind.UP, Kind.DOWN, Kind.SIGNED, Kind.BASE)
_SHORT_REASON = 24  # characters of one between a name and its verb
_BEFORE = re.compile(r"(?:由于|因为|因|受)([^，。；：、的]{1,24})$")  # 因政策 before 原因增加3万元
_AND_SUCH = re.compile(r"等.{0,3}$")
_PROBLEMS = re.compile(r"(?:问题|不足|困难)(?:及|和|与|以及|、)(?:其|有关|相关)?$")  # 发现的问题及原因
_ONE_OF_TWO = re.compile(r"(?P<first>前者|前一项|前项)|(?P<last>后者|后一项|后项)")
_EACH_WAY = re.compile(
    r"(?:一[升降增减]一[升降增减]|[升降增减变]动?变?化?)?，?(?:分别|依次)(?:主要)?$"
)  # 一降一升分别由于


def read_cause(context: Context, token: Token) -> None:
    """主要原因是…, with whatever before it says what is explained."""
    before = context.text[max(context.marks.clause, token.start - 8) : token.start]
    if _AND_SUCH.search(before) or _PROBLEMS.search(before):
        return  # 因人员增加等原因: the end of a reason, not its beginning
    if _ends_forward(context, token) or _ends_backward(context, token):
        return
    if opposed := _one_of_two(context, token):
        _explain(context, token, opposed, "pointed")
        return
    pointer = read_pointer(context, token)
    if pointer.other:
        context.marks.resume = token.reason[1] if token.reason else token.end
        return
    pointed = context.target or ([] if pointer.words else context.aimed) or pointed_at(context, token, pointer)
    targets = pointed or unpointed(context, token)
    targets = [draft for draft in targets if not strangers(pointer.name, draft)]
    if pointed and pointer.base in ("initial_budget", "annual_budget"):
        _take_side(targets, pointer)
    if any(word in token.text for word in context.cues.reason["shared"]):
        targets = all_of_kind(context, targets)
    _explain(context, token, targets, "pointed" if pointed else "beside")


def read_open(context: Context, token: Token) -> None:
    """主要是…, 因…: a reason only behind a change or completion, or before the figures it explains."""
    reasons = context.cues.reason
    if opposed := _one_of_two(context, token) or _each_way(context, token):
        _explain(context, token, opposed, "pointed", apart=len(opposed) > 1)
        return
    if not _TO_START.fullmatch(context.text[context.marks.word : token.start]):
        _read_open_inside(context, token)
        return
    if token.reason is None and context.text.startswith("：", token.end) and context.quantity:
        context.parent = context.quantity  # 减少184.20万元，主要是：1.甲减少…，原因是…: what follows are its parts
    aimed = context.target or (context.aimed if context.marks.clause == token.start else [])
    aimed = aimed or _aimed_by_part(context, token)
    if aimed and token.text not in reasons["purposes"]:
        aimed = all_of_kind(context, aimed) if token.text[0] in reasons["shared"] else aimed
        _explain(context, token, [draft for draft in aimed if draft.takes_reason()], "pointed")
    elif token.text not in reasons["pointed"] or _right_behind(context, token):
        _explain_beside(context, token)


def _explain_beside(context: Context, token: Token) -> None:
    """主要是… behind figures explains the last that was said; before figures it waits for them."""
    reasons, last = context.cues.reason, _last_to_explain(context)
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
    pointer = read_pointer(context, token)
    targets = pointed_at(context, token, pointer)
    if not targets and not pointer.name and not pointer.base:  # 增减变动系…, 执行率偏低系…
        targets = unpointed(context, token)
    targets = [] if pointer.other else [draft for draft in targets if not strangers(pointer.name, draft)]
    _explain(context, token, targets, "pointed")


_ACTUAL_AGAINST = re.compile(r"(?:支出|收入)?(?:决算|执行)数?[比较与]")
_COPULAS = ("为", "是")


def _aimed_by_part(context: Context, token: Token) -> list[Draft]:
    """多出的这部分，是…: the change before, a part of which is meant."""
    last = _last_to_explain(context)
    part = context.text[: token.start].endswith("部分，") and last and last.takes_reason() and last.kind == "change"
    return [last, *last.twins] if part and last else []


def _right_behind(context: Context, token: Token) -> bool:
    """增长4.00%，为电费上涨: the clause right behind a change, which it explains."""
    last = _last_to_explain(context)
    return bool(
        token.text in _COPULAS and last and last.kind == "change" and last.takes_reason() and last.direction != "flat"
        and last.passage == context.place.passage and context.text[last.end : token.start] == "，"
    )  # fmt: skip


def _take_side(targets: list[Draft], pointer: Pointer) -> None:
    """决算数比全年预算数减少的原因: what is explained is a completion, which fell short."""
    for draft in targets:
        if draft.kind == "completion" and pointer.direction in ("increase", "decrease"):
            draft.direction = draft.direction or ("above" if pointer.direction == "increase" else "below")


def _one_of_two(context: Context, token: Token) -> list[Draft]:
    """前者因…，后者因…: the first or the last of the two quantities that were spoken of."""
    said = _ONE_OF_TWO.match(context.text, context.marks.clause, token.start)
    if said is None:
        return []
    way = direction_said(context, context.text[said.end() : token.start])
    here = [d for d in context.drafts if d.passage == context.place.passage and d.kind != "share"]
    changes = [d for d in here if d.kind == "change" and way in (None, d.direction)]
    here = changes if changes and changes[-1].sentence == here[-1].sentence else here
    quantities = list(dict.fromkeys(d.quantity for d in here))[-2:]
    meant = quantities[0] if said["first"] else quantities[-1] if quantities else None
    return [d for d in here if d.quantity is meant and d.takes_reason()][-1:]


def _each_way(context: Context, token: Token) -> list[Draft]:
    """一降一升分别由于A、B: what the sentence compares, in order; its reasons stand in order too."""
    if not _EACH_WAY.search(context.text, context.marks.clause, token.start):
        return []
    here = [d for d in context.drafts if d.passage == context.place.passage and d.sentence == context.place.sentence]
    return [d for d in here if d.kind == "change" and d.takes_reason()]


def _ends_backward(context: Context, token: Token) -> bool:
    """办公用房租金上涨5.20万元，是增长的主因: the clause before is the reason; what it compares is no claim."""
    words = context.text[context.marks.clause : token.end]
    ends = token.end == len(context.text) or context.text[token.end] in "，。；"
    if not (ends and _IS_CAUSE.fullmatch(words)):
        return False
    start = max((context.text.rfind(mark, 0, context.marks.clause - 1) for mark in "，。；"), default=-1) + 1
    spare = [d for d in context.drafts if d.passage == context.place.passage and d.start >= start]
    kept = [d for d in context.drafts if not any(d is one for one in spare)]
    targets = unexplained(kept, context.place.passage)
    if not targets:
        return False
    context.drafts[:] = kept
    reason = clean_reason(context.printed(start, context.marks.clause - 1), reason_forms(context.cues))
    for draft in targets:
        draft.reason, draft.reason_from = reason, "pointed"
    context.marks.word = token.end
    return True


def _last_to_explain(context: Context) -> Draft | None:
    """The last draft of the passage, but a share, which has no reason."""
    here = (d for d in reversed(context.drafts) if d.passage == context.place.passage)
    return next((draft for draft in here if draft.kind != "share"), None)


def _follows_change(context: Context, last: Draft | None) -> bool:
    """Whether the sentence before this one ended with a change that still lacks its reason."""
    return bool(last and last.takes_reason() and last.kind == "change" and last.sentence == context.place.sentence - 1)


def _explain(context: Context, token: Token, targets: list[Draft], how: ReasonFrom, *, apart: bool = False) -> None:
    """Gives the drafts the reason that a cue opens, or each its own where they stand `apart`; it is not read again."""
    if not targets or token.reason is None:
        return
    start, end = token.reason
    reason = clean_reason(context.printed(start, end), reason_forms(context.cues))
    if reason is None:
        return
    targets = [*targets, *_completions_behind(context, targets)]
    splits = (re.split(marks, reason) for marks in ("[；;]", "[，,]", "、"))
    several = next((parts for parts in splits if len(parts) == len(targets)), [])
    each = ("分别" in token.text or apart) and bool(several)
    for at, draft in enumerate(sorted(targets, key=context.drafts.index) if each else targets):
        own = several[at] if each else reason
        if draft.takes_reason():
            draft.reason, draft.reason_from = own, how
    context.marks.resume = context.marks.word = end
    _read_unchanged(context, start, end, targets[-1])


def _completions_behind(context: Context, targets: list[Draft]) -> list[Draft]:
    """完成年初预算的127.60%，决算数比年初预算数多1,104.00万元，系…: the distance is the completion's, and so is the reason."""
    last = targets[-1]
    if last.kind != "change" or last.base == "prior_year" or len(targets) > 1:
        return []
    clause = max(context.text.rfind(mark, 0, last.end - 1) for mark in "，。；") + 1
    if not _ACTUAL_AGAINST.match(context.text, clause):
        return []
    same = [d for d in context.drafts if d.quantity is last.quantity and d.sentence == last.sentence]
    return [d for d in same if d.kind == "completion" and d.base == last.base and d.takes_reason()]


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
