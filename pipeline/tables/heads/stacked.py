"""The words over each column → cells, where a text has no grid to take them from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.document import GridCell, Line


def stacked(paths: Sequence[Sequence[str]], line: Line, *, keys: bool) -> list[GridCell]:
    """A head for each column and level, 科目编码 and 科目名称 before them; all stand on the first line of the heads."""
    depth = max(map(len, paths))
    cells = [head_cell(0, c, text, line, down=depth) for c, text in enumerate(("科目编码", "科目名称"))] if keys else []
    return [*cells, *columns_of(paths, line, depth, column=len(cells))]


def columns_of(
    paths: Sequence[Sequence[str]], line: Line, depth: int, *, row: int = 0, column: int = 0
) -> Iterator[GridCell]:
    """The heads of columns side by side from [row, column]; the last of each path reaches down over `depth` rows."""
    for c, path in enumerate(paths, start=column):
        for r, text in enumerate(path):
            yield head_cell(row + r, c, text, line, down=depth - r if r == len(path) - 1 else 1)


def head_cell(row: int, column: int, text: str, line: Line, *, down: int = 1, across: int = 1) -> GridCell:
    """A head that stands on `line`."""
    return GridCell(row, column, text, (replace(line, text=text, printed=text),), down, across)
