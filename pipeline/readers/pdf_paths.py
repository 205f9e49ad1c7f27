"""What a PDF page draws beside its text: ruling lines, fills that cover or shade, letters as outlines."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
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
_BOX_SEGMENTS = 5  # of a path that is one box
_LETTER_SEGMENTS = 6  # more: a filled shape that is no box and no triangle
_LETTER = (1.5, 40.0)  # points: the height of a letter drawn as an outline
_TEXT_SEGMENTS = 200  # of a whole text drawn as one path
_OPAQUE = 250  # of 255
_INKED = 20  # of 255; less is no ink
_PALE = 240  # of 255 in every channel: as good as paper

Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]
Edges = tuple[float, float, float, float]  # x0, y0, x1, y1 in points of the upright page
_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class PageObject:
    """An object of a page, with the matrix of the forms it is in; later ones of a page are drawn over earlier ones."""

    handle: raw.FPDF_PAGEOBJECT
    kind: int
    outer: Matrix

    @property
    def matrix(self) -> Matrix:
        """What takes the object's own coordinates to user space."""
        return _compose(_matrix(self.handle), self.outer)


@dataclass(frozen=True, slots=True)
class Fill:
    """A filled box: `order` is the object's place on its page, `paper` says that its colour is as good as none."""

    order: int
    box: Edges
    paper: bool
    opaque: bool


@dataclass(slots=True)
class Drawing:
    """What the paths and thin pictures of a page show."""

    rules: tuple[Rule, ...] = ()
    fills: list[Fill] = field(default_factory=list)
    letters: list[Edges] = field(default_factory=list)  # filled shapes that may be letters or figures


def page_objects(page: pdfium.PdfPage) -> Iterator[PageObject]:
    """Every object of a page in the order it is drawn, those inside forms too."""
    for index in range(raw.FPDFPage_CountObjects(page)):
        yield from _unfolded(raw.FPDFPage_GetObject(page, index), _IDENTITY, 0)


def read_drawing(objects: list[PageObject], space: PageSpace) -> Drawing:
    """The ruling lines among the objects of a page, pieces joined, in fractions of the upright page; fills, letters."""
    across: list[Stroke] = []
    down: list[Stroke] = []
    drawing = Drawing()
    left_to_read = _MOST_PATHS
    for order, one in enumerate(objects):
        if one.kind not in (raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE):
            continue
        left_to_read -= 1
        if left_to_read < 0:
            break
        is_path = one.kind == raw.FPDF_PAGEOBJ_PATH
        lines = _read_path(one, order, space, drawing) if is_path else _thin_picture(one, space)
        for left, upper, right, lower in lines:
            if right - left >= lower - upper:
                across.append(Stroke((upper + lower) / 2, left, right))
            else:
                down.append(Stroke((left + right) / 2, upper, lower))
    width, height = space.size
    across, down = (join_strokes(strokes, apart=1.5, gap=3.0) for strokes in (across, down))
    drawing.rules = page_rules(across, down, width, height, _SHORTEST)
    return drawing


def object_edges(one: PageObject, space: PageSpace) -> Edges | None:
    """The bounds of an object in points of the upright page; None for one without."""
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not raw.FPDFPageObj_GetBounds(one.handle, left, bottom, right, top):
        return None
    x0, y0, x1, y1 = left.value, bottom.value, right.value, top.value
    if one.outer is not _IDENTITY:
        x0, y0, x1, y1 = _moved_box((x0, y0, x1, y1), one.outer)
    return space.upright_box(x0, y0, x1, y1)


def picture_edges(picture: PageObject) -> tuple[float, float, float, float]:
    """The box of a picture in user space: its matrix takes the unit square there."""
    return _moved_box((0.0, 0.0, 1.0, 1.0), picture.matrix)


