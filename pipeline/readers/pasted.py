"""Pictures pasted into a page that has text of its own: a scanned table between two paragraphs."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.document import Box, Line, Page, Rule
from pipeline.readers.recognise import Recogniser
from pipeline.readers.rows import in_reading_order

if TYPE_CHECKING:
    from pipeline.readers.recognise import Picture

_LEAST = 0.12  # share of the page; a smaller picture is a seal, a logo, a code to be photographed
_FEW_LETTERS = 10  # under a picture with more text of the layer on it lies a background


def pasted_pictures(pictures: list[Box], lines: tuple[Line, ...]) -> list[Box]:
    """Those of a page's pictures (boxes in fractions of it) that may hold text which the layer does not have.

    >>> note = Line("注：表格见下图。", 1, box=(0.1, 0.1, 0.4, 0.12))
    >>> pasted_pictures([(0.1, 0.2, 0.9, 0.6), (0.1, 0.8, 0.2, 0.9)], (note,))
    [(0.1, 0.2, 0.9, 0.6)]
    """
    return [
        box
        for box in pictures
        if (box[2] - box[0]) * (box[3] - box[1]) >= _LEAST
        and sum(len(line.text) for line in lines if line.box and _holds(box, line.box)) <= _FEW_LETTERS
    ]


def with_pasted(page: Page, rendered: Picture, boxes: list[Box], recogniser: Recogniser) -> Page:
    """The page with what OCR reads in these boxes among its lines and rules. Raises RecognitionFailed."""
    from pipeline.readers.scan import read_scan  # brings OpenCV

    lines, rules = list(page.lines), list(page.rules)
    rows, columns = rendered.shape[:2]
    for box in boxes:
        left, top, right, bottom = (
            round(box[0] * columns), round(box[1] * rows), round(box[2] * columns), round(box[3] * rows),
        )  # fmt: skip
        part = rendered[max(top, 0) : bottom, max(left, 0) : right].copy()
        if min(part.shape[:2]) < 30:
            continue
        inner = read_scan(part, page.number, (1.0, 1.0), recogniser)
        lines += [replace(line, box=_placed(line.box, box)) for line in inner.lines if line.box]
        rules += [Rule(*_placed((rule.x0, rule.y0, rule.x1, rule.y1), box)) for rule in inner.rules]
    if len(lines) == len(page.lines):
        return page
    return replace(page, lines=tuple(in_reading_order(lines)), rules=tuple(rules), origin="ocr")


def _placed(inner: Box, outer: Box) -> Box:
    """A box in fractions of another one, in fractions of the page."""
    width, height = outer[2] - outer[0], outer[3] - outer[1]
    x0, y0 = outer[0] + inner[0] * width, outer[1] + inner[1] * height
    x1, y1 = outer[0] + inner[2] * width, outer[1] + inner[3] * height
    return round(x0, 5), round(y0, 5), round(x1, 5), round(y1, 5)


def _holds(outer: Box, inner: Box) -> bool:
    x, y = (inner[0] + inner[2]) / 2, (inner[1] + inner[3]) / 2
    return outer[0] <= x <= outer[2] and outer[1] <= y <= outer[3]
