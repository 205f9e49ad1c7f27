"""The sample as a workbook to be marked, and read back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any, Final
from zipfile import BadZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.datavalidation import DataValidation

from pipeline.contacts import without_contacts
from pipeline.errors import UsageError
from pipeline.export.query import Row
from pipeline.export.xlsx import readable_text

SHEET: Final = "sample"
MARK, WHAT, NOTE = "right?", "what is wrong", "note"
YES, NO = "yes", "no"
_WRONG: Final = {
    "cells": ("value", "row", "column", "type of table", "unit", "no figure of the report"),
    "statements": ("quantity", "amount", "percent", "direction", "base", "reason", "no claim"),
}
_YES: Final = frozenset({"yes", "y", "1", "true", "right", "是", "对", "正确", "√", "✓"})
_NO: Final = frozenset({"no", "n", "0", "false", "wrong", "否", "错", "不对", "错误", "×", "✗"})
_WIDTHS: Final = {"path": 34, "table_title": 30, "row_name": 28, "column_path": 26, "sentence": 60, "reason": 34, "indicator": 24,
                  "printed": 14, "value": 16, "id": 24, "agency": 24, WHAT: 18, NOTE: 24}  # fmt: skip


def write_sample(path: Path, what: str, rows: Sequence[Row], about: Mapping[str, object]) -> None:
    """A workbook with a row for each; `about` stands on a sheet of its own, and is read back."""
    workbook = Workbook()
    sheet = workbook.active
    sheet.title = SHEET
    columns = [name for name in (rows[0] if rows else {}) if name != "ticket"]
    heads = [MARK, WHAT, NOTE, *columns]
    sheet.append(heads)
    for row in rows:
        sheet.append([None, None, None])
        for column, name in enumerate(columns, start=4):
            _put(sheet.cell(sheet.max_row, column), row[name])
    for at, name in enumerate(heads, start=1):
        head = sheet.cell(1, at)
        head.font = Font(bold=True)
        head.fill = PatternFill("solid", fgColor="F3EAD2" if at <= 3 else "F5F2EB")
        sheet.column_dimensions[get_column_letter(at)].width = _WIDTHS.get(name, 13)
    sheet.freeze_panes = "D2"
    sheet.auto_filter.ref = sheet.dimensions
    for choices, letter in (((YES, NO), "A"), (_WRONG[what], "B")):
        validation = DataValidation("list", formula1=f'"{",".join(choices)}"', allow_blank=True, showErrorMessage=False)
        validation.add(f"{letter}2:{letter}{len(rows) + 1}")
        sheet.add_data_validation(validation)
    notes = workbook.create_sheet("about")
    for name, value in {"what": what, **about}.items():
        notes.append([name, value])
    workbook.save(path)


def _put(cell: Any, value: object) -> None:
    if isinstance(value, list | tuple):
        value = " ".join(f"{side:.3f}" for side in value)
    if isinstance(value, Decimal):
        cell.value, cell.number_format = value.normalize(), "#,##0.00######"
    elif isinstance(value, str):
        cell.value = readable_text(without_contacts(value))
        cell.data_type = "s"  # whatever it looks like, it is no formula
        cell.alignment = Alignment(vertical="top", wrap_text=len(value) > 40)
    else:
        cell.value = value


def read_marks(path: Path) -> tuple[dict[str, str], list[tuple[str, str, bool, str]]]:
    """What the sample was drawn from, and of each marked row: id, grade, whether it is right, what is wrong.

    Raises UsageError for a file that is no such sample, and for a mark that is neither yes nor no.
    """
    try:
        workbook = load_workbook(path, read_only=True, data_only=True)
    except (OSError, BadZipFile, InvalidFileException, KeyError, ValueError) as error:
        raise UsageError(f"{path} cannot be read as a workbook: {error}") from error
    if SHEET not in workbook.sheetnames or "about" not in workbook.sheetnames:
        raise UsageError(f"{path} is no sample that `pipeline audit` wrote")
    about = {str(row[0]): str(row[1]) for row in workbook["about"].iter_rows(values_only=True) if row and row[0]}
    heads, *rows = [list(row) for row in workbook[SHEET].iter_rows(values_only=True)]
    at = {name: heads.index(name) for name in (MARK, WHAT, "id", "grade") if name in heads}
    if len(at) < 4:
        raise UsageError(f"{path}: a column is gone; there must be {MARK}, {WHAT}, id and grade")
    marks = []
    for number, row in enumerate(rows, start=2):
        said = str(row[at[MARK]] if row[at[MARK]] is not None else "").strip().lower()
        if not said:
            continue
        if said not in _YES | _NO:
            raise UsageError(f"{path}, row {number}: “{row[at[MARK]]}” is neither {YES} nor {NO}")
        marks.append((str(row[at["id"]]), str(row[at["grade"]]), said in _YES, str(row[at[WHAT]] or "")))
    return about, marks