def _unfolded(handle: raw.FPDF_PAGEOBJECT, outer: Matrix, depth: int) -> Iterator[PageObject]:
    kind = raw.FPDFPageObj_GetType(handle)
    if kind != raw.FPDF_PAGEOBJ_FORM:
        yield PageObject(handle, kind, outer)
    elif depth < _DEEPEST:
        matrix = _compose(_matrix(handle), outer)
        for index in range(raw.FPDFFormObj_CountObjects(handle)):
            yield from _unfolded(raw.FPDFFormObj_GetObject(handle, index), matrix, depth + 1)


def _read_path(path: PageObject, order: int, space: PageSpace, drawing: Drawing) -> Iterator[Edges]:
    """Straight lines along an axis that a path shows; its fill and its letters go to the drawing."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(path.handle, fill, stroke)
    stroked = bool(stroke.value) and _is_ink(*_colour(raw.FPDFPageObj_GetStrokeColor, path.handle))
    if fill.value and (box := object_edges(path, space)):
        brightness, alpha = _colour(raw.FPDFPageObj_GetFillColor, path.handle)
        inked = _is_ink(brightness, alpha)
        segments = raw.FPDFPath_CountSegments(path.handle)
        width, height = box[2] - box[0], box[3] - box[1]
        thin = min(width, height) <= _THIN
        if segments <= _BOX_SEGMENTS:
            if not thin and alpha > _INKED:
                opaque = alpha >= _OPAQUE and not raw.FPDFPageObj_HasTransparency(path.handle)
                drawing.fills.append(Fill(order, box, not inked, opaque))
            if not stroked:
                if thin and inked and width != height:
                    yield box
                return
        elif (
            inked
            and segments > _LETTER_SEGMENTS
            and _LETTER[0] <= min(width, height)
            and (min(width, height) <= _LETTER[1] or segments > _TEXT_SEGMENTS)
        ):
            drawing.letters.append(box)
        if not stroked and not inked:
            return
    elif not stroked:
        return
    for x0, y0, x1, y1 in _straight_lines(path, stroked):
        yield space.upright_box(x0, y0, x1, y1)


def _straight_lines(path: PageObject, stroked: bool) -> Iterator[Edges]:
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


def _thin_picture(picture: PageObject, space: PageSpace) -> Iterator[Edges]:
    """A picture thin as a line, as some printer drivers draw borders."""
    x0, y0, x1, y1 = picture_edges(picture)
    if min(x1 - x0, y1 - y0) <= _THIN < max(x1 - x0, y1 - y0):
        yield space.upright_box(x0, y0, x1, y1)


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


def _colour(colour_of: raw.FPDF_PAGEOBJECT, handle: raw.FPDF_PAGEOBJECT) -> tuple[int, int]:
    """The darkest channel of a colour and its opacity, 0–255 each; black where it is a pattern."""
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not colour_of(handle, red, green, blue, alpha):
        return 0, 255
    return min(red.value, green.value, blue.value), alpha.value


def _is_ink(brightness: int, alpha: int) -> bool:
    """Neither transparent nor white: WPS lays white boxes under the text."""
    return alpha > _INKED and brightness < _PALE


def text_colour(handle: raw.FPDF_PAGEOBJECT) -> tuple[int, int]:
    """The darkest channel of the colour that fills a text object's letters, and its opacity, 0–255 each."""
    return _colour(raw.FPDFPageObj_GetFillColor, handle)


def _matrix(handle: raw.FPDF_PAGEOBJECT) -> Matrix:
    matrix = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(handle, matrix):
        return _IDENTITY
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def _compose(inner: Matrix, outer: Matrix) -> Matrix:
    """The matrix that does `inner` first, then `outer`."""
    if outer is _IDENTITY:
        return inner
    a, b, c, d, e, f = inner
    g, h, i, j, k, m = outer
    return (
        a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m,
    )  # fmt: skip


def _moved_box(box: tuple[float, float, float, float], matrix: Matrix) -> tuple[float, float, float, float]:
    """The box around a box that a matrix moved."""
    a, b, c, d, e, f = matrix
    corners = [(x, y) for x in (box[0], box[2]) for y in (box[1], box[3])]
    xs, ys = [a * x + c * y + e for x, y in corners], [b * x + d * y + f for x, y in corners]
    return min(xs), min(ys), max(xs), max(ys)
