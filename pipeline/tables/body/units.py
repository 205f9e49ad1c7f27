"""The unit of a table's amounts."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.tables.pieces import Gathered, Piece
from pipeline.vocabulary.script import simplified

_WORDS = r"(亿元|百万元|万\s*元|千元|元)"
_LINE = re.compile(rf"(?:金额)?单位\s*[:：]?\s*(?:人民币)?\s*{_WORDS}")  # 单位：万元; not 单位：某局
_COLUMN = re.compile(
    r"[(（\[【〔](?:金额)?(?:单位)?[:：]?(?:人民币)?"
    r"(亿元|百万元|万元|千元|元|[%％]|平方米|人次|批次|人|辆|台|套|个|件|次|批|项|条)[)）\]】〕]$"
    r"|(?:单位[:：](?:人民币)?|(?<=.)[/／])(亿元|百万元|万元|千元|元)$"
)  # 预算数（元）, 车辆（辆）, 预算数【元】, 决算数单位：元, 金额/万元; not （境）
_HEAD = re.compile(rf"[(（\[【〔](?:金额)?(?:单位)?[:：]?(?:人民币)?{_WORDS}[)）\]】〕]")  # 价值（万元）; not 元旦


def unit_of(table: Gathered) -> str | None:
    """元, 千元, 万元, 百万元 or 亿元, from the caption, a note or the heads, among which a caption may stand; else None."""
    around = [line.text for piece in table.pieces for line in (*piece.grid.caption, *piece.grid.notes)]
    heads = [text for piece in table.pieces for text in _head_texts(piece)]
    for pattern, texts in ((_LINE, around + heads), (_HEAD, around + heads)):
        for text in texts:
            match = pattern.search("".join(simplified(text).split()))
            if match:
                return match[1]
    return None


def unit_of_column(heads: Sequence[str]) -> str | None:
    """The unit that the heads of a column give it, the lowest first; None where they give none.

    >>> unit_of_column(("2024年", "决算数（元）")), unit_of_column(("面积（平方米）",)), unit_of_column(("比上年增减%",))
    ('元', '平方米', '%')
    >>> unit_of_column(("因公出国（境）费",)), unit_of_column(("其中：（一）合计",))
    (None, None)
    >>> unit_of_column(("预算数【元】",)), unit_of_column(("决算数 单位：万元",)), unit_of_column(("金额/万元",))
    ('元', '万元', '万元')
    """
    for head in reversed(heads):
        text = "".join(simplified(head).split())
        found = _COLUMN.search(text)
        if found:
            return (found[1] or found[2]).replace("％", "%")
        if text.endswith(("%", "％")):
            return "%"
    return None


def _head_texts(piece: Piece) -> list[str]:
    """Heads, and the labels of forms (部门预算总额（万元）), which stand in the first columns."""
    return [cell.text for cell in piece.grid.cells if cell.row < max(piece.header.n_rows, 3) or cell.column < 2]
