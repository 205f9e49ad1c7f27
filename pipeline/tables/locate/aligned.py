"""Tables of a text file whose columns are kept by blanks, as `pdftotext -layout` and many converters write them.

Each run of characters gets the place that it has on a line of fixed width, ideographs counting two, and the table is
read as one on a page without ruling lines.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.amounts import read_number
from pipeline.document import Grid, GridCell, Line, Page
from pipeline.tables.captions import is_caption_row, is_furniture, is_title
from pipeline.tables.locate.loose import find_loose
from pipeline.tables.locate.stretches import LONGEST_PIECE, IsHead
from pipeline.tables.locate.visual import visual_rows

LEAST_ROWS = 3  # lines with runs far apart
NEXT = 4  # lines below its heads in which a filled form shows a figure
_RUN = re.compile(r"\S+(?: \S+)*")  # what single blanks join; two or more part
_PARTED = re.compile(r"\S\s{2,}\S")


def find_aligned(lines: Sequence[Line], is_head: IsHead) -> Iterator[tuple[int, int, Grid]]:
    """Grids of tables kept by blanks, each with the span of lines it takes, in order."""
    for start, end in _stretches(lines):
        placed = _placed(lines[start:end])
        page = Page(lines[start].page, tuple(placed), width=600.0, height=800.0)
        for grid, held in find_loose(placed, page, None, is_head):
            numbers = [round((line.box[1] + line.box[3]) / 2 * (end - start) - 0.5) for line in held if line.box]
            yield start + min(numbers), start + max(numbers) + 1, replace(grid, form="blanks")


def find_blank_forms(lines: Sequence[Line], is_head: IsHead) -> Iterator[tuple[int, int, Grid]]:
    """Forms kept by blanks that nobody filled in: rows of nothing but known heads, with no row of figures below."""
    at = 0
    while at < len(lines):
        end = at
        while end < len(lines) and _is_head_row(_printed(lines[end]), is_head):
            end += 1
        following = [_printed(line) for line in lines[end : end + NEXT] if line.text.strip()]
        filled = any(read_number(run) is not None for text in following for run in _RUN.findall(text))
        if end > at and not filled:
            placed = _placed(lines[at:end])
            cells = [
                GridCell(r, c, line.text, (line,))
                for r, row in enumerate(visual_rows(placed))
                for c, line in enumerate(row)
            ]
            width = max(cell.column for cell in cells) + 1
            page = lines[at].page
            yield at, end, Grid(tuple(cells), end - at, width, page, page, "tabs")
        at = max(end, at + 1)


def _is_head_row(printed: str, is_head: IsHead) -> bool:
    runs = _RUN.findall(printed)
    return "\t" not in printed and len(runs) >= LEAST_ROWS and all(map(is_head, runs))


def _stretches(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """Spans of lines that mostly hold runs far apart, with figures among them; blank lines do not end one."""
    at = 0
    while at < len(lines):
        end, parted, figures, misses = at, 0, 0, 0
        for i in range(at, len(lines)):
            printed = _printed(lines[i])
            if "\t" in printed or misses > 1 or _is_above_table(printed):
                break
            if _PARTED.search(printed.strip()):
                parted, end, misses = parted + 1, i + 1, 0
                figures += any(read_number(run) is not None for run in _RUN.findall(printed))
            elif printed.strip() and not _is_name(printed.strip()):
                misses += 1
        if figures and parted >= LEAST_ROWS:
            yield at, end
        at = max(end, at + 1)


def _is_above_table(printed: str) -> bool:
    """Whether a line, whatever its gaps, is the title or caption of a table: its rows begin or end there."""
    return is_title(printed) or is_caption_row(printed)


def _is_name(text: str) -> bool:
    """Whether a run alone on its line may be the name of a row without a figure: 六、经营收入; not 部门支出总表."""
    short = len(text) <= LONGEST_PIECE and text[-1] not in "。；，：:"
    return short and not is_title(text) and not is_furniture(text)


def _printed(line: Line) -> str:
    return line.printed or line.text


def _placed(lines: Sequence[Line]) -> list[Line]:
    """The runs of these lines with boxes as on a page of one row a line."""
    width = max(_columns(_printed(line)) for line in lines) or 1
    placed = []
    for i, line in enumerate(lines):
        printed = _printed(line)
        for run in _RUN.finditer(printed):
            x0, x1 = _columns(printed[: run.start()]), _columns(printed[: run.end()])
            box = (x0 / width, (i + 0.2) / len(lines), x1 / width, (i + 0.8) / len(lines))
            placed.append(Line(run[0], line.page, box, None, run[0]))
    return placed


def _columns(text: str) -> int:
    """Width of a text in columns of a terminal.

    >>> _columns("合计 1.20")
    9
    """
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)
