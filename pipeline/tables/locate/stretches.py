"""Which rows of a page without ruling lines are a table: rows of several runs with figures among them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from pipeline.amounts import read_number
from pipeline.document import Line
from pipeline.tables.captions import is_furniture, is_title

LEAST_ROWS = 3  # rows with figures that make a table whose heads nobody knows
LEAST_HEADS = 3  # known heads that make a table of fewer rows
HEAD_ROWS = 5  # rows above the first figures that may be its heads
LONGEST_PIECE = 16  # characters of a run alone in its row that may belong to a table: a wrapped name or head
NEAR = 1.3  # of the distance of the rows below it, within which a head over several columns stands above them
OFF_CENTRE = 0.08  # fraction of the page width by which such a head is off the middle, where a title stands

Row = Sequence[Line]
IsHead = Callable[[str], bool]


def find_stretches(rows: Sequence[Row], is_head: IsHead) -> Iterator[tuple[int, int]]:
    """Spans of rows that are tables, [start, end)."""
    at = 0
    while at < len(rows):
        end = at
        while end < len(rows) and (len(rows[end]) > 1 or (end > at and is_piece(rows[end]))):
            end += 1
        figures = [i for i in range(at, end) if any(map(is_figure, rows[i]))]
        if figures and _is_table(rows[at:end], figures[0] - at, len(figures), is_head):
            start = max(at, figures[0] - HEAD_ROWS)
            captions = [i for i in range(start, figures[0]) if all(is_furniture(line.text) for line in rows[i])]
            start = max(captions, default=start - 1) + 1
            yield start - (start > 0 and _is_bracket(rows, start)), figures[-1] + 1
        at = end + 1


def _is_table(rows: Sequence[Row], first: int, figures: int, is_head: IsHead) -> bool:
    """first: the first row with a figure; figures: how many rows hold one."""
    if figures >= LEAST_ROWS and sum(len(row) > 1 for row in rows) >= LEAST_ROWS:
        return True
    heads = sum(is_head(line.text) for row in rows[:first] for line in row)
    return heads >= LEAST_HEADS and max(sum(map(is_figure, row)) for row in rows) > 1


def _is_bracket(rows: Sequence[Row], start: int) -> bool:
    """Whether the run above a table's first row is a head over some of its columns: near, short, off the middle."""
    if not is_piece(rows[start - 1]) or start + 1 >= len(rows):
        return False
    line, below = rows[start - 1][0], [other.box for other in rows[start] if other.box]
    if is_title(line.text) or is_furniture(line.text) or line.box is None or not below:
        return False
    centre = (line.box[0] + line.box[2]) / 2
    left, right = min(box[0] for box in below), max(box[2] for row in rows[start : start + 3] for box in _boxes(row))
    near = middle(rows[start]) - middle(rows[start - 1]) <= NEAR * (middle(rows[start + 1]) - middle(rows[start]))
    return near and left < centre < right and abs(centre - (left + right) / 2) > OFF_CENTRE


def _boxes(row: Row) -> list[tuple[float, float, float, float]]:
    return [line.box for line in row if line.box]


def middle(row: Row) -> float:
    """Height of a row on its page."""
    return sum((line.box[1] + line.box[3]) / 2 for line in row if line.box) / len(row)


def is_piece(row: Row) -> bool:
    """A short run alone in its row: a wrapped name or head, not prose."""
    text = row[0].text.strip()
    return len(row) == 1 and len(text) <= LONGEST_PIECE and text[-1] not in "。；，"


def is_figure(line: Line) -> bool:
    """Whether a run is nothing but a number."""
    return read_number(line.text) is not None
