"""PDFs that do not carry their font, on a machine that has none for them."""

import subprocess
import sys
from pathlib import Path

from pipeline.readers.pdf_bare import has_fonts
from tests.readers.squares import draw_squares

STORED = Path(__file__).parents[2] / "pipeline" / "readers" / "fonts" / "squares.ttf"


def test_letters_of_a_font_that_is_not_carried_are_read():
    """Whatever this machine has: reading PDFs was imported, so a font stands in where it has none."""
    assert has_fonts()


def test_without_any_font_folder_the_package_has_one():
    """A process of its own, whose PDFium looks nowhere before the package's font is provided."""
    code = (
        "from pypdfium2 import raw; from pipeline.readers import pdf_bare as bare\n"
        "import ctypes\n"
        "none = (ctypes.POINTER(ctypes.c_char) * 2)(ctypes.cast(ctypes.create_string_buffer(b'/nowhere'),"
        " ctypes.POINTER(ctypes.c_char)))\n"
        "settings = raw.FPDF_LIBRARY_CONFIG(version=2)\n"
        "settings.m_pUserFontPaths = ctypes.cast(none, type(settings.m_pUserFontPaths))\n"
        "raw.FPDF_DestroyLibrary(); raw.FPDF_InitLibraryWithConfig(settings)\n"
        "before = bare.has_fonts(); bare.FOLDERS = (); bare.provide_fonts(); print(before, bare.has_fonts())"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert run.stdout.split() == ["False", "True"], run.stderr


def test_the_stored_font_is_the_one_drawn_here():
    assert STORED.read_bytes() == draw_squares()
