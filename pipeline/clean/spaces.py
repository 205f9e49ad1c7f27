"""Blanks inside numbers and between ideographs."""

from __future__ import annotations

import re

_IN_GROUPS = re.compile(r"(?<=\d),[ ](?=\d{3}(?!\d))|(?<=\d)[ ],(?=\d{3}(?!\d))")  # 3, 408.5; not 1, 2, 3
_BEFORE_PERCENT = re.compile(r"(?<=\d)[ ]+(?=%)")  # 38.24 %
_AROUND_POINT = re.compile(  # 12. 50万元; not 1. 2024年
    r"(?<=\d)[ ]\.(?=\d)|(?<=\d)\.[ ](?=\d{1,2}(?:[ ]?%|[ ]?[百千万亿]*元))"
)
_PROSE = re.compile(  # a sentence; not the cells 收入 12,000 支出 12,000
    r"[，。；]|(?:(?<!\d),|,(?!\d{3})).*[\u4e00-\u9fff]"
)
_WIDE = r"\u3400-\u9fff\u3001\u3002\uff08\uff09\uff0c\uff1a\uff1b\u201c\u201d\u300a\u300b"
_BETWEEN = re.compile(
    rf"(?<=[{_WIDE}])[ ]+(?=[{_WIDE}])|(?<=[{_WIDE}])[ ]+(?=[-+]?\d)"
    rf"|(?<=[\d%])[ ]+(?=[{_WIDE}])"
    rf"|(?<=[{_WIDE}\d%])[ ]+(?=[,;:)])"
)
_OUTLINE = re.compile(  # 第一部分, （三）, 2.; their blank stays
    r"\s*(?:第[一二三四五六七八九十]+部分|[一二三四五六七八九十]+、|[（(]?[一二三四五六七八九十\d]+[)）.、])"
)


def close_spaces(text: str) -> str:
    """Blanks that break a number or a sentence go; those that part columns or a heading's number stay.

    Tabs and leading blanks stay. Between ideographs and figures blanks go in prose only: a line without
    sentence punctuation may be a row of cells.

    >>> close_spaces("支出 3, 408.5 万元，占 38.24 %。"), close_spaces("1.10 1.10 2.30")
    ('支出3,408.5万元，占38.24%。', '1.10 1.10 2.30')
    >>> close_spaces("第一部分  区图书馆概况"), close_spaces("一般公共服务 12.00 12.00"), close_spaces("项 目\\t金 额")
    ('第一部分  区图书馆概况', '一般公共服务 12.00 12.00', '项 目\\t金 额')
    """
    text = text.rstrip(" ")
    if " " not in text:
        return text
    text = _IN_GROUPS.sub(",", text)
    text = _AROUND_POINT.sub(".", _BEFORE_PERCENT.sub("", text))
    if "\t" in text or "  " in text.strip(" ") or not _PROSE.search(text):
        return text
    number = _OUTLINE.match(text)
    head = number.end() if number else 0
    return text[:head] + _BETWEEN.sub("", text[head:])
