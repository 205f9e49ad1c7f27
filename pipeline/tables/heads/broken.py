"""Heads broken over lines of an unruled table, put together before anything is placed under or over them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from pipeline.document import GridCell
from pipeline.vocabulary.columns import Columns

MOST_LINES = 4  # that one head takes
OFF_MIDDLE = 0.1  # of the widest line, by which the lines of a head may be off each other's middle


def whole_heads(rows: Sequence[Sequence[GridCell]], columns: Columns) -> list[list[GridCell]]:
    """The rows with heads that go on below them as one cell each, at the place of its first line.

    政府性基 | 金预算财 | 政拨款 in one column are one head. Pieces that are heads themselves are one only if they are
    centred on each other, and the upper one is not over the next column too: 收入 over 项目 and 预算数.
    """
    lines: defaultdict[int, list[GridCell]] = defaultdict(list)  # column → its cells, downwards
    for row in rows:
        for cell in row:
            lines[cell.column].append(cell)
    joined: dict[int, GridCell | None] = {}  # id of a cell → what stands for it
    for column, cells in lines.items():
        at = 0
        while at < len(cells):
            beside = lines.get(column + 1, [])
            bare = bool(beside) and beside[0].row > cells[at].row  # what stands above it may be this cell
            many = _lines_of_head(cells[at:], columns, bare)
            if many > 1:
                joined |= dict.fromkeys(map(id, cells[at : at + many]))
                joined[id(cells[at])] = _together(cells[at : at + many])
            at += many
    found = [[joined.get(id(cell), cell) for cell in row] for row in rows]
    return [row for row in ([cell for cell in cells if cell] for cells in found) if row]


def _lines_of_head(cells: Sequence[GridCell], columns: Columns, bare: bool) -> int:
    """How many cells, from the first one down, are one head: the most that make a known one.

    bare: whether the column beside has no head as high as the first cell.
    """
    for many in range(min(len(cells), MOST_LINES), 1, -1):
        lines = cells[:many]
        words = "".join(cell.text for cell in lines)
        heads = [columns.knows_exactly(cell.text) for cell in lines]
        if columns.knows_exactly(words) and (not all(heads) or (not bare and _on_one_middle(lines))):
            return many
        if not any(heads) and columns.knows(words):
            return many
    return 1


def _on_one_middle(cells: Sequence[GridCell]) -> bool:
    """Whether lines are centred on each other; a head over several columns is not centred on one of them."""
    boxes = [cell.box for cell in cells]
    if not all(boxes):
        return False
    middles = [(box[0] + box[2]) / 2 for box in boxes if box]
    widest = max(box[2] - box[0] for box in boxes if box)
    return max(middles) - min(middles) <= OFF_MIDDLE * widest


def _together(cells: Sequence[GridCell]) -> GridCell:
    lines = tuple(line for cell in cells for line in cell.lines)
    return replace(cells[0], text="".join(cell.text for cell in cells), lines=lines)
