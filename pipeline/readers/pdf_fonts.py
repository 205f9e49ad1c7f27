"""Fonts that lie: what is copied from a page is not what it shows, as where a font's map swaps 6 and 9.

The shapes of a font's digits are held against what the font says they are, once for each font of a document: holes and
where ink lies tell digits apart in any typeface. Only where they disagree OCR reads that page, and its digits vote.
"""

from __future__ import annotations

import ctypes
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import pypdfium2 as pdfium
from pypdfium2 import raw

from pipeline.readers.pdf_glyphs import Glyph
from pipeline.readers.pdf_space import PageSpace
from pipeline.readers.recognise import Reading

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ink = NDArray[np.bool_]  # height × width

_DIGITS = frozenset("0123456789")
_LEAST_DIGITS = 30  # of a page that a font is held against
_LEAST_KINDS = 5  # different digits of a font
_SAMPLES = 3  # of each digit
_BAND = 90.0  # points: the height of the strip that is rendered
_SCALE = 4.0  # pixels a point: 9 point digits are 26 pixels high
_AGREED = 0.6  # share of the votes of a digit


@dataclass(slots=True)
class Fonts:
    """What is known of a document's fonts, by their names."""

    checked: set[str] = field(default_factory=set)
    lies: dict[tuple[str, str], str] = field(default_factory=dict)  # font and digit stored → digit shown
    suspects: set[str] = field(default_factory=set)  # on the page last held
    strange: int = 0  # digits of one of them that look like others
    voted: bool = False  # on the page last held

    def hold(self, page: pdfium.PdfPage, textpage: pdfium.PdfTextPage, space: PageSpace, glyphs: list[Glyph]) -> bool:
        """Hold the digits of fonts not met before against their shapes; whether the page had enough of them."""
        self.suspects.clear()
        self.voted, self.strange = False, 0
        digits = [glyph for glyph in glyphs if glyph.text in _DIGITS and not glyph.turn]
        if len(digits) < _LEAST_DIGITS or space.turns != page.get_rotation() // 90:
            return False
        if all(font_name(textpage, glyph) in self.checked for glyph in digits[:: max(len(digits) // 12, 1)]):
            return True
        by_font: defaultdict[str, list[Glyph]] = defaultdict(list)
        for glyph in digits:
            by_font[font_name(textpage, glyph)].append(glyph)
        for font, own in by_font.items():
            if font in self.checked or len({glyph.text for glyph in own}) < _LEAST_KINDS:
                continue
            self.checked.add(font)
            if strange := _strange_digits(page, space, own):
                self.suspects.add(font)
                self.strange = max(strange, self.strange)
        return True

    def vote(self, textpage: pdfium.PdfTextPage, glyphs: Sequence[Glyph], readings: Iterable[Reading]) -> None:
        """Learn what the suspects' digits show from what OCR reads on the page; boxes of `readings` in points."""
        votes: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
        self.voted = True
        for reading in readings:
            x0, y0, x1, y1 = reading.box
            under = sorted(
                (glyph for glyph in glyphs if x0 <= glyph.middle[0] <= x1 and y0 <= glyph.middle[1] <= y1),
                key=lambda glyph: glyph.x0,
            )
            stored = [glyph for glyph in under if glyph.text in _DIGITS]
            shown = [letter for letter in reading.text if letter in _DIGITS]
            if len(stored) == len(shown):
                for glyph, letter in zip(stored, shown, strict=True):
                    if (font := font_name(textpage, glyph)) in self.suspects:
                        votes[font, glyph.text][letter] += 1
        for (font, digit), counted in votes.items():
            letter, count = counted.most_common(1)[0]
            if letter != digit and count >= 2 and count >= _AGREED * counted.total():
                self.lies[font, digit] = letter

    def mended(self, textpage: pdfium.PdfTextPage, glyphs: list[Glyph]) -> list[Glyph]:
        """The glyphs with the digits that they show."""
        if not self.lies:
            return glyphs
        stored = {digit for _, digit in self.lies}
        return [
            glyph._replace(text=self.lies.get((font_name(textpage, glyph), glyph.text), glyph.text))
            if glyph.text in stored
            else glyph
            for glyph in glyphs
        ]


def font_name(textpage: pdfium.PdfTextPage, glyph: Glyph) -> str:
    """The name of a glyph's font, with the mark of its subset."""
    name = ctypes.create_string_buffer(128)
    raw.FPDFText_GetFontInfo(textpage, glyph.source, name, len(name), ctypes.c_int())
    return name.value.decode("utf-8", "replace")


def _strange_digits(page: pdfium.PdfPage, space: PageSpace, digits: list[Glyph]) -> int:
    """How many digits have shapes that are not theirs, most of those looked at."""
    band = _richest(digits)
    height = space.size[1]
    top = max(min(glyph.y0 for glyph in band) - 2, 0)
    bottom = min(max(glyph.y1 for glyph in band) + 2, height)
    picture = page.render(scale=_SCALE, crop=(0, height - bottom, 0, top), grayscale=True, may_draw_forms=False)
    ink = picture.to_numpy().reshape(picture.height, -1)[:, : picture.width] < 150
    strange: Counter[str] = Counter()
    looked: Counter[str] = Counter()
    for glyph in band:
        if looked[glyph.text] < _SAMPLES:
            upper, lower = glyph.base - 0.82 * glyph.em - top, glyph.base + 0.06 * glyph.em - top
            rows, columns = (round(max(upper, 0) * _SCALE), round(lower * _SCALE)), (glyph.x0, glyph.x1)
            shape = _trimmed(ink[rows[0] : rows[1], round(columns[0] * _SCALE) : round(columns[1] * _SCALE)])
            if shape is not None:
                looked[glyph.text] += 1
                strange[glyph.text] += not may_show(shape, glyph.text)
    return sum(count > looked[digit] / 2 for digit, count in strange.items())


def _richest(digits: list[Glyph]) -> list[Glyph]:
    """The digits in that strip of the page that has most different ones."""
    ordered = sorted(digits, key=lambda glyph: glyph.y0)
    best: list[Glyph] = []
    start = 0
    for end, glyph in enumerate(ordered):
        while ordered[start].y0 < glyph.y0 - _BAND:
            start += 1
        kinds = len({one.text for one in ordered[max(start, end - 120) : end + 1]})
        if not best or kinds > len({one.text for one in best}):
            best = ordered[max(start, end - 120) : end + 1]
            if kinds == len(_DIGITS):
                break
    return best


def _trimmed(ink: Ink) -> Ink | None:
    """A glyph's ink without the blank round it; None where there is next to none."""
    rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    if len(rows) < 10 or len(columns) < 2:
        return None
    return ink[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]


def may_show(ink: Ink, digit: str) -> bool:
    """Whether ink, trimmed, can be the shape of a digit, by its holes and by where it lies; in doubt it can."""
    import cv2

    height, width = ink.shape
    paper = np.pad(~ink, 1, constant_values=True).astype(np.uint8)
    count, _, boxes, centres = cv2.connectedComponentsWithStats(paper, connectivity=4)
    holes = [
        float(centres[n][1]) / height for n in range(2, count) if boxes[n][4] >= 0.012 * ink.size
    ]  # 0 is ink, 1 the paper around
    upper, lower = _side(ink, 0.2, 0.42), _side(ink, 0.6, 0.82)
    if digit == "8" and not holes:  # filled up, or a 3
        return min(upper, lower) < 0.55
    if digit == "8":
        return len(holes) != 1 or not 0.4 < holes[0] < 0.6
    if digit in "069":
        low, high = {"0": (0.33, 0.67), "6": (0.5, 1.0), "9": (0.0, 0.5)}[digit]
        return not holes or (len(holes) == 1 and low <= holes[0] <= high)
    if digit == "4":
        return len(holes) <= 1
    if holes:
        return False
    if digit == "1":
        return bool(width < 0.8 * height)
    foot = float(ink[-max(height // 12, 1) :].any(axis=0).mean())
    return {
        "2": upper > 0.42 and lower < 0.62,
        "3": upper > 0.45 and lower > 0.42,
        "5": upper < 0.58 and lower > 0.42,
        "7": upper > 0.42 and foot < 0.75,
    }[digit]


def _side(ink: Ink, start: float, end: float) -> float:
    """Where the ink of a strip of a glyph lies, 0 left to 1 right; 0.5 where there is none."""
    strip = ink[round(start * ink.shape[0]) : round(end * ink.shape[0])]
    places = np.nonzero(strip)[1]
    return float(places.mean() / max(ink.shape[1] - 1, 1)) if len(places) else 0.5
