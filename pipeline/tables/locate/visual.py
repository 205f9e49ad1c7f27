"""Lines with boxes → the rows a reader sees."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipeline.document import Line


def visual_rows(lines: Iterable[Line]) -> list[list[Line]]:
    """Lines of one height, left to right; rows from top to bottom. Lines without a box are rows of their own."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=_middle_height):
        if rows and line.box and _same_height(rows[-1], line):
            rows[-1].append(line)
        else:
            rows.append([line])
    return [sorted(row, key=lambda line: line.box[0] if line.box else 0.0) for row in rows]


def _middle_height(line: Line) -> float:
    return (line.box[1] + line.box[3]) / 2 if line.box else 0.0


def _same_height(row: Sequence[Line], line: Line) -> bool:
    """Whether the line's middle lies within the last line of the row, and the other way round."""
    last = row[-1].box
    if last is None or line.box is None:
        return False
    smaller = min(last[3] - last[1], line.box[3] - line.box[1])
    return abs(_middle_height(row[-1]) - _middle_height(line)) < 0.5 * smaller
