"""What a PDF page draws and does not show: layers that are switched off, what lies outside its clipping path.

PDFium renders neither, and gives the text of both.
"""

from __future__ import annotations

import ctypes
from collections import defaultdict

import pypdfium2 as pdfium
from pypdfium2 import raw

from pipeline.readers.pdf_glyphs import address
from pipeline.readers.pdf_paths import PageObject

_MOST_LAYERS = 20
_MOST_CORNERS = 64  # of a clipping path: a box has 5
_BOX = (4, 5)  # corners; the first and the third lie across
_PAPER = 255
_SCALE = 0.5  # of 72 dpi: ink of a line is grey there, and no paper


def without_unshown(page: pdfium.PdfPage, objects: list[PageObject]) -> list[PageObject]:
    """The objects of a page that its reader may see; the others are switched off, for the text page to come too."""
    unshown = _outside_their_clips(objects) | _in_hidden_layers(page, objects)
    if not unshown:
        return objects
    for one in objects:
        if address(one.handle) in unshown:
            raw.FPDFPageObj_SetIsActive(one.handle, False)
    return [one for one in objects if address(one.handle) not in unshown]


def _outside_their_clips(objects: list[PageObject]) -> set[int]:
    """Addresses of the text objects of which no clipping path leaves anything."""
    found: set[int] = set()
    left, bottom, right, top, x, y = (ctypes.c_float() for _ in range(6))
    for one in objects:
        if one.kind != raw.FPDF_PAGEOBJ_TEXT:
            continue
        clip = raw.FPDFPageObj_GetClipPath(one.handle)
        paths = raw.FPDFClipPath_CountPaths(clip) if clip else 0
        if paths <= 0 or not raw.FPDFPageObj_GetBounds(one.handle, left, bottom, right, top):
            continue
        for path in range(paths):
            count = raw.FPDFClipPath_CountPathSegments(clip, path)
            if not 0 < count <= _MOST_CORNERS:
                continue
            xs, ys = [], []
            for corner in (0, 2) if count in _BOX else range(count):
                raw.FPDFPathSegment_GetPoint(raw.FPDFClipPath_GetPathSegment(clip, path, corner), x, y)
                xs.append(x.value)
                ys.append(y.value)
            if right.value < min(xs) or left.value > max(xs) or top.value < min(ys) or bottom.value > max(ys):
                found.add(address(one.handle))
                break
    return found


def _in_hidden_layers(page: pdfium.PdfPage, objects: list[PageObject]) -> set[int]:
    """Addresses of the objects in optional content that is off: drawn alone, such a layer leaves the paper white."""
    layers: dict[str, set[int]] = defaultdict(set)
    for one in objects:
        name = _layer_of(one.handle)
        if name is not None:
            layers[name].add(address(one.handle))
    if not layers or len(layers) > _MOST_LAYERS:
        return set()
    hidden: set[int] = set()
    for own in layers.values():
        others = [one.handle for one in objects if address(one.handle) not in own]
        for handle in others:
            raw.FPDFPageObj_SetIsActive(handle, False)
        alone = page.render(scale=_SCALE, grayscale=True, may_draw_forms=False, draw_annots=False).to_numpy()
        for handle in others:
            raw.FPDFPageObj_SetIsActive(handle, True)
        if alone.min() == _PAPER:
            hidden |= own
    return hidden


def _layer_of(handle: raw.FPDF_PAGEOBJECT) -> str | None:
    """The name of the optional content that an object belongs to; None for most, which belong to none."""
    for place in range(raw.FPDFPageObj_CountMarks(handle)):
        mark = raw.FPDFPageObj_GetMark(handle, place)
        if _written(lambda *room, mark=mark: raw.FPDFPageObjMark_GetName(mark, *room)) == "OC":
            return _written(lambda *room, mark=mark: raw.FPDFPageObjMark_GetParamStringValue(mark, b"Name", *room))
    return None


def _written(ask: object) -> str:
    """A string of PDFium's, asked for with room for it: UTF-16, its length in bytes."""
    room, length = (ctypes.c_ushort * 128)(), ctypes.c_ulong()
    if not ask(room, ctypes.sizeof(room), length):  # type: ignore[operator]
        return ""
    return bytes(room)[: max(length.value - 2, 0)].decode("utf-16-le", "replace")
