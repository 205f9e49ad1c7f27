"""Tables in miniature: text as a converter leaves it, or a drawn page, → the facts read from it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from pipeline.document import Grid, GridCell, Line, Page, Rule, Table
from pipeline.tables import find_grids, read_tables
from pipeline.vocabulary.accounts import load_accounts
from pipeline.vocabulary.columns_file import load_columns

DOC_ID = "0" * 64
Read = Callable[..., tuple[Table, ...]]


@pytest.fixture(scope="session")
def columns():
    return load_columns()


@pytest.fixture(scope="session")
def accounts():
    return load_accounts()


@pytest.fixture(scope="session")
def read(columns, accounts) -> Read:
    """Pages, or the text of a text file, → tables."""

    def run(source: str | Sequence[Page]) -> tuple[Table, ...]:
        pages = [text_page(source)] if isinstance(source, str) else list(source)
        grids, _ = find_grids(pages, columns, accounts)
        return read_tables(grids, columns, accounts, DOC_ID)

    return run


def text_page(text: str) -> Page:
    return Page(1, tuple(Line(line, 1, printed=line) for line in text.split("\n")))


def facts(table: Table) -> list[tuple[str | None, str | None, str, str]]:
    """(code, name, column path, value) of every number of a table, in reading order."""
    return [(c.row_code, c.row_name, c.column_path, str(c.value)) for c in table.cells if c.value is not None]


def grid(rows, caption=(), page=1, edges=()):
    """A drawn grid from rows of (column, text[, column_span[, row_span]])."""
    cells = []
    for r, row in enumerate(rows):
        for column, text, *spans in row:
            wide, high = (*spans, 1, 1)[:2]
            cells.append(GridCell(r, column, text, (Line(text, page, (0.1, 0.1, 0.2, 0.2), None, text),), high, wide))
    width = max(cell.column + cell.column_span for cell in cells)
    lines = tuple(Line(text, page, None, None, text) for text in caption)
    return Grid(tuple(cells), len(rows), width, page, page, "ruled", edges, lines)


class Drawing:
    """A page of A4 with a ruled table: cells placed by row and column, with spans, as a PDF draws them."""

    def __init__(self, widths: Sequence[float], n_rows: int, top: float = 0.2, height: float = 0.02) -> None:
        self.xs = [0.1]
        for width in widths:
            self.xs.append(self.xs[-1] + width)
        self.ys = [top + height * r for r in range(n_rows + 1)]
        self.lines: list[Line] = []
        self.rules: list[Rule] = []
        self.open: set[tuple[str, int, int]] = (
            set()
        )  # ("x", row, column): no vertical right of it; ("y", …): none below

    def put(self, row: int, column: int, text: str, down: int = 1, across: int = 1) -> Drawing:
        """A cell; what it spans is drawn without inner rules."""
        x0, x1 = self.xs[column], self.xs[column + across]
        y0, y1 = self.ys[row], self.ys[row + down]
        middle = (y0 + y1) / 2
        if text:
            self.lines.append(Line(text, 1, (x0 + 0.004, middle - 0.006, x1 - 0.004, middle + 0.006), printed=text))
        for r in range(row, row + down):
            self.open |= {("x", r, c) for c in range(column, column + across - 1)}
        for c in range(column, column + across):
            self.open |= {("y", r, c) for r in range(row, row + down - 1)}
        return self

    def above(self, *texts: str) -> Drawing:
        """Lines of caption, the last right above the table."""
        for i, text in enumerate(reversed(texts)):
            y = self.ys[0] - 0.02 * (i + 1)
            self.lines.append(Line(text, 1, (0.3, y, 0.3 + 0.015 * len(text), y + 0.012), printed=text))
        return self

    def page(self, number: int = 1) -> Page:
        n_rows, n_columns = len(self.ys) - 1, len(self.xs) - 1
        rules = [
            Rule(self.xs[0], self.ys[0], self.xs[-1], self.ys[0]),
            Rule(self.xs[0], self.ys[0], self.xs[0], self.ys[-1]),
        ]
        for r in range(n_rows):
            for c in range(n_columns):
                if ("x", r, c) not in self.open:
                    rules.append(Rule(self.xs[c + 1], self.ys[r], self.xs[c + 1], self.ys[r + 1]))
                if ("y", r, c) not in self.open:
                    rules.append(Rule(self.xs[c], self.ys[r + 1], self.xs[c + 1], self.ys[r + 1]))
        lines = tuple(Line(line.text, number, line.box, line.score, line.printed) for line in self.lines)
        return Page(number, lines, tuple(rules), 595.0, 842.0, origin="layer")
