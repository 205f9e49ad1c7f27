"""Files inside a PDF: of a portfolio, whose only page says that it is one, or beside the pages."""

from __future__ import annotations

from typing import Final

import pypdfium2 as pdfium

from pipeline.document import Issue

_NAMED: Final = 3  # files that are named


def attached_files(document: pdfium.PdfDocument) -> Issue | None:
    """What a PDF carries inside and its pages do not show; a run reads each as a document. None without any."""
    count = document.count_attachments()
    if count <= 0:
        return None
    names = [document.get_attachment(index).get_name() or "without a name" for index in range(min(count, _NAMED))]
    told = ", ".join(names) + (f" and {count - _NAMED} more" if count > _NAMED else "")
    files = "a file" if count == 1 else f"{count} files"
    return Issue("read", None, f"the PDF carries {files} inside ({told}): documents of their own", loses=False)
