"""What converters leave in the text: bookmarks, markdown, tags, entities."""

from __future__ import annotations

import html
import re

_BOOKMARK = re.compile(r"\[bookmark:[^\]\n]*\]")  # [bookmark: _Toc12]一、; not [2024]
_FIELD = re.compile(  # fields of Word that a converter printed; not PAGE 3
    r'\s*\b(?:PAGEREF\s+_Toc\d+(?:\s+\\?h)?|HYPERLINK\s+\\?l\s+"?_Toc\d+"?|TOC\s+\\?o\s+"?\d-\d"?(?:\s+\\?[hzu])*)\s*'
)
_TAG = re.compile(r"</?(?:b|i|u|p|br|em|strong|span|font|sup|sub|div|a|h[1-6]|td|tr|table|tbody)(?:\s[^<>]*)?/?>", re.I)
# takes <b>目标</b> and <p>; leaves <=5 and <年初预算 alone
_STARS = re.compile(r"\*\*|(?<!\w)__(?=\S)|(?<=\S)__(?!\w)")  # **收入**: ; not 3*4
_HASHES = re.compile(r"^\s*#{1,6}\s+")  # ## 一、收入; not #1
_BULLET = re.compile(  # - 一、主要职责; not "- 3 -", a lone - or the minus of - 42.60
    r"^(\s*)[-*•·]\s+(?=[一二三四五六七八九十]+、|[（(]?\d+[)）.、](?!\d)|[（(][一二三四五六七八九十]+[)）])"
)
_LOST = re.compile(r"^\s*[?？\ufffd]{2,}\s*(?=\S)")  # ?? (一)收入: blanks that an encoding lost; not 是否合规？
_COMMENT = re.compile(r"<!--.*?-->")  # <!-- image -->
_FORMULA = re.compile(r"\$\s*([-+\d,.\s%\\{}~]{1,40}?)\s*\$")  # $486.35$, $5.27\%$; not $x^2$
_SETTING = re.compile(r"\\[,;!: ]|[{}~]|\\(?=%)")
_RULE = re.compile(r":?-{3,}:?")  # ------- under a markdown head; not --


def drop_debris(text: str) -> str:
    """A line without what a converter put there; its words and tabs stay.

    >>> drop_debris("[bookmark: _Toc_1]**三、机关运行经费**"), drop_debris("### <b>一、收入</b>&nbsp;情况")
    ('三、机关运行经费', '一、收入 情况')
    >>> drop_debris("二、机构设置 PAGEREF _Toc8401 \\\\h 3")
    '二、机构设置 3'
    >>> drop_debris("- 二、机构设置"), drop_debris("- 3 -"), drop_debris("&lt;=5"), drop_debris("-------\\t-------")
    ('二、机构设置', '- 3 -', '<=5', '\\t')
    >>> drop_debris("增长$5.27\\\\%$，<!-- image -->"), drop_debris("$1,204.50$\\t5\\\\%")
    ('增长5.27%，', '1,204.50\\t5%')
    >>> drop_debris("- 42.60"), drop_debris("- 1.主要职责")
    ('- 42.60', '1.主要职责')
    """
    if "<!--" in text:
        text = _COMMENT.sub("", text)
    if "$" in text:
        text = _FORMULA.sub(lambda formula: _SETTING.sub("", formula[1]).strip(), text)
    if "\\%" in text:
        text = text.replace("\\%", "%")
    if "[" in text:
        text = _BOOKMARK.sub("", text)
    if "_Toc" in text or "TOC" in text:
        text = _FIELD.sub(" ", text)
    if "<" in text:
        text = _TAG.sub("", text)
    if "&" in text:
        text = html.unescape(text).replace("\xa0", " ")
    if "*" in text or "__" in text:
        text = _STARS.sub("", text)
    if "#" in text:
        text = _HASHES.sub("", text)
    if "??" in text or "？？" in text or "\ufffd" in text:
        text = _LOST.sub("", text)
    text = _BULLET.sub(r"\1", text)
    if "---" in text:
        text = "\t".join("" if _RULE.fullmatch(cell.strip()) else cell for cell in text.split("\t"))
    return text
