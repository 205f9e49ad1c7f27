"""Which columns each head stands over where nothing is drawn: those it is centred on, or that begin with it."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from pipeline.document import Grid, GridCell
from pipeline.tables.heads.span import Span, spread_rows
from pipeline.tables.heads.tree import Heads
from pipeline.vocabulary.columns import Columns

OFF = 1.0  # cost of a head that stands off the middle of its columns, a page width
LONELY = 0.03  # of a head over one other head
MIXED = 0.015  # of a head over heads whose first ones stand in different rows
BARE = 0.01  # of a head with none above it
LEFT_OUT = 0.004  # of one of full height beside it: it could be under it
BESIDE = 0.3  # of a character, within which two heads begin at one place
MEANT = 0.01  # … by which a unit of what the words say outweighs a page width
HALF = 0.15  # share of the header's height by which a head of full height may be off its middle


def centred_rows(
    rows: Sequence[Sequence[GridCell]], grid: Grid, heads: Heads, numbers: Sequence[GridCell]
) -> list[list[Span]]:
    """Where nothing is drawn, a head stands over the columns it is centred on, and every head below has one above it.

    heads: the words of the rows, one after another; numbers: the row that counts the columns, if there is one.
    """
    from_the_left = _from_the_left(rows)
    if from_the_left is not None:
        return spread_rows(from_the_left, grid.n_columns)
    placed: list[list[Span]] = []
    full_height = _merged_down(rows)
    order = itertools.count()
    numbered = [[(next(order), cell) for cell in row] for row in rows]
    frame = _Frame(grid.edges, _centres([*rows, numbers], grid.edges), heads)
    for r, row in enumerate(numbered):
        tops: dict[int, tuple[int, int]] = {}  # column → the row below in which its first head stands, and the head
        for lower in range(len(rows) - 1, r, -1):
            tops |= {cell.column: (lower, n) for n, cell in numbered[lower]}
        below = {cell.column: cell for under in reversed(rows[r + 1 :]) for cell in under}
        broken = {
            cell.column for _, cell in row if cell.column in below and _go_on(cell, below[cell.column], heads.columns)
        }
        covered = {c for upper in placed for span in upper for c in range(span.start, span.end)}
        bare = {c: LEFT_OUT if c in full_height else BARE for c in tops.keys() - covered}
        placed.append(_centred(row, frame, tops, broken, bare))
    return placed


@dataclass(frozen=True, slots=True)
class _Frame:
    """The columns below the heads: their edges, the middles that show them, and what the heads mean."""

    edges: Sequence[float]
    centres: Sequence[float]
    heads: Heads

    def off(self, middle: float, start: int, end: int) -> float:
        """How far a place is off the middle of columns [start, end)."""
        by_edges = (self.edges[start] + self.edges[end]) / 2
        return min(abs(place - middle) for place in (by_edges, (self.centres[start] + self.centres[end - 1]) / 2))


def _centres(rows: Iterable[Sequence[GridCell]], edges: Sequence[float]) -> list[float]:
    """The middle of each column: that of its number or of its lowest head, which stand on it, else that of its edges."""
    centres = [(a + b) / 2 for a, b in itertools.pairwise(edges)]
    for row in rows:
        for cell in row:
            if cell.box is not None:
                centres[cell.column] = (cell.box[0] + cell.box[2]) / 2
    return centres


def _from_the_left(rows: Sequence[Sequence[GridCell]]) -> list[list[GridCell]] | None:
    """The heads in the columns they begin with; None unless every head begins where one below it does."""
    moved: list[list[GridCell]] = []
    matched = False
    for r, row in enumerate(rows):
        lower = [cell for under in rows[r + 1 :] for cell in under]
        cells = []
        for cell in row:
            below = [other for other in lower if _overlap(cell, other)]
            first = next((other for other in below if _same_start(cell, other)), None)
            if first is None and (below or any(other.column == cell.column for other in lower)):
                return None
            matched |= first is not None and not _same_middle(cell, first)
            cells.append(replace(cell, column=first.column) if first else cell)
        moved.append(cells)
    return moved if matched else None


def _overlap(one: GridCell, other: GridCell) -> bool:
    return bool(one.box and other.box and one.box[0] < other.box[2] and other.box[0] < one.box[2])


def _same_start(one: GridCell, other: GridCell) -> bool:
    if one.box is None or other.box is None:
        return False
    return abs(one.box[0] - other.box[0]) < BESIDE * _em(other)


def _same_middle(one: GridCell, other: GridCell) -> bool:
    if one.box is None or other.box is None:
        return False
    return abs(one.box[0] + one.box[2] - other.box[0] - other.box[2]) < 2 * BESIDE * _em(other)


def _em(cell: GridCell) -> float:
    """The width of a character."""
    return (cell.box[2] - cell.box[0]) / max(len(cell.text), 1) if cell.box else 0.0


def _merged_down(rows: Sequence[Sequence[GridCell]]) -> set[int]:
    """Columns with one head, at half the height of the header: it reaches from top to bottom and has none above it."""
    heights = [(cell.column, (cell.box[1] + cell.box[3]) / 2) for row in rows for cell in row if cell.box]
    if not heights:
        return set()
    top, bottom = min(y for _, y in heights), max(y for _, y in heights)
    counts = Counter(column for column, _ in heights)
    near = HALF * (bottom - top)
    return {column for column, y in heights if counts[column] == 1 and abs(y - (top + bottom) / 2) <= near}


def _go_on(cell: GridCell, below: GridCell, columns: Columns) -> bool:
    """附属单位 | 上缴收入: one head on two lines."""
    return not columns.knows_exactly(cell.text) and columns.knows(cell.text + below.text)


def _centred(
    row: Sequence[tuple[int, GridCell]],
    frame: _Frame,
    tops: Mapping[int, tuple[int, int]],
    broken: set[int],
    bare: Mapping[int, float],
) -> list[Span]:
    """Disjoint spans for the heads of a row at the least cost.

    tops: for each column with heads below, the row in which the first stands, and which head it is; broken: columns whose
    head goes on below; bare: for each column with heads below and none above, what it costs to leave it so.
    """
    edges = frame.edges

    def cost(head: int, cell: GridCell, start: int, end: int) -> float:
        box = cell.box
        middle = (box[0] + box[2]) / 2 if box else (edges[cell.column] + edges[cell.column + 1]) / 2
        off = OFF * frame.off(middle, start, end)
        if end - start == 1:
            return off + LONELY * (start in tops and start not in broken)
        if not all(c in tops for c in range(start, end)) or cell.column in broken:
            return float("inf")
        below = list(dict.fromkeys(tops[c][1] for c in range(start, end)))
        mixed = len({tops[c][0] for c in range(start, end)}) > 1
        return off + MIXED * mixed - MEANT * frame.heads.over(head, below)

    @cache
    def best(i: int, c: int) -> tuple[float, tuple[tuple[int, int], ...]]:
        if i == len(row) or c == len(edges) - 1:
            rest = sum(bare.get(at, 0.0) for at in range(c, len(edges) - 1))
            return (rest if i == len(row) else float("inf")), ()
        skipped, others = best(i, c + 1)
        options = [(skipped + bare.get(c, 0.0), others)]
        for end in range(c + 1, len(edges)):
            if c - 1 <= row[i][1].column <= end:
                after, others = best(i + 1, end)
                options.append((cost(*row[i], c, end) + after, ((c, end), *others)))
        return min(options, key=lambda option: option[0])

    total, spans = best(0, 0)
    if total == float("inf"):
        spans = tuple((cell.column, cell.column + 1) for _, cell in row)
    return [Span(cell.text, start, end) for (_, cell), (start, end) in zip(row, spans, strict=True)]
