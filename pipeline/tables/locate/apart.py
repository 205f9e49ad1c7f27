"""Runs that a reader gave as one although two cells meet in them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from pipeline.document import Box, Line, enclosing

_GROWN = re.compile(
    r"(?P<figure>-?\d{1,3}(?:,\d{3})*\.\d{2}|-?\d+\.\d{2})(?P<rest>(?:\d{1,3}(?:,\d{3})+\.\d{2})+|[^\d\s%％万亿元、。，；)）].*)"
)  # 284.18一、社会保障支出; 82,096,797.4282,096,797.42; not 1.17%, 2.68万元
_CODED = re.compile(
    r"(?P<figure>[1-9]\d{2}(?:\d{2}){0,2})\s?(?P<rest>[\u4e00-\u9fff].*)"
)  # 2080502 事业单位离退休; not 2024年
_PART = re.compile(r"(?P<figure>\d{2})\s+(?P<rest>[\u4e00-\u9fff].*)")  # 01 行政运行; not 01表
_FIGURE = re.compile(r"-?\d[\d,]*\.\d{2}")  # 12.00, 1,200.50; not 12, 1.2.1
HALF = 0.35  # of an ideograph, half of what stands between two cells whose runs grew together
LONGEST_GROWN = 40  # characters of heads that grew together
MOST_SINGLE = 4  # ideographs that stand apart and spell one head
MOST_WORDS = 24  # of a run that may be heads side by side


def apart(lines: Iterable[Line], is_head: Callable[[str], bool]) -> Iterator[Line]:
    """The lines, each cut where a figure or a code meets the next cell, and where heads stand a single blank apart.

    Heads may have grown together without a blank in rows that hold no figure. The place of the cut is reckoned from the
    characters: figures are half as wide as ideographs.
    """
    lines = list(lines)
    figures = any(_FIGURE.fullmatch(line.text.strip()) for line in lines)
    for line in lines:
        if not figures and line.box is not None and len(line.text) <= LONGEST_GROWN:
            grown = _heads(line.text.replace(" ", ""), is_head, "")
            if len(grown) > 1 and min(map(len, grown)) > 1:
                yield from _split(line, grown, "")
                continue
        for piece in _at_blanks(line, is_head):
            yield from _cut(piece)


def together(row: Sequence[Line], is_head: Callable[[str], bool]) -> list[Line]:
    """The runs of a row, left to right, with single ideographs that spell a head in one: 收 … 入, 支 … 出; not 类 | 款 | 项."""
    joined: list[Line] = []
    at = 0
    while at < len(row):
        many = next((n for n in range(2, MOST_SINGLE + 1) if _spells(row[at : at + n], n, is_head)), 1)
        joined.append(_joined(row[at : at + many]) if many > 1 else row[at])
        at += many
    return joined


def _spells(runs: Sequence[Line], many: int, is_head: Callable[[str], bool]) -> bool:
    texts = [run.text.strip() for run in runs]
    single = len(runs) == many and all(len(text) == 1 and "\u4e00" <= text <= "\u9fff" for text in texts)
    return single and not all(map(is_head, texts)) and all(run.box for run in runs) and is_head("".join(texts))


def _joined(runs: Sequence[Line]) -> Line:
    text = "".join(run.text.strip() for run in runs)
    return replace(runs[0], text=text, box=enclosing([run.box for run in runs if run.box]), printed=text)


def _at_blanks(line: Line, is_head: Callable[[str], bool]) -> Iterator[Line]:
    """The line cut at blanks that part figures from what stands before them, or one head from another."""
    words = line.text.split()
    if line.box is None or not 1 < len(words) <= MOST_WORDS:
        yield line
        return
    groups = _heads(words, is_head, " ") or _with_figures(words)
    if len(groups) > 1:
        yield from _split(line, groups, " ")
    else:
        yield line


def _split(line: Line, groups: Sequence[str], between: str) -> Iterator[Line]:
    """The line as one for each group of its words."""
    while len(groups) > 1:
        rest = between.join(groups[1:])
        assert line.box is not None
        left, right = _split_box(line.box, groups[0], rest)
        yield Line(groups[0], line.page, left, line.score, groups[0])
        line, groups = Line(rest, line.page, right, line.score, rest), groups[1:]
    yield line


def _with_figures(words: Sequence[str]) -> list[str]:
    """办公费 12.00 3.00 → 办公费, 12.00, 3.00; words without a figure behind them stay together."""
    first = len(words)
    while first > 0 and _FIGURE.fullmatch(words[first - 1]):
        first -= 1
    before = [" ".join(words[:first])] if first else []
    return [*before, *words[first:]]


def _heads(words: Sequence[str], is_head: Callable[[str], bool], between: str) -> list[str]:
    """The fewest heads that these words, or characters, make, each known to the letter; none where one is left over."""
    best: list[list[str] | None] = [[]]
    for end in range(1, len(words) + 1):
        ways = []
        for start, before in enumerate(best):
            joined = between.join(words[start:end])
            if before is not None and is_head(joined):
                ways.append([*before, joined])
        best.append(min(ways, key=len) if ways else None)
    return best[-1] or []


def _cut(line: Line) -> Iterator[Line]:
    match = _GROWN.fullmatch(line.text.strip()) or _CODED.fullmatch(line.text.strip())
    match = match or _PART.fullmatch(line.text.strip())
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
