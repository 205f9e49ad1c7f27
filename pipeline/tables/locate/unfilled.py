"""Forms that nobody filled in: known heads below a title, and no row of figures behind them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.amounts import read_number
from pipeline.document import Grid, GridCell, Line
from pipeline.tables.captions import MOST_ROWS, is_furniture, is_note, is_title
from pipeline.tables.flow.widths import ideograph_width
from pipeline.tables.locate.aligned import RUN, printed_of, runs_placed
from pipeline.tables.locate.stretches import LEAST_HEADS, IsHead
from pipeline.tables.locate.visual import visual_rows

NEXT = 4  # lines below its heads in which a filled form shows a figure
_SENTENCE = re.compile(
    r"[。；;]$|^第[一二三四五六七八九十]+部分|^[一二三四五六七八九十]+、"
)  # what is no cell of a first row


def find_blank_forms(lines: Sequence[Line], is_head: IsHead) -> Iterator[tuple[int, int, Grid]]:
    """Forms kept by blanks: rows of nothing but known heads."""
    ideograph = ideograph_width(map(printed_of, lines))
    at = 0
    while at < len(lines):
        end = at
        while end < len(lines) and _is_head_row(printed_of(lines[end]), is_head):
            end += 1
        following = [printed_of(line) for line in lines[end : end + NEXT] if line.text.strip()]
        filled = any(read_number(run) is not None for text in following for run in RUN.findall(text))
        if end > at and not filled:
            yield at, end, _grid(visual_rows(runs_placed(lines[at:end], ideograph)), lines[at].page)
        at = max(end, at + 1)


def find_single_forms(lines: Sequence[Line], is_head: IsHead) -> Iterator[tuple[int, int, Grid]]:
    """Forms of one cell a line behind a title and its caption, up to a sentence, another title or the end of the file."""
    for n, title in enumerate(lines):
        if not is_title(title.text):
            continue
        at, behind = n + 1, n + 1 + MOST_ROWS
        while at < min(behind, len(lines)) and (not lines[at].text.strip() or is_furniture(lines[at].text)):
            at += 1
        end = at
        while end < len(lines) and _may_be_head(lines[end].text.strip(), is_head):
            end += 1
        heads = [line for line in lines[at:end] if is_head(line.text)]
        known = {line.text.strip() for line in heads}
        if len(known) >= LEAST_HEADS and (end == len(lines) or _ends_form(lines[end].text.strip())):
            yield at, end, _grid([heads], heads[0].page)


def _is_head_row(printed: str, is_head: IsHead) -> bool:
    runs = RUN.findall(printed)
    return "\t" not in printed and len(runs) >= LEAST_HEADS and all(map(is_head, runs))


def _may_be_head(text: str, is_head: IsHead) -> bool:
    """Whether a line is blank, a head, or the number of a column; 0 is a figure."""
    return not text or is_head(text) or re.fullmatch(r"[1-9]\d?", text) is not None


def _ends_form(text: str) -> bool:
    return is_note(text) or is_title(text) or _SENTENCE.search(text) is not None


def _grid(rows: Sequence[Sequence[Line]], page: int) -> Grid:
    cells = tuple(
        GridCell(r, c, line.text.strip(), (line,)) for r, row in enumerate(rows) for c, line in enumerate(row)
    )
    return Grid(cells, len(rows), max(map(len, rows)), page, page, "tabs")
