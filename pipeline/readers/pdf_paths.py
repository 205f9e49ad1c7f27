"""The ruling lines that a PDF page draws: strokes, edges of stroked boxes, fills and pictures thin as a line."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import pypdfium2 as pdfium
from pypdfium2 import raw

from pipeline.document import Rule
from pipeline.readers.pdf_space import PageSpace
from pipeline.readers.ruling import Stroke, join_strokes, page_rules

_THIN = 3.0  # points; a filled box no thicker is a line, a thicker one shades a cell
_STRAIGHT = 1.0  # points by which a line may leave its axis
_SHORTEST = 6.0  # points; shorter pieces that join nothing are parts of letters and ticks
_DEEPEST = 4  # nested forms
_MOST_PATHS = 20_000  # a map or a chart, not a table: its lines are not read

Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]
_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class PageObject:
    """An object of a page with the matrix that takes its coordinates to user space."""

    handle: raw.FPDF_PAGEOBJECT
    kind: int
    matrix: Matrix


def page_objects(page: pdfium.PdfPage) -> Iterator[PageObject]:
    """Every object of a page, those inside forms too."""
    for index in range(raw.FPDFPage_CountObjects(page)):
        yield from _unfolded(raw.FPDFPage_GetObject(page, index), _IDENTITY, 0)


def find_rules(objects: list[PageObject], space: PageSpace) -> tuple[Rule, ...]:
    """The ruling lines among the objects of a page, pieces joined, in fractions of the upright page."""
    across: list[Stroke] = []
    down: list[Stroke] = []
    drawn = [one for one in objects if one.kind in (raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE)]
    for one in drawn[:_MOST_PATHS]:
        for x0, y0, x1, y1 in _drawn_lines(one) if one.kind == raw.FPDF_PAGEOBJ_PATH else _thin_picture(one):
            left, upper, right, lower = space.upright_box(x0, y0, x1, y1)
            if right - left >= lower - upper:
                across.append(Stroke((upper + lower) / 2, left, right))
            else:
                down.append(Stroke((left + right) / 2, upper, lower))
    width, height = space.size
    across, down = (join_strokes(strokes, apart=1.5, gap=3.0) for strokes in (across, down))
    return page_rules(across, down, width, height, _SHORTEST)


def _unfolded(handle: raw.FPDF_PAGEOBJECT, outer: Matrix, depth: int) -> Iterator[PageObject]:
    kind = raw.FPDFPageObj_GetType(handle)
    if kind == raw.FPDF_PAGEOBJ_TEXT:
        return  # the text layer has them already
    matrix = _compose(_matrix(handle), outer)
    if kind != raw.FPDF_PAGEOBJ_FORM:
        yield PageObject(handle, kind, matrix)
    elif depth < _DEEPEST:
        for index in range(raw.FPDFFormObj_CountObjects(handle)):
            yield from _unfolded(raw.FPDFFormObj_GetObject(handle, index), matrix, depth + 1)


def _drawn_lines(path: PageObject) -> Iterator[tuple[float, float, float, float]]:
    """Straight lines along an axis that a path shows, in user space: x0, y0, x1, y1."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(path.handle, fill, stroke)
    stroked = bool(stroke.value) and _visible(raw.FPDFPageObj_GetStrokeColor, path.handle)
    filled = bool(fill.value) and _visible(raw.FPDFPageObj_GetFillColor, path.handle)
    if not stroked and not filled:
        return
    for points in _polygons(path):
        xs, ys = [x for x, _ in points], [y for _, y in points]
        box = min(xs), min(ys), max(xs), max(ys)
        width, height = box[2] - box[0], box[3] - box[1]
        if min(width, height) <= _THIN and max(width, height) > min(width, height):
            yield box
        elif stroked:
            for (x0, y0), (x1, y1) in pairwise(points):
                if min(abs(x1 - x0), abs(y1 - y0)) <= _STRAIGHT:
                    yield x0, y0, x1, y1


def _thin_picture(picture: PageObject) -> Iterator[tuple[float, float, float, float]]:
    """A picture thin as a line, as some printer drivers draw borders."""
    x0, y0, x1, y1 = picture_edges(picture)
    if min(x1 - x0, y1 - y0) <= _THIN < max(x1 - x0, y1 - y0):
        yield x0, y0, x1, y1


def picture_edges(picture: PageObject) -> tuple[float, float, float, float]:
    """The box of a picture in user space: its matrix takes the unit square there."""
    a, b, c, d, e, f = picture.matrix
    xs, ys = (e, e + a, e + c, e + a + c), (f, f + b, f + d, f + b + d)
    return min(xs), min(ys), max(xs), max(ys)


def _polygons(path: PageObject) -> Iterator[list[Point]]:
    """The subpaths of a path as points in user space; curves end one."""
    a, b, c, d, e, f = path.matrix
    points: list[Point] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(min(raw.FPDFPath_CountSegments(path.handle), 2000)):
        segment = raw.FPDFPath_GetPathSegment(path.handle, index)
        kind = raw.FPDFPathSegment_GetType(segment)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        point = (a * x.value + c * y.value + e, b * x.value + d * y.value + f)
        if kind != raw.FPDF_SEGMENT_LINETO:
            if len(points) > 1:
                yield points
            points = []
        points.append(point)
        if raw.FPDFPathSegment_GetClose(segment) and len(points) > 2:
            points.append(points[0])
    if len(points) > 1:
        yield points


def _visible(colour_of: raw.FPDF_PAGEOBJECT, handle: raw.FPDF_PAGEOBJECT) -> bool:
    """Neither transparent nor white: WPS lays white boxes under the text."""
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not colour_of(handle, red, green, blue, alpha):
        return True
    return alpha.value > 20 and min(red.value, green.value, blue.value) < 240


def _matrix(handle: raw.FPDF_PAGEOBJECT) -> Matrix:
    matrix = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(handle, matrix):
        return _IDENTITY
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def _compose(inner: Matrix, outer: Matrix) -> Matrix:
    """The matrix that does `inner` first, then `outer`."""
    a, b, c, d, e, f = inner
    g, h, i, j, k, m = outer
    return (
        a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m,
    )  # fmt: skip
