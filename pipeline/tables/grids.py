"""Where the tables are: pages → grids of cells, and what is left of the pages without them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from pipeline.document import Grid, Line, Page
from pipeline.tables.captions import caption_above, is_title, notes_below
from pipeline.tables.classify import title_of
from pipeline.tables.lattice import find_lattices, page_size
from pipeline.tables.loose import find_loose
from pipeline.tables.ruled import fill_lattice
from pipeline.tables.tabbed import find_runs
from pipeline.tables.tabs import grid_of_run, is_contents
from pipeline.tables.visual import visual_rows

NamesTable = Callable[[str], bool]


def find_grids(pages: Sequence[Page], names_table: NamesTable) -> tuple[tuple[Grid, ...], tuple[Page, ...]]:
    """All grids in reading order, and the pages without the lines that grids, captions and notes took.

    names_table: whether words are the known title of a standard table (its line may then be a caption).
    """
    grids: list[Grid] = []
    prose: list[Page] = []
    for page in pages:
        if any(line.box for line in page.lines):
            found, rest = _boxed(page, names_table, grids[-1] if grids else None)
        else:
            found, rest = _plain(page, names_table)
        if found and prose and title_of(found[0].caption) is None:
            found[0], prose[-1] = _titled_before(found[0], prose[-1], names_table)
        grids += found
        prose.append(replace(page, lines=rest))
    return tuple(grids), tuple(prose)


def _titled_before(grid: Grid, before: Page, names_table: NamesTable) -> tuple[Grid, Page]:
    """A grid at the top of a page whose title a page break left on the page before."""
    rows = visual_rows(before.lines) if before.lines and before.lines[0].box else []
    caption, _ = caption_above(rows, names_table)
    if not any(is_title(line.text) for line in caption):
        return grid, before
    rest = tuple(line for line in before.lines if line not in caption)
    return replace(grid, caption=(*caption, *grid.caption)), replace(before, lines=rest)


def _plain(page: Page, names_table: NamesTable) -> tuple[list[Grid], tuple[Line, ...]]:
    """A text file: runs of tabbed lines."""
    lines = page.lines
    grids: list[Grid] = []
    rest: list[Line] = []
    at = 0
    for run in find_runs(lines):
        grid = grid_of_run(run)
        if grid is None or is_contents(grid):
            continue
        caption, rows = caption_above([[line] for line in lines[at : run.start]], names_table)
        notes = notes_below([[line] for line in lines[run.end : run.end + 6]])
        rest += lines[at : run.start - rows]
        at = run.end + _index_after(lines[run.end :], notes)
        grids.append(replace(grid, caption=(*caption, *grid.caption), notes=notes))
    return grids, (*rest, *lines[at:])


def _index_after(lines: Sequence[Line], notes: Sequence[Line]) -> int:
    return next((i + 1 for i, line in enumerate(lines) if notes and line is notes[-1]), 0)


@dataclass(frozen=True, slots=True)
class _Area:
    """A grid on a page with boxes: from where to where it reaches, in points."""

    grid: Grid
    top: float
    bottom: float


def _boxed(page: Page, names_table: NamesTable, before: Grid | None) -> tuple[list[Grid], tuple[Line, ...]]:
    """A page with boxes: the lattices its rules draw, then unruled columns of figures between them."""
    width, height = page_size(page)
    areas: list[_Area] = []
    free = list(page.lines)
    for lattice in find_lattices(page):
        inside = [line for line in free if line.box and lattice.field_at(*_centre(line, width, height))]
        grid = fill_lattice(lattice, inside, page)
        if grid is not None:
            areas.append(_Area(grid, lattice.ys[0] / height, lattice.ys[-1] / height))
            free = [line for line in free if line not in inside]
    last = before if before is not None and not areas and before.page_end == page.number - 1 else None
    for grid, lines in find_loose(free, page, last):
        boxes = [line.box for line in lines if line.box]
        areas.append(_Area(grid, min(b[1] for b in boxes), max(b[3] for b in boxes)))
        free = [line for line in free if line not in lines]
    return _with_captions(sorted(areas, key=lambda area: area.top), free, names_table)


def _centre(line: Line, width: float, height: float) -> tuple[float, float]:
    assert line.box is not None
    x0, y0, x1, y1 = line.box
    return (x0 + x1) / 2 * width, (y0 + y1) / 2 * height


def _with_captions(
    areas: Sequence[_Area], free: Sequence[Line], names_table: NamesTable
) -> tuple[list[Grid], tuple[Line, ...]]:
    rows = visual_rows(free)
    taken: set[Line] = set()
    grids: list[Grid] = []
    floor = 0.0
    for i, area in enumerate(areas):
        ceiling = areas[i + 1].top if i + 1 < len(areas) else 1.0
        above = [row for row in rows if floor <= _middle(row) < area.top and not taken.intersection(row)]
        below = [row for row in rows if area.bottom <= _middle(row) < ceiling]
        caption, _ = caption_above(above, names_table)
        notes = notes_below(below)
        taken.update(caption, notes)
        grids.append(replace(area.grid, caption=(*caption, *area.grid.caption), notes=notes))
        floor = area.bottom
    return grids, tuple(line for line in free if line not in taken)


def _middle(row: Sequence[Line]) -> float:
    return sum((line.box[1] + line.box[3]) / 2 for line in row if line.box) / max(len(row), 1)
