"""A document's lines in one script and width, so that names can be compared."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from pipeline.vocabulary.script import simplified

TRADITIONAL = 0.06  # share of ideographs that change when folded, above which a document is in traditional script
DISTINCT = 3  # different ones among them, at least

_IDEOGRAPH = re.compile(r"[\u4e00-\u9fff]")
_PINYIN = re.compile(
    r"\((?=[a-z]*[^\x00-\x7f(])[a-z\u00e0-\u01dc\u0300-\u030c]{1,8}\)|(?<=[\u4e00-\u9fff])\([a-z]{1,6}\)"
)
# 預(yù)算, 國(guo)家; not (A)


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
