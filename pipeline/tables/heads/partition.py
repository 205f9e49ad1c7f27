"""Which columns each head stands over where the order of the cells alone is known.

From the lowest row up, each row parts the columns among its cells. How wide each is follows from what stands below:
of all ways the one is taken whose heads have the likeliest words under them.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from functools import cache

from pipeline.document import Grid, GridCell
from pipeline.tables.heads.span import Span
from pipeline.vocabulary.columns import Columns, head_key

# What makes a way likely or unlikely, a head each. They are ranks rather than measures: a word that stands twice under
# one head or a hole among its words outweighs any number of words that merely may stand there.
FITS = 0.2  # a word below that may stand under the head, or of which the vocabulary says nothing
STRANGER = -0.4  # one that stands under others only
UNHEARD = -0.1  # a known head below one that nobody knows
AKIN = 0.1  # one that shares two characters with the head: 增减额 under 比上年增减
LONELY = -0.15  # a head over a single other one
TWICE = -3.0  # 小计 a second time: that of the next head
LATE_TOTAL = -0.7  # 小计 behind what it adds up
HOLE = -4.0  # a column without a word among columns that have one
ALONE = 1.0  # a head of one column with nothing below: merged downwards
WIDE = -2.0  # each further column under such a head
UNNAMED = -2.0  # a word below a cell that holds nothing
WIDER = -0.5  # each further column of such a cell
KEY_OVER_AMOUNT = -2.0  # 项目 over 金额
NEXT_BLOCK = -3.0  # a key behind amounts: they are two blocks
AMOUNT_OVER_KEY = -1.5  # 预算数 over 科目名称, or a key beside amounts under anything but 收入 and 支出

OWN_TOTALS = ("小计", "合计")


def partition_rows(rows: Sequence[Sequence[GridCell]], grid: Grid, columns: Columns) -> list[list[Span]]:
    """Heads whose order alone is known: from the lowest row up, each row parts the columns among its cells."""
    if not rows:
        return []
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
        if not text:
            return UNNAMED * len(under) + WIDER * (end - start - 1)
        if not under:
            return ALONE + WIDE * (end - start - 1)
        return _over(text, under, columns) + HOLE * (end - start - len(under))

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


def _over(text: str, under: Sequence[str], columns: Columns) -> float:
    """How likely a head stands over just these words."""
    term = columns.term(text)
    strangers = sum(columns.may_stand_under(word, (term,)) is False for word in under)
    late = sum(head_key(word) in OWN_TOTALS for word in under[1:])
    twice = len(under) - len({head_key(word) for word in under})
    keys = [columns.role(word) is not None for word in under]
    worth = FITS * (len(under) - strangers) + STRANGER * strangers + TWICE * twice + LATE_TOTAL * late
    if not columns.knows(text):
        worth += UNHEARD * sum(map(columns.is_amount, under))
    worth += AKIN * sum(_akin(text, word) for word in under) + LONELY * (len(under) == 1)
    if columns.role(text) == "name" and not keys[0]:
        worth += KEY_OVER_AMOUNT
    if any(not left and right for left, right in itertools.pairwise(keys)):
        worth += NEXT_BLOCK
    if head_key(text) not in ("收入", "支出") and any(keys) and (not all(keys) or columns.is_amount(text)):
        worth += AMOUNT_OVER_KEY
    return worth


def _akin(head: str, word: str) -> bool:
    pairs = {first + second for first, second in itertools.pairwise(head_key(head))}
    return any(first + second in pairs for first, second in itertools.pairwise(head_key(word)))


def _gaps(lower: Sequence[Span], n_columns: int) -> list[int]:
    covered = {c for span in lower for c in range(span.start, span.end)}
    return [c for c in range(n_columns) if c not in covered]
