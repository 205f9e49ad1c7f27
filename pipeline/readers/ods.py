"""Spreadsheets of OpenDocument (.ods): every visible sheet a page; the file keeps what each cell displays."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pipeline.document import Issue, Page
from pipeline.errors import UnreadableFile
from pipeline.readers.package import Package, local
from pipeline.readers.recognise import OcrMode, Recogniser
from pipeline.readers.sheet import MOST_CELLS, Place, Sheet, page_of_sheet

_HIDDEN = ("collapse", "filter")
_LAST = 1 << 20  # rows and columns of a sheet; a repetition past them is one of empty cells


def read_ods(source: bytes, recogniser: Recogniser | None, ocr: OcrMode) -> Iterator[Page | Issue]:
    """The visible sheets in their order; hidden sheets, rows and columns are left out.

    Raises UnreadableFile if the file is damaged, encrypted or absurdly large.
    """
    package = Package(source, "spreadsheet")
    if b"encryption-data" in package.read("META-INF/manifest.xml"):
        raise UnreadableFile("the spreadsheet is under a password; remove it")
    root = package.xml("content.xml")
    if root is None:
        raise UnreadableFile("the spreadsheet is damaged: its content is missing; fetch it again")
    hidden = {
        _of(style, "name")
        for style in root.iterfind(".//{*}automatic-styles/{*}style")
        if any(_of(properties, "display") == "false" for properties in style.iterfind("{*}table-properties"))
    }
    for number, table in enumerate(root.iterfind(".//{*}spreadsheet/{*}table"), start=1):
        if _of(table, "style-name") not in hidden:
            page = page_of_sheet(_sheet(table), number)
            if page.lines or page.tables:
                yield page


def _of(element: Any, name: str) -> str:
    """An attribute, whatever its namespace."""
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), "")


def _count(element: Any, name: str) -> int:
    text = _of(element, name)
    return min(int(text), _LAST) if text.isdecimal() else 1


def _sheet(table: Any) -> Sheet:
    name = _of(table, "name")
    hidden = _hidden_columns(table)
    cells: dict[Place, str] = {}
    spans: dict[Place, tuple[int, int]] = {}
    row = 0
    for element in table.iter("{*}table-row"):
        repeated = _count(element, "number-rows-repeated")
        held = [] if _of(element, "visibility") in _HIDDEN else _row(element, hidden)
        for r in range(row, row + repeated) if held else ():
            for column, text, span in held:
                cells[r, column] = text
                spans[r, column] = span
            if len(cells) > MOST_CELLS:
                raise UnreadableFile(f"sheet {name} has more than {MOST_CELLS:,} cells that hold something: no report")
        row += repeated
    return Sheet(cells, spans, name=name)


def _row(element: Any, hidden: set[int]) -> list[tuple[int, str, tuple[int, int]]]:
    """Column, text and span of the cells that hold something."""
    held: list[tuple[int, str, tuple[int, int]]] = []
    column = 0
    for cell in element:
        if local(cell) not in ("table-cell", "covered-table-cell"):
            continue
        repeated = _count(cell, "number-columns-repeated")
        text = "\n".join(_paragraph(p) for p in cell if local(p) in ("p", "h"))
        if text.strip() and local(cell) == "table-cell":
            span = (_count(cell, "number-rows-spanned"), _count(cell, "number-columns-spanned"))
            last = min(column + repeated, column + MOST_CELLS)
            held += [(c, text, span) for c in range(column, last) if c not in hidden]
        column += repeated
        if len(held) > MOST_CELLS:
            break
    return held


def _paragraph(element: Any) -> str:
    """The text of a paragraph; comments beside it are no part of it."""
    pieces = [element.text or ""]
    for child in element:
        kind = local(child)
        if kind == "s":
            pieces.append(" " * min(_count(child, "c"), 100))
        elif kind in ("tab", "line-break"):
            pieces.append(" ")
        elif kind not in ("annotation", "note", ""):
            pieces.append(_paragraph(child))
        pieces.append(child.tail or "")
    return "".join(pieces)


def _hidden_columns(table: Any) -> set[int]:
    hidden: set[int] = set()
    column = 0
    for element in table.iter("{*}table-column"):
        repeated = _count(element, "number-columns-repeated")
        if _of(element, "visibility") in _HIDDEN:
            hidden.update(range(column, column + min(repeated, 16_384)))
        column += repeated
    return hidden
