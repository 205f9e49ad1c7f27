"""What of a PDF page's text a reader sees: not what is invisible, white on paper, covered, or a pale watermark.

A file may store more text than its page shows: the draft under a white box, the text layer that a converter hid, a
watermark across the cells. Invisible text over a picture is another thing: the text layer of a scan.
"""

from __future__ import annotations

import ctypes
from dataclasses import dataclass, field
from statistics import median
from typing import TYPE_CHECKING

import numpy as np
import pypdfium2 as pdfium
from pypdfium2 import raw

from pipeline.readers.pdf_glyphs import Glyph, address, read_glyphs
from pipeline.readers.pdf_paths import Drawing, Edges, Fill, PageObject
from pipeline.readers.pdf_picture import picture_places
from pipeline.readers.pdf_space import PageSpace

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Places = NDArray[np.float64]  # glyphs × (x, y)

_INVISIBLE = (raw.FPDF_TEXTRENDERMODE_INVISIBLE, raw.FPDF_TEXTRENDERMODE_CLIP)
_WHITE = 250  # of 255 in every channel
_PALE = 150  # of 255 in every channel: as watermarks are; text in grey is darker
_FAINT = 128  # opacity of 255
_MOST_COMPARED = 20_000_000  # glyphs × fills
_LARGE = 1.6  # times the page's usual size
_SPECK = 0.25  # times the page's usual size: letters that nobody can read
_PATCH = 0.25  # of the page; a larger picture is a scan, whose text layer may lie under it
_MOST_PATCHES = 200


@dataclass(slots=True)
class TextObjects:
    """Addresses of the text objects of a page that are not as plain as print."""

    invisible: set[int] = field(default_factory=set)
    white: set[int] = field(default_factory=set)
    pale: set[int] = field(default_factory=set)  # white ones too
    first: int = 0  # place of the first text object among the page's objects


def read_text_objects(objects: list[PageObject]) -> TextObjects:
    """How the text objects of a page are drawn."""
    found = TextObjects(first=len(objects))
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    for order, one in enumerate(objects):
        if one.kind != raw.FPDF_PAGEOBJ_TEXT:
            continue
        found.first = min(found.first, order)
        if raw.FPDFTextObj_GetTextRenderMode(one.handle) in _INVISIBLE:
            found.invisible.add(address(one.handle))
        elif raw.FPDFPageObj_GetFillColor(one.handle, red, green, blue, alpha):
            darkest = min(red.value, green.value, blue.value)
            if darkest >= _PALE or alpha.value <= _FAINT:
                found.pale.add(address(one.handle))
                if darkest >= _WHITE or alpha.value <= 8:
                    found.white.add(address(one.handle))
    return found


def seen_glyphs(
    page: pdfium.PdfPage,
    textpage: pdfium.PdfTextPage,
    space: PageSpace,
    objects: list[PageObject],
    drawing: Drawing,
) -> tuple[list[Glyph], pdfium.PdfTextPage]:
    """The glyphs of a page that its reader sees, in the order the file draws them, and the text page they are of.

    Glyphs under a picture stay: whether the picture or the layer over a scan is to be believed is asked elsewhere.
    """
    glyphs = read_glyphs(textpage, space)
    texts = read_text_objects(objects)
    pictures = picture_places(objects, space)
    paper = space.size[0] * space.size[1]
    unseen = _unseen(page, glyphs, textpage, texts, objects, drawing, pictures, paper)
    if not unseen:
        return glyphs, textpage
    # PDFium leaves out a letter that stands where an equal one stood: read again without what is not seen.
    owners = [address(raw.FPDFText_GetTextObject(textpage, glyph.source)) for glyph in glyphs]
    shown = {owner for at, owner in enumerate(owners) if at not in unseen}
    hidden = {owner for at, owner in enumerate(owners) if at in unseen} - shown
    for one in objects:
        if one.kind == raw.FPDF_PAGEOBJ_TEXT and address(one.handle) in hidden:
            raw.FPDFPageObj_SetIsActive(one.handle, False)
    textpage.close()
    textpage = page.get_textpage()
    glyphs = read_glyphs(textpage, space)
    unseen = _unseen(page, glyphs, textpage, texts, objects, drawing, pictures, paper)
    return [glyph for at, glyph in enumerate(glyphs) if at not in unseen], textpage


