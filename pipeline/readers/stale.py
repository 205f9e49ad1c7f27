"""The text layer over a scanned page, held against what OCR reads of the picture: an old engine's digits are worse."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from pipeline.document import Line, Page

ENOUGH: Final = 12  # figures that say how good a layer is
_AGREES = 0.95  # share of the figures that OCR reads; on clean scans it misreads one in two hundred
_CLEAR = 0.9  # mean score of OCR's lines below which it is no judge
_FIGURE = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d+|\d{3,}")  # 1,204.50, 68.20, 2130314; not 8


def figures(lines: Sequence[Line]) -> Counter[str]:
    """The figures of a page, without their commas.

    >>> sorted(figures([Line("2130314 防汛", 1), Line("1,204.50", 1), Line("8", 1)]))
    ['1204.50', '2130314']
    """
    return Counter(found.replace(",", "") for line in lines for found in _FIGURE.findall(line.text))


def is_stale(layer: Sequence[Line], read: Page) -> bool:
    """Whether a layer lacks figures that OCR reads clearly on the same page."""
    scores = [line.score for line in read.lines if line.score is not None]
    seen = figures(read.lines)
    if not scores or sum(scores) / len(scores) < _CLEAR or seen.total() < ENOUGH:
        return False
    return (figures(layer) & seen).total() < _AGREES * seen.total()
