"""One script, one width, no stray pinyin of web pages, for comparison: 預(yù)算 → 预算."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from importlib.resources import files

from pipeline.errors import BadVocabulary

TRADITIONAL = 0.06  # share of ideographs that change when folded, above which a document is in traditional script
DISTINCT = 3  # different ones among them, at least

_TONED = "āáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜńňǹ\u0300-\u030c"
_PINYIN = re.compile(  # 預(yù)算, 國(guo)家; not (A), （境）, (a) at the beginning
    rf"(?<=[\u4e00-\u9fff])[(（][a-z{_TONED}]{{1,8}}[)）]|[(（](?=[a-z]*[{_TONED}])[a-z{_TONED}]{{1,8}}[)）]"
)
_IDEOGRAPH = re.compile(r"[\u4e00-\u9fff]")


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


def fold_lines(lines: Iterable[str]) -> tuple[str, ...]:
    """Half width, stray pinyin gone, one blank for many; simplified where the document is in traditional script.

    A document in simplified script keeps all its characters: 乾县 is no 干县.

    >>> fold_lines(["財政預(yù)算　公開"]), fold_lines(["乾县水利局２０２４年部门预算"])
    (('财政预算 公开',), ('乾县水利局2024年部门预算',))
    """
    folded = [_PINYIN.sub("", unicodedata.normalize("NFKC", line)) for line in lines]
    spaced = [" ".join(line.split()) for line in folded]
    return tuple(map(simplified, spaced)) if _is_traditional(spaced) else tuple(spaced)


def _is_traditional(lines: Sequence[str]) -> bool:
    ideographs = "".join(_IDEOGRAPH.findall("".join(lines)))
    changed = {old for old, new in zip(ideographs, simplified(ideographs), strict=True) if old != new}
    share = sum(character in changed for character in ideographs) / max(1, len(ideographs))
    return len(changed) >= DISTINCT and share > TRADITIONAL


def compact(text: str) -> str:
    """Half width, without blanks and stray pinyin; Chinese punctuation as NFKC folds it.

    >>> compact("编制部门：某县　水利局（本级）")
    '编制部门:某县水利局(本级)'
    """
    return "".join(_PINYIN.sub("", unicodedata.normalize("NFKC", text)).split())
