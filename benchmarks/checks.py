"""Seconds for the checks and grades of one document, by its number of figures.

    python benchmarks/checks.py

Builds departments of growing size (two tables by function with 合计, 基本支出, 项目支出, one of income), times
`run_rules` and `grade` on each as printed and with every fiftieth number misread, and prints the cost per number, which
stays level while the cost is linear.
"""

from __future__ import annotations

import sys
import time
from dataclasses import replace
from decimal import Decimal

from pipeline.checks import grade, run_rules
from pipeline.document import Cell, Document, Table

SIZES = (500, 1000, 2000, 4000, 8000, 16000)
REPEATS = 3
EVERY = 50
Rows = list[tuple[str | None, str, dict[str, Decimal]]]


def main() -> int:
    print(f"{'numbers':>8} {'checks':>7} {'seconds':>8} {'misread':>8} {'ms per 1000':>12} {'misread':>8}")
    for size in SIZES:
        document = department(size)
        numbers = sum(len(table.cells) for table in document.tables)
        seconds = min(timed(document) for _ in range(REPEATS))
        wrong = min(timed(misread(document)) for _ in range(REPEATS))
        checks = len(run_rules(document))
        rates = f"{seconds * 1e6 / numbers:12.1f} {wrong * 1e6 / numbers:8.1f}"
        print(f"{numbers:8d} {checks:7d} {seconds:8.3f} {wrong:8.3f} {rates}")
    return 0


def timed(document: Document) -> float:
    begin = time.perf_counter()
    grade(document, run_rules(document))
    return time.perf_counter() - begin


def misread(document: Document) -> Document:
    """The document with 1 added to every fiftieth number."""
    tables = []
    for table in document.tables:
        cells = list(table.cells)
        for at in range(0, len(cells), EVERY):
            value = (cells[at].value or Decimal(0)) + 1
            cells[at] = replace(cells[at], value=value, value_wan=value)
        tables.append(replace(table, cells=tuple(cells)))
    return replace(document, tables=tuple(tables))


def department(size: int) -> Document:
    """A document of about `size` figures whose sums all hold."""
    items = max(4, size // 14)
    rows = functional_rows(items)
    income: Rows = [(code, name, {"合计": f["合计"], "财政拨款收入": f["合计"]}) for code, name, f in rows]
    tables = (
        table("t00", "income", income),
        table("t01", "expenditure", rows),
        table("t02", "general_budget", rows),
    )
    return Document(doc_id="0" * 64, path="department.pdf", media_type="application/pdf", tables=tables)


def functional_rows(items: int) -> Rows:
    """类, 款 and 项 with six items to a 款 and five 款 to a 类; 合计 at the foot."""
    rows: Rows = []
    sums: dict[str, list[Decimal]] = {}
    for number in range(items):
        lei, kuan = f"{201 + number // 30:03d}", f"{number // 6 % 5 + 1:02d}"
        code = f"{lei}{kuan}{number % 6 + 1:02d}"
        basic, project = Decimal(number * 37 % 1000) / 100, Decimal(number * 91 % 7000) / 100
        for key in ("", lei, lei + kuan, code):
            held = sums.setdefault(key, [Decimal(0), Decimal(0)])
            held[0] += basic
            held[1] += project
    for key in sorted(sums, key=lambda each: (not each, each)):
        basic, project = sums[key]
        rows.append((key or None, key or "合计", {"合计": basic + project, "基本支出": basic, "项目支出": project}))
    return rows


def table(number: str, kind: str, rows: Rows) -> Table:
    table_id = f"{'0' * 12}-{number}"
    cells = tuple(
        Cell(table_id, at, column, code, name, path, str(value), value, value, page=1 + at // 40)
        for at, (code, name, figures) in enumerate(rows)
        for column, (path, value) in enumerate(figures.items())
    )
    return Table(table_id, kind, kind, "万元", 1, 1 + len(rows) // 40, len(rows), 3, 1.0, False, cells)


if __name__ == "__main__":
    sys.exit(main())
