"""Tables without ruling lines: rows whose cells stand apart by gaps alone.

White stripes that no run crosses part the columns of a block. A page that goes on with a table has fewer rows and
perhaps no heads, so its empty columns leave no trace: it is cut where the page before was.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.amounts import read_number
from pipeline.document import Grid, GridCell, Line, Page
from pipeline.tables.locate.apart import apart
from pipeline.tables.locate.gutters import edges_of
from pipeline.tables.locate.striped import find_stripes, in_stripes
from pipeline.tables.locate.visual import visual_rows

LEAST_ROWS = 3  # rows with figures that make a table of their own
HEAD_ROWS = 5  # rows above the first figures that may be its heads
GAP = 0.006  # fraction of the page width that parts two columns
NEARER = 0.7  # share of the other gap at which a piece belongs to the nearer row
LONGEST_PIECE = 16  # characters of a run alone in its row that may belong to a table: a wrapped name or head

Row = Sequence[Line]


def find_loose(lines: Sequence[Line], page: Page, before: Grid | None) -> Iterator[tuple[Grid, list[Line]]]:
    """Grids of unruled tables among the lines that no drawing holds, each with its lines.

    before: the last grid of the page before, which the first rows of this one may continue.
    """
    lines = [line for line in lines if line.box and line.text.strip()]
    for heights in find_stripes(page):
        striped = [row for row in _rows_of_stripes(in_stripes(list(apart(lines)), heights)) if row]
        edges = _edges(striped)
        if len(edges) > 2:
            inside = [line for line in lines if heights[0] <= _middle([line]) < heights[-1]]
            yield _grid(striped, edges, page), inside
            lines = [line for line in lines if line not in inside]
    rows = _with_wrapped(visual_rows(lines))
    at = 0
    if before is not None and before.form == "loose":
        at = _continued_rows(rows, before.edges)
        if at:
            yield _grid(_all_apart(rows[:at]), before.edges, page), [line for row in rows[:at] for line in row]
    for start, end in _stretches(rows[at:]):
        block = rows[at + start : at + end]
        cut = _all_apart(block)
        edges = _edges(cut)
        if len(edges) > 2:
            yield _grid(cut, edges, page), [line for row in block for line in row]


def _all_apart(rows: Sequence[Row]) -> list[list[Line]]:
    return [list(apart(row)) for row in rows]


def _rows_of_stripes(stripes: Sequence[list[Line]]) -> Iterator[Row]:
    """Rows of a table with horizontal rules: a stripe is a row, but heads, and a stripe of many rows, are taken as they stand."""
    body = False
    for stripe in stripes:
        body = body or any(_is_figure(line) for line in stripe)
        visual = visual_rows(stripe)
        if not body:
            yield from visual
        elif sum(_holds_figure(row) for row in visual) > 1:
            yield from _with_wrapped(visual)
        else:
            yield stripe


def _with_wrapped(rows: Sequence[Row]) -> list[Row]:
    """The rows with the parts of a wrapped name joined to the row they surround: what stands nearer than a row apart."""
    joined: list[list[Line]] = []
    last_join = -1
    for i, row in enumerate(rows):
        up, down = _gap(rows, i - 1, i), _gap(rows, i, i + 1)
        if len(row) == 1 and not _is_figure(row[0]) and _is_piece(row) and min(up, down) < NEARER * max(up, down):
            if up < down and joined and _holds_figure(rows[i - 1]):
                joined[-1].extend(row)
                continue
            if down < up and i + 1 < len(rows) and _holds_figure(rows[i + 1]):
                joined.append(list(row))
                last_join = len(joined) - 1
                continue
        if last_join == len(joined) - 1 and joined:
            joined[-1].extend(row)
            last_join = -1
        else:
            joined.append(list(row))
    return [list(row) for row in joined]


def _gap(rows: Sequence[Row], above: int, below: int) -> float:
    """Distance of the middles of two rows; a whole page where one of them is missing."""
    if above < 0 or below >= len(rows):
        return 1.0
    return _middle(rows[below]) - _middle(rows[above])


def _middle(row: Row) -> float:
    return sum((line.box[1] + line.box[3]) / 2 for line in row if line.box) / len(row)


def _holds_figure(row: Row) -> bool:
    return len(row) > 1 and any(_is_figure(line) for line in row)


def _continued_rows(rows: Sequence[Row], edges: Sequence[float]) -> int:
    """How many rows at the top fit the columns of the page before: each run within one column, none shared."""
    count = 0
    for row in rows:
        columns = [_column_of(line, edges) for line in row]
        within = all(_within(line, edges) for line in row)
        amounts = [c for c, line in zip(columns, row, strict=True) if _is_figure(line)]
        if not within or len(set(amounts)) != len(amounts) or (len(row) == 1 and not _is_piece(row)):
            break
        count += 1
    return count if any(_is_figure(line) for row in rows[:count] for line in row) else 0


def _within(line: Line, edges: Sequence[float]) -> bool:
    assert line.box is not None
    c = _column_of(line, edges)
    return edges[c] - GAP <= line.box[0] and line.box[2] <= edges[c + 1] + GAP


def _stretches(rows: Sequence[Row]) -> Iterator[tuple[int, int]]:
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


def _is_piece(row: Row) -> bool:
    """A short run alone in its row: a wrapped name or head, not prose."""
    text = row[0].text.strip()
    return len(row) == 1 and len(text) <= LONGEST_PIECE and text[-1] not in "。；，"


def _is_figure(line: Line) -> bool:
    return read_number(line.text) is not None


def _edges(rows: Sequence[Row]) -> tuple[float, ...]:
    """Where the columns of a block part; its heads are the rows above the first figure."""
    first = next((i for i, row in enumerate(rows) if _holds_figure(row)), len(rows))
    return edges_of(rows[:first], rows[first:])


def _at_edges(row: Row, edges: Sequence[float]) -> Iterator[Line]:
    """The runs of a row, cut at their blanks where they reach over columns: 事业收入 经营收入."""
    for line in row:
        assert line.box is not None
        x0, y0, x1, y1 = line.box
        words = line.text.split()
        if len(words) < 2 or not any(x0 + GAP < edge < x1 - GAP for edge in edges[1:-1]):
            yield line
            continue
        step = (x1 - x0) / len(line.text)
        at = 0
        for word in words:
            at = line.text.index(word, at)
            box = (x0 + step * at, y0, x0 + step * (at + len(word)), y1)
            yield Line(word, line.page, box, line.score, word)
            at += len(word)


def _grid(rows: Sequence[Row], edges: Sequence[float], page: Page) -> Grid:
    held: dict[tuple[int, int], list[Line]] = {}
    for r, row in enumerate(rows):
        for line in _at_edges(row, edges):
            held.setdefault((r, _column_of(line, edges)), []).append(line)
    ordered = {place: [line for visual in visual_rows(lines) for line in visual] for place, lines in held.items()}
    cells = tuple(
        GridCell(r, c, "".join(line.text.strip() for line in lines), tuple(lines))
        for (r, c), lines in sorted(ordered.items())
    )
    return Grid(cells, len(rows), len(edges) - 1, page.number, page.number, "loose", tuple(edges))


def _column_of(line: Line, edges: Sequence[float]) -> int:
    assert line.box is not None
    middle = (line.box[0] + line.box[2]) / 2
    return max(sum(middle >= edge for edge in edges[1:-1]), 0)
