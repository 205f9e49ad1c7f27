"""A PDF page as a picture: how much of it is one, and what OCR sees of it."""

from __future__ import annotations

import ctypes
from typing import TYPE_CHECKING

import pypdfium2 as pdfium
from pypdfium2 import raw

from pipeline.document import Box
from pipeline.errors import UnreadableFile
from pipeline.readers.pdf_paths import Edges, PageObject, picture_edges
from pipeline.readers.pdf_space import PageSpace
from pipeline.readers.pixels import MOST_PIXELS, OCR_DPI

if TYPE_CHECKING:
    from pipeline.readers.recognise import Picture

_POINTS = 72  # in an inch


def largest_picture(objects: list[PageObject], space: PageSpace) -> float:
    """The share (0–1) of the page that its pictures cover together; a scan may come as strips."""
    width, height = space.size
    covered = 0.0
    for box, _ in _pictures(objects, space):
        covered += max(0.0, min(box[2], width) - max(box[0], 0)) * max(0.0, min(box[3], height) - max(box[1], 0))
    return min(covered / (width * height), 1.0)


def picture_boxes(objects: list[PageObject], space: PageSpace) -> list[Box]:
    """The boxes of a page's pictures in fractions of the upright page."""
    width, height = space.size
    boxes = []
    for (x0, y0, x1, y1), _ in _pictures(objects, space):
        edges = x0 / width, y0 / height, x1 / width, y1 / height
        left, top, right, bottom = (min(max(edge, 0.0), 1.0) for edge in edges)
        boxes.append((left, top, right, bottom))
    return boxes


def picture_places(objects: list[PageObject], space: PageSpace) -> list[Edges]:
    """The boxes of a page's pictures in points of the upright page."""
    return [box for box, _ in _pictures(objects, space)]


def render(page: pdfium.PdfPage, objects: list[PageObject], space: PageSpace) -> Picture:
    """The page as OCR wants it: upright by what the file says, at OCR_DPI.

    Raises UnreadableFile if a picture of the page has more pixels than is safe to decode.
    """
    for _, (columns, rows) in _pictures(objects, space):
        if columns * rows > MOST_PIXELS:
            raise UnreadableFile(
                f"a picture of {columns} × {rows} pixels is over the limit of {MOST_PIXELS:,}; scan at 300 dpi or less"
            )
    width, height = space.size
    scale = min(OCR_DPI / _POINTS, (MOST_PIXELS / 4 / (width * height)) ** 0.5)
    extra = (space.turns * 90 - page.get_rotation()) % 360
    bitmap = page.render(scale=scale, rotation=extra, may_draw_forms=False)
    picture: Picture = bitmap.to_numpy()[:, :, :3].copy()
    return picture


def _pictures(
    objects: list[PageObject], space: PageSpace
) -> list[tuple[tuple[float, float, float, float], tuple[int, int]]]:
    """Box on the upright page in points and size in pixels of every picture."""
    found = []
    columns, rows = ctypes.c_uint(), ctypes.c_uint()
    for one in objects:
        if one.kind != raw.FPDF_PAGEOBJ_IMAGE:
            continue
        box = space.upright_box(*picture_edges(one))
        raw.FPDFImageObj_GetImagePixelSize(one.handle, columns, rows)
        matrix = one.matrix
        turned = abs(matrix[1]) > abs(matrix[0])
        pixels = (rows.value, columns.value) if turned != bool(space.turns % 2) else (columns.value, rows.value)
        found.append((box, pixels))
    return found
