"""Tables on a terminal: aligned, graded, in as many strips as its width needs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from rich import box
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table as Picture
from rich.text import Text

from pipeline.document import Cell, Check, Document, Grade, Table
from pipeline.sheet import Row, Sheet, Side, sheets_of
from pipeline.show.printable import printable
from pipeline.show.sheet import counted, failures, figure, grades_of, pages_of

MARKS: Final[dict[Grade, str]] = {"verified": "✓", "contradicted": "✗", "unverified": "·"}
_STYLES: Final[dict[Grade, str]] = {"verified": "green", "contradicted": "bold red", "unverified": "dim"}
_WIDEST_NAME = 36  # cells of a terminal; longer names and texts are folded
_BETWEEN = 3  # cells between two columns
_DIVIDER = 1 + _BETWEEN  # cells of the line between two sides


def show_document(document: Document, page: int | None, console: Console) -> None:
    """Write every table, or those of one page, and what the grades say in all."""
    tables = [table for table in document.tables if page is None or page in pages_of(table)]
    failed = failures(document)
    for table in tables:
        _show_table(table, page, failed, console)
    where = f"on page {page}" if page else f"on {counted(len(document.pages), 'page')}"
    cells = [cell for table in tables for cell in table.cells if page in (None, cell.page)]
    console.print(Text(f"{counted(len(tables), 'table')} {where}   ").append(_legend(cells)), soft_wrap=True)
    for issue in document.issues:
        console.print(
            Text(printable(f"{'lost' if issue.loses else 'note'}: {issue.message}"), "yellow"), soft_wrap=True
        )


def _show_table(table: Table, page: int | None, failed: dict[str, tuple[Check, ...]], console: Console) -> None:
    console.print(_title(table), soft_wrap=True)
    console.print(_about(table, page), soft_wrap=True)
    for sheet in sheets_of(table, page):
        for strip in _strips(sheet, console.width):
            console.print(_picture(sheet, strip))
    checks = dict.fromkeys(check for cell in table.cells for check in failed.get(cell.cell_id, ()))
    for check in checks:
        console.print(Text(f"✗ {printable(check.message)}", "red"), soft_wrap=True)
    console.print()


def _title(table: Table) -> Text:
    number = table.table_id.rpartition("-")[2]
    title = Text(f"{number}  ", "dim").append(table.type, "bold cyan")
    return title.append("  ").append(printable(table.title or "without a title"), "bold")


def _about(table: Table, page: int | None) -> Text:
    pages = f"pages {table.page_start}–{table.page_end}" if len(pages_of(table)) > 1 else f"page {table.page_start}"
    shown = f", here page {page}" if page and len(pages_of(table)) > 1 else ""
    size = f"{counted(table.n_rows, 'row')} × {counted(table.n_columns, 'column')}"
    parts = [table.unit or "no unit", pages + shown, size, f"score {table.score:.2f}"]
    about = Text("     " + ", ".join(parts), "dim")
    if table.empty:
        return about.append(", empty form (空表)", "yellow")
    return about.append("   ").append(_legend(table.cells))


def _legend(cells: Iterable[Cell]) -> Text:
    """`✓ 52 verified  ✗ 1 contradicted  · 3 unverified`, without grades that no number has."""
    counts = grades_of(cells)
    parts = [Text(f"{MARKS[grade]} {count} {grade}", _STYLES[grade]) for grade, count in counts.items() if count]
    return Text("  ").join(parts) if parts else Text("no figures", "dim")


@dataclass(frozen=True, slots=True)
class _Strip:
    """Columns shown side by side: of each side some of its amounts, behind its keys."""

    parts: tuple[tuple[int, tuple[int, ...]], ...]  # (side, columns)


def _strips(sheet: Sheet, width: int) -> Iterator[_Strip]:
    """As many columns as fit the width, again and again, each time with the keys of their rows."""
    parts: list[tuple[int, list[int]]] = []
    used = 0
    for s, side in enumerate(sheet.sides):
        keys = _keys_width(sheet, s)
        for column in side.columns:
            figures = _column_width(sheet, column)
            opening = 0 if parts and parts[-1][0] == s else keys + _DIVIDER * bool(parts)
            if parts and used + opening + figures > width:
                yield _Strip(tuple((at, tuple(columns)) for at, columns in parts))
                parts, used, opening = [], 0, keys
            if not parts or parts[-1][0] != s:
                parts.append((s, []))
            parts[-1][1].append(column)
            used += opening + figures
    yield _Strip(tuple((at, tuple(columns)) for at, columns in parts))


def _keys_width(sheet: Sheet, s: int) -> int:
    codes = max((cell_len(row.keys[s][0] or "") for row in sheet.rows), default=0)
    names = max((cell_len(row.keys[s][1] or "") for row in sheet.rows), default=0)
    return sum(max(width, 4) + _BETWEEN for width in (codes, min(names, _WIDEST_NAME)) if width)


def _column_width(sheet: Sheet, column: int) -> int:
    figures = [cell_len(_marked(row.cells[column]).plain) for row in sheet.rows if column in row.cells]
    heads = [cell_len(head) for head in sheet.paths[column]]
    return min(max([*figures, *heads]), _WIDEST_NAME) + _BETWEEN


def _picture(sheet: Sheet, strip: _Strip) -> Picture:
    picture = Picture(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold", padding=(0, 1))
    for place, (s, columns) in enumerate(strip.parts):
        side = sheet.sides[s]
        if place:
            picture.add_column("│", style="dim")
        if side.coded:
            picture.add_column("code", style="cyan", no_wrap=True, vertical="top")
        if side.named:
            picture.add_column("name", overflow="fold", max_width=_WIDEST_NAME)
        for column in columns:
            head = "\n".join(printable(part) for part in sheet.paths[column])
            of_numbers = any(row.cells[column].value is not None for row in sheet.rows if column in row.cells)
            picture.add_column(
                Text(head), justify="right" if of_numbers else "left", overflow="fold", max_width=_WIDEST_NAME
            )
    for row in sheet.rows:
        shown = [list(_shown(row, s, sheet.sides[s], columns)) for s, columns in strip.parts]
        if any(any(texts) for texts in shown):
            first, *others = shown
            picture.add_row(*first, *(text for texts in others for text in (Text("│"), *texts)))
    return picture


def _shown(row: Row, s: int, side: Side, columns: Sequence[int]) -> Iterator[Text]:
    """Keys and cells of a row on one side of a strip."""
    code, name = row.keys[s]
    if side.coded:
        yield Text(printable(code or ""))
    if side.named:
        yield Text(printable(name or ""))
    for column in columns:
        yield _marked(row.cells[column]) if column in row.cells else Text()


def _marked(cell: Cell) -> Text:
    """`1,234.56 ✓`; a text has no mark."""
    text = Text(printable(figure(cell)))
    if cell.value is None:
        return text
    style = _STYLES[cell.grade]
    return Text(text.plain, style if cell.grade == "contradicted" else "").append(f" {MARKS[cell.grade]}", style)
