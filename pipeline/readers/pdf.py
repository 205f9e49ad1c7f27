"""PDF: the text layer where it is usable, OCR where it is not, decided page by page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

import pypdfium2 as pdfium
from pypdfium2 import raw

from pipeline.document import Issue, Line, Page
from pipeline.errors import RecognitionFailed, UnreadableFile
from pipeline.readers.cells import part_at_rules
from pipeline.readers.covered import with_rules_of_picture
from pipeline.readers.legible import legible_share, written_share
from pipeline.readers.page_range import PageRange
from pipeline.readers.pasted import pasted_pictures, with_pasted
from pipeline.readers.pdf_attached import attached_files
from pipeline.readers.pdf_bare import provide_fonts
from pipeline.readers.pdf_fonts import Fonts
from pipeline.readers.pdf_glyphs import Glyph, layer_text, quarter_turns, struck_once
from pipeline.readers.pdf_layers import without_unshown
from pipeline.readers.pdf_notes import Note, draw_notes, note_lines, undrawn_notes
from pipeline.readers.pdf_paths import Drawing, PageObject, page_objects, read_drawing
from pipeline.readers.pdf_picture import largest_picture, picture_boxes, picture_places, render
from pipeline.readers.pdf_runs import read_lines
from pipeline.readers.pdf_seen import seen_glyphs
from pipeline.readers.pdf_space import PageSpace, page_space
from pipeline.readers.pdf_struck import without_struck
from pipeline.readers.pdf_unread import broken_lines, outlined_letters, pictured_words, with_unread
from pipeline.readers.recognise import OcrMode, Reading, Recogniser
from pipeline.readers.rows import in_reading_order
from pipeline.readers.ruling import Stroke
from pipeline.readers.stale import ENOUGH, is_stale

provide_fonts()  # here, where no document is open yet: PDFium is told of fonts when it starts

_LEGIBLE = 0.6  # share of usual characters below which a text layer is rubbish
_WRITTEN = 0.3  # share of ideographs and digits below which a layer over a scanned page is rubbish in ASCII
_FEW_GLYPHS = 30  # a page number or a stamp's text over a scanned page is no text layer
_COVERS = 0.5  # share of the page that a scanned page's picture covers
_ENOUGH_DIGITS = 4 * ENOUGH  # of a layer over a scan: a page with fewer says little of it
_SWAPPED = 2  # digits whose shapes are others': a swap has two
_MOST_WAITING = 12  # pages
_MANY_PATHS = 400  # glyphs drawn as outlines
_LINEARISED = re.compile(rb"/Linearized\b[^>]*?/L\s+(\d+)")  # states the file's length; not /Length 42
_DYNAMIC_FORM = (
    "the PDF is a dynamic XFA form: its pages are built by Adobe Reader alone, what is stored as pages asks to wait; "
    "open it there and print it to a new PDF"
)
_LOAD_ERRORS: Final = {
    raw.FPDF_ERR_PASSWORD: "is protected by a password; remove the protection (print it to a new PDF) and try again",
    raw.FPDF_ERR_SECURITY: "is encrypted in a way that cannot be read; print it to a new PDF and try again",
}


def read_pdf(
    source: bytes, recogniser: Recogniser | None, ocr: OcrMode, wanted: PageRange | None = None
) -> Iterator[Page | Issue]:
    """The pages of a PDF in order, those that are wanted; what a page lost follows it as an Issue.

    Raises UnreadableFile if the file is damaged, cut off, or protected.
    """
    document = _opened(source)
    if not _has_end(source):
        yield Issue("read", None, "the end of the PDF is missing, pages may be lost; fetch it again")
    if raw.FPDF_GetFormType(document) == raw.FORMTYPE_XFA_FULL:
        yield Issue("read", None, _DYNAMIC_FORM)
    if (carried := attached_files(document)) is not None:
        yield carried
    reader = _Reader(document, recogniser, ocr)
    waiting: dict[int, list[Page | Issue]] = {}  # read before any font was held against its shapes
    try:
        for index in range(len(document)):
            if wanted is not None and index + 1 not in wanted:
                continue
            found = list(reader.read_page(index))
            if not reader.fonts.checked and _has_figures(found) and len(waiting) < _MOST_WAITING:
                waiting[index] = found
                continue
            for earlier, read in waiting.items():
                yield from reader.read_page(earlier) if reader.fonts.lies else read
            waiting.clear()
            yield from found
        for read in waiting.values():
            yield from read
    finally:
        document.close()


def count_pdf_pages(source: bytes) -> int:
    """Raises UnreadableFile."""
    document = _opened(source)
    try:
        return len(document)
    finally:
        document.close()


def _has_figures(found: list[Page | Issue]) -> bool:
    """Whether a page of a text layer holds digits: those of a font that may turn out to lie."""
    return any(
        isinstance(page, Page) and page.origin == "layer" and any(map(str.isdigit, line.text))
        for page in found
        if isinstance(page, Page)
        for line in page.lines
    )


def _opened(source: bytes) -> pdfium.PdfDocument:
    stated = _LINEARISED.search(source[:1024])
    if stated and int(stated[1]) > len(source):
        raise UnreadableFile(
            f"the PDF is cut off: {len(source):,} of {int(stated[1]):,} bytes are here; fetch it again"
        )
    try:
        document = pdfium.PdfDocument(source)
    except pdfium.PdfiumError as error:
        reason = _LOAD_ERRORS.get(error.err_code or 0)
        if reason is None:
            reason = "is damaged: " + (str(error) if _has_end(source) else "its end is missing; fetch it again")
        raise UnreadableFile(f"the PDF {reason}") from error
    if not len(document):
        raise UnreadableFile("the PDF has no pages")
    return document


def _has_end(source: bytes) -> bool:
    return b"%%EOF" in source.rstrip(b"\0")[-2048:]


@dataclass(frozen=True, slots=True)
class _Layer:
    """What the file says about a page without a look at its picture."""

    space: PageSpace
    objects: list[PageObject]
    drawing: Drawing
    glyphs: list[Glyph]  # those that a reader sees
    notes: list[Line]  # typed onto the page, and drawn by viewers alone

    @property
    def usable(self) -> bool:
        """Whether the glyphs can stand for the page: legible, and not a few words over a scanned page."""
        text = layer_text(self.glyphs)
        if legible_share(text) < _LEGIBLE or (self.pictured and written_share(text) < _WRITTEN):
            return False
        printed = len(text.replace(" ", ""))
        return printed >= _FEW_GLYPHS or not self.pictured

    @property
    def pictured(self) -> bool:
        """Whether something other than glyphs shows text: a picture over most of the page, or outlines."""
        paths = sum(one.kind == raw.FPDF_PAGEOBJ_PATH for one in self.objects)
        return largest_picture(self.objects, self.space) >= _COVERS or paths >= _MANY_PATHS


class _Reader:
    """Reads the pages of one document; what is learned of a font on one page holds for the others."""

    def __init__(self, document: pdfium.PdfDocument, recogniser: Recogniser | None, ocr: OcrMode) -> None:
        self.fonts = Fonts()
        self._document = document
        self._recogniser = recogniser
        self._ocr = ocr
        self._stale: bool | None = (
            None  # whether text layers over scans are worse than OCR; None before one was compared
        )

    def read_page(self, index: int) -> Iterator[Page | Issue]:
        number, recogniser, ocr = index + 1, self._recogniser, self._ocr
        try:
            page = self._document[index]
            notes = undrawn_notes(page)
            page = draw_notes(self._document, page, index)
        except pdfium.PdfiumError:
            yield Page(number=number, lines=(), origin="layer")
            yield Issue("read", number, f"page {number} is damaged and was left out")
            return
        try:
            layer = self._read_layer(page, number, notes)
            if ocr == "always" or (ocr == "auto" and not layer.usable):
                yield from _recognised(page, layer, number, recogniser)
                return
            if ocr == "auto" and (anew := self._read_anew(page, layer, number)):
                yield from anew
                return
            yield from _completed(page, layer, number, recogniser, ocr)
            if ocr == "never" and not layer.usable:
                message = f"no usable text on page {number} and --ocr never was given; use --ocr auto"
                yield Issue("read", number, message)
            if self.fonts.strange >= _SWAPPED and not self.fonts.voted:
                message = f"page {number} shows other digits than its fonts store; use --ocr auto"
                yield Issue("read", number, message)
        finally:
            page.close()

    def _read_anew(self, page: pdfium.PdfPage, layer: _Layer, number: int) -> list[Page | Issue]:
        """What OCR reads of a scanned page whose text layer is worse; nothing where the layer may stand.

        The first page with enough figures is read both ways: all layers of a file come from one engine.
        """
        if self._recogniser is None or self._stale is False or largest_picture(layer.objects, layer.space) < _COVERS:
            return []
        if self._stale is None and sum(glyph.text.isdigit() for glyph in layer.glyphs) < _ENOUGH_DIGITS:
            return []
        found = list(_recognised(page, layer, number, self._recogniser))
        if self._stale is None and found and isinstance(found[0], Page):
            self._stale = is_stale(_layer_page(page, layer, number).lines, found[0])
        return found if self._stale else []

    def _read_layer(self, page: pdfium.PdfPage, number: int, notes: list[Note]) -> _Layer:
        objects = without_unshown(page, list(page_objects(page)))
        textpage = page.get_textpage()
        try:
            space = page_space(page)
            space = space.turned(quarter_turns(textpage, space.turns))
            drawing = read_drawing(objects, space)
            glyphs, textpage = seen_glyphs(page, textpage, space, objects, drawing)
            glyphs = struck_once(self.fonts.mended(textpage, glyphs))
            glyphs, drawing.rules = without_struck(glyphs, drawing.rules, space.size)
            layer = _Layer(space, objects, drawing, glyphs, note_lines(notes, space, number))
            if self._ocr == "always" or layer.pictured or not self.fonts.hold(page, textpage, space, glyphs):
                return layer
            if self.fonts.suspects and self._recogniser is not None and self._ocr == "auto":
                self.fonts.vote(textpage, glyphs, _readings(page, layer, self._recogniser))
                layer = replace(layer, glyphs=self.fonts.mended(textpage, glyphs))
            return layer
        finally:
            textpage.close()


def _readings(page: pdfium.PdfPage, layer: _Layer, recogniser: Recogniser) -> Iterator[Reading]:
    """What OCR reads on a page, with boxes in points; nothing where it fails."""
    try:
        picture = render(page, layer.objects, layer.space)
        width, height = layer.space.size
        across, down = width / picture.shape[1], height / picture.shape[0]
        walls = [
            Stroke(rule.x0 * picture.shape[1], rule.y0 * picture.shape[0], rule.y1 * picture.shape[0])
            for rule in layer.drawing.rules
            if not rule.horizontal
        ]
        for reading in part_at_rules(recogniser.recognise(picture), walls):
            x0, y0, x1, y1 = reading.box
            yield replace(reading, box=(x0 * across, y0 * down, x1 * across, y1 * down))
    except (RecognitionFailed, UnreadableFile):
        return


def _layer_page(page: pdfium.PdfPage, layer: _Layer, number: int) -> Page:
    width, height = layer.space.size
    rules = layer.drawing.rules
    lines = read_lines(layer.glyphs, rules, number, (width, height))
    if layer.notes:
        lines = in_reading_order([*lines, *layer.notes])
    found = Page(number, tuple(lines), rules, round(width, 2), round(height, 2), origin="layer")
    if rules or not lines or largest_picture(layer.objects, layer.space) < _COVERS:
        return found
    try:
        return with_rules_of_picture(found, render(page, layer.objects, layer.space))
    except UnreadableFile:  # a picture too large to decode: the lines are there all the same
        return found


def _completed(
    page: pdfium.PdfPage, layer: _Layer, number: int, recogniser: Recogniser | None, ocr: OcrMode
) -> Iterator[Page | Issue]:
    """The layer's page, with the text of pictures pasted into it and of what is drawn as outlines."""
    found = _layer_page(page, layer, number)
    broken = broken_lines(found.lines)
    unread = [line.box for line in broken if line.box]
    unread += outlined_letters(layer.drawing.letters, layer.glyphs, layer.space.size)
    if not layer.pictured:
        unread += pictured_words(picture_places(layer.objects, layer.space), layer.glyphs, layer.space.size)
    boxes = pasted_pictures(picture_boxes(layer.objects, layer.space), found.lines)
    if ocr == "never" or recogniser is None:
        yield found
        if unread:
            yield Issue(
                "read", number, f"page {number} shows {len(unread)} figures or letters without text: use --ocr auto"
            )
        if boxes and layer.usable:
            pictures = "a picture" if len(boxes) == 1 else f"{len(boxes)} pictures"
            yield Issue(
                "read", number, f"page {number} holds {pictures} that may show figures, and no OCR: use --ocr auto"
            )
        return
    if not boxes and not unread:
        yield found
        return
    if broken:
        found = replace(found, lines=tuple(line for line in found.lines if line not in broken))
    try:
        rendered = render(page, layer.objects, layer.space)
        if unread:
            found = with_unread(found, rendered, unread, recogniser)
        yield with_pasted(found, rendered, boxes, recogniser) if boxes else found
    except (RecognitionFailed, UnreadableFile) as error:
        yield found
        yield Issue("ocr", number, f"a picture on page {number} could not be read by OCR: {error}")


def _recognised(
    page: pdfium.PdfPage, layer: _Layer, number: int, recogniser: Recogniser | None
) -> Iterator[Page | Issue]:
    from pipeline.readers.scan import read_scan  # brings OpenCV

    if recogniser is None:
        yield _layer_page(page, layer, number)
        yield Issue("ocr", number, f"page {number} needs OCR, but no engine was given")
        return
    width, height = layer.space.size
    try:
        yield read_scan(
            render(page, layer.objects, layer.space),
            number,
            (width, height),
            recogniser,
        )
    except (RecognitionFailed, UnreadableFile) as error:
        yield _layer_page(page, layer, number)
        yield Issue("ocr", number, f"page {number} could not be read by OCR: {error}")
