"""Names of rows: without their ordinal, joined again where a narrow column wrapped them."""

from __future__ import annotations

import re

_ORDINAL = re.compile(
    r"^(?:[(（][一二三四五六七八九十百\d]+[)）]|第?\d?[一二三四五六七八九十百]+[、.．]|\d{1,2}[、．.](?!\d)|[①-⑳])"
)  # 八、社会保障…, （一）一般…, 1.办公费; not 2024年, 一般公共服务
_SPECKS = (
    r"\s。．.，,、·・•;；'‘`´~_—\-+*|\\^"  # what dust and seals leave beside a name; no quotes or brackets: “三公”经费
)
_AT_ENDS = re.compile(rf"^[{_SPECKS}]+|[{_SPECKS}:：]+$")
_BODY_NUMBER = re.compile(r"^[\[［【]\d{3,}[\]］】]")  # [242001]某局: the number of a body in the budget
_HEADLESS = re.compile(r"^般公共")  # whose 一 was lost at the edge of its cell
_OF_WHICH = re.compile(r"^其中[:：]?")


def plain_name(text: str) -> str | None:
    """The name of a row without ordinal, 其中 and specks at its ends; None where nothing is left.

    >>> plain_name("八、社会保障和就业支出"), plain_name("其中：(1) 公务用车运行维护费"), plain_name("合 计"), plain_name(" ")
    ('社会保障和就业支出', '公务用车运行维护费', '合计', None)
    >>> plain_name("住房保障支出。."), plain_name("·“三公”经费"), plain_name("房屋（平方米）"), plain_name("—")
    ('住房保障支出', '“三公”经费', '房屋（平方米）', None)
    >>> plain_name("般公共预算拨款收入"), plain_name("4一、科学技术支出")  # of scans
    ('一般公共预算拨款收入', '科学技术支出')
    """
    name = _HEADLESS.sub("一般公共", _AT_ENDS.sub("", _BODY_NUMBER.sub("", "".join(text.split()))))
    for _ in range(3):
        shorter = _OF_WHICH.sub("", _ORDINAL.sub("", name))
        if shorter == name or not shorter:
            break
        name = _AT_ENDS.sub("", shorter)
    return name or None


def is_of_which(text: str) -> bool:
    """Whether a name says that its row is contained in one above: 其中：办公用房.

    >>> is_of_which("其中：专项资金"), is_of_which("（1）其中：教育收费"), is_of_which("教育支出")
    (True, True, False)
    """
    name = "".join(text.split())
    return _OF_WHICH.match(_ORDINAL.sub("", name)) is not None


def has_ordinal(text: str) -> bool:
    """Whether a name begins with an ordinal or 其中, and so is no piece of the name above it."""
    name = "".join(text.split())
    return bool(_ORDINAL.match(name) or _OF_WHICH.match(name))
