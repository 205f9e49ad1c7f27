"""“三公”经费 by year: the years stand in the rows of the one-row form, not in its heads."""

from decimal import Decimal

import pytest

from pipeline.document import Page
from tests.tables.test_native import lines, native

HEADS = [
    ["年度", "合计", "因公出国（境）费", "公务用车购置及运行费", "", "", "公务接待费"],
    ["", "", "", "小计", "公务用车购置费", "公务用车运行费", ""],
]
SPANS = {(0, 0): (2, 1), (0, 1): (2, 1), (0, 2): (2, 1), (0, 3): (1, 3), (0, 6): (2, 1)}


@pytest.fixture
def by_year(read):
    def read_form(*rows):
        page = Page(1, lines("“三公”经费支出表", "单位：万元"), tables=(native([*HEADS, *rows], after=2, spans=SPANS),))
        (table,) = read([page])
        return table

    return read_form


def test_a_year_in_the_rows_is_the_first_step_of_the_path(by_year):
    table = by_year(
        ["2030年度", "9.40", "0", "6.20", "0", "6.20", "3.20"],
        ["2031年", "8.60", "0", "6.20", "0", "6.20", "2.40"],
        ["增减变化情况", "-0.80", "0", "0", "0", "0", "-0.80"],
    )
    assert table.type == "three_public"
    assert [(c.row, c.row_name, c.column_path, c.value) for c in table.cells if "接待" in c.column_path] == [
        (0, None, "2030年/公务接待费", Decimal("3.20")),
        (1, None, "2031年/公务接待费", Decimal("2.40")),
        (2, None, "增减变化情况/公务接待费", Decimal("-0.80")),
    ]


def test_a_line_of_rates_holds_no_money(by_year):
    table = by_year(
        ["2030年决算数", "9.40", "0", "6.20", "0", "6.20", "3.20"],
        ["2031年决算数", "8.60", "0", "6.20", "0", "6.20", "2.40"],
        ["2031年比2030年增减%", "-8.51", "0", "0", "0", "0", "-25.00"],
    )
    total = [cell for cell in table.cells if cell.column_path.endswith("/合计")]
    assert [(c.column_path, c.value_wan, c.unit) for c in total] == [
        ("2030年决算数/合计", Decimal("9.40"), "万元"),
        ("2031年决算数/合计", Decimal("8.60"), "万元"),
        ("2031年比2030年增减%/合计", None, "%"),
    ]


def test_bodies_in_the_rows_stay_names(by_year):
    table = by_year(
        ["2031年", "8.60", "0", "6.20", "0", "6.20", "2.40"],
        ["某局本级", "8.60", "0", "6.20", "0", "6.20", "2.40"],
    )
    assert {cell.row_name for cell in table.cells} == {"2031年", "某局本级"}
