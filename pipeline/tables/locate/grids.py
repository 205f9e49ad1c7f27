"""Where the tables are: pages → grids of cells, and what is left of the pages without them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import accumulate, pairwise

from pipeline.document import Grid, Line, Page
from pipeline.tables.captions import MOST_NOTES, MOST_ROWS, caption_above, is_title, notes_below
from pipeline.tables.classify import names_table, title_of, type_by_title
from pipeline.tables.flow.fragments import is_barred, is_in_pieces
from pipeline.tables.flow.kept import adds_up, has_heads_of, keeps_columns
from pipeline.tables.flow.read import LEAST_PROOF, find_flowing
from pipeline.tables.flow.regions import is_in_boxes
from pipeline.tables.locate.aligned import find_aligned
from pipeline.tables.locate.bars import find_bars
from pipeline.tables.locate.following import parted
from pipeline.tables.locate.guessed import is_guessed, with_sentences
from pipeline.tables.locate.lattice import find_lattices, page_size
from pipeline.tables.locate.layout import is_layout, without_bars
from pipeline.tables.locate.loose import find_loose
from pipeline.tables.locate.native import grid_of_native
from pipeline.tables.locate.ruled import fill_lattice
from pipeline.tables.locate.scattered import together
from pipeline.tables.locate.spaced import find_spaced_rows, find_spaced_streams
from pipeline.tables.locate.stream import find_streams
from pipeline.tables.locate.tabbed import find_runs
from pipeline.tables.locate.tabs import grid_of_run, grid_under_tree, is_contents
from pipeline.tables.locate.titling import Caption, captions_among, titled_in_order
from pipeline.tables.locate.unfilled import find_blank_forms, find_single_forms
from pipeline.tables.locate.unparted import part_rows
from pipeline.tables.locate.unrolled import unroll
from pipeline.tables.locate.visual import visual_rows
from pipeline.vocabulary.accounts import Accounts
from pipeline.vocabulary.columns import Columns, TableForm

NamesTable = Callable[[str], bool]
_KEY = re.compile(r"\[?\d{3,7}(?!\d|[.,]\d)|.*计$")  # 2010301, 2010301行政运行, 合计; not 300.00
_AMOUNT = re.compile(r"\d\.\d|\d,\d{3}")


def find_grids(
    pages: Sequence[Page], columns: Columns, accounts: Accounts
) -> tuple[tuple[Grid, ...], tuple[Page, ...]]:
    """All grids in reading order, and the pages without the lines that grids, captions and notes took."""
    names = partial(names_table, columns=columns)
    grids: list[Grid] = []
    prose: list[Page] = []
    for page in pages:
        if page.tables:
            found, rest = _native(page, names, columns, accounts)
        elif any(line.box for line in page.lines):
            found, rest = _boxed(page, names, columns, grids[-1] if grids else None)
        else:
            found, rest = _plain(page.lines, names, columns, accounts)
        if found and prose and title_of(found[0].caption) is None:
            found[0], prose[-1] = _titled_before(found[0], prose[-1], grids[-1] if grids else None, names)
        grids += found
        prose.append(replace(page, lines=rest))
    return tuple(grids), tuple(prose)


def _titled_before(grid: Grid, before: Page, last: Grid | None, names: NamesTable) -> tuple[Grid, Page]:
    """A grid at the top of a page whose title a page break left on the page before, below all that stands there.

    last: the grid before, which ends on that page or earlier.
    """
    floor = 0.0
    if last is not None and last.page_end == before.number:
        floor = max((cell.box[3] for cell in last.cells if cell.box), default=0.0)
    lines = [line for line in before.lines if line.box and line.box[1] >= floor]
    rows = visual_rows(lines) if before.lines and before.lines[0].box else []
    caption, _ = caption_above(rows, names)
    if not any(is_title(line.text) for line in caption):
        return grid, before
    rest = tuple(line for line in before.lines if line not in caption)
    return replace(grid, caption=(*caption, *grid.caption)), replace(before, lines=rest)


def _native(page: Page, names: NamesTable, columns: Columns, accounts: Accounts) -> tuple[list[Grid], tuple[Line, ...]]:
    """A page whose tables the file gives as such: they with their captions, then what the lines between them hold."""
    grids: list[Grid] = []
    rest: list[Line] = []
    lines = page.lines
    at = 0
    for table in page.tables:
        grid = grid_of_native(table)
        if grid is None:
            continue
        caption, rows = caption_above([[line] for line in lines[at : table.after]], names)
        found, free = _plain(lines[at : table.after - rows], names, columns, accounts)
        notes = notes_below([[line] for line in lines[table.after : table.after + MOST_NOTES]])
        grids += [*found, replace(grid, caption=(*caption, *grid.caption), notes=notes)]
        rest += free
        at = table.after + _index_after(lines[table.after : table.after + MOST_NOTES], notes)
    found, free = _plain(lines[at:], names, columns, accounts)
    return [*grids, *found], (*rest, *free)


def _plain(
    lines: Sequence[Line], names: NamesTable, columns: Columns, accounts: Accounts
) -> tuple[list[Grid], tuple[Line, ...]]:
    """A text file: runs of tabbed lines, streams of single cells."""
    guessed = is_guessed(lines)
    lines = with_sentences(lines) if guessed else lines
    found = [
        item
        for item in _found_in_text(lines, names, columns, accounts, guessed)
        if not (is_contents(item[2]) or is_layout(item[2]))
    ]
    reached = accumulate((end for _, end, _ in found), max, initial=0)
    found = [item for item, before in zip(found, reached, strict=False) if item[0] >= before]
    grids: list[Grid] = []
    rest: list[Line] = []
    at = 0
    waiting: list[Caption] = []
    for n, (start, end, grid) in enumerate(found):
        caption, rows = caption_above([[line] for line in lines[at:start]], names)
        before = list(lines[at : start - rows])
        if any(line.text.strip() for line in lines[at:start]):
            following = [item[2] for item in found[n : n + _without_text_between(lines, found[n:])]]
            waiting = []
            if len(following) > 1 or not is_title(title_of(caption) or ""):
                waiting = titled_in_order(
                    captions_among(lines[at:start], names, columns), following, grids[-1] if grids else None, columns
                )
                taken = {id(line) for lines_of in waiting for line in lines_of}
                caption, before = (), [line for line in lines[at:start] if id(line) not in taken]
        if waiting:
            caption = (*waiting.pop(0), *caption)
        notes = notes_below([[line] for line in lines[end : end + MOST_NOTES]])
        rest += before
        at = end + _index_after(lines[end : end + MOST_NOTES], notes)
        grids.append(replace(grid, caption=(*caption, *grid.caption), notes=notes))
    return grids, without_bars((*rest, *lines[at:]))


def _without_text_between(lines: Sequence[Line], found: Sequence[tuple[int, int, Grid]]) -> int:
    """How many grids follow each other with nothing between them."""
    count = 1
    for (_, end, _), (start, _, _) in pairwise(found):
        if any(line.text.strip() for line in lines[end:start]):
            break
        count += 1
    return count


def _found_in_text(
    lines: Sequence[Line], names: NamesTable, columns: Columns, accounts: Accounts, guessed: bool
) -> list[tuple[int, int, Grid]]:
    """Grids of a text file with the lines they span, in order; guessed: whether its bars are."""
    found: list[tuple[int, int, Grid]] = []
    tabbed = (
        part for run in find_runs(lines) for part in parted(run, columns, _form_above(lines, run.start, names, columns))
    )
    for run in (*tabbed, *find_bars(lines, columns), *find_spaced_rows(lines)):
        grid = grid_under_tree(run, columns, _form_above(lines, run.start, names, columns)) if run.width else None
        grid = grid or grid_of_run(together(run, columns) if guessed else run)
        if grid is not None:
            found.append((run.start, run.end, grid))
    for stream in (*find_streams(lines, names), *find_spaced_streams(lines, names)):
        title = title_of(stream.caption)
        grid = unroll(stream, columns.form(type_by_title(title, columns).type if title else "other"), columns)
        if grid is not None:
            found.append((stream.start, stream.end, grid))
    found += find_aligned(lines, columns.knows_exactly, columns.knows)
    unfilled = (*find_blank_forms(lines, columns.knows_exactly), *find_single_forms(lines, columns.knows_exactly))
    found += [form for form in unfilled if _form_above(lines, form[0], names, columns).type != "other"]
    found = [
        _as_proved(item, _form_above(lines, item[0], names, columns), columns, guessed)
        if guessed or item[2].form == "blanks"
        else item
        for item in found
    ]
    boxes = is_in_boxes(lines)
    for start, end, grid, boxed in find_flowing(lines, names, columns, accounts):
        others = [item for item in found if item[0] < end and start < item[1]]
        form = _form_above(lines, start, names, columns)
        kept = [other for _, _, other in others]
        whole = _is_barred_whole(lines[start:end])
        drawn = whole and not guessed and not is_in_pieces(lines[start:end])
        if boxed and kept and not boxes:
            continue
        if (
            boxed
            and kept
            and keeps_columns(kept, columns, form)
            and (grid is None or form.sides)
            and adds_up(kept, form)
        ):
            found = [(a, b, g.unplaced()) if (a, b, g) in others else (a, b, g) for a, b, g in found]
            continue
        if drawn and len({g.n_columns for g in kept}) == 1:
            continue
        if keeps_columns(kept, columns, form) and (whole or (grid is None and all(g.form == "blanks" for g in kept))):
            continue
        found = [item for item in found if item not in others or (grid is None and (whole or item[2].form == "blanks"))]
        if grid is not None:
            found.append((start, end, grid))
    return sorted(found, key=lambda item: item[0])


def _is_barred_whole(lines: Sequence[Line]) -> bool:
    """Whether every line with an amount keeps its columns between bars."""
    amounts = [line for line in lines if _AMOUNT.search(line.text)]
    return bool(amounts) and all(map(is_barred, amounts))


def _as_proved(found: tuple[int, int, Grid], form: TableForm, columns: Columns, guessed: bool) -> tuple[int, int, Grid]:
    """A table whose columns were told by where words stand, with nothing of it sure that its sums cannot prove.

    A sum across holds in other columns too where few rows have it; where bars were guessed all columns have to be those of the
    form, and a name without code may have lost its other lines.
    """
    start, end, grid = found
    rows: dict[int, list[str]] = {}
    for cell in grid.cells:
        rows.setdefault(cell.row, []).append(cell.text)
    figures = {tuple(text for text in texts if _AMOUNT.search(text)) for texts in rows.values()}
    if len(figures - {()}) < LEAST_PROOF:
        return start, end, grid.unplaced()
    if not guessed:
        return found
    if not (keeps_columns([grid], columns, form) and has_heads_of(grid, columns, form)):
        return start, end, grid.unplaced()
    keyed = {r for r, texts in rows.items() if form.sides or any(map(_KEY.match, texts))}
    return start, end, grid.unplaced(lambda cell: cell.row not in keyed)


def _form_above(lines: Sequence[Line], start: int, names: NamesTable, columns: Columns) -> TableForm:
    """The standard table that the lines above a grid name."""
    caption, _ = caption_above([[line] for line in lines[max(0, start - 2 * MOST_ROWS) : start]], names)
    title = title_of(caption)
    return columns.form(type_by_title(title, columns).type if title else "other")


def _index_after(lines: Sequence[Line], notes: Sequence[Line]) -> int:
    return next((i + 1 for i, line in enumerate(lines) if notes and line is notes[-1]), 0)


@dataclass(frozen=True, slots=True)
class _Area:
    """A grid on a page with boxes: from where to where it reaches, in points."""

    grid: Grid
    top: float
    bottom: float


def _boxed(page: Page, names: NamesTable, columns: Columns, before: Grid | None) -> tuple[list[Grid], tuple[Line, ...]]:
    """A page with boxes: the lattices its rules draw, then unruled columns of figures between them."""
    width, height = page_size(page)
    areas: list[_Area] = []
    free = list(page.lines)
    for lattice in find_lattices(page):
        inside = [line for line in free if line.box and lattice.field_at(*_centre(line, width, height))]
        grid = fill_lattice(lattice, inside, page)
        if grid is not None:
            areas.append(_Area(part_rows(grid), lattice.ys[0] / height, lattice.ys[-1] / height))
            free = [line for line in free if line not in inside]
    last = before if before is not None and not areas and before.page_end == page.number - 1 else None
    for grid, lines in find_loose(free, page, last, columns.knows_exactly, columns.knows):
        boxes = [line.box for line in lines if line.box]
        areas.append(_Area(grid, min(b[1] for b in boxes), max(b[3] for b in boxes)))
        free = [line for line in free if line not in lines]
    return _with_captions(sorted(areas, key=lambda area: area.top), free, names)


def _centre(line: Line, width: float, height: float) -> tuple[float, float]:
    assert line.box is not None
    x0, y0, x1, y1 = line.box
    return (x0 + x1) / 2 * width, (y0 + y1) / 2 * height


def _with_captions(
    areas: Sequence[_Area], free: Sequence[Line], names: NamesTable
) -> tuple[list[Grid], tuple[Line, ...]]:
    rows = visual_rows(free)
    taken: set[Line] = set()
    grids: list[Grid] = []
    floor = 0.0
    for i, area in enumerate(areas):
        ceiling = areas[i + 1].top if i + 1 < len(areas) else 1.0
        above = [row for row in rows if floor <= _middle(row) < area.top and not taken.intersection(row)]
        below = [row for row in rows if area.bottom <= _middle(row) < ceiling]
        caption, _ = caption_above(above, names)
        notes = notes_below(below)
        taken.update(caption, notes)
        grids.append(replace(area.grid, caption=(*caption, *area.grid.caption), notes=notes))
        floor = area.bottom
    return grids, tuple(line for line in free if line not in taken)


def _middle(row: Sequence[Line]) -> float:
    return sum((line.box[1] + line.box[3]) / 2 for line in row if line.box) / max(len(row), 1)
