"""Ruling lines → the lattice of cells they draw.

Lines that touch make one drawing. Its distinct heights and abscissas span a lattice; neighbouring lattice fields
with no line between them are one merged cell. Lengths are in points, so that tolerances mean the same in both
directions.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.document import Page, Rule

SNAP = 4.0  # points within which two rules are the same line, or an end touches a line
COVER = 0.5  # share of a field's side that must be drawn to part it from its neighbour
LEAST_CELL = 5.0  # points: narrower stripes are double lines, not cells
STROKE = 0.12  # share of a drawing's height below which a vertical is a stroke of a seal or a letter on a picture
A4 = (595.0, 842.0)


@dataclass(frozen=True, slots=True)
class Field:
    """A cell of the lattice: rows [row, row + row_span), columns likewise."""

    row: int
    column: int
    row_span: int
    column_span: int


@dataclass(frozen=True, slots=True)
class Lattice:
    """The cells that one drawing of ruling lines makes, in points from the page's top left."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    fields: tuple[Field, ...]

    def field_at(self, x: float, y: float) -> Field | None:
        """The cell that holds a point, or None outside."""
        column, row = _stripe(self.xs, x), _stripe(self.ys, y)
        if column is None or row is None:
            return None
        for found in self.fields:
            if (
                found.row <= row < found.row + found.row_span
                and found.column <= column < found.column + found.column_span
            ):
                return found
        return None


def _stripe(edges: Sequence[float], at: float) -> int | None:
    if not edges or not edges[0] - SNAP <= at <= edges[-1] + SNAP:
        return None
    for i in range(len(edges) - 1):
        if at < edges[i + 1]:
            return i
    return len(edges) - 2


def page_size(page: Page) -> tuple[float, float]:
    """Width and height in points; A4 where the format gave none."""
    return (page.width or A4[0], page.height or A4[1])


def find_lattices(page: Page) -> list[Lattice]:
    """The drawings of a page that have at least two columns and one row, from top to bottom."""
    width, height = page_size(page)
    rules = [Rule(r.x0 * width, r.y0 * height, r.x1 * width, r.y1 * height) for r in page.rules]
    pictured = page.origin == "ocr"
    lattices = [lattice for group in _touching(rules) if (lattice := _lattice(group, pictured)) is not None]
    return sorted(lattices, key=lambda lattice: lattice.ys[0])


def _touching(rules: Sequence[Rule]) -> list[list[Rule]]:
    """Rules grouped by contact: those of both directions that cross or nearly meet, and pieces of one wall."""
    owner = list(range(len(rules)))

    def root(i: int) -> int:
        while owner[i] != i:
            owner[i] = owner[owner[i]]
            i = owner[i]
        return i

    across = [(i, r) for i, r in enumerate(rules) if r.horizontal]
    down = [(i, r) for i, r in enumerate(rules) if not r.horizontal]
    for i, h in across:
        for j, v in down:
            if h.x0 - SNAP <= v.x0 <= h.x1 + SNAP and v.y0 - SNAP <= h.y0 <= v.y1 + SNAP:
                owner[root(i)] = root(j)
    for (i, above), (j, below) in pairwise(sorted(down, key=lambda item: (round(item[1].x0), item[1].y0))):
        if abs(above.x0 - below.x0) < SNAP and abs(below.y0 - above.y1) < SNAP:  # pieces of one wall
            owner[root(i)] = root(j)
    groups: dict[int, list[Rule]] = {}
    for i, rule in enumerate(rules):
        groups.setdefault(root(i), []).append(rule)
    return list(groups.values())


