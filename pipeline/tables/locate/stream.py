"""One cell per line without a trace of the empty ones: a run of lines after a title → rows and columns.

Some converters write every cell on a line of its own and drop what is empty. What a line is — a code, a name, a
figure — says where rows begin; the heads say which columns there are; how a row's figures lie in them is left to
the sums (`fit`, `settle`), for order alone does not tell.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from pipeline.document import Line
from pipeline.tables.captions import is_furniture, is_title

LONGEST = 26  # characters of a line that may be a cell
LEAST_FIGURES = 2
_AMOUNT = re.compile(
    r"-?[\d,]*\d\.\d{1,6}|-?\d{1,3}(?:,\d{3})+|0|[-—–－]{1,2}"
)  # 593.39, 1,200, — for nothing; not 7, 2013101
_CODE = re.compile(r"[1-9]\d{2}(?:\d{2}){0,2}")  # 201, 2013101; not 7, 31.00
_PROSE = re.compile(r"[。；;，,：:？]$|^[（(]?[一二三四五六七八九十]+[）)、].*(?:情况|说明|概况|解释)")


@dataclass(frozen=True, slots=True)
class Stream:
    """The lines of one table: heads, then body, blank lines left out."""

    start: int  # index of the first line on the page
    end: int
    caption: tuple[Line, ...]  # the title
    heads: tuple[Line, ...]
    body: tuple[Line, ...]


def find_streams(lines: Sequence[Line], names_table: Callable[[str], bool]) -> Iterator[Stream]:
    """Tables written one cell a line without tabs, each right behind its title."""
    at = 0
    while at < len(lines):
        text = "".join(lines[at].text.split())
        at += 1
        if not text or "\t" in lines[at - 1].text or not (is_title(text) or names_table(text)):
            continue
        stream = _stream(lines, at, lines[at - 1], names_table)
        if stream is not None:
            yield stream
            at = stream.end


def _stream(lines: Sequence[Line], start: int, title: Line, names_table: Callable[[str], bool]) -> Stream | None:
    held: list[int] = []
    for i in range(start, len(lines)):
        text = "".join(lines[i].text.split())
        if not text:
            continue
        if "\t" in lines[i].text or len(text) > LONGEST or _PROSE.search(text) or is_title(text) or names_table(text):
            break
        held.append(i)
    held = [
        i
        for n, i in enumerate(held)
        if not (n < 6 and is_furniture(lines[i].text) and not _CODE.fullmatch(lines[i].text.strip()))
    ]
    body = next((n for n, i in enumerate(held) if _opens_body(lines, held, n)), None)
    figures = sum(is_amount(lines[i].text) for i in held)
    if body is None or body < 2 or figures < LEAST_FIGURES:
        return None
    heads, rows = held[:body], held[body:]
    return Stream(heads[0], rows[-1] + 1, (title,), tuple(lines[i] for i in heads), tuple(lines[i] for i in rows))


def _opens_body(lines: Sequence[Line], held: Sequence[int], n: int) -> bool:
    """Whether the body begins at this line: an account code, a figure behind a name, an enumerated name."""
    text = lines[held[n]].text.strip()
    if is_amount(text) or is_code(text) or re.match(r"[一二三四五六七八九十]+、", text):
        return True
    following = [lines[i].text.strip() for i in held[n + 1 : n + 3]]
    if following[:1] and following[0].isdecimal():  # 行次 between name and figure
        following = following[1:]
    return n > 1 and not text.isdecimal() and any(map(is_amount, following[:1]))


def is_amount(text: str) -> bool:
    """Whether a line is a sum of money, or a dash in its place, rather than a code, an ordinal or words.

    >>> is_amount("593.39"), is_amount("1,200"), is_amount("—"), is_amount("2013101"), is_amount("7")
    (True, True, True, False, False)
    """
    return bool(_AMOUNT.fullmatch(text.strip()))


def is_code(text: str) -> bool:
    """Whether a line is an account code.

    >>> is_code("20131"), is_code("7"), is_code("31.00")
    (True, False, False)
    """
    return bool(_CODE.fullmatch("".join(text.split())))
