"""A sheet as an HTML table, its heads merged again as they were printed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from pipeline.document import Cell
from pipeline.sheet import Row, Sheet, Side
from pipeline.show.markup import Markup, tag
from pipeline.show.sheet import figure

_TOTALS = ("合计", "总计", "小计")


def grid_of(sheet: Sheet, tip: Callable[[Cell], str]) -> Markup:
    """The table; tip: what a cell says when pointed at."""
    depth = max(len(path) for path in sheet.paths.values())
    head = [tag("tr", *_heads(sheet, level, depth)) for level in range(depth)]
    body = [_row(sheet, row, tip) for row in sheet.rows]
    return tag("table", tag("thead", *head), tag("tbody", *body))


def _heads(sheet: Sheet, level: int, depth: int) -> Iterator[Markup]:
    """The heads of one level: a head over several columns once, a column without deeper heads down to the body."""
    for s, side in enumerate(sheet.sides):
        new = " new" if s and (level == 0 or not _keys(side)) else ""  # keys reach down to the body
        for key in _keys(side) if level == 0 else ():
            yield tag("th", key, class_="key" + new, rowspan=depth, scope="col")
            new = ""
        for columns in _merged(sheet, side, level):
            path = sheet.paths[columns[0]]
            last = level == len(path) - 1
            yield tag(
                "th",
                path[level],
                class_=new.strip() or None,
                colspan=len(columns) if len(columns) > 1 else None,
                rowspan=depth - level if last and depth - level > 1 else None,
                scope="col" if last else "colgroup",
            )
            new = ""


def _merged(sheet: Sheet, side: Side, level: int) -> list[list[int]]:
    """Neighbouring columns under one head of this level; a column's own leaf is never merged."""
    groups: list[list[int]] = []
    for column in side.columns:
        path = sheet.paths[column]
        if len(path) <= level:
            continue
        before = sheet.paths[groups[-1][-1]] if groups and _next_to(side, groups[-1][-1], column) else ()
        if before[: level + 1] == path[: level + 1] and len(before) > level + 1 and len(path) > level + 1:
            groups[-1].append(column)
        else:
            groups.append([column])
    return groups


def _next_to(side: Side, left: int, right: int) -> bool:
    return side.columns.index(right) - side.columns.index(left) == 1


def _keys(side: Side) -> list[str]:
    return [word for word, held in (("code", side.coded), ("name", side.named)) if held]


def _row(sheet: Sheet, row: Row, tip: Callable[[Cell], str]) -> Markup:
    cells = [cell for s, side in enumerate(sheet.sides) for cell in _side(s, side, row, tip)]
    total = any((name or "").endswith(_TOTALS) for _, name in row.keys)
    return tag("tr", *cells, class_="total" if total else None)


def _side(s: int, side: Side, row: Row, tip: Callable[[Cell], str]) -> Iterator[Markup]:
    code, name = row.keys[s]
    kinds: Sequence[tuple[str, str | None]] = [("code", code)] * side.coded + [("name", name)] * side.named
    new = " new" if s else ""
    for kind, text in kinds:
        yield tag("td", text or "", class_=kind + new)
        new = ""
    for column in side.columns:
        cell = row.cells.get(column)
        yield tag("td", class_=new.strip() or None) if cell is None else _cell(cell, new, tip)
        new = ""


def _cell(cell: Cell, new: str, tip: Callable[[Cell], str]) -> Markup:
    kind = "text" if cell.value is None else f"figure {cell.grade}"
    return tag("td", figure(cell), class_=kind + new, id=cell.cell_id, data_cell=cell.cell_id, title=tip(cell))
