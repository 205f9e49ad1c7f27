"""A lattice of ruling lines and the text inside it → a grid."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.document import Grid, GridCell, Line, Page
from pipeline.tables.captions import is_furniture, is_title
from pipeline.tables.locate.lattice import Field, Lattice, page_size
from pipeline.tables.locate.visual import visual_rows


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
    width, height = page_size(page)
    held: dict[Field, list[Line]] = {}
    for line in lines:
        if line.box is None or not line.text.strip():
            continue
        x0, y0, x1, y1 = line.box
        field = lattice.field_at((x0 + x1) / 2 * width, (y0 + y1) / 2 * height)
        if field is not None:
            held.setdefault(field, []).append(line)
    return held


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
