"""Tables without ruling lines: rows of figures whose columns stand apart by gaps alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.amounts import read_number
from pipeline.document import Grid, GridCell, Line, Page
from pipeline.tables.visual import visual_rows

LEAST_ROWS = 3  # rows with figures that make a table
HEAD_ROWS = 5  # rows above the first figures that may be its header
GAP = 0.008  # fraction of the page width that parts two columns


def find_loose(lines: Sequence[Line], page: Page) -> Iterator[tuple[Grid, list[Line]]]:
    """Grids of unruled tables among the lines that no drawing holds, each with its lines."""
    rows = visual_rows(line for line in lines if line.box and line.text.strip())
    for start, end in _stretches(rows):
        block = rows[start:end]
        columns = _columns([line for row in block for line in row if len(row) > 1])
        if len(columns) < 2:
            continue
        yield _grid(block, columns, page), [line for row in block for line in row]


def _stretches(rows: Sequence[Sequence[Line]]) -> Iterator[tuple[int, int]]:
    """Spans of rows that hold several runs each and at least `LEAST_ROWS` rows with a figure."""
    at = 0
    while at < len(rows):
        end = at
        while end < len(rows) and (len(rows[end]) > 1 or (end > at and _is_piece(rows[end]))):
            end += 1
        figures = [i for i in range(at, end) if any(_is_figure(line) for line in rows[i])]
        if len(figures) >= LEAST_ROWS and sum(len(rows[i]) > 1 for i in range(at, end)) >= LEAST_ROWS:
            yield max(at, figures[0] - HEAD_ROWS), figures[-1] + 1
        at = end + 1


def _is_piece(row: Sequence[Line]) -> bool:
    """A short run alone in its row: a wrapped name or head, not prose."""
    return len(row) == 1 and len(row[0].text.strip()) <= 16 and row[0].text.strip()[-1] not in "。；，"


def _is_figure(line: Line) -> bool:
    return read_number(line.text) is not None


def _columns(lines: Sequence[Line]) -> list[tuple[float, float]]:
    """Column spans: what is left of the width between the white stripes that no run crosses."""
    spans: list[list[float]] = []
    for x0, x1 in sorted((line.box[0], line.box[2]) for line in lines if line.box):
        if spans and x0 < spans[-1][1] + GAP:
            spans[-1][1] = max(spans[-1][1], x1)
        else:
            spans.append([x0, x1])
    return [(x0, x1) for x0, x1 in spans]


def _grid(rows: Sequence[Sequence[Line]], columns: Sequence[tuple[float, float]], page: Page) -> Grid:
    held: dict[tuple[int, int], list[Line]] = {}
    for r, row in enumerate(rows):
        for line in row:
            held.setdefault((r, _column_of(line, columns)), []).append(line)
    cells = tuple(
        GridCell(r, c, "".join(line.text.strip() for line in lines), tuple(lines))
        for (r, c), lines in sorted(held.items())
    )
    return Grid(cells, len(rows), len(columns), page.number, page.number, "loose")


def _column_of(line: Line, columns: Sequence[tuple[float, float]]) -> int:
    assert line.box is not None
    middle = (line.box[0] + line.box[2]) / 2
    return min(range(len(columns)), key=lambda c: max(columns[c][0] - middle, middle - columns[c][1], 0.0))
