"""A section's text as passages: one paragraph each, folded for reading, every character with its place.

Folding makes the many prints of one wording alike: width forms, punctuation, traditional characters with the
pinyin some converters put behind them, blanks inside words and numbers, page numbers between two halves of a
sentence. What a statement quotes is taken from the text itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

_PINYIN = re.compile(r"(?<=[\u4e00-\u9fff])[(（][a-zA-Zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]{1,6}[)）]")  # 預(yù)算; not (境)
_PAGE_NUMBER = re.compile(  # — 12 —, 第3页, 第 3 页 共 12 页; not 3865
    r"[\s\-—–－·]*(?:第\s*)?\d{1,3}(?:\s*页)?(?:\s*[,，/]?\s*共\s*\d{1,3}\s*页)?[\s\-—–－·]*"
)
_PAGE_INSIDE = re.compile(r"[—–]\s?\d{1,3}\s?[—–]")  # 支— 12 —出; not 3—5
_CALLED = re.compile(r"[(（](?:以下(?:简|统)?称|下同|简称)[^()（）]{0,40}[)）]")  # 增长（以下简称“增长”）7.2%
_ITEM = re.compile(  # 一、 （二） 3. 4、 (5) ① 第六部分; not 3.70亿元, 2024年
    r"\s*(?:第?[一二三四五六七八九十]{1,3}[、.．]|[(（][一二三四五六七八九十\d]{1,3}[)）]"
    r"|\d{1,2}\s?(?:[、.．](?!\s*\d)|[.．]\s?(?=20\d\d\s?年))|[①-⑳⒈-⒛]|第[一二三四五六七八九十]+部分)\s*"
)
_ENDS = re.compile(r"[。！？!?；;][”）)]?\s*$")
_FOLDED = str.maketrans(
    "，；：（）％﹪﹐﹔〔〕【】[]「」『』．－−﹣＋～∼╱／｡､•０１２３４５６７８９,;:()!?",
    "，；：（）%%，；（）（）（）“”“”.---+~~//。、·0123456789，；：（）！？",
)
_THOUSANDS = re.compile(r"，(?<=\d.)(?=[\dOo]{3}(?!\d))")  # 1，234.56; not 2023，2024
_FULL_STOP = re.compile(r"\.(?<=[%\u4e00-\u9fff）”].)(?=[\u4e00-\u9fff“（]|$)")  # 36.78%.下降; not 1.公务接待费
_COUNTING = re.compile(
    r"\s*(?:[二三四五六七八九]是|其[二三四五]|[2-9]\s?[.、．)）]|[(（][2-9二三四五][)）]|[②-⑨]|[b-h][.、．)）])"
)  # 2.物价上涨
_COUNTED_REASON = re.compile(
    r"(?:原因|主要是|主要为|主要系)[^。\n]{0,6}\n?\s*(?:一是|其一|1|[(（][1一]|①|a[.、．)）])[^。]*[；;]\s*$"
)  # 原因：1.甲；
_CLAIM = re.compile(r"(?:[较比](?:上年|去年|20\d\d年)|同比)[^，。；,;]{0,8}[增减升降][^，。；,;]{0,4}\d")
_SAID = re.compile(r"(?:持平|无增减|无变化|无变动)\s*$")  # a sentence whose mark was forgotten, before …
_YEAR_OPENS = re.compile(r"\s*20\d\d年")
_REASON_OPENS = re.compile(r"(?:原因|主要是|主要为|主要系)[^。，,；;\n]{0,6}[：:]\s*$")  # 主要原因为：
_POINT = re.compile(r"[，。、·](?<=\d.)(?=\d{1,4}(?:[亿万]?元|%|个百分点))")  # 3，05万元, 12。5%; not 2%、3%
_UNIT_SLIP = re.compile(r"(?:方元|万无|方无|万兀|万几|力元|万云)(?<=[\dOo]..)")  # what recognisers make of 万元
_MISREAD = re.compile(  # 1O.5, O.42, l2.57%, 20.OO%: letters that recognisers take for digits, in a figure
    r"(?<![A-Za-z\d])(?=[\d.,OoQlI〇○]*\d)(?=[\d.,]*[OoQlI〇○])[\dOoQlI〇○][\d.,OoQlI〇○]*(?=%|[亿万千]?元|个?百分点)"
)
_LETTERS = re.compile("[OoQlI〇○]")
_AS_DIGITS = str.maketrans("OoQ〇○lI", "0000011")
_BANKERS = re.compile(
    r"[壹贰叁肆伍陆柒捌玖拾佰仟零]{2,}(?=万?[壹贰叁肆伍陆柒捌玖拾佰仟零]*[亿万]?元)"
)  # 壹仟肆佰零捌万元
_AS_PLAIN = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟", "一二三四五六七八九十百千")
_LOOK_BACK = 400  # characters; what stands farther back does not tell whether a line goes on
_BAR = re.compile(r"[|\t]")
_HEADING = re.compile(
    r"[^，,。；;：:%]{2,23}(?<![\d、])|[^，,。；;：:%]{24,}(?:情况|说明)"
)  # a numbered line that ends here: 2.公车运行费


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph: its folded text, and where in the section's text each folded character stands."""

    text: str
    places: tuple[int, ...]
    numbered: bool  # opened with 一、 （二） 3. …, which `text` leaves out

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The part of the section's text that folded characters [start, end) stand for."""
        return self.places[start], self.places[end - 1] + 1


