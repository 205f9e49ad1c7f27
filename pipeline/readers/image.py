"""Pictures of pages: PNG, JPEG, TIFF with several pages. All of their text comes by OCR."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from typing import TYPE_CHECKING

from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

from pipeline.document import Issue, Page
from pipeline.errors import RecognitionFailed, UnreadableFile
from pipeline.readers.pixels import MOST_PIXELS, OCR_DPI
from pipeline.readers.recognise import OcrMode, Recogniser

if TYPE_CHECKING:
    from pipeline.readers.recognise import Picture

_POINTS = 72
_MOST_SCALED_UP = 2.0
_LIKELY_DPI = 150  # of a picture that does not say
_PAPER_SIDE = (
    400,
    1300,
)  # points; A5 to A2. A page that claims to be smaller or larger misstates its resolution
# What Pillow raises on damaged pictures; its own UnidentifiedImageError is an OSError.
_DAMAGED = (OSError, SyntaxError, ValueError, TypeError, LookupError, OverflowError, EOFError, struct.error)
_SMALLER = "scan at 300 dpi or less, or cut it into pages"
_NEVER = "a picture has text only by OCR and --ocr never was given; use --ocr auto"


def read_image(source: bytes, recogniser: Recogniser | None, ocr: OcrMode) -> Iterator[Page | Issue]:
    """The pages of a picture file; what a page lost follows it as an Issue.

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
            try:
                yield read_scan(picture, number, size, recogniser)
            except RecognitionFailed as error:
                yield Page(number=number, lines=(), width=size[0], height=size[1], origin="ocr")
                yield Issue("ocr", number, f"page {number} could not be read by OCR: {error}")
    except UnreadableFile as error:
        if not number:
            raise
        yield Issue("read", number + 1, f"page {number + 1} and those after it are lost: {error}")


def _pictures(source: bytes) -> Iterator[tuple[Picture, tuple[float, float]]]:
    """Every page as pixels, turned as the file says, at the resolution OCR needs, with its size in points."""
    import numpy as np

    try:
        with Image.open(io.BytesIO(source)) as file:
            for frame in ImageSequence.Iterator(file):
                _check_size(frame)
                dpi = _resolution(frame)
                page = ImageOps.exif_transpose(frame).convert("RGB")
                size = page.width / dpi * _POINTS, page.height / dpi * _POINTS
                scale = min(OCR_DPI / dpi, _MOST_SCALED_UP)
                if not 0.9 < scale < 1.1:
                    way = Image.Resampling.BOX if scale < 1 else Image.Resampling.BICUBIC
                    page = page.resize((max(round(page.width * scale), 1), max(round(page.height * scale), 1)), way)
                yield np.ascontiguousarray(np.asarray(page)[:, :, ::-1]), size
    except Image.DecompressionBombError as error:
        raise UnreadableFile(f"the picture has more pixels than the limit of {MOST_PIXELS:,}; {_SMALLER}") from error
    except _DAMAGED as error:
        raise UnreadableFile(f"the picture is damaged: {_reason(error)}; scan or fetch it again") from error


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


def _resolution(frame: Image.Image) -> float:
    """Dots per inch as the file says, where the paper would then have a likely size; else a likely one."""
    stated = frame.info.get("dpi", (0, 0))[0]
    longest = max(frame.size)
    if stated and _PAPER_SIDE[0] <= longest / float(stated) * _POINTS <= _PAPER_SIDE[1]:
        return float(stated)
    likely = longest / 842 * _POINTS  # as if the longer side were that of A4
    return likely if longest >= 1000 else _LIKELY_DPI
