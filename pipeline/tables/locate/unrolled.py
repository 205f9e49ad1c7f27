"""A stream of single cells → a grid with its heads and columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from pipeline.amounts import read_number
from pipeline.document import Grid, GridCell, Line
from pipeline.tables.body.fit import free_ways, sums_of
from pipeline.tables.body.names import has_ordinal
from pipeline.tables.body.settle import OpenRow, settle
from pipeline.tables.heads.layouts import present
from pipeline.tables.heads.paths import dated, newest_year
from pipeline.tables.heads.stacked import stacked
from pipeline.tables.heads.tree import Placed, head_trees
from pipeline.tables.locate.stream import Stream, is_amount, is_code
from pipeline.vocabulary.columns import Columns, TableForm

_COLUMN_NUMBER = re.compile(r"\d{1,3}")  # 栏次: 1, 12; not ②, 2024
_TOTAL = re.compile(r"(?:本年)?(?:收入|支出)[合总]计")  # below a name without a figure; no end of it


@dataclass
class _Row:
    """A row while it is gathered: its code and name lines, its figures."""

    code: list[Line]
    name: list[Line]
    figures: list[Line]


def unroll(stream: Stream, form: TableForm, columns: Columns) -> Grid | None:
    """The grid of a stream, its figures in the columns that the sums allow; None where the heads make no table."""
    grid = _two_sides(stream, columns) if form.sides else _one_side(stream, form, columns)
    units = tuple(
        line for line in stream.heads if "元" in line.text
    )  # 预算数（万元）: the head's own words are not kept
    return replace(grid, caption=units) if grid else None


def _one_side(stream: Stream, form: TableForm, columns: Columns) -> Grid | None:
    keys = [line for line in stream.heads if columns.role(line.text) in ("code", "name")]
    stream = stream if keys else _all_heads(stream)
    paths = _amount_paths(stream, form, columns)
    if not paths or not (keys or all(is_amount(line.text) for line in stream.body)):
        return None
    rows = _rows(stream.body, columns)
    first = 2 if keys else 0  # code, name
    newest = newest_year(head for path in paths for head in path)
    at = {first + i: form.path(tuple(dated(h, columns, newest) for h in path)) for i, path in enumerate(paths)}
    figures = [[_value(line) for line in row.figures] for row in rows]
    codes = ["".join(row.code[0].text.split()) if row.code else None for row in rows]
    sums = sums_of(at)
    laid = settle(
        [OpenRow(code, tuple(row), free_ways(row, list(at), sums)) for code, row in zip(codes, figures, strict=True)]
    )
    depth = max(map(len, paths))
    cells = stacked(paths, stream.heads[0], keys=first > 0)
    for r, (row, places) in enumerate(zip(rows, laid, strict=True), start=depth):
        cells += [GridCell(r, c, _joined(lines), tuple(lines)) for c, lines in ((0, row.code), (1, row.name)) if lines]
        cells += [
            GridCell(r, c, line.text.strip(), (line,), placed=sure)
            for c, sure, line in zip(places.columns, places.sure, row.figures, strict=True)
        ]
    page = stream.body[0].page
    width = max(first + len(paths), *(cell.column + 1 for cell in cells))
    return Grid(tuple(cells), depth + len(rows), width, page, page, "ruled")


def _all_heads(stream: Stream) -> Stream:
    """A stream whose rows have no names: what is taken for the name before the first figure is the last head."""
    figure = next((n for n, line in enumerate(stream.body) if is_amount(line.text)), 0)
    return replace(stream, heads=(*stream.heads, *stream.body[:figure]), body=stream.body[figure:])


def _amount_paths(stream: Stream, form: TableForm, columns: Columns) -> list[tuple[str, ...]]:
    """The heads of each amount column, top to leaf: as the tree of all heads says, else those of the form that are printed."""
    terms = [columns.term(line.text) for line in stream.heads if columns.role(line.text) is None]
    return _tree_paths(stream, form, columns) or present(form.layout, terms)


def _tree_paths(stream: Stream, form: TableForm, columns: Columns) -> list[tuple[str, ...]]:
    """The heads over each amount; blocks that repeat the same heads (three groups of 科目, 金额) are one.

    Where columns are numbered, the amounts must be as many.
    """
    texts = [line.text.strip() for line in stream.heads if not _numbers_columns(line, columns)]
    numbered = max((int(line.text) for line in stream.heads if _COLUMN_NUMBER.fullmatch(line.text.strip())), default=0)
    trees = head_trees(texts, columns, form)
    for width in (None, *(numbered + keys for keys in range(4) if numbered)):
        placed = trees.of_width(width)
        paths = _leaf_paths(texts, placed, columns) if placed else []
        if paths and numbered in (0, len(paths)):
            once = list(dict.fromkeys(path[-1:] for path in paths))
            return once if len(once) == 1 < len(paths) else paths
    return []


def _numbers_columns(line: Line, columns: Columns) -> bool:
    return line.text.strip().isdecimal() or columns.role(line.text) == "ordinal"


def _leaf_paths(texts: Sequence[str], placed: Sequence[Placed], columns: Columns) -> list[tuple[str, ...]]:
    """The words over each column of amounts."""
    width = max(at.column + at.across for at in placed)
    over = [
        [text for text, at in zip(texts, placed, strict=True) if at.column <= c < at.column + at.across]
        for c in range(width)
    ]
    return [tuple(heads) for heads in over if columns.role(heads[-1]) is None]


def _rows(body: Sequence[Line], columns: Columns) -> list[_Row]:
    """Rows of code, name and figures; ordinals (序号, 行次) are left out."""
    rows: list[_Row] = []
    for line in body:
        text = line.text.strip()
        fresh = not rows or bool(rows[-1].figures)
        if is_amount(text):
            if not rows:
                rows.append(_Row([], [], []))
            rows[-1].figures.append(line)
        elif is_code(text):
            if fresh or rows[-1].code or rows[-1].name:
                rows.append(_Row([], [], []))
            rows[-1].code.append(line)
        elif not text.isdecimal():
            whole = columns.knows_exactly(text) or _TOTAL.fullmatch(text)
            if fresh or has_ordinal(text) or (rows[-1].name and whole):
                rows.append(_Row([], [], []))
            rows[-1].name.append(line)
    return rows


def _two_sides(stream: Stream, columns: Columns) -> Grid | None:
    """收支总表: names and figures follow each other; a name of an expenditure account stands on the right."""
    heads_of = _side_heads(stream, columns)
    if heads_of is None:
        return None
    left, amounts = heads_of
    page = stream.body[0].page
    line = stream.heads[0]
    heads = [
        (0, 0, "收入", 2),
        (1, 0, "项目", 1),
        (1, 1, left, 1),
        (0, 2, "支出", 1 + len(amounts)),
        (1, 2, "项目", 1),
    ]
    heads += [(1, 3 + i, term, 1) for i, term in enumerate(amounts)]
    cells = [
        GridCell(r, c, text, (replace(line, text=text, printed=text),), column_span=span) for r, c, text, span in heads
    ]
    rows = [row for row in _rows(stream.body, columns) if row.name and row.figures]
    r = 1
    for row, right in zip(rows, _stand_right(rows), strict=True):
        r += 1
        column = 2 if right else 0
        cells.append(GridCell(r, column, _joined(row.name), tuple(row.name)))
        cells += [
            GridCell(r, column + 1 + i, figure.text.strip(), (figure,))
            for i, figure in enumerate(row.figures[: len(amounts) if column else 1])
        ]
    return Grid(tuple(cells), r + 1, 3 + len(amounts), page, page, "ruled")


def _side_heads(stream: Stream, columns: Columns) -> tuple[str, list[str]] | None:
    """The head over the incomes and those over the expenditures; None where there is none."""
    words = [
        (columns.role(line.text), columns.term(line.text)) for line in stream.heads if not line.text.strip().isdecimal()
    ]
    names = [i for i, (role, _) in enumerate(words) if role == "name"]
    middle = names[1] if len(names) > 1 else 0
    left = [term for role, term in words[:middle] if role is None and term not in ("收入", "支出")]
    right = [term for role, term in words[middle:] if role is None and term not in ("收入", "支出")]
    if not left and right:
        left, right = right[:1], right[1:] or right
    return (left[-1], right) if left and right else None


def _stand_right(rows: Sequence[_Row]) -> list[bool]:
    """Which rows of a 收支总表 stand on its right side; of two totals of one name (总计, 总计) the first stands left."""
    names = [_joined(row.name) for row in rows]
    right = [_is_expenditure(name, len(row.figures)) for name, row in zip(names, rows, strict=True)]
    for i, (name, following) in enumerate(pairwise(names)):
        if name == following and name.endswith("计") and "支出" not in name and len(rows[i].figures) == 1:
            right[i : i + 2] = [False, True]
    return right


def _is_expenditure(name: str, figures: int) -> bool:
    """Whether a row of a 收支总表 stands on its right side: it says so, or it has more figures than incomes have."""
    if figures > 1 or "支出" in name or "年终" in name or "年末" in name or "结余分配" in name:
        return True
    return not any(
        word in name for word in ("收入", "拨款", "资金", "财政", "上年", "年初", "基金", "国有资本", "结余")
    )


def _joined(lines: Sequence[Line]) -> str:
    return "".join(line.text.strip() for line in lines)


def _value(line: Line) -> Decimal:
    return read_number(line.text) or Decimal(0)
