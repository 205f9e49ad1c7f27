"""Picture files: several pages, resolution, orientation kept by the camera."""

import io

import pytest
from PIL import Image

from pipeline.document import Issue, Page
from pipeline.errors import UnreadableFile
from pipeline.readers.image import read_image
from pipeline.readers.recognise import Reading
from tests.readers.conftest import FakeRecogniser

READING = Reading("合计", (10.0, 10.0, 60.0, 40.0), 0.95)


def saved(*pages: Image.Image, form: str, **settings: object) -> bytes:
    written = io.BytesIO()
    pages[0].save(written, form, save_all=len(pages) > 1, append_images=list(pages[1:]), **settings)
    return written.getvalue()


def pages_of(source: bytes, engine: FakeRecogniser) -> list[Page]:
    pages = list(read_image(source, engine, "auto"))
    assert all(isinstance(page, Page) for page in pages)
    return pages


@pytest.mark.parametrize("mode", ["1", "L", "RGB", "P", "CMYK"])
def test_every_page_of_a_tiff_whatever_its_colours(mode):
    blank = [Image.new("L", (600, 400), 255).convert(mode) for _ in range(3)]
    pages = pages_of(saved(*blank, form="TIFF", dpi=(100, 100)), FakeRecogniser(READING))
    assert [(page.number, page.width, page.height) for page in pages] == [(1, 432, 288), (2, 432, 288), (3, 432, 288)]


def test_a_finer_picture_is_scaled_to_what_ocr_needs():
    engine = FakeRecogniser(READING)
    (page,) = pages_of(saved(Image.new("L", (2480, 3508), 255), form="PNG", dpi=(300, 300)), engine)
    assert engine.seen == [(1754, 1240)]
    assert (page.width, page.height) == pytest.approx((595.2, 841.9), abs=0.1)


@pytest.mark.parametrize("stated", [{}, {"dpi": (1, 1)}, {"dpi": (2400, 2400)}])
def test_a_resolution_that_cannot_be_is_taken_from_the_size_of_paper(stated):
    (page,) = pages_of(saved(Image.new("L", (1240, 1754), 255), form="PNG", **stated), FakeRecogniser(READING))
    assert (page.width, page.height) == pytest.approx((595.3, 842), abs=0.1)


def test_a_photograph_is_turned_as_the_camera_says():
    exif = Image.Exif()
    exif[0x0112] = 6  # stored on its left side
    engine = FakeRecogniser(READING)
    pages_of(saved(Image.new("RGB", (1000, 700), "white"), form="JPEG", dpi=(150, 150), exif=exif), engine)
    assert engine.seen == [(1000, 700)]


def test_a_coarse_picture_is_scaled_up():
    """At 100 dpi letters in tight rows run together; twice the size is as far as it goes."""
    engine = FakeRecogniser(READING)
    pages_of(saved(Image.new("L", (826, 1168), 255), form="PNG", dpi=(100, 100)), engine)
    pages_of(saved(Image.new("L", (400, 500), 255), form="PNG", dpi=(50, 50)), engine)
    assert engine.seen == [(1752, 1239), (1000, 800)]


@pytest.mark.filterwarnings("ignore:Corrupt EXIF data")
def test_the_mark_of_a_picture_without_one_is_told_the_same_way_in_every_run():
    with pytest.raises(UnreadableFile) as refused:
        pages_of(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8, FakeRecogniser(READING))
    assert str(refused.value) == (
        "the picture is damaged: it has the mark of a picture and none inside; scan or fetch it again"
    )


def test_a_tiff_damaged_after_its_first_page_keeps_that_page():
    whole = saved(Image.new("L", (600, 400), 255), Image.new("L", (600, 400), 0), form="TIFF", compression="tiff_lzw")
    found = list(read_image(whole[: len(whole) * 2 // 3], FakeRecogniser(READING), "auto"))
    assert [type(one) for one in found] == [Page, Issue]
    assert (found[0].number, found[1].stage, found[1].page) == (1, "read", 2)
    assert found[1].message.startswith("page 2 and those after it are lost: the picture is damaged")
