"""A small document with tables that are understood."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pipeline.document import Cell, Check, Document, Identity, Page, Table

DOC = "0123456789ab"


@pytest.fixture
def cell():
    """A number (`"12.50"`) or, with `text`, a text; boxes follow from row and column."""

    def make(row, column, path, value=None, *, code=None, name=None, table="t01", **more):
        number = None if value is None else Decimal(value)
        more.setdefault("text", value or "")
        more.setdefault("page", 1)
        more.setdefault("box", (0.1 + column * 0.1, 0.1 + row * 0.03, 0.18 + column * 0.1, 0.12 + row * 0.03))
        return Cell(f"{DOC}-{table}", row, column, code, name, path, value=number, value_wan=number, **more)

    return make


@pytest.fixture
def table():
    def make(cells, *, kind="general_budget", title="一般公共预算支出表", unit="万元", number="t01", **more):
        pages = [one.page for one in cells] or [1]
        more.setdefault("empty", not cells)
        return Table(
            f"{DOC}-{number}", kind, title, unit, min(pages), max(pages), n_rows=len({one.row for one in cells}),
            n_columns=5, score=1.0, cells=tuple(cells), **more,
        )  # fmt: skip

    return make


@pytest.fixture
def document():
    def make(*tables, checks=(), pages=1, title="青石县水利局2023年部门预算", issues=()):
        return Document(
            DOC + "0" * 52,
            "reports/青石县水利局.pdf",
            "application/pdf",
            pages=tuple(Page(number, (), width=595.0, height=842.0) for number in range(1, pages + 1)),
            identity=Identity(title=title, agency="青石县水利局", fiscal_year=2023, report_type="budget"),
            tables=tables,
            checks=tuple(checks),
            issues=issues,
        )

    return make


@pytest.fixture
def failed():
    def make(message, *cells):
        ids = tuple(cell.cell_id for cell in cells)
        none = (None,) * 4
        return Check(f"{DOC}-c001", "code_is_sum_of_its_subcodes", "fail", "error", *none, message, ids)

    return make
