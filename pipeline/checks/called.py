"""What prose calls the figures of the tables: 基本支出, “三公”经费, 收入总计, 农林水支出（类）水利（款）防汛（项）."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from pipeline.checks.figures import Figure, Row, Sheet, plain_name
from pipeline.checks.prose import quantity_key

_COLUMN_WORDS = ("合计", "总计", "小计", "预算数", "决算数")  # of a heading that names no quantity
_ITEM = re.compile(r"(?P<lei>[^（()）]+)[（(]类[)）](?P<kuan>.+?)[（(]款[)）](?P<xiang>.+?)[（(]项[)）]")
_PART_TOTAL = re.compile(r"(人员经费|公用经费)(?:合计|总计|小计)")  # the foot of a table of 基本支出
_TOTALS = {"收入": ("收入总计", "收入合计", "收入"), "支出": ("支出总计", "支出合计", "支出")}
_BOTH_SIDES = ("收入支出总计", "收支总计", "收入支出")


def figures_by_name(sheets: Iterable[Sheet]) -> dict[str, tuple[Figure, ...]]:
    """Figures by quantity key: items by their row, columns of a row 合计 by their heading, totals by their side."""
    found: dict[str, list[Figure]] = defaultdict(list)
    for sheet in sheets:
        names = _parents(sheet)
        for row in sheet.rows:
            for path, figure in row.figures.items():
                for name in _names(sheet, row, path, names):
                    found[name].append(figure)
    return {name: tuple(figures) for name, figures in found.items() if name}


def called(indicator: str) -> str:
    """The key under which `figures_by_name` keeps what an indicator speaks of.

    >>> called("农林水支出（类）水利（款）防汛（项）"), called("“三公”经费"), called("支出")
    ('农林水/水利/防汛', '三公经费', '支出')
    """
    item = _ITEM.search(indicator)
    return _item_key(item["lei"], item["kuan"], item["xiang"]) if item else quantity_key(indicator)


def total_of_part(name: str) -> str | None:
    """The part of 基本支出 that the foot of its table adds up.

    >>> total_of_part("公用经费合计"), total_of_part("合计")
    ('公用经费', None)
    """
    match = _PART_TOTAL.fullmatch(name)
    return match[1] if match else None


def _names(sheet: Sheet, row: Row, path: str, parents: Mapping[str, str]) -> Iterator[str]:
    steps = [step for step in path.split("/") if step not in _COLUMN_WORDS]
    if row.code and len(row.code) == 7 and path in ("合计", "预算数", "决算数"):
        above = (parents.get(row.code[:3], ""), parents.get(row.code[:5], ""))
        yield _item_key(*above, row.name)
    if row.name and not row.name.endswith(_COLUMN_WORDS):
        yield quantity_key(row.name)
    elif part := total_of_part(row.name):
        yield part
    elif row.code:
        return
    elif sheet.type == "three_public" and not steps:
        yield "三公经费"
    elif steps:
        yield quantity_key(steps[-1])
    if sheet.type in ("overall", "appropriation") and row.name.endswith(("合计", "总计")) and steps:
        yield from _TOTALS.get(steps[0], ())
        yield from _BOTH_SIDES


def _parents(sheet: Sheet) -> dict[str, str]:
    return {row.code: row.name for row in sheet.rows if row.code and len(row.code) < 7}


def _item_key(lei: str, kuan: str, xiang: str) -> str:
    return "/".join(plain_name(name).removesuffix("支出") for name in (lei, kuan, xiang))
