"""Pieces of patterns: numbers, amounts, rates, years, lists of words."""

from __future__ import annotations

import re
from collections.abc import Iterable

NUMBER = r"(?<!\d)[-+]?(?:\d{1,3}(?:,\d{3}){1,4}(?:\.\d{1,6}){0,2}|\d{1,13}(?:\.\d{1,6}){0,4})"  # 1,234.56  4.721.98; bounded
_HAN = "〇零一二三四五六七八九"
CHINESE = rf"(?<![{_HAN}十百千])[{_HAN}○两十百千]{{1,9}}(?:万(?=[一二三四五六七八九]))?(?:点[{_HAN}]{{1,4}})?"
UNIT = r"(?:[余多]?[亿万][余多。.]?元|亿元|万元|千元|元|亿|万(?![人次辆个台份名户吨平]))"
AMOUNT = rf"(?:{NUMBER}|{CHINESE}(?=亿元|万元)){UNIT}(?![/／]|（?含?）?以上|以下)"  # 2.5万元; not 2.5万元/人, 3万人
PERCENT = rf"(?<![≥≤<>=≦≧])(?:{NUMBER}%|百分之{CHINESE})(?!以上|以下|以内|及以上)"  # 3%; not ≥3%, 95%以上
RATE_AHEAD = r"(?=[-+]?\d[\d,.]{0,18}%|百分之[〇零一二三四五六七八九十百])"
TIMES = rf"(?:{NUMBER}|[一二两三四五六七八九十]{{1,2}})倍"  # 增长1.5倍
SHORT = rf"{NUMBER}(?=[，、和]{NUMBER}{UNIT})"  # 各减少12.6、8.3万元: the unit comes with the last
FIGURE_AHEAD = rf"(?={NUMBER}(?:{UNIT}|%|个?百分点)|百分之|{CHINESE}(?:亿元|万元)|{TIMES}|{SHORT})"
YEAR = (
    r"(?:20[\dOo]{2}|二[〇○零0ΟO][〇○零0一二三四五六七八九]{2})(?:年度?(?!初|末)|(?=年初|年末))"  # 2023年度, 二〇二三年
)


def any_of(words: Iterable[str]) -> str:
    """A pattern that takes any of the words, the longest that fits."""
    return "(?:" + "|".join(map(re.escape, sorted(words, key=len, reverse=True))) + ")"
