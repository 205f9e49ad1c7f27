"""Pictures inside office files and web pages: pasted scans go through OCR, seals and logos do not."""

from __future__ import annotations

import base64
import binascii
import io
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from typing import Final
from urllib.parse import unquote_to_bytes

from pipeline.document import Issue, Line, Page
from pipeline.errors import PipelineError
from pipeline.readers.image import read_image
from pipeline.readers.recognise import OcrMode, Recogniser

MOST: Final = 500
_LEAST_PIXELS = 400 * 300  # a smaller one is a seal, a logo, a code to be photographed
_SIDE = 250  # pixels or points of either side of a picture on a page that may be a table
_MARKS: Final = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\0", b"MM\0*", b"GIF8", b"BM")
_DATA = re.compile(r"data:image/[\w.+-]+(?:;[\w=-]+)*?(;base64)?,", re.IGNORECASE)
_LENGTH = re.compile(r"\s*(\d{2,5})(?:\.\d+)?\s*(?:px|pt)?\s*")
_IN_STYLE = re.compile(r"(?<![-\w])(width|height)\s*:\s*(\d{2,5})(?:\.\d+)?\s*(?:px|pt)", re.IGNORECASE)


class Pictures:
    """Collects the pictures of a document in their order, and reads those that may hold a page."""

    def __init__(self, recogniser: Recogniser | None, ocr: OcrMode, beside: Mapping[str, bytes] | None = None) -> None:
        self._beside = beside or {}  # by their addresses
        self._recogniser = recogniser
        self._ocr = ocr
        self._found: list[bytes] = []

    def add(self, picture: bytes) -> None:
        """A picture, once."""
        if (
            picture.startswith(_MARKS)
            and len(self._found) < MOST
            and picture not in self._found
            and _may_be_page(picture)
        ):
            self._found.append(picture)

    def add_address(self, address: str) -> bool:
        """A picture by its address; whether it is in the file: beside the page, or in the address (data:image/png;base64,…)."""
        if address in self._beside:
            self.add(self._beside[address])
            return True
        match = _DATA.match(address)
        if match:
            body = address[match.end() :]
            with suppress(binascii.Error, ValueError):
                self.add(base64.b64decode(body, validate=False) if match[1] else unquote_to_bytes(body))
        return match is not None

    @staticmethod
    def is_large(attributes: Mapping[str, str | None]) -> bool:
        """Whether a page shows a picture so large that it may be a table.

        >>> Pictures.is_large({"width": "750", "height": "843"}), Pictures.is_large({"style": "width:32px;height:32px"})
        (True, False)
        """
        sides = {name: attributes.get(name) or "" for name in ("width", "height")}
        sides |= {name.lower(): length for name, length in _IN_STYLE.findall(attributes.get("style") or "")}
        lengths = [_LENGTH.fullmatch(side) for side in sides.values()]
        return all(length is not None and int(length[1]) >= _SIDE for length in lengths)

    def read(self, first: int) -> Iterator[Page | Issue]:
        """The pages of the pictures, numbered from `first` on."""
        number = first
        for picture in self._found:
            try:
                for found in read_image(picture, self._recogniser, self._ocr):
                    if isinstance(found, Page):
                        yield _numbered(found, number)
                        number += 1
                    else:
                        yield replace(found, page=number)
            except PipelineError as error:
                yield Issue("ocr", number, f"a picture of the document was not read: {error}")


def _numbered(page: Page, number: int) -> Page:
    lines: tuple[Line, ...] = tuple(replace(line, page=number) for line in page.lines)
    return replace(page, number=number, lines=lines)


def _may_be_page(picture: bytes) -> bool:
    from PIL import Image

    try:
        with Image.open(io.BytesIO(picture)) as opened:
            width, height = opened.size
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return False
    return bool(width * height >= _LEAST_PIXELS)
