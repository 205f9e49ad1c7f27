"""The corpus as one Excel workbook: a sheet per table, amounts as numbers, text that is never run as a formula."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from itertools import chain, islice
from pathlib import Path
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from pipeline.export.csv import plain_amount
from pipeline.export.durable import ENDING, make_folders, put_in_place, unfinished
from pipeline.export.parquet import read_batches
from pipeline.export.schema import SCHEMAS, TABLES

ROWS_OF_A_SHEET: Final = 1_048_576 - 1  # without the heading
LENGTH_OF_A_CELL: Final = 32_767
_CUT: Final = " […]"


def write_xlsx(corpus: Path, folder: Path, rows_of_a_sheet: int = ROWS_OF_A_SHEET) -> None:
    """Write `folder/corpus.xlsx`; a table longer than a sheet goes on in `cells 2`, `cells 3` …

    Excel holds 32,767 characters in a cell: longer texts are cut and end in ` […]`; Parquet has them whole.
    """
    make_folders([folder])
    path = folder / "corpus.xlsx"
    with _temporary_files(folder / f".sheets{ENDING}"):
        _workbook(corpus, rows_of_a_sheet).save(unfinished(path))
    put_in_place(path)


@contextmanager
def _temporary_files(folder: Path) -> Iterator[None]:
    """openpyxl's temporary files, one a sheet, beside the workbook: what a killed run leaves, the next takes away."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    before, tempfile.tempdir = tempfile.tempdir, str(folder)
    try:
        yield
    finally:
        tempfile.tempdir = before
        shutil.rmtree(folder, ignore_errors=True)


def _workbook(corpus: Path, rows_of_a_sheet: int) -> Workbook:
    workbook = Workbook(write_only=True)
    for name in TABLES:
        rows = (row for batch in read_batches(corpus, name) for row in zip(*_columns(batch), strict=True))
        for number, chunk in enumerate(_chunks(rows, rows_of_a_sheet), start=1):
            sheet = workbook.create_sheet(name if number == 1 else f"{name} {number}")
            sheet.freeze_panes = "A2"
            sheet.append(SCHEMAS[name].names)
            for row in chunk:
                sheet.append([_cell(sheet, value) for value in row])
    return workbook


def _columns(batch: Any) -> list[list[Any]]:
    return [column.to_pylist() for column in batch.columns]


def _chunks(rows: Iterator[tuple[Any, ...]], size: int) -> Iterator[Iterator[tuple[Any, ...]]]:
    """The rows in pieces of at most `size`; one empty piece where there are none."""
    first = next(rows, None)
    if first is None:
        yield iter(())
    while first is not None:
        yield islice(chain((first,), rows), size)
        first = next(rows, None)


def _cell(sheet: Any, value: object) -> object:
    if isinstance(value, Decimal):
        return Decimal(plain_amount(value))
    if isinstance(value, list):
        value = json.dumps(value, ensure_ascii=False)
    return text_cell(sheet, value) if isinstance(value, str) else value


def text_cell(sheet: Any, text: str) -> Any:
    """A cell that holds a text, whatever it looks like: openpyxl would make a formula of "=1+1" and an error of "#N/A"."""
    cell = WriteOnlyCell(sheet, readable_text(text))
    cell.data_type = "s"
    return cell


def readable_text(text: str) -> str:
    """Text that a cell of Excel can hold: without control characters, at most 32,767 characters.

    >>> readable_text("收入\\x0b合计"), len(readable_text("字" * 40_000)), readable_text("字" * 40_000)[-5:]
    ('收入合计', 32767, '字 […]')
    """
    text = ILLEGAL_CHARACTERS_RE.sub("", text)
    return text if len(text) <= LENGTH_OF_A_CELL else text[: LENGTH_OF_A_CELL - len(_CUT)] + _CUT
