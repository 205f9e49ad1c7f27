"""Files attached to a PDF: a portfolio's members, tables beside a report."""

from __future__ import annotations

from pathlib import Path, PurePath
from typing import Final

from pipeline.errors import UnreadableFile
from pipeline.readers import media_types as kinds
from pipeline.readers.sniff import media_type

MOST: Final = 1000
# What people attach reports as; not the data of an invoice, a signature, the settings of a printer.
_ENDINGS: Final = frozenset(
    {".pdf", ".doc", ".docx", ".wps", ".xls", ".xlsx", ".et", ".ods", ".odt", ".ofd", ".zip", ".rar", ".7z", ".rtf", ".htm"}
    | {".html", ".jpg", ".jpeg", ".png", ".tif", ".tiff", ".txt", ".csv"}
)  # fmt: skip
_DATA: Final = (kinds.XML, kinds.JSON)
_MARK: Final = b"/EmbeddedFile"  # the stream of an attachment is never inside another one: its mark is in plain sight


def _may_be_report(content: bytes, name: str) -> bool:
    """By its name, else by its bytes: some programs name attachments by numbers."""
    ending = PurePath(name).suffix.lower()
    return ending in _ENDINGS if ending else media_type(content) not in (None, *_DATA)


def may_have_attachments(source: bytes) -> bool:
    """Whether a PDF names attached files."""
    return _MARK in source


def write_attachments(path: Path, folder: Path, most_bytes: int) -> None:
    """Write what is attached to a PDF into an empty folder: 1, 2 …, the name of each beside it as 1.name.

    Meant for a process of its own: PDFium crashes on some damaged files. Raises UnreadableFile.
    """
    import ctypes

    import pypdfium2
    from pypdfium2 import raw

    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        raise UnreadableFile(f"the PDF is damaged: {error}") from error
    left = most_bytes
    for n in range(min(document.count_attachments(), MOST)):
        try:
            attachment = document.get_attachment(n)
            size = ctypes.c_ulong(0)
            raw.FPDFAttachment_GetFile(attachment, None, 0, size)
            if size.value > left:
                continue
            content, name = bytes(attachment.get_data()), attachment.get_name()
            if not _may_be_report(content, name):  # a signature, the data of an invoice
                continue
        except pypdfium2.PdfiumError:
            continue
        left -= len(content)
        (folder / f"{n + 1}").write_bytes(content)
        (folder / f"{n + 1}.name").write_text(name, "utf-8", errors="replace")
