"""Which columns each head stands over.

Rules draw it. Tabs give the column where a head begins, and merged cells are blanks behind it. One cell per line
gives the order alone: how wide each head is follows from the row below it and from which heads belong together.
Where a converter pushed a row of heads into wrong columns, the heads that may stand above it put it right.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from pipeline.document import Grid, GridCell
from pipeline.tables.heads.centred import centred_rows
from pipeline.tables.heads.partition import partition_rows
from pipeline.tables.heads.span import Span, spread_rows
from pipeline.tables.heads.tree import heads_of
from pipeline.vocabulary.columns import Columns, TableForm


def place_rows(
    rows: Sequence[Sequence[GridCell]], grid: Grid, columns: Columns, form: TableForm, numbers: Sequence[GridCell] = ()
) -> list[list[Span]]:
    """Each header row's heads with the columns they stand over, top row first; numbers: the row below that counts them."""
    if grid.exact:
        return [[Span(cell.text, cell.column, cell.column + cell.column_span) for cell in row] for row in rows]
    if grid.unruled and grid.edges:
        return centred_rows(rows, grid, heads_of([cell.text for row in rows for cell in row], columns, form), numbers)
    if grid.form == "cells":
        return partition_rows(rows, grid, columns)
    return _mend_shifted(spread_rows(rows, grid.n_columns), rows, columns)


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
    """Increasing columns for these heads: allowed parents first, no 小计 without a sibling, then least displacement."""

    def worth(i: int, c: int) -> float:
        above = _above(c, upper, columns)
        allowed = columns.may_stand_under(texts[i], above)
        alone = columns.term(texts[i]) == "小计" and above not in [_above(n, upper, columns) for n in (c - 1, c + 1)]
        return {True: 4.0, False: -6.0, None: 0.0}[allowed] - 3.0 * alone - 0.1 * abs(c - printed[i])

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
