"""OFD, the fixed layout of Chinese offices (GB/T 33190-2016): glyphs and lines with their places, read as a PDF page is."""

from __future__ import annotations

import posixpath
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final

from pipeline.document import Issue, Page
from pipeline.errors import PipelineError, UnreadableFile
from pipeline.readers.image import read_image
from pipeline.readers.package import Package, local
from pipeline.readers.pdf_glyphs import Glyph, struck_once
from pipeline.readers.pdf_runs import read_lines
from pipeline.readers.recognise import OcrMode, Recogniser
from pipeline.readers.ruling import Stroke, join_strokes, page_rules

if TYPE_CHECKING:
    from lxml.etree import _Element as Element
else:
    Element = Any

_POINTS: Final = 72 / 25.4  # of a millimetre
_ASCENT: Final = 0.88  # of the size of a glyph, above its baseline
_SHORTEST, _STRAIGHT = 6.0, 1.0  # points, as for PDF
_MOST_GLYPHS, _MOST_SEGMENTS, _MOST_PAGES = 200_000, 20_000, 5_000
_FEW_GLYPHS: Final = 30  # on a page whose picture covers half of it: the page is that picture
_COVERS: Final = 0.5
_IDENTITY: Final = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)

Numbers = tuple[float, ...]


def read_ofd(source: bytes, recogniser: Recogniser | None, ocr: OcrMode) -> Iterator[Page | Issue]:
    """The pages in order: their text with its places, ruling lines; pages that are pictures through OCR.

    Annotations (seals, signatures) and text that is turned are left out. Raises UnreadableFile if the file is damaged,
    encrypted or absurdly large.
    """
    package = Package(source, "OFD document")
    root = package.xml("OFD.xml")
    number = 0
    for body in root.iterfind("{*}DocBody") if root is not None else ():
        part = _place("", body.findtext("{*}DocRoot") or "")
        document = package.xml(part)
        if document is None:
            raise UnreadableFile("the OFD document is damaged or encrypted: its main part is missing; save it as PDF")
        book = _Book.of(package, part, document)
        for entry in list(document.iterfind("{*}Pages/{*}Page"))[:_MOST_PAGES]:
            number += 1
            yield from _read_page(book, entry, number, recogniser, ocr)
    if not number:
        raise UnreadableFile("the OFD document has no pages")


@dataclass(frozen=True, slots=True)
class _Book:
    """What the pages of a document share."""

    package: Package
    folder: str
    size: tuple[float, float]  # points
    templates: dict[str, str]  # id → part
    pictures: dict[str, str]

    @classmethod
    def of(cls, package: Package, part: str, document: Element) -> _Book:
        folder = posixpath.dirname(part)
        common = document.find("{*}CommonData")
        if common is None:
            return cls(package, folder, (595.0, 842.0), {}, {})
        pages = {
            page.get("ID", ""): _place(folder, page.get("BaseLoc", "")) for page in common.iterfind("{*}TemplatePage")
        }
        pictures: dict[str, str] = {}
        for name in ("PublicRes", "DocumentRes"):
            for listed in common.iterfind(f"{{*}}{name}"):
                pictures |= _pictures(package, _place(folder, listed.text or ""))
        return cls(package, folder, _size(common.find("{*}PageArea")) or (595.0, 842.0), pages, pictures)


@dataclass(slots=True)
class _Drawn:
    """What is drawn on a page, in points."""

    glyphs: list[Glyph] = field(default_factory=list)
    across: list[Stroke] = field(default_factory=list)
    down: list[Stroke] = field(default_factory=list)
    pictures: list[tuple[float, str]] = field(default_factory=list)  # area, resource


