"""Pictures of pages: as the reader saw them, upright and small."""

from __future__ import annotations

import base64
import io

import numpy as np
import pytest
from PIL import Image, ImageDraw

from pipeline.document import Page
from pipeline.show.pictures import pictures_of


def drawn(uri: str) -> np.ndarray:
    kind, _, data = uri.partition(",")
    assert kind == "data:image/webp;base64"
    with Image.open(io.BytesIO(base64.b64decode(data))) as picture:
        return np.asarray(picture.convert("L")).astype(int)


def dark(pixels: np.ndarray) -> tuple[float, float]:
    """Middle of what is dark, in fractions of width and height."""
    ys, xs = np.nonzero(pixels < 100)
    return float(xs.mean() / pixels.shape[1]), float(ys.mean() / pixels.shape[0])


@pytest.fixture
def stored():
    """A page of 1,500 × 2,000 pixels with a black square near its top left."""
    picture = Image.new("RGB", (1500, 2000), "white")
    ImageDraw.Draw(picture).rectangle((150, 200, 300, 400), fill="black")
    return picture


def as_file(form: str, *pictures: Image.Image) -> bytes:
    written = io.BytesIO()
    more = {"save_all": True, "append_images": pictures[1:]} if len(pictures) > 1 else {}
    pictures[0].save(written, form, **more)
    return written.getvalue()


def test_a_picture_is_made_small(stored):
    pixels = drawn(pictures_of(as_file("PNG", stored), "image/png", [Page(1, ())])[1])
    assert pixels.shape == (1467, 1100)
    assert dark(pixels) == pytest.approx((0.15, 0.15), abs=0.005)


def test_only_the_pages_asked_for(stored):
    other = stored.rotate(180)
    found = pictures_of(as_file("TIFF", stored, other), "image/tiff", [Page(2, ())])
    assert list(found) == [2]
    assert dark(drawn(found[2])) == pytest.approx((0.85, 0.85), abs=0.005)


@pytest.mark.parametrize(("quarter", "skew"), [(90, -90.0), (180, 180.0), (270, 90.0)])
def test_a_page_that_was_stored_on_its_side_is_upright(stored, quarter, skew):
    """Stored turned; `Page.skew` is by how many degrees clockwise. Pillow turns against the clock."""
    turned = stored.rotate(quarter, expand=True)
    found = pictures_of(as_file("PNG", turned), "image/png", [Page(1, (), skew=skew)])
    assert dark(drawn(found[1])) == pytest.approx((0.15, 0.15), abs=0.01)


def test_a_skewed_page_is_turned_back(stored):
    turned = stored.rotate(-2, fillcolor="white")  # clockwise by 2 degrees about the middle
    found = pictures_of(as_file("PNG", turned), "image/png", [Page(1, (), skew=2.0)])
    assert dark(drawn(found[1])) == pytest.approx((0.15, 0.15), abs=0.005)


@pytest.mark.parametrize("rotate", [0, 90, 270])
def test_a_pdf_page_is_as_its_reader_saw_it(rotate):
    """Text in the upper half is there on the picture, whatever /Rotate says."""
    import pypdfium2 as pdfium
    from reportlab.pdfgen.canvas import Canvas

    written = io.BytesIO()
    canvas = Canvas(written, pagesize=(400, 600))
    for line in range(12):
        canvas.drawString(40, 560 - line * 20, "General public services 1,234.56 1,234.56")
    canvas.save()
    with pdfium.PdfDocument(written.getvalue()) as document:
        document[0].set_rotation(rotate)
        saved = io.BytesIO()
        document.save(saved)
    _, down = dark(drawn(pictures_of(saved.getvalue(), "application/pdf", [Page(1, ())])[1]))
    assert 0.1 < down < 0.4


def test_text_has_no_pictures():
    assert pictures_of("部门预算".encode(), "text/plain", [Page(1, ())]) == {}
