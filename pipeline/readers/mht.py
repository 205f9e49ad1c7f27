"""Web pages saved in one file (MHT), and mails: the page, its pictures beside it."""

from __future__ import annotations

from collections.abc import Iterator
from email import message_from_bytes
from email.message import Message
from typing import Final

from pipeline.document import Issue, Page
from pipeline.errors import UnreadableFile
from pipeline.readers.html import html_text, read_markup
from pipeline.readers.pictures import Pictures
from pipeline.readers.recognise import OcrMode, Recogniser
from pipeline.readers.text import read_text

_MOST_PARTS: Final = 10_000


def read_mht(source: bytes, recogniser: Recogniser | None, ocr: OcrMode) -> Iterator[Page | Issue]:
    """The page as of any other web page, its pictures read where they are in the file. Other parts are left out.

    Raises UnreadableFile where no part is a page or a text.
    """
    parts = [part for _, part in zip(range(_MOST_PARTS), message_from_bytes(source).walk(), strict=False)]
    pages = [part for part in parts if part.get_content_type() in ("text/html", "application/xhtml+xml")]
    if pages:
        pictures = Pictures(recogniser, ocr, {name: _content(part) for part in parts for name in _names(part)})
        yield from read_markup(html_text(_content(pages[0])), pictures)
        return
    texts = [part for part in parts if part.get_content_type() == "text/plain"]
    if not texts or not _content(texts[0]).strip():
        raise UnreadableFile("the web archive holds no page; save it again from the browser")
    yield from read_text(_content(texts[0]), recogniser, ocr)


def _content(part: Message) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _names(part: Message) -> Iterator[str]:
    """The addresses by which the page may call a picture."""
    if part.get_content_maintype() == "image":
        if part["Content-Location"]:
            yield str(part["Content-Location"]).strip()
        if part["Content-ID"]:
            yield "cid:" + str(part["Content-ID"]).strip().strip("<>")
