"""Wordings of headings → section labels."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from importlib.resources import files
from typing import Any

from pipeline.errors import BadVocabulary
from pipeline.vocabulary.own import NO_WORDS, Texts, with_own
from pipeline.vocabulary.script import simplified

LABELS = (
    "cover", "contents", "overview", "duties", "organisation", "report_tables", "narrative", "overall", "income",
    "expenditure", "appropriation", "general_budget", "basic_expenditure", "government_fund", "state_capital",
    "three_public", "operating_cost", "procurement", "state_assets", "performance", "transfer_payment",
    "empty_tables", "glossary", "attachment", "other",
)  # fmt: skip

TAILS = (  # with which headings go on after their subject
    "情况", "情况说明", "决算情况说明", "预算情况说明", "决算情况", "预算情况", "预算", "说明",
    "决算总体情况说明", "预算总体情况说明",
)  # fmt: skip
_COMMON = re.compile(r"情况|预算|支出|收入|构成|编制")  # four characters with these are one slip from another wording
SHORTEST = 5  # characters of a wording of which one may be misread
_YEAR = re.compile(r"(?:20\d\d|二[〇○零O0][一二三四五六七八九〇○零]{2})年?度?")  # 2024年度, 二〇二四年; not 2011102


_BREADCRUMB = re.compile(r"[>»]{1,2}\S+[>»]|^[>»]|[>»]$")  # 首页>公开>预算; not 收入>支出
_AFTER_LABEL = ":|])】0123456789"  # 来源:…, 发布时间2023…; not 来源结构
LINKS = 4  # bars in a row of links
LONGEST_SITE_ROW = 120  # characters; a longer one is text


@dataclass(frozen=True)
class HeadingForm:
    """One label and the wordings that name it; see headings.toml for what the fields mean."""

    label: str
    words: tuple[str, ...] = ()
    whole: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    parts: bool = False

    @cached_property
    def short_words(self) -> tuple[str, ...]:
        """Words of four characters that hardly another wording is like."""
        return tuple(word for word in self.words if len(word) == 4 and not _COMMON.search(word))

    @cached_property
    def long_ends(self) -> tuple[str, ...]:
        return tuple(end for end in self.ends if len(end) >= SHORTEST)

    @cached_property
    def with_tails(self) -> Mapping[int, tuple[str, ...]]:
        """The whole wordings with what headings go on with, by their length."""
        found: defaultdict[int, list[str]] = defaultdict(list)
        for wording in (whole + tail for whole in self.whole for tail in TAILS):
            found[len(wording)].append(wording)
        return {length: tuple(wordings) for length, wordings in found.items() if length >= SHORTEST}


@dataclass(frozen=True)
class Headings:
    """All wordings, in the order in which they are tried."""

    forms: tuple[HeadingForm, ...]
    fillers: re.Pattern[str]
    inherits: frozenset[str]
    alone: frozenset[str]
    titles: Mapping[str, str] = field(
        default_factory=dict
    )  # folded heading → its label, whatever else speaks for another
    site_opens: tuple[str, ...] = ()
    site_holds: tuple[str, ...] = ()

    def plain(self, text: str) -> str:
        """A text in simplified script without stray pinyin: 預(yù)算 is 预算."""
        return simplified(text)

    def of_the_site(self, row: str) -> bool:
        """Whether a row near the beginning is a breadcrumb or metadata of the site that a report stands on."""
        text = self.plain(unicodedata.normalize("NFKC", row))
        text = "".join(text.split()).lstrip("|[【•·-(")
        if len(text) > LONGEST_SITE_ROW:
            return False
        if (
            not text
            or text.count("|") >= LINKS
            or _BREADCRUMB.search(text)
            or any(word in text for word in self.site_holds)
        ):
            return True
        word = next((word for word in self.site_opens if text.startswith(word)), "")
        return bool(word) and (len(text) == len(word) or text[len(word)] in _AFTER_LABEL)

    def fold(self, title: str) -> str:
        """A heading for comparison: simplified, without blanks, punctuation, brackets' marks and years."""
        text = self.plain(unicodedata.normalize("NFKC", title))
        text = _YEAR.sub("", "".join(text.split()))
        return re.sub(r"[^\w]", "", text)

    def core(self, folded: str) -> str:
        """What a folded heading says once the words that every heading has are dropped."""
        return self.fillers.sub("", folded)


def load_headings(own: Texts = NO_WORDS) -> Headings:
    """The headings of `headings.toml`. Raises BadVocabulary for an unknown label or an entry without wordings."""
    text = files("pipeline.vocabulary").joinpath("headings.toml").read_text("utf-8")
    entries = with_own(tomllib.loads(text), own, "headings.toml")
    forms = tuple(_form(entry) for entry in entries["heading"])
    fillers = sorted(entries["fillers"], key=len, reverse=True)
    pattern = re.compile("|".join(map(re.escape, fillers)))
    inherits = frozenset(pattern.sub("", word) or word for word in entries["inherits"])
    site = tuple(tuple(sorted(entries[key], key=len, reverse=True)) for key in ("site_opens", "site_holds"))
    headings = Headings(forms, pattern, inherits, frozenset(entries["alone"]), {}, *site)
    return replace(headings, titles=_titles(headings))


def _titles(headings: Headings) -> dict[str, str]:
    """Folded heading → label. Raises BadVocabulary for a heading with two labels."""
    found: dict[str, str] = {}
    for form in headings.forms:
        for title in form.titles:
            folded = headings.fold(title)
            if found.setdefault(folded, form.label) != form.label:
                raise BadVocabulary(f"headings.toml, title {title!r}: it stands under {found[folded]} and {form.label}")
    return found


def _form(entry: dict[str, Any]) -> HeadingForm:
    label = entry.get("label", "")
    if label not in LABELS:
        raise BadVocabulary(f"headings.toml, label {label!r}: not a section label of CONTRACT 3.1")
    lists = {key: tuple(entry.get(key, ())) for key in ("words", "whole", "ends", "titles")}
    if not any(lists.values()):
        raise BadVocabulary(f"headings.toml, label {label!r}: give titles, words, whole or ends")
    return HeadingForm(label=label, parts=bool(entry.get("parts", False)), **lists)
