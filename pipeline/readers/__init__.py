"""Files to pages. A new format is one file of this folder and one entry in `READERS`."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pipeline.document import OUT_OF_TIME, Document, Issue, Page
from pipeline.errors import UnknownFormat, UnreachableFile, UnreadableFile
from pipeline.readers import media_types as kinds
from pipeline.readers.columns import parted
from pipeline.readers.csv_text import read_csv
from pipeline.readers.docx import read_docx
from pipeline.readers.html import read_html
from pipeline.readers.image import count_frames, read_image
from pipeline.readers.libreoffice import read_binary_excel, read_old_word
from pipeline.readers.markdown import read_markdown
from pipeline.readers.mht import read_mht
from pipeline.readers.ods import read_ods
from pipeline.readers.ofd import read_ofd
from pipeline.readers.page_range import PageRange
from pipeline.readers.pdf import count_pdf_pages, read_pdf
from pipeline.readers.recognise import OcrMode, Recogniser
from pipeline.readers.sniff import media_type
from pipeline.readers.text import read_text
from pipeline.readers.xls import read_xls
from pipeline.readers.xlsx import read_xlsx


@dataclass(frozen=True, slots=True)
class Format:
    """A format: what `sniff` calls it, and who reads it."""

    media_type: str
    read: Callable[
        ..., Iterator[Page | Issue]
    ]  # (bytes, Recogniser | None, OcrMode), and where `pagewise` PageRange | None
    pagewise: bool = False  # reads the wanted pages alone; the others are read whole, in no time
    count: Callable[[bytes], int] | None = None  # its pages, without reading them; raises UnreadableFile


READERS: tuple[Format, ...] = (
    Format("image/png", read_image, pagewise=True),
    Format("image/jpeg", read_image, pagewise=True),
    Format("image/tiff", read_image, pagewise=True, count=count_frames),
    Format("image/gif", read_image, pagewise=True),
    Format("image/bmp", read_image, pagewise=True),
    Format("image/webp", read_image, pagewise=True),
    Format(kinds.PDF, read_pdf, pagewise=True, count=count_pdf_pages),
    Format(kinds.XLSX, read_xlsx),
    Format(kinds.XLS, read_xls),
    Format(kinds.ODS, read_ods),
    Format(kinds.CSV, read_csv),
    Format(kinds.DOCX, read_docx),
    Format(kinds.HTML, read_html),
    Format(kinds.MHTML, read_mht),
    Format(kinds.MARKDOWN, read_markdown),
    Format(kinds.OFD, read_ofd),
    Format(kinds.DOC, read_old_word),
    Format(kinds.RTF, read_old_word),
    Format(kinds.ODT, read_old_word),
    Format(kinds.TEXT_XML, read_old_word),
    Format(kinds.XLSB, read_binary_excel),
    Format(kinds.SHEET_XML, read_binary_excel),
    Format(kinds.PLAIN, read_text),
)

_UNREAD: Final = (
    "there was no time for the pages after {page}; run again, which goes on from there where pages are pictures, "
    "or give it more with --timeout"
)
_AS_PDF = "save it as PDF"
_AS_PNG = "save it as PNG"
_UNPACK = "pipeline extract reads what is in it"
# What is known and has no reader: what it is, what to do.
_NOT_READ: Final = {
    kinds.PPTX: ("a presentation", _AS_PDF),
    kinds.PPT: ("a presentation", _AS_PDF),
    kinds.LOCKED: ("an office file under a password", "remove the password and save it as PDF"),
    kinds.COMPOUND: ("an office file of the old kind, damaged or of another program", _AS_PDF),
    kinds.MSG: ("an Outlook message", "save what is attached to it"),
    kinds.XML: ("an XML file", "open it in the program that wrote it and save it as PDF"),
    kinds.JSON: ("a JSON file", "give the reports themselves"),
    kinds.HTTP: ("an answer of a web server", "cut off what stands before its first empty line"),
    kinds.ZIP: ("a ZIP archive", _UNPACK),
    kinds.TAR: ("a TAR archive", _UNPACK),
    kinds.WARC: ("a WARC archive of a web crawl", _UNPACK),
    "application/vnd.rar": ("a RAR archive", _UNPACK),
    "application/x-7z-compressed": ("a 7-Zip archive", _UNPACK),
    "application/vnd.ms-cab-compressed": ("a CAB archive", _UNPACK),
    "application/gzip": ("a gzip file", _UNPACK),
    "application/x-bzip2": ("a bzip2 file", _UNPACK),
    "application/x-xz": ("an xz file", _UNPACK),
    "application/zstd": ("a Zstandard file", _UNPACK),
    "image/heic": ("an HEIC picture", _AS_PNG),
    "image/jp2": ("a JPEG 2000 picture", _AS_PNG),
    "image/vnd.djvu": ("a DjVu document", _AS_PDF),
    "application/x-ceb": ("an Apabi CEB document", _AS_PDF),
}


def read_document(
    path: Path,
    recogniser: Recogniser | None = None,
    ocr: OcrMode = "auto",
    wanted: PageRange | None = None,
    go_on: Callable[[Page], bool] = lambda page: True,
) -> Document:
    """The pages of a file, as printed; the type is told by the bytes, never by the name.

    `recogniser` is asked only for pages that need it; without one such pages come back empty with an Issue. Only the pages
    that are `wanted` are read (None: all). `go_on` is asked after every page: where it says no, the pages up to there are
    the document, with an Issue of the stage OUT_OF_TIME.
    Raises UnreadableFile, or UnknownFormat, with what was wrong and what to do.
    """
    source = _read_bytes(path)
    form = format_of(source)
    pages: list[Page] = []
    issues: list[Issue] = []
    for found in form.read(source, recogniser, ocr, *((wanted,) if form.pagewise else ())):
        number = found.number if isinstance(found, Page) else found.page
        if wanted is not None and number is not None and number not in wanted:
            continue
        if not isinstance(found, Page):
            issues.append(found)
            continue
        pages += parted(found)
        if not go_on(found):
            issues.append(Issue(OUT_OF_TIME, found.number + 1, _UNREAD.format(page=found.number)))
            break
    if not any(page.printed_lines for page in pages):
        raise UnreadableFile(_without_text(issues, wanted))
    doc_id = hashlib.sha256(source).hexdigest()
    return Document(doc_id, str(path), form.media_type, pages=tuple(pages), issues=tuple(issues))


def count_pages(path: Path) -> int:
    """How many pages a file has that is read page by page; 1 for all others. Raises what `read_document` does."""
    source = _read_bytes(path)
    count = format_of(source).count
    return count(source) if count else 1


def format_of(source: bytes) -> Format:
    """The format of these bytes. Raises UnknownFormat, with what to do, if no reader takes them.

    >>> format_of(b"%PDF-1.7 ...").media_type, format_of("2023年度部门决算".encode("gb18030")).media_type
    ('application/pdf', 'text/plain')
    """
    kind = media_type(source)
    for form in READERS:
        if form.media_type == kind:
            return form
    if kind is None:
        known = ", ".join(form.media_type for form in READERS)
        raise UnknownFormat(f"no reader takes a file that begins with {source[:8].hex(' ')}; known are {known}")
    what, to_do = _NOT_READ.get(kind, (f"a file of the type {kind}", _AS_PDF))
    raise UnknownFormat(f"this is {what}; {to_do}")


def _read_bytes(path: Path) -> bytes:
    try:
        if not path.is_file():
            raise UnreachableFile("is no regular file" if path.exists() else "there is no such file")
        source = path.read_bytes()
    except PermissionError as error:
        raise UnreachableFile("no permission to read the file; change its mode or owner") from error
    except OSError as error:
        raise UnreachableFile(f"the file cannot be read: {error.strerror or error}") from error
    if not source.strip(b"\0 \t\r\n"):
        raise UnreadableFile("the file is empty" if not source else "the file holds only blanks")
    return source


def _without_text(issues: list[Issue], wanted: PageRange | None) -> str:
    if not issues:
        return "no text was found on " + ("any page" if wanted is None else f"the pages {wanted}")
    more = f" (and {len(issues) - 1} more)" if len(issues) > 1 else ""
    return f"no text was found: {issues[0].message}{more}"