def _read_page(
    book: _Book, entry: Element, number: int, recogniser: Recogniser | None, ocr: OcrMode
) -> Iterator[Page | Issue]:
    root = book.package.xml(_place(book.folder, entry.get("BaseLoc", "")))
    if root is None:
        yield Page(number, (), origin="layer")
        yield Issue("read", number, f"page {number} is missing in the file")
        return
    width, height = _size(root.find("{*}Area")) or book.size
    drawn = _Drawn()
    for used in root.iterfind("{*}Template"):
        template = book.package.xml(book.templates.get(used.get("TemplateID", ""), ""))
        if template is not None:
            _draw(template, drawn)
    _draw(root, drawn)
    covering = [name for area, name in drawn.pictures if area >= _COVERS * width * height]
    if len(drawn.glyphs) < _FEW_GLYPHS and covering:
        yield from _read_picture(book, covering[-1], number, recogniser, ocr)
        return
    across, down = (join_strokes(strokes, apart=1.5, gap=3.0) for strokes in (drawn.across, drawn.down))
    rules = page_rules(across, down, width, height, _SHORTEST)
    lines = read_lines(struck_once(drawn.glyphs), rules, number, (width, height))
    yield Page(number, tuple(lines), rules, round(width, 2), round(height, 2), origin="layer")


def _read_picture(
    book: _Book, name: str, number: int, recogniser: Recogniser | None, ocr: OcrMode
) -> Iterator[Page | Issue]:
    try:
        for found in read_image(book.package.read(book.pictures.get(name, "")), recogniser, ocr):
            if isinstance(found, Page):
                yield replace(found, number=number, lines=tuple(replace(line, page=number) for line in found.lines))
            else:
                yield replace(found, page=number)
    except PipelineError as error:
        yield Page(number, (), origin="ocr")
        yield Issue("ocr", number, f"page {number} is a picture that was not read: {error}")


def _draw(page: Element, drawn: _Drawn) -> None:
    for item in page.iterfind("{*}Content//{*}Layer//*"):
        kind = local(item)
        if kind not in ("TextObject", "PathObject", "ImageObject") or item.get("Visible") == "false":
            continue
        boundary = _numbers(item.get("Boundary", ""))
        if len(boundary) != 4:
            continue
        if kind == "ImageObject":
            drawn.pictures.append((boundary[2] * boundary[3] * _POINTS**2, item.get("ResourceID", "")))
        elif kind == "TextObject" and len(drawn.glyphs) < _MOST_GLYPHS:
            drawn.glyphs += _glyphs(item, boundary)
        elif kind == "PathObject" and len(drawn.across) + len(drawn.down) < _MOST_SEGMENTS:
            _add_strokes(item, boundary, drawn)


def _glyphs(item: Element, boundary: Numbers) -> Iterator[Glyph]:
    """The glyphs of a text object; none of one that is turned, transparent or without a size."""
    a, b, c, d, e, f = _matrix(item)
    size = _number(item.get("Size"))
    if abs(b) > 0.1 * abs(a) or a <= 0 or d <= 0 or not 0 < size < 500 or item.get("Alpha") == "0":
        return
    scale = a * _number(item.get("HScale"), 1.0)
    for code in item.iterfind("{*}TextCode"):
        text = (code.text or "").strip("\r\n")
        x, y = _number(code.get("X")), _number(code.get("Y"))
        steps, drops = _deltas(code.get("DeltaX", "")), _deltas(code.get("DeltaY", ""))
        if any(drops[: len(text) - 1]) and not steps:
            continue  # written downwards
        for n, letter in enumerate(text):
            wide = size if unicodedata.east_asian_width(letter) in "WF" else size / 2
            step = steps[n] if n < len(steps) else wide
            left, base = (boundary[0] + a * x + c * y + e), (boundary[1] + b * x + d * y + f)
            em = max(size * d * _POINTS, 1.0)
            if not letter.isspace() or letter == " ":
                x0, baseline = left * _POINTS, base * _POINTS
                x1 = x0 + min(abs(step) or wide, wide) * scale * _POINTS
                top = baseline - _ASCENT * em
                yield Glyph(letter, x0, top, x1, top + em, baseline, em, 0, n)
            x += step
            y += drops[n] if n < len(drops) else 0.0


