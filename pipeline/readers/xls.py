"""Workbooks of Excel 95 to 2003 and of WPS (.xls, .et): every visible sheet a page, numbers as displayed."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from pipeline.document import Issue, Page
from pipeline.errors import UnreadableFile
from pipeline.readers.displayed import displayed, displayed_date, is_date_format
from pipeline.readers.libreoffice import office, read_binary_excel
from pipeline.readers.recognise import OcrMode, Recogniser
from pipeline.readers.sheet import MOST_CELLS, Place, Sheet, extent_of, page_of_sheet


def read_xls(source: bytes, recogniser: Recogniser | None, ocr: OcrMode) -> Iterator[Page | Issue]:
    """The visible sheets in their order; hidden sheets, rows and columns are left out. Macros are not looked at.

    What xlrd cannot open is given to LibreOffice, where it is installed. Raises UnreadableFile if the file is damaged or
    under a password.
    """
    try:
        book = _open(source)
    except UnreadableFile as error:
        if office() is None or "password" in str(error):
            raise
        yield from read_binary_excel(source, recogniser, ocr)
        return
    for number, name in enumerate(book.sheet_names(), start=1):
        try:
            sheet = book.sheet_by_index(number - 1)
            page = page_of_sheet(_sheet(book, sheet), number) if sheet.visibility == 0 else None
        except _damages() as error:
            yield Issue("read", number, f"sheet {name} is damaged: {error}")
            continue
        if page and (page.lines or page.tables):
            yield page


def _damages() -> tuple[type[Exception], ...]:
    """What xlrd raises on damaged files, apart from its own error."""
    import struct

    import xlrd

    return (
        *(xlrd.XLRDError, xlrd.compdoc.CompDocError, struct.error, AssertionError, UnicodeDecodeError, LookupError),
        *(ValueError, TypeError, AttributeError, NotImplementedError, ArithmeticError, RecursionError),
    )


def _open(source: bytes) -> Any:
    import xlrd

    try:
        return xlrd.open_workbook(file_contents=source, formatting_info=True, on_demand=True, logfile=io.StringIO())
    except _damages() as error:
        if "encrypted" in str(error):
            raise UnreadableFile("the workbook is under a password; remove it") from error
        raise UnreadableFile(f"the workbook is damaged: {error}; open it, save it as .xlsx and run again") from error


def _sheet(book: Any, sheet: Any) -> Sheet:
    cells: dict[Place, str] = {}
    for row in range(sheet.nrows):
        if row in sheet.rowinfo_map and sheet.rowinfo_map[row].hidden:
            continue
        for column in range(sheet.row_len(row)):
            shown = column not in sheet.colinfo_map or not sheet.colinfo_map[column].hidden
            text = _text(book, sheet, row, column) if shown else ""
            if text.strip():
                cells[row, column] = text
        if len(cells) > MOST_CELLS:
            raise UnreadableFile(
                f"sheet {sheet.name} has more than {MOST_CELLS:,} cells that hold something: no report"
            )
    spans = {
        (top, left): (bottom - top, right - left)
        for top, bottom, left, right in sheet.merged_cells
        if (top, left) in cells
    }
    widths = [sheet.row_len(row) for row in {row for row, _ in cells}]
    return Sheet(cells, spans, extent_of(cells, max(widths, default=0)), sheet.name)


def _text(book: Any, sheet: Any, row: int, column: int) -> str:
    """What a cell displays."""
    import xlrd

    kind, value = sheet.cell_type(row, column), sheet.cell_value(row, column)
    if kind == xlrd.XL_CELL_TEXT:
        return str(value)
    if kind in (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE):
        number_format = _format(book, sheet.cell_xf_index(row, column))
        if kind == xlrd.XL_CELL_DATE and is_date_format(number_format):
            try:
                return displayed_date(xlrd.xldate_as_datetime(value, book.datemode), number_format)
            except (xlrd.xldate.XLDateError, OverflowError, ValueError):
                pass
        return displayed(value, number_format)
    if kind == xlrd.XL_CELL_BOOLEAN:
        return "是" if value else "否"
    if kind == xlrd.XL_CELL_ERROR:
        return str(xlrd.error_text_from_code.get(value, "#ERROR"))
    return ""


def _format(book: Any, style: int) -> str:
    if not 0 <= style < len(book.xf_list):
        return "General"
    found = book.format_map.get(book.xf_list[style].format_key)
    return found.format_str if found else "General"
