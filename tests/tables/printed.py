"""A table as an office prints it, and the renderings in which readers and converters hand it over."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from pipeline.document import Line, Page, Rule
from tests.tables.conftest import Drawing, text_page

Head = tuple[str, int, int]  # words, columns across, rows down


@dataclass(frozen=True)
class Block:
    """Columns that belong together: where the code's parts and the name stand, and the path of each amount."""

    codes: tuple[int, ...]
    name: int | None
    paths: dict[int, str]


@dataclass(frozen=True)
class Printed:
    """Heads row by row (a cell under one that reaches down is left out), body, and what it says."""

    type: str
    title: str
    unit: str
    heads: tuple[tuple[Head, ...], ...]
    blocks: tuple[Block, ...]
    body: tuple[tuple[str, ...], ...]
    numbers: tuple[str, ...] = ()  # the row of column numbers, 栏次
    names: dict[str, str] = field(default_factory=dict)  # as printed → as read, where they differ
    codes: dict[tuple[str, ...], str] = field(default_factory=dict)  # as printed → as read, where they differ

    def __post_init__(self) -> None:
        assert {len(row) for row in (*self.body, self.numbers or self.body[0])} == {self.width}, self.title

    @property
    def width(self) -> int:
        return sum(across for _, across, _ in self.heads[0])

    @property
    def facts(self) -> list[tuple[str | None, str | None, str, str]]:
        found = []
        for row in self.body:
            for block in self.blocks:
                printed = tuple(row[c] for c in block.codes)
                code = self.codes.get(printed, "".join(printed).replace(" ", "")) or None
                name = None if block.name is None else row[block.name].strip()
                name = self.names.get(name, name) if name else None
                for column, path in block.paths.items():
                    text = row[column].replace(",", "")
                    if text and text not in ("—", "-"):
                        found.append((code, name, path, str(Decimal(text))))
        return found

    def placed_heads(self) -> list[tuple[int, int, str, int, int]]:
        """(row, column, words, down, across) of every head."""
        taken: set[tuple[int, int]] = set()
        placed = []
        for r, row in enumerate(self.heads):
            column = 0
            for text, across, down in row:
                while (r, column) in taken:
                    column += 1
                placed.append((r, column, text, down, across))
                taken |= {(r + i, column + j) for i in range(down) for j in range(across)}
                column += across
        return placed


def as_tabs(table: Printed) -> list[Page]:
    """A row a line, merged cells as blanks behind the first."""
    return [text_page("\n".join([table.title, "", f"单位：{table.unit}", "", *map("\t".join, _full_rows(table))]))]


def as_bars(table: Printed) -> list[Page]:
    rows = [f"| {' | '.join(row)} |" for row in _full_rows(table)]
    return [text_page("\n".join([table.title, f"单位：{table.unit}", rows[0], "|" + "---|" * table.width, *rows[1:]]))]


def as_bar_lines(table: Printed) -> list[Page]:
    """A cell and its bar a line, an empty cell a bar alone; what is merged stands once."""
    heads = [text for _, _, text, _, _ in table.placed_heads()]
    cells = [*heads, *table.numbers, *(cell for row in table.body for cell in row)]
    lines = [f"{cell} |" if cell else "|" for cell in cells]
    return [text_page("\n".join([table.title, f"单位：{table.unit}", *lines, ""]))]


def _full_rows(table: Printed) -> list[list[str]]:
    rows = [[""] * table.width for _ in table.heads]
    for r, c, text, _, _ in table.placed_heads():
        rows[r][c] = text
    return [*rows, *map(list, [table.numbers] if table.numbers else []), *map(list, table.body)]


def as_cell_lines(table: Printed) -> list[Page]:
    """A cell a line, a blank line between rows; what is merged across stands once, what is merged down leaves a blank."""
    rows: list[list[tuple[int, str]]] = [[] for _ in table.heads]
    for r, c, text, down, _ in table.placed_heads():
        rows[r].append((c, text))
        for i in range(1, down):
            rows[r + i].append((c, ""))
    texts = [[text for _, text in sorted(row)] for row in rows]
    texts += [list(table.numbers)] if table.numbers else []
    blocks = ["\n".join("\t" + cell for cell in row) for row in (*texts, *table.body)]
    return [text_page("\n\n".join([f"{table.title}\n\t单位：{table.unit}", *blocks]))]


def as_stream(table: Printed) -> list[Page]:
    """A cell a line, the empty ones gone."""
    heads = [text for _, _, text, _, _ in table.placed_heads()]
    cells = [*heads, *table.numbers, *(cell for row in table.body for cell in row)]
    return [text_page("\n".join([table.title, f"单位：{table.unit}", *filter(None, cells)]))]