def _add_strokes(item: Element, boundary: Numbers, drawn: _Drawn) -> None:
    """Straight lines along an axis; a filled box that is thin is one as well."""
    stroked, filled = item.get("Stroke") != "false", item.get("Fill") == "true"
    width, height = boundary[2] * _POINTS, boundary[3] * _POINTS
    left, top = boundary[0] * _POINTS, boundary[1] * _POINTS
    if filled and min(width, height) <= 3 < max(width, height):
        if width > height:
            drawn.across.append(Stroke(top + height / 2, left, left + width))
        else:
            drawn.down.append(Stroke(left + width / 2, top, top + height))
        return
    if not stroked:
        return
    matrix = _matrix(item)
    for start, end in _segments(item.findtext("{*}AbbreviatedData") or ""):
        (x0, y0), (x1, y1) = _placed(start, matrix, boundary), _placed(end, matrix, boundary)
        if abs(y1 - y0) <= _STRAIGHT and abs(x1 - x0) > _STRAIGHT:
            drawn.across.append(Stroke((y0 + y1) / 2, min(x0, x1), max(x0, x1)))
        elif abs(x1 - x0) <= _STRAIGHT and abs(y1 - y0) > _STRAIGHT:
            drawn.down.append(Stroke((x0 + x1) / 2, min(y0, y1), max(y0, y1)))


def _segments(data: str) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
    """The straight pieces of a path: M x y, L x y, C closes; curves (Q, B, A) only move on.

    >>> list(_segments("M 0 0 L 10 0 L 10 5 C"))
    [((0.0, 0.0), (10.0, 0.0)), ((10.0, 0.0), (10.0, 5.0)), ((10.0, 5.0), (0.0, 0.0))]
    """
    operands = {"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}
    words = data.split()[: 4 * _MOST_SEGMENTS]
    at, begin, i = (0.0, 0.0), (0.0, 0.0), 0
    while i < len(words):
        count = operands.get(words[i])
        if count is None:
            i += 1
            continue
        given = [_number(word) for word in words[i + 1 : i + 1 + count]]
        if len(given) < count:
            return
        to = (given[-2], given[-1]) if count else begin
        if words[i] in ("L", "C") and to != at:
            yield at, to
        begin = to if words[i] in ("S", "M") else begin
        at, i = to, i + 1 + count


def _placed(point: tuple[float, float], matrix: Numbers, boundary: Numbers) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    x, y = point
    return (boundary[0] + a * x + c * y + e) * _POINTS, (boundary[1] + b * x + d * y + f) * _POINTS


def _matrix(item: Element) -> Numbers:
    found = _numbers(item.get("CTM", ""))
    return found if len(found) == 6 else _IDENTITY


def _deltas(printed: str) -> list[float]:
    """The steps between glyphs; `g 3 2.5` says a step three times.

    >>> _deltas("3 g 2 1.5 4")
    [3.0, 1.5, 1.5, 4.0]
    """
    words = printed.split()
    steps: list[float] = []
    i = 0
    while i < len(words) and len(steps) < _MOST_GLYPHS:
        if words[i] == "g" and i + 2 < len(words):
            steps += [_number(words[i + 2])] * min(int(_number(words[i + 1])), _MOST_GLYPHS)
            i += 3
        else:
            steps.append(_number(words[i]))
            i += 1
    return steps


def _numbers(printed: str) -> Numbers:
    return tuple(_number(word) for word in printed.split())


def _number(printed: str | None, otherwise: float = 0.0) -> float:
    """A number of a page; one that is none, or absurd, is 0."""
    try:
        number = float(printed) if printed is not None else otherwise
    except ValueError:
        return 0.0
    return number if abs(number) < 1e6 else 0.0  # nan is not


def _size(area: Element | None) -> tuple[float, float] | None:
    box = _numbers(area.findtext("{*}PhysicalBox") or "") if area is not None else ()
    return (box[2] * _POINTS, box[3] * _POINTS) if len(box) == 4 and box[2] > 0 and box[3] > 0 else None


def _place(folder: str, address: str) -> str:
    """The part at an address, which counts from the root or from the folder of the part that names it."""
    address = address.strip()
    return posixpath.normpath(posixpath.join("/", folder, address)).lstrip("/") if address else ""


def _pictures(package: Package, part: str) -> dict[str, str]:
    root = package.xml(part)
    if root is None:
        return {}
    folder = _place(posixpath.dirname(part), root.get("BaseLoc", ".") or ".")
    return {
        item.get("ID", ""): _place(folder, item.findtext("{*}MediaFile") or "")
        for item in root.iter("{*}MultiMedia")
        if item.get("Type") == "Image"
    }
