"""Reading order: visual rows from top to bottom, each from left to right."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.document import Box, Line, enclosing

_HEADING_NUMBER = re.compile(r"第[一二三四五六七八九十百\d]+[部章节篇]分?|目")  # 第一部分, 目 of 目　录; not 政府性基
_HEADING_GAP = 2.6  # heights of a line between the number of a heading and its title


def in_reading_order(lines: Sequence[Line]) -> list[Line]:
    """The lines of one page by visual row; a line joins the row whose middle it covers.

    Every line must have a box.
    """
    return [line for row in visual_rows(lines) for line in row]


def with_whole_headings(lines: Sequence[Line], shape: float) -> list[Line]:
    """The lines of a page, a heading's number joined with the title that is alone with it in its row.

    第一部分　　概况 comes apart where the spaces between are not drawn. `shape` is the page's width / height.

    >>> number = Line("第二部分", 1, box=(0.2, 0.1, 0.36, 0.12))
    >>> title = Line("单位概况", 1, box=(0.42, 0.1, 0.58, 0.12))
    >>> [line.text for line in with_whole_headings([number, title], shape=0.707)]
    ['第二部分 单位概况']
    """
    whole: list[Line] = []
    for row in visual_rows(lines):
        if len(row) == 2 and _HEADING_NUMBER.fullmatch(row[0].text) and _near(row[0], row[1], shape):
            whole.append(_joined(row[0], row[1]))
        else:
            whole += row
    return whole


def _near(left: Line, right: Line, shape: float) -> bool:
    if not left.box or not right.box:
        return False
    gap = (right.box[0] - left.box[2]) * shape
    return gap <= _HEADING_GAP * max(left.box[3] - left.box[1], right.box[3] - right.box[1])


def _joined(left: Line, right: Line) -> Line:
    scores = [line.score for line in (left, right) if line.score is not None]
    boxes = [line.box for line in (left, right) if line.box]
    text = f"{left.text} {right.text}"
    return replace(left, text=text, printed=text, box=enclosing(boxes), score=min(scores) if scores else None)


def visual_rows(lines: Sequence[Line]) -> list[list[Line]]:
    """The visual rows of a page from top to bottom, each from left to right."""
    boxed = [(line.box, line) for line in lines if line.box]
    boxed.sort(key=lambda pair: (pair[0][1] + pair[0][3]) / 2)
    rows: list[list[tuple[Box, Line]]] = []
    for box, line in boxed:
        if rows and _same_row(rows[-1][0][0], box):
            rows[-1].append((box, line))
        else:
            rows.append([(box, line)])
    return [[line for _, line in sorted(row, key=lambda pair: pair[0][0])] for row in rows]


def _same_row(first: Box, box: Box) -> bool:
    """Whether the middles of two boxes are no farther apart than 0.4 of the lower one's height."""
    middle = (box[1] + box[3]) / 2
    reach = 0.4 * min(first[3] - first[1], box[3] - box[1])
    return abs((first[1] + first[3]) / 2 - middle) <= reach
