"""Tables without ruling lines: rows whose cells stand apart by gaps alone.

White stripes that no run crosses part the columns of a block. A page that goes on with a table has fewer rows and
perhaps no heads, so its empty columns leave no trace: it is cut where the page before was.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.document import Grid, GridCell, Line, Page
from pipeline.tables.locate.apart import apart, together
from pipeline.tables.locate.gutters import edges_of
from pipeline.tables.locate.stretches import IsHead, find_stretches, is_figure, is_piece, middle
from pipeline.tables.locate.striped import find_stripes, in_stripes
from pipeline.tables.locate.visual import visual_rows

_COLUMN_NUMBER = re.compile(r"\d{1,3}")  # 栏次: 1, 12; not ②, 2024

GAP = 0.006  # fraction of the page width that parts two columns
OUTER = 0.03  # … by which the rows of another page may reach further out
NEARER = 0.7  # share of the other gap at which a piece belongs to the nearer row

Row = Sequence[Line]


def find_loose(
    lines: Sequence[Line], page: Page, before: Grid | None, is_head: IsHead, knows: IsHead
) -> Iterator[tuple[Grid, list[Line]]]:
    """Grids of unruled tables among the lines that no drawing holds, each with its lines.

    before: the last grid of the page before, which the first rows of this one may continue;
    is_head: whether words are a known head of a table to the letter; knows: in any words.
    """
    lines = [line for line in lines if line.box and line.text.strip()]
    for heights in find_stripes(page):
        striped = [
            row
            for row in _rows_of_stripes(
                [list(apart(stripe, is_head)) for stripe in in_stripes(lines, heights)], is_head
            )
            if row
        ]
        edges = before.edges if before is not None and _goes_on(striped, before) else _edges(striped, knows)
        if len(edges) > 2:
            inside = [line for line in lines if heights[0] <= middle([line]) < heights[-1]]
            yield _grid(striped, edges, page), inside
            lines = [line for line in lines if line not in inside]
    rows = _with_wrapped(visual_rows(lines))
    at = 0
    if before is not None and before.form == "loose":
        at = _continued_rows(rows, before.edges)
        if at:
            yield _grid(_all_apart(rows[:at], is_head), before.edges, page), [line for row in rows[:at] for line in row]
    for start, end in find_stretches(rows[at:], is_head):
        block = rows[at + start : at + end]
        cut = _all_apart(block, is_head)
        edges = _edges(cut, knows)
        if len(edges) > 2:
            yield _grid(cut, edges, page), [line for row in block for line in row]


def _all_apart(rows: Sequence[Row], is_head: IsHead) -> list[list[Line]]:
    return [together(list(apart(row, is_head)), is_head) for row in rows]


def _rows_of_stripes(stripes: Sequence[list[Line]], is_head: IsHead) -> Iterator[Row]:
    """Rows of a table with horizontal rules: a stripe is a row, but heads, and a stripe of many rows, are taken as they stand."""
    body = False
    for stripe in stripes:
        body = body or any(is_figure(line) for line in stripe)
        visual = visual_rows(stripe)
        if not body:
            yield from (together(row, is_head) for row in visual)
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
        if len(row) == 1 and not is_figure(row[0]) and is_piece(row) and min(up, down) < NEARER * max(up, down):
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
    return middle(rows[below]) - middle(rows[above])


def _holds_figure(row: Row) -> bool:
    return len(row) > 1 and any(is_figure(line) for line in row)


def _goes_on(rows: Sequence[Row], before: Grid) -> bool:
    """Whether all rows of a table, from the first on, fit the columns of one on the page before."""
    headless = bool(rows) and _holds_figure(rows[0]) and not _numbers_columns(rows[0])
    return headless and before.form == "loose" and _continued_rows(rows, before.edges) == len(rows)


def _continued_rows(rows: Sequence[Row], edges: Sequence[float]) -> int:
    """How many rows at the top fit the columns of the page before: each run within one column, none shared."""
    count = 0
    for row in rows:
        columns = [_column_of(line, edges) for line in row]
        within = all(_within(line, edges) for line in row)
        amounts = [c for c, line in zip(columns, row, strict=True) if is_figure(line)]
        if not within or len(set(amounts)) != len(amounts) or (len(row) == 1 and not is_piece(row)):
            break
        count += 1
    return count if any(is_figure(line) for row in rows[:count] for line in row) else 0


def _within(line: Line, edges: Sequence[float]) -> bool:
    assert line.box is not None
    c = _column_of(line, edges)
    left, right = (
        (edges[c] - OUTER if c == 0 else edges[c]),
        (edges[c + 1] + OUTER if c + 2 == len(edges) else edges[c + 1]),
    )
    return left - GAP <= line.box[0] and line.box[2] <= right + GAP


def _edges(rows: Sequence[Row], knows: IsHead) -> tuple[float, ...]:
    """Where the columns of a block part; its heads are the rows above the first figure that is no column's number."""
    first = next((i for i, row in enumerate(rows) if _holds_figure(row)), len(rows))
    if first < len(rows) and _numbers_columns(rows[first]):
        first += 1
    return _whole(edges_of(rows[:first], rows[first:]), rows[:first], rows[first:], knows)


def _whole(edges: tuple[float, ...], heads: Sequence[Row], body: Sequence[Row], knows: IsHead) -> tuple[float, ...]:
    """The edges without those between a head and the figures or names that it stands over, to their left or right.

    A head in the middle of its column may share no abscissa with figures at the right; one that was set wide is two words.
    """
    above, below = _by_column(heads, edges), _by_column(body, edges)
    kept = list(edges[:1])
    words, rows = "", set[int]()  # of the column to the left
    for c, edge in enumerate(edges[1:]):
        own = "".join(line.text.strip() for _, line in above.get(c, ()))
        has = {r for r, _ in below.get(c, ())}
        alone = bool(own) != bool(words) or (knows(words + own) and not (rows and has))
        one = c > 0 and alone and not rows & has and bool(rows or has)
        if one:
            kept.pop()
        words, rows = (words + own, rows | has) if one else (own, has)
        kept.append(edge)
    return tuple(kept)


def _by_column(rows: Sequence[Row], edges: Sequence[float]) -> dict[int, list[tuple[int, Line]]]:
    """The runs of each column, with their rows."""
    held: dict[int, list[tuple[int, Line]]] = {}
    for r, row in enumerate(rows):
        for line in row:
            held.setdefault(_column_of(line, edges), []).append((r, line))
    return held


def _numbers_columns(row: Row) -> bool:
    """Whether a row is 栏次: numbers that count up by one, and the word once a side."""
    numbers = [int(line.text) for line in row if _COLUMN_NUMBER.fullmatch(line.text.strip())]
    return len(numbers) >= max(2, len(row) - 2) and all(b - a == 1 for a, b in pairwise(numbers)) and numbers[0] <= 2


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
