"""Tables whose rows follow each other without a line between them → runs of their own.

Every row of a table that a loader wrote has as many cells as its columns; where the next table begins, their number changes,
or its heads come again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.amounts import read_number
from pipeline.tables.locate.tabbed import RawRow, Run
from pipeline.vocabulary.columns import Columns, TableForm

LEAST_KNOWN = 0.5  # share of a row's words that are heads, where the next table begins
KEYED = ("code", "lei", "name", "ordinal")  # heads of which every table has one
MOST_HEADS = 3  # rows of them
MOST_ROWS = 400  # of a table, behind which its heads come again


def parted(run: Run, columns: Columns, form: TableForm) -> Iterator[Run]:
    """The run, or a run for each table that it holds; only where a row is a line of tabs.

    form: the form that the title above names; blocks of a performance form have heads of their own.
    """
    whole = run.form == "tabs" and len(run.rows) == run.end - run.start  # no cell goes on in a second line
    starts: list[int] = []
    in_heads = True  # as long as rows of one width hold no figure, their table has not begun
    for r in range(1, len(run.rows)) if whole and not form.type.startswith("performance") else ():
        above = run.rows[r - 1]
        in_heads = in_heads and len(run.rows[r]) == len(above) and not _holds_figure(above)
        if not in_heads and _begins(run.rows, r, columns):
            starts.append(r)
            in_heads = True
    if not starts:
        yield run
        return
    for first, end in pairwise((0, *starts, len(run.rows))):
        rows = run.rows[first:end]
        yield Run(
            run.start + first,
            run.start + end,
            rows,
            run.form,
            run.width if first == 0 and end == len(run.rows) else None,
        )


def _begins(rows: Sequence[RawRow], r: int, columns: Columns) -> bool:
    """Whether a table begins with a row: heads of another width than the row before, or those of the rows' first again."""
    heads = _heads(rows, r)
    if not heads or sum(map(columns.knows_exactly, heads)) < LEAST_KNOWN * len(heads):
        return False
    known = columns.knows_exactly(heads[0])
    if len(rows[r]) != len(rows[r - 1]):
        below = rows[r + 1 : r + 2]
        above = rows[max(r - 2, 0) : r - 1]
        return (
            known
            and all(len(row) == len(rows[r]) for row in below)
            and all(len(row) == len(rows[r - 1]) for row in above)
        )
    if known and _holds_figure(rows[r - 1]) and any(columns.role(head) in KEYED for head in heads):
        return True
    return any(_texts(rows[r]) == _texts(row) for row in rows[max(r - MOST_ROWS, 0) : r - 1])


def _holds_figure(row: RawRow) -> bool:
    return any(read_number(text) is not None for text in _texts(row))


def _heads(rows: Sequence[RawRow], r: int) -> list[str]:
    """The words of a row and of those right below it that hold no figure; none where it holds one itself, or a single word."""
    heads: list[str] = []
    for row in rows[r : r + MOST_HEADS]:
        own = _texts(row)
        if _holds_figure(row) or (not heads and len(own) < 2):
            break
        heads += own
    return heads


def _texts(row: RawRow) -> list[str]:
    return ["".join(line.text.strip() for line in cell) for cell in row if cell]
