"""A document's tables as one page for the browser: pictures of its pages, cells drawn on them, tables beside."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import PurePath

from pipeline.document import Cell, Check, Document, Page, Table
from pipeline.sheet import sheets_of
from pipeline.show.grid import grid_of
from pipeline.show.markup import Markup, tag, together
from pipeline.show.sheet import counted, failures, figure, grades_of, pages_of
from pipeline.show.style import SCRIPT, STYLE, policy
from pipeline.show.terminal import MARKS

_EDGE = 0.25  # share of the picture beside its edges where the words of a box open inwards

Failed = Mapping[str, tuple[Check, ...]]


def page_of(document: Document, pictures: Mapping[int, str], only: int | None = None) -> str:
    """The whole page. pictures: page number → data URI; only: the one page to show, None for all that hold tables."""
    tables = [table for table in document.tables if only is None or only in pages_of(table)]
    failed = failures(document)
    whole = {page.number: page for page in document.pages}  # a sheet read in parts is shown once
    leaves = [page for page in whole.values() if _here(tables, page.number) and only in (None, page.number)]
    name = PurePath(document.path).name
    body = [
        _top(document, name, tables),
        _contents(tables, leaves),
        *(_leaf(page, tables, pictures.get(page.number), failed) for page in leaves),
        tag("footer", "Point at a box or a figure to see its other half. ✓ sums prove it, ✗ a sum contradicts it, "
            "· no sum speaks of it."),
    ]  # fmt: skip
    head = [
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=policy()),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("title", f"Tables of {name}"),
        tag("style", Markup(STYLE), _backgrounds(pictures)),
    ]
    page = tag("html", tag("head", *head), tag("body", *body, tag("script", Markup(SCRIPT))), lang="zh-CN")
    return f"<!DOCTYPE html>\n{page}\n"


def _here(tables: Iterable[Table], number: int) -> list[Table]:
    return [table for table in tables if number in pages_of(table)]


def _backgrounds(pictures: Mapping[int, str]) -> Markup:
    """Each picture once, however many tables stand on it."""
    return Markup("".join(f".p{number} {{ background-image: url({uri}); }}\n" for number, uri in pictures.items()))


def _top(document: Document, name: str, tables: Sequence[Table]) -> Markup:
    known = document.identity
    place = "".join(dict.fromkeys(part for part in (known.province, known.city, known.county) if part))
    facts = [known.agency, place, f"{known.fiscal_year}" if known.fiscal_year else None, known.report_type, name]
    cells = [cell for table in tables for cell in table.cells]
    return tag(
        "header",
        tag("h1", known.title or name),
        tag("p", *(tag("span", fact) for fact in facts if fact), class_="of"),
        tag(
            "p",
            tag("span", f"{counted(len(tables), 'table')}, {counted(document.page_count, 'page')}"),
            *_grades(cells),
            class_="of",
        ),
        *(
            tag("p", f"{'Lost' if issue.loses else 'Note'}: {issue.message}", class_="lost")
            for issue in document.issues
        ),
        class_="top",
    )


def _grades(cells: Iterable[Cell]) -> Iterator[Markup]:
    for grade, count in grades_of(cells).items():
        if count:
            yield tag("span", f"{MARKS[grade]} {count} {grade}", class_=f"counted grade {grade}")


def _contents(tables: Sequence[Table], leaves: Sequence[Page]) -> Markup:
    first = {table.table_id: page.number for page in reversed(leaves) for table in _here(tables, page.number)}
    return tag(
        "nav",
        tag(
            "ol",
            *(
                tag(
                    "li",
                    tag(
                        "a",
                        table.title or table.type,
                        tag("small", f"p. {first[table.table_id]}"),
                        href=f"#{_anchor(table, first[table.table_id])}",
                        class_="wrong" if grades_of(table.cells)["contradicted"] else None,
                    ),
                )
                for table in tables
            ),
        ),
    )


def _anchor(table: Table, page: int) -> str:
    return f"{table.table_id.rpartition('-')[2]}p{page}"


def _leaf(page: Page, tables: Sequence[Table], picture: str | None, failed: Failed) -> Markup:
    here = _here(tables, page.number)
    beside = tag("div", *(_table(table, page.number, failed) for table in here))
    if picture is None:
        return tag("section", beside, class_="leaf")
    boxes = [
        _box(cell, table, page, failed)
        for table in here
        for cell in table.cells
        if cell.page == page.number and cell.box is not None
    ]
    sheet = tag(
        "div",
        *boxes,
        class_=f"sheet p{page.number}",
        style=f"aspect-ratio: {page.width or 210:g} / {page.height or 297:g}",
        role="group",
        aria_label=f"page {page.number}",
    )
    return tag(
        "section",
        tag("div", tag("p", f"page {page.number}", class_="number"), sheet, class_="picture"),
        beside,
        class_="leaf pictured",
    )


def _box(cell: Cell, table: Table, page: Page, failed: Failed) -> Markup:
    assert cell.box is not None
    x0, y0, x1, y1 = cell.box
    kind = "text" if cell.value is None else cell.grade
    near = (("left", x0 < _EDGE), ("right", x1 > 1 - _EDGE), ("low", y1 > 1 - _EDGE))  # where the tip must not leave
    return tag(
        "a",
        class_=" ".join(["box", kind, *(edge for edge, there in near if there)]),
        style=f"left: {x0:.3%}; top: {y0:.3%}; width: {x1 - x0:.3%}; height: {y1 - y0:.3%}",
        href=f"#{cell.cell_id}",
        data_cell=cell.cell_id,
        data_tip=tip(cell, table, failed),
        aria_label=tip(cell, table, failed),
    )


def tip(cell: Cell, table: Table, failed: Failed) -> str:
    """What a box says when pointed at: column, row, value and grade, what was read, what contradicts it."""
    unit = f" {table.unit}" if table.unit and cell.value_wan is not None else ""
    lines = [
        " › ".join(cell.column_path.split("/")) or "a column without a head",
        " ".join(part for part in (cell.row_code, cell.row_name) if part) or "a row without a name",
        f"{figure(cell)}{unit}" + (f"   {MARKS[cell.grade]} {cell.grade}" if cell.value is not None else ""),
    ]
    if cell.repaired_from is not None:
        lines.append(f"repaired; read as {cell.repaired_from}")
    if cell.ocr_score is not None:
        lines.append(f"read by OCR as {cell.text.strip()}, score {cell.ocr_score:.2f}")
    return "\n".join([*lines, *(f"✗ {check.message}" for check in failed.get(cell.cell_id, ()))])


def _table(table: Table, page: int, failed: Failed) -> Markup:
    number = table.table_id.rpartition("-")[2]
    several = len(pages_of(table)) > 1
    goes_on = " (continued)" if page > table.page_start else ""
    about = [
        number,
        table.unit or "no unit",
        f"pages {table.page_start}–{table.page_end}" if several else f"page {table.page_start}",
        f"{counted(table.n_rows, 'row')} × {counted(table.n_columns, 'column')}",
        f"score {table.score:.2f}",
        *(["empty form (空表)"] if table.empty else []),
    ]
    mine = [cell for cell in table.cells if cell.page == page]
    checks = dict.fromkeys(check for cell in mine for check in failed.get(cell.cell_id, ()))
    grids = [grid_of(sheet, lambda cell: tip(cell, table, failed)) for sheet in sheets_of(table, page)]
    return tag(
        "article",
        tag("h2", tag("span", table.type, class_="kind"), (table.title or "without a title") + goes_on),
        tag("p", *(tag("span", fact) for fact in about), *_grades(mine), class_="about"),
        *(tag("div", grid, class_="scroll") for grid in grids),
        *([] if mine else [tag("p", "Nothing is filled in here.", class_="none")]),
        tag("ul", *(tag("li", check.message) for check in checks), class_="failed") if checks else together(),
        class_="table",
        id=_anchor(table, page),
    )
