"""Tables of which a converter put some lines between bars and left others as they were: all of them lines in reading order.

A table that was kept whole is bars from its heads to its last row. One of which only pieces found their columns has names
and figures between the pieces; its cells are worth no more than their order.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.document import Line
from pipeline.tables.captions import is_caption_row, is_furniture, is_note, is_title
from pipeline.tables.flow.widths import width

_PAGE = re.compile(r"[-—\s]*\d{1,2}[-—\s]*")  # 26, between the rows of two pages
_RULE = re.compile(r"\|?(?:\s*:?-{3,}:?\s*\|?)+")  # | --- | --- |


def is_barred(line: Line) -> bool:
    """Whether a line is a row between bars."""
    return line.text.lstrip().startswith("|")


def without_bars(lines: Sequence[Line]) -> list[Line]:
    """The lines, cells between bars as words one after the other, rules between heads and rows blank."""
    return [_plain(line) if is_barred(line) else line for line in lines]


def in_columns(lines: Sequence[Line]) -> dict[int, Line] | None:
    """Rows between bars by their index, each cell in the middle of its column; None where rows have unlike numbers of cells."""
    rows = {
        n: [cell.strip() for cell in line.text.strip().strip("|").split("|")]
        for n, line in enumerate(lines)
        if is_barred(line)
    }
    if len({len(cells) for cells in rows.values()}) != 1:
        return None
    widest = max(width(cell) for cells in rows.values() for cell in cells)
    laid = {n: "  ".join(_centred(cell, widest) for cell in cells) for n, cells in rows.items()}
    return {n: replace(lines[n], text=text.strip(), printed=text) for n, text in laid.items()}


def _centred(cell: str, widest: int) -> str:
    left = (widest - width(cell)) // 2
    return " " * left + cell + " " * (widest - width(cell) - left)


def is_in_pieces(lines: Sequence[Line]) -> bool:
    """Whether a table's lines, of which some are rows between bars, are pieces: lines of words or figures between them.

    >>> def rows(text):
    ...     return [Line(part, 1) for part in text.split("/")]
    >>> is_in_pieces(rows("| 合计 | 3.00 |/社会工作事务/| 20139 | 3.00 |")), is_in_pieces(rows("| 合计 | 3.00 |/| 201 | 3.00 |"))
    (True, False)
    """
    barred = [n for n, line in enumerate(lines) if is_barred(line)]
    if not barred:
        return False
    inside = lines[barred[0] : barred[-1]]
    between = [line for line in inside if not is_barred(line) and _belongs(line.text.strip())]
    around = [line for line in lines if not is_barred(line) and re.search(r"\d\.\d", line.text)]
    return bool(between or around)


def _belongs(text: str) -> bool:
    return (
        bool(text)
        and not _PAGE.fullmatch(text)
        and not (is_title(text) or is_furniture(text) or is_caption_row(text) or is_note(text))
    )


def _plain(line: Line) -> Line:
    cells = () if _RULE.fullmatch(line.text.strip()) else (cell.strip() for cell in line.text.split("|"))
    text = " ".join(cell for cell in cells if cell)
    return replace(line, text=text, printed=text)