def _unseen(
    page: pdfium.PdfPage,
    glyphs: list[Glyph],
    textpage: pdfium.PdfTextPage,
    texts: TextObjects,
    objects: list[PageObject],
    drawing: Drawing,
    pictures: list[Edges],
    paper: float,
) -> set[int]:
    """Numbers of the glyphs that a reader does not see; `pictures` are boxes in points, upright, `paper` their page's area."""
    covers = [fill for fill in drawing.fills if fill.opaque and fill.order > texts.first]
    covers = covers[: _MOST_COMPARED // max(len(glyphs), 1)]
    unseen = _specks(glyphs)
    if not (texts.invisible or texts.pale or covers or pictures):
        return unseen
    places = np.array([glyph.middle if not glyph.turn else (-1.0, -1.0) for glyph in glyphs]).reshape(-1, 2)
    covers += _patches(page, objects, texts.first, places, pictures, paper)
    if texts.invisible or texts.pale:
        owners = [address(raw.FPDFText_GetTextObject(textpage, glyph.source)) for glyph in glyphs]
        unseen |= _invisible(owners, texts, places, pictures)
        unseen |= _white_on_paper(owners, texts, places, drawing.fills, pictures)
        unseen |= _watermarks(owners, texts, glyphs)
    if covers:
        unseen |= _covered(places, covers, glyphs, textpage, objects)
    return unseen


def _specks(glyphs: list[Glyph]) -> set[int]:
    """Numbers of glyphs too small to be read beside the others."""
    if not glyphs:
        return set()
    least = _SPECK * median(glyph.em for glyph in glyphs)
    return {at for at, glyph in enumerate(glyphs) if glyph.em < least}


def _patches(
    page: pdfium.PdfPage,
    objects: list[PageObject],
    first: int,
    places: Places,
    pictures: list[Edges],
    paper: float,
) -> list[Fill]:
    """Small opaque pictures that are drawn over text; a seal is none, for what is between its lines shows through."""
    orders = [order for order, one in enumerate(objects) if one.kind == raw.FPDF_PAGEOBJ_IMAGE]
    later = [
        (order, box)
        for order, box in zip(orders, pictures, strict=True)
        if order > first and (box[2] - box[0]) * (box[3] - box[1]) < _PATCH * paper and _inside(places, box).any()
    ]
    return [
        Fill(order, box, paper=True, opaque=True)
        for order, box in later[:_MOST_PATCHES]
        if _is_opaque(page, objects[order].handle)
    ]


def _is_opaque(page: pdfium.PdfPage, picture: raw.FPDF_PAGEOBJECT) -> bool:
    bitmap = raw.FPDFImageObj_GetRenderedBitmap(page.pdf, page, picture)
    if not bitmap:
        return False
    shown = pdfium.PdfBitmap.from_raw(bitmap)
    try:
        return shown.format != raw.FPDFBitmap_BGRA or bool(shown.to_numpy()[:, :, 3].min() >= _WHITE)
    finally:
        shown.close()


def _inside(places: Places, box: Edges) -> NDArray[np.bool_]:
    x, y = places[:, 0], places[:, 1]
    return (x > box[0]) & (x < box[2]) & (y > box[1]) & (y < box[3])


def _invisible(owners: list[int], texts: TextObjects, places: Places, pictures: list[Edges]) -> set[int]:
    """Numbers of invisible glyphs that do not lie over a picture."""
    found = {at for at, owner in enumerate(owners) if owner in texts.invisible}
    for box in pictures if found else ():
        found -= set(np.flatnonzero(_inside(places, box)).tolist())
    return found


def _white_on_paper(
    owners: list[int], texts: TextObjects, places: Places, fills: list[Fill], pictures: list[Edges]
) -> set[int]:
    """Numbers of white glyphs that no dark field or picture lies under: the heads of many tables are white on blue."""
    found = {at for at, owner in enumerate(owners) if owner in texts.white}
    for box in [*(fill.box for fill in fills if not fill.paper), *pictures] if found else ():
        found -= set(np.flatnonzero(_inside(places, box)).tolist())
    return found


def _watermarks(owners: list[int], texts: TextObjects, glyphs: list[Glyph]) -> set[int]:
    """Numbers of pale glyphs much larger than the page's text."""
    plain = [glyph.em for glyph, owner in zip(glyphs, owners, strict=True) if owner not in texts.pale]
    if not plain:
        return set()
    large = _LARGE * median(plain)
    return {
        at
        for at, (glyph, owner) in enumerate(zip(glyphs, owners, strict=True))
        if owner in texts.pale and owner not in texts.white and glyph.em > large
    }


def _covered(
    places: Places,
    covers: list[Fill],
    glyphs: list[Glyph],
    textpage: pdfium.PdfTextPage,
    objects: list[PageObject],
) -> set[int]:
    """Numbers of glyphs with an opaque fill over their middle that is drawn after them."""
    boxes = np.array([cover.box for cover in covers])
    order = np.array([cover.order for cover in covers])
    x, y = places[:, 0, None], places[:, 1, None]
    over = (x > boxes[:, 0]) & (x < boxes[:, 2]) & (y > boxes[:, 1]) & (y < boxes[:, 3])
    latest = np.where(over, order, -1).max(axis=1)
    candidates = np.flatnonzero(latest >= 0)
    if not len(candidates):
        return set()
    drawn = {address(one.handle): at for at, one in enumerate(objects) if one.kind == raw.FPDF_PAGEOBJ_TEXT}
    return {
        at
        for at in candidates.tolist()
        if drawn.get(address(raw.FPDFText_GetTextObject(textpage, glyphs[at].source)), latest[at]) < latest[at]
    }
