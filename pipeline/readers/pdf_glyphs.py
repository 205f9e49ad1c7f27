"""The text layer of a PDF page: the glyphs that a reader sees, with their boxes."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

import pypdfium2 as pdfium
from pypdfium2 import raw

from pipeline.readers.pdf_space import PageSpace

_QUARTER = math.pi / 2
_OBLIQUE = math.radians(8)  # off the page's four directions: a watermark, a round seal; skewed layers stay below 4°
_FEW_BETWEEN = 3  # glyphs between oblique ones
_STRUCK_AGAIN = 0.2  # em; imitated bold and shadows move a glyph by less, no two glyphs stand nearer
_BUCKET = 3.0  # points
_FLAT = 0.6  # share of the height of its line below which a letter's box is only its ink
_MOST_GLYPHS = 200_000  # of a page; a page of small print has 10,000


class Glyph(NamedTuple):
    """A character in points of the upright page, y downwards; one that is turned in points of the page turned alike."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    base: float
    em: float  # height of the box, at least 1
    turn: int = 0  # quarter turns clockwise of the page that put the glyph upright: 1 for a head read upwards
    source: int = 0  # its place in the text page

    @property
    def middle(self) -> tuple[float, float]:
        return (self.x0 + self.x1) / 2, (self.y0 + self.y1) / 2


def read_glyphs(textpage: pdfium.PdfTextPage, space: PageSpace) -> list[Glyph]:
    """The glyphs of a page in the order the file draws them.

    Glyphs outside the visible page are not there, nor oblique ones: watermarks, the words round a seal.
    """
    glyphs: list[Glyph] = []
    spaces = [space.turned(quarters) for quarters in range(4)]
    (ax, bx, cx), (ay, by, cy) = space.affine
    width, height = space.size
    rect, x, y = raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    character_at, unmapped_at, box_at, origin_at = (
        raw.FPDFText_GetUnicode, raw.FPDFText_HasUnicodeMapError, raw.FPDFText_GetLooseCharBox,
        raw.FPDFText_GetCharOrigin,
    )  # fmt: skip
    line, turn = math.inf, 0
    oblique: list[int] = []  # how many glyphs stood before each oblique one
    for index in range(min(textpage.count_chars(), _MOST_GLYPHS)):
        code = character_at(textpage, index)
        if code <= 32 and raw.FPDFText_IsGenerated(textpage, index) == 1:
            continue
        text = "\ufffd" if unmapped_at(textpage, index) == 1 else _CHARACTERS[code]
        if not text:
            continue
        box_at(textpage, index, rect)
        origin_at(textpage, index, x, y)
        base = ay * x.value + by * y.value + cy
        if abs(base - line) > 0.01:  # also at every glyph of a turned line
            line, turn = base, _turn(raw.FPDFText_GetCharAngle(textpage, index), space.turns)
        if turn < 0:
            oblique.append(len(glyphs))
            continue
        x0, x1 = ax * rect.left + bx * rect.bottom + cx, ax * rect.right + bx * rect.top + cx
        y0, y1 = ay * rect.left + by * rect.bottom + cy, ay * rect.right + by * rect.top + cy
        if x0 > x1:
            x0, x1 = x1, x0
        if y0 > y1:
            y0, y1 = y1, y0
        if not (0 <= x0 + x1 <= 2 * width and 0 <= y0 + y1 <= 2 * height):
            continue
        em = max(y1 - y0, 1.0)
        if turn:
            x0, y0, x1, y1 = spaces[turn].upright_box(rect.left, rect.bottom, rect.right, rect.top)
            base, em = spaces[turn].upright(x.value, y.value)[1], max(y1 - y0, 1.0)
        glyphs.append(Glyph(text, x0, y0, x1, y1, base, em, turn, index))
    return _of_line_height(textpage, _without_letters_between(glyphs, oblique))


