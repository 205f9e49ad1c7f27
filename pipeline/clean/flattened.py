"""Documents that a converter printed as one line, headings and all."""

from __future__ import annotations

import re

LONG = 250  # characters; a longer line may be a whole document
HEADINGS = 3  # that it holds, at least

_CHINESE = "[一二三四五六七八九十]"
_SUBJECT = r"(?:[\u4e00-\u9fff“”\"、()（）\d] ?){0,40}?(?:情况|说明|职责|职能|概况|构成|设置|解释|报表|决算表|预算表)"
_HEADING = re.compile(  # " 二、机构设置 " and "。(一)收入决算情况说明 "; not "负责一、二类项目"
    rf"(?<![^\s。；;:：])(第\s?{_CHINESE}{{1,2}}部分[:：]?\s*(?:[\d ]{{4,6}}年度)?{_SUBJECT}"
    rf"|{_CHINESE}{{1,3}}、\s*(?:[\d ]{{4,6}}年度?)?{_SUBJECT}|[（(]{_CHINESE}{{1,3}}[)）]\s*{_SUBJECT})(?=\s|。|[:：]|$)[。:：]?"
)


def unflatten(text: str) -> list[str]:
    """The lines of a line that is a whole document: its headings, and what stands between them; else the line alone.

    >>> unflatten("一、概况 (一)单位职责 救助流浪人员。 (二)机构设置 内设办公室。" + " " * LONG)
    ['一、概况', '(一)单位职责', '救助流浪人员。', '(二)机构设置', '内设办公室。']
    >>> unflatten("一、概况 (一)单位职责")
    ['一、概况 (一)单位职责']
    """
    if len(text) < LONG or "\t" in text or len(_HEADING.findall(text)) < HEADINGS:
        return [text]
    return [piece for part in _HEADING.split(text) if (piece := part.strip())]
