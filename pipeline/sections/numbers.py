"""The number a heading opens with: 第二部分, 一、, （三）, 2., （4）."""

from __future__ import annotations

import re
from dataclasses import dataclass

_DIGITS = {"一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10, "〇": 0}
_CHINESE = r"[一二三四五六七八九十]"
_DASH = r"[—–―ー-]"  # how recognisers read 一 before 、

_STYLES: tuple[tuple[int, re.Pattern[str]], ...] = (
    (0, re.compile(rf"第\s*({_CHINESE}(?:\s*{_CHINESE})*|\d{{1,2}})\s*(?:部\s*分|章|篇)\s*[、:：.]?\s*")),  # 第一部分
    (1, re.compile(rf"第\s*({_CHINESE}{{1,3}})\s*节\s*[、:：.]?\s*")),  # 第二节
    (1, re.compile(rf"({_CHINESE}{{1,3}})\s*[、.:：]\s*")),  # 一、 十一. ; not 一是
    (1, re.compile(rf"((?:{_CHINESE})?{_DASH})\s*、\s*")),  # —、 read for 一、
    (2, re.compile(rf"[（(\[]\s*({_CHINESE}{{1,3}})\s*[)）\]]\s*[、.]?\s*")),  # （三）; not (本级)
    (2, re.compile(rf"[（(]\s*((?:{_CHINESE})?{_DASH})\s*[)）]\s*[、.]?\s*")),  # (—) read for （一）
    (3, re.compile(r"(\d{1,2})\s*(?:[、]|[.](?!\d)|[.](?=20\d\d\s*年))\s*")),  # 3. 3、; not 3.5
    (4, re.compile(r"[（(]\s*(\d{1,2})\s*[)）]\s*[、.]?\s*")),  # （4）
    (5, re.compile(r"([①②③④⑤⑥⑦⑧⑨⑩])\s*")),
)


_MISREAD: tuple[tuple[int, re.Pattern[str]], ...] = (
    (0, re.compile(rf"(?:第.|\S{_CHINESE})部分\s*[、:：.]?\s*|第{_CHINESE}(?:部.|.分)\s*")),  # 第王部分; not 大部分
    (
        1,
        re.compile(rf"(?:[^\d\s、，。（）()]|{_CHINESE}[^\s、，。]|[^\s、，。]{_CHINESE})?、\s*"),
    ),  # 士、 for 七、; 十款、
    (1, re.compile(rf"{_CHINESE}{{1,3}}(?=[\u4e00-\u9fff])(?![般公级是次季年月半个])")),  # 三支出情况; not 一般公共
    (2, re.compile(r"[（(][^\s、，。（）()\d]?[)）]\s*")),  # （兰） for （三）; （）
)


@dataclass(frozen=True)
class Numbered:
    """A text that opens with a heading's number."""

    level: int  # by the style of the number: 0 第一部分, 1 一、, 2 （一）, 3 1., 4 （1）, 5 ①
    value: int
    number: str  # as printed
    rest: str


def read_outline_number(text: str) -> Numbered | None:
    """The number a text opens with and what follows it; None where it opens with none.

    >>> read_outline_number("第二部分  某区档案馆概况")
    Numbered(level=0, value=2, number='第二部分', rest='某区档案馆概况')
    >>> read_outline_number("（十一）其他"), read_outline_number("3.5万元"), read_outline_number("一是")
    (Numbered(level=2, value=11, number='（十一）', rest='其他'), None, None)
    """
    text = text.strip()
    for level, style in _STYLES:
        match = style.match(text)
        if match:
            return Numbered(level, _value(match[1]), match[0].strip(), text[match.end() :].strip())
    return None


def read_misread_number(text: str) -> Numbered | None:
    """The like of `read_outline_number` for a number with a misread character: its value is 0.

    It takes more than is there: only a title that is known should be believed.

    >>> read_misread_number("士、财政拨款收支情况"), read_misread_number("大部分支出")
    (Numbered(level=1, value=0, number='士、', rest='财政拨款收支情况'), None)
    >>> read_misread_number("三支出决算情况").number, read_misread_number("一般公共预算支出情况")
    ('三', None)
    """
    text = text.strip()
    for level, style in _MISREAD:
        match = style.match(text)
        if match:
            return Numbered(level, 0, match[0].strip(), text[match.end() :].strip())
    return None


def _value(number: str) -> int:
    number = re.sub(rf"{_DASH}", "一", "".join(number.split()))
    if number.isdecimal():
        return int(number)
    if number in "①②③④⑤⑥⑦⑧⑨⑩":
        return "①②③④⑤⑥⑦⑧⑨⑩".index(number) + 1
    tens, ten, units = number.rpartition("十")
    if ten:
        return (_DIGITS.get(tens, 1) if tens else 1) * 10 + (_DIGITS.get(units, 0) if units else 0)
    return _DIGITS.get(number, 0)