def read_passages(text: str, traditional: Mapping[int, str]) -> Iterator[Passage]:
    """The paragraphs of a section's text, lines broken inside a sentence joined, in order."""
    for start, end in _paragraphs(text):
        item = _ITEM.match(text, start, end)
        passage = _fold(text, item.end() if item else start, end, traditional, numbered=bool(item))
        if passage.text:
            yield passage


def without_page_numbers(text: str) -> str:
    r"""Text as printed, less the lines that hold only a page number.

    >>> without_page_numbers("车辆老\n— 12 —\n化")
    '车辆老\n化'
    """
    dropped = _page_lines(text) if "\n" in text else set()
    return _PAGE_INSIDE.sub("", "".join([character for i, character in enumerate(text) if i not in dropped]))


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Spans of lines that belong together; lines that hold only a page number are passed over, not cut out."""
    begin, end, position = 0, 0, 0
    for line in text.splitlines(keepends=True):
        start, position = position, position + len(line)
        if not line.strip() or _PAGE_NUMBER.fullmatch(line.strip()):
            continue
        near = text[begin:end] if end - begin < _LOOK_BACK else "…" + text[end - _LOOK_BACK : end]
        if end > begin and _parts(near, line):
            yield begin, end
            begin = start
        elif end <= begin:
            begin = start
        end = position
    if end > begin:
        yield begin, end


def _parts(before: str, line: str) -> bool:
    """Whether a line opens a new paragraph after what stands before it."""
    if _ITEM.match(line) and _CLAIM.search(line):
        return True  # 变动原因如下： and items that are changes with reasons of their own
    if _REASON_OPENS.search(before) or (_COUNTING.match(line) and _COUNTED_REASON.search(before)):
        return False
    if (
        _ENDS.search(before)
        or (_SAID.search(before) and _YEAR_OPENS.match(line))
        or _BAR.search(line)
        or _BAR.search(before)
    ):
        return True
    if _ITEM.match(line):
        return not before.rstrip().endswith(("，", ",", "、"))
    return bool(_ITEM.match(before)) and bool(_HEADING.fullmatch(before.strip()))


def _fold(text: str, start: int, end: int, traditional: Mapping[int, str], *, numbered: bool) -> Passage:
    piece = text[start:end].rstrip()
    dropped: set[int] = set()
    if "(" in piece or "（" in piece:
        for aside in (_PINYIN, _CALLED):
            for match in aside.finditer(piece):
                dropped.update(range(*match.span()))
    for match in _PAGE_INSIDE.finditer(piece):
        dropped.update(range(*match.span()))
    if "\n" in piece:
        dropped |= _page_lines(piece)
    if not dropped and len(piece) == len("".join(piece.split())):
        return Passage(fold(piece, traditional), tuple(range(start, start + len(piece))), numbered)
    kept = [i for i, character in enumerate(piece) if not character.isspace() and i not in dropped]
    return Passage(fold("".join([piece[i] for i in kept]), traditional), tuple(start + i for i in kept), numbered)


def fold(text: str, traditional: Mapping[int, str]) -> str:
    """A text without blanks, in one width and script, one character for one.

    >>> fold("2.68 万元，比上年,１,234.5", {})
    '2.68万元，比上年，1,234.5'
    """
    folded = _POINT.sub(".", _FULL_STOP.sub("。", _THOUSANDS.sub(",", plain(text, traditional))))
    folded = _UNIT_SLIP.sub("万元", folded)
    if _LETTERS.search(folded):
        folded = _MISREAD.sub(lambda match: match[0].translate(_AS_DIGITS), folded)
    return _BANKERS.sub(lambda match: match[0].translate(_AS_PLAIN), folded)


def plain(text: str, traditional: Mapping[int, str]) -> str:
    """The same without a look at what the characters stand in."""
    table = _tables.get(id(traditional))
    if table is None or table.traditional is not traditional:
        table = _tables[id(traditional)] = _Table(traditional)
    return "".join(text.split()).translate(table)


class _Table(dict[int, int]):
    """Widths, marks and traditional characters for `str.translate`.

    A character that stays is entered when it is first met: `translate` is five times slower at one that is missing.
    """

    def __init__(self, traditional: Mapping[int, str]) -> None:
        super().__init__({code: ord(simple) for code, simple in traditional.items()} | _FOLDED)
        self.traditional = traditional

    def __missing__(self, code: int) -> int:
        self[code] = code
        return code


_tables: dict[int, _Table] = {}  # of the mappings in use, by identity: one a process


def _page_lines(piece: str) -> set[int]:
    found: set[int] = set()
    position = 0
    lines = piece.splitlines(keepends=True)
    for line in lines:
        if len(lines) > 1 and line.strip() and position and _PAGE_NUMBER.fullmatch(line.strip()):
            found.update(range(position, position + len(line)))
        position += len(line)
    return found
