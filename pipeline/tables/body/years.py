"""Years that stand in the rows of a one-row table: 2025年 | 2026年 | 增减变化 under the items of “三公”经费."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.document import Cell

_YEAR = re.compile(r"(20\d\d年)度?")
_LEVEL = re.compile(r"(?:20\d\d年度?|上年度?|本年度?|去年|今年|当年)(?:年初)?(?:预算|决算|执行|实际)?(?:支出)?[数额]?")
_CHANGE = re.compile(
    r"(?:(?:20\d\d年度?|本年)?[比较与](?:20\d\d年度?|上年)(?:相比)?)?(?:预算)?(?:[增减升降][减长幅加少]?|变[化动])[\u4e00-\u9fff]{0,6}[(（]?[%％]?[)）]?"
)  # 增减变化情况, 2026年比2025年增减%; not 增值税
_RATE = re.compile(r"[%％]|率|比例|幅度")


def by_year(cells: Sequence[Cell], table_type: str) -> Sequence[Cell]:
    """The year of a row as the first step of its cells' paths, where every row of a one-row form is a year or their change.

    The form has one row for the body; its years are columns turned down: 2026年 beside 公务接待费 is `2026年/公务接待费`.
    """
    names = {cell.row_name for cell in cells}
    if table_type != "three_public" or any(cell.row_code for cell in cells) or not _are_years(names):
        return cells
    return [_of_year(cell) for cell in cells]


def _are_years(names: set[str | None]) -> bool:
    """
    >>> _are_years({"2025年", "2026年", "增减变化"}), _are_years({"2025年预算数", "2025年决算数"}), _are_years({"2025年"})
    (True, True, False)
    >>> _are_years({"上年预算数", "公务接待费"}), _are_years({"合计", "2026年"})
    (False, False)
    """
    levels = [name for name in names if name and _LEVEL.fullmatch(name)]
    changes = [name for name in names if name and _CHANGE.fullmatch(name)]
    return len(levels) > 1 and len(levels) + len(changes) == len(names)


def _of_year(cell: Cell) -> Cell:
    name = cell.row_name or ""
    year = _YEAR.fullmatch(name)
    path = f"{year[1] if year else name}/{cell.column_path}" if cell.column_path else ""
    if cell.value is None or not (_CHANGE.fullmatch(name) and _RATE.search(name)):
        return replace(cell, row_name=None, column_path=path)
    return replace(cell, row_name=None, column_path=path, unit="%", value_wan=None)
