"""Word documents of 2007 and later: paragraphs, lists with their numbers, tables, text boxes, notes, pasted scans.

Read with lxml from the parts themselves: python-docx knows neither text boxes nor tracked changes nor list numbers, and builds
a merged table cell by cell.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from pipeline.document import Issue, Page
from pipeline.errors import UnreadableFile
from pipeline.readers.docx_numbers import Numbers
from pipeline.readers.layout import Block, Frame, Paragraph, flattened, names_of
from pipeline.readers.package import Package, local
from pipeline.readers.pictures import Pictures
from pipeline.readers.raised import is_note_mark
from pipeline.readers.recognise import OcrMode, Recogniser
from pipeline.readers.sheet import Flow, Sheet
from pipeline.readers.xlsx import shown_sheet

if TYPE_CHECKING:
    from lxml.etree import _Element as Element
else:
    Element = Any

_WRAPPERS: Final = names_of(  # what stands around runs, paragraphs, rows and cells without being one
    "sdt sdtContent customXml smartTag ins moveTo hyperlink fldSimple dir bdo AlternateContent Choice "
    "ruby rubyBase oMath oMathPara"
)
_LEFT_OUT: Final = names_of("del moveFrom Fallback rt instrText delText delInstrText pPr rPr sdtPr tblPr trPr tcPr")
_CHARACTERS: Final = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}
_HAIR: Final = 30  # twips, a twentieth of a point each
_OFF: Final = frozenset({"0", "false", "off", "none"})


def read_docx(source: bytes, recogniser: Recogniser | None, ocr: OcrMode) -> Iterator[Page | Issue]:
    """Paragraphs and tables in reading order on page 1 (Word keeps no reliable page breaks), scans on pages of their own.

    Tracked changes count as accepted; headers, footers, comments and hidden text are left out; footnotes follow at the end.
    Raises UnreadableFile if the file is damaged, encrypted or absurdly large.
    """
    package = Package(source, "Word document")
    main = package.target("", "officeDocument") or "word/document.xml"
    root = package.xml(main)
    body = None if root is None else root.find("{*}body")
    if body is None:
        raise UnreadableFile("the Word document is damaged: its main part is missing; fetch it again")
    pictures = Pictures(recogniser, ocr)
    reader = _Reader(package, main, Numbers.of(package, main), pictures)
    blocks = list(reader.blocks(body))
    for notes in ("footnotes", "endnotes"):
        part = package.target(main, notes)
        found = package.xml(part) if part else None
        for note in found if found is not None else ():
            if isinstance(note.tag, str) and _value(note, "type") not in ("separator", "continuationSeparator"):
                blocks += reader.blocks(note)
    flow = Flow(1)
    for block in blocks:
        if isinstance(block, Sheet):
            flow.add_sheet(block)
        else:
            flow.add_text(block.text)
    yield flow.page
    yield from pictures.read(first=2)


def _value(element: Element | None, name: str = "val") -> str:
    """An attribute of WordprocessingML; "" where there is none."""
    if element is None:
        return ""
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), "")


def _properties(element: Element, name: str) -> Element | None:
    """The properties of an element, which stand first in it, behind exceptions of a table's row alone."""
    return next((child for child in element[:2] if local(child) == name), None)


def _is_on(properties: Element | None, name: str) -> bool:
    found = None if properties is None else properties.find(f"{{*}}{name}")
    return found is not None and _value(found) not in _OFF


