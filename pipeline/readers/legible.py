"""How much a text looks like Chinese or English that somebody wrote, rather than like a wrong decoding.

A text decoded with the wrong code page, or a PDF layer with a broken character map, is made of characters that
exist but that nobody uses. The 3,755 ideographs of GB 2312 level 1 cover about 99 % of what a Chinese report is
written in, and a wrong decoding hits them hardly more often than chance.
"""

from __future__ import annotations

import unicodedata
from collections import Counter

_EVERYDAY = frozenset(
    "的一和在为是有不及等人年月日部门預预算支出收入公共财政財元万项目單单位机機用费計计本上务務国國中会會"
)
_BIG5_LEVEL_1 = range(0xA4, 0xC7)  # first bytes of the frequent ideographs in Big5, for reports in traditional script
_LEVEL_1 = range(0xB0, 0xD8)  # first bytes of the frequent ideographs in GB 2312


def legible_share(text: str) -> float:
    """The share (0–1) of printed characters that reports are made of; 1 for a text without any.

    >>> legible_share("一般公共预算支出 82.10万元"), legible_share("")
    (1.0, 1.0)
    >>> legible_share("一般公共预算支出".encode("gb18030").decode("cp1252", "replace")) < 0.7
    True
    """
    printed = Counter("".join(text.split()))
    if not printed:
        return 1.0
    return sum(count for character, count in printed.items() if is_common(character)) / printed.total()


def everyday_share(text: str) -> float:
    """The share (0–1) of ideographs that no page of Chinese does without; 1 for a text of fewer than 20 ideographs.

    Text of another language decoded as GB18030 is all frequent ideographs, and hardly ever these.

    >>> everyday_share("部门预算公开说明" * 5) > 0.4, everyday_share("예산 공개 보고서".encode("euc-kr").decode("gbk") * 9)
    (True, 0.0)
    """
    counts = Counter(text)
    ideographs = sum(count for character, count in counts.items() if "\u3400" <= character <= "\u9fff")
    return 1.0 if ideographs < 20 else sum(counts[character] for character in _EVERYDAY) / ideographs


def written_share(text: str) -> float:
    """The share (0–1) of ideographs and digits among printed characters: what a Chinese report consists of.

    >>> round(written_share("2023年度部门决算公开"), 2), round(written_share(";%k& (*:@! 1l|/ ~^ ]]} vv,"), 2)
    (1.0, 0.05)
    """
    printed = [character for character in text if not character.isspace()]
    written = sum(c.isdigit() or "\u3400" <= c <= "\u9fff" for c in printed)
    return written / len(printed) if printed else 1.0


def is_common(character: str) -> bool:
    """Whether reports use this character: ASCII, frequent ideographs, the marks and signs of GB 2312, full width.

    >>> [is_common(c) for c in "年a：①—"], [is_common(c) for c in "鬻µ\\ue004\\ufffd"]
    ([True, True, True, True, True], [False, False, False, False])
    >>> [is_common(c) for c in "預財"]
    [True, True]
    """
    if character < "\x7f":
        return character.isprintable()
    if unicodedata.category(character) in ("Co", "Cn", "Cc", "Cs"):
        return False
    try:
        encoded = character.encode("gb2312")
    except UnicodeEncodeError:
        return _is_common_traditional(character) or unicodedata.category(character) in (
            "Pd",
            "Po",
            "Pi",
            "Pf",
            "Ps",
            "Pe",
            "No",
            "Zs",
        )
    return encoded[0] in _LEVEL_1 or (encoded[0] < 0xB0 and not unicodedata.category(character).startswith("L"))


def _is_common_traditional(character: str) -> bool:
    try:
        return character.encode("big5")[0] in _BIG5_LEVEL_1
    except UnicodeEncodeError:
        return False
