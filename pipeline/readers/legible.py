"""How much a text looks like Chinese or English that somebody wrote, rather than like a wrong decoding.

A text decoded with the wrong code page, or a PDF layer with a broken character map, is made of characters that
exist but that nobody uses. The 3,755 ideographs of GB 2312 level 1 cover about 99 % of what a Chinese report is
written in, and a wrong decoding hits them hardly more often than chance.
"""

from __future__ import annotations

import unicodedata
from collections import Counter

_BIG5_LEVEL_1 = range(0xA4, 0xC7)  # first bytes of the frequent ideographs in Big5, for reports in traditional script
_LEVEL_1 = range(0xB0, 0xD8)  # first bytes of the frequent ideographs in GB 2312


def legible_share(text: str) -> float:
    """The share (0–1) of printed characters that reports are made of; 1 for a text without any.

    >>> legible_share("一般公共预算支出 82.10万元"), legible_share("")
    (1.0, 1.0)
    >>> legible_share("一般公共预算支出".encode("gb18030").decode("cp1252", "replace")) < 0.7
    True
    """
    printed = [character for character in text if not character.isspace()]
    if not printed:
        return 1.0
    return sum(count for character, count in Counter(printed).items() if is_common(character)) / len(printed)


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
