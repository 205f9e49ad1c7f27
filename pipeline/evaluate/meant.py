"""Grids of what tables mean: the reference made from gold facts, the answer from cells, laid out alike.

Gold has facts, not pictures of tables, so both sides are put into one canonical layout: a head whose levels are the
steps of the column paths, a row for each code and name in the order of the document, numbers in their places. Where the
answer uses another accepted name for a column or a row than gold's first one, it is taken for that. Facts do not say in
which order columns stand, so both sides have them in one order: a column is right by its path, not by its place.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from pipeline.scoring.fits import row_name, same_column, same_row
from pipeline.scoring.found import Found, FoundCell
from pipeline.scoring.gold import Gold, GoldFact
from pipeline.scoring.grids import Grid, Spot


@dataclass(frozen=True, slots=True)
class _Entry:
    """A number with the words for its row and column."""

    code: str
    name: str
    path: str
    value: Decimal


_Row = tuple[tuple[str, str], dict[str, Decimal]]  # code and name, path → number


def grid_pairs(gold: Gold, found: Found) -> list[tuple[str, str, Grid, Grid | None]]:
    """Document, table type, reference grid, answered grid (None where there is none), for amount tables with gold.

    The tables of one type in one document are one grid: gold does not tell them apart.
    """
    facts: dict[tuple[str, str], list[GoldFact]] = defaultdict(list)
    for fact in gold.facts:
        if not fact.table.startswith("performance") and fact.counts:
            facts[fact.doc, fact.table].append(fact)
    cells: dict[tuple[str, str | None], list[FoundCell]] = defaultdict(list)
    for cell in sorted(found.cells, key=lambda cell: cell.place):
        cells[cell.doc, cell.table].append(cell)
    return [
        (doc, kind, _reference(mine), _answer(mine, cells[doc, kind]) if (doc, kind) in cells else None)
        for (doc, kind), mine in facts.items()
    ]


def _reference(facts: Iterable[GoldFact]) -> Grid:
    rows = _rows(map(_entry, facts))
    return _laid_out(rows, _in_order(list(values) for _, values in rows))


def _entry(fact: GoldFact) -> _Entry:
    value = Decimal(fact.value.replace(",", ""))
    return _Entry(fact.row_code or "", fact.row_name[0] or "", fact.column[0] or "", value)


def _answer(facts: Sequence[GoldFact], cells: Sequence[FoundCell]) -> Grid:
    paths: dict[str, str] = {}
    for path in {cell.column_path for cell in cells}:
        probe = next(cell for cell in cells if cell.column_path == path)
        paths[path] = next((fact.column[0] or "" for fact in facts if same_column(fact, probe)), path)
    names: dict[tuple[str | None, str | None], str] = {}
    for cell in cells:
        key = (cell.row_code, cell.row_name)
        if key not in names:
            alike = (fact for fact in facts if same_row(fact, cell) and _accepts(fact, cell))
            names[key] = next((fact.row_name[0] or "" for fact in alike), cell.row_name or "")
    rows = _rows(
        _Entry(cell.row_code or "", names[cell.row_code, cell.row_name], paths[cell.column_path], cell.value)
        for cell in cells
    )
    wanted = _in_order(list(values) for _, values in _rows(map(_entry, facts)))
    by_column = dict.fromkeys(paths[cell.column_path] for cell in sorted(cells, key=lambda cell: cell.place[2]))
    known = [path for path in wanted if path in by_column]
    return _laid_out(rows, _in_order([known, by_column]))


def _accepts(fact: GoldFact, cell: FoundCell) -> bool:
    return row_name(cell.row_name) in {row_name(one) for one in fact.row_name}


def _rows(entries: Iterable[_Entry]) -> list[_Row]:
    """Numbers gathered by the code and name of their row; the same name again for the same column is a further row."""
    rows: list[_Row] = []
    for entry in entries:
        key = (entry.code, entry.name)
        open_row = next((values for at, values in reversed(rows) if at == key), None)
        if open_row is None or entry.path in open_row:
            open_row = {}
            rows.append((key, open_row))
        open_row[entry.path] = entry.value
    return rows


def _laid_out(rows: Iterable[_Row], paths: Sequence[str]) -> Grid:
    head = _head(paths)
    body = tuple(
        (
            Spot(code),
            Spot(name),
            *(Spot(f"{values[path].normalize():f}" if path in values else "") for path in paths),
        )
        for (code, name), values in rows
    )
    return Grid((*head, *body), len(head))


def _in_order(rows: Iterable[Iterable[str]]) -> list[str]:
    """Columns from left to right: each new one behind its left neighbour in the row, or before a known right one.

    >>> _in_order([["a", "c"], ["a", "b"], ["z", "a"], ["d"]])
    ['z', 'a', 'b', 'c', 'd']
    """
    order: list[str] = []
    for row in map(list, rows):
        for at, path in enumerate(row):
            if path in order:
                continue
            right = next((order.index(other) for other in row[at:] if other in order), len(order))
            order.insert(order.index(row[at - 1]) + 1 if at else right, path)
    return order


def _head(paths: Sequence[str]) -> tuple[tuple[Spot, ...], ...]:
    """Head rows: neighbours that share a step share its cell; the last step of a short path reaches the body."""
    steps = [path.split("/") for path in paths]
    depth = max(map(len, steps), default=1)
    rows: list[list[Spot]] = [[Spot("", depth, 2)], *([] for _ in range(depth - 1))]  # over codes and names
    for level in range(depth):
        at = 0
        while at < len(steps):
            if len(steps[at]) <= level:
                at += 1
                continue
            last = len(steps[at]) == level + 1
            end = at + 1
            while not last and end < len(steps) and len(steps[end]) > level + 1 and _alike(steps, at, end, level):
                end += 1
            rows[level].append(Spot(steps[at][level], depth - level if last else 1, end - at))
            at = end
    return tuple(map(tuple, rows))


def _alike(steps: Sequence[Sequence[str]], one: int, other: int, level: int) -> bool:
    return steps[one][: level + 1] == steps[other][: level + 1]
