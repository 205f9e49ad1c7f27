"""Titles that a loader wrote before all tables of their page → the table that each is of.

Text comes first, then the tables, so the nearest line above a table says little. Titles and tables stand in the same order; a
table may have no title of its own, above all the first, which goes on from the page before, and a title no table, where an
empty form was not taken for one. Of all ways to go through both, the one that the heads speak for most is taken.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import takewhile
from typing import Final

from pipeline.amounts import read_number
from pipeline.document import Grid, Line
from pipeline.tables.captions import MOST_ROWS, is_furniture, is_title
from pipeline.tables.classify import coded, headed, named_rows, title_of, type_by_title
from pipeline.tables.heads.header import Header, read_header, rows_of
from pipeline.vocabulary.columns import Columns, head_key

Caption = tuple[Line, ...]
SKIPPED: Final = 1.5  # cost of a title without a table
AHEAD: Final = 0.2  # … of one before all that have one: a list of contents
UNTITLED: Final = 6.0  # … of a table without a title
BEHIND: Final = 2.5  # … of one behind another
AGAIN: Final = 0.5  # … of one with the heads of the table before it, which it goes on with
STRANGE: Final = 8.0  # … at most, of a title that names another type than the heads
UNTOLD: Final = 1.0  # … of a title that names no type, or one of which the heads have none
RESTART: Final = 1.0  # … of a title over the heads of the table before
HEADLESS: Final = 4.0  # … over rows without heads, behind a table
_ALIKE: Final = (  # types whose heads differ by no more than their titles do
    frozenset({"expenditure", "general_budget", "government_fund", "state_capital"}),
    frozenset({"overall", "appropriation"}),
    frozenset({"economic_classification", "basic_expenditure"}),
)


def captions_among(lines: Sequence[Line], names_table: Callable[[str], bool], columns: Columns) -> list[Caption]:
    """Titles, each with the furniture below it, in the text that a converter wrote before the tables of its page."""
    captions: list[Caption] = []
    printed = [line for line in lines if line.text.strip()]
    at = 0
    while at < len(printed):
        parts = next((n for n in (1, 2) if _titles(printed[at : at + n], names_table, columns)), 0)
        below = (
            list(takewhile(lambda line: is_furniture(line.text), printed[at + parts :][:MOST_ROWS])) if parts else []
        )
        if parts:
            captions.append((*printed[at : at + parts], *below))
        at += max(parts, 1)
    return captions


def _titles(lines: Caption | Sequence[Line], names_table: Callable[[str], bool], columns: Columns) -> bool:
    """Whether these lines are the title of a table of a known type; two, where its bracket is open at the end of the first."""
    text = "".join(line.text.strip() for line in lines)
    title = title_of(lines) or ""
    if "".join(title.split()) != "".join(text.split()):
        return False
    return names_table("".join(text.split())) or (is_title(title) and type_by_title(title, columns).type != "other")


def titled_in_order(
    captions: Sequence[Caption], grids: Sequence[Grid], before: Grid | None, columns: Columns
) -> list[Caption]:
    """The caption of each grid, () where it has none; captions and grids in the order of the text.

    before: the grid that ends above the captions.
    """
    types = [type_by_title(title_of(caption) or "", columns).type for caption in captions]
    open_ = [_Untitled(grid, above, columns) for above, grid in zip((before, *grids[:-1]), grids, strict=True)]
    least: dict[
        tuple[int, int, bool], tuple[float, str]
    ] = {}  # from title t, grid g on, after a title was given or not
    for g in range(len(grids), -1, -1):
        for t in range(len(captions), -1, -1):
            for given in (True, False):
                ways: list[tuple[float, str]] = []
                if g == len(grids) and t == len(captions):
                    ways.append((0.0 if given else (SKIPPED - AHEAD) * len(captions), "end"))
                if g < len(grids):
                    ways.append((open_[g].left(g == 0) + least[t, g + 1, given][0], "leave"))
                if t < len(captions):
                    ways.append(((SKIPPED if given else AHEAD) + least[t + 1, g, given][0], "skip"))
                if g < len(grids) and t < len(captions):
                    ways.append((open_[g].under(types[t], g == 0) + least[t + 1, g + 1, True][0], "give"))
                least[t, g, given] = min(ways, key=lambda way: way[0])
    found: list[Caption] = []
    t, given = 0, False
    while len(found) < len(grids):
        step = least[t, len(found), given][1]
        if step != "skip":
            found.append(captions[t] if step == "give" else ())
        given = given or step == "give"
        t += step != "leave"
    return found


class _Untitled:
    """What it costs to leave a grid without a title, or to put one over it."""

    def __init__(self, grid: Grid, above: Grid | None, columns: Columns) -> None:
        self.goes_on = above is not None and _same_heads(above, grid, columns)
        self.headed = _is_headed(grid, columns)
        self.speaks = _evidence(grid, columns)

    def left(self, first: bool) -> float:
        if self.goes_on or not (first or self.headed):
            return AGAIN
        return UNTITLED if first else BEHIND

    def under(self, kind: str, first: bool) -> float:
        if not self.headed and (self.goes_on or not first):
            return HEADLESS + _strange(kind, self.speaks)
        return RESTART * (self.goes_on and first) + _strange(kind, self.speaks)


def _is_headed(grid: Grid, columns: Columns) -> bool:
    """Whether a grid has heads, known ones or words side by side in its first row."""
    if read_header(grid, columns).known:
        return True
    first = [cell.text for cell in next(iter(rows_of(grid).values()), ())]
    return len(first) > 1 and not any(read_number(text) is not None for text in first)


def _evidence(grid: Grid, columns: Columns) -> dict[str, float]:
    """Type → nats by which heads, codes and names of a grid speak for it."""
    header = read_header(grid, columns)
    rows = [[cell.text for cell in row] for row in rows_of(grid).values()]
    nats = {form.type: 0.0 for form in columns.forms}
    for evidence in (
        headed([column.heads for column in header.columns], columns) if header.known else {},
        coded(rows),
        named_rows(rows, columns),
    ):
        for kind, weight in evidence.items():
            nats[kind] = nats.get(kind, 0.0) + weight
    return nats


def _strange(kind: str, nats: dict[str, float]) -> float:
    """What speaks against a title of a type over what the grid says of itself."""
    if kind == "other":
        return UNTOLD
    kinds = next((kinds for kinds in _ALIKE if kind in kinds), {kind})
    own = max(nats.get(one, 0.0) for one in kinds)
    most = max(nats.values(), default=0.0)
    return min(most - own + UNTOLD * (own < 0), STRANGE) if most > 0 else 0.0


def _same_heads(above: Grid, grid: Grid, columns: Columns) -> bool:
    """Whether a grid has the heads of the one above it, or none where that has as many columns."""
    theirs, ours = read_header(above, columns), read_header(grid, columns)
    if not ours.known:
        return above.n_columns == grid.n_columns
    return _words(above, theirs) == _words(grid, ours)


def _words(grid: Grid, header: Header) -> list[str]:
    return [head_key(cell.text) for cell in grid.cells if cell.row < header.n_rows]
