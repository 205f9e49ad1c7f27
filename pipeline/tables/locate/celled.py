"""Cells in reading order, empty ones among them → rows: a browser's text tells the cells of a table, not its rows.

How many cells a row has follows from the body: words under words, figures under figures, and the heads right above
say the same. Rows of heads that are shorter have lost the blanks behind merged cells, or the rows' ends are padded with
all the blanks that merging left.
"""

from __future__ import annotations

import itertools
import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Literal

from pipeline.amounts import read_number
from pipeline.document import Line
from pipeline.tables.captions import is_furniture, is_note, is_title
from pipeline.tables.locate.tabbed import RawRow
from pipeline.vocabulary.columns import Columns, head_key

MOST_COLUMNS = 16
MOST_WAYS = 5000  # of placing heads under others that are tried
ALIKE = 0.95  # share of a body's cells that are of the kind of their column
_NEUTRAL = re.compile(r"[-—–－/*×]*|-?[\d.,]+\s?[%％]")  # empty, -, 3.5%: nothing under words and under figures alike

Cell = tuple[Line, ...]
Kind = Literal["words", "figure", ""]


@dataclass(frozen=True, slots=True)
class Found:
    """Rows read from cells, and how many of the cells they take, from the first on."""

    rows: tuple[RawRow, ...]
    taken: int


def rows_of_cells(cells: Sequence[Cell], columns: Columns, padded: bool) -> Found | None:
    """The rows of one table whose cells these are, captions first; None where no number of columns explains them.

    padded: rows end in the blanks that merged cells left. Cells that are all heads and body are not for here: they
    come in one row (`bars`), and say how many columns there are by themselves.
    """
    end = _end(cells)
    kinds = [_kind(cell) for cell in cells[:end]]
    start = next((i for i, kind in enumerate(kinds) if kind == "figure" and not _is_form(cells[i])), None)
    if start is None or not (padded or _has_captions(cells[:start])):
        return None
    frames = [frame for frame in _frames(kinds, start) if _fits(cells, kinds, frame, columns)]
    whole = [frame for frame in frames if _agrees(cells, kinds, frame, columns)]
    for first, n in [*reversed(whole), *frames]:
        full = (first, n) in whole
        kept = cells[first - n : first] if full else None
        heads = _heads(cells[: first - n * full], _tops(kinds[first:], n), columns, kept)
        if heads is not None:
            body = [tuple(row) for row in _chunks(cells[first:end], n)]
            return Found((*heads, *body), end)
    return None


def _has_captions(before: Sequence[Cell]) -> bool:
    """Whether there is more than heads among the cells above the first figure: title, unit, body, number of the form."""
    return any(is_title(text) or re.search(r"[:：]|\d表$", text) for text in map(_text, before))


def heads_of_rows(rows: Sequence[RawRow], columns: Columns) -> tuple[RawRow, ...] | None:
    """Rows of one line each, the heads among them where they belong; None where no blanks ended a row of heads.

    A converter that pads rows puts the blanks of merged cells at their ends.
    """
    body = next((r for r, row in enumerate(rows) if any(_kind(cell) == "figure" for cell in row)), 0)
    top = next((r for r in range(body) if not _is_caption([cell for cell in rows[r] if cell])), body)
    heads = [_without_end(row) for row in rows[top:body]]
    n = max(map(len, rows[body:]), default=0)
    if not heads or n > MOST_COLUMNS or not any(1 < len(head) < n for head in heads) or not all(map(all, heads)):
        return None
    if len(heads[-1]) < n:
        tops = _tops([_kind(cell) for row in rows[body:] for cell in (*row, *[()] * (n - len(row)))], n)
        placed = under_parents(heads[-2] if len(heads) > 1 else [], heads[-1], tops, columns)
        if placed is None:
            return None
        heads[-1] = placed
    return (*rows[:top], *map(tuple, heads), *rows[body:])


def _without_end(row: Sequence[Cell]) -> list[Cell]:
    held = list(row)
    while held and not held[-1]:
        held.pop()
    return held


def _end(cells: Sequence[Cell]) -> int:
    """Where the table ends: at the title of the next, or at its note."""
    figures = False
    for i, cell in enumerate(cells):
        if figures and (is_title(_text(cell)) or is_note(_text(cell))):
            return i
        figures = figures or _kind(cell) == "figure"
    return len(cells)


