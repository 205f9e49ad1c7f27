"""Rows → paragraphs: what a page or a converter broke inside a sentence is joined."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median

from pipeline.sections.numbers import read_outline_number
from pipeline.sections.rows import Row

OPENING = 200  # characters of a paragraph in which a heading shows
ENDING = 20  # … and in which it shows that it has ended
TITLE_LENGTH = 45  # characters; a longer line is a sentence
ROOM = 2.0  # ideographs that may be missing at the end of a full row
FULL = 0.85  # of the width at which a text file breaks its lines
INDENT = 1.2  # ideographs by which the first row of a paragraph stands in
_SHORT = 20  # ideographs: a row with fewer does not fill its line

_CLOSING = re.compile(r"[，。、；：）》”％%,;!！?？]")  # no paragraph begins with one
_FINISHED = re.compile(r"[。！？!?；;：:][”’）)]?$")
_COMMA = re.compile(r"[，,；;、]")
_CLOSED_TITLE = re.compile(r"(?:情况|说明|职责|职能|概况|设置|构成|解释)$")  # 职责、机构情况; not 购置、更新
_LED = re.compile(r"[^，。；]{2,8}[：:]")  # 绩效指标：…; a paragraph of its own
_CARRIED_ON = re.compile(  # 12.30 万元，其中 and 占 3%; not 1. 收入
    r"(?:为|占|比|较)|\d+(?:[.,]\d+)*\s*(?:[万亿千百]*元|%|个|人|辆|台)"
)
_SENTENCE = re.compile(r"[，。；！？,;]|\d\s*(?:[万亿]?元|%|％)|\d\.\d\d(?!\d)")  # of a sentence, not of a title
_BARE_NUMBER = re.compile(r"[-—–\s]*\d{1,3}[-—–\s]*")  # a page number among prose


@dataclass(frozen=True)
class Paragraph:
    """Rows that belong together."""

    text: str
    rows: tuple[Row, ...]
    marks: tuple[tuple[int, int], ...]  # (character, page)

    @property
    def page(self) -> int:
        return self.rows[0].page

    @property
    def last_page(self) -> int:
        return self.rows[-1].page


def like_title(text: str) -> bool:
    """Whether a line could be a heading by its shape alone: short and no sentence.

    >>> like_title("二、机关运行经费支出情况"), like_title("（一）总体情况。"), like_title("1.基本支出12.5万元")
    (True, True, False)
    >>> like_title("负责文件的起草、修改，承担会务工作。")
    False
    """
    text = text.strip()
    if len(text) > TITLE_LENGTH + 1:
        return False
    body = re.sub(r"[。：:；;]$", "", text)
    return 2 <= len(body) <= TITLE_LENGTH and not _SENTENCE.search(body)


def join_rows(rows: Sequence[Row]) -> list[Paragraph]:
    """Paragraphs in reading order."""
    margins = _margins(rows)
    width = _wrapped_at(rows)
    groups: list[_Group] = []
    for row in rows:
        if _BARE_NUMBER.fullmatch(row.text):
            continue
        if groups and _continues(groups[-1], row, margins, width):
            groups[-1].add(row)
        else:
            groups.append(_Group())
            groups[-1].add(row)
    return [_paragraph(group.rows) for group in groups]


@dataclass(slots=True)
class _Group:
    """Rows of one paragraph, and of their text what a next row is asked against: a text may be one paragraph."""

    rows: list[Row] = field(default_factory=list)
    opening: str = ""  # the whole text, where it may be a title
    ending: str = ""
    comma: bool = False

    def add(self, row: Row) -> None:
        self.rows.append(row)
        if len(self.opening) < OPENING:
            self.opening = (self.opening + row.text)[:OPENING]
        self.ending = (self.ending + row.text)[-ENDING:]
        self.comma = self.comma or _COMMA.search(row.text) is not None


def _paragraph(rows: Sequence[Row]) -> Paragraph:
    pieces: list[str] = []
    opening, length = "", 0
    marks: list[tuple[int, int]] = []
    for row in rows:
        glued = f" {row.text}" if pieces and _needs_blank(opening, pieces[-1][-1], row.text[0]) else row.text
        if not marks or marks[-1][1] != row.page:
            marks.append((length + len(glued) - len(row.text), row.page))
        pieces.append(glued)
        length += len(glued)
        if len(opening) < OPENING:
            opening = (opening + glued)[:OPENING]
    return Paragraph("".join(pieces), tuple(rows), tuple(marks))


def _needs_blank(opening: str, before: str, after: str) -> bool:
    """Between two latin words, and after a heading's number that stands alone on its row."""
    if before.isascii() and before.isalpha() and after.isascii() and after.isalpha():
        return True
    number = read_outline_number(opening)
    return number is not None and number.level == 0 and not number.rest


