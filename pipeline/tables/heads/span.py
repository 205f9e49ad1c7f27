"""A head and the columns it stands over, where those begin with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.document import GridCell


@dataclass(frozen=True, slots=True)
class Span:
    """A head over columns [start, end)."""

    text: str
    start: int
    end: int


def spread_rows(rows: Sequence[Sequence[GridCell]], n_columns: int) -> list[list[Span]]:
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
