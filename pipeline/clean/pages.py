"""Pages as read → pages of clean lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipeline.clean.characters import character_folding, fold_characters
from pipeline.clean.debris import drop_debris
from pipeline.clean.flattened import unflatten
from pipeline.clean.margins import drop_margins
from pipeline.clean.spaces import close_spaces
from pipeline.document import Line, NativeTable, Page
from pipeline.vocabulary.confusions import Confusions


def clean_pages(pages: Sequence[Page], confusions: Confusions) -> tuple[Page, ...]:
    """Every line normalised, page numbers and running heads gone; `Line.printed` keeps what was read.

    Lines stay lines: blank ones, leading and inner tabs of text files are there for the tables.
    """
    folding = character_folding(confusions.characters)
    cleaned = []
    for page in pages:
        tables = tuple(_clean_table(table, folding, confusions) for table in page.tables)
        instead = [[_clean_line(part, folding, confusions) for part in _parts(line)] for line in page.lines]
        cleaned.append(replace(page, tables=tables).with_lines(instead))
    return drop_margins(cleaned)


def _parts(line: Line) -> list[Line]:
    """A line, or the lines that a converter ran together in it."""
    pieces = unflatten(line.text) if line.box is None else [line.text]
    return [line] if len(pieces) == 1 else [replace(line, text=piece, printed=piece) for piece in pieces]


def _clean_table(table: NativeTable, folding: Mapping[int, str | int], confusions: Confusions) -> NativeTable:
    """The same cells, each of their lines cleaned."""
    cells = []
    for cell in table.cells:
        lines = tuple(_clean_line(line, folding, confusions) for line in cell.lines)
        cells.append(replace(cell, text="".join(line.text.strip() for line in lines), lines=lines))
    return replace(table, cells=tuple(cell for cell in cells if cell.text))


def _clean_line(line: Line, folding: Mapping[int, str | int], confusions: Confusions) -> Line:
    text = clean_text(line.text, folding, confusions)
    if text == line.text and line.printed:
        return line
    return replace(line, text=text, printed=line.printed or line.text)


def clean_text(text: str, folding: Mapping[int, str | int], confusions: Confusions) -> str:
    """One line: characters, then debris, then misread words, then blanks."""
    text = fold_characters(text.replace("\u3000", "  "), folding)
    text = drop_debris(text)
    if confusions.misread:
        text = confusions.misread.sub(lambda match: confusions.words[match[0]], text)
    return close_spaces(text)
