"""A lattice of ruling lines and the text inside it → a grid."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence

from pipeline.document import Grid, GridCell, Line, Page
from pipeline.tables.captions import is_furniture, is_title
from pipeline.tables.locate.lattice import Field, Lattice, page_size
from pipeline.tables.locate.visual import visual_rows

LEVEL = 0.1  # share of a letter's height by which the parts of one text are off each other
FLUSH = 0.03  # … of its width: two texts that only happen to meet are off by more
_FIGURES = re.compile(r"\d")  # a figure wider than its column is no word
_NOWHERE = (0.0, 0.0, 0.0, 0.0)


def fill_lattice(lattice: Lattice, lines: Sequence[Line], page: Page) -> Grid | None:
    """The grid of a drawn table; None where the drawing holds no text or frames prose only."""
    held = _by_field(lattice, lines, page)
    if not held:
        return None
    cells = [_cell(field, inside) for field, inside in held.items()]
    cells.sort(key=lambda cell: (cell.row, cell.column))
    n_rows, n_columns = len(lattice.ys) - 1, len(lattice.xs) - 1
    caption, cells = caption_inside(cells, n_columns)
    if not cells:
        return None
    edges = tuple(x / page_size(page)[0] for x in lattice.xs)
    return Grid(tuple(cells), n_rows, n_columns, page.number, page.number, "ruled", edges, tuple(caption))


def _by_field(lattice: Lattice, lines: Sequence[Line], page: Page) -> dict[Field, list[Line]]:
    """The texts of each cell; words that were drawn through a wall, and cut there, stand in the cell they were set in.

    What a recogniser read over a wall and the reader cut always meets there: it is one text only where a cell fits it.
    """
    width, height = page_size(page)
    at: dict[int, Field] = {}
    printed = [line for line in lines if line.box is not None and line.text.strip()]
    for n, line in enumerate(printed):
        x0, y0, x1, y1 = line.box or _NOWHERE
        field = lattice.field_at((x0 + x1) / 2 * width, (y0 + y1) / 2 * height)
        if field is not None:
            at[n] = field
    edges = [x / width for x in lattice.xs]
    runs = _cut_runs(printed, at)
    cut = {n for run in runs for n in run}
    whole = {field for n, field in at.items() if n not in cut}
    for run in runs:
        free = [field for n in run if (field := at[n]) not in whole]
        if free:
            begin, end = (printed[run[0]].box or _NOWHERE)[0], (printed[run[-1]].box or _NOWHERE)[2]
            off, own = min((_off(field, edges, begin, end), n) for n, field in enumerate(free))
            if printed[run[0]].score is None or off <= _letter(printed[run[0]]):
                at.update(dict.fromkeys(run, free[own]))
    held: dict[Field, list[Line]] = {}
    for n, field in at.items():
        held.setdefault(field, []).append(printed[n])
    return held


def _cut_runs(lines: Sequence[Line], at: Mapping[int, Field]) -> list[list[int]]:
    """The words, from left to right, whose parts lie in several cells and meet as two letters of one text do."""
    after: dict[int, int] = {}
    by_begin = sorted(at, key=lambda n: (lines[n].box or _NOWHERE)[0])
    begins = [(lines[n].box or _NOWHERE)[0] for n in by_begin]
    for n, field in at.items():
        end = (lines[n].box or _NOWHERE)[2]
        reach = FLUSH * _letter(lines[n])
        near = by_begin[bisect_left(begins, end - reach) : bisect_right(begins, end + reach)]
        following = next((m for m in near if at[m] != field and _is_level(lines[n], lines[m])), None)
        if following is not None and not _FIGURES.search(lines[n].text + lines[following].text):
            after[n] = following
    first = after.keys() - after.values()
    return [_followed(n, after) for n in sorted(first)]


def _followed(n: int, after: Mapping[int, int]) -> list[int]:
    run = [n]
    while (n := after.get(n, -1)) >= 0:
        run.append(n)
    return run


def _letter(line: Line) -> float:
    x0, _, x1, _ = line.box or _NOWHERE
    return (x1 - x0) / max(len(line.text), 1)


def _is_level(one: Line, other: Line) -> bool:
    (_, top, _, bottom), (_, y0, _, y1) = one.box or _NOWHERE, other.box or _NOWHERE
    return abs(top - y0) + abs(bottom - y1) < LEVEL * (bottom - top)


def _off(field: Field, edges: Sequence[float], begin: float, end: float) -> float:
    """How far words are from where a cell would set them: at its left wall, or in its middle."""
    left, right = edges[field.column], edges[field.column + field.column_span]
    return min(abs(begin - left), abs((begin + end) - (left + right)) / 2)


def _cell(field: Field, lines: Sequence[Line]) -> GridCell:
    ordered = [line for row in visual_rows(lines) for line in row]
    text = "".join(line.text.strip() for line in ordered)
    return GridCell(field.row, field.column, text, tuple(ordered), field.row_span, field.column_span)


def caption_inside(cells: Sequence[GridCell], n_columns: int) -> tuple[list[Line], list[GridCell]]:
    """The title and unit that stand in the first rows of a table, and the cells without them."""
    caption: list[Line] = []
    cells = list(cells)
    while cells:
        top = [cell for cell in cells if cell.row == cells[0].row]
        alone = len(top) == 1 and top[0].column_span >= n_columns - 1 and is_title(top[0].text)
        if not alone and not all(is_furniture(cell.text) for cell in top):
            break
        caption += [line for cell in top for line in cell.lines]
        cells = cells[len(top) :]
    return caption, cells
