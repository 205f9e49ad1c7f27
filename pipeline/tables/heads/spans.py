"""Which columns each head stands over.

Rules draw it. Tabs give the column where a head begins, and merged cells are blanks behind it. One cell per line
gives the order alone: how wide each head is follows from the row below it and from which heads belong together.
Where a converter pushed a row of heads into wrong columns, the heads that may stand above it put it right.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from pipeline.document import Grid, GridCell
from pipeline.vocabulary.columns import Columns, head_key


@dataclass(frozen=True, slots=True)
class Span:
    """A head over columns [start, end)."""

    text: str
    start: int
    end: int


def place_rows(rows: Sequence[Sequence[GridCell]], grid: Grid, columns: Columns) -> list[list[Span]]:
    """Each header row's heads with the columns they stand over, top row first."""
    if grid.form == "ruled":
        return [[Span(cell.text, cell.column, cell.column + cell.column_span) for cell in row] for row in rows]
    if grid.form == "loose" and grid.edges:
        return _centred_rows(rows, grid, columns)
    if grid.form == "cells":
        return _partition_rows(rows, grid, columns)
    return _mend_shifted(_spread_rows(rows, grid.n_columns), rows, columns)


def _spread_rows(rows: Sequence[Sequence[GridCell]], n_columns: int) -> list[list[Span]]:
    """Each head reaches to the next one in its row, but not past the head above it."""
    placed: list[list[Span]] = []
    for row in rows:
        spans: list[Span] = []
        for i, cell in enumerate(row):
            end = row[i + 1].column if i + 1 < len(row) else n_columns
            above = [s for upper in placed for s in upper if s.start <= cell.column < s.end]
            end = min([end, *(s.end for s in above)])
            spans.append(Span(cell.text, cell.column, max(end, cell.column + 1)))
        placed.append(spans)
    return placed


def _centred_rows(rows: Sequence[Sequence[GridCell]], grid: Grid, columns: Columns) -> list[list[Span]]:
    """Where nothing is drawn, a head stands over the columns it is centred on, if all of them have heads below it."""
    placed: list[list[Span]] = []
    for r, row in enumerate(rows):
        lower = {cell.column: cell for under in reversed(rows[r + 1 :]) for cell in under}
        taken = {cell.column for cell in row}
        spans = []
        for cell in row:
            rest = lower.get(cell.column)
            if rest is not None and not columns.knows_exactly(cell.text) and columns.knows(cell.text + rest.text):
                spans.append(
                    Span(cell.text, cell.column, cell.column + 1)
                )  # 附属单位 | 上缴收入: one head on two lines
            else:
                spans.append(_centred(cell, grid.edges, set(lower), taken - {cell.column}))
        placed.append(spans)
    return placed


def _centred(cell: GridCell, edges: Sequence[float], below: set[int], taken: set[int]) -> Span:
    box = cell.box
    if box is None:
        return Span(cell.text, cell.column, cell.column + 1)
    middle = (box[0] + box[2]) / 2
    choices = [(cell.column, cell.column + 1)]
    for start in range(cell.column, -1, -1):
        for end in range(cell.column + 1, len(edges)):
            columns = set(range(start, end))
            if columns <= below and not columns & taken:
                choices.append((start, end))
    start, end = min(choices, key=lambda c: abs((edges[c[0]] + edges[c[1]]) / 2 - middle))
    return Span(cell.text, start, end)


def join_broken_heads(placed: Sequence[Sequence[Span]], columns: Columns) -> list[list[Span]]:
    """Heads over one column whose words were broken over lines, put together where that makes a known word."""
    joined: list[list[Span]] = [list(row) for row in placed]
    for r in range(len(joined)):
        for span in list(joined[r]):
            if span.end - span.start == 1:
                _join_to_upper(joined, r, span, columns)
    return joined


def _join_to_upper(rows: list[list[Span]], r: int, span: Span, columns: Columns) -> None:
    for upper in reversed(rows[:r]):
        above = next((s for s in upper if s.start <= span.start < s.end), None)
        if above is None:
            continue
        together = above.text + span.text
        broken = not columns.knows_exactly(above.text) or not columns.knows_exactly(span.text)
        if above.end - above.start == 1 and (columns.knows_exactly(together) or (broken and columns.knows(together))):
            upper[upper.index(above)] = Span(together, above.start, above.end)
            rows[r].remove(span)
        return


def _mend_shifted(placed: list[list[Span]], rows: Sequence[Sequence[GridCell]], columns: Columns) -> list[list[Span]]:
    """Put the lowest row of heads where the heads above it allow, if some stand where they may not."""
    if len(placed) < 2 or not misplaced(placed, columns):
        return placed
    upper = placed[:-1]
    n_columns = max(span.end for row in placed for span in row)
    texts = [cell.text for cell in rows[-1]]
    places = _best_places(texts, [cell.column for cell in rows[-1]], upper, n_columns, columns)
    mended = [Span(text, c, c + 1) for text, c in zip(texts, places, strict=True)]
    return placed if misplaced([*upper, mended], columns) else [*upper, mended]


