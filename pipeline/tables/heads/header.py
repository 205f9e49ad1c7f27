"""Header rows of a grid → what each column holds: a key of the row, or amounts under a path of heads."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from pipeline.amounts import read_number
from pipeline.document import Grid, GridCell
from pipeline.tables.captions import is_title
from pipeline.tables.heads.assign import assigned
from pipeline.tables.heads.broken import whole_heads
from pipeline.tables.heads.layouts import laid_out
from pipeline.tables.heads.span import Span
from pipeline.tables.heads.spans import join_broken_heads, misplaced, place_rows
from pipeline.vocabulary.columns import Columns, KeyRole, head_key

MOST_HEADER_ROWS = 8
MOST_LINES = 16  # rows of pieces, where white space alone parts the cells of heads of several lines
LONGEST_HEAD = 24  # characters of heads that ran into one another
MOST_GROWN = 10  # … of the part that is another's
_ORDINAL_NAME = re.compile(
    r"^[(（]?[一二三四五六七八九十]+[、.)）]|^\d+[、.)]"
)  # 一、一般公共服务支出; not 一般公共预算
_COLUMN_NUMBERS = frozenset({"栏次", "档次", "行次", "序号", "项目", "**", "栏目"})
_LEVELS = frozenset(
    {"类", "款", "项", "类款项"}
)  # that stand over the parts of a code in the same row: 类 | 款 | 项 | 栏次 | 1 | 2
SURE_NUMBERS = 4  # that count up, whatever stands before them: 栏次 misread
LONGEST_MISREAD = 3  # characters of it
WHOLE = 0.5  # share of a row's words that are known heads, where heads are not broken over rows
MOSTLY = 0.7  # share of cells
_SPELT_OUT = re.compile(r"^(\d{1,2})=[\d+\-*/%()（）]+$")  # 1=2+3, 4=(3-2)/2; not 1=甲
_STARS = re.compile(r"[*＊×—\-/]+|[甲乙丙丁]")  # what stands over keys in a row of column numbers
_AMOUNT = re.compile(r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?|-?\d+\.\d+")  # 181716.56, 1,200; not 2, 2024
_TOTALS = frozenset({"合计", "总计", "小计"})


@dataclass(frozen=True, slots=True)
class Column:
    """What a column holds: `role` names its key, None where it holds amounts under `heads` (as printed, top to leaf)."""

    role: KeyRole | None
    heads: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Header:
    """The understood head of a grid."""

    n_rows: int  # header rows, the row of column numbers (栏次) among them
    columns: tuple[Column, ...]
    total_row: int | None = None  # a header row that holds the total as well: 类|款|项|合计|2,946.25|…

    @property
    def known(self) -> bool:
        return self.n_rows > 0


def read_header(grid: Grid, columns: Columns, table_type: str = "other") -> Header:
    """The head of a grid; one without rows where the grid begins with its body.

    table_type: what the title says, if it says; its usual layout decides where heads stand in impossible places.
    """
    rows = rows_of(grid)
    if grid.exact:
        rows = {r: apart_heads(row, columns) for r, row in rows.items()} if rows else rows
    least = 0.01 if grid.unruled else WHOLE  # heads broken over lines leave rows of pieces
    most = MOST_LINES if grid.unruled else MOST_HEADER_ROWS
    depth, total_row = _depth(rows, columns, least, most, form_like=table_type.startswith("performance"))
    if depth == 0 and grid.exact and any(is_title(line.text) for line in grid.caption):
        depth = _unknown_heads(rows, grid.n_columns)
    if depth == 0:
        return Header(0, ())
    head_rows = [
        [cell for cell in rows.get(r, ()) if not (r == total_row and _is_total_cell(cell))] for r in range(depth)
    ]
    named = [row if not is_column_numbers(row) else _levels_of(row) for row in head_rows]
    named = [row for row in named if row]
    if grid.unruled:
        named = whole_heads(named, columns)
    numbers = [cell for row in head_rows if row and is_column_numbers(row) for cell in row]
    spans = place_rows(named, grid, columns, columns.form(table_type), numbers)
    if grid.unruled:
        spans = join_broken_heads(spans, columns)
    heads = [_heads(spans, c) for c in range(grid.n_columns)]
    if not grid.exact and misplaced(spans, columns):
        heads = laid_out(heads, spans, columns, table_type) or heads
    if not (grid.form == "native" or (grid.exact and grid.edges)) or any(cell.score is not None for cell in grid.cells):
        heads = assigned(heads, columns, table_type)  # what rules or a file part is printed to the letter
    return Header(depth, tuple(_column(h, columns) for h in heads), total_row)


def apart_heads(row: list[GridCell], columns: Columns) -> list[GridCell]:
    """Heads that ran into their neighbours' columns, as printed: 部门预算支预算数 | 出经济分类科目 → 预算数 | 部门预算支出经济分类科目."""
    row = list(row)
    for i, cell in enumerate(row):
        text = "".join(cell.text.split())
        if len(text) > LONGEST_HEAD or columns.knows_exactly(text) or read_number(text) is not None:
            continue
        for k in range(1, min(len(text) - 1, MOST_GROWN) + 1):
            if i and columns.knows_exactly(text[k:]) and columns.knows(row[i - 1].text + text[:k]):
                row[i] = replace(cell, text=text[k:])
                row[i - 1] = replace(row[i - 1], text=row[i - 1].text + text[:k])
                break
            if i + 1 < len(row) and columns.knows_exactly(text[-k:]) and columns.knows(text[:-k] + row[i + 1].text):
                row[i] = replace(cell, text=text[-k:])
                row[i + 1] = replace(row[i + 1], text=text[:-k] + row[i + 1].text)
                break
    return row


