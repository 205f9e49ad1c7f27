"""What a PDF page shows beside its text layer: letters drawn as outlines, glyphs that no character belongs to.

OCR reads it on a picture of the page on which what the layer says is painted over.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from pipeline.document import Box, Line, Page, enclosing
from pipeline.readers.cells import part_at_rules
from pipeline.readers.pdf_paths import Edges
from pipeline.readers.recognise import Recogniser
from pipeline.readers.rows import in_reading_order
from pipeline.readers.ruling import Stroke

if TYPE_CHECKING:
    from pipeline.readers.pdf_glyphs import Glyph
    from pipeline.readers.recognise import Picture

_FEW_LETTERS = 4  # outlines: less is a logo or an arrow
_FEW_BROKEN = 10  # glyphs without a character
_FEW_KINDS = 4  # of private characters: less are bullets and boxes to tick
_LINE = (5.0, 30.0)  # points: the height of a line kept as a picture
_WIDE = 1.2  # times its height: 0.00 is
_MOST_PICTURED = 2_000
_MARGIN = 12  # pixels round what is unread
_INSET = 0.12  # of a line's height: ruling lines may touch its box


def outlined_letters(letters: Sequence[Edges], glyphs: Sequence[Glyph], size: tuple[float, float]) -> list[Box]:
    """Those of the filled shapes (points) that are no backing of a glyph, as fractions of the page; none where few."""
    if len(letters) < _FEW_LETTERS:
        return []
    shapes = np.array(letters)
    middles = np.array([glyph.middle for glyph in glyphs if not glyph.turn]).reshape(-1, 2)
    alone = [
        shape
        for shape in shapes.tolist()
        if not (
            (middles[:, 0] > shape[0])
            & (middles[:, 0] < shape[2])
            & (middles[:, 1] > shape[1])
            & (middles[:, 1] < shape[3])
        ).any()
    ]
    if len(alone) < _FEW_LETTERS:
        return []
    width, height = size
    boxes = [(x0 / width, y0 / height, x1 / width, y1 / height) for x0, y0, x1, y1 in alone]
    return [box for box in boxes if box[2] > 0 and box[3] > 0 and box[0] < 1 and box[1] < 1]


def pictured_words(pictures: Sequence[Edges], glyphs: Sequence[Glyph], size: tuple[float, float]) -> list[Box]:
    """Those of a page's pictures (points) that may be words or figures of their own, as fractions of the page.

    They are as high as a line and wider than high; a picture behind or over text is none, nor a bullet or a logo.
    """
    width, height = size
    x, y = np.array([glyph.middle for glyph in glyphs if not glyph.turn]).reshape(-1, 2).T
    lines = [box for box in pictures if _is_line(*box)][:_MOST_PICTURED]
    alone = [(x0, y0, x1, y1) for x0, y0, x1, y1 in lines if not ((x > x0) & (x < x1) & (y > y0) & (y < y1)).any()]
    found = [(x0 / width, y0 / height, x1 / width, y1 / height) for x0, y0, x1, y1 in alone]
    return [box for box in found if box[2] > 0 and box[3] > 0 and box[0] < 1 and box[1] < 1]


def _is_line(x0: float, y0: float, x1: float, y1: float) -> bool:
    return _LINE[0] <= y1 - y0 <= _LINE[1] and x1 - x0 >= _WIDE * (y1 - y0)


def broken_lines(lines: Sequence[Line]) -> list[Line]:
    r"""The lines with glyphs that no character belongs to, where a page has many: a font without a map.

    >>> broken_lines([Line("\uf06e 是 \uf052", 1), Line("12.50", 1)])  # a bullet, a box to tick
    []
    >>> [line.text for line in broken_lines([Line("\ue001\ue002.\ue003\ue004" * 3, 1), Line("12.50", 1)])] != []
    True
    """
    broken = Counter(letter for line in lines for letter in line.text if is_broken(letter))
    if sum(broken.values()) < _FEW_BROKEN or (len(broken) < _FEW_KINDS and "\ufffd" not in broken):
        return []
    return [line for line in lines if any(is_broken(letter) for letter in line.text)]


def is_broken(letter: str) -> bool:
    """Whether a letter says nothing: of private use, or none at all."""
    return letter == "\ufffd" or (letter >= "\ue000" and unicodedata.category(letter) in ("Co", "Cn"))


def with_unread(page: Page, rendered: Picture, unread: list[Box], recogniser: Recogniser) -> Page:
    """The page with what OCR reads in these boxes. Raises RecognitionFailed."""
    rows, columns = rendered.shape[:2]
    picture = rendered.copy()
    for line in page.lines:
        if line.box:
            left, upper, right, lower = _pixels(line.box, columns, rows)
            inset = round(_INSET * (lower - upper))
            picture[max(upper + inset, 0) : lower - inset, max(left, 0) : right] = 255
    left, upper, right, lower = _pixels(enclosing(unread), columns, rows)
    left, upper = max(left - _MARGIN, 0), max(upper - _MARGIN, 0)
    part = picture[upper : lower + _MARGIN, left : right + _MARGIN].copy()
    readings = recogniser.recognise(part)
    walls = [
        Stroke(rule.x0 * columns - left, rule.y0 * rows - upper, rule.y1 * rows - upper)
        for rule in page.rules
        if not rule.horizontal
    ]
    lines = []
    for reading in part_at_rules(readings, walls):
        x0, y0, x1, y1 = reading.box
        box = (x0 + left) / columns, (y0 + upper) / rows, (x1 + left) / columns, (y1 + upper) / rows
        if any(_overlap(box, other) for other in unread):
            placed = round(box[0], 5), round(box[1], 5), round(box[2], 5), round(box[3], 5)
            lines.append(Line(reading.text, page.number, placed, round(reading.score, 4), printed=reading.text))
    if not lines:
        return page
    return replace(page, lines=tuple(in_reading_order([*page.lines, *lines])), origin="ocr")


def _pixels(box: Box, columns: int, rows: int) -> tuple[int, int, int, int]:
    return round(box[0] * columns), round(box[1] * rows), round(box[2] * columns), round(box[3] * rows)


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