def _continues(group: _Group, row: Row, margins: dict[int, tuple[float, float]], width: float) -> bool:
    """Whether a row goes on with the paragraph of the rows before it."""
    before = group.rows[-1]
    if _CLOSING.match(row.text):
        return True
    if row.marked or read_outline_number(row.text):
        return False
    number = read_outline_number(group.opening)
    if number and number.level == 0 and not number.rest:
        return like_title(row.text)
    if before.right is not None and row.left is not None:
        return _continues_on_page(group, row, margins)
    full = bool(width) and text_width(before.text) >= FULL * width
    return _continues_in_text(group, full, bool(number) and like_title(group.opening), row)


def _continues_on_page(group: _Group, row: Row, margins: dict[int, tuple[float, float]]) -> bool:
    before = group.rows[-1]
    left, right = margins[before.page]
    if before.right is None or row.left is None or row.right is None:
        return False
    if before.right < right - ROOM * before.character:
        return False
    indented = row.left > margins[row.page][0] + INDENT * row.character
    if not indented:
        return True
    centred = abs((row.left + row.right) / 2 - (left + right) / 2) < 0.04
    return centred and len(row.text) <= 12 and like_title(group.opening) and like_title(row.text)


def _continues_in_text(group: _Group, full: bool, titled: bool, row: Row) -> bool:
    text = group.ending
    if text[-1] in "，,、":
        return True
    if _FINISHED.search(text):
        alone = titled or _LED.match(row.text) or _ends_open(row.text)
        return text[-1] in "。；;" and full and not row.gap and not alone
    if titled:
        whole = bool(_CLOSED_TITLE.search(text)) and row.text[0].isdecimal()  # 绩效管理情况, 2个项目… below it
        return not row.gap and not whole and bool(_CARRIED_ON.match(row.text))
    if _CARRIED_ON.match(row.text):
        return True
    if _LED.match(row.text):
        return False
    if _CLOSED_TITLE.search(text) and like_title(group.opening):
        return False
    return group.comma or (full and not row.gap)


def _ends_open(text: str) -> bool:
    """Whether a row is short and without an end: no last row of a paragraph, but a title.

    >>> _ends_open("部门预算编制说明"), _ends_open("保障机关运转。"), _ends_open("2031年，本部门收入预算为")
    (True, False, False)
    """
    return like_title(text) and not _FINISHED.search(text) and text_width(text) < _SHORT


def text_width(text: str) -> float:
    """Ideographs that a text takes up; two latin characters take up one.

    >>> text_width("支出12.5万元")
    6.0
    """
    return sum(1.0 if ord(character) > 0x2E7F else 0.5 for character in text)


def _wrapped_at(rows: Sequence[Row]) -> float:
    """The width at which a text file breaks its lines; 0 where each paragraph is one line.

    A file with a line width has many lines that fill it, whatever they say.
    """
    widths = sorted(text_width(row.text) for row in rows if row.left is None)
    if len(widths) < 4:
        return 0.0
    widest = widths[-1 - len(widths) // 20]
    filling = sum(width >= FULL * widest for width in widths)
    return widest if 15 <= widest <= 60 and filling >= max(3, len(widths) // 5) else 0.0


def _margins(rows: Sequence[Row]) -> dict[int, tuple[float, float]]:
    """Left and right edge of the text column of each page with boxes, fractions of its width."""
    by_page: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        if row.left is not None and len(row.text) >= 12:
            by_page[row.page].append(row)
    edges = {page: _edges(found) for page, found in by_page.items() if len(found) >= 3}
    usual = (
        (median(left for left, _ in edges.values()), median(right for _, right in edges.values()))
        if edges
        else (0.12, 0.88)
    )
    return defaultdict(lambda: usual, edges)


def _edges(rows: Sequence[Row]) -> tuple[float, float]:
    lefts = sorted(row.left for row in rows if row.left is not None)
    rights = sorted(row.right for row in rows if row.right is not None)
    return lefts[len(lefts) // 20], rights[-1 - len(rights) // 20]
