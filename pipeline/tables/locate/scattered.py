"""Rows between bars whose columns a converter guessed from where words begin → columns of which each has its head.

Names that begin left of their head, and figures of unlike length, came as columns of their own: `| 科目编码 | | 科目名称 | 合计 |`
above `| 201 | 一般公共服务支出 | | 3.00 |`. Neighbours of which one has no head, and that no row fills both, are one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.amounts import read_number
from pipeline.tables.captions import is_furniture
from pipeline.tables.locate.celled import Cell
from pipeline.tables.locate.tabbed import RawRow, Run
from pipeline.vocabulary.columns import Columns

LEAST_ROWS = 3
MOST_HEADS = 8  # rows above the first figures
_FIGURE = re.compile(r"-?[\d,]*\d\.\d+|\d{3,7}")
_RULE = re.compile(r":?-{3,}:?")


class _Column:
    """A column of raw rows: which rows of heads and of the body hold something."""

    def __init__(self, cells: Sequence[Cell], depth: int) -> None:
        self.cells = list(cells)
        self.depth = depth

    @property
    def filled(self) -> set[int]:
        return {r for r, cell in enumerate(self.cells) if cell}

    @property
    def head(self) -> str:
        """Its lowest head; "" where it has none."""
        return next((_text(self.cells[r]) for r in range(self.depth - 1, -1, -1) if self.cells[r]), "")

    @property
    def body(self) -> list[str]:
        return [_text(cell) for cell in self.cells[self.depth :] if cell]


def together(run: Run, columns: Columns) -> Run:
    """The run with the columns put together that are one; as it is where its rows have unlike numbers of cells."""
    found = _columns(run)
    if found is None:
        return run
    kept: list[_Column] = []
    for column in found:
        if kept and _are_one(kept[-1], column, columns):
            cells = [a or b for a, b in zip(kept[-1].cells, column.cells, strict=True)]
            kept[-1] = _Column(cells, column.depth)
        elif column.filled:
            kept.append(column)
    if len(kept) == len(found):
        return run
    return replace(run, rows=tuple(zip(*(column.cells for column in kept), strict=True)))


def _columns(run: Run) -> list[_Column] | None:
    """The columns of a run; None where they are none. Rows of body and unit above the heads belong to neither."""
    rows = [row for row in run.rows if not _is_rule(row)]
    if run.form != "tabs" or len(rows) < LEAST_ROWS or len({len(row) for row in rows}) != 1:
        return None
    above = next((r for r, row in enumerate(rows) if not _is_around(row)), len(rows))
    depth = next((r for r, row in enumerate(rows) if r >= above and any(_is_figure(cell) for cell in row)), 0)
    if not above < depth <= above + MOST_HEADS:
        return None
    own: list[RawRow] = rows[above:]
    return [_Column(cells, depth - above) for cells in zip(*own, strict=True)]


def _are_one(left: _Column, right: _Column, columns: Columns) -> bool:
    """Whether two neighbours are one column: no row has both, and the body of one lacks the head that the other has."""
    if left.filled & right.filled or not (left.body or right.body):
        return False
    figures = any(read_number(text) is not None for text in (*left.body, *right.body) if not text.isdigit())
    if bool(left.head) != bool(right.head):
        headless = right if left.head else left
        if columns.role(left.head or right.head) is None:
            return bool(headless.body) and figures
        return bool(headless.body) and not any(text[0].isdigit() for text in headless.body)
    names, head = (
        (left, right) if left.body else (right, left)
    )  # 部门预算支出经济分类科目 over names, 科目名称 beside them
    return (
        bool(names.head)
        and not head.body
        and not any(text[0].isdigit() for text in names.body)
        and columns.role(head.head) == "name"
    )


def _is_rule(row: RawRow) -> bool:
    texts = [_text(cell) for cell in row if cell]
    return bool(texts) and all(_RULE.fullmatch(text) for text in texts)


def _is_around(row: RawRow) -> bool:
    texts = [_text(cell) for cell in row if cell]
    return all(map(is_furniture, texts))


def _is_figure(cell: Cell) -> bool:
    return bool(cell) and _FIGURE.fullmatch(_text(cell)) is not None


def _text(cell: Cell) -> str:
    return "".join("".join(line.text.split()) for line in cell)
