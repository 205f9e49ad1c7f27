"""Runs that a reader gave as one although two cells meet in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pipeline.document import Box, Line

_GROWN = re.compile(
    r"(?P<figure>-?\d{1,3}(?:,\d{3})*\.\d{2}|-?\d+\.\d{2})(?P<rest>(?:\d{1,3}(?:,\d{3})+\.\d{2})+|[^\d\s%％万亿元、。，；)）].*)"
)  # 284.18一、社会保障支出; 82,096,797.4282,096,797.42; not 1.17%, 2.68万元
_CODED = re.compile(
    r"(?P<figure>[1-9]\d{2}(?:\d{2}){0,2})\s?(?P<rest>[\u4e00-\u9fff].*)"
)  # 2080502 事业单位离退休; not 2024年
HALF = 0.35  # of an ideograph, half of what stands between two cells whose runs grew together


def apart(lines: Iterable[Line]) -> Iterator[Line]:
    """The lines, each cut where a figure or a code meets the words or the figure of the next cell.

    The place of the cut is reckoned from the characters: figures are half as wide as ideographs.
    """
    for line in lines:
        yield from _cut(line)


def _cut(line: Line) -> Iterator[Line]:
    match = _GROWN.fullmatch(line.text.strip()) or _CODED.fullmatch(line.text.strip())
    if match and line.box is not None:
        first, second = match["figure"], match["rest"]
        left, right = _split_box(line.box, first, second)
        yield Line(first, line.page, left, line.score, first)
        yield from _cut(Line(second, line.page, right, line.score, second))
    else:
        yield line


def _split_box(box: Box, first: str, second: str) -> tuple[Box, Box]:
    em = (box[2] - box[0]) / max(_ems(first) + _ems(second), 1.0)
    cut = box[0] + em * _ems(first)
    return (box[0], box[1], cut - HALF * em, box[3]), (cut + HALF * em, box[1], box[2], box[3])


def _ems(text: str) -> float:
    return sum(0.5 if character.isascii() else 1.0 for character in text)
