"""Whose a reason is: what the words before 原因 point at, and the drafts that a bare reason belongs to."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from pipeline.statements.context import Context
from pipeline.statements.drafts import Direction, Draft
from pipeline.statements.names import is_money, name_forms, read_name, same_name
from pipeline.statements.reasons import reason_forms
from pipeline.statements.tokens import Found, Token


def unexplained(drafts: list[Draft], passage: int, *, apart: bool = False) -> list[Draft]:
    """The drafts a reason without pointer belongs to: the last one and those said in one breath with it.

    `apart`: the reason is a sentence of its own, and so explains what a semicolon parts: 较上年减少…；较预算减少….
    """
    while drafts and drafts[-1].kind == "share":
        drafts = drafts[:-1]
    if not drafts or not drafts[-1].takes_reason():
        return []
    last = drafts[-1]
    if last.passage < passage - 1:
        return []
    same_sentence = [d for d in drafts if d.sentence == last.sentence and d.passage == last.passage]
    found = [last, *last.twins]
    for draft in reversed(same_sentence[:-1]):
        if draft.reason is not None:
            break
        if draft not in found and _one_breath(draft, last, apart):
            found.append(draft)
    return found


def _one_breath(draft: Draft, last: Draft, apart: bool) -> bool:
    if draft.depth != last.depth:
        return False  # one of them stands in brackets
    if draft.quantity is last.quantity and draft.kind == last.kind == "change" and draft.base != last.base:
        return draft.direction == last.direction and (
            apart or draft.segment == last.segment
        )  # 较年初预算减少…，较上年减少…
    alike = draft.kind == last.kind and draft.direction == last.direction and draft.base == last.base
    if not alike or draft.quantity is last.quantity or draft.kind != "change" or draft.whole is not last.whole:
        return False
    return draft.segment == last.segment or (draft.amount, draft.percent) == (last.amount, last.percent) != (None, None)


def listed_alike(drafts: list[Draft], last: Draft, linked: set[int]) -> list[Draft]:
    """The list that ends with `last`, where all of it goes the same way.

    `linked` holds the sentences that go on with 其中 and so belong to the list of the one before them.
    """
    sentences = {last.sentence}
    while min(sentences) in linked:
        sentences.add(min(sentences) - 1)
    listed = [d for d in drafts if d.passage == last.passage and d.kind == "change" and d.sentence in sentences]
    if any(d.direction != last.direction or d.base != last.base or d.reason for d in listed):
        listed = [d for d in listed if d.sentence == last.sentence]
    if any(d.direction != last.direction or d.base != last.base or d.reason for d in listed):
        return []
    return listed


_FAMILIES = ("三公", "因公出国", "公务接待", "公务用车", "机关运行", "会议费", "培训费", "政府采购")


def strangers(name: str, draft: Draft) -> bool:
    """Whether a pointer and a draft name two quantities that every report keeps apart: 公务接待费, “三公”经费."""
    pointed, drafted = ({family for family in _FAMILIES if family in words} for words in (name, draft.indicator))
    return bool(pointed and drafted and not pointed & drafted)


def named_by(name: str, draft: Draft) -> bool:
    """Whether a pointer such as 财政拨款收入支出 (减少的主要原因) names a draft's quantity, alone or among others."""
    if same_name(name, draft.indicator) or same_name(name, draft.quantity.name):
        return True
    for both in ("收入支出", "收支", "收、支"):
        if both in name and draft.indicator.startswith(name.split(both)[0]):
            return any(same_name(name.replace(both, one), draft.indicator) for one in ("收入", "支出"))
    return False


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
    direction = direction_said(context, words + token.text)
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
    """The drafts that a pointer means: by their quantity's name, else by base (较上年) and direction (减少)."""
    if not (pointer.direction or pointer.base or pointer.name):
        return []
    if pointer.name and (named := _named(context, pointer)):
        context.about = pointer.name
        return named
    if pointer.base and not pointer.name and context.about and context.marks.sentence != context.marks.clause:
        return _named(context, replace(pointer, name=context.about))
    reach = 99 if pointer.name else int(context.marks.sentence == 0)
    fitting = _unexplained_within(context, pointer, reach)
    if not pointer.base and any(word in pointer.words for word in _GROWTH):
        grown = [d for d in fitting if d.base == "prior_year"]
        fitting = grown or fitting  # 高于预算6.00万元。增长是因为…: of the change, not of the distance
    if not fitting and not pointer.base and not pointer.name:
        return _fallen_short(context, pointer)
    if not fitting and pointer.base and pointer.direction and context.quantity:
        about = context.quantity.name  # what the passage speaks of, said farther back
        return [d for d in _unexplained_within(context, pointer, None) if named_by(about, d)][-1:]
    return _near(context, pointer, [d for d in fitting if d.passage >= context.place.passage - 1])


_GROWTH = ("增长", "下降", "增幅", "降幅", "上升")


def _fallen_short(context: Context, pointer: Pointer) -> list[Draft]:
    """少支出系…, 执行率偏低系…: where the sentence has no change that goes this way, its completion."""
    sides: dict[Direction, Direction] = {"increase": "above", "decrease": "below"}
    wanted = sides.get(pointer.direction) if pointer.direction else None
    here = [d for d in context.drafts if d.passage >= context.place.passage - 1 and d.kind == "completion"]
    last = here[-1:] if here and here[-1].takes_reason() and here[-1] is context.drafts[-1] else []
    return [d for d in last if wanted is None or d.direction in (None, wanted)]


def _unexplained_within(context: Context, pointer: Pointer, reach: int | None) -> list[Draft]:
    """What a pointer's base and direction fit and still lacks a reason, of the last passages; None: of the section."""
    first = 0 if reach is None else context.place.passage - reach
    return [
        d
        for d in context.drafts
        if d.passage >= first and d.takes_reason() and _fits(d, pointer.direction, pointer.base)
    ]


def _named(context: Context, pointer: Pointer) -> list[Draft]:
    """公务接待费减少的原因: what bears the name, in this section or, where it says nothing of it, in one before."""
    named = [d for d in _unexplained_within(context, pointer, 99) if named_by(pointer.name, d)]
    if named:
        return [d for d in named if d.passage == named[-1].passage or d.indicator != named[-1].indicator]
    if any(named_by(pointer.name, d) for d in context.drafts):
        return []
    before = (d for d in context.reading.earlier if named_by(pointer.name, d) and d.takes_reason())
    return [d for d in before if _fits(d, pointer.direction, pointer.base)][-1:]


def _near(context: Context, pointer: Pointer, fitting: list[Draft]) -> list[Draft]:
    """Of what fits nearby: all that 三项 counts, all of the sentence or passage before a bare 减少的原因, else the last."""
    if not fitting:
        return []
    of_sentence = [d for d in fitting if d.sentence == fitting[-1].sentence]
    of_passage = [d for d in fitting if d.passage == fitting[-1].passage]
    if _SEVERAL.search(pointer.words):
        return of_sentence if len(of_sentence) > 1 else of_passage
    if pointer.words or pointer.base or context.marks.sentence != context.marks.clause:
        return _same_quantity(context, fitting)
    return of_passage if context.marks.sentence == 0 else of_sentence


def direction_said(context: Context, words: str) -> Direction | None:
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
    if not targets or len({draft.sentence for draft in targets}) > 1:
        return targets
    first = targets[0]
    alike = [
        d for d in context.drafts if d.passage == first.passage and d.sentence == first.sentence and d.takes_reason()
    ]
    return [d for d in alike if d.kind == first.kind and d.direction == first.direction] or targets
