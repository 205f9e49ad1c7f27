"""Pictures of pages: PNG, JPEG, TIFF with several pages. All of their text comes by OCR."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from typing import TYPE_CHECKING

from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

from pipeline.document import Issue, Page
from pipeline.errors import RecognitionFailed, UnreadableFile
from pipeline.readers.page_range import PageRange
from pipeline.readers.pixels import MOST_PIXELS, OCR_DPI
from pipeline.readers.recognise import OcrMode, Recogniser

if TYPE_CHECKING:
    from pipeline.readers.recognise import Picture

_POINTS = 72
_MOST_SCALED_UP = 2.0
_MOST_UNEQUAL = 3.0  # times more dots one way than the other
_FAX_WIDTHS = (1728, 2048, 2432)  # dots of a line: A4, B4, A3
_FAX_DPI = (204.0, 98.0)  # lines of the usual, coarse kind
_SEEN = 40  # opacity of 255
_PALE_INK = 200  # of 255: white letters on a see-through ground
_DARK_PAPER = 64  # of 255: half the page is darker: a negative
_LIKELY_DPI = 150  # of a picture that does not say
_PAPER_SIDE = (
    400,
    1300,
)  # points; A5 to A2. A page that claims to be smaller or larger misstates its resolution
# What Pillow raises on damaged pictures; its own UnidentifiedImageError is an OSError.
_DAMAGED = (OSError, SyntaxError, ValueError, TypeError, LookupError, OverflowError, EOFError, struct.error)
_SMALLER = "scan at 300 dpi or less, or cut it into pages"
_NEVER = "a picture has text only by OCR and --ocr never was given; use --ocr auto"


def read_image(
    source: bytes, recogniser: Recogniser | None, ocr: OcrMode, wanted: PageRange | None = None
) -> Iterator[Page | Issue]:
    """The pages of a picture file, those that are wanted; what a page lost follows it as an Issue.

    Raises UnreadableFile if the first page is damaged or has more pixels than is safe to decode.
    """
    from pipeline.readers.scan import read_scan

    if recogniser is None or ocr == "never":
        yield Page(number=1, lines=(), origin="ocr")
        yield Issue(
            "ocr",
            1,
            _NEVER if ocr == "never" else "a picture needs OCR, but no engine was given",
        )
        return
    number = 0
    try:
        for number, (picture, size) in enumerate(_pictures(source), start=1):
            if wanted is not None and number not in wanted:
                continue
            try:
                yield read_scan(picture, number, size, recogniser)
            except RecognitionFailed as error:
                yield Page(number=number, lines=(), width=size[0], height=size[1], origin="ocr")
                yield Issue("ocr", number, f"page {number} could not be read by OCR: {error}")
    except UnreadableFile as error:
        if not number:
            raise
        yield Issue("read", number + 1, f"page {number + 1} and those after it are lost: {error}")


def count_frames(source: bytes) -> int:
    """The pages of a picture file. Raises UnreadableFile."""
    try:
        with Image.open(io.BytesIO(source)) as file:
            return int(getattr(file, "n_frames", 1))
    except (*_DAMAGED, Image.DecompressionBombError) as error:
        raise UnreadableFile(f"the picture is damaged: {_reason(error)}; scan or fetch it again") from error


def _pictures(source: bytes) -> Iterator[tuple[Picture, tuple[float, float]]]:
    """Every page as pixels, turned as the file says, at the resolution OCR needs, with its size in points."""
    import numpy as np

    try:
        with Image.open(io.BytesIO(source)) as file:
            for frame in ImageSequence.Iterator(file):
                _check_size(frame)
                across, down = _resolution(frame)
                page = on_paper(ImageOps.exif_transpose(frame))
                if page.size != frame.size:  # turned by a quarter: so are its resolutions
                    across, down = down, across
                size = page.width / across * _POINTS, page.height / down * _POINTS
                scales = [min(OCR_DPI / dpi, _MOST_SCALED_UP) for dpi in (across, down)]
                if not 0.9 < scales[0] / scales[1] < 1.1:
                    scales = [OCR_DPI / across, OCR_DPI / down]  # the same on both sides, or letters are squashed
                if not all(0.9 < scale < 1.1 for scale in scales):
                    way = Image.Resampling.BOX if max(scales) < 1 else Image.Resampling.BICUBIC
                    wanted = max(round(page.width * scales[0]), 1), max(round(page.height * scales[1]), 1)
                    page = page.resize(wanted, way)
                yield np.ascontiguousarray(np.asarray(page)[:, :, ::-1]), size
    except Image.DecompressionBombError as error:
        raise UnreadableFile(f"the picture has more pixels than the limit of {MOST_PIXELS:,}; {_SMALLER}") from error
    except _DAMAGED as error:
        raise UnreadableFile(f"the picture is damaged: {_reason(error)}; scan or fetch it again") from error


def on_paper(picture: Image.Image) -> Image.Image:
    """A picture of any mode as RGB, dark on white: what is see-through lies on paper, 16 bits become 8, a negative is turned.

    >>> ink = Image.new("LA", (9, 9), (0, 0))
    >>> on_paper(ink).getpixel((0, 0)), on_paper(Image.new("I;16", (9, 9), 65535)).getpixel((0, 0))
    ((255, 255, 255), (255, 255, 255))
    """
    import numpy as np

    if picture.mode.startswith(("I", "F")):
        deep = np.asarray(picture).astype(np.float64)
        whole = 65535.0 if deep.max() > 255 else max(float(deep.max()), 1.0)
        picture = Image.fromarray((deep.clip(0, whole) / whole * 255).astype(np.uint8))
    if picture.mode in ("RGBA", "LA", "PA", "La", "RGBa") or "transparency" in picture.info:
        layer = picture.convert("RGBA")
        seen = np.asarray(layer)[np.asarray(layer)[:, :, 3] > _SEEN]
        pale = seen.size and float(seen[:, :3].mean()) > _PALE_INK and len(seen) < layer.width * layer.height / 2
        picture = Image.alpha_composite(Image.new("RGBA", layer.size, "black" if pale else "white"), layer)
    flat = picture.convert("RGB")
    if float(np.median(np.asarray(flat.convert("L").resize((64, 64))))) < _DARK_PAPER:
        flat = ImageOps.invert(flat)
    return flat


def _reason(error: Exception) -> str:
    """Pillow's own words, save where they hold an address in memory, which says nothing and differs in every run."""
    return "it has the mark of a picture and none inside" if isinstance(error, UnidentifiedImageError) else str(error)


