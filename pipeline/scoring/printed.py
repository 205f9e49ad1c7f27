"""Tables and text as printed, before anything is understood: references beside the gold, readings beside a corpus.

    NAME.grids.jsonl   a table a line: `doc`, `rows` (all of one length; "<" belongs to the cell at its left, "^" above it)
    NAME.text.txt      the words of the document in reading order

Gold folders hold both; a folder of answers may hold them in `printed/`, for a system that reads tables and does not
interpret them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from pipeline.errors import PipelineError
from pipeline.scoring.grids import Grid, Spot

LEFT, ABOVE = "<", "^"
GRIDS, TEXT = ".grids.jsonl", ".text.txt"
FOLDER: Final = "printed"  # of a corpus
Printed = tuple[tuple[str, tuple[Grid, ...]], ...]  # document → its tables in order


class BadGrid(PipelineError):
    """A line of a file of grids cannot be used; the message names file and line."""


def read_grids(places: Iterable[Path]) -> dict[str, tuple[Grid, ...]]:
    """Document → its tables as printed. Raises BadGrid."""
    found: dict[str, list[Grid]] = {}
    for path in _files(places, GRIDS):
        for where, line in _lines(path):
            found.setdefault(str(line.get("doc") or path.name.removesuffix(GRIDS)), []).append(_grid(line, where))
    return {doc: tuple(grids) for doc, grids in found.items()}


def read_texts(places: Iterable[Path]) -> dict[str, str]:
    """Document → its words."""
    return {path.name.removesuffix(TEXT): path.read_text("utf-8") for path in _files(places, TEXT)}


def spanned(rows: Sequence[Sequence[str]]) -> Grid:
    """A grid from rows in which marks stand for the covered places of merged cells.

    >>> spanned([["项目", "收入", "<"], ["^", "预算数", "决算数"]]).rows[0]
    (Spot(text='项目', rows=2, columns=1), Spot(text='收入', rows=1, columns=2))
    """
    covered: set[tuple[int, int]] = set()
    found: list[tuple[Spot, ...]] = []
    for at, row in enumerate(rows):
        spots: list[Spot] = []
        for column, text in enumerate(row):
            if (at, column) in covered:
                continue
            wide = _run(1, len(row) - column, lambda more, a=at, c=column: rows[a][c + more] == LEFT)
            high = _run(1, len(rows) - at, lambda more, a=at, c=column: rows[a + more][c] == ABOVE)
            covered |= {(at + down, column + right) for down in range(high) for right in range(wide)}
            spots.append(Spot("" if text in (LEFT, ABOVE) else text, high, wide))
        found.append(tuple(spots))
    return Grid(tuple(found), head=0)


def marked(cells: Iterable[tuple[int, int, int, int, str]], n_rows: int, n_columns: int) -> list[list[str]]:
    """Rows with marks from cells: row, column, rows and columns covered, text."""
    rows = [[""] * n_columns for _ in range(n_rows)]
    for at, column, high, wide, text in cells:
        for down in range(high):
            for right in range(wide):
                rows[at + down][column + right] = LEFT if right else ABOVE
        rows[at][column] = text
    return rows


def _run(start: int, end: int, goes_on: Any) -> int:
    while start < end and goes_on(start):
        start += 1
    return start


def _grid(line: dict[str, Any], where: str) -> Grid:
    rows = line.get("rows")
    if not isinstance(rows, list) or not rows or not all(isinstance(row, list) for row in rows):
        raise BadGrid(f"{where}: rows, a list of lists of texts, is missing or empty")
    if len({len(row) for row in rows}) > 1 or not rows[0]:
        raise BadGrid(f"{where}: all rows must have the same number of places, one at least")
    return spanned([[str(text if text is not None else "") for text in row] for row in rows])


def _lines(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    for number, text in enumerate(path.read_text("utf-8").splitlines(), 1):
        if not text.strip():
            continue
        try:
            line = json.loads(text)
        except json.JSONDecodeError as error:
            raise BadGrid(f"{path}, line {number}: no JSON: {error}") from error
        if not isinstance(line, dict):
            raise BadGrid(f"{path}, line {number}: an object is wanted")
        yield f"{path}, line {number}", line


def _files(places: Iterable[Path], ending: str) -> Iterator[Path]:
    for place in places:
        if place.is_dir():
            yield from sorted(place.rglob(f"*{ending}"))
