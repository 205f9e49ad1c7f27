"""Fonts whose map of characters swaps digits: found by the shapes of the digits, mended by what OCR reads."""

import io
from pathlib import Path

import matplotlib as mpl
import numpy as np
import pypdfium2 as pdfium
import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from pipeline.document import Issue, Page
from pipeline.readers.pdf import read_pdf
from pipeline.readers.pdf_fonts import may_show
from pipeline.readers.recognise import Reading
from tests.readers.conftest import FakeRecogniser

_DEJAVU = Path(mpl.get_data_path()) / "fonts/ttf"
_FIGURES = [f"{n * 1234.5678:,.2f}" for n in range(1, 15)]


def shape(digit: str, font: str) -> np.ndarray:
    """The ink of one digit, trimmed, 60 points high."""
    written = io.BytesIO()
    canvas = Canvas(written, pagesize=(80, 80), invariant=True)
    canvas.setFont(font, 60)
    canvas.drawString(15, 15, digit)
    canvas.save()
    ink = pdfium.PdfDocument(written.getvalue())[0].render(scale=1).to_numpy()[:, :, 0] < 150
    rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    return ink[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]


@pytest.mark.parametrize("font", ["Helvetica", "Helvetica-Bold", "Times-Roman", "Courier"])
def test_every_digit_may_show_itself(font):
    assert [digit for digit in "0123456789" if not may_show(shape(digit, font), digit)] == []


@pytest.mark.parametrize("font", ["Helvetica", "Times-Roman", "Courier"])
@pytest.mark.parametrize(("shown", "stored"), ["69", "96", "86", "38", "53", "25", "35", "52", "01"])
def test_no_digit_shows_another_of_a_different_shape(font, shown, stored):
    assert not may_show(shape(shown, font), stored)


def swapped(first: str, second: str) -> bytes:
    """A page of figures in a font of its own whose map to characters swaps two digits."""
    pdfmetrics.registerFont(TTFont("Sans", str(_DEJAVU / "DejaVuSans.ttf")))
    written = io.BytesIO()
    canvas = Canvas(written, pagesize=(595, 842), invariant=True, pageCompression=0)
    canvas.setFont("Sans", 10)
    for row, figure in enumerate(_FIGURES):
        canvas.drawString(100, 700 - 20 * row, figure)
    canvas.save()
    one, other = (f"<{ord(digit):04X}>".encode() for digit in (first, second))
    return written.getvalue().replace(one, b"<KEEP>").replace(other, one).replace(b"<KEEP>", other)


def reading(row: int, figure: str) -> Reading:
    scale = 150 / 72
    top = (842 - 700 + 20 * row - 10) * scale
    return Reading(figure, (95 * scale, top, 200 * scale, top + 13 * scale), 0.99)


def test_swapped_digits_are_read_as_they_are_shown():
    source = swapped("6", "9")
    engine = FakeRecogniser(*(reading(row, figure) for row, figure in enumerate(_FIGURES)))
    (page,) = read_pdf(source, engine, "auto")
    assert [line.text for line in page.lines] == _FIGURES
    page, issue = read_pdf(source, None, "never")
    assert isinstance(page, Page)
    assert [line.text for line in page.lines] != _FIGURES
    assert issue == Issue("read", 1, "page 1 shows other digits than its fonts store; use --ocr auto")


def test_an_honest_font_needs_no_ocr():
    engine = FakeRecogniser()
    (page,) = read_pdf(swapped("6", "6"), engine, "auto")
    assert ([line.text for line in page.lines], engine.seen) == (_FIGURES, [])
