"""Workbooks of Excel 2007 and later: every visible sheet a page, numbers as displayed.

Read with lxml, row by row, instead of openpyxl, which makes an object of each formatted cell: a sheet formatted down to its
last row has a million of them that hold nothing.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from pipeline.document import Issue, Page
from pipeline.errors import UnreadableFile
from pipeline.readers.displayed import displayed, displayed_date, is_date_format
from pipeline.readers.package import Package, local, refuse_entities
from pipeline.readers.raised import is_note_mark
from pipeline.readers.recognise import OcrMode, Recogniser
from pipeline.readers.sheet import MOST_CELLS, Place, Sheet, extent_of, page_of_sheet

MOST_SHEETS = 500
_BUILT_IN = {
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    37: "#,##0_);(#,##0)",
    38: "#,##0_);(#,##0)",
    39: "#,##0.00_);(#,##0.00)",
    40: "#,##0.00_);(#,##0.00)",
    49: "@",
    41: '#,##0_ ;-#,##0_ ;"-"_ ',
    42: '#,##0_ ;-#,##0_ ;"-"_ ',
    43: '#,##0.00_ ;-#,##0.00_ ;"-"??_ ',
    44: '#,##0.00_ ;-#,##0.00_ ;"-"??_ ',
    **dict.fromkeys((14, 15, 22, 30), "yyyy/m/d"),
    **dict.fromkeys((17, 27, 36, 50, 52, 55, 57), 'yyyy"年"m"月"'),
    **dict.fromkeys((31, 51, 54, 58), 'yyyy"年"m"月"d"日"'),
}  # ECMA-376 18.8.30, those of zh-cn where they differ
_WHITE = ("1", "9")  # numbers of the palette
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 -- a day of a sheet has no time zone


@dataclass(frozen=True, slots=True)
class _Style:
    """How a cell shows what it holds."""

    number_format: str = "General"
    unseen: bool = False  # white on white


_PLAIN = _Style()


@dataclass(frozen=True, slots=True)
class _Book:
    """What the sheets of a workbook share."""

    package: Package
    strings: list[str]
    styles: list[_Style]
    epoch: datetime


def read_xlsx(source: bytes, recogniser: Recogniser | None, ocr: OcrMode) -> Iterator[Page | Issue]:
    """The visible sheets in their order, each a page; hidden sheets, rows and columns are left out.

    Numbers stand as their format displays them; formulas as the value that was stored last, and an Issue where none was.
    Raises UnreadableFile if the file is damaged, encrypted or absurdly large.
    """
    book, root, relations = _opened(source)
    visible = [sheet for sheet in root.iterfind("{*}sheets/{*}sheet") if sheet.get("state", "visible") == "visible"]
    if len(visible) > MOST_SHEETS:
        yield Issue("read", None, f"{len(visible)} sheets, over the limit of {MOST_SHEETS}; the others were not read")
    for number, sheet in enumerate(visible[:MOST_SHEETS], start=1):
        kind, part = relations.get(_relation(sheet), ("", ""))
        if kind == "worksheet":
            yield from _read_sheet(book, sheet.get("name", ""), part, number)


def shown_sheet(source: bytes) -> Sheet | None:
    """The sheet that is on top of a workbook, as one inside a document shows it; None where these bytes are none.

    Raises UnreadableFile if it is damaged.
    """
    if not source.startswith(b"PK"):
        return None
    book, root, relations = _opened(source)
    view = root.find("{*}bookViews/{*}workbookView")
    sheets = list(root.iterfind("{*}sheets/{*}sheet"))
    active = int(view.get("activeTab", 0)) if view is not None else 0
    if not sheets:
        return None
    sheet = sheets[active] if active < len(sheets) else sheets[0]
    kind, part = relations.get(_relation(sheet), ("", ""))
    if kind != "worksheet":
        return None
    found = _sheet(book, sheet.get("name", ""), part)[0]
    return replace(found, name=None) if found.cells else None  # addresses would be those of another file


def _opened(source: bytes) -> tuple[_Book, Any, dict[str, tuple[str, str]]]:
    """A workbook, the root of its main part, and what that refers to. Raises UnreadableFile."""
    package = Package(source, "workbook")
    main = package.target("", "officeDocument") or "xl/workbook.xml"
    root = package.xml(main)
    if root is None:
        raise UnreadableFile("the workbook is damaged: its main part is missing; fetch it again")
    properties = root.find("{*}workbookPr")
    old = properties is not None and properties.get("date1904") in ("1", "true")
    epoch = _EPOCH + timedelta(days=1462 if old else 0)
    book = _Book(package, _strings(package, main), _styles(package, main), epoch)
    return book, root, package.relations(main)


def _relation(sheet: Any) -> str:
    return next((value for name, value in sheet.attrib.items() if name.endswith("}id")), "")


def _read_sheet(book: _Book, name: str, part: str, number: int) -> Iterator[Page | Issue]:
    sheet, unknown = _sheet(book, name, part)
    page = page_of_sheet(sheet, number)
    if page.lines or page.tables:
        yield page
    if unknown:
        message = f"sheet {name}: {unknown} formulas have no stored value; open the workbook, save it and run again"
        yield Issue("read", number, message)


def _sheet(book: _Book, name: str, part: str) -> tuple[Sheet, int]:
    """The cells of a sheet, and how many formulas have no value."""
    from lxml import etree

    cells: dict[Place, str] = {}
    spans: dict[Place, tuple[int, int]] = {}
    hidden: set[int] = set()  # columns
    unknown = formatted = 0
    row = -1
    content = book.package.read(part)
    refuse_entities(content, f"sheet {name}")
    tags = ("{*}row", "{*}mergeCell", "{*}col")
    try:
        for _, element in etree.iterparse(io.BytesIO(content), tag=tags, resolve_entities=False, no_network=True):
            kind = local(element)
            if kind == "row":
                row = int(element.get("r", row + 2)) - 1
                if element.get("hidden") not in ("1", "true"):
                    last, lacking = _read_row(book, element, row, cells)
                    formatted, unknown = max(formatted, last + 1), unknown + lacking
                if len(cells) > MOST_CELLS:
                    raise UnreadableFile(
                        f"sheet {name} has more than {MOST_CELLS:,} cells that hold something: no report"
                    )
            elif kind == "mergeCell":
                place, span = _range(element.get("ref", ""))
                spans[place] = span
            elif element.get("hidden") in ("1", "true"):
                first, last = int(element.get("min", 1)), int(element.get("max", 1))
                hidden.update(range(first - 1, min(last, 16384)))
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableFile(f"the workbook is damaged: sheet {name}: {error}; fetch it again") from error
    kept = {place: text for place, text in cells.items() if place[1] not in hidden}
    spans = {place: span for place, span in spans.items() if place in kept}
    return Sheet(kept, spans, extent_of(kept, formatted), name), unknown


def _read_row(book: _Book, element: Any, row: int, cells: dict[Place, str]) -> tuple[int, int]:
    """Put what a row displays into `cells`; its last column, formatted or held, and how many formulas have no value."""
    held = unknown = 0
    column = -1
    for cell in element.iterfind("{*}c"):
        reference = _REFERENCE.match(cell.get("r", ""))
        column = _column(reference[1]) if reference else column + 1
        text = _text(book, cell)
        if text and text.strip():
            cells[row, column] = text
            held += 1
        elif text is None and cell.find("{*}f") is not None:
            unknown += 1
    return column if held else -1, unknown


def _text(book: _Book, cell: Any) -> str | None:
    """What a cell displays; None where it has no value."""
    kind, number = cell.get("t", "n"), int(cell.get("s", 0))
    style = book.styles[number] if number < len(book.styles) else _PLAIN
    if style.unseen:
        return ""
    if kind == "inlineStr":
        return _rich(cell.find("{*}is"))
    value = cell.findtext("{*}v")
    if value is None or value == "":
        return "" if kind == "str" and value is not None else None
    if kind == "s":
        at = int(value)
        return book.strings[at] if 0 <= at < len(book.strings) else ""
    if kind in ("str", "d"):
        return str(value)
    if kind == "b":
        return "是" if value == "1" else "否"
    if kind == "e":
        return str(value)  # #REF!, #DIV/0!
    return _number(float(value), style.number_format, book.epoch)


def _number(value: float, number_format: str, epoch: datetime) -> str:
    if is_date_format(number_format) and 1 <= value < 2_958_466:  # to the year 9999
        return displayed_date(epoch + timedelta(days=value), number_format)
    return displayed(value, number_format)


def _strings(package: Package, main: str) -> list[str]:
    root = package.xml(package.target(main, "sharedStrings") or "xl/sharedStrings.xml")
    return [] if root is None else [_rich(item) for item in root.iterfind("{*}si")]


def _rich(item: Any) -> str:
    """A text in one or several runs: without how it is pronounced, what is crossed out beside other text, marks of notes."""
    if item is None:
        return ""
    told: list[str] = []
    struck: list[str] = []
    for text in item.iterfind(".//{*}t"):
        run = text.getparent()
        if local(run) == "rPh":
            continue
        words = text.text or ""
        look = run.find("{*}rPr")
        raised = None if look is None else look.find("{*}vertAlign")
        if look is not None and _is_on(look.find("{*}strike")):
            struck.append(words)
        elif raised is None or raised.get("val") != "superscript" or not is_note_mark(words, "".join(told)):
            told.append(words)
    return "".join(told) if "".join(told).strip() else "".join(struck)


def _is_on(switch: Any) -> bool:
    return switch is not None and switch.get("val", "1") not in ("0", "false")


def _styles(package: Package, main: str) -> list[_Style]:
    root = package.xml(package.target(main, "styles") or "xl/styles.xml")
    if root is None:
        return []
    own = {int(f.get("numFmtId", -1)): f.get("formatCode", "") for f in root.iterfind("{*}numFmts/{*}numFmt")}
    known = {**_BUILT_IN, **own}
    white = {n for n, font in enumerate(root.iterfind("{*}fonts/{*}font")) if _is_white(font.find("{*}color"))}
    bare = {n for n, fill in enumerate(root.iterfind("{*}fills/{*}fill")) if _is_bare(fill)}
    return [
        _Style(
            known.get(int(style.get("numFmtId", 0)), "General"),
            int(style.get("fontId", 0)) in white and int(style.get("fillId", 0)) in bare,
        )
        for style in root.iterfind("{*}cellXfs/{*}xf")
    ]


def _is_white(colour: Any) -> bool:
    """Whether a colour is white, in one of the three ways to say it."""
    if colour is None:
        return False
    if colour.get("rgb"):
        return bool(colour.get("rgb")[-6:].upper() == "FFFFFF")
    if colour.get("theme"):
        return bool(colour.get("theme") == "0" and float(colour.get("tint", 0)) >= 0)
    return bool(colour.get("indexed") in _WHITE)


def _is_bare(fill: Any) -> bool:
    """Whether a cell's ground is paper: no pattern, or a white one."""
    pattern = fill.find("{*}patternFill")
    if pattern is None:
        return fill.find("{*}gradientFill") is None
    if pattern.get("patternType", "none") == "none":
        return True
    return pattern.get("patternType") == "solid" and _is_white(pattern.find("{*}fgColor"))


def _range(reference: str) -> tuple[Place, tuple[int, int]]:
    """
    >>> _range("B2:D3"), _range("A1")
    (((1, 1), (2, 3)), ((0, 0), (1, 1)))
    """
    corners = [(int(row) - 1, _column(column)) for column, row in _REFERENCE.findall(reference)] or [(0, 0)]
    (top, left), (bottom, right) = corners[0], corners[-1]
    return (top, left), (bottom - top + 1, right - left + 1)


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