def rows_of(grid: Grid) -> dict[int, list[GridCell]]:
    """The cells of each row that holds any, left to right."""
    rows: dict[int, list[GridCell]] = {}
    for cell in grid.cells:
        rows.setdefault(cell.row, []).append(cell)
    return rows


def _depth(
    rows: Mapping[int, Sequence[GridCell]], columns: Columns, least: float, most: int, form_like: bool
) -> tuple[int, int | None]:
    """How many rows the header has, and which of them also holds the total.

    least: share of a row's words that are known heads; most: rows that a header has;
    form_like: the table opens like a form, with labels and what is filled in beside them (部门名称 | 某局), no heads.
    """
    depth = 0
    numbered = _numbered_row(rows, most)
    if numbered is not None:
        return numbered + 1, None
    for r in range(min(max(rows, default=-1) + 1, most)):
        row = rows.get(r, [])
        if not row or r < depth:
            continue
        if _is_head_with_total(row, columns):
            return r + 1, r
        if _is_body(row, depth):
            break
        known = sum(columns.knows(cell.text) for cell in row)
        if form_like and known * 2 <= len(row):
            break
        if known == 0 and len(row) > 1 and not any(cell.column_span > 1 for cell in row):
            if least >= WHOLE:
                break
            continue  # 计 | 出 between heads of whole words: ends of words broken over lines
        if known >= least * len(row) or _over_figures(row, rows, columns):
            depth = max(cell.row + cell.row_span for cell in row)
    depth = min(depth, _first_figures(rows, depth))
    while depth and least < WHOLE and _reaches_into(rows.get(depth, ()), rows, depth):
        depth += 1
    return depth, None


def _reaches_into(row: Sequence[GridCell], rows: Mapping[int, Sequence[GridCell]], depth: int) -> bool:
    """Whether a row of words begins higher than the heads above it end: the last line of one of them, beside the others."""
    tops = [cell.box[1] for cell in row if cell.box]
    bottoms = [cell.box[3] for r in range(depth) for cell in rows.get(r, ()) if cell.box]
    figures = any(read_number(cell.text) is not None for cell in row)
    return bool(tops and bottoms) and not figures and min(tops) < max(bottoms)


def _unknown_heads(rows: Mapping[int, Sequence[GridCell]], n_columns: int) -> int:
    """How many rows of heads a drawn table under a title has of which no word is known: words over most columns, then figures."""
    depth = 0
    for r in sorted(rows)[:MOST_HEADER_ROWS]:
        row = rows[r]
        wide = sum(cell.column_span for cell in row)
        under = depth > 0 and r < depth
        if any(read_number(cell.text) is not None for cell in row) or not (under or wide >= MOSTLY * n_columns):
            break
        if depth and not under:
            break
        depth = max(
            depth, *(cell.row + cell.row_span for cell in row), *(r + 2 for cell in row if cell.column_span > 1)
        )
    figures = any(_is_figure(cell) for r, row in rows.items() if r >= depth for cell in row)
    return depth if figures else 0


def _first_figures(rows: Mapping[int, Sequence[GridCell]], depth: int) -> int:
    """The first row below the top that holds amounts: a head merged over it, as the total's empty keys are, ends above."""
    for r in range(1, depth):
        if any(_AMOUNT.fullmatch("".join(cell.text.split())) for cell in rows.get(r, ())):
            return r
    return depth


