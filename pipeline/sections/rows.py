"""Lines of a page → visual rows, top to bottom."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.document import Line, Page

A4 = 210 / 297  # width : height, where a reader gives no page size


@dataclass(frozen=True)
class Row:
    """One visual row of prose."""

    text: str
    page: int
    left: float | None = None  # fractions of the page's width; None in text files
    right: float | None = None
    top: float | None = None
    character: float = 0.0  # width of one ideograph, fraction of the page's width
    gap: bool = False  # a blank line, or more than a line's height, stands before it
    marked: bool = False  # a converter marked it as a heading (# …)
    cells: int = 1  # runs that stand apart


def find_rows(pages: Sequence[Page]) -> list[Row]:
    """The rows of all pages. Lines of the same height are one row; blank lines become the next row's `gap`."""
    rows: list[Row] = []
    for page in pages:
        boxed = any(line.box for line in page.lines)
        rows += _boxed_rows(page) if boxed else _text_rows(page)
    return rows


def _text_rows(page: Page) -> Iterator[Row]:
    gap = False
    for line in page.lines:
        cells = [cell.strip() for cell in line.text.split("\t") if cell.strip()]
        if not cells:
            gap = True
            continue
        marked = line.printed.lstrip().startswith("#")
        yield Row(" ".join(cells), page.number, gap=gap, marked=marked, cells=len(cells))
        gap = False


def _boxed_rows(page: Page) -> Iterator[Row]:
    ratio = page.height / page.width if page.width and page.height else 1 / A4
    bottom = None
    for group in _same_height([line for line in page.lines if line.text.strip()]):
        row = _joined(group, page, ratio)
        tops = [line.box[1] for line in group if line.box]
        bottoms = [line.box[3] for line in group if line.box]
        if not tops:
            yield row
            continue
        height = max(bottoms) - min(tops)
        gap = bottom is not None and min(tops) - bottom > 1.6 * height
        bottom = max(bottoms)
        yield Row(row.text, row.page, row.left, row.right, row.top, row.character, gap, row.marked, row.cells)


def _same_height(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Runs of lines, in reading order, that overlap by more than half their height."""
    group: list[Line] = []
    for line in lines:
        if group and _overlap(group[0], line) <= 0.5:
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _overlap(first: Line, second: Line) -> float:
    if not (first.box and second.box):
        return 0.0
    shared = min(first.box[3], second.box[3]) - max(first.box[1], second.box[1])
    smaller = min(first.box[3] - first.box[1], second.box[3] - second.box[1])
    return shared / smaller if smaller > 0 else 0.0


def _joined(group: Sequence[Line], page: Page, ratio: float) -> Row:
    lines = sorted(group, key=lambda line: line.box[0] if line.box else 0.0)
    text, cells = "", 1
    right = None
    for line in lines:
        piece = line.text.strip()
        if right is not None and line.box:
            em = (line.box[3] - line.box[1]) * ratio
            distance = line.box[0] - right
            text += " " if distance > 0.6 * em else ""
            cells += distance > 2.5 * em
        text += piece
        right = line.box[2] if line.box else right
    boxes = [line.box for line in lines if line.box]
    if not boxes:
        return Row(text, page.number)
    left, end = min(box[0] for box in boxes), max(box[2] for box in boxes)
    return Row(text, page.number, left, end, min(box[1] for box in boxes), _em(text, left, end), cells=cells)


def _em(text: str, left: float, right: float) -> float:
    """Width of one ideograph, when latin characters count half."""
    width = sum(1.0 if ord(character) > 0x2E7F else 0.5 for character in text)
    return (right - left) / width if width else 0.0