def _widths(table: Printed) -> list[int]:
    """Width of each column in half ideographs: what its body, its own head and its share of wider heads need."""
    widths = [max([4, *(_columns(row[c]) for row in table.body)]) for c in range(table.width)]
    for _, c, text, _, across in sorted(table.placed_heads(), key=lambda head: head[4]):
        lack = _columns(text) - sum(widths[c : c + across]) - 2 * (across - 1)
        widths[c + across - 1] += max(lack, 0)
    return widths


def _columns(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def as_layout(table: Printed) -> list[Page]:
    """Columns kept by blanks: heads centred, words left, figures right, as `pdftotext -layout` does."""
    widths = _widths(table)
    starts = [sum(widths[:c]) + 3 * c for c in range(table.width)]
    lines = [" " * 20 + table.title, " " * 40 + f"单位：{table.unit}"]
    for r in range(len(table.heads)):
        row = [
            (starts[c], starts[c + across - 1] + widths[c + across - 1], text, "c")
            for at, c, text, _, across in table.placed_heads()
            if at == r
        ]
        lines.append(_laid(row))
    for cells in ([table.numbers] if table.numbers else []) + list(table.body):
        row = [
            (
                starts[c],
                starts[c] + widths[c],
                text,
                "c" if cells is table.numbers else "r" if _is_figure(text) else "l",
            )
            for c, text in enumerate(cells)
        ]
        lines.append(_laid(row))
    return [text_page("\n".join(lines))]


def _is_figure(text: str) -> bool:
    return "." in text and text.replace(",", "").replace(".", "").replace("-", "").isdigit()


def _laid(row: Sequence[tuple[int, int, str, str]]) -> str:
    line = ""
    for start, end, text, side in row:
        if text:
            room = end - start - _columns(text)
            at = start + {"l": 0, "r": room, "c": room // 2}[side]
            line += " " * (at - _columns(line)) + text
    return line


def as_drawing(table: Printed) -> list[Page]:
    """A ruled page."""
    total = sum(_widths(table)) + 2 * table.width
    widths = [(width + 2) / total * 0.8 for width in _widths(table)]
    depth = len(table.heads) + bool(table.numbers)
    drawing = Drawing(widths, depth + len(table.body)).above(table.title, f"单位：{table.unit}")
    for r, c, text, down, across in table.placed_heads():
        drawing.put(r, c, text, down, across)
    for r, row in enumerate((*([table.numbers] if table.numbers else []), *table.body), start=len(table.heads)):
        for c, text in enumerate(row):
            drawing.put(r, c, text)
    return [drawing.page()]


def as_unruled(table: Printed) -> list[Page]:
    """A page without a line drawn: heads centred, words left, figures right."""
    widths = _widths(table)
    em = 0.84 / (sum(widths) + 3 * table.width)
    starts = [0.08 + em * (sum(widths[:c]) + 3 * c) for c in range(table.width)]
    ends = [start + em * width for start, width in zip(starts, widths, strict=True)]
    lines = [_run(table.title, 0.3, 0.05, em, 1), _run(f"单位：{table.unit}", 0.7, 0.07, em, 1)]
    for r, c, text, down, across in table.placed_heads():
        middle = (starts[c] + ends[c + across - 1]) / 2 - em * _columns(text) / 2
        lines.append(_run(text, middle, 0.1 + 0.022 * (r + (down - 1) / 2), em, 1))
    rows = (*([table.numbers] if table.numbers else []), *table.body)
    for r, row in enumerate(rows, start=len(table.heads)):
        for c, text in enumerate(row):
            if text:
                room = ends[c] - starts[c] - em * _columns(text)
                x = starts[c] + room * (0.5 if row is table.numbers else float(_is_figure(text)))
                lines.append(_run(text, x, 0.1 + 0.022 * r, em, 1))
    return [Page(1, tuple(lines), (), 842.0, 595.0, origin="layer")]


def _run(text: str, x: float, y: float, em: float, page: int) -> Line:
    return Line(text, page, (x, y, x + em * _columns(text), y + 0.014), printed=text)


def as_striped(table: Printed) -> list[Page]:
    """Horizontal rules alone: above the heads, below them, below every row."""
    (page,) = as_unruled(table)
    depth = len(table.heads)
    heights = [0.096, *(0.096 + 0.022 * (depth + r) for r in range(len(table.body) + bool(table.numbers) + 1))]
    right = max(line.box[2] for line in page.lines if line.box)
    rules = tuple(Rule(0.075, y, right + 0.005, y) for y in heights)
    return [Page(1, page.lines, rules, page.width, page.height, origin="layer")]


RENDERINGS = {
    "tabs": as_tabs,
    "bars": as_bars,
    "bar_lines": as_bar_lines,
    "cell_lines": as_cell_lines,
    "layout": as_layout,
    "drawing": as_drawing,
    "striped": as_striped,
    "unruled": as_unruled,
}
