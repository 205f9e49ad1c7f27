"""A line of a converter's text → its tokens: words, account codes, figures, empty marks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from pipeline.amounts import read_number
from pipeline.document import Line
from pipeline.tables.flow.widths import width

Kind = Literal["figure", "code", "part", "count", "mark", "word"]

_FIGURE = re.compile(
    r"-?[\d,]*\d\.\d{1,6}|-?\d{1,3}(?:,\d{3})+|0|\(\d[\d,]*\.\d+\)"
)  # 593.39, 1,200, 0; not 7, 2013101
_PERCENT = re.compile(r"-?\d[\d,]*(?:\.\d+)?%")
_CODE = re.compile(r"[235]\d{2}(?:\d{2}){0,2}")  # 201, 30101, 2013101; not 7, 106001
_MARK = re.compile(r"[-—–－*×/]{1,3}")  # an empty cell; ** over a key
_BRACKETED = re.compile(r"^[\[［【](\d{3}(?:\d{2}){0,2})[\]］】](?=\D|$)")  # [30101]基本工资
_CODED = re.compile(  # 30101基本工资, 30101-基本工资; not 2023年
    r"^([235]\d{2}(?:\d{2}){0,2})[-—－]?(?=[\u4e00-\u9fff“(（])(?!年)"
)
_GROWN = re.compile(  # 284.18一、社会保障; 82,096.42|82,096.42; 合计|12.00; 保险缴费支出|50102-社会保障缴费
    r"(?<=[\u4e00-\u9fff）)])(?=[235]\d{2}(?:\d{2}){0,2}[-—－][\u4e00-\u9fff])|(?<=\.\d\d)(?=[\u4e00-\u9fff])(?![万亿元])|(?<=\.\d\d)(?=-?\d{1,3}(?:,\d{3})*\.\d\d)|(?<=[\u4e00-\u9fff])(?=\d[\d,]*\.\d\d$)"
)
_IDEOGRAPH = re.compile(r"[\u4e00-\u9fff]")
_RUN = re.compile(r"\S+")
LEVELS = ("类款项", "类款", "款项")  # three heads, or two


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a number of a line; `start` and `end` count the columns of a terminal, where the line kept them."""

    text: str
    kind: Kind
    line: Line
    at: int  # index of its line
    start: int | None = None
    end: int | None = None

    @property
    def source(self) -> Line:
        """The token as a line of its own, for the cell that it makes."""
        return replace(self.line, text=self.text, printed=self.text)


def tokens_of(line: Line, at: int, ideograph: int = 2) -> list[Token]:
    """The tokens of a line. Ideographs that stand apart are one word (收 入 合 计), what grew together is cut.

    >>> [(t.kind, t.text) for t in tokens_of(Line("30108 本 年 收 入 1,512.40 [30206]电费 3.00二、国防支出 -", 1), 0)]
    ... # doctest: +NORMALIZE_WHITESPACE
    [('code', '30108'), ('word', '本年收入'), ('figure', '1,512.40'), ('code', '30206'), ('word', '电费'),
     ('figure', '3.00'), ('word', '二、国防支出'), ('mark', '-')]
    """
    printed = (
        line.text if len(line.text) >= len(line.printed.rstrip()) or "  " not in line.printed.strip() else line.printed
    )
    wide = "  " in printed.strip() or printed[:1] == " "
    pieces = [(piece, start, end) for run in _runs(printed, ideograph) for piece, start, end in _cut(*run, ideograph)]
    return [
        Token(text, kind_of(text), line, at, start if wide else None, end if wide else None)
        for text, start, end in pieces
    ]


def kind_of(text: str) -> Kind:
    """What a token is by itself."""
    if _FIGURE.fullmatch(text) or _PERCENT.fullmatch(text):
        return "figure"
    if text.isdigit():
        return "code" if _CODE.fullmatch(text) else "part" if len(text) == 2 else "count"
    return "mark" if _MARK.fullmatch(text) else "word"


def value_of(token: Token) -> Decimal:
    """The number of a token; 0 for a mark that says there is none."""
    return read_number(token.text) or Decimal(0)


def _runs(printed: str, ideograph: int) -> Iterator[tuple[str, int, int]]:
    """The runs of a line with their places; single ideographs a blank or two apart are one run."""
    held: list[tuple[str, int, int]] = []
    column = at = 0
    for run in _RUN.finditer(printed):
        column += width(printed[at : run.start()], ideograph)
        start, column, at = column, column + width(run[0], ideograph), run.end()
        held.append((run[0], start, column))
    i = 0
    while i < len(held):
        j = i
        while j + 1 < len(held) and _single(held[j][0]) and _single(held[j + 1][0]) and _near(held, i, j):
            j += 1
        joined = "".join(text for text, _, _ in held[i : j + 1])
        if joined in LEVELS:
            yield from held[i : j + 1]
        else:
            yield joined, held[i][1], held[j][2]
        i = j + 1


def _single(text: str) -> bool:
    return len(text) == 1 and _IDEOGRAPH.match(text) is not None


def _near(held: Sequence[tuple[str, int, int]], first: int, j: int) -> bool:
    """Whether the next ideograph stands as far off as the others of its word."""
    gap = held[j + 1][1] - held[j][2]
    return gap <= 4 if j == first else gap <= held[first + 1][1] - held[first][2] + 1


def _cut(text: str, start: int, end: int, ideograph: int) -> Iterator[tuple[str, int, int]]:
    found = _BRACKETED.match(text) or _CODED.match(text)
    if found and len(text) > found.end():
        yield found[1], start, start + found.end()
        yield from _cut(text[found.end() :], start + found.end(), end, ideograph)
        return
    at = start
    first, *grown = _GROWN.split(text)
    yield first, at, at + width(first, ideograph)
    at += width(first, ideograph)
    for piece in grown:
        yield from _cut(piece, at, at + width(piece, ideograph), ideograph)
        at += width(piece, ideograph)
