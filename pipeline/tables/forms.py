"""Performance forms (绩效目标表, 自评表): labels with figures beside them, lines of funds, nested lists of indicators.

Such a form has no head over the whole: rows of heads stand inside it (年初预算数 | 全年执行数 | 得分, 一级指标 | 二级指标 |
三级指标 | 指标值), each for the rows below it, also over a page break. What a figure is called stands to its left: the
nearest name under a head of names, else the nearest label. Heads and figures meet by their place across the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from operator import or_
from typing import Final

from pipeline.amounts import read_number, to_wan, unit_in_cell
from pipeline.document import Cell, Grid, GridCell
from pipeline.tables.body.indicators import read_indicator
from pipeline.tables.body.names import plain_name
from pipeline.tables.heads.header import is_column_numbers, rows_of
from pipeline.vocabulary.columns import FIGURES, Columns, head_key, own_words

Rows = Mapping[int, Sequence[GridCell]]

HEADS: Final = 0.6  # share of the cells of a row of heads that are known heads
FEWEST: Final = 2  # cells of a row of heads
EXPLAINED: Final = 0.8  # share of them that are known or stand over a figure
LONG: Final = 30  # characters of a goal in words: no label, no head
_BRACKET: Final = frozenset(
    {"绩效指标", "年度绩效指标", "绩效目标", "项目资金", "项目支出绩效"}
)  # that only bracket others
_NAME = re.compile(r"(?:指标|指标名称|名称|任务|项目|科目|内容|活动|职责|事项)$")  # 三级指标, 任务名称; not 指标值
_TEXT = re.compile(r"(?:内容|描述|说明|目标|标准|依据|来源|备注)$")  # 主要内容, 评分标准: words about a row
_LABEL = re.compile(
    r"(?:名称|单位|部门|代码|编码|属性|类型|类别|期限|时间|日期|负责人|联系人|电话|资金|拨款|收入|支出|总额|目标|指标|情况|金额)$"
)
_PERCENT = re.compile(r"-?\d[\d,.]*[%％]")
_NO_MONEY = re.compile(r"分值|权重|得分|分数|率$|比例|占比|指标|数量|值$|程度|情况|人数")
_UNIT = re.compile(r"[(（](?:单位[:：])?(万元|元|亿元|千元)[)）]|单位[:：]\s*(万元|元|亿元|千元)")
_REMARK = re.compile(r"(?<=.)[(（][^()（）]*[)）]$")  # 分值（90）, 执行率（B/A）, 指标值（包含数字及文字描述）
_FORMULA = re.compile(r"[①-⑳][=＝+＋\-－/*×÷①-⑳]*$")  # 小计③=①+②
_MONEY = re.compile(
    r"资金|拨款|拨付|结转|结余|预算安排|(?:预算|预算数|金额|总额|经费|补助|收入|支出|自筹|贷款|执行数|决算数)$"
)  # 当年预算, 其中：财政拨款; not 指标1
_TOTALS: Final = frozenset({"合计", "小计", "总计"})
_TOTAL = re.compile(r"合计|总计|小计|总分|得分")  # 金额合计, 总分, 自评得分
_NUMBERED = re.compile(r"(?:编码|代码|编号|电话)$")  # 项目编码 | 50011022T000000176: no figure
_IS_FIGURE = re.compile(r"(?:预算数|执行数|决算数|金额|率|分值|得分|权重)$")  # heads under which no words stand
_SPENT = re.compile(r"执行|决算")
_PLACEHOLDER = re.compile(r"(?:(?:指标|目标)\d*[:：.、]?)+|[\u4e00-\u9fff]{2,8}指标|[…./\-—无]*")
_LISTED = re.compile(r"^.*[:：](?=[(（]\d+[)）])")  # 1、资金来源：（1）政府预算资金
_SIGNS = re.compile(r"[:：]+$")
_LABELLED = re.compile(  # 其中：财政资金1365.00, 其他资金：240.00; not 指标1
    r"(?P<label>(?:其中[:：])?[\u4e00-\u9fff]{0,10}(?:资金|拨款|收入|支出|金额|预算数?|总额))[:：]?(?P<figure>-?\d[\d,]*(?:\.\d+)?)(?P<unit>万?元)?"
)


@dataclass(frozen=True, slots=True)
class _Head:
    """A head of the rows below: where it reaches across the page (0–1), its path, whether names stand under it."""

    left: float
    right: float
    path: str
    names: bool
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class _Key:
    """What a cell is called, its path, and the unit that its label or its head gives."""

    name: str | None
    path: str
    unit: str | None = None


@dataclass
class _Form:
    """What is known while a form is read from top to bottom."""

    words: Columns
    unit: str | None
    heads: tuple[_Head, ...] = ()
    last_head_row: int = -2
    beside: GridCell | None = None  # the label that stands beside the heads and all their rows
    answers: set[GridCell] = field(default_factory=set)  # texts that a label before them asked for
    standing: list[tuple[float, float, int, GridCell]] = field(default_factory=list)  # cells that reach into later rows


def starts_like(grid: Grid, other: Grid, words: Columns, titled: bool) -> bool:
    """Whether a grid begins as another form did: 项目名称 | … opens the next form.

    titled: whether it has a title of its own; else the value must be another.
    """
    rows = rows_of(grid)
    first, theirs = (next(iter(one.values()), []) for one in (rows, rows_of(other)))
    if len(first) < FEWEST or not theirs or _opens_heads(rows, first[0].row, first, words):
        return False
    same = head_key(first[0].text) == head_key(theirs[0].text)
    other_value = [cell.text for cell in first[1:]] != [cell.text for cell in theirs[1:]]
    return same and (titled or other_value) and _names_a_form(first[0].text, words)


def _names_a_form(label: str, words: Columns) -> bool:
    """Whether a form may begin with a label: 项目名称, 专项（项目）名称; not 产出指标."""
    key = head_key(label)
    return key.endswith("名称") or (words.knows(label) and not key.endswith("指标"))


def form_starts(grid: Grid, words: Columns) -> list[int]:
    """Rows below the first in which another form begins: its first label stands again over a new value."""
    rows = rows_of(grid)
    first = next(iter(rows.values()), [])
    if len(first) < FEWEST or _opens_heads(rows, first[0].row, first, words) or not _names_a_form(first[0].text, words):
        return []
    label = head_key(first[0].text)
    return [
        r
        for r, row in rows.items()
        if r > first[0].row and len(row) > 1 and head_key(row[0].text) == label and row[0].column == first[0].column
    ]


def is_list(grids: Sequence[Grid], words: Columns) -> bool:
    """Whether a table is one row of heads over projects, without indicators or labels: 单位名称 | 项目名称 | 金额 | 绩效目标."""
    rows = list(rows_of(grids[0]).items())
    if len(rows) < FEWEST or not _is_heads(rows[0][1], words):
        return False
    if any(head_key(cell.text).endswith("指标") for cell in rows[0][1]):
        return False
    later = [row for _, row in rows[1:]] + [row for grid in grids[1:] for row in rows_of(grid).values()]
    first = [head_key(cell.text) for cell in rows[0][1]]
    return not any(_is_heads(row, words) and [head_key(cell.text) for cell in row] != first for row in later)


def is_unfilled(cells: Sequence[Cell]) -> bool:
    """Whether nobody filled a form in: no figure, and of words only what the form itself prints (指标1：, ……)."""
    return all(cell.value is None and _PLACEHOLDER.fullmatch("".join(cell.text.split())) for cell in cells)


def read_form(grids: Sequence[Grid], words: Columns, table_id: str, unit: str | None) -> list[Cell]:
    """The cells of a performance form whose grids follow each other; `unit` of its money where the caption names one."""
    form = _Form(words, unit)
    cells: list[Cell] = []
    top = 0
    for grid in grids:
        form.standing, form.last_head_row, form.beside = [], -2, None
        rows = rows_of(grid)
        for r, row in rows.items():
            below_heads = form.last_head_row == r - 1
            if form.beside is not None and _opens_another(form.beside, r, row):
                form.heads, form.beside = (), None
            if below_heads and is_column_numbers(row):
                pass  # they number the columns
            elif (below_heads and _is_under(rows.get(r - 1, ()), row)) or _opens_heads(rows, r, row, words):
                form.heads, form.last_head_row = _heads(form, grid, rows, r), r
                form.beside = _label_beside(form, grid, row)
            else:
                cells += _cells_of_row(form, grid, row, table_id, top)
            form.standing = [one for one in form.standing if one[2] > r + 1]
            form.standing += [(*_span(cell, grid), cell.row + cell.row_span, cell) for cell in row if cell.row_span > 1]
        top += grid.n_rows
    return cells


def _span(cell: GridCell, grid: Grid) -> tuple[float, float]:
    """Where a cell reaches across the page, or across the columns of a grid without a page."""
    ends = cell.column, min(cell.column + cell.column_span, grid.n_columns)
    if len(grid.edges) > grid.n_columns:
        return grid.edges[ends[0]], grid.edges[max(ends[1], ends[0] + 1)]
    return ends[0] / grid.n_columns, max(ends[1], ends[0] + 1) / grid.n_columns


def _is_heads(row: Sequence[GridCell], words: Columns) -> bool:
    texts = [cell.text for cell in row]
    if len(texts) < FEWEST or any(read_number(text) is not None for text in texts):
        return False
    return sum(_knows(text, words) for text in texts) >= HEADS * len(texts) and _is_short(row)


def _is_over_figures(rows: Rows, r: int, row: Sequence[GridCell], words: Columns) -> bool:
    """Whether a row of words stands over a row that holds a figure under nearly each of them, or is known for the rest."""
    below = rows.get(r + 1, ())
    if len(row) <= FEWEST or any(read_number(cell.text) is not None for cell in row):
        return False
    figures = [cell for cell in below if _value(cell.text) is not None]
    heads = [cell for cell in row if cell.row_span == 1]  # not the label beside all the rows
    over = [any(cell.column <= one.column < cell.column + cell.column_span for one in figures) for cell in heads]
    if len(figures) >= FEWEST and sum(over) >= len(heads) - 2:
        return True
    known = [_knows(cell.text, words) for cell in heads]
    return sum(known) >= FEWEST and sum(map(or_, known, over)) >= EXPLAINED * len(heads) and _is_short(heads)


def _knows(text: str, words: Columns) -> bool:
    return words.knows(text) or words.knows(_path(text))


def _is_short(row: Sequence[GridCell]) -> bool:
    return max((len(cell.text) for cell in row), default=0) <= LONG


def _is_pairs(rows: Rows, r: int, row: Sequence[GridCell], words: Columns) -> bool:
    """Whether a row holds labels and answers in turn: 项目名称 | 某项目 | 项目类型 | 特定目标类.

    Either all its labels are known as such and none of its answers is, or the row below has figures for answers.
    """
    below = rows.get(r + 1, ())
    if len(row) % 2:
        return False
    if len(row) == FEWEST:  # 项目名称 | 医疗救助补助资金
        return head_key(row[0].text).endswith("名称") and not words.knows_exactly(row[1].text)
    if all(_is_label(cell.text, words) for cell in row[::2]) and not any(
        _is_label(cell.text, words) for cell in row[1::2]
    ):
        return True
    if len(row) != len(below):
        return False
    figures = [_value(cell.text) is not None for cell in below]
    if any(figures[::2]) or not all(figures[1::2]):
        return False
    return not all(words.knows(cell.text) for cell in row[1::2])  # 项目 | 金额 | 项目 | 金额 are heads


def _is_above_heads(rows: Rows, r: int, row: Sequence[GridCell], words: Columns) -> bool:
    """Whether a row opens heads of several rows: all its cells bracket others or reach down into a row of heads."""
    if len(row) < FEWEST + 1 or not all(cell.row_span > 1 or cell.column_span > 1 for cell in row):
        return False
    if any(_value(cell.text) is not None for cell in row):
        return False
    below = rows.get(r + 1, ())
    return bool(below) and (_opens_heads(rows, r + 1, below, words) or _is_under(row, below))


def _is_under(above: Sequence[GridCell], row: Sequence[GridCell]) -> bool:
    """Whether a row below one of heads is heads too: words beside two that reach down to it, or under brackets (优 | 良)."""
    if any(_value(cell.text) is not None or len(cell.text) > LONG for cell in row):
        return False
    if sum(cell.row_span > 1 and cell.row + cell.row_span == row[0].row + 1 for cell in above) > 1:
        return True
    brackets = [cell for cell in above if cell.column_span > 1 and cell.row + cell.row_span == row[0].row]
    under = [[cell for cell in row if _within(cell, bracket)] for bracket in brackets]
    return sum(map(len, under)) == len(row) and max(map(len, under), default=0) > 1


def _within(cell: GridCell, bracket: GridCell) -> bool:
    return bracket.column <= cell.column and cell.column + cell.column_span <= bracket.column + bracket.column_span


def _opens_heads(rows: Rows, r: int, row: Sequence[GridCell], words: Columns) -> bool:
    if _is_pairs(rows, r, row, words):
        return False
    return _is_heads(row, words) or _is_over_figures(rows, r, row, words) or _is_above_heads(rows, r, row, words)


def _path(text: str) -> str:
    """A head as printed, without its unit, its formula and the remark in brackets behind it.

    >>> _path("分值（90）"), _path("支出实现率(%)⑤=④/③"), _path("年度资金总额："), _path("执行率（B/A）")
    ('分值', '支出实现率', '年度资金总额', '执行率')
    """
    return own_words(head_key(_REMARK.sub("", _FORMULA.sub("", _SIGNS.sub("", text.strip())))))


def _cells_of_row(form: _Form, grid: Grid, row: Sequence[GridCell], table_id: str, top: int) -> Iterator[Cell]:
    scored = None if grid.exact else read_indicator(row)
    left_of: list[tuple[float, float, GridCell]] = []
    aside = _is_aside(form, grid, row)
    for cell in row:
        span = _span(cell, grid)
        head = None if aside else _head_over(form.heads, span)
        if head is not None and form.words.role(head.path) == "ordinal":
            continue
        value = _value(cell.text)
        path = scored.paths.get(cell.column) if scored else None
        labelled = _LABELLED.fullmatch("".join(cell.text.split())) if value is None and path is None else None
        if labelled and (head is None or not head.names):
            figure = replace(cell, text=labelled["figure"])
            label = replace(cell, text=labelled["label"])
            key = _key_of(form, label, _group(form, span, left_of), True)
            yield _cell(
                form, figure, table_id, top, replace(key, unit=labelled["unit"] or key.unit), _value(figure.text)
            )
            left_of.append((*span, figure))
            continue
        if value is None and (head is None or head.names) and path is None:
            if head is None and left_of and not _is_label(cell.text, form.words):
                yield _cell(form, cell, table_id, top, _key(form, None, span, left_of, False), None)
                form.answers.add(cell)
            left_of.append((*span, cell))
            continue
        if path is not None and scored is not None:
            key = _Key(scored.name, path)
        else:
            key = _key(form, head, span, left_of, value is not None)
        yield _cell(form, cell, table_id, top, key, value)
        left_of.append((*span, cell))


def _label_beside(form: _Form, grid: Grid, row: Sequence[GridCell]) -> GridCell | None:
    """The label that reaches down beside heads and the rows under them: 年度主要任务 | 任务名称 | 预算金额."""
    left = min((head.left for head in form.heads), default=0.0)
    beside = (*(cell for *_, cell in form.standing), *(cell for cell in row if cell.row_span > 1))
    return next((cell for cell in beside if _span(cell, grid)[1] <= left + 0.01), None)


def _opens_another(beside: GridCell, r: int, row: Sequence[GridCell]) -> bool:
    """Whether a row begins with the next label behind one that has ended; a total belongs to the rows above it."""
    if r < beside.row + beside.row_span or not row or row[0].column > beside.column:
        return False
    return not _TOTAL.search(head_key(row[0].text)) and head_key(row[0].text) != head_key(beside.text)


def _is_aside(form: _Form, grid: Grid, row: Sequence[GridCell]) -> bool:
    """Whether a row does not stand under the heads: words over several of their columns and no figure (年度目标 | 完成…).

    Nor where a label stands under a head of figures, before a figure of its own: 其中：基本支出： | 12.00 under 执行数 | 得分.
    """
    for cell, following in pairwise(row):
        head = _head_over(form.heads, _span(cell, grid))
        if head and _IS_FIGURE.search(head.path) and _value(cell.text) is None and _value(following.text) is not None:
            return _is_label(cell.text, form.words)
    if any(_value(cell.text) is not None for cell in row):
        return False
    spans = [_span(cell, grid) for cell in row]
    return any(
        sum(left <= head.left + 0.01 and head.right <= right + 0.01 and not head.names for head in form.heads) > 1
        for left, right in spans
    )


def _is_label(text: str, words: Columns) -> bool:
    """Whether a text names what stands beside it, and is no answer: 实施单位, 其中：财政拨款; not 某某中心."""
    key = _path(text)
    return bool(_LABEL.search(key)) or text.strip().endswith((":", "：")) or words.knows(key)


def _value(text: str) -> object:
    number = read_number(text)
    if number is None and _PERCENT.fullmatch("".join(text.split())):
        number = read_number("".join(text.split())[:-1])
    return number


def _heads(form: _Form, grid: Grid, rows: Rows, r: int) -> tuple[_Head, ...]:
    """The heads of a row, under those of the row right above it where these reach over them.

    A cell that reaches further down than the heads do is the label beside their rows, no head: 年度主要任务 | 任务名称 | ….
    """
    above = form.heads if form.last_head_row >= r - 1 else ()
    found = []
    bottom = _bottom_of_heads(form, rows, r)
    for cell in rows[r]:
        if cell.row + cell.row_span > max(bottom, *(one.row + one.row_span for one in rows[r] if one is not cell)):
            continue
        left, right = _span(cell, grid)
        key = head_key(cell.text)
        upper = next((h for h in above if h.left - 0.01 <= left and right <= h.right + 0.01 and not h.names), None)
        term = _path(cell.text)
        path = f"{upper.path}/{term}" if upper and upper.path and upper.path not in _BRACKET else term
        named = (bool(_NAME.search(key)) and not _TEXT.search(key)) or key.endswith("指标内容")
        found.append(_Head(left, right, path, named, _unit_in(cell.text) or (upper.unit if upper else None)))
    value = min((head.left for head in found if head.path.endswith("值")), default=1.0)
    below = _first_below(rows, bottom)
    figures = [_span(cell, grid) for cell in below if _value(cell.text) is not None]
    found = [
        replace(h, names=h.names and not (h.path.endswith("内容") and h.left > value) and not _is_over(h, figures))
        for h in found
    ]
    if not any(head.names for head in found):
        found = _naming(found, grid, below)
    kept = [h for h in above if not any(f.left < h.right - 0.01 and h.left < f.right - 0.01 for f in found)]
    return tuple(sorted((*kept, *found), key=lambda head: head.left))


def _first_below(rows: Rows, bottom: int) -> Sequence[GridCell]:
    """The first row under heads, behind one that numbers their columns."""
    below = rows.get(bottom, ())
    return rows.get(bottom + 1, ()) if below and is_column_numbers(below) else below


def _is_over(head: _Head, spans: Sequence[tuple[float, float]]) -> bool:
    return any(head.left <= (left + right) / 2 <= head.right for left, right in spans)


def _bottom_of_heads(form: _Form, rows: Rows, r: int) -> int:
    """The row below the heads that a row opens."""
    below = rows.get(r + 1, ())
    while below and (_is_under(rows[r], below) or _opens_heads(rows, r + 1, below, form.words)):
        r += 1
        below = rows.get(r + 1, ())
    return r + 1


def _naming(heads: Sequence[_Head], grid: Grid, below: Sequence[GridCell]) -> list[_Head]:
    """Heads none of which says that names stand under it: they do under those left of the first figure (资金来源 | 金额)."""
    figures = [_span(cell, grid)[0] for cell in below if _value(cell.text) is not None]
    words = [_span(cell, grid) for cell in below if _value(cell.text) is None]
    if not figures:
        return list(heads)
    left = [head for head in heads if head.right <= min(figures) + 0.01]
    filled = [h for h in left if any(h.left - 0.01 <= begin and end <= h.right + 0.01 for begin, end in words)]
    named = [head for head in filled if not _TEXT.search(head.path)] or filled
    return [replace(head, names=head.names or head in named) for head in heads]


def _unit_in(text: str) -> str | None:
    """The unit of money that a label or a head gives: 项目资金（万元）."""
    found = _UNIT.search("".join(text.split()))
    return (found[1] or found[2]) if found else None


def _head_over(heads: Sequence[_Head], span: tuple[float, float]) -> _Head | None:
    """The head that a cell stands under: the one that shares most of its width, if it covers the cell's middle."""
    middle = (span[0] + span[1]) / 2
    over = [head for head in heads if head.left <= middle <= head.right]
    names = [head for head in heads if head.names and span[0] <= head.left + 0.01 and head.right <= span[1] + 0.01]
    if names and not (over and over[0].names):  # 合计 merged over 任务名称 and 主要内容 is a name
        return names[0]
    return max(over, key=lambda h: min(h.right, span[1]) - max(h.left, span[0]), default=None)


