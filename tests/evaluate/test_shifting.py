"""Rows put off their names: what moves, and what the checks make of it."""

from __future__ import annotations

import random
from decimal import Decimal

from pipeline.checks import grade, run_rules
from pipeline.document import Cell, Document, Table
from pipeline.evaluate.shifting import disordered, higher, lower, moved_rows, traded

ROWS = (("201", "一般公共服务支出", "30.12"), ("20101", "人大事务", "18.08"), ("20103", "政府办公厅事务", "12.04"),
        ("208", "社会保障和就业支出", "4.35"), ("20805", "行政事业单位养老支出", "4.35"), (None, "合计", "34.47"))  # fmt: skip


def report() -> Document:
    cells = tuple(
        Cell("d-t1", at, 2, code, name, "合计", value, Decimal(value), Decimal(value), 1)
        for at, (code, name, value) in enumerate(ROWS)
    )
    table = Table("d-t1", "expenditure", "支出决算表", "万元", 1, 1, len(ROWS), 3, 1.0, False, cells)
    document = Document("d" * 64, "a.txt", "text/plain", tables=(table,))
    return grade(document, run_rules(document))


class First(random.Random):
    """Draws the first of everything."""

    def randrange(self, *_: int) -> int:  # type: ignore[override]
        return 0


def printed(table: Table) -> list[str]:
    return [f"{cell.row_name} {cell.value}" for cell in table.cells]


def test_rows_move_and_names_stay() -> None:
    table = report().tables[0]
    rows = range(6)
    assert printed(moved_rows(table, lower(rows, First())))[:3] == [
        "一般公共服务支出 None", "人大事务 30.12", "政府办公厅事务 18.08",
    ]  # fmt: skip
    assert printed(moved_rows(table, higher(rows, First())))[-2:] == ["行政事业单位养老支出 34.47", "合计 None"]
    assert printed(moved_rows(table, traded(rows, First())))[:2] == ["一般公共服务支出 18.08", "人大事务 30.12"]


def test_a_shifted_table_is_found_and_proves_nothing() -> None:
    outcome = disordered([report()], ("expenditure",), lower, seed=1)
    assert (outcome.tables, outcome.found, outcome.verified) == (1, 1, 0)
    assert outcome.findings >= 1
    assert outcome.moved >= 2


def test_tables_of_other_types_are_left_alone() -> None:
    assert disordered([report()], ("income",), traded, seed=1).tables == 0
