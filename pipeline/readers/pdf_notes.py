"""What was typed onto a page: notes, form fields, stamps. They are drawn into the page, then read like its text."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2 as pdfium
from pypdfium2 import raw

from pipeline.document import Line
from pipeline.readers.pdf_space import PageSpace

_NO_PRINT = (raw.FPDF_ANNOT_LINK, raw.FPDF_ANNOT_POPUP, raw.FPDF_ANNOT_TEXT)  # a sticky note shows its icon alone
_UNSEEN_FLAGS = 0x02 | 0x20  # hidden, no view
_EMPTY = 4  # bytes: an empty string in UTF-16 with its end


def draw_notes(document: pdfium.PdfDocument, page: pdfium.PdfPage, index: int) -> pdfium.PdfPage:
    """The page with its notes and fields as part of its content; the same page where it has none.

    The page that was given is closed where another one comes back.
    """
    if not any(_is_typed(note) for note in _notes(page)):
        return page
    if raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY) != raw.FLATTEN_SUCCESS:
        return page
    page.close()
    return document[index]


@dataclass(frozen=True, slots=True)
class Note:
    """The words of a note or field and its box in user space."""

    words: str
    box: tuple[float, float, float, float]


def undrawn_notes(page: pdfium.PdfPage) -> list[Note]:
    """The notes and fields that the file keeps without their appearance: viewers draw them anew. Ask before `draw_notes`."""
    found = []
    for note in _notes(page):
        if not _is_typed(note) or raw.FPDFAnnot_GetAP(note, raw.FPDF_ANNOT_APPEARANCEMODE_NORMAL, None, 0) > _EMPTY:
            continue
        words = _string(note, b"V" if raw.FPDFAnnot_GetSubtype(note) == raw.FPDF_ANNOT_WIDGET else b"Contents")
        rect = raw.FS_RECTF()
        if words.strip() and raw.FPDFAnnot_GetRect(note, rect):
            found.append(Note(words, (rect.left, rect.bottom, rect.right, rect.top)))
    return found


def note_lines(notes: list[Note], space: PageSpace, number: int) -> list[Line]:
    """The words of notes as lines of page `number`, spread evenly over their boxes."""
    lines: list[Line] = []
    width, height = space.size
    for note in notes:
        words = [line.strip() for line in note.words.splitlines() if line.strip()]
        x0, y0, x1, y1 = space.upright_box(*note.box)
        step = (y1 - y0) / len(words)
        for at, text in enumerate(words):
            box = x0 / width, (y0 + at * step) / height, x1 / width, (y0 + (at + 1) * step) / height
            if min(box) >= 0 and max(box) <= 1:
                placed = round(box[0], 5), round(box[1], 5), round(box[2], 5), round(box[3], 5)
                lines.append(Line(text, number, placed, printed=text))
    return lines


def _notes(page: pdfium.PdfPage) -> Iterator[raw.FPDF_ANNOTATION]:
    for index in range(raw.FPDFPage_GetAnnotCount(page)):
        note = raw.FPDFPage_GetAnnot(page, index)
        if note:
            try:
                yield note
            finally:
                raw.FPDFPage_CloseAnnot(note)


def _is_typed(note: raw.FPDF_ANNOTATION) -> bool:
    return raw.FPDFAnnot_GetSubtype(note) not in _NO_PRINT and not raw.FPDFAnnot_GetFlags(note) & _UNSEEN_FLAGS


def _string(note: raw.FPDF_ANNOTATION, key: bytes) -> str:
    size = raw.FPDFAnnot_GetStringValue(note, key, None, 0)
    if size <= _EMPTY // 2:
        return ""
    buffer = ctypes.create_string_buffer(size)
    raw.FPDFAnnot_GetStringValue(note, key, ctypes.cast(buffer, ctypes.POINTER(raw.FPDF_WCHAR)), size)
    return buffer.raw[: size - 2].decode("utf-16-le", "replace")
