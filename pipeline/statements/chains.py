"""Paths of accounts that print the code of each level behind its name: 农林水支出（213）水利（03）防汛（14）."""

from __future__ import annotations

import re

_NAME = r"((?:[^，。；：（）\d\s]|（[^（）\d]{1,6}）){2,40}?)"
CHAIN = rf"{_NAME}（(2\d\d)）{_NAME}（(\d\d|\d{{5}})）(?:{_NAME}（(\d\d|\d{{7}})）)?"
_CHAIN = re.compile(CHAIN)
_REACH = 2000  # characters: an item is no longer


def as_path(text: str) -> str:
    """Text with the codes of such a path turned into the levels that they stand for.

    >>> as_path("农林水支出（213）水利（03）防汛（14）"), as_path("教育支出（205）普通教育（20502）")
    ('农林水支出（类）水利（款）防汛（项）', '教育支出（类）普通教育（款）')
    """
    return _CHAIN.sub(_levels, text) if "（2" in text else text


def _levels(match: re.Match[str]) -> str:
    names = zip(match.group(1, 3, 5), "类款项", strict=True)
    return "".join(f"{name}（{level}）" for name, level in names if name)


def code_of(name: str, text: str, until: int) -> str | None:
    """The code of the last path before `until` whose lowest level bears the name; None where there is none.

    >>> code_of("防汛", "农林水支出（213）水利（03）防汛（14）：预算3万元", 20)
    '2130314'
    """
    found = None
    if "（2" not in text:
        return None
    for match in _CHAIN.finditer(text, max(0, until - _REACH)):
        if match.start() >= until:
            break
        if (match[5] or match[3]) == name:
            found = ""
            for code in filter(None, match.group(2, 4, 6)):
                found = code if len(code) > 2 else found + code
    return found
