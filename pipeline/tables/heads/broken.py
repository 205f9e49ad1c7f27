"""Heads broken over lines of an unruled table, put together before anything is placed under or over them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.document import GridCell
from pipeline.vocabulary.columns import Columns

_YEAR = re.compile(r"^\s*20\d\d\s*年度?")  # 2017年基本支出 is a head as 基本支出 is
MOST_LINES = 4  # that one head takes
OFF_MIDDLE = 0.1  # of the widest line, by which the lines of a head may be off each other's middle
PITCH = 1.2  # times the distance of lines in heads that are known, up to which others are lines of one head
CLOSE = 0.7  # of their height, as much as lines of one head are apart where no known head shows it


def whole_heads(rows: Sequence[Sequence[GridCell]], columns: Columns) -> list[list[GridCell]]:
    """The rows with heads that go on below them as one cell each, at the place of its first line.

    政府性基 | 金预算财 | 政拨款 in one column are one head. Pieces that are heads themselves are one only if they are
    centred on each other, and the upper one is not over the next column too: 收入 over 项目 and 预算数. How far apart
    the lines of known heads stand tells which others are lines of one: 用事业基 | 金弥补收 | 支差额.
    """
    lines: defaultdict[int, list[GridCell]] = defaultdict(list)  # column → its cells, downwards
    for row in rows:
        for cell in row:
            lines[cell.column].append(cell)
    heads: list[list[GridCell]] = []
    for column, cells in lines.items():
        at = 0
        while at < len(cells):
            beside = lines.get(column + 1, [])
            bare = bool(beside) and beside[0].row > cells[at].row  # what stands above it may be this cell
            many = _lines_of_head(cells[at:], columns, bare)
            heads.append(cells[at : at + many])
            at += many
    joined: dict[int, GridCell | None] = {}  # id of a cell → what stands for it
    for group in _in_one_pitch(heads, columns):
        if len(group) > 1:
            joined |= dict.fromkeys(map(id, group))
            joined[id(group[0])] = _together(group)
    found = [[joined.get(id(cell), cell) for cell in row] for row in rows]
    return [row for row in ([cell for cell in cells if cell] for cells in found) if row]


def _in_one_pitch(heads: Sequence[list[GridCell]], columns: Columns) -> list[list[GridCell]]:
    """The heads, those joined to the ones below them that stand as near and in line as lines of one head do."""
    heads = sorted((list(head) for head in heads), key=lambda head: head[0].row)
    pitch = _pitch(heads, columns)
    found: list[list[GridCell]] = []
    while heads:
        head = heads.pop(0)
        while pitch and (below := next((one for one in heads if _is_next_line(head, one, pitch, columns)), None)):
            if any(other is not below and _stands_under(other[0], head, below[0]) for other in heads):
                break
            heads.remove(below)
            head += below
        found.append(head)
    return found


def _stands_under(other: GridCell, head: Sequence[GridCell], below: GridCell) -> bool:
    """Whether a head beside the line below another stands under that too, which then is over both: 增减额 | 增减%."""
    boxes = [cell.box for cell in head if cell.box]
    if other.box is None or below.box is None or other.row != below.row:
        return False
    return max(box[2] for box in boxes) > (other.box[0] + other.box[2]) / 2 > min(box[0] for box in boxes)


def _pitch(heads: Sequence[Sequence[GridCell]], columns: Columns) -> float:
    """How far the lines of one head stand apart, from top to top, as a fraction of the page; 0 where nothing shows it."""
    shown = [_down(a, b) for head in heads for a, b in pairwise(head)]
    if not any(shown):
        pairs = ((a[-1], b[0]) for a in heads for b in heads if a is not b and _in_line([*a, *b]))
        shown = [
            _down(a, b)
            for a, b in pairs
            if not columns.knows_exactly(b.text) and 0 < _down(a, b) <= (1 + CLOSE) * _height(a)
        ]
    return min(filter(None, shown), default=0.0)


def _down(upper: GridCell, lower: GridCell) -> float:
    return lower.box[1] - upper.box[1] if upper.box and lower.box else 0.0


def _height(cell: GridCell) -> float:
    return min(line.box[3] - line.box[1] for line in cell.lines if line.box) if cell.box else 0.0


def _is_next_line(head: Sequence[GridCell], below: Sequence[GridCell], pitch: float, columns: Columns) -> bool:
    near = 0 < _down(head[-1], below[0]) <= PITCH * pitch
    whole = columns.knows_exactly("".join(cell.text for cell in below))  # 人员经费 below 2017年基本支出, its bracket
    return near and not whole and _in_line([*head, *below])


def _in_line(cells: Sequence[GridCell]) -> bool:
    """Whether lines are centred on each other or begin at one place."""
    boxes = [cell.box for cell in cells if cell.box]
    if len(boxes) < len(cells):
        return False
    em = max((line.box[2] - line.box[0]) / max(len(line.text), 1) for cell in cells for line in cell.lines if line.box)
    middles, starts = [(box[0] + box[2]) / 2 for box in boxes], [box[0] for box in boxes]
    return min(max(middles) - min(middles), max(starts) - min(starts)) <= em / 2


def _lines_of_head(cells: Sequence[GridCell], columns: Columns, bare: bool) -> int:
    """How many cells, from the first one down, are one head: the most that make a known one.

    bare: whether the column beside has no head as high as the first cell.
    """
    for many in range(min(len(cells), MOST_LINES), 1, -1):
        lines = cells[:many]
        words = "".join(cell.text for cell in lines)
        heads = [columns.knows_exactly(_YEAR.sub("", cell.text)) for cell in lines]
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