def _numbered_row(rows: Mapping[int, Sequence[GridCell]], most: int) -> int | None:
    """The row that numbers the columns, where all above it are words: heads, known or not."""
    for r in range(min(max(rows, default=-1) + 1, most)):
        row = rows.get(r, [])
        if row and is_column_numbers(row):
            return r
        if any(read_number(cell.text) is not None for cell in row):
            return None
    return None


def _over_figures(row: Sequence[GridCell], rows: Mapping[int, Sequence[GridCell]], columns: Columns) -> bool:
    """项目 | 货物 | 工程: whether a row begins with a key and figures stand under the rest, whatever its words are."""
    below = {cell.column for r, under in rows.items() if r > row[0].row for cell in under if _is_figure(cell)}
    return columns.role(row[0].text) in ("name", "code") and all(cell.column in below for cell in row[1:])


def _is_figure(cell: GridCell) -> bool:
    return read_number(cell.text) is not None


def _is_body(row: Sequence[GridCell], depth: int) -> bool:
    """Whether a row cannot be heads: it holds a figure or enumerated names, or is 合计 alone under the heads."""
    texts = [cell.text for cell in row]
    if any(read_number(text) is not None for text in texts):
        return True
    if sum(bool(_ORDINAL_NAME.match(text)) for text in texts) >= max(1, len(texts) // 2):
        return True
    return depth > 0 and all(head_key(text) in _TOTALS for text in texts)


def _is_head_with_total(row: Sequence[GridCell], columns: Columns) -> bool:
    parts = sum(columns.role(cell.text) in ("lei", "kuan", "xiang") for cell in row)
    return parts >= 2 and any(_is_total_cell(cell) and read_number(cell.text) is not None for cell in row)


def _is_total_cell(cell: GridCell) -> bool:
    return read_number(cell.text) is not None or head_key(cell.text) in _TOTALS


def is_column_numbers(row: Sequence[GridCell]) -> bool:
    """栏次 | 1 | 2 | 3: counts up by one; the word may stand once on each side and over a third block."""
    row = [cell for cell in row if not _STARS.fullmatch(cell.text.strip()) and head_key(cell.text) not in _LEVELS]
    if row and row[0].column > 0 and [cell.text.strip() for cell in row] == [str(n + 1) for n in range(len(row))]:
        return True  # under amounts alone, the keys left empty
    numbers = [read_number(_SPELT_OUT.sub(r"\1", cell.text.strip())) for cell in row]
    if _mostly_counts_up(numbers):
        return True
    counted = [int(n) for n in numbers if n is not None and n == n.to_integral_value()]
    words = [cell.text for cell, n in zip(row, numbers, strict=True) if n is None]
    if len(counted) < 2 or len(counted) + len(words) != len(row) or len(words) > 3:
        return False
    named = [head_key(word) in _COLUMN_NUMBERS for word in words]
    if max(map(len, words), default=0) > LONGEST_MISREAD and not all(named):
        return False
    if words and not any(named) and len(counted) < SURE_NUMBERS:
        return False
    return counted[0] <= 2 and all(b - a == 1 for a, b in itertools.pairwise(counted))


def _levels_of(row: Sequence[GridCell]) -> list[GridCell]:
    """类, 款 and 项 in a row that numbers the columns beside them."""
    return [cell for cell in row if head_key(cell.text) in _LEVELS]


def _mostly_counts_up(numbers: Sequence[Decimal | None]) -> bool:
    """Whether most cells of a long row are their own place, from the first or the second on: one or two are misread."""
    ahead = Counter(int(n) - place for place, n in enumerate(numbers) if n is not None and n == n.to_integral_value())
    shift, hits = max(ahead.items(), key=lambda one: one[1], default=(0, 0))
    return abs(shift) <= 2 and hits >= max(SURE_NUMBERS, MOSTLY * (len(numbers) - 1))


def _heads(spans: Sequence[Sequence[Span]], column: int) -> tuple[str, ...]:
    """The heads over a column, top to leaf, each once."""
    heads: list[str] = []
    for row in spans:
        for span in row:
            if span.start <= column < span.end and (not heads or head_key(heads[-1]) != head_key(span.text)):
                heads.append(span.text)
    return tuple(heads)


def _column(heads: tuple[str, ...], columns: Columns) -> Column:
    if not heads:
        return Column(None, ())
    role = columns.role(heads[-1])
    return Column(role, heads)
