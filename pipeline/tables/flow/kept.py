"""Whether a text kept its columns by blanks so well that they can be taken as they stand."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Final

from pipeline.amounts import read_number
from pipeline.document import Grid
from pipeline.tables.body.fit import Sum, holds, sums_of
from pipeline.tables.doubt import is_of_form
from pipeline.tables.flow.columns import MOST_UNKNOWN, canonical_paths
from pipeline.tables.heads.header import read_header
from pipeline.vocabulary.columns import Columns, TableForm

COVERED: Final = 0.98  # share of the figures of the body that stand under a head
BELIED: Final = 0.05  # share of the rows that may have another sum than their total
_FIGURE = re.compile(r"\d\.\d\d(?!\d)")
_SPENT = re.compile(r"^[一二三四五六七八九十]{1,3}、.*支出$")  # 八、社会保障和就业支出
_GLUED = re.compile(r"[\u4e00-\u9fff]\s?\d[\d,]*\.\d\d$")  # 高中教育17,575.10


def keeps_columns(grids: Sequence[Grid], columns: Columns, form: TableForm) -> bool:
    """Whether each figure of these grids stands under a head, most heads are known, and no total is belied."""
    held = free = tried = belied = 0
    for grid in grids:
        header = read_header(grid, columns, form.type)
        heads = {c: column.heads for c, column in enumerate(header.columns) if column.role is None and column.heads}
        keys = {c for c, column in enumerate(header.columns) if column.role is not None}
        strange = sum(not columns.knows(path[-1]) for path in heads.values())
        if not header.known or strange > MOST_UNKNOWN * len(heads):
            return False
        paths = dict(zip(heads, canonical_paths(list(heads.values()), form, columns), strict=True))
        if not form.sides and len(set(paths.values())) < len(paths):
            return False
        rows: dict[int, dict[int, Decimal]] = {}
        for cell in grid.cells:
            if cell.row < header.n_rows or cell.column in keys:
                if cell.row >= header.n_rows and _GLUED.search(cell.text):
                    return False
                continue
            number = read_number(cell.text)
            if number is not None and cell.column in heads:
                rows.setdefault(cell.row, {})[cell.column] = number
            free += number is not None and cell.column not in heads
            free += number is None and len(_FIGURE.findall(cell.text)) > 1  # two columns in one
        held += sum(map(len, rows.values()))
        sums = () if form.sides else sums_of(paths)
        tried += len(rows)
        belied += sum(_is_belied(row, rule) for row in rows.values() for rule in sums)
    return held > 0 and held >= COVERED * (held + free) and belied <= BELIED * tried


def has_heads_of(grid: Grid, columns: Columns, form: TableForm) -> bool:
    """Whether all amounts of a grid stand under heads that make columns of the form."""
    header = read_header(grid, columns, form.type)
    held = {cell.column for cell in grid.cells if cell.row >= header.n_rows and read_number(cell.text) is not None}
    paths = [header.columns[c].heads for c in held if c < len(header.columns) and header.columns[c].role is None]
    if not header.known or not all(paths):
        return False
    return all(is_of_form(path, form) for path in canonical_paths(paths, form, columns))


def adds_up(grids: Sequence[Grid], form: TableForm) -> bool:
    """Whether the accounts of a table of two sides make up a total that it prints; other tables do."""
    if not form.sides:
        return True
    rows: dict[int, list[str]] = {}
    for n, grid in enumerate(grids):
        for cell in sorted(grid.cells, key=lambda cell: (cell.row, cell.column)):
            rows.setdefault(n * 10_000 + cell.row, []).append(cell.text)
    spent, totals, alone = Decimal(0), set[Decimal](), 0
    for texts in rows.values():
        for name, text in pairwise([*texts, ""]):
            number = read_number(text)
            if read_number(name) is not None or number is None:
                alone += bool(_SPENT.search(name)) and number is None
            elif name.rstrip().endswith("计"):
                totals.add(number)
            elif _SPENT.search(name):
                spent += number
    return spent in totals if totals else not alone


def _is_belied(row: Mapping[int, Decimal], rule: Sum) -> bool:
    """Whether a row prints a total and parts that are not it."""
    parts = [row[c] for c in rule.parts if c in row]
    return rule.total in row and bool(parts) and not holds(row, (rule,))
