"""Units that no table prints: told by totals elsewhere, else nobody knows them."""

from dataclasses import replace
from decimal import Decimal

from pipeline.checks import settle_units
from pipeline.document import Cell, Document, Section, Table

PROSE = Section("s1", None, 1, "一、", "收支情况", "overall", 1.0, 1, 1, "2024年收入总计 1,204.35 万元。")


def table(table_id, unit, *values):
    """A table of one column; without a unit its numbers are taken for 万元 until it is settled."""
    cells = tuple(
        Cell(table_id, row, 1, None, f"第{row}项", "合计", value, Decimal(value), Decimal(value), 1, unit=unit)
        for row, value in enumerate(values)
    )
    return Table(table_id, "income", None, unit, 1, 1, len(values), 2, 1.0, False, cells)


def settled(*tables, sections=()):
    return settle_units(Document("d" * 64, "r.txt", "text/plain", tables=tables, sections=sections)).tables


def test_a_total_that_prose_gives_in_wan_tells_yuan():
    (found,) = settled(table("t1", None, "12043500.00", "43500.00"), sections=(PROSE,))
    assert found.unit == "元"
    assert [cell.value_wan for cell in found.cells] == [Decimal("1204.35"), Decimal("4.35")]


def test_a_total_that_another_table_prints_tells_its_unit():
    first, second = settled(table("t1", "万元", "1204.35"), table("t2", None, "1204.35", "4.35"))
    assert (first.unit, second.unit) == ("万元", "万元")
    assert [cell.unit for cell in second.cells] == ["万元", "万元"]


def test_nothing_tells_the_unit():
    """A short total repeats by chance; without a unit nothing is worth anything in 万元."""
    (found,) = settled(table("t1", None, "12.0", "3.0"), sections=(replace(PROSE, text="共 12.0 万元。"),))
    assert found.unit is None
    assert [cell.value_wan for cell in found.cells] == [None, None]
