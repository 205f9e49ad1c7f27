"""Files to pages. A new format is one file of this folder and one entry in `READERS`."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.document import Document, Issue, Page
from pipeline.errors import UnknownFormat, UnreadableFile
from pipeline.readers.image import read_image, takes_jpeg, takes_png, takes_tiff
from pipeline.readers.pdf import read_pdf, takes_pdf
from pipeline.readers.recognise import OcrMode, Recogniser
from pipeline.readers.text import read_text, takes_text

_HEAD = 4096  # bytes that say what a file is


@dataclass(frozen=True, slots=True)
class Format:
    """A format: how its first bytes look, and who reads it."""

    media_type: str
    takes: Callable[[bytes], bool]
    read: Callable[[bytes, Recogniser | None, OcrMode], Iterator[Page | Issue]]


READERS: tuple[Format, ...] = (
    Format("image/png", takes_png, read_image),
    Format("image/jpeg", takes_jpeg, read_image),
    Format("image/tiff", takes_tiff, read_image),
    Format("application/pdf", takes_pdf, read_pdf),
    Format("text/plain", takes_text, read_text),
)

# What is known by its first bytes but has no reader: a better message than "no text".
_NOT_READ = (
    (
        b"PK\x03\x04",
        "a ZIP archive, or a Word, Excel or OFD file, which are ones inside; save it as PDF or as text",
    ),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel file; save it as PDF or as text"),
    (b"{\\rtf", "a rich text file; save it as PDF or as plain text"),
    (b"Rar!", "a RAR archive; unpack it first"),
    (b"7z\xbc\xaf", "a 7-Zip archive; unpack it first"),
    (b"\x1f\x8b", "a gzip archive; unpack it first"),
    (b"GIF8", "a GIF picture; save it as PNG"),
    (b"BM", "a bitmap picture; save it as PNG"),
    (b"<!doctype html", "a web page; print it to PDF or save it as text"),
    (b"<html", "a web page; print it to PDF or save it as text"),
)


def read_document(path: Path, recogniser: Recogniser | None = None, ocr: OcrMode = "auto") -> Document:
    """The pages of a file, as printed; the type is told by the bytes, never by the name.

    `recogniser` is asked only for pages that need it; without one such pages come back empty with an Issue.
    Raises UnreadableFile, or UnknownFormat, with what was wrong and what to do.
    """
    source = _read_bytes(path)
    form = sniff(source)
    pages: list[Page] = []
    issues: list[Issue] = []
    for found in form.read(source, recogniser, ocr):
        if isinstance(found, Page):
            pages.append(found)
        else:
            issues.append(found)
    if not any(page.printed_lines for page in pages):
        raise UnreadableFile(_without_text(issues))
    doc_id = hashlib.sha256(source).hexdigest()
    return Document(doc_id, str(path), form.media_type, pages=tuple(pages), issues=tuple(issues))


def sniff(source: bytes) -> Format:
    """The format of these bytes. Raises UnknownFormat if no reader takes them.

    >>> sniff(b"%PDF-1.7 ...").media_type, sniff("2023年度部门决算".encode("gb18030")).media_type
    ('application/pdf', 'text/plain')
    """
    head = source[:_HEAD]
    for mark, what in _NOT_READ:
        if head.lstrip()[: len(mark)].lower() == mark.lower() and not takes_pdf(head):
            raise UnknownFormat(f"this is {what}")
    for form in READERS:
        if form.takes(head):
            return form
    known = ", ".join(form.media_type for form in READERS)
    raise UnknownFormat(f"no reader takes a file that begins with {head[:8].hex(' ')}; known are {known}")


def _read_bytes(path: Path) -> bytes:
    try:
        if not path.is_file():
            raise UnreadableFile("is no regular file" if path.exists() else "there is no such file")
        source = path.read_bytes()
    except PermissionError as error:
        raise UnreadableFile("no permission to read the file; change its mode or owner") from error
    except OSError as error:
        raise UnreadableFile(f"the file cannot be read: {error.strerror or error}") from error
    if not source.strip(b"\0 \t\r\n"):
        raise UnreadableFile("the file is empty" if not source else "the file holds only blanks")
    return source


def _without_text(issues: list[Issue]) -> str:
    if not issues:
        return "no text was found on any page"
    more = f" (and {len(issues) - 1} more)" if len(issues) > 1 else ""
    return f"no text was found: {issues[0].message}{more}"