def _key(
    form: _Form,
    head: _Head | None,
    span: tuple[float, float],
    left_of: Sequence[tuple[float, float, GridCell]],
    figure: bool,
) -> _Key:
    """What a cell is called: the nearest name to its left, and its path: the head over it, else what its label says.

    figure: whether the cell holds one.
    """
    standing = [(left, right, cell) for left, right, _, cell in form.standing if right <= span[0] + 0.01]
    beside = [one for one in left_of if one[1] <= span[0] + 0.01 and _value(one[2].text) is None]
    every = sorted((*standing, *beside), key=lambda one: one[0], reverse=True)
    named = [one for one in every if (over := _head_over(form.heads, one[:2])) is not None and over.names]
    if head is not None and not head.names:
        nearest = (named or [one for one in every if _head_over(form.heads, one[:2]) is None] or every)[:1]
        return _Key(plain_name(nearest[0][2].text) if nearest else None, head.path, head.unit)
    label = next(iter(beside[::-1] or standing[::-1]), None)
    if label is None:
        return _Key(None, "")
    return _key_of(form, label[2], _group(form, label[:2], left_of), figure)


def _group(form: _Form, span: tuple[float, float], left_of: Sequence[tuple[float, float, GridCell]]) -> GridCell | None:
    """The label that holds a label: the nearest one left of it, behind the last answer, that no answer follows."""
    standing = [(left, right, cell) for left, right, _, cell in form.standing if right <= span[0] + 0.01]
    before = [one for one in left_of if one[0] < span[0]]
    answered = max((one[0] for one in before if _is_answer(form, one[2])), default=-1.0)
    free = sorted(
        (one for one in (*standing, *before) if answered < one[0] < span[0] and not _is_answer(form, one[2])),
        key=lambda one: one[0],
    )
    return free[-1][2] if free else None


