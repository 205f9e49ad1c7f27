"""A printed table → the page that shows it without a rule: columns as wide as their texts, words wrapped, figures right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from pipeline.amounts import read_number
from pipeline.document import Grid, GridCell, Line, Page

_LEFT, _WIDE, _TOP, _HIGH = 0.05, 0.9, 0.12, 0.8  # where the table stands, in fractions of the page
_LINE: Final = 0.012  # height of a line …
_ROW: Final = 0.008  # … and what a row has above and below its lines
_GAP: Final = 1.0  # ems between columns
_WIDEST: Final = 8.0  # ems of a column of words; longer ones are wrapped
_A4: Final = (595.0, 842.0)


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where columns and rows begin, and how large letters are."""

    xs: Sequence[float]
    ys: Sequence[float]
    em: float
    line: float
    heads: int  # rows of heads, whose cells are centred


def page_without_rules(grid: Grid) -> Page:
    """The page of one table; each line keeps the address of its cell."""
    frame = _frame(grid)
    lines = [line for cell in grid.cells for line in _lines(cell, frame, grid)]
    caption = [
        Line(line.text, 1, (0.3, 0.05, 0.7, 0.064) if n == 0 else (0.85, 0.03 + 0.04 * n, 0.95, 0.042 + 0.04 * n))
        for n, line in enumerate(grid.caption)
    ]
    return Page(1, (*caption, *lines), (), *_A4, origin="layer")


def _frame(grid: Grid) -> _Frame:
    wide = [2.0] * grid.n_columns
    for cell in grid.cells:
        if cell.column_span == 1:
            own = _ems(cell.text)
            wide[cell.column] = max(wide[cell.column], own if _is_figure(cell) else min(own, _WIDEST))
    em = _WIDE / (sum(wide) + _GAP * len(wide))
    xs = [_LEFT]
    for own in wide:
        xs.append(xs[-1] + (own + _GAP) * em)
    deep = [1] * grid.n_rows
    for cell in grid.cells:
        if cell.row_span == 1:
            deep[cell.row] = max(deep[cell.row], len(_wrapped(cell, xs, em, grid)))
    scale = min(1.0, _HIGH / sum(_LINE * lines + _ROW for lines in deep))
    ys = [_TOP]
    for lines in deep:
        ys.append(ys[-1] + (_LINE * lines + _ROW) * scale)
    spans = [cell.row + cell.row_span for cell in grid.cells if cell.row == 0]
    return _Frame(xs, ys, em, _LINE * scale, max(spans, default=1))


def _lines(cell: GridCell, frame: _Frame, grid: Grid) -> Iterator[Line]:
    left, right = frame.xs[cell.column], frame.xs[min(cell.column + cell.column_span, grid.n_columns)]
    top, bottom = frame.ys[cell.row], frame.ys[min(cell.row + cell.row_span, grid.n_rows)]
    pieces = _wrapped(cell, frame.xs, frame.em, grid)
    first = (top + bottom - frame.line * len(pieces)) / 2
    for n, text in enumerate(pieces):
        width = 0.95 * frame.em * _ems(text)
        x = (left + right - width) / 2
        if cell.row >= frame.heads:
            x = right - width - 0.2 * frame.em if "." in text and _is_figure(cell) else left + 0.2 * frame.em
        y = first + frame.line * n
        box = (x, y + 0.1 * frame.line, x + width, y + 0.9 * frame.line)
        yield Line(text, 1, box, None, text, None, cell.address)


def _wrapped(cell: GridCell, xs: Sequence[float], em: float, grid: Grid) -> list[str]:
    """The lines of a cell."""
    if _is_figure(cell):
        return [cell.text]
    room = (xs[min(cell.column + cell.column_span, grid.n_columns)] - xs[cell.column]) / em - 0.6
    lines = [""]
    for character in cell.text:
        if lines[-1] and _ems(lines[-1] + character) > room:
            lines.append("")
        lines[-1] += character
    return lines


def _is_figure(cell: GridCell) -> bool:
    return read_number(cell.text) is not None


def _ems(text: str) -> float:
    return sum(0.5 if character.isascii() else 1.0 for character in text)