def _of_line_height(textpage: pdfium.PdfTextPage, glyphs: list[Glyph]) -> list[Glyph]:
    """The glyphs, each as tall as the tallest of its size on its baseline.

    The box of a letter of a Type 3 font, as browsers print them, is its ink: 一 is as flat as a rule, and stands in no line.
    """
    levelled: list[Glyph] = []
    for _, level in groupby(glyphs, key=lambda glyph: (glyph.turn, round(glyph.base, 2))):
        line = list(level)
        tallest = max(line, key=lambda glyph: glyph.em)
        size: float | None = None
        for glyph in line:
            if glyph.em < _FLAT * tallest.em and glyph.text != " ":
                size = size or raw.FPDFText_GetFontSize(textpage, tallest.source)
                if raw.FPDFText_GetFontSize(textpage, glyph.source) == size:
                    glyph = glyph._replace(y0=tallest.y0, y1=tallest.y1, em=tallest.em)
            levelled.append(glyph)
    return levelled


def _without_letters_between(glyphs: list[Glyph], oblique: Sequence[int]) -> list[Glyph]:
    """The glyphs without those few drawn between oblique ones: the upright letter of a round seal."""
    dropped = {at for start, end in pairwise(oblique) if end - start <= _FEW_BETWEEN for at in range(start, end)}
    return [glyph for at, glyph in enumerate(glyphs) if at not in dropped] if dropped else glyphs


def struck_once(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """The glyphs, each that is drawn twice (imitated bold, a shadow) once."""
    drawn = _Drawn()
    return [
        glyph
        for glyph in glyphs
        if glyph.text == " " or not drawn.again(glyph.text, glyph.x0, glyph.base, glyph.em, glyph.x1 - glyph.x0)
    ]


def quarter_turns(textpage: pdfium.PdfTextPage, stored: int) -> int:
    """Quarter turns clockwise that make upright a page already turned by `stored`, by a vote of every tenth glyph."""
    votes = [0, 0, 0, 0]
    for index in range(0, min(textpage.count_chars(), _MOST_GLYPHS), 10):
        if raw.FPDFText_IsGenerated(textpage, index) != 1:
            angle = raw.FPDFText_GetCharAngle(textpage, index)  # radians, clockwise, as if nothing were stored
            votes[(-round(angle / _QUARTER) - stored) % 4] += 1
    return votes.index(max(votes))


def address(handle: raw.FPDF_PAGEOBJECT) -> int:
    """Where an object lies in memory: two handles of one object are equal in nothing else."""
    return ctypes.cast(handle, ctypes.c_void_p).value or 0


def layer_text(glyphs: Sequence[Glyph]) -> str:
    """What the glyphs say, in the order the file draws them."""
    return "".join(glyph.text for glyph in glyphs)


def _turn(angle: float, turns: int) -> int:
    """The quarter turns that put a glyph upright on a page turned by `turns`; −1 for an oblique one."""
    quarters = -angle / _QUARTER
    if abs(quarters - round(quarters)) * _QUARTER > _OBLIQUE:
        return -1
    return (round(quarters) - turns) % 4


class _Drawn:
    """Where each character was drawn, in buckets: looking back over a whole line takes minutes on a hostile page."""

    def __init__(self) -> None:
        self._places: dict[str, dict[tuple[int, int], list[tuple[float, float]]]] = {}

    def again(self, text: str, x: float, base: float, em: float, width: float) -> bool:
        """Whether the same character stands here already; else it is kept in mind."""
        places = self._places.setdefault(text, {})
        reach = min(_STRUCK_AGAIN * em, _BUCKET)
        aside = min(reach, 0.45 * width)
        left, right = int((x - aside) // _BUCKET), int((x + aside) // _BUCKET)
        upper, lower = int((base - reach) // _BUCKET), int((base + reach) // _BUCKET)
        for column in range(left, right + 1):
            for row in range(upper, lower + 1):
                for other_x, other_base in places.get((column, row), ()):
                    if abs(other_x - x) < aside and abs(other_base - base) < reach:
                        return True
        places.setdefault((int(x // _BUCKET), int(base // _BUCKET)), []).append((x, base))
        return False


class _Characters(dict[int, str]):
    """Code points as text; spaces of any width are one space, marks without width are nothing."""

    def __missing__(self, code: int) -> str:
        if code in (0, 0xFFFE, 0xFFFF) or 0xD800 <= code < 0xE000 or code > 0x10FFFF:
            text = "\ufffd"
        elif (character := chr(code)).isspace() or character == "\u2800":
            text = " "
        elif code in (0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF) or code < 0x20:
            text = ""
        else:
            text = character
        self[code] = text
        return text


_CHARACTERS = _Characters()
