"""The font of squares in pipeline/readers/fonts, drawn: `python -m tests.readers.squares FILE`."""

from __future__ import annotations

import io
import sys
from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib.tables._c_m_a_p import CmapSubtable

CHARACTERS = ((0x2000, 0x9FFF), (0xF900, 0xFFEF))  # marks, kana, ideographs; compatible forms, full width
LATIN, JAPANESE, SIMPLIFIED, KOREAN, TRADITIONAL = 0, 17, 18, 19, 20  # bits of OS/2's code pages
EM = 1000


def draw_squares() -> bytes:
    """The bytes of the font, the same every time."""
    pen = TTGlyphPen(None)
    pen.moveTo((60, -100))
    for corner in ((60, 860), (940, 860), (940, -100)):
        pen.lineTo(corner)
    pen.closePath()
    builder = FontBuilder(EM, isTTF=True)
    builder.setupGlyphOrder([".notdef", "square"])
    builder.setupCharacterMap({0x4E00: "square"})
    builder.setupGlyf({".notdef": TTGlyphPen(None).glyph(), "square": pen.glyph()})
    builder.setupHorizontalMetrics({".notdef": (EM, 0), "square": (EM, 60)})
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupNameTable({"familyName": "Squares", "styleName": "Regular"})
    pages = sum(1 << bit for bit in (LATIN, JAPANESE, SIMPLIFIED, KOREAN, TRADITIONAL))
    builder.setupOS2(sTypoAscender=880, sTypoDescender=-120, usWinAscent=880, usWinDescent=120, ulCodePageRange1=pages)
    builder.setupPost()
    builder.font["cmap"].tables = [_many_to_one(0, 6), _many_to_one(3, 10)]
    builder.font["head"].created = builder.font["head"].modified = 0
    builder.font.recalcTimestamp = False
    written = io.BytesIO()
    builder.save(written)
    return written.getvalue()


def _many_to_one(platform: int, encoding: int) -> CmapSubtable:
    table = CmapSubtable.newSubtable(13)
    table.platformID, table.platEncID, table.language = platform, encoding, 0
    table.format, table.reserved, table.length = 13, 0, 0
    table.cmap = {code: "square" for first, last in CHARACTERS for code in range(first, last + 1)}
    return table


if __name__ == "__main__":
    Path(sys.argv[1]).write_bytes(draw_squares())
