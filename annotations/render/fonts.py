"""Open fonts (SIL OFL) of Debian, cut to the characters of GB 2312, as TrueType for the PDF writer."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any, Final

from fontTools import subset
from fontTools.misc.timeTools import timestampFromString
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont, newTable
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont as PdfFont

from annotations.render.model import Style

FONTS: Final = {  # name in a Style: file, index in its collection, Debian package
    "song": (Path("/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc"), 2, "fonts-noto-cjk"),
    "song-bold": (Path("/usr/share/fonts/opentype/noto/NotoSerifCJK-Bold.ttc"), 2, "fonts-noto-cjk"),
    "hei": (Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc"), 2, "fonts-noto-cjk"),
    "hei-bold": (Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc"), 2, "fonts-noto-cjk"),
    "kai": (Path("/usr/share/fonts/truetype/lxgw-wenkai/LXGWWenKai-Regular.ttf"), 0, "fonts-lxgw-wenkai"),
}
EPOCH: Final = timestampFromString("Mon Jan  1 00:00:00 2024")
MAX_ERROR: Final = 1.0  # font units by which a quadratic outline may leave the cubic one

LETTERS: Final = (
    "".join(
        bytes((high, low)).decode("gb2312", errors="ignore") for high in range(0xA1, 0xF8) for low in range(0xA1, 0xFF)
    )
    + "".join(map(chr, range(32, 127)))
    + "—〇"
)  # the same for every document, so that a new one does not change the others

PROFILE: Final = (
    "maxZones",
    "maxTwilightPoints",
    "maxStorage",
    "maxFunctionDefs",
    "maxInstructionDefs",
    "maxStackElements",
    "maxSizeOfInstructions",
    "maxComponentElements",
    "maxPoints",
    "maxContours",
    "maxCompositePoints",
    "maxCompositeContours",
    "maxComponentDepth",
)


class MissingFont(RuntimeError):
    """A font is not installed; the message names the Debian package."""


def missing_fonts() -> list[str]:
    """Debian packages to install before PDFs can be made."""
    return sorted({package for path, _, package in FONTS.values() if not path.exists()})


def register_fonts(style: Style) -> None:
    """Make the fonts of a style known to the PDF writer; raises MissingFont."""
    lacking = missing_fonts()
    if lacking:
        raise MissingFont(f"fonts are missing; install {' '.join(lacking)}")
    for name in {"song", style.body, style.head, bold(style.head)} - set(pdfmetrics.getRegisteredFontNames()):
        path, index, _ = FONTS[name]
        pdfmetrics.registerFont(PdfFont(name, io.BytesIO(_truetype(path, index, LETTERS))))


def bold(font: str) -> str:
    """The bold cut of a font; 楷体 has none."""
    return font if font == "kai" else f"{font}-bold"


def _truetype(path: Path, index: int, characters: str) -> bytes:
    options = subset.Options(
        layout_features=[],
        hinting=False,
        notdef_outline=True,
        drop_tables=["GSUB", "GPOS", "BASE", "VORG", "vhea", "vmtx"],
    )
    font = TTFont(path, fontNumber=index, recalcTimestamp=False)
    cutter = subset.Subsetter(options)
    cutter.populate(text=characters)
    cutter.subset(font)
    if "CFF " in font:
        _to_quadratic(font)
    font["head"].modified = font["head"].created = EPOCH
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()


def _to_quadratic(font: Any) -> None:
    """Replace cubic (CFF) outlines by quadratic ones, as TrueType and the PDF writer want them."""
    glyphs = font.getGlyphSet()
    order = font.getGlyphOrder()
    drawn = {}
    for name in order:
        pen = TTGlyphPen(glyphs)
        glyphs[name].draw(Cu2QuPen(pen, MAX_ERROR, reverse_direction=True))
        drawn[name] = pen.glyph()
    font["loca"] = newTable("loca")
    table = font["glyf"] = newTable("glyf")
    table.glyphOrder, table.glyphs = order, drawn
    del font["CFF "]
    table.compile(font)
    _profile(font, table)
    font["post"].formatType = 3.0
    font.sfntVersion = "\x00\x01\x00\x00"


def _profile(font: Any, table: Any) -> None:
    profile = font["maxp"]
    profile.tableVersion = 0x00010000
    for field in PROFILE:
        setattr(profile, field, 1 if field == "maxZones" else 0)
    profile.recalc(font)
