"""What the words before 原因 say of what is explained, and the drafts that they mean."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.statements.context import Context
from pipeline.statements.drafts import Direction, Draft
from pipeline.statements.names import is_money, name_forms, read_name
from pipeline.statements.reasons import reason_forms
from pipeline.statements.targets import listed_alike, named_by, unexplained
from pipeline.statements.tokens import Found, Token

_POINTER = 60  # characters: 决算数较上年减少 before 的主要原因
_SEVERAL = re.compile(r"[两二三四五六各]项|上述|以上|共同")  # 三项费用下降的主要原因是
_POINTER_VERBS = re.compile(r"(?:同比|有所|大幅|支出|决算|预算|数|的|较上年|比上年|是|其|主要|变动|变化|情况)+$")


@dataclass(frozen=True, slots=True)
class Pointer:
    """What the words before 原因 say of what is explained: 决算数较上年减少, 公务接待费增加."""

    words: str
    direction: Direction | None
    base: Found | None
    name: str  # empty where they name no quantity
    other: bool  # they name something that is no money: 公务用车保有量减少


def read_pointer(context: Context, token: Token) -> Pointer:
    words = context.text[max(context.marks.clause, token.start - _POINTER) : token.start]
    base: Found | None = context.pending[0] if context.pending else None
    direction = _direction(context, words + token.text)
    if base is None and any(word in words for word in context.cues.base["prior_year"]):  # 大于上年决算数的主要情况
        base = "prior_year"
        direction = direction or _side(context, words)
    forms = name_forms(context.cues)
    said = reason_forms(context.cues).said.match(words)
    plain = said["name"] if said else reason_forms(context.cues).happened.sub("", words.removesuffix("的"))
    name = read_name(_POINTER_VERBS.sub("", plain) if context.pending else plain, forms)
    told = is_money(name.text, forms) and name.text not in forms.general
    return Pointer(words, direction, base, name.text if told else "", name.other)


def _side(context: Context, words: str) -> Direction | None:
    sides: tuple[tuple[str, Direction], ...] = (("above", "increase"), ("below", "decrease"))
    return next((way for side, way in sides if any(w in words for w in context.cues.completion[side])), None)


def pointed_at(context: Context, token: Token, pointer: Pointer) -> list[Draft]:
    """The drafts that a pointer names: by base (较上年), direction (减少) or quantity."""
    words, direction, base, name = pointer.words, pointer.direction, pointer.base, pointer.name
    if not (direction or base or name):
        return []
    reach = 99 if name else int(context.marks.sentence == 0)
    near = [d for d in context.drafts if d.passage >= context.place.passage - reach and d.takes_reason()]
    fitting = [d for d in near if _fits(d, direction, base)]
    if name:
        named = [d for d in fitting if named_by(name, d)]
        if named:
            latest = named[-1]
            return [d for d in named if d.passage == latest.passage or d.indicator != latest.indicator]
        before = [
            d for d in context.reading.earlier if named_by(name, d) and d.takes_reason() and _fits(d, direction, base)
        ]
        if before and not any(named_by(name, d) for d in context.drafts):
            return before[-1:]  # said in a section before this one
    if not fitting and base and direction and context.quantity:  # of what the passage speaks of, farther back
        about = context.quantity.name
        return [d for d in context.drafts if named_by(about, d) and d.takes_reason() and _fits(d, direction, base)][-1:]
    fitting = [d for d in fitting if d.passage >= context.place.passage - 1]
    bare = not words and not base and context.marks.sentence == context.marks.clause
    if fitting and _SEVERAL.search(words):
        listed = [d for d in fitting if d.sentence == fitting[-1].sentence]
        return listed if len(listed) > 1 else [d for d in fitting if d.passage == fitting[-1].passage]
    if bare and fitting and context.marks.sentence == 0:  # a passage of its own
        return [d for d in fitting if d.passage == fitting[-1].passage]
    if bare and fitting:  # 增加的主要原因是, a sentence of its own: all that increased in the sentence before
        return [d for d in fitting if d.sentence == fitting[-1].sentence]
    return _same_quantity(context, fitting)


def _direction(context: Context, words: str) -> Direction | None:
    found: list[tuple[int, Direction]] = []
    kinds: tuple[Direction, ...] = ("increase", "decrease", "flat")
    for kind in kinds:
        found += [(words.rfind(word), kind) for word in context.cues.direction[kind] if len(word) > 1 and word in words]
    return max(found)[1] if found and not ("增减" in words and "无" not in words) else None


def _fits(draft: Draft, direction: Direction | None, base: str | None) -> bool:
    if base == "prior_year" and (draft.kind != "change" or draft.base != base):
        return False
    if base in ("initial_budget", "annual_budget"):
        return draft.kind == "completion" or draft.base == base
    return draft.kind == "change" and (direction is None or draft.direction == direction)


def _same_quantity(context: Context, fitting: list[Draft]) -> list[Draft]:
    """The last of the fitting drafts, with those said in one breath with it."""
    if not fitting:
        return []
    own = [draft for draft in fitting if draft.quantity is context.quantity]
    last = (own or fitting)[-1]
    if own:
        return [d for d in unexplained(fitting, last.passage) if d.quantity is last.quantity or d in last.twins]
    return unexplained(fitting, last.passage)


def unpointed(context: Context, token: Token) -> list[Draft]:
    """A reason that says nothing of what it explains: the last draft's, or that of a list that ends with it."""
    apart = context.marks.sentence == context.marks.clause
    found = unexplained(context.drafts, context.place.passage, apart=apart)
    passed = 1 + (context.marks.sentence == 0)  # a passage begins a sentence of its own
    if found and found[0].sentence < context.place.sentence - passed:
        return []
    own_sentence = found and found[0].sentence < context.place.sentence
    if own_sentence and found[0].kind == "change" and context.marks.sentence == context.marks.clause:
        found = listed_alike(context.drafts, found[0], context.linked) or found
    return found


def all_of_kind(context: Context, targets: list[Draft]) -> list[Draft]:
    """均因, 都是: every draft of the sentence like the first target."""
    if not targets:
        return []
    first = targets[0]
    alike = [
        d for d in context.drafts if d.passage == first.passage and d.sentence == first.sentence and d.takes_reason()
    ]
    return [d for d in alike if d.kind == first.kind and d.direction == first.direction] or targets
