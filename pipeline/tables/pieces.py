"""Grids → tables: which grids continue the one before them, over page breaks and in blocks of another layout."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from pipeline.amounts import read_number
from pipeline.document import Grid
from pipeline.tables.body.blocks import settle_roles
from pipeline.tables.classify import Decision, decide, firmly_named, title_of, type_by_title
from pipeline.tables.forms import starts_like
from pipeline.tables.heads.header import Column, Header, read_header, rows_of
from pipeline.tables.parts import parts_of
from pipeline.vocabulary.columns import Columns, head_key

SAME_HEAD = 92  # RapidFuzz ratio (0–100) of two headers that differ by misread characters only
ALIKE = 0.8  # share of heads that two headers of one table have in common


@dataclass(frozen=True, slots=True)
class Piece:
    """A grid with its head understood; `header.n_rows` 0 where it goes on under the head of the piece before."""

    grid: Grid
    header: Header
    columns: tuple[Column, ...]
    sides: bool = False  # 收入 beside 支出, each with names of its own


@dataclass(frozen=True, slots=True)
class Gathered:
    """The pieces of one table, its title and type."""

    pieces: tuple[Piece, ...]
    title: str | None
    decision: Decision

    @property
    def type(self) -> str:
        return self.decision.type


GivenType = Callable[[str | None, Grid], str | None]  # title and first grid → the type that somebody gave the table


def gather(
    grids: Sequence[Grid], columns: Columns, given_type: GivenType = lambda _title, _grid: None
) -> list[Gathered]:
    """The tables of a document, each with its pieces in order; a type that is given is not decided anew."""
    tables: list[Gathered] = []
    grids = list(_heads_over_pages(grids, columns))
    named_here = firmly_named([title for grid in grids if (title := title_of(grid.caption))], columns)
    parts = (
        (n, part) for whole in grids for n, part in enumerate(parts_of(whole, columns, _named_type(whole, columns)))
    )
    for n, grid in parts:
        title = title_of(grid.caption)
        named = _named_type(grid, columns)
        last = tables[-1] if tables else None
        repeated = _repeated_header(last.pieces[-1], grid) if last else None
        header = repeated or read_header(grid, columns, named)
        form = last is not None and last.type.startswith("performance")
        another = form and last is not None and starts_like(grid, last.pieces[0].grid, columns, title is not None)
        if another and title is None and last is not None:
            title = last.title
        block = n > 0 and title is None and form
        if last is not None and not another and (block or _continues(last, title, grid, header, columns)):
            piece = _piece(grid, header, columns, last.pieces[-1], last.pieces[-1].sides)
            tables[-1] = replace(last, pieces=(*last.pieces, piece))
        else:
            two = two_sided(header, columns)
            piece = _piece(grid, header, columns, None, two or columns.form(named).sides)
            heads = [column.heads for column in piece.columns]
            used = {table.type for table in tables}
            given = given_type(title, grid)
            decision = (
                Decision(given, 1.0)
                if given
                else decide(title, heads, _texts(grid), _keys(grid, piece), columns, used, named_here)
            )
            sides = two or columns.form(decision.type).sides
            if sides != piece.sides:
                piece = _piece(grid, header, columns, None, sides)
            tables.append(Gathered((piece,), title, decision))
    return tables


def _heads_over_pages(grids: Sequence[Grid], columns: Columns) -> Iterator[Grid]:
    """The grids, one that is nothing but heads at the end of a page in one with the rest on the next page.

    A page break may cut the heads themselves: 一般公共预算财政 | 拨款.
    """
    held: Grid | None = None
    for grid in grids:
        if held is not None and _is_below(held, grid):
            held = _under(held, grid, columns)
        else:
            if held is not None:
                yield held
            held = grid
    if held is not None:
        yield held


def _is_below(heads: Grid, grid: Grid) -> bool:
    """Whether a grid goes on with the columns of one of heads alone that ends the page before."""
    next_page = grid.page_start == heads.page_end + 1 and grid.n_columns == heads.n_columns
    words = all(read_number(cell.text) is None for cell in heads.cells)
    drawn = heads.exact and grid.exact and heads.n_rows < grid.n_rows
    return next_page and words and drawn and title_of(grid.caption) is None and len(heads.cells) > 1


def _under(heads: Grid, grid: Grid, columns: Columns) -> Grid:
    """The rows of a grid below those of heads; a first row that ends the words above it joined to them."""
    first = _first_row(grid)
    above = {cell.column: cell for cell in heads.cells if cell.row + cell.row_span == heads.n_rows}
    rest = [cell for cell in grid.cells if cell.row == 0]
    cut = bool(first) and all(
        cell.column in above
        and columns.knows(above[cell.column].text + cell.text)
        and not columns.knows_exactly(cell.text)
        for cell in rest
    )
    joined = {
        above[cell.column]: replace(
            above[cell.column], text=above[cell.column].text + cell.text, lines=(*above[cell.column].lines, *cell.lines)
        )
        for cell in (rest if cut else ())
    }
    below = [cell for cell in grid.cells if not (cut and cell.row == 0)]
    return replace(
        grid,
        cells=(
            *(joined.get(cell, cell) for cell in heads.cells),
            *(replace(cell, row=cell.row + heads.n_rows - cut) for cell in below),
        ),
        n_rows=heads.n_rows + grid.n_rows - cut,
        page_start=heads.page_start,
        caption=heads.caption,
    )


def two_sided(header: Header, words: Columns) -> bool:
    """Whether 收入 and 支出 stand over columns of their own, side by side."""
    over = {words.term(column.heads[0]) for column in header.columns if len(column.heads) > 1}
    return {"收入", "支出"} <= over and any(column.role == "name" for column in header.columns[1:])


def _named_type(grid: Grid, columns: Columns) -> str:
    """The type that the title of a grid names; "other" where it has none or it names none."""
    title = title_of(grid.caption)
    return type_by_title(title, columns).type if title else "other"


def _piece(grid: Grid, header: Header, words: Columns, before: Piece | None, sides: bool) -> Piece:
    body = [cell for cell in grid.cells if cell.row >= header.n_rows]
    if before is not None and header == before.header:
        columns = before.columns
    elif header.known:
        columns = settle_roles(header.columns, body, words, sides)
    elif before is not None and before.grid.n_columns >= grid.n_columns:
        columns = before.columns
    else:
        columns = settle_roles([Column(None, ())] * grid.n_columns, body, words)
    return Piece(grid, header, columns, sides)


def _repeated_header(before: Piece, grid: Grid) -> Header | None:
    """The header of the piece before, where a grid opens with the same rows of heads."""
    if not before.header.known or before.header.total_row is not None or before.grid.n_columns != grid.n_columns:
        return None
    theirs, ours = (_head_words(g, before.header.n_rows) for g in (before.grid, grid))
    return before.header if theirs and fuzz.ratio(theirs, ours) >= SAME_HEAD else None


def _head_words(grid: Grid, n_rows: int) -> str:
    return "\n".join(head_key(cell.text) for cell in grid.cells if cell.row < n_rows)


def _continues(last: Gathered, title: str | None, grid: Grid, header: Header, words: Columns) -> bool:
    """Whether a grid is the rest of the table before it."""
    before = last.pieces[-1]
    if _goes_on_headless(before, grid, header):
        return True
    if title is not None and _named(title, words):
        same = last.title is not None and head_key(title) == head_key(last.title)
        if same and grid.page_start == before.grid.page_end + 1 and _first_row(grid) == _first_row(last.pieces[0].grid):
            return True
        next_page = grid.page_start == before.grid.page_end + 1
        return same and _alike(before, header) and (next_page or _codes_go_on(before, grid, header))
    if _alike(before, header) or (grid.page_start == before.grid.page_end + 1 and _alike_amounts(before, header)):
        return True
    if last.type.startswith("performance"):
        return not _is_another(grid, header, words, last.type)
    if header.known:
        return False
    if (grid.exact or grid.unruled) and grid.page_start > before.grid.page_end + 1:
        return False
    slack = 2 if grid.form == "tabs" else before.grid.n_columns - 2 if grid.on_sheet else 0
    return before.grid.n_columns - slack <= grid.n_columns <= before.grid.n_columns


def _goes_on_headless(before: Piece, grid: Grid, header: Header) -> bool:
    """Whether a grid without heads opens the next page with the account after the last one: what stands above is no title."""
    if header.known or grid.page_start != before.grid.page_end + 1 or grid.n_columns != before.grid.n_columns:
        return False
    codes = [c for c, column in enumerate(before.columns) if column.role == "code"]
    last, first = _code_of(before.grid, before.grid.n_rows - 1, codes), _code_of(grid, 0, codes)
    return last.isdigit() and first.isdigit() and last < first and last[0] == first[0]


def _first_row(grid: Grid) -> list[str]:
    return [cell.text for cell in next(iter(rows_of(grid).values()), [])]


def _codes_go_on(before: Piece, grid: Grid, header: Header) -> bool:
    """Whether the first row of a grid has the code that follows the last one before it, on the same page of a text."""
    codes = [c for c, column in enumerate(header.columns) if column.role in ("code", "lei", "kuan", "xiang")]
    if grid.page_start != before.grid.page_end or not codes or before.grid.n_columns != grid.n_columns:
        return False
    last, first = _code_of(before.grid, before.grid.n_rows - 1, codes), _code_of(grid, header.n_rows, codes)
    return last.isdecimal() and first.isdecimal() and last < first


def _code_of(grid: Grid, row: int, codes: Sequence[int]) -> str:
    return "".join("".join(cell.text.split()) for cell in grid.cells if cell.row == row and cell.column in codes)


def _named(title: str, words: Columns) -> bool:
    return type_by_title(title, words).type != "other" or title.rstrip().endswith("表")


def _alike(before: Piece, header: Header) -> bool:
    """Whether two heads name the same columns."""
    if not header.known or not before.columns:
        return False
    theirs = {head_key(h) for column in before.columns for h in column.heads}
    ours = {head_key(h) for column in header.columns for h in column.heads}
    return bool(ours) and len(theirs & ours) >= ALIKE * max(len(theirs), len(ours))


def _alike_amounts(before: Piece, header: Header) -> bool:
    """Whether two heads name the same amounts, in one order, however the keys before them are parted."""
    theirs, ours = (
        [head_key(column.heads[-1]) for column in columns if column.role is None and column.heads]
        for columns in (before.columns, header.columns)
    )
    same = sum(one == other for one, other in zip(theirs, ours, strict=False))
    return len(ours) > 1 and same >= ALIKE * max(len(theirs), len(ours))


def _is_another(grid: Grid, header: Header, words: Columns, table_type: str) -> bool:
    """Whether an untitled grid behind a performance table, whose blocks differ in layout, is a table of its own."""
    found = decide(None, [c.heads for c in header.columns], _texts(grid), (), words, ())
    return found.type not in ("other", table_type) and not found.type.startswith("performance")


def _keys(grid: Grid, piece: Piece) -> list[list[str]]:
    """What stands in the columns of codes and names, row by row."""
    rows = rows_of(grid).values()
    return [[cell.text for cell in row if piece.columns[cell.column].role is not None] for row in rows]


def _texts(grid: Grid) -> list[list[str]]:
    return [[cell.text for cell in row] for row in rows_of(grid).values()]
