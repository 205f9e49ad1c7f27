"""What a heading is about (CONTRACT 3.1). `label_heading` is the only way to a label."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

from pipeline.vocabulary.headings import HeadingForm, Headings

ONE_IN_FIVE = 0.8  # agreement of words of which one character in five is misread
ONE_IN_FOUR = 0.75
CERTAIN = 0.98  # of wordings found as they are
INHERITED = 0.8
GUESSED = 0.6  # of a heading that takes the label of the one above
UNKNOWN = 0.5  # of `other`, where nothing fits

SUBJECTS = (  # labels that a heading's unknown parts share
    "duties", "overall", "income", "expenditure", "appropriation", "general_budget", "basic_expenditure",
    "government_fund", "state_capital", "three_public", "operating_cost", "procurement", "state_assets",
    "performance", "transfer_payment",
)  # fmt: skip
_OWN = re.compile(r"^(?:本?部门|本?单位)(?:预算|决算)?(?=.{4})")  # 部门收支总体情况


@dataclass(frozen=True)
class Place:
    """Where a heading stands."""

    part: bool = True  # one of the document's own parts: 第一部分, or a title without a number
    above: tuple[str, ...] = ()  # labels of the headings it stands under, nearest first
    nested: bool = False  # （一） or higher, under another heading
    bodies: tuple[str, ...] = ()  # names of the disclosing body; they say nothing of the subject


def label_heading(title: str, place: Place, headings: Headings) -> tuple[str, float]:
    """The label of a heading and its score; ("other", 0.5) where the vocabulary has nothing like it.

    The score says how far the words agree with a known wording: 1 − the share of misread characters.
    """
    folded = without_bodies(title, place.bodies, headings)
    core = headings.core(folded)
    forms = [form for form in headings.forms if place.part or not form.parts]
    titled = headings.titles.get(folded)
    if titled:
        return titled, CERTAIN
    for form in forms:
        if _exact(form, folded, core):
            return form.label, CERTAIN
        score = _misread(form, folded, ONE_IN_FIVE, shortest=5)
        if score:
            return form.label, score
    if core in headings.inherits or (core == "" and not place.part):
        return _inherited(core, place)
    best = max(((_near(form, folded), form.label) for form in forms), default=(0.0, "other"), key=lambda s: s[0])
    if best[0]:
        return best[1], best[0]
    return _of_its_part(place)


def says(title: str, label: str, headings: Headings) -> bool:
    """Whether a heading of the document's own parts has a label for certain; sooner told than which label it has."""
    folded = headings.fold(title)
    core = headings.core(folded)
    may = headings.titles.get(folded) == label or any(
        form.label == label and _exact(form, folded, core) for form in headings.forms
    )
    return may and label_heading(title, Place(), headings) == (label, CERTAIN)


def spelled_out(title: str, bodies: Sequence[str], headings: Headings) -> str | None:
    """The label under whose `titles` a heading stands in the vocabulary: what is there is never overruled."""
    return headings.titles.get(without_bodies(title, bodies, headings))


def is_generic(folded: str, headings: Headings) -> bool:
    """Whether a folded heading names no subject of its own: 总体情况, 增减变化原因."""
    core = headings.core(folded)
    return core in headings.inherits or not core


def without_bodies(title: str, bodies: Sequence[str], headings: Headings) -> str:
    """A heading folded for comparison, without the body's name."""
    return _without_bodies(headings.fold(title), [headings.fold(body) for body in bodies])


def _without_bodies(folded: str, bodies: Iterable[str]) -> str:
    for body in sorted(bodies, key=len, reverse=True):
        if len(body) >= 4 and body in folded:
            return folded.replace(body, "", 1)
    return folded


def _inherited(core: str, place: Place) -> tuple[str, float]:
    for label in place.above:
        if label not in ("other", "narrative", "overview", "cover", "report_tables", "attachment"):
            return label, INHERITED
    return ("overall", INHERITED) if core.startswith("总体") else ("other", UNKNOWN)


def _of_its_part(place: Place) -> tuple[str, float]:
    """A heading with a subject of its own that is not known: under a known subject it belongs to that."""
    above = place.above[0] if place.above else "other"
    return (above, GUESSED) if place.nested and above in SUBJECTS else ("other", UNKNOWN)


def _exact(form: HeadingForm, folded: str, core: str) -> bool:
    if any(word in folded for word in form.words):
        return True
    return core in form.whole or folded in form.whole or folded.endswith(form.ends or ("\0",))


def _misread(form: HeadingForm, folded: str, least: float, shortest: int) -> float:
    """The best agreement of one of the form's words of at least `shortest` characters; 0 below `least` (0–1)."""
    return max((agreement(word, folded, least) for word in form.words if len(word) >= shortest), default=0.0)


def agreement(word: str, text: str, least: float = 0.0) -> float:
    """The share of a word's characters that stand in the text at their places, at the best position, 0–1; 0 below `least`.

    Recognisers misread characters; they seldom drop or add one inside a heading.

    >>> agreement("政府性基金", "政府性墓金预算"), agreement("基本支出", "财政拨款支出"), agreement("基本支出", "财政拨款支出", 0.75)
    (0.8, 0.5, 0)
    """
    length, wanted = len(word), least * len(word)
    if length > len(text) or sum(map(text.__contains__, word)) < wanted:  # most words end here
        return 0
    starts = range(len(text) - length + 1)
    best = max(sum(map(str.__eq__, word, text[start : start + length])) for start in starts)
    return best / length if best >= wanted else 0


def _near(form: HeadingForm, folded: str) -> float:
    """Agreement of what may be a misreading of a short or whole wording, 0–1; 0 where it is something else."""
    words = (agreement(word, folded, ONE_IN_FOUR) for word in form.short_words)
    ends = (agreement(end, folded[-len(end) :], ONE_IN_FIVE) for end in form.long_ends)
    subject = _OWN.sub("", folded)
    whole = (agreement(wording, subject, ONE_IN_FIVE) for wording in form.with_tails.get(len(subject), ()))
    return max(chain(words, ends, whole), default=0.0)


_NAME_ENDS = re.compile(
    r"^(.{4,40}?)(?:部门|单位)?(?:概况|(?:主要)?(?:工作)?职[责能]|机构设置|基本情况|决算|预算|收支|情况说明|所属|三公|一般公共)"
)  # 某县档案馆概况, 某县档案馆部门决算表


def body_names(titles: Sequence[str], headings: Headings) -> tuple[str, ...]:
    """Names that open several headings before 概况, 主要职责, 决算 …: the disclosing body.

    A report calls its own part "某县政府采购中心概况"; without its name that is an overview.
    """
    found: dict[str, int] = {}
    for title in titles:
        match = _NAME_ENDS.match(headings.fold(title))
        name = match[1] if match else ""
        if name and re.search(r"[局委办室馆院校园所站队厅部会府处署社团台]$|中心$|集团$|管委会$", name):
            found[name] = found.get(name, 0) + 1
    return tuple(sorted((name for name, count in found.items() if count >= 2), key=len, reverse=True))