def _lattice(rules: Sequence[Rule], pictured: bool) -> Lattice | None:
    """The lattice of one drawing; where its rules were found on a picture, short verticals are strokes of other things."""
    across = [r for r in rules if r.horizontal]
    down = [r for r in rules if not r.horizontal]
    ys, xs = _levels(r.y0 for r in across), _levels(r.x0 for r in down)
    if len(ys) > 1 and pictured:
        xs = [x for x in xs if _length(down, x) >= STROKE * (ys[-1] - ys[0])]
    xs = _with_open_sides(xs, across)
    if len(xs) < 3 or len(ys) < 2:
        return None
    ys = _with_open_ends(ys, xs, down)
    n_rows, n_columns = len(ys) - 1, len(xs) - 1
    right_open = [[not _drawn_down(down, xs[c + 1], ys[r], ys[r + 1]) for c in range(n_columns)] for r in range(n_rows)]
    below_open = [
        [not _drawn_across(across, ys[r + 1], xs[c], xs[c + 1]) for c in range(n_columns)] for r in range(n_rows)
    ]
    return Lattice(tuple(xs), tuple(ys), tuple(_fields(right_open, below_open)))


def _levels(values: Iterable[float]) -> list[float]:
    """Distinct positions; those nearer than a cell can be narrow are one line, drawn twice or broken."""
    levels: list[list[float]] = []
    for value in sorted(values):
        if levels and value - levels[-1][-1] < LEAST_CELL:
            levels[-1].append(value)
        else:
            levels.append([value])
    return [sum(level) / len(level) for level in levels]


def _length(down: Sequence[Rule], x: float) -> float:
    """How much of a vertical is drawn, in points."""
    return sum(r.y1 - r.y0 for r in down if abs(r.x0 - x) < LEAST_CELL)


def _with_open_sides(xs: list[float], across: Sequence[Rule]) -> list[float]:
    """Half-ruled tables leave out the outer verticals: the horizontals' ends stand in for them."""
    if not xs or not across:
        return xs
    left, right = min(r.x0 for r in across), max(r.x1 for r in across)
    if left < xs[0] - 2 * LEAST_CELL:
        xs = [left, *xs]
    if right > xs[-1] + 2 * LEAST_CELL:
        xs = [*xs, right]
    return xs


def _with_open_ends(ys: list[float], xs: Sequence[float], down: Sequence[Rule]) -> list[float]:
    """A table that goes on over the page is not always closed there: where most of its walls end, it ends."""
    walls = [[r for r in down if abs(r.x0 - x) < LEAST_CELL] for x in xs]
    tops = [min(r.y0 for r in wall) for wall in walls if wall]
    bottoms = [max(r.y1 for r in wall) for wall in walls if wall]
    top, bottom = sorted(tops)[len(tops) // 2], sorted(bottoms)[len(bottoms) // 2]
    if top < ys[0] - 2 * LEAST_CELL:
        ys = [top, *ys]
    if bottom > ys[-1] + 2 * LEAST_CELL:
        ys = [*ys, bottom]
    return ys


def _drawn_down(rules: Sequence[Rule], x: float, top: float, bottom: float) -> bool:
    spans = [(r.y0, r.y1) for r in rules if abs(r.x0 - x) < LEAST_CELL]
    return _covered(spans, top, bottom)


def _drawn_across(rules: Sequence[Rule], y: float, left: float, right: float) -> bool:
    spans = [(r.x0, r.x1) for r in rules if abs(r.y0 - y) < LEAST_CELL]
    return _covered(spans, left, right)


def _covered(spans: Sequence[tuple[float, float]], low: float, high: float) -> bool:
    covered = at = 0.0
    at = low
    for start, end in sorted(spans):
        start, end = max(start, at), min(end, high)
        if end > start:
            covered += end - start
            at = end
    return covered >= COVER * (high - low)


def _fields(right_open: list[list[bool]], below_open: list[list[bool]]) -> Iterable[Field]:
    """Merged cells as rectangles: grown to the right while the side is open, then down while the whole edge is."""
    n_rows, n_columns = len(right_open), len(right_open[0])
    taken = [[False] * n_columns for _ in range(n_rows)]
    for r in range(n_rows):
        for c in range(n_columns):
            if taken[r][c]:
                continue
            width = 1
            while c + width < n_columns and right_open[r][c + width - 1] and not taken[r][c + width]:
                width += 1
            depth = 1
            while r + depth < n_rows and all(below_open[r + depth - 1][c : c + width]):
                depth += 1
            for i in range(r, r + depth):
                for j in range(c, c + width):
                    taken[i][j] = True
            yield Field(r, c, depth, width)
