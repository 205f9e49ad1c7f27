"""Comma-separated values, as Excel and statistical programs save a sheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from pipeline.document import Issue, Page
from pipeline.errors import UnreadableFile
from pipeline.readers.recognise import OcrMode, Recogniser
from pipeline.readers.sheet import MOST_CELLS, Place, Sheet, page_of_sheet
from pipeline.readers.sniff_text import csv_delimiter
from pipeline.readers.text import AS_TEXT, decode


def read_csv(source: bytes, recogniser: Recogniser | None, ocr: OcrMode) -> Iterator[Page | Issue]:
    """One page; quoted fields may hold commas and line ends. Encodings are told apart as for plain text.

    Raises UnreadableFile if no encoding fits, a quote never ends, or there are absurdly many fields.
    """
    text, damaged = decode(source)
    cells: dict[Place, str] = {}
    lines: dict[int, int] = {}
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=csv_delimiter(text) or ",")
    line = 1
    try:
        for row, fields in enumerate(reader):
            lines[row] = line
            cells.update(
                {(row, column): AS_TEXT.sub(r"\1", field) for column, field in enumerate(fields) if field.strip()}
            )
            line = reader.line_num + 1
            if len(cells) > MOST_CELLS:
                raise UnreadableFile(f"more than {MOST_CELLS:,} fields that hold something: no report")
    except csv.Error as error:
        raise UnreadableFile(f"line {line} is no comma-separated text ({error}): a quote is missing") from error
    yield page_of_sheet(Sheet(cells, lines=lines), 1)
    if damaged:
        yield Issue("read", 1, f"{damaged} characters could not be decoded and stand as \ufffd")
