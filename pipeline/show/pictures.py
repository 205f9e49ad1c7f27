"""Pictures of pages as the reader saw them, upright, small enough to stand inside a page for the browser."""

from __future__ import annotations

import base64
import io
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from pipeline.document import Page
from pipeline.errors import UnreadableFile

if TYPE_CHECKING:
    from PIL.Image import Image

    from pipeline.readers.recognise import Picture

_WIDTH: Final = 1100  # pixels; figures of a landscape table stay readable
_QUALITY: Final = 72  # WebP, 0–100


def pictures_of(source: bytes, media_type: str, pages: Sequence[Page]) -> dict[int, str]:
    """Page number → data URI; a text file, or a page that cannot be drawn, has none."""
    drawn = {
        "application/pdf": _of_pdf,
        "image/png": _of_picture,
        "image/jpeg": _of_picture,
        "image/tiff": _of_picture,
    }.get(media_type)
    return {number: _data_uri(picture) for number, picture in drawn(source, pages)} if drawn and pages else {}


def _of_pdf(source: bytes, pages: Sequence[Page]) -> Iterator[tuple[int, Image]]:
    import pypdfium2 as pdfium
    from PIL import Image

    from pipeline.readers.pdf_glyphs import quarter_turns
    from pipeline.readers.pdf_paths import page_objects
    from pipeline.readers.pdf_picture import render
    from pipeline.readers.pdf_space import page_space

    with pdfium.PdfDocument(source) as document:
        for page in pages:
            stored = document[page.number - 1]
            space = page_space(stored)
            space = space.turned(quarter_turns(stored.get_textpage(), space.turns))
            try:
                pixels = render(stored, list(page_objects(stored)), space)
            except UnreadableFile:  # a picture too large to decode: the tables are shown without it
                continue
            yield page.number, Image.fromarray(_upright(pixels, page)[:, :, ::-1])


def _of_picture(source: bytes, pages: Sequence[Page]) -> Iterator[tuple[int, Image]]:
    import numpy as np
    from PIL import Image, ImageOps, ImageSequence

    wanted = {page.number: page for page in pages}
    with Image.open(io.BytesIO(source)) as file:
        for number, frame in enumerate(ImageSequence.Iterator(file), start=1):
            if number in wanted:
                stored = _narrowed(ImageOps.exif_transpose(frame).convert("RGB"))
                yield number, Image.fromarray(_upright(np.asarray(stored), wanted[number]))


def _upright(pixels: Picture, page: Page) -> Picture:
    """The picture turned back by the page's skew, quarters first, as the reader did."""
    from pipeline.readers.upright import turn, turn_quarters

    back = round(-page.skew / 90) * 90 % 360
    return turn(turn_quarters(pixels, back) if back else pixels, (page.skew + back + 180) % 360 - 180)


def _narrowed(picture: Image) -> Image:
    if picture.width <= _WIDTH:
        return picture
    return picture.resize((_WIDTH, round(picture.height * _WIDTH / picture.width)))


def _data_uri(picture: Image) -> str:
    written = io.BytesIO()
    _narrowed(picture).save(written, "WEBP", quality=_QUALITY)
    return "data:image/webp;base64," + base64.b64encode(written.getvalue()).decode("ascii")
