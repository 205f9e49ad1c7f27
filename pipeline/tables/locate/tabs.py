"""Raw rows of a text file → a grid."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.amounts import read_number
from pipeline.document import Grid, GridCell, Line
from pipeline.tables.captions import is_furniture, is_title
from pipeline.tables.heads.tree import grid_cells, head_tree
from pipeline.tables.locate.tabbed import RawRow, Run
from pipeline.vocabulary.columns import Columns, TableForm

_RULE_OF_MARKDOWN = re.compile(r"[-:|]{2,}")  # ------; not — alone, an empty cell
_WORD = re.compile(r"\w")  # a title that lost a character is ? beside its unit
_PAGE = re.compile(r"\d{1,3}")


def grid_of_run(run: Run) -> Grid | None:
    """The grid of a stretch of raw rows; None where nothing is left of it."""
    rows = [row for row in run.rows if not _is_markdown_rule(row)]
    caption, rows = _caption_inside(rows)
    if not rows:
        return None
    cells = tuple(
        GridCell(r, c, "".join(line.text.strip() for line in lines), lines)
        for r, row in enumerate(rows)
        for c, lines in enumerate(row)
        if lines
    )
    if not cells:
        return None
    pages = [cell.page for cell in cells]
    return Grid(cells, len(rows), max(len(row) for row in rows), min(pages), max(pages), run.form, (), caption)


def grid_under_tree(run: Run, columns: Columns, form: TableForm) -> Grid | None:
    """The grid of a stretch whose heads came as one row; None where they do not make as many columns as the body has."""
    lines = [line for cell in run.rows[0] for line in cell[:1]]
    placed = head_tree([line.text for line in lines], columns, form, run.width)
    if placed is None or run.width is None:
        return None
    heads = grid_cells(lines, placed)
    depth = max(cell.row + cell.row_span for cell in heads)
    body = [
        GridCell(r, c, "".join(line.text.strip() for line in cell), cell)
        for r, row in enumerate(run.rows[1:], start=depth)
        for c, cell in enumerate(row)
        if cell
    ]
    page = lines[0].page
    return Grid((*heads, *body), depth + len(run.rows) - 1, run.width, page, page, "ruled")


def is_contents(grid: Grid) -> bool:
    """Whether the rows are a table of contents: titles, each with a page number behind a tab."""
    rows: dict[int, list[GridCell]] = {}
    for cell in grid.cells:
        rows.setdefault(cell.row, []).append(cell)
    pages = [row[-1].text for row in rows.values() if len(row) == 2]
    numbers = [int(text) for text in pages if _PAGE.fullmatch(text)]
    return len(numbers) >= 0.8 * len(rows) and numbers == sorted(numbers) and grid.n_columns <= 3


def _is_markdown_rule(row: RawRow) -> bool:
    texts = [line.text.strip() for lines in row for line in lines]
    return bool(texts) and all(_RULE_OF_MARKDOWN.fullmatch(text) for text in texts)


def _caption_inside(rows: Sequence[RawRow]) -> tuple[tuple[Line, ...], list[RawRow]]:
    """Title, body and unit that stand in the first rows move to the caption."""
    caption: list[Line] = []
    left = list(rows)
    while left:
        held = [lines for lines in left[0] if lines]
        texts = ["".join(line.text for line in lines).strip() for lines in held]
        title = len(texts) == 1 and is_title(texts[0]) and read_number(texts[0]) is None
        if texts and not title and not all(is_furniture(text) or not _WORD.search(text) for text in texts):
            break
        caption += [line for lines in held for line in lines]
        left = left[1:]
    return tuple(caption), left
