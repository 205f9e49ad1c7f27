"""Names and telephone numbers of contacts: they stay in the corpus as printed, and go nowhere else."""

from __future__ import annotations

import re
from typing import Final

HIDDEN: Final = "…"
_LABEL: Final = (
    r"(?:联\s*系\s*人|咨询人|经办人|填报人|填表人|审核人|制表人|(?:项目|单位|财务)?负责人|财务主管|主要领导)"
)
_NAME: Final = r"(?!联系|电话|手机|传真|方式|号码)[\u4e00-\u9fff·]"
_PERSON: Final = re.compile(
    rf"({_LABEL}(?:姓名)?(?:[及和与、](?:联系)?(?:电话|方式))?(?:[(（][^()（）]{{1,6}}[)）])?\s*[:：]\s*)"
    rf"{_NAME}{{2,4}}(?:[、,，/]{_NAME}{{2,4}}(?=[、,，/。;； \d(（]|$))*(?![\u4e00-\u9fff])"
)  # 联系人：李明、王小红; not 负责人：负责全面工作的同志
_LABELLED: Final = re.compile(
    r"((?:电话|手机|传真|热线|联系方式)(?:号码)?\s*[:：]?\s*)[\d\-—－–()（） 转]{7,}\d"
)  # 电话：8765 4321
# 010-12345678, 13812345678; not 13800000000元, 410711230000000008801
_NUMBER: Final = (
    r"(?<![\d.,\-])(?:[(（]?0\d{2,3}[)）]?[\-—－– ]?\d{7,8}(?:[\-—－–]\d{1,5})?|1[3-9]\d{9})"
    r"(?![\d.,]|\s*[万亿]?元)"
)
_PHONE: Final = re.compile(_NUMBER)
_NAMED: Final = re.compile(
    rf"(联系|咨询|致电|找){_NAME}{{2,3}}(?=[:：,， ]*{_NUMBER})"
)  # 请联系王小红13812345678; not 联系电话010-12345678
_MAIL: Final = re.compile(r"[\w.+\-]+@[\w\-]+(?:\.[\w\-]+)+")
_OF_CONTACTS: Final = re.compile(rf"{_LABEL}|电话|手机|联系方式|电子邮箱|邮箱")


def without_contacts(text: str) -> str:
    """A text in which names behind 联系人 and the like, telephone numbers and addresses of mail are hidden.

    >>> without_contacts("联系人：李明，联系电话：010-12345678。")
    '联系人：…，联系电话：…。'
    >>> without_contacts("项目负责人：王小红 手机13812345678；拨款13800000000元，编号410711230000000008801")
    '项目负责人：… 手机…；拨款13800000000元，编号410711230000000008801'
    >>> without_contacts("由负责人审批，金额1,204.50万元")
    '由负责人审批，金额1,204.50万元'
    """
    text = _PERSON.sub(rf"\g<1>{HIDDEN}", text)
    text = _NAMED.sub(rf"\g<1>{HIDDEN}", text)
    text = _LABELLED.sub(rf"\g<1>{HIDDEN}", text)
    return _MAIL.sub(HIDDEN, _PHONE.sub(HIDDEN, text))


def names_contacts(head: str) -> bool:
    """Whether a row or column holds names, telephone numbers or addresses of contacts.

    >>> names_contacts("项目负责人"), names_contacts("联系电话"), names_contacts("电话费")
    (True, True, False)
    """
    return bool(_OF_CONTACTS.search(head)) and not head.endswith(("费", "费用", "支出"))
