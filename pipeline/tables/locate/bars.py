"""Raw rows of text whose cells are parted by bars: `| 合计 | 3 |` on a line, or one cell and its bar a line.

Pages saved as text by a browser or a converter look so. Where a bar stands alone it is an empty cell, unless it
opens every row; the rows then end where the number of columns is reached under which the cells of a column are alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Literal

from pipeline.amounts import read_number
from pipeline.document import Line
from pipeline.tables.captions import is_note
from pipeline.tables.locate.celled import Cell, heads_of_rows, rows_of_cells
from pipeline.tables.locate.layout import is_sentence
from pipeline.tables.locate.tabbed import RawRow, Run
from pipeline.vocabulary.columns import Columns

MOST_COLUMNS = 16
LEAST_LINES = 3
LEAST_CELLS = 4  # cells with words or figures in a stretch of bars on lines of their own
FEW = 0.3  # by which a body of one row is less sure of its columns
MOST_LINES = 3  # of one cell
_RULE = re.compile(r"[\s|:+-]*-{2,}[\s|:+-]*")  # |---|---|; not | - |
_RULE_OF_HEADS = re.compile(r"\|(?:\s*:?-{3,}:?\s*\|)+")  # |---|---|; not -----+-----
_MERGED = re.compile(r"\|{2,}")  # || alone on a line
_CELL = re.compile(r"[^|]*\|[\s|]*")  # 合计 |, or bars alone; not | a | b |


def find_bars(lines: Sequence[Line], columns: Columns) -> Iterator[Run]:
    """Stretches of lines with bars, as raw rows, in order."""
    at = 0
    while at < len(lines):
        apart = _bars_apart(lines, at, columns)
        if apart is not None:
            yield apart
            at = apart.end
            continue
        end = at
        while end < len(lines) and ("|" in lines[end].text or (end > at and not lines[end].text.strip())):
            end += 1
        for held, stop in _parted_by_rules(lines, at, end):
            if len(held) >= LEAST_LINES:
                yield from _runs(lines, held, stop, columns)
        at = max(end, at + 1)


def _parted_by_rules(lines: Sequence[Line], start: int, end: int) -> Iterator[tuple[list[int], int]]:
    """The lines of a stretch that hold something, and its end; parted above each heads that a rule |---| underlines.

    A rule below every row, as a drawing in characters has it, parts nothing.
    """
    held = [i for i in range(start, end) if lines[i].text.strip() and not _RULE.fullmatch(lines[i].text)]
    rules = [i for i in range(start, end) if _RULE_OF_HEADS.fullmatch(lines[i].text.strip())]
    opening = [i - 1 for i in rules if i - 1 in held]
    if len(opening) < 2 or 2 * len(rules) > len(held):
        yield held, end
        return
    starts = [start, *opening[1:]]
    for first, stop in pairwise((*starts, end)):
        yield [i for i in held if first <= i < stop], stop


def _runs(lines: Sequence[Line], held: Sequence[int], end: int, columns: Columns) -> Iterator[Run]:
    """The tables of one stretch, whose lines that hold something stand at `held`."""
    texts = [lines[i] for i in held]
    if not _are_cells(texts):
        yield from _of_rows(texts, held, end, columns)
        return
    cells = [(i, cell) for i, line in zip(held, texts, strict=True) for cell in _cells_of(line)]
    padded = any(_ends_row(line) for line in texts)
    while found := rows_of_cells([cell for _, cell in cells], columns, padded):
        stop = cells[found.taken][0] if found.taken < len(cells) else end
        yield Run(cells[0][0], stop, found.rows, "cells")
        cells = cells[found.taken :]
        held = [i for i in held if i >= stop]
    if len(held) >= LEAST_LINES:
        rows, form = _of_cells([lines[i] for i in held])
        if rows:
            yield Run(held[0], end, tuple(rows), form, _width_under_heads(rows))


def _of_rows(texts: Sequence[Line], held: Sequence[int], end: int, columns: Columns) -> Iterator[Run]:
    """Rows of one line each, up to their note, or to the text that follows with bars of its own."""
    rows = [tuple(_cut(line)) for line in texts]
    note = next((r for r, line in enumerate(texts) if r > 1 and is_note(line.text.strip("| "))), _text_after(rows))
    if note == 0:
        return
    stop = held[note] if note < len(rows) else end
    placed = heads_of_rows(rows[:note], columns)
    yield Run(held[0], stop, placed, "cells") if placed else Run(held[0], stop, tuple(rows[:note]), "tabs")


def _text_after(rows: Sequence[RawRow]) -> int:
    """The row from which on every row is one cell, where sentences are among them; else the number of rows."""
    first = len(rows)
    while first and sum(map(bool, rows[first - 1])) <= 1:
        first -= 1
    texts = (cell[0].text for row in rows[first:] for cell in row if cell)
    return first if any(map(is_sentence, texts)) else len(rows)


def _ends_row(line: Line) -> bool:
    """Whether a line is several bars: the blanks behind merged cells, or one that opens a row."""
    return bool(re.fullmatch(r"\|[\s|]*\|", line.text.strip()))


def _cells_of(line: Line) -> Iterator[Cell]:
    """The cell of a line, `合计 |`, or the empty ones that bars alone are; a blank between two bars opens a row."""
    text = line.text.strip()
    content = text.rstrip("| ").strip()
    if content.strip("|"):
        yield (_with_text(line, content),)
    else:
        yield from [()] * (1 if " " in text else len(text))


def _bars_apart(lines: Sequence[Line], start: int, columns: Columns) -> Run | None:
    """A stretch in which each bar stands on a line of its own behind its cell, of up to three lines."""
    if not any(_is_bars(line) for line in lines[start : start + 2]) or not lines[start].text.strip():
        return None
    cells: list[Line] = []
    ends: list[int] = []
    pending: list[Line] = []
    end = at = start
    while at < len(lines) and len(pending) <= MOST_LINES:
        text = lines[at].text.strip()
        at += 1
        if _is_bars(lines[at - 1]):
            joined = "".join(line.text.strip() for line in pending)
            printed = "".join(line.printed or line.text for line in pending)
            place = pending[0] if pending else lines[at - 1]
            cells.append(replace(place, text=f"{joined}{text}", printed=printed))
            pending, end = [], at
            ends += [at] * len(list(_cells_of(cells[-1])))
        elif "|" in text:
            break
        elif text:
            pending.append(lines[at - 1])
    if sum(bool(cell.text.strip("|")) for cell in cells) < LEAST_CELLS:
        return None
    found = rows_of_cells([cell for line in cells for cell in _cells_of(line)], columns, False)
    if found:
        return Run(start, ends[found.taken - 1], found.rows, "cells")
    rows = _of_cells(cells)
    return Run(start, end, tuple(rows[0]), rows[1], _width_under_heads(rows[0])) if rows[0] else None


def _width_under_heads(rows: Sequence[RawRow]) -> int | None:
    """The columns of a body whose heads, more than those, came as one row; None where they did not."""
    widths = {len(row) for row in rows[1:]}
    return max(widths) if len(widths) == 1 and len(rows[0]) > max(widths) else None


def _is_bars(line: Line) -> bool:
    text = line.text.strip()
    return bool(text) and not text.strip("|")


def _of_cells(cells: Sequence[Line]) -> tuple[list[RawRow], Literal["tabs", "cells"]]:
    """The rows of lines of one cell each, and whether merged heads left them unequal."""
    if any(_MERGED.fullmatch(line.text.strip()) for line in cells):
        return _merged_rows(cells), "cells"
    return _rows(cells), "tabs"


def _are_cells(lines: Sequence[Line]) -> bool:
    """Whether most lines hold one cell each."""
    return sum(bool(_CELL.fullmatch(line.text.strip())) for line in lines) >= 0.75 * len(lines)


def _merged_rows(lines: Sequence[Line]) -> list[RawRow]:
    """Rows that bars without a cell between them part: the empty cells which merged heads leave in the row below."""
    rows: list[list[Cell]] = [[]]
    for line in lines:
        text = line.text.strip()
        if _MERGED.fullmatch(text):
            rows.append([()] * len(text))
        else:
            content = text.rstrip("|").strip()
            if content and _is_figure((_with_text(line, content),)) and not any(rows[-1]):
                rows[-1] = []  # the bars before the first figures end the heads
            rows[-1].append((_with_text(line, content),) if content else ())
    width = max(map(len, rows))
    return [tuple(row) for row in rows if any(row)] if 1 < width <= MOST_COLUMNS else []


def _rows(lines: Sequence[Line]) -> list[RawRow]:
    if not _are_cells(lines):
        return [tuple(_cut(line)) for line in lines]
    opened = _opened_rows(lines)
    return opened or _counted_rows(lines)


def _cut(line: Line) -> Iterator[Cell]:
    """The cells of a line with a bar on either side of each."""
    for piece in line.text.strip().removeprefix("|").removesuffix("|").split("|"):
        yield (_with_text(line, piece.strip()),) if piece.strip() else ()


def _with_text(line: Line, text: str) -> Line:
    return replace(line, text=text, printed=text)


def _opened_rows(lines: Sequence[Line]) -> list[RawRow]:
    """Rows that a bar alone opens; none unless every such row has as many cells."""
    rows: list[list[Cell]] = []
    for line in lines:
        text = line.text.strip().rstrip("|").strip()
        if not text:
            rows.append([])
        elif rows:
            rows[-1].append((_with_text(line, text),))
        else:
            return []
    rows = [row for row in rows if row]
    widths = {len(row) for row in rows}
    return [tuple(row) for row in rows] if len(rows) > 2 and len(widths) == 1 and widths != {0} else []


def _counted_rows(lines: Sequence[Line]) -> list[RawRow]:
    """Rows of as many cells as make columns of figures and columns of words; heads that are more come as one row."""
    cells: list[Cell] = [
        (_with_text(line, text),) if (text := line.text.strip().rstrip("|").strip()) else () for line in lines
    ]
    ways = [
        (heads, n)
        for n in range(max(2, _numbered(cells)), min(MOST_COLUMNS, len(cells) // 2) + 1)
        for heads in range(n, min(n + max(1, n // 2), len(cells) - n) + 1)  # a bracket has two heads below or more
        if (len(cells) - heads) % n == 0 and all(cells[n:heads])
    ]
    worth = {(heads, n): _alike(cells[:heads], cells[heads:], n) for heads, n in ways}
    if not worth or max(worth.values()) <= 0.5:
        return []
    heads, n = max(worth, key=lambda way: (worth[way], -way[0], -way[1]))
    return [tuple(cells[:heads]), *(tuple(cells[i : i + n]) for i in range(heads, len(cells), n))]


def _alike(heads: Sequence[Cell], body: Sequence[Cell], n: int) -> float:
    """How alike the cells of each column are with n columns, 0–1: words under heads of words, figures or nothing."""
    rows = [body[i : i + n] for i in range(0, len(body), n)]
    if not any(cell and _is_figure(cell) for row in rows for cell in row):
        return 0.0
    alike = 0.0
    for c in range(n):
        held = [_is_figure(row[c]) for row in rows if row[c]]
        alike += max(sum(held), len(held) - sum(held)) / len(held) if held else 1.0
    opened = any(row[0] and not _is_figure(row[0]) for row in rows)  # two columns: names and figures, not figures twice
    words = sum(bool(cell) and not _is_figure(cell) for cell in heads) / len(heads)
    return alike / n * words * (1 - FEW / len(rows)) if opened or n > 2 else 0.0


def _numbered(cells: Sequence[Cell]) -> int:
    """How many columns are numbered 1, 2, 3 … below the heads; 0 where none are."""
    figures = [cell[0].text for cell in cells if cell and _is_figure(cell)]
    return next((n for n, text in enumerate(figures) if text != str(n + 1)), len(figures))


def _is_figure(cell: Cell) -> bool:
    return read_number(cell[0].text) is not None
