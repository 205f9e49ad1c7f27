"""Rows whose cells one constant run of blanks parts, so that no column shows: split, they are a stream of cells.

`一、教育支出 12.00 10.00 2.00` under `项目 合计 基本支出 项目支出`, as a copied or reflowed page leaves it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile

from pipeline.amounts import read_number
from pipeline.document import Line
from pipeline.tables.captions import MOST_ROWS, is_caption_row, is_furniture, is_title
from pipeline.tables.locate.stream import LONGEST, Stream, find_streams, is_amount, is_code
from pipeline.tables.locate.tabbed import Run

LEAST_ROWS = 2  # lines that end in a figure: 合计 and the one body of an agency without others
WIDEST = 3  # blanks; where more stand, columns are kept by them
_GAP = re.compile(r"(?<=\S)\s+(?=\S)")
_PROSE = re.compile(r"[。；;，]|[：:？]$|^第[一二三四五六七八九十]+部分")


@dataclass(frozen=True, slots=True)
class _Block:
    """The lines below a title, split; `figures` counts those at the end of each row."""

    title: Line
    start: int
    end: int
    cells: tuple[tuple[Line, ...], ...]
    figures: tuple[int, ...]


def find_spaced_rows(lines: Sequence[Line]) -> Iterator[Run]:
    """Tables of one row of heads whose rows are as wide: their cells stand where they are counted."""
    for block in _blocks(lines):
        width = _width(block)
        if width:
            yield Run(block.start, block.end, tuple(_in_columns(row, width) for row in block.cells), "tabs")


def find_spaced_streams(lines: Sequence[Line], names_table: Callable[[str], bool]) -> Iterator[Stream]:
    """The other tables, as cells in order; their spans are those of the lines they were split from."""
    for block in _blocks(lines):
        if not _width(block) and _is_stream(block):
            cells = [cell for row in block.cells for cell in row]
            stream = next(find_streams([block.title, *cells], names_table), None)
            if stream is not None:
                yield replace(stream, start=block.start, end=block.end)


def has_one_gap(lines: Sequence[Line]) -> bool:
    """Whether the same few blanks part all cells of these lines."""
    widths = {len(gap) for line in lines for gap in _GAP.findall((line.printed or line.text).strip())}
    return len(widths) == 1 and max(widths) <= WIDEST


def _blocks(lines: Sequence[Line]) -> Iterator[_Block]:
    for n, title in enumerate(lines):
        if not is_title(title.text):
            continue
        start = _after_caption(lines, n + 1)
        held = list(_rows(lines, start))
        if not held or not has_one_gap([lines[i] for i in held]):
            continue
        cells = tuple(tuple(replace(lines[i], text=w, printed=w) for w in lines[i].text.split()) for i in held)
        figures = tuple(sum(1 for _ in takewhile(_is_figure, (cell.text for cell in reversed(row)))) for row in cells)
        if sum(0 < count < len(row) for row, count in zip(cells, figures, strict=True)) >= LEAST_ROWS:
            yield _Block(title, start, held[-1] + 1, cells, figures)


def _width(block: _Block) -> int:
    """The columns of a table each of whose rows has as many figures, beside one or two keys; 0 where it is none."""
    width, keys = len(block.cells[0]), len(block.cells[0]) - block.figures[-1]
    like = all(count == block.figures[-1] for count in block.figures[1:])
    full = all(len(row) - count in (1, keys) for row, count in zip(block.cells[1:], block.figures[1:], strict=True))
    return width if like and full and block.figures[0] == 0 and keys in (1, 2) else 0


def _in_columns(row: Sequence[Line], width: int) -> tuple[tuple[Line, ...], ...]:
    """A row with the key that it lacks left empty: 合计 has no code."""
    missing: tuple[tuple[Line, ...], ...] = ((),) * (width - len(row))
    return (*missing, *((cell,) for cell in row))


def _after_caption(lines: Sequence[Line], at: int) -> int:
    last = min(at + MOST_ROWS, len(lines))
    while at < last and (not lines[at].text.strip() or is_furniture(lines[at].text) or is_caption_row(lines[at].text)):
        at += 1
    return at


def _rows(lines: Sequence[Line], start: int) -> Iterator[int]:
    """The lines from here on that may be rows, blank ones left out, up to the last that ends in a figure."""
    held: list[int] = []
    for i in range(start, len(lines)):
        text = lines[i].text.strip()
        if "\t" in text or "|" in text or is_title(text) or is_caption_row(text) or _PROSE.search(text):
            break
        if any(len(word) > LONGEST for word in text.split()):
            break
        if text:
            held.append(i)
        if text and _is_figure(text.split()[-1]):
            yield from held
            held = []


def _is_stream(block: _Block) -> bool:
    """Whether rows lost no cell: their figures are sums of money, of one number in all rows.

    Rows of two sides, words behind figures, say by their names what each figure is.
    """
    rows = [(row, count) for row, count in zip(block.cells, block.figures, strict=True) if not _numbers(row)]
    sums = all(is_amount(cell.text) for row, count in rows for cell in row[len(row) - count :])
    sided = any(is_amount(a.text) and not _is_figure(b.text) for row, _ in rows for a, b in pairwise(row))
    return sums and (sided or len({count for _, count in rows if count}) == 1)


def _numbers(row: Sequence[Line]) -> bool:
    """Whether a row numbers the columns: 栏次 1 2 3."""
    return len(row) > 1 and [cell.text for cell in row[1:]] == [str(n) for n in range(1, len(row))]


def _is_figure(text: str) -> bool:
    return read_number(text) is not None and not is_code(text)
