"""The ruling lines of a scanned page, found by their shape."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

import cv2
import numpy as np

from pipeline.document import Box
from pipeline.readers.ruling import Stroke, join_strokes

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from pipeline.readers.recognise import Picture

_PIECE = 0.017  # of the page's longer side (5 mm of A4): a piece of line, longer than strokes of small print
_LEAST_BLOCK = 15  # pixels around one that say what is paper there
_THICKEST = 0.004  # of the longer side, a good millimetre
_LONG = 0.1  # of the longer side: a line that need not meet another one
_TEXT_MARGIN = 0.15  # of a text's height: its box is that much wider than its letters, and may touch a line
_DARK = 0.6  # of the paper's brightness
_FIELD = 0.006  # of the longer side, the least height of a dark field: two letters of small print
_LINE_ON_DARK = 30  # of 255, by how much a line differs from the field it is on
_FILLED = 0.6  # share of a field that is dark; a line of print has 0.3
_TALLEST = 0.15  # of the longer side; what is taller is a picture
_NEARLY = 0.06  # of a text's height: a third of the margin that its box has above and below the letters
_PASSED = 3  # texts that an upright piece passes unbroken from which on it is no letter's
_LEANING = 1  # pixels to either side within which the ink of a wall is
_UNBROKEN = 0.97  # share of a wall's pixels that are ink: walls of worn scans have 0.99, letters right under each other up to 0.95
_REACH = 0.006  # of the longer side: lines that end so near to each other meet


def find_strokes(picture: Picture, texts: list[Box]) -> tuple[list[Stroke], list[Stroke]]:
    """The horizontal and the vertical ruling lines of an upright page, in pixels.

    `texts` are the boxes of recognised text in pixels: strokes inside one are parts of letters.
    """
    grey = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)
    side = max(grey.shape)
    block = max(side // 70, _LEAST_BLOCK) | 1
    ink = cv2.adaptiveThreshold(grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, block, 12)
    fields = [field for field in _dark_fields(grey, side) if not _is_print(field, texts)]
    for top, bottom, left, right in fields:  # inside one both black and white lines are ruling lines
        inside = np.s_[round(top) : round(bottom), round(left) : round(right)]
        shade = grey[inside].astype(np.int16)
        ink[inside] = np.where(np.abs(shade - np.median(shade)) > _LINE_ON_DARK, 255, 0)
    across = _pieces(ink, side, upright=False)
    down = _pieces(ink, side, upright=True)
    apart, gap = max(3.0, 0.0025 * side), 0.012 * side
    down = [
        _without_letters(s, texts) for s in down if _is_wall(s, texts, ink) or not _inside_text(s, texts, upright=True)
    ]
    across = join_strokes((s for s in across if not _inside_text(s, texts, upright=False)), apart, gap)
    down = join_strokes(down, apart, gap)
    for top, bottom, left, right in fields:
        across += [Stroke(top, left, right), Stroke(bottom, left, right)]
        down += [Stroke(left, top, bottom), Stroke(right, top, bottom)]
    across, down = join_strokes(across, apart, gap), join_strokes(down, apart, gap)
    across, down = _meeting(across, down, side), _meeting(down, across, side)
    across, down = _with_short(across, down, ink.T, apart, gap), _with_short(down, across, ink, apart, gap)
    reach = _REACH * side
    return _trimmed(across, down, gap, reach), _trimmed(down, across, gap, reach)


def _dark_fields(grey: NDArray[np.uint8], side: int) -> Iterator[tuple[float, float, float, float]]:
    """Top, bottom, left and right of dark fields, as heads with white letters are; the rules round them cannot be told from them."""
    dark = (grey < _DARK * float(np.median(grey))).astype(np.uint8)
    least = max(6, round(_FIELD * side))
    stroke, letter = (np.ones((size | 1, size | 1), np.uint8) for size in (least // 2, 2 * least))
    # The strokes of letters beside a field are too thin to be one; letters on the field are holes in it.
    fields = cv2.morphologyEx(cv2.morphologyEx(dark, cv2.MORPH_OPEN, stroke), cv2.MORPH_CLOSE, letter)
    _, _, boxes, _ = cv2.connectedComponentsWithStats(fields)
    for left, top, width, height, area in boxes[1:]:
        filled = dark[top : top + height, left : left + width].mean() > _FILLED and area > 0.85 * width * height
        if filled and width > 2 * least and height < _TALLEST * side:
            yield float(top), float(top + height), float(left), float(left + width)


def _is_print(field: tuple[float, float, float, float], texts: list[Box]) -> bool:
    """Whether a dark field is bold letters that grew together: it lies inside one text, which a field reaches round."""
    top, bottom, left, right = field
    return any(x0 <= left and right <= x1 and y0 <= top and bottom <= y1 for x0, y0, x1, y1 in texts)


def _pieces(ink: NDArray[np.uint8], side: int, upright: bool) -> list[Stroke]:
    """Straight pieces of ink of one direction."""
    length = max(12, round(_PIECE * side))
    shape = (1, length) if upright else (length, 1)
    bridge = (1, 5) if upright else (5, 1)
    # A noisy line has holes and steps sideways where the page is bent: bridge both before asking for length.
    whole = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones(bridge[::-1], np.uint8))
    lines = cv2.morphologyEx(whole, cv2.MORPH_OPEN, np.ones(shape[::-1], np.uint8))
    _, _, boxes, _ = cv2.connectedComponentsWithStats(lines, connectivity=8)
    strokes = []
    for left, top, width, height, area in boxes[1:]:
        along, thick = (height, width) if upright else (width, height)
        if area / along > max(4.0, _THICKEST * side):
            continue
        if thick > max(6.0, 0.02 * along + 4):
            continue
        at = (left + width / 2) if upright else (top + height / 2)
        start = top if upright else left
        strokes.append(Stroke(float(at), float(start), float(start + along)))
    return strokes


def _is_wall(stroke: Stroke, texts: list[Box], ink: NDArray[np.uint8]) -> bool:
    """Whether an upright piece passes several texts without a break: the texts of a column begin at the wall beside them.

    Between letters below each other, be their rows ever so tight, there is paper above and below the line across.
    """
    passed = sum(x0 < stroke.at < x1 and y0 < stroke.end and stroke.start < y1 for x0, y0, x1, y1 in texts)
    left = max(0, round(stroke.at) - _LEANING)
    along = ink[round(stroke.start) : round(stroke.end), left : round(stroke.at) + _LEANING + 1]
    return passed >= _PASSED and bool(along.any(axis=1).mean() > _UNBROKEN)


def _without_letters(stroke: Stroke, texts: list[Box]) -> Stroke:
    """An upright piece without the stroke of a letter that it grew together with: an end inside a text is cut at its edge."""
    start, end = stroke.start, stroke.end
    for x0, y0, x1, y1 in texts:
        slack = _NEARLY * (y1 - y0)
        if not x0 + _TEXT_MARGIN * (y1 - y0) < stroke.at < x1 - _TEXT_MARGIN * (y1 - y0):
            continue
        if y0 + slack < stroke.start < y1 < stroke.end:
            start = max(start, y1)
        if stroke.start < y0 < stroke.end < y1 - slack:
            end = min(end, y0)
    return Stroke(stroke.at, start, end) if start < end else stroke


def _inside_text(stroke: Stroke, texts: list[Box], upright: bool) -> bool:
    """Whether a piece runs through the inside of recognised text, or along its foot no farther than the text goes."""
    inside, along_foot = 0.0, 0.0
    if upright and _parts_one_text(stroke, texts):
        return False
    for x0, y0, x1, y1 in texts:
        across, along = ((x0, x1), (y0, y1)) if upright else ((y0, y1), (x0, x1))
        margin = _TEXT_MARGIN * (y1 - y0)
        if not across[0] < stroke.at < across[1]:
            continue
        covered = max(0.0, min(stroke.end, along[1]) - max(stroke.start, along[0]))
        if across[0] + margin < stroke.at < across[1] - margin:
            inside += covered
        elif not upright:
            along_foot += covered
    return inside > 0.4 * stroke.length or inside + along_foot > 0.85 * stroke.length


def _parts_one_text(stroke: Stroke, texts: list[Box]) -> bool:
    """Whether an upright piece runs right through a single text, to the edges of its box: no letter is as tall as that."""
    crossed = [
        (y0, y1)
        for x0, y0, x1, y1 in texts
        if x0 + _TEXT_MARGIN * (y1 - y0) < stroke.at < x1 - _TEXT_MARGIN * (y1 - y0)
        and y0 < stroke.end
        and stroke.start < y1
    ]
    if len(crossed) != 1:
        return False
    top, bottom = crossed[0]
    slack = _NEARLY * (bottom - top)
    return stroke.start <= top + slack and bottom - slack <= stroke.end


def _meeting(strokes: list[Stroke], others: list[Stroke], side: int) -> list[Stroke]:
    """The strokes that are long, or that meet a line of the other direction at both ends."""
    reach = _REACH * side
    kept = []
    for stroke in strokes:
        met = [
            other.at
            for other in others
            if other.start - reach <= stroke.at <= other.end + reach
            and stroke.start - reach <= other.at <= stroke.end + reach
        ]
        if stroke.length >= _LONG * side or (len(met) >= 2 and max(met) - min(met) > 0.5 * stroke.length):
            kept.append(stroke)
    return kept


def _with_short(
    strokes: list[Stroke], others: list[Stroke], ink: NDArray[np.uint8], apart: float, gap: float
) -> list[Stroke]:
    """The strokes, going on where ink does from one line across to the next: pieces as short as a row of small print is high.

    They are looked for where longer pieces of the same line lie, as a wall does that a merged row interrupts. No letter
    reaches from line to line.
    """
    short = []
    for place in {round(stroke.at) for stroke in strokes}:
        own = [stroke for stroke in strokes if abs(stroke.at - place) <= apart]
        crossed = sorted(other.at for other in others if other.start - apart <= place <= other.end + apart)
        for start, end in pairwise(crossed):
            middle = (start + end) / 2
            if end - start > 2 * apart and not any(stroke.start <= middle <= stroke.end for stroke in own):
                along = ink[round(start) : round(end), max(0, place - _LEANING) : place + _LEANING + 1]
                if along.any(axis=1).mean() > _UNBROKEN:
                    short.append(Stroke(float(place), start, end))
    return join_strokes((*strokes, *short), apart, gap) if short else strokes


def _trimmed(strokes: list[Stroke], others: list[Stroke], overhang: float, reach: float) -> list[Stroke]:
    """The strokes from the outermost line they meet to the other.

    What stands out beyond it is a letter above or under a table (up to twice `overhang`); what is missing on the way to it
    is faint print, and less than `reach`: a line that ends a row earlier ends at a merged cell.
    """
    trimmed = []
    for stroke in strokes:
        met = [
            other.at
            for other in others
            if other.start - overhang <= stroke.at <= other.end + overhang
            and stroke.start - reach <= other.at <= stroke.end + reach
        ]
        start, end = stroke.start, stroke.end
        if met and min(met) - start < 2 * overhang:
            start = min(met)
        if met and end - max(met) < 2 * overhang:
            end = max(met)
        trimmed.append(Stroke(stroke.at, start, end))
    return trimmed
