"""How wide an ideograph is in a text that keeps columns by blanks: two columns of a terminal, or one character like any other.

Programs that print for a terminal count two; `pdftotext -layout` lays characters into a grid and counts one. Lines with as
many figures but unlike names show it: under the right width their figures end below each other.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from itertools import pairwise
from statistics import median

_FIGURES_AT_END = re.compile(r"(?:\s{2,}-?[\d,]+\.\d+)+\s*$")
_IDEOGRAPH = re.compile(r"[\u3000-\u9fff\uff00-\uff60]")
NEAR = 6  # lines within which two rows are compared
LEAST = 1.0  # character by which the figures must stand better below each other on the whole


def width(text: str, ideograph: int = 2) -> int:
    """Width of a text in columns, an ideograph counting two, or one.

    >>> width("合计 1.20"), width("合计 1.20", 1)
    (9, 7)
    """
    if ideograph == 1 or text.isascii():
        return len(text)
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def ideograph_width(printed: Iterable[str]) -> int:
    """The width of an ideograph under which the figures of these lines stand best below each other; 2 where none tells.

    >>> ideograph_width(["一般公共服务支出      12.00   12.00", "国防              3.00    3.00"])
    1
    >>> ideograph_width(["一般公共服务支出      12.00   12.00", "国防                   3.00    3.00"])
    2
    """
    rows = [
        (n, text.rstrip(), len(_IDEOGRAPH.findall(text)), found[0].count("."))
        for n, text in enumerate(printed)
        if text.rstrip()[-1:].isdigit() and (found := _FIGURES_AT_END.search(text))
    ]
    wide: list[int] = []
    narrow: list[int] = []
    for (n, a, ideographs, figures), (m, b, others, as_many) in pairwise(rows):
        if m - n <= NEAR and figures == as_many and ideographs != others:
            wide.append(abs(width(a) - width(b)))
            narrow.append(abs(len(a) - len(b)))
    return 1 if wide and median(wide) - median(narrow) >= LEAST else 2
