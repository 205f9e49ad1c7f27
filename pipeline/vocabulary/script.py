"""Traditional script and the stray pinyin of some web pages, folded for comparison: 預(yù)算 → 预算."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files

from pipeline.errors import BadVocabulary

_PINYIN = re.compile(r"[(（][a-zāáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜńňǹ]{1,6}[)）]")  # 預(yù)算; not (A), （境）


@lru_cache(maxsize=1)
def traditional_to_simplified() -> dict[int, str]:
    """For str.translate, one character for one (traditional.txt). Raises BadVocabulary naming an entry that is no pair."""
    return read_pairs((files("pipeline.vocabulary") / "traditional.txt").read_text("utf-8"))


def read_pairs(text: str) -> dict[int, str]:
    """Pairs of a traditional and a simplified character, blanks between them, # before a comment line."""
    pairs = [pair for line in text.splitlines() if not line.startswith("#") for pair in line.split()]
    for pair in pairs:
        if len(pair) != 2:
            raise BadVocabulary(f"traditional.txt, {pair!r}: give a traditional and a simplified character")
    return {ord(pair[0]): pair[1] for pair in pairs}


def simplified(text: str) -> str:
    """A text in simplified script without stray pinyin; length may change.

    >>> simplified("一般公共預(yù)算財政撥款"), simplified("因公出国（境）费")
    ('一般公共预算财政拨款', '因公出国（境）费')
    """
    return _PINYIN.sub("", text).translate(traditional_to_simplified())
