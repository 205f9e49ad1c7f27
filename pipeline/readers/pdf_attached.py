"""Files inside a PDF: of a portfolio, whose only page says that it is one, or beside the pages."""

from __future__ import annotations

from pathlib import PurePath
from typing import Final

import pypdfium2 as pdfium

from pipeline.document import Issue
from pipeline.readers import media_types as kinds
from pipeline.readers.sniff import media_type

_NAMED: Final = 3  # files that are named
# What people attach reports as; not the data of an invoice, a signature, the settings of a printer.
_ENDINGS: Final = frozenset(
    {".pdf", ".doc", ".docx", ".wps", ".xls", ".xlsx", ".et", ".ods", ".odt", ".ofd", ".zip", ".rar", ".7z", ".rtf", ".htm"}
    | {".html", ".jpg", ".jpeg", ".png", ".tif", ".tiff"}
)  # fmt: skip
_DOCUMENTS: Final = frozenset(
    {kinds.PDF, kinds.DOC, kinds.DOCX, kinds.XLS, kinds.XLSX, kinds.OFD, kinds.ZIP, kinds.COMPOUND}
)


def attached_files(document: pdfium.PdfDocument) -> Issue | None:
    """What a PDF carries inside and its pages do not show; it loses where documents are among it. None without any."""
    count = document.count_attachments()
    if count <= 0:
        return None
    names: list[str] = []
    documents = 0
    for index in range(count):
        attachment = document.get_attachment(index)
        names.append(attachment.get_name() or "without a name")
        documents += _is_document(attachment, names[-1])
    told = ", ".join(names[:_NAMED]) + (f" and {count - _NAMED} more" if count > _NAMED else "")
    files = "a file" if count == 1 else f"{count} files"
    return Issue(
        "read", None, f"the PDF carries {files} inside ({told}); save them from a PDF reader and give them as well",
        loses=documents > 0,
    )  # fmt: skip


def _is_document(attachment: pdfium.PdfAttachment, name: str) -> bool:
    """By its name, else by its bytes: some programs name attachments by numbers."""
    ending = PurePath(name).suffix.lower()
    if ending:
        return ending in _ENDINGS
    try:
        return media_type(bytes(attachment.get_data())) in _DOCUMENTS
    except pdfium.PdfiumError:
        return True  # it cannot be had: it may be anything
