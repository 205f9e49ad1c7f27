"""Figures of rows whose empty cells were lost → columns, by the sums across and down and by the places a text kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from pipeline.tables.body.fit import free_ways, holds
from pipeline.tables.body.settle import Laid, OpenRow, Way, settle
from pipeline.tables.flow.columns import Hypothesis
from pipeline.tables.flow.places import Places
from pipeline.tables.flow.rows import Group
from pipeline.tables.flow.tokens import Token, value_of
from pipeline.vocabulary.columns import Columns


def lay(
    rows: Sequence[Group], codes: Sequence[str | None], found: Hypothesis, places: Places | None, columns: Columns
) -> list[Laid]:
    """The columns of the figures of each row under the heads that were found.

    Of ways that the sums allow alike the one is taken in which no account has a figure where it hardly has one; it is not sure.
    """
    kept = [kept_way(row.figures, found, places) for row in rows]
    opened = []
    for row, code, way in zip(rows, codes, kept, strict=True):
        values = tuple(map(value_of, row.figures))
        accounts = [code] if code else [token.text for token in row.codes if token.kind == "code"]
        unlikely = [columns.unlikely(path, accounts) for path in found.paths]
        ways = free_ways(values, range(len(found.paths)), found.sums)
        likely = sorted(ways, key=lambda way: _unlikely(way, values, unlikely))
        opened.append(OpenRow(code, values, tuple(likely) if way is None else (way,)))
    return [
        laid if way is None or found.sure else replace(laid, sure=(False,) * len(laid.sure))
        for laid, way in zip(settle(opened), kept, strict=True)
    ]


def _unlikely(way: Way, values: Sequence[Decimal], unlikely: Sequence[float]) -> float:
    return sum(unlikely[c] for c, value in zip(way.columns, values, strict=True) if value and c < len(unlikely))


def kept_way(row: Sequence[Token], found: Hypothesis, places: Places | None) -> Way | None:
    """The columns in which the text kept a row's figures; None where it did not, or where its sums fail there and hold elsewhere."""
    columns = places.columns(row) if places is not None and found.under else None
    if columns is None:
        return None
    values = tuple(map(value_of, row))
    way = Way(tuple(found.under[c] for c in columns))
    if holds(dict(zip(way.columns, values, strict=True)), found.sums):
        return way
    others = free_ways(values, range(len(found.paths)), found.sums)
    return None if any(holds(dict(zip(o.columns, values, strict=True)), found.sums) for o in others) else way