def _frames(kinds: Sequence[Kind], figure: int) -> Iterator[tuple[int, int]]:
    """Where the body may begin and how many columns it may have, few first, so that the first figure is in its first row."""
    for n in range(2, MOST_COLUMNS + 1):
        for first in range(max(figure - n + 1, 1), figure + 1):
            if kinds[first] == "words" and _conform(kinds[first:], n):
                yield _with_rows_above(kinds, first, n), n


def _with_rows_above(kinds: Sequence[Kind], first: int, n: int) -> int:
    """Where the body begins if rows that hold nothing but their name stand above the first figure."""
    while first > n and kinds[first - n] == "words" and not any(kinds[first - n + 1 : first]):
        first -= n
    return first


def _conform(kinds: Sequence[Kind], n: int) -> bool:
    """Whether the cells of each of n columns are of one kind, with words in some and figures in others."""
    whole = kinds[: len(kinds) // n * n] or kinds
    tops = _tops(whole, n)
    held = sum(kind != "" for kind in whole)
    alike = sum(kind == tops[i % n] for i, kind in enumerate(whole) if kind)
    opened = all(kind in ("", top) for kind, top in zip(kinds, tops, strict=False))
    return opened and len(whole) >= 2 * n and {"words", "figure"} <= {*tops} and alike >= ALIKE * held


def _tops(kinds: Sequence[Kind], n: int) -> list[Kind]:
    """What most cells of each column hold."""
    counts = [Counter(kind for kind in kinds[c::n] if kind) for c in range(n)]
    return [count.most_common(1)[0][0] if count else "" for count in counts]


def _fits(cells: Sequence[Cell], kinds: Sequence[Kind], frame: tuple[int, int], columns: Columns) -> bool:
    """Whether some head stands above the body."""
    first, n = frame
    return any(columns.knows(_text(cell)) for cell in cells[max(first - 2 * n, 0) : first] if cell)


def _agrees(cells: Sequence[Cell], kinds: Sequence[Kind], frame: tuple[int, int], columns: Columns) -> bool:
    """Whether the cells right above the body are a whole row of heads, each over cells of its kind."""
    first, n = frame
    if first < n:
        return False
    for c, (cell, top) in enumerate(zip(cells[first - n : first], _tops(kinds[first:], n), strict=True)):
        role = columns.role(_text(cell))
        last = c == n - 1 and not cell and not top  # a column that holds nothing at all
        if not last and not (cell and kinds[first - n + c] == "words"):
            return False
        if (role == "name" and top == "figure") or (cell and _is_around(cell)):
            return False
        if c == 0 and role is None and (top != "words" or columns.knows(_text(cell))):
            return False
        if role is None and top == "words" and columns.is_amount(_text(cell)):
            return False
    return True


def _heads(
    before: Sequence[Cell], tops: Sequence[Kind], columns: Columns, lowest: Sequence[Cell] | None
) -> list[RawRow] | None:
    """Captions and rows of heads; None where the heads cannot stand over the columns.

    tops: what each column holds; lowest: the row right above the body, where it is whole.
    """
    n = len(tops)
    rows = list(_padded(before, n)) if len(before) % n == 0 and _is_padded(before, n) else list(_runs(before))
    heads: list[list[Cell]] = []
    while rows and not _is_caption(rows[-1]):
        heads.insert(0, list(rows.pop()))
    captions: list[RawRow] = [(cell,) for row in rows for cell in row if cell]
    if lowest is not None:
        heads.append(list(lowest))
    elif heads and len(heads) == 1 and len(heads[0]) > n:
        heads = _parted(heads[0], tops, columns)
    if not heads:
        return None
    if len(heads[-1]) < n:
        placed = under_parents(heads[-2] if len(heads) > 1 else [], heads[-1], tops, columns)
        if placed is None:
            return None
        heads[-1] = placed
    return [*captions, *map(tuple, heads)]


def _is_padded(cells: Sequence[Cell], n: int) -> bool:
    """Whether each n cells begin with one that holds something and some end in blanks."""
    rows = list(_chunks(cells, n))
    return any(row and not row[-1] for row in rows) and all(any(row) for row in rows)


def _padded(cells: Sequence[Cell], n: int) -> Iterator[list[Cell]]:
    for row in _chunks(cells, n):
        held = _without_end(row)
        yield [cell for cell in held if cell] if all(map(_is_around, filter(None, held))) else held


def _runs(cells: Sequence[Cell]) -> Iterator[list[Cell]]:
    """Captions one by one, and the words between them, without the blanks."""
    row: list[Cell] = []
    for cell in filter(None, cells):
        if _is_around(cell):
            if row:
                yield row
            yield [cell]
            row = []
        else:
            row.append(cell)
    if row:
        yield row


def _is_caption(row: Sequence[Cell]) -> bool:
    return all(map(_is_around, filter(None, row)))


def _is_around(cell: Cell) -> bool:
    """Whether a cell belongs to the caption: title, unit, body, number of the form, year."""
    text = _text(cell)
    return is_title(text) or is_furniture(text) or not re.search(r"\w", text)


def _parted(heads: Sequence[Cell], tops: Sequence[Kind], columns: Columns) -> list[list[Cell]]:
    """Two rows of heads: as many more than there are columns as have others under them."""
    options = [
        (worth, [list(heads[:cut]), list(placed)])
        for cut in range(1, min(len(tops), len(heads) - 1) + 1)
        for worth, placed in _ways(heads[:cut], heads[cut:], tops, columns)
    ]
    return max(options, key=lambda option: option[0])[1] if options else [list(heads)]


def under_parents(
    upper: Sequence[Cell], lower: Sequence[Cell], tops: Sequence[Kind], columns: Columns
) -> list[Cell] | None:
    """The lower heads in the columns of those they stand under, blanks elsewhere; None where they cannot.

    tops: what each column holds, words or figures.
    """
    ways = _ways([cell for cell in upper if cell], [cell for cell in lower if cell], tops, columns)
    return max(ways, key=lambda way: way[0], default=(0.0, None))[1]


def _ways(
    upper: Sequence[Cell], lower: Sequence[Cell], tops: Sequence[Kind], columns: Columns
) -> Iterator[tuple[float, list[Cell]]]:
    """Places for the lower heads, and how good each way is."""
    parents = len(upper) + len(lower) - len(tops)
    if not 0 < parents <= min(len(upper), len(lower)):
        return
    if math.comb(len(upper), parents) * math.comb(len(lower) - 1, parents - 1) > MOST_WAYS:
        return
    for chosen in itertools.combinations(range(len(upper)), parents):
        for cuts in itertools.combinations(range(1, len(lower)), parents - 1):
            groups = [lower[a:b] for a, b in itertools.pairwise((0, *cuts, len(lower)))]
            below = dict(zip(chosen, groups, strict=True))
            leaves = [cell for p, head in enumerate(upper) for cell in below.get(p, (head,))]
            worth = sum(_worth(upper[p], group, columns) for p, group in below.items())
            worth -= sum(map(partial(_misfit, columns), leaves, tops))
            yield worth, [cell for p in range(len(upper)) for cell in below.get(p, ((),))]


def _misfit(columns: Columns, head: Cell, top: Kind) -> float:
    """How badly a head stands over words or figures."""
    name = columns.role(_text(head)) == "name"
    return 2.0 * (name and top == "figure") + 2.0 * (columns.is_amount(_text(head)) and top == "words")


def _worth(parent: Cell, children: Sequence[Cell], columns: Columns) -> float:
    """How well heads stand under another; more than one is better than one, a key over them is none."""
    above = (columns.term(_text(parent)),)
    allowed = [columns.may_stand_under(_text(child), above) for child in children]
    alike = sum(len(set(head_key(_text(parent))) & set(head_key(_text(child)))) for child in children)
    key = columns.role(_text(parent)) is not None
    return 3.0 * allowed.count(True) - 3.0 * allowed.count(False) + 0.1 * alike - 4.0 * key - (len(children) == 1)


def _chunks(cells: Sequence[Cell], n: int) -> Iterator[Sequence[Cell]]:
    return (cells[i : i + n] for i in range(0, len(cells), n))


def _is_form(cell: Cell) -> bool:
    return is_furniture(_text(cell))


def _text(cell: Cell) -> str:
    return "".join(line.text.strip() for line in cell)


def _kind(cell: Cell) -> Kind:
    text = _text(cell)
    if _NEUTRAL.fullmatch(text):
        return ""
    return "figure" if read_number(text) is not None else "words"
