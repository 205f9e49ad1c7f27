"""Amounts in running text: 基本支出175.63万元 → (基本支出, 175.63 万元, where it stands)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from pipeline.amounts import WAN_PER_UNIT, to_wan
from pipeline.document import Section

# 公用经费 12.30万元, 总额为3元; not 12.30% and not 2023年
_AMOUNT = re.compile(r"(?<!\d)(?P<number>\d[\d,]*+(?:\.\d++)?)\s*+(?P<unit>亿元|百万元|万元|千元|元)")
_REACH = 80  # characters before an amount that may name it
_CLAUSE = re.compile(r"[^，。；：、！？\n,;:]*$")  # the words since the last mark
_MOVES = re.compile(
    r"(?:增加|增长|增幅|减少|减幅|下降|降低|上升|压减|提高|节约|节省|超支|增收|减收|增支|减支)(?:了|额|数)?为?$"
)
_LEADING = re.compile(  # what stands before a name: 其中：, 2023年度, （1）, 本部门
    r"^(?:其中|具体包括|包括|主要是|主要包括|主要用于|(?:截至)?\d{4}年(?:度|末|底)?(?:\d+月\d+日)?|本年度?|[我本](?:部门|单位)"
    r"|[一二三四五六七八九十]+、|[（(][一二三四五六七八九十\d]+[)）]|\d+[、.．](?!\d)|[：:])+"
)
_TRAILING = re.compile(  # what stands after it: 机关运行经费支出预算共计安排 → 机关运行经费; 基本支出 stays
    r"(?:(?:支出)?(?:年初|全年|调整)?(?<!公共)(?<!经营)(?<!基金)(?:预算|决算)(?:数|总额|金额)?(?:支出)?|支出(?=共计|合计|安排|总额|金额)|总额|金额)?"
    r"(?:共计|合计|总计)?(?:安排|列支)?(?:了|为|是|共|计)?$"
)
_MARKS = re.compile(r"[“”\"'（()）\s]")
_FUND = re.compile(r"一般公共预算|财政拨款|安排的|当年|日常")  # says whose money, not what for
_KIND = re.compile(r"(?:支出|收入)?(?:预算|决算)?(?:数|总额)?$")


@dataclass(frozen=True, slots=True)
class Mention:
    """An amount in a section's text and the words before it in its clause."""

    section_id: str
    label: str
    name: str  # the words of its clause before the amount, without 其中 and the like
    clause: str  # all the words of its clause before the amount
    change: bool  # the amount of a change (增加2.68万元), not of a quantity
    value: Decimal  # 万元
    printed: Decimal
    unit: str
    start: int
    end: int

    @property
    def source(self) -> str:
        return f"{self.section_id}@{self.start}"

    @property
    def key(self) -> str:
        return quantity_key(self.name)


def find_mentions(section: Section) -> Iterator[Mention]:
    """Every amount of a section's text, in order."""
    text = section.text
    for match in _AMOUNT.finditer(text):
        clause = _CLAUSE.search(text[max(0, match.start() - _REACH) : match.start()])
        words = "".join(clause[0].split()) if clause else ""
        printed = Decimal(match["number"].replace(",", ""))
        yield Mention(
            section_id=section.section_id,
            label=section.label,
            name=quantity_name(words),
            clause=words,
            change=bool(_MOVES.search(words)),
            value=to_wan(printed, match["unit"]),
            printed=printed,
            unit=match["unit"],
            start=match.start(),
            end=match.end(),
        )


def quantity_name(clause: str) -> str:
    """The name of a quantity in the words before its amount.

    >>> quantity_name("其中基本支出"), quantity_name("2023年度机关运行经费支出共计安排")
    ('基本支出', '机关运行经费')
    """
    return _TRAILING.sub("", _LEADING.sub("", clause))


@lru_cache(maxsize=4096)  # each name is asked for again with every figure
def quantity_key(name: str) -> str:
    """What a quantity is called apart from whose money it is and whether planned or spent.

    >>> quantity_key("一般公共预算财政拨款基本支出"), quantity_key("日常公用经费"), quantity_key("“三公”经费支出预算数")
    ('基本', '公用经费', '三公经费')
    """
    folded = _MARKS.sub("", unicodedata.normalize("NFKC", name))
    return _KIND.sub("", _FUND.sub("", folded)) or folded


def printed_amount(sentence: str, amount: Decimal) -> tuple[Decimal, str]:
    """An amount of 万元 as its sentence prints it, with the unit; itself where the sentence does not.

    >>> printed_amount("经费共3.20亿元，增长1.1%。", Decimal("32000"))
    (Decimal('3.20'), '亿元')
    """
    for match in _AMOUNT.finditer(sentence):
        printed = Decimal(match["number"].replace(",", ""))
        if printed * WAN_PER_UNIT[match["unit"]] == amount:
            return printed, match["unit"]
    return amount, "万元"
