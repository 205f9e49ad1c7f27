"""Amounts in running text: 基本支出175.63万元 → (基本支出, 175.63 万元, where it stands)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from pipeline.amounts import to_wan
from pipeline.document import Section

# 公用经费 12.30万元, 总额为3元; not 12.30% and not 2023年
_AMOUNT = re.compile(r"(?P<number>\d[\d,]*(?:\.\d+)?)\s*(?P<unit>亿元|百万元|万元|千元|元)")
_NAME = re.compile(r"[^，。；：、！？\n,;:]*$")
_MOVES = re.compile(r"(?:增加|增长|减少|下降|降低|上升|压减|提高|节约|节省)(?:了|额|数)?为?$")
_LEADING = re.compile(
    r"^(?:其中|包括|具体包括|主要是|主要包括|主要用于|(?:截至)?\d{4}年度?(?:末|底)?(?:\d+月\d+日)?|本年度?|我部门|我单位|本部门|本单位|[一二三四五六七八九十]+、"
    r"|[（(][一二三四五六七八九十\d]+[)）]|\d+[、.．](?!\d))+"
)
_TRAILING = re.compile(  # 机关运行经费支出预算共计安排 → 机关运行经费; 基本支出 stays
    r"(?:(?:支出)?(?:年初|全年|调整)?(?:预算|决算)(?:数|总额|金额)?(?:支出)?|支出(?=共计|合计|安排|总额|金额)|总额|金额)?"
    r"(?:共计|合计|总计)?(?:安排|列支)?(?:了|为|是|共|计)?$"
)


@dataclass(frozen=True, slots=True)
class Mention:
    """An amount in a section's text and the words before it in its clause."""

    section_id: str
    label: str
    name: str  # the words of its clause before the amount, without 其中 and the like
    change: bool  # the amount of a change (增加2.68万元), not of a quantity
    value: Decimal  # 万元
    printed: Decimal
    unit: str
    start: int
    end: int

    @property
    def source(self) -> str:
        return f"{self.section_id}@{self.start}"


def find_mentions(section: Section) -> Iterator[Mention]:
    """Every amount of a section's text, in order."""
    text = section.text
    for match in _AMOUNT.finditer(text):
        before = text[max(0, match.start() - 60) : match.start()]
        clause = (_NAME.search(before) or [""])[0]
        printed = Decimal(match["number"].replace(",", ""))
        yield Mention(
            section.section_id,
            section.label,
            quantity_name(clause),
            bool(_MOVES.search(clause.rstrip())),
            to_wan(printed, match["unit"]),
            printed,
            match["unit"],
            match.start(),
            match.end(),
        )


def quantity_name(clause: str) -> str:
    """The name of a quantity in the words before its amount.

    >>> quantity_name("其中：基本支出"), quantity_name("2023年度机关运行经费支出共计安排")
    ('基本支出', '机关运行经费')
    """
    compact = "".join(clause.split())
    compact = _LEADING.sub("", compact.replace("：", "").replace("其中", "", 1) if "其中" in compact[:3] else compact)
    return _TRAILING.sub("", compact).strip('（(“”"')