def _is_answer(form: _Form, cell: GridCell) -> bool:
    return cell in form.answers or _value(cell.text) is not None


def _key_of(form: _Form, label: GridCell, group: GridCell | None, figure: bool) -> _Key:
    """The name and path of what a label names, within the label that holds it: 项目资金 | 年度资金总额 → 项目资金/预算数.

    Money that nothing else heads is what the form plans, unless its label says that it was spent.
    """
    over = _path(group.text) if group is not None else ""
    text = _LISTED.sub("", label.text)
    own = _path(text)
    name = plain_name(_SIGNS.sub("", text))
    unit = _unit_in(label.text) or (_unit_in(group.text) if group is not None else None)
    if figure and _MONEY.search(own) and not _NO_MONEY.search(own):
        term = form.words.term(label.text)
        figures = term if term in (*FIGURES, "执行数") else "执行数" if _SPENT.search(own) else "预算数"
        return _Key(name, f"{over}/{figures}" if over and over != own else figures, unit)
    return _Key(name, over or own, unit)


def _is_money(key: _Key) -> bool:
    """Whether what a figure is called is money: 财政拨款/合计; not 指标值, 自评总分, 项目编码."""
    *_, last = steps = key.path.split("/")
    named = key.name if last in _TOTALS and key.name else ""
    return not _NO_MONEY.search(last) and any(_MONEY.search(step) for step in (*steps, named))


def _cell(form: _Form, cell: GridCell, table_id: str, top: int, key: _Key, value: object) -> Cell:
    figure = value is not None and not _NUMBERED.search(key.path)
    number = read_number(cell.text.strip().rstrip("%％")) if figure else None
    percent = bool(_PERCENT.fullmatch("".join(cell.text.split())))
    beside = [unit for *_, one in form.standing if (unit := _unit_in(one.text)) is not None]
    unit = unit_in_cell(cell.text) or key.unit or (beside[-1] if beside else form.unit)
    money = number is not None and not percent and _is_money(key)
    return Cell(
        table_id=table_id,
        row=top + cell.row,
        column=cell.column,
        row_code=None,
        row_name=key.name,
        column_path=key.path,
        text=cell.printed,
        value=number,
        value_wan=to_wan(number, unit) if money and number is not None and unit else None,
        unit=unit if money else "%" if percent and figure else None,
        page=cell.page,
        line=cell.line,
        address=cell.address,
        box=None if not cell.lines or cell.box is None else cell.box,
        ocr_score=cell.score,
        placed=cell.placed,
    )
