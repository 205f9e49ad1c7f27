"""PDFium on a machine without Chinese fonts.

A PDF that does not carry its font (STSong, SimSun) is set in one of the machine's. Where the machine has none for its characters,
PDFium gives them no extent and drops text drawn letter by letter, as justified lines and turned heads are. Then a font
of the package stands in, 640 bytes that hold one square for every ideograph: what is read are the characters, not their shapes.
"""

from __future__ import annotations

import ctypes
from pathlib import Path
from typing import Final

import pypdfium2 as pdfium
from pypdfium2 import raw

FOLDERS: Final = ("/usr/share/fonts", "/usr/share/X11/fonts", "/usr/local/share/fonts")  # where PDFium looks by itself
_kept: list[object] = []  # what PDFium goes on to point at

_PROBE: Final = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Resources<</Font<</F 4 0 R>>>>/Contents 7 0 R>>endobj
4 0 obj<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[5 0 R]>>endobj
5 0 obj<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>
/FontDescriptor 6 0 R/DW 1000>>endobj
6 0 obj<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[-25 -254 1000 880]/ItalicAngle 0/Ascent 752/Descent -271
/CapHeight 737/StemV 58>>endobj
7 0 obj<</Length 32>>stream
BT /F 12 Tf 9 9 Td <539F> Tj ET
endstream endobj
trailer<</Root 1 0 R>>
"""  # one letter, 原, in a font that the file does not carry


def has_fonts() -> bool:
    """Whether PDFium finds a font for ideographs that a PDF does not carry."""
    document = pdfium.PdfDocument(_PROBE)
    try:
        return "原" in document[0].get_textpage().get_text_bounded()
    finally:
        document.close()


def provide_fonts() -> None:
    """Let PDFium look for fonts in the package too, if it found none of the machine. Call before a document is open."""
    if has_fonts():
        return
    folder = Path(__file__).parent / "fonts"
    places = [ctypes.create_string_buffer(place.encode()) for place in (*FOLDERS, str(folder))]
    listed = (ctypes.POINTER(ctypes.c_char) * (len(places) + 1))(
        *(ctypes.cast(place, ctypes.POINTER(ctypes.c_char)) for place in places)
    )
    configuration = raw.FPDF_LIBRARY_CONFIG(version=2)
    configuration.m_pUserFontPaths = ctypes.cast(listed, type(configuration.m_pUserFontPaths))
    raw.FPDF_DestroyLibrary()
    raw.FPDF_InitLibraryWithConfig(configuration)
    _kept.extend([places, listed, configuration])
