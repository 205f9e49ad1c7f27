"""Figures of rows whose empty cells were lost → columns, by the sums across and down and by the places a text kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from pipeline.amounts import read_number
from pipeline.tables.body.fit import Sum, free_ways
from pipeline.tables.body.settle import Laid, OpenRow, Way, settle
from pipeline.tables.flow.rows import Group
from pipeline.tables.flow.tokens import Token

NEAR = 200  # lines within which rows of one page stand
PER_COLUMN = 10  # cost of a figure one column of a terminal off its place
FAR = 60  # … from which on a figure stands elsewhere

Places = Mapping[int, tuple[float, float]]  # column → its middle and right end, in columns of a terminal


def lay(rows: Sequence[Group], codes: Sequence[str | None], width: int, sums: Sequence[Sum]) -> list[Laid]:
    """The columns [0, width) of the figures of each row."""
    full = [row for row in rows if len(row.figures) == width and all(token.end is not None for token in row.figures)]
    opened = []
    for row, code in zip(rows, codes, strict=True):
        values = tuple(map(value_of, row.figures))
        ways = free_ways(values, range(width), sums)
        opened.append(OpenRow(code, values, _by_place(ways, row, full) if len(values) < width else ways))
    return settle(opened)


def value_of(token: Token) -> Decimal:
    """The number of a token; 0 for a mark that says there is none."""
    return read_number(token.text) or Decimal(0)


def _by_place(ways: Sequence[Way], row: Group, full: Sequence[Group]) -> tuple[Way, ...]:
    """The ways, each at the cost of what its figures stand off the places that a full row near it shows."""
    if not full or any(token.end is None for token in row.figures):
        return tuple(ways)
    near = min(full, key=lambda other: abs(other.at - row.at))
    places = [((t.start + t.end) / 2, float(t.end)) for t in near.figures if t.start is not None and t.end is not None]
    costed = [
        replace(way, cost=way.cost + sum(_off(t, places[c]) for t, c in zip(row.figures, way.columns, strict=True)))
        for way in ways
    ]
    least = min(way.cost for way in costed)
    return tuple(sorted((way for way in costed if way.cost <= least + FAR), key=lambda way: way.cost))


def _off(token: Token, place: tuple[float, float]) -> int:
    assert token.start is not None
    assert token.end is not None
    return round(PER_COLUMN * min(abs((token.start + token.end) / 2 - place[0]), abs(token.end - place[1])))
