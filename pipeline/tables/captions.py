"""The lines around a table: title, unit, body, number of the form above it; notes below it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from pipeline.document import Line
from pipeline.vocabulary.script import simplified

MOST_NOTES = 6  # rows of notes below a table
MOST_ROWS = 7  # rows of caption above a table
LONGEST = 48  # characters of a caption row; longer ones are prose

_FURNITURE = re.compile(
    r"^[(（\[]?(?:(?:金额)?单位[:：]|(?:编制|填报|公开|预算)?(?:部门|单位)(?:名称|代码|编码)?[(（]?[^:：]{0,8}[:：]|预算年度|年度[:：]|\d{4}年度?[)）]?$"
    r"|截止(?:时间|日期)|编制日期|填报日期|日期[:：]|金额单位|\d{3,6}\s?(?!年)[^\d\s。，]{2,}$|人民币)"
)  # 单位：万元, 预算 03 表, 编制单位：…, 201001 某委; not 一、收入预算情况说明
_FORM_NUMBER = re.compile(
    r"(?:部门|单位)?(?:预算|决算|公开|财决|附|预|附件|附表|表)+\s*(?:\d{1,2}[-—\d]*|[一二三四五六七八九十]+)?\s*(?:公开)?表?"
)  # 预算 01 表, 公开03表, 表一, 附表5-1; not 收支总表
_UNIT_AT_END = re.compile(
    r"(?:^|\s)[（(\[]?(?:金额|货币|计量)?单位\s*[:：]\s*(?:人民币)?\s*[十百千]?[万亿]?\s*元\s*[)）\]]?$"
)  # 编制单位：某局      金额单位：元; not 预算数（单位：万元）
_TITLE = re.compile(r"(?:表|一览|汇总)(?:[(（][^)）]{0,24}[)）])?$")  # …收支总表, …目标表（2024年度）; not 见下表
_PROSE_END = re.compile(r"[。；;，,：:、]$")
_NOTE = re.compile(r"^(?:注|备注|说明|附注|注释)\s*\d?[:：.、]")  # 注：本表…; not 说明书
_ENUMERATED = re.compile(r"^[(（]?[一二三四五六七八九十]+[、)）]")


@lru_cache(maxsize=16_384)
def is_furniture(text: str) -> bool:
    """Whether a line belongs to a table's caption without being its title.

    >>> is_furniture("单位：万元"), is_furniture("预算 03 表"), is_furniture("三、支出预算情况说明")
    (True, True, False)
    """
    text = simplified(text)
    return bool(_FURNITURE.match(text.strip()) or _FORM_NUMBER.fullmatch("".join(text.split())))


@lru_cache(maxsize=16_384)
def is_caption_row(text: str) -> bool:
    """Whether a line with wide gaps belongs to a table's caption: its unit behind the name of a body, its number beside it.

    >>> is_caption_row("部门名称：某局      单位：万元"), is_caption_row("项目   预算数（单位：万元）")
    (True, False)
    >>> is_caption_row("编制单位：某局    公开01表"), is_caption_row("合计   12.00")
    (True, False)
    """
    text = simplified(text).strip()
    parts = re.split(r"\s{2,}", text)
    return bool(_UNIT_AT_END.search(text)) or (re.search("[:：]", text) is not None and all(map(is_furniture, parts)))


def is_note(text: str) -> bool:
    """Whether a text is a note to a table.

    >>> is_note("注：本表无数据"), is_note("说明书编印费")
    (True, False)
    """
    return bool(_NOTE.match(text.strip()))


@lru_cache(maxsize=16_384)  # asked of a line for every table that it may stand over
def is_title(text: str) -> bool:
    """Whether a line reads like the title of a table.

    >>> is_title("2024 年部门收支总体情况表"), is_title("具体情况见下表。"), is_title("收入支出决算总表")
    (True, False, True)
    """
    compact = "".join(simplified(text).split())
    if _FORM_NUMBER.fullmatch(compact) or re.match(r"(?:金额)?单位[:：]|第[一二三四五六七八九十]+部分", compact):
        return False
    return bool(_TITLE.search(compact)) and len(compact) <= LONGEST and not re.search(r"[。；;，]|见.{0,4}表$", compact)


def caption_above(rows: Sequence[Sequence[Line]], names_table: Callable[[str], bool]) -> tuple[tuple[Line, ...], int]:
    """The caption at the end of these rows of lines, and how many rows it takes.

    rows: the text above a table, top to bottom, one entry a visual row (several lines where they stand apart);
    names_table: whether words are the known title of a standard table.
    """
    title_at: int | None = None
    taken = seen = 0
    for depth, row in enumerate(reversed(rows), start=1):
        compact = "".join("".join(line.text for line in row).split())
        if not compact:
            continue
        seen += 1
        if seen > MOST_ROWS:
            break
        if is_title(compact) or names_table(compact):
            if title_at is not None:
                break
            title_at = taken = depth
        elif title_at is None and (all(is_furniture(line.text) for line in row) or is_furniture(compact)):
            taken = depth
        elif title_at is None and len(compact) <= LONGEST and not _PROSE_END.search(compact):
            if _ENUMERATED.match(compact):
                break
            continue  # perhaps a wrapped body name between title and table
        else:
            break
    if title_at is not None:
        taken = max(taken, title_at)
    chosen = rows[len(rows) - taken :] if taken else []
    return tuple(line for row in chosen for line in row), taken


def notes_below(rows: Sequence[Sequence[Line]]) -> tuple[Line, ...]:
    """The notes at the start of these rows: a line that begins with 注：, 说明：… and its continuation."""
    notes: list[Line] = []
    for row in rows[:MOST_NOTES]:
        text = "".join(line.text for line in row).strip()
        if not text and not notes:
            continue
        starts = bool(_NOTE.match(text))
        goes_on = (
            bool(notes) and bool(text) and not notes[-1].text.rstrip().endswith("。") and notes[-1].box is not None
        )
        if not (starts or goes_on):
            break
        notes.extend(row)
    return tuple(notes)
