"""Codes that stand in one cell with their names: 301工资福利支出."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Final, Protocol

GLUED: Final = re.compile(
    r"[\[【(（]?([235]\d{2}(?:\d{2}){0,2})[\]】)）]?\s*[-—－:：]?\s*(?=[\u4e00-\u9fff(（“])(?!年)"
)  # 30101基本工资, 2010801-行政运行; not 2023年, 一、教育支出
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
        if block not in coded
        and sum(any(map(GLUED.match, name.split("/"))) for name in printed) > MOSTLY * len(printed)
    }


_BEHIND: Final = re.compile(r"[\[【(（]([235]\d{2}(?:\d{2}){0,2})[\]】)）]$")  # 津贴补贴[30102]; not 维修（护）费


def _level(text: str) -> tuple[str | None, str]:
    before, behind = GLUED.match(text), _BEHIND.search(text)
    if before:
        return before[1], text[before.end() :]
    return (behind[1], text[: behind.start()]) if behind else (None, text)


def parted(name: str) -> tuple[str | None, str]:
    """The code and the name of a cell that holds both; (None, name) where it holds none.

    >>> parted("30101基本工资"), parted("合计"), parted("2023年度支出")
    (('30101', '基本工资'), (None, '合计'), (None, '2023年度支出'))
    >>> parted("50101-工资奖金津补贴/30101-基本工资"), parted("2010801-行政运行/50102-社会保障缴费/30112-其他社会保障缴费")[0]
    (('30101', '工资奖金津补贴/基本工资'), None)
    """
    levels = [_level(text) for text in name.split("/")]
    return _key_of([code for code, _ in levels if code]), "/".join(text for _, text in levels)


def _key_of(codes: Sequence[str]) -> str | None:
    """The code of a row of which several levels print one: the departments' of both economic ones; none of three."""
    economic = [code for code in codes if code[0] != "2"]
    if len(codes) == len(economic):
        return next((code for code in codes if code[0] == "3"), codes[0] if codes else None)
    return codes[0] if len(codes) == 1 else None
