"""Where a reason ends, and whose it is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from pipeline.statements.drafts import Draft
from pipeline.statements.lexer import AMOUNT, PERCENT, any_of
from pipeline.statements.names import same_name
from pipeline.vocabulary.cues import Cues

_COUNTED = re.compile(
    r"[二三四五六七八九]是|其[二三四五六]|[二三四五六][、.]|[2-9][.、）)]|（[二三四五六2-9]）|[②-⑨]|第[二三四五六]|另一方面|另外|再者"
)
_FIRST = re.compile(r"(?:主要)?(?:一是|其一|一、|1[.、)）]|（[一1]）|①|第一|一方面)")
_LONGEST = 800  # characters of a reason
_MARK = re.compile(r"[。！；，]")
_FIGURE = re.compile(f"{AMOUNT}|{PERCENT}")
_OPENS_WITH_AMOUNT = re.compile(
    rf"[^，。；\d]{{2,30}}?(?:收入|支出|费|经费|结余|总计|合计)[^，。；\d增减占]{{0,10}}"
    rf"(?:{AMOUNT})(?=，?(?:占|较|比|与|完成|同比|其中))"
)
_EDGES = "，。；：、！ “" + "　"


@dataclass(frozen=True, eq=False)
class ReasonForms:
    """The patterns of reasons, built from the cues."""

    trailing: re.Pattern[str]
    stops: re.Pattern[str]
    compares: re.Pattern[str]
    new_topic: re.Pattern[str]
    happened: re.Pattern[str]  # the verb of 公务接待费减少 (的主要原因)


@lru_cache(maxsize=4)
def reason_forms(cues: Cues) -> ReasonForms:
    """The patterns for a vocabulary."""
    verbs = any_of({*cues.direction["increase"], *cues.direction["decrease"]})
    long = any_of({w for k in ("increase", "decrease", "flat") for w in cues.direction[k] if len(w) > 1})
    return ReasonForms(
        happened=re.compile(rf"(?:{long}|与?(?:上年|去年).*)$"),
        trailing=re.compile(f"{any_of(cues.reason['trailing'])}$"),
        stops=re.compile(any_of(cues.reason["stops"])),
        compares=re.compile(
            rf"[^，。；]{{0,30}}(?:比|较|与)[^，。；]{{0,24}}(?:{verbs}[^，。；]{{0,4}}(?:{AMOUNT}|{PERCENT})|持平)"
        ),
        new_topic=re.compile(rf"主要|其中|具体|决算|年初|年末|本年|{any_of(cues.names['begins'])}"),
    )


def reason_end(text: str, start: int, forms: ReasonForms) -> int:
    """Where the reason that begins at `start` ends: at the sentence's end, sooner where another topic begins."""
    text = text[: start + _LONGEST]
    close = _closing_bracket(text, start)
    counted = bool(_FIRST.match(text, start))
    for mark in _MARK.finditer(text, start):
        after = mark.end()
        if close is not None and mark.start() > close:
            return close
        if mark[0] == "，":
            if _leaves(text, start, after, forms):
                return mark.start()
        elif counted and _COUNTED.match(text, after):
            continue
        elif mark[0] != "；" or _parts(text, after, forms, counted=counted):
            return mark.start()
    return close if close is not None else len(text)


def clean_reason(words: str, forms: ReasonForms) -> str | None:
    """A reason without blanks, the marks around it, and 等原因 / 所致 at its end; None where nothing is left."""
    reason = "".join(words.split()).strip(_EDGES + ",.;:")
    shorter = forms.trailing.sub("", reason).strip(_EDGES + ",;:")
    return None if shorter in ("", "无", "没有", "不存在", "暂无", "略") else shorter


def _closing_bracket(text: str, start: int) -> int | None:
    """The place of the bracket that closes around `start`, if it stands inside brackets."""
    depth = 0
    for place in range(start, len(text)):
        if text[place] == "（":
            depth += 1
        elif text[place] == "）":
            depth -= 1
            if depth < 0:
                return place
        elif text[place] == "。" and depth <= 0:
            return None
    return None


def _leaves(text: str, start: int, after: int, forms: ReasonForms) -> bool:
    """Whether the clause after a comma is no longer the reason."""
    if forms.stops.match(text, after):
        return True
    if _FIGURE.search(text, start, after):
        return False
    return bool(forms.compares.match(text, after) or _OPENS_WITH_AMOUNT.match(text, after))


def _parts(text: str, after: int, forms: ReasonForms, *, counted: bool) -> bool:
    """Whether a semicolon ends the reason: the next piece has figures, or speaks of another quantity."""
    piece = re.compile(r"[^；。]*").match(text, after)
    words = piece[0] if piece else ""
    if counted and not _FIGURE.search(words):
        return False
    return not words or bool(
        _FIGURE.search(words) or forms.new_topic.match(words) or "持平" in words or len(words) > 50
    )


def unexplained(drafts: list[Draft], passage: int) -> list[Draft]:
    """The drafts a reason without pointer belongs to: the last one and those said in one breath with it."""
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
        if draft not in found and _one_breath(draft, last):
            found.append(draft)
    return found


def _one_breath(draft: Draft, last: Draft) -> bool:
    if draft.quantity is last.quantity and draft.kind == last.kind == "change" and draft.base != last.base:
        return draft.direction == last.direction and draft.segment == last.segment  # 较年初预算减少…，较上年减少…
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


def named_by(name: str, draft: Draft) -> bool:
    """Whether a pointer such as 财政拨款收入支出 (减少的主要原因) names a draft's quantity, alone or among others."""
    if same_name(name, draft.indicator) or same_name(name, draft.quantity.name):
        return True
    for both in ("收入支出", "收支", "收、支"):
        if both in name and draft.indicator.startswith(name.split(both)[0]):
            return any(same_name(name.replace(both, one), draft.indicator) for one in ("收入", "支出"))
    return False
