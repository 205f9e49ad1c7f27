"""The table of contents: where it is, what it announces."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from pipeline.sections.labels import says
from pipeline.sections.numbers import read_outline_number
from pipeline.sections.rows import Row
from pipeline.vocabulary.headings import Headings

SAME = 96.0  # RapidFuzz ratio of an entry and the heading it announces

_PAGES = r"\d{1,3}(?:\s*[-—–~]\s*\d{1,3})?"  # 12, 14-15
_LEADER = re.compile(  # ……12, ……14-15; not 2024年
    rf"(?<![.…·．。\-—_\s])[.…·．。\-—_\s]{{2,}}(?:{_PAGES})?\s*$|\s+{_PAGES}$|(?<=[^\d年])\d{{1,3}}$"
)
_PAGE = re.compile(rf"(?:(?<![.…·．])[.…·．]{{3,}}|[\u4e00-\u9fff）”]\s+){_PAGES}\s*$")  # ……12; not 2024 年
EARLY = 40  # rows in which a table of contents without a legible title is looked for
_SENTENCE = re.compile(r"[，,]|。(?!\s*$)")
_OWN = re.compile(r"^(?:部门|单位|本部门|本单位)(?=.{4})")  # 部门主要职能
_TITLED = re.compile(r"^[^、（(]{4,40}20\d\d年度?(?:部门|单位)?[预决]算(?:公开)?$")  # 某县档案馆2024年部门预算公开
_LONGEST = 70


@dataclass(frozen=True)
class Contents:
    """Rows [start, end) of a table of contents, its own heading first, and the titles it announces, folded."""

    start: int
    end: int
    entries: tuple[str, ...]
    numbers: tuple[tuple[int, int], ...] = ()  # level and value of each entry's number; (9, 0) where it has none


def drop_leader(text: str) -> str:
    """An entry without its dots and page number.

    >>> drop_leader("一、主要职责 ........ 3"), drop_leader("名词解释12"), drop_leader("二、2024年度")
    ('一、主要职责', '名词解释', '二、2024年度')
    >>> drop_leader("三、支出决算情况说明......14-15")
    '三、支出决算情况说明'
    """
    return _LEADER.sub("", text).strip()


def find_contents(rows: Sequence[Row], headings: Headings, bodies: Sequence[str]) -> list[Contents]:
    """Every table of contents, in order; none for a report without one."""
    found: list[Contents] = []
    position = 0
    while position < len(rows):
        if _opens_contents(rows, position, headings):
            contents = _read_contents(rows, position, headings, bodies)
            if contents.end - contents.start >= 3:
                found.append(contents)
                position = contents.end
                continue
        position += 1
    return found


def _opens_contents(rows: Sequence[Row], position: int, headings: Headings) -> bool:
    """Whether a row is the title of a table of contents, or a misread one with entries below it."""
    text = rows[position].text
    if len(text) > 40 or "，" in text or "。" in text or read_outline_number(text):
        return False
    if _says_contents(text, headings):
        return True
    if position >= EARLY or text != drop_leader(text):
        return False
    if any(_says_contents(row.text, headings) for row in rows[position + 1 : position + 4]):
        return False
    below = [row.text for row in rows[position + 1 : position + 7]]
    led = sum(bool(_PAGE.search(entry)) for entry in below)
    short = headings.fold(text)
    misread = len(short) <= 2 and bool({"目", "录"} & set(short))
    return (misread and sum(read_outline_number(entry) is not None for entry in below) >= 3) or (
        led >= 4 and below[:1] != [] and bool(_PAGE.search(below[0]) or _PAGE.search(below[min(1, len(below) - 1)]))
    )


def _says_contents(text: str, headings: Headings) -> bool:
    return says(drop_leader(text), "contents", headings)


def _read_contents(rows: Sequence[Row], start: int, headings: Headings, bodies: Sequence[str]) -> Contents:
    entries: list[str] = []
    plain: list[str] = []  # the same without the body's name
    numbers: list[tuple[int, int]] = []
    led: list[bool] = []  # whether the entry has its page number
    opened: set[tuple[int, int]] = set()  # numbers of parts seen so far
    firsts: dict[tuple[int, int], str] = {}  # the first title under each number
    end = start + 1
    page = rows[start].page
    for row in rows[start + 1 :]:
        if _SENTENCE.search(drop_leader(row.text)) or len(drop_leader(row.text)) > _LONGEST:
            break
        numbered = read_outline_number(row.text)
        title = headings.fold(drop_leader(numbered.rest if numbered else row.text))
        short = _without(title, bodies)
        part = (numbered.level, numbered.value) if numbered else (9, 0)
        if row.text == drop_leader(row.text):
            again = _announced(title, entries) or _announced(short, plain)
            again = again or (part in opened and (part[0] == 0 or title in entries))
            again = again or (part[1] == 1 and _fuller(title, firsts.get(part, "")))
            if again or (row.page != page and not numbered):
                break
            opened.add(part)
            firsts.setdefault(part, title)
        page = row.page
        entries.append(title)
        numbers.append(part)
        plain.append(short)
        led.append(row.text != drop_leader(row.text))
        end += 1
    led_to = sum(led) >= 3
    if led_to:  # what follows the last page number is no entry any more
        last = max(at for at, has in enumerate(led) if has)
        entries, end = entries[: last + 1], start + last + 2
    elif end < len(rows) and _SENTENCE.search(rows[end].text):
        end = _before_body(rows, start, end)
        entries = entries[: end - start - 1]
    if not led_to and end < len(rows) and end - start > 3 and _TITLED.search(rows[end - 1].text):
        entries, end = entries[:-1], end - 1  # the title once more, over the body
    kept = [(entry, number) for entry, number in zip(entries, numbers, strict=False) if entry]
    return Contents(start, end, tuple(entry for entry, _ in kept), tuple(number for _, number in kept))


def _without(title: str, bodies: Sequence[str]) -> str:
    """A folded title without the body's name and without 部门 or 单位 before its subject."""
    for body in bodies:
        title = title.replace(body, "", 1)
    return _OWN.sub("", title)


def _before_body(rows: Sequence[Row], start: int, end: int) -> int:
    """The end of a list that ran on into the body: no list ends with 第一部分 or 一、, right above a sentence."""
    for _ in range(3):
        numbered = read_outline_number(rows[end - 1].text)
        if end - start <= 3 or numbered is None or numbered.value != 1:
            break
        end -= 1
    return end


def _fuller(title: str, entry: str) -> bool:
    """Whether a title is that of an entry with more of the body's name, or less: 某市某县档案馆概况."""
    shorter, longer = sorted((title, entry), key=len)
    return len(shorter) >= 6 and longer.endswith(shorter)


def _announced(title: str, entries: Sequence[str]) -> bool:
    return len(title) >= 4 and any(fuzz.ratio(title, entry) >= SAME for entry in entries)
