"""Tables of a text file whose columns are kept by blanks, as `pdftotext -layout` and many converters write them.

Each run of characters gets the place that it has on a line of fixed width, ideographs counting two or one, and the table
is read as one on a page without ruling lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.amounts import read_number
from pipeline.document import Grid, Line, Page
from pipeline.tables.captions import is_caption_row, is_furniture, is_title
from pipeline.tables.flow.widths import ideograph_width, width
from pipeline.tables.locate.loose import find_loose
from pipeline.tables.locate.spaced import has_one_gap
from pipeline.tables.locate.stretches import LONGEST_PIECE, IsHead

LEAST_ROWS = 3  # lines with runs far apart
RUN = re.compile(r"\S+(?: \S+)*")  # what single blanks join; two or more part
_PARTED = re.compile(r"\S\s{2,}\S")


def find_aligned(lines: Sequence[Line], is_head: IsHead, knows: IsHead) -> Iterator[tuple[int, int, Grid]]:
    """Grids of tables kept by blanks, each with the span of lines it takes, in order."""
    ideograph = ideograph_width(map(printed_of, lines))
    for start, end in _stretches(lines):
        placed = runs_placed(lines[start:end], ideograph)
        page = Page(lines[start].page, tuple(placed), width=600.0, height=800.0)
        for grid, held in find_loose(placed, page, None, is_head, knows):
            numbers = [round((line.box[1] + line.box[3]) / 2 * (end - start) - 0.5) for line in held if line.box]
            yield start + min(numbers), start + max(numbers) + 1, replace(grid, form="blanks")


def _stretches(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """Spans of lines that mostly hold runs far apart, with figures among them; blank lines do not end one.

    Where all runs are as far apart, no column shows. No line is looked at more than twice, however long the text: where
    no runs stand apart before the second line of prose, the next stretch can begin behind the first one.
    """
    at = 0
    while at < len(lines):
        end, parted, figures = at, 0, 0
        misses: list[int] = []  # since the last line with runs far apart
        for i in range(at, len(lines)):
            printed = printed_of(lines[i])
            if "\t" in printed or len(misses) > 1 or _is_above_table(printed):
                break
            if _PARTED.search(printed.strip()):
                parted, end, misses = parted + 1, i + 1, []
                figures += any(read_number(run) is not None for run in RUN.findall(printed))
            elif printed.strip() and not _is_name(printed.strip()):
                misses.append(i)
        if figures and parted >= LEAST_ROWS and not has_one_gap(lines[at:end]):
            yield at, end
        at = end if parted else (misses[0] if len(misses) > 1 else i) + 1


def _is_above_table(printed: str) -> bool:
    """Whether a line, whatever its gaps, is the title or caption of a table: its rows begin or end there."""
    return is_title(printed) or is_caption_row(printed)


def _is_name(text: str) -> bool:
    """Whether a run alone on its line may be the name of a row without a figure: 六、经营收入; not 部门支出总表."""
    short = len(text) <= LONGEST_PIECE and text[-1] not in "。；，：:"
    return short and not is_title(text) and not is_furniture(text)


def printed_of(line: Line) -> str:
    """A line with its blanks."""
    return line.printed or line.text


def runs_placed(lines: Sequence[Line], ideograph: int) -> list[Line]:
    """The runs of these lines with boxes as on a page of one row a line, an ideograph as wide as one or two characters."""
    whole = max(width(printed_of(line), ideograph) for line in lines) or 1
    placed = []
    for i, line in enumerate(lines):
        printed = printed_of(line)
        for run in RUN.finditer(printed):
            x0, x1 = width(printed[: run.start()], ideograph), width(printed[: run.end()], ideograph)
            box = (x0 / whole, (i + 0.2) / len(lines), x1 / whole, (i + 0.8) / len(lines))
            placed.append(replace(line, text=run[0], box=box, printed=run[0]))
    return placed