def _check_size(frame: Image.Image) -> None:
    """Refuse a picture by the size in its header, before a pixel is decoded."""
    pixels = frame.width * frame.height
    if pixels > MOST_PIXELS:
        raise UnreadableFile(
            f"the picture has {frame.width} × {frame.height} pixels, over the limit of {MOST_PIXELS:,}; {_SMALLER}"
        )


def _resolution(frame: Image.Image) -> tuple[float, float]:
    """Dots per inch across and down as the file says, where the paper would then have a likely size; else likely ones.

    A fax has 204 × 98 or 204 × 196 dots per inch, whether it says so or not.
    """
    stated = tuple(float(dpi or 0) for dpi in frame.info.get("dpi", (0, 0))[:2])
    if len(stated) == 2 and min(stated) > 0 and max(stated) / min(stated) < _MOST_UNEQUAL:
        longest = max(frame.width / stated[0], frame.height / stated[1]) * _POINTS
        if _PAPER_SIDE[0] <= longest <= _PAPER_SIDE[1]:
            return stated[0], stated[1]
    if frame.mode == "1" and frame.width in _FAX_WIDTHS and frame.height < frame.width:
        return _FAX_DPI
    longest = max(frame.size)
    likely = longest / 842 * _POINTS if longest >= 1000 else _LIKELY_DPI  # as if the longer side were that of A4
    return likely, likely