def _above(column: int, upper: Sequence[Sequence[Span]], columns: Columns) -> tuple[str, ...]:
    return tuple(columns.term(s.text) for row in upper for s in row if s.start <= column < s.end)


def misplaced(placed: Sequence[Sequence[Span]], columns: Columns) -> bool:
    """Whether a head stands where none of its kind may: under others than its own, under 小计, or over none of its parts."""
    for depth, row in enumerate(placed):
        for span in row:
            above = _above(span.start, placed[:depth], columns)
            if columns.may_stand_under(span.text, above) is False or above[-1:] == ("小计",):
                return True
            if depth and columns.needs_parent(span.text) and not above:
                return True
    return False


def _best_places(
    texts: Sequence[str], printed: Sequence[int], upper: Sequence[Sequence[Span]], n_columns: int, columns: Columns
) -> list[int]:
    """Increasing columns for these heads: allowed parents first, then least displacement."""

    def worth(i: int, c: int) -> float:
        allowed = columns.may_stand_under(texts[i], _above(c, upper, columns))
        return {True: 4.0, False: -6.0, None: 0.0}[allowed] - 0.1 * abs(c - printed[i])

    @cache
    def best(i: int, c: int) -> tuple[float, tuple[int, ...]]:
        if i == len(texts):
            return 0.0, ()
        if n_columns - c < len(texts) - i:
            return float("-inf"), ()
        skip = best(i, c + 1)
        score, rest = best(i + 1, c + 1)
        take = (worth(i, c) + score, (c, *rest))
        return max(take, skip, key=lambda option: option[0])

    return list(best(0, 0)[1])


def _partition_rows(rows: Sequence[Sequence[GridCell]], grid: Grid, columns: Columns) -> list[list[Span]]:
    """Heads whose order alone is known: from the lowest row up, each row parts the columns among its cells."""
    lowest = rows[-1]
    placed = [[Span(cell.text, cell.column, cell.column + 1) for cell in lowest]]
    for row in reversed(rows[:-1]):
        width = max(max(cell.column for cell in row) + 1, 1)
        texts = [""] * width
        for cell in row:
            texts[cell.column] = cell.text
        placed.insert(0, _partition(texts, placed[0], grid.n_columns, columns))
    return placed


def _partition(texts: Sequence[str], lower: Sequence[Span], n_columns: int, columns: Columns) -> list[Span]:
    """Widths for the cells of a row, so that what stands below each belongs together.

    A column with nothing below is a cell merged downwards: it is a head of its own.
    """
    below = {span.start: span.text for span in lower}
    steps = sorted({0, *(s.start for s in lower), *(s.end for s in lower), *_gaps(lower, n_columns), n_columns})

    def worth(text: str, start: int, end: int) -> float:
        under = [below[c] for c in range(start, end) if c in below]
        blanks = (end - start) - len(under)
        if not text:
            return -2.0 * len(under) - 0.5 * (end - start - 1)
        if not under:
            return 1.0 - 2.0 * (end - start - 1)
        keys = [head_key(word) for word in under]
        repeated = len(keys) - len(set(keys))
        fits = sum(columns.may_stand_under(word, (columns.term(text),)) is not False for word in under)
        fits -= 2 * sum(columns.may_stand_under(word, (columns.term(text),)) is False for word in under)
        side = sum(columns.role(word) is None for word in under[:1]) if columns.role(text) == "name" else 0
        roles = [columns.role(word) is not None for word in under]
        behind = any(not a and b for a, b in itertools.pairwise(roles))  # a key behind amounts: the next block
        mixed = len({columns.role(word) is None for word in under}) > 1
        known_side = head_key(text) in ("收入", "支出")
        return (
            0.2 * fits
            - 3.0 * repeated
            - 4.0 * blanks
            - 2.0 * side
            - 3.0 * behind
            - (0.0 if known_side else 1.5 * mixed)
        )

    @cache
    def best(i: int, at: int) -> tuple[float, tuple[tuple[int, int], ...]]:
        if i == len(texts):
            return (0.0 if at == len(steps) - 1 else float("-inf")), ()
        options: list[tuple[float, tuple[tuple[int, int], ...]]] = [(float("-inf"), ())]
        for to in range(at + 1, len(steps) - (len(texts) - i - 1)):
            score, rest = best(i + 1, to)
            options.append((worth(texts[i], steps[at], steps[to]) + score, ((steps[at], steps[to]), *rest)))
        return max(options, key=lambda option: option[0])

    found = best(0, 0)[1]
    if not found:
        return [Span(text, i, i + 1) for i, text in enumerate(texts) if text]
    return [Span(text, start, end) for text, (start, end) in zip(texts, found, strict=True) if text]


def _gaps(lower: Sequence[Span], n_columns: int) -> list[int]:
    covered = {c for span in lower for c in range(span.start, span.end)}
    return [c for c in range(n_columns) if c not in covered]
