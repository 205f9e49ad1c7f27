"""Amounts of a table → the columns they belong to, and whether each is sure of its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from pipeline.amounts import read_number
from pipeline.tables.body.blocks import Block
from pipeline.tables.body.fit import Sum, holds, sums_of, ways_of
from pipeline.tables.body.rows import KeyedRow
from pipeline.tables.body.settle import OpenRow, Way, children_of, family_holds, settle
from pipeline.tables.pieces import Piece

LEAST_ALONE = 3  # amounts of a row that its own sums may move; fewer add up in too many ways


@dataclass(frozen=True, slots=True)
class ReadPiece:
    """A piece with its rows keyed and its columns named."""

    piece: Piece
    rows: tuple[KeyedRow, ...]
    blocks: tuple[Block, ...]
    paths: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class Place:
    """The column of an amount, and whether no other explains its row as well."""

    column: int
    sure: bool


Places = dict[tuple[int, int], Place]  # (row of the grid, printed column), where that is not all there is to say


def place_amounts(pieces: Sequence[ReadPiece]) -> list[Places]:
    """For each piece of a table the amounts that stand in wrong columns, or that may; what rules part stands right."""
    places: list[Places] = [{} for _ in pieces]
    unruled = [i for i, read in enumerate(pieces) if not read.piece.grid.exact]
    for _, group in groupby(unruled, key=lambda i: (pieces[i].blocks, sorted(pieces[i].paths.items()))):
        same = list(group)
        first = pieces[same[0]]
        for b, block in enumerate(first.blocks):
            columns = tuple(c for c in block.amounts if c in first.paths)
            rows = [
                _Row(i, row.row, row.code, _amounts(row, columns))
                for i in same
                for row in pieces[i].rows
                if row.block == b
            ]
            rows = [row for row in rows if row.amounts]
            counted = first.piece.grid.form in ("tabs", "cells")  # tabs are lost and doubled, white space is not
            sums = sums_of({c: first.paths[c] for c in columns})
            for row, places_of_row in _places(rows, columns, sums, counted):
                places[row.piece] |= {(row.row, column): place for column, place in places_of_row.items()}
    return places


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of amounts: the piece and the row of its grid it stands in, its code, its amounts as printed."""

    piece: int
    row: int
    code: str | None
    amounts: Mapping[int, Decimal]


def _amounts(row: KeyedRow, columns: Sequence[int]) -> dict[int, Decimal]:
    read = {cell.column: read_number(cell.text) for cell in row.cells if cell.column in columns}
    return {column: value for column, value in sorted(read.items()) if value is not None}


def _places(
    rows: Sequence[_Row], columns: Sequence[int], sums: Sequence[Sum], by_codes: bool
) -> Iterator[tuple[_Row, dict[int, Place]]]:
    """The rows of a block that do not stand as they should, with a place for each amount by printed column."""
    opened = _that_fail(rows, sums, by_codes)
    if not opened:
        return
    settled = settle(
        [
            OpenRow(
                row.code if by_codes else None,
                tuple(row.amounts.values()),
                ways_of(row.amounts, columns, sums) if i in opened else (Way(tuple(row.amounts)),),
            )
            for i, row in enumerate(rows)
        ]
    )
    for row, laid in zip(rows, settled, strict=True):
        if len(row.amounts) < LEAST_ALONE and not laid.confirmed:
            continue
        targets = laid.columns if all(laid.sure) else tuple(row.amounts)
        moved = zip(row.amounts, targets, laid.sure, strict=True)
        found = {printed: Place(column, sure) for printed, column, sure in moved if printed != column or not sure}
        if found:
            yield row, found


def _that_fail(rows: Sequence[_Row], sums: Sequence[Sum], by_codes: bool) -> set[int]:
    """Rows whose own sums fail, and those of families whose sums down the codes fail, with all below them."""
    failing = {i for i, row in enumerate(rows) if sums and not holds(row.amounts, sums)}
    children = children_of([row.code for row in rows]) if by_codes else {}
    broken = [
        parent
        for parent, family in children.items()
        if not family_holds(rows[parent].amounts, [rows[child].amounts for child in family])
    ]
    while broken:
        parent = broken.pop()
        failing.add(parent)
        broken += [child for child in children.get(parent, ()) if child not in failing]
    return failing
