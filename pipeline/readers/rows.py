"""Reading order: visual rows from top to bottom, each from left to right."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.document import Box, Line


def in_reading_order(lines: Sequence[Line]) -> list[Line]:
    """The lines of one page by visual row; a line joins the row whose middle it covers.

    Every line must have a box.
    """
    boxed = [(line.box, line) for line in lines if line.box]
    boxed.sort(key=lambda pair: (pair[0][1] + pair[0][3]) / 2)
    rows: list[list[tuple[Box, Line]]] = []
    for box, line in boxed:
        if rows and _same_row(rows[-1][0][0], box):
            rows[-1].append((box, line))
        else:
            rows.append([(box, line)])
    return [line for row in rows for _, line in sorted(row, key=lambda pair: pair[0][0])]


def _same_row(first: Box, box: Box) -> bool:
    """Whether the middle of each lies well inside the height of the other, or nearly so for the taller."""
    middle = (box[1] + box[3]) / 2
    reach = 0.4 * min(first[3] - first[1], box[3] - box[1])
    return abs((first[1] + first[3]) / 2 - middle) <= reach
