"""Whose a reason is: the drafts said in one breath, in one list, or under one name."""

from __future__ import annotations

from pipeline.statements.drafts import Draft
from pipeline.statements.names import same_name


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
