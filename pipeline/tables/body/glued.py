"""Codes that stand in one cell with their names: 301工资福利支出."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Final, Protocol

GLUED: Final = re.compile(
    r"([235]\d{2}(?:\d{2}){0,2})\s?(?=[\u4e00-\u9fff(（“])"
)  # 30101基本工资; not 2023年, 一、教育支出
MOSTLY: Final = 0.5  # share of a block's names; a single 301医院 is a name


class Named(Protocol):
    @property
    def block(self) -> int: ...
    @property
    def code(self) -> str | None: ...
    @property
    def name(self) -> str | None: ...


def glued_blocks(rows: Iterable[Named]) -> set[int]:
    """Blocks without codes most of whose names begin with one."""
    names: defaultdict[int, list[str]] = defaultdict(list)
    coded: set[int] = set()
    for row in rows:
        if row.code is not None:
            coded.add(row.block)
        elif row.name:
            names[row.block].append(row.name)
    return {
        block
        for block, printed in names.items()
        if block not in coded and sum(bool(GLUED.match(name)) for name in printed) > MOSTLY * len(printed)
    }


def parted(name: str) -> tuple[str | None, str]:
    """The code and the name of a cell that holds both; (None, name) where it holds none.

    >>> parted("30101基本工资"), parted("合计"), parted("2023年度支出")
    (('30101', '基本工资'), (None, '合计'), (None, '2023年度支出'))
    """
    found = GLUED.match(name)
    return (found[1], name[found.end() :]) if found else (None, name)