@dataclass(slots=True)
class _Text:
    """A paragraph as its runs come, and the text boxes that hang on it."""

    pieces: list[str] = field(default_factory=list)
    struck: set[int] = field(default_factory=set)  # numbers of the pieces that are crossed out
    boxes: list[Block] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All of it, without what is crossed out where something stands instead."""
        valid = "".join(piece for at, piece in enumerate(self.pieces) if at not in self.struck)
        return valid if valid.strip() else "".join(self.pieces)

    @property
    def last(self) -> str:
        return "".join(self.pieces).rstrip()[-1:]


class _Reader:
    """From elements of the main part, of notes and of text boxes to blocks."""

    def __init__(self, package: Package, main: str, numbers: Numbers, pictures: Pictures) -> None:
        self._package = package
        self._relations = package.relations(main)
        self._numbers = numbers
        self._pictures = pictures

    def blocks(self, parent: Element) -> Iterator[Block]:
        """The paragraphs and tables among these elements, in order."""
        for element in _unwrapped(parent):
            kind = local(element)
            if kind == "p":
                yield from self._paragraph(element)
            elif kind == "tbl":
                yield from flattened(self._table(element))

    def _paragraph(self, element: Element) -> Iterator[Block]:
        found = _Text()
        self._runs(element, found)
        text = found.text
        if text.strip():
            yield Paragraph(self._numbers.before(element) + text)
        yield from found.boxes

    def _runs(self, parent: Element, found: _Text) -> None:
        for element in _unwrapped(parent):
            kind = local(element)
            if kind == "r":
                properties = _properties(element, "rPr")
                if _is_on(properties, "vanish"):
                    continue
                before = len(found.pieces)
                self._run(element, properties, found)
                if _is_on(properties, "strike") or _is_on(properties, "dstrike"):
                    found.struck.update(range(before, len(found.pieces)))
            elif kind == "t":  # of a formula
                found.pieces.append(element.text or "")
            elif kind in ("f", "num", "den", "sSup", "sSub", "e", "sup", "sub"):
                self._runs(element, found)

    def _run(self, run: Element, properties: Element | None, found: _Text) -> None:
        raised = properties is not None and _value(properties.find("{*}vertAlign")) == "superscript"
        for element in _unwrapped(run):
            kind = local(element)
            if kind == "t":
                text = element.text or ""
                if not (raised and is_note_mark(text, found.last)):
                    found.pieces.append(text)
            elif kind in _CHARACTERS:
                found.pieces.append(_CHARACTERS[kind])
            elif kind in ("drawing", "pict", "object"):
                self._drawing(element, found)

    def _drawing(self, element: Element, found: _Text) -> None:
        """Text boxes and pictures; of two versions of a drawing the newer."""
        for content in element.iter("{*}txbxContent"):
            if not any(local(above) == "Fallback" for above in content.iterancestors()):
                found.boxes += self.blocks(content)
        if self._embedded(element, found):
            return
        for picture in element.iter("{*}blip", "{*}imagedata"):
            for name in ("embed", "id"):
                _, part = self._relations.get(_value(picture, name), ("", ""))
                if part:
                    self._pictures.add(self._package.read(part))

    def _embedded(self, element: Element, found: _Text) -> bool:
        """The sheet that a workbook inside the document shows; whether there is one. Its picture shows the same."""
        shown = False
        for embedded in element.iter("{*}OLEObject"):
            _, part = self._relations.get(_value(embedded, "id"), ("", ""))
            if part and _value(embedded, "Type") == "Embed":
                sheet = shown_sheet(self._package.read(part))
                found.boxes += [sheet] if sheet else []
                shown = shown or sheet is not None
        return shown

    def _table(self, element: Element) -> Frame:
        frame = Frame()
        grid = _grid(element)
        open_above: dict[int, tuple[int, int]] = {}  # column → place of the cell that goes on down
        row = -1
        for line in _unwrapped(element):
            if local(line) != "tr":
                continue
            properties = _properties(line, "trPr")
            if properties is not None and (properties.find("{*}del") is not None or _is_on(properties, "hidden")):
                continue
            row += 1
            before = None if properties is None else properties.find("{*}gridBefore")
            edge = _count(before, 0)
            going: dict[int, tuple[int, int]] = {}
            for cell in _unwrapped(line):
                if local(cell) != "tc":
                    continue
                own = _properties(cell, "tcPr")
                column, edge = grid(edge), edge + max(1, _count(None if own is None else own.find("{*}gridSpan"), 1))
                across = max(1, grid(edge) - column)
                merge = None if own is None else own.find("{*}vMerge")
                sideways = None if own is None else own.find("{*}hMerge")
                if sideways is not None and _value(sideways) != "restart" and (last := _before(frame, row, column)):
                    down, wide = frame.spans[last]
                    frame.spans[last] = (down, wide + across)
                elif merge is not None and _value(merge) != "restart" and column in open_above:
                    place = going[column] = open_above[column]
                    frame.spans[place] = (row - place[0] + 1, frame.spans[place][1])
                else:
                    frame.spans[row, column] = (1, across)
                    content = list(self.blocks(cell))
                    if content:
                        frame.cells[row, column] = content
                    if merge is not None:
                        going[column] = (row, column)
            open_above = going
        return frame


def _grid(table: Element) -> Callable[[int], int]:
    """Which column begins at an edge of a table's grid.

    A converter that lays rows out one by one leaves edges a hair apart where rows disagree by rounding: these are one. Where
    some cell is as narrow as that, the grid is meant.
    """
    widths = [_twips(column) for column in table.iterfind("{*}tblGrid/{*}gridCol")]
    hairs = sum(0 < width < _HAIR for width in widths)
    if not hairs or 2 * hairs > len(widths) or any(_is_narrow(cell) for cell in table.iterfind("{*}tr/{*}tc")):
        return lambda edge: edge
    columns = [0]
    since = 0
    for width in widths:
        since += width
        wide = since >= _HAIR
        columns.append(columns[-1] + wide)
        since = 0 if wide else since
    return lambda edge: columns[edge] if edge < len(columns) else columns[-1] + edge - len(columns) + 1


def _is_narrow(cell: Element) -> bool:
    own = _properties(cell, "tcPr")
    width = None if own is None else own.find("{*}tcW")
    return width is not None and _value(width, "type") in ("dxa", "") and 0 < _twips(width) < _HAIR


def _twips(element: Element) -> int:
    digits = _value(element, "w")
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 9 else 0


def _before(frame: Frame, row: int, column: int) -> tuple[int, int] | None:
    """The cell of a row that ends where a column begins."""
    return next(((r, c) for (r, c), (_, wide) in frame.spans.items() if r == row and c + wide == column), None)


def _count(element: Element | None, otherwise: int) -> int:
    digits = _value(element)
    return min(int(digits), 1000) if digits.isascii() and digits.isdigit() and len(digits) < 9 else otherwise


def _unwrapped(parent: Element) -> Iterator[Element]:
    """The children, those of what only stands around them instead of it; what was deleted is none."""
    for element in parent:
        kind = local(element)
        if kind in _WRAPPERS:
            yield from _unwrapped(element)
        elif kind and kind not in _LEFT_OUT:
            yield element
