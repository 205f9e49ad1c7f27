"""Figures of rows whose empty cells were lost → columns, by the sums across and down and by the places a text kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.tables.body.fit import free_ways, holds
from pipeline.tables.body.settle import Laid, OpenRow, Way, settle
from pipeline.tables.flow.columns import Hypothesis
from pipeline.tables.flow.places import Places
from pipeline.tables.flow.tokens import Token, value_of


def lay(
    rows: Sequence[Sequence[Token]], codes: Sequence[str | None], found: Hypothesis, places: Places | None
) -> list[Laid]:
    """The columns of the figures of each row under the heads that were found."""
    kept = [kept_way(row, found, places) for row in rows]
    opened = []
    for row, code, way in zip(rows, codes, kept, strict=True):
        values = tuple(map(value_of, row))
        ways = free_ways(values, range(len(found.paths)), found.sums)
        opened.append(OpenRow(code, values, ways if way is None else (way,)))
    return [
        laid if way is None or found.sure else replace(laid, sure=(False,) * len(laid.sure))
        for laid, way in zip(settle(opened), kept, strict=True)
    ]


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
