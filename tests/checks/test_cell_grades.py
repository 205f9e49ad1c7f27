"""Grades: what an identity proves about a number, and what it cannot."""

import random
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from pipeline.checks import grade, run_rules
from pipeline.document import Check, Document

ROWS = (
    "201 一般公共服务支出 | 合计=31.40, 基本支出=22.15, 项目支出=9.25",
    "20131 党委办公厅（室）及相关机构事务 | 合计=31.40, 基本支出=22.15, 项目支出=9.25",
    "2013101 行政运行 | 合计=22.15, 基本支出=22.15",
    "2013102 一般行政管理事务 | 合计=9.25, 项目支出=9.25",
    "208 社会保障和就业支出 | 合计=4.38, 基本支出=4.38",
    "20805 行政事业单位养老支出 | 合计=4.38, 基本支出=4.38",
    "2080505 机关事业单位基本养老保险缴费支出 | 合计=2.92, 基本支出=2.92",
    "2080506 机关事业单位职业年金缴费支出 | 合计=1.46, 基本支出=1.46",
    "- 合计 | 合计=35.78, 基本支出=26.53, 项目支出=9.25",
)


def graded(document: Document) -> dict[str, str]:
    """Grades by code (or name) and column."""
    found = grade(document, run_rules(document))
    return {
        f"{cell.row_code or cell.row_name} {cell.column_path}": cell.grade
        for table in found.tables
        for cell in table.cells
    }


def changed(document: Document, **values: str) -> Document:
    """The document with some numbers misread: c2013101_合计="22.75"."""
    tables = []
    for table in document.tables:
        cells = []
        for cell in table.cells:
            new = values.get(f"c{cell.row_code}_{cell.column_path}")
            value = Decimal(new) if new else cell.value
            cells.append(replace(cell, value=value, value_wan=value))
        tables.append(replace(table, cells=tuple(cells)))
    return replace(document, tables=tuple(tables))


def test_sums_down_and_across_verify_every_number(table, document):
    grades = graded(document(table("expenditure", *ROWS)))
    assert set(grades.values()) == {"verified"}


def test_misread_digit_is_contradicted_and_its_neighbours_are_not(table, document):
    grades = graded(changed(document(table("expenditure", *ROWS)), c2080505_基本支出="2.32"))
    assert {place: value for place, value in grades.items() if value != "verified"} == {
        "2080505 基本支出": "contradicted",
        "2080505 合计": "unverified",  # no sum across is left to tell its row
        "2080506 基本支出": "unverified",
    }


def test_one_misread_digit_is_one_finding(table, document):
    checks = run_rules(changed(document(table("expenditure", *ROWS)), c2080505_基本支出="2.32"))
    assert [(check.rule, check.message) for check in checks if check.status == "fail"] == [
        (
            "total_is_sum_of_columns",
            "expenditure: 2080505 机关事业单位基本养老保险缴费支出 合计: 2.32 = 2.32, printed 2.92 (万元)",
        )
    ]


def test_sum_across_alone_does_not_tell_the_column(table, document):
    """合计 = 基本支出 with 项目支出 blank: the number could stand in either column."""
    grades = graded(document(table("expenditure", "2013101 行政运行 | 合计=22.15, 基本支出=22.15")))
    assert grades == {"2013101 合计": "verified", "2013101 基本支出": "unverified"}


def test_sum_down_with_a_blank_row_does_not_tell_the_row(table, document):
    """One column, a listed code without a number: the number above may belong to it."""
    basic = table("basic_expenditure", "301 工资福利支出 | 决算数=9.00", "30101 基本工资 | 决算数=6.00",
                  "30102 津贴补贴 | 决算数=—", "30103 奖金 | 决算数=3.00")  # fmt: skip
    dense = table(
        "basic_expenditure",
        "301 工资福利支出 | 决算数=9.00",
        "30101 基本工资 | 决算数=6.00",
        "30103 奖金 | 决算数=3.00",
    )
    assert graded(document(basic))["30101 决算数"] == "unverified"
    assert graded(document(dense))["30101 决算数"] == "verified"


def test_sum_within_rounding_proves_no_last_digit(table, document):
    basic = table(
        "basic_expenditure",
        "301 工资福利支出 | 决算数=9.01",
        "30101 基本工资 | 决算数=6.00",
        "30103 奖金 | 决算数=3.00",
    )
    assert set(graded(document(basic)).values()) == {"unverified"}


def test_number_without_identity_is_unverified(table, document):
    assert graded(document(table("state_assets", "- 车辆 | 数量=3"))) == {"车辆 数量": "unverified"}


def test_swapped_rows_between_tables(table, document):
    """Two items swapped whole: every sum of their table holds, the other table tells."""
    swapped = changed(
        document(table("general_budget", *ROWS, number=1)),
        c2080505_合计="1.46", c2080505_基本支出="1.46", c2080506_合计="2.92", c2080506_基本支出="2.92",
    )  # fmt: skip
    both = replace(swapped, tables=(table("expenditure", *ROWS), *swapped.tables))
    found = grade(both, run_rules(both))
    wrong = [cell.grade for cell in found.tables[1].cells if (cell.row_code or "").startswith("208050")]
    assert "verified" not in wrong


def test_misread_code_costs_the_proof_of_its_row(table, document):
    """2080506 read as 2080508: every sum holds, but 支出表 has no such code, and has one that is missing here."""
    misread = [row.replace("2080506 ", "2080508 ") for row in ROWS]
    whole = document(table("expenditure", *ROWS), table("general_budget", *misread, number=1))
    found = grade(whole, run_rules(whole)).tables[1]
    assert [cell.grade for cell in found.cells if cell.row_code == "2080508"] == ["unverified", "unverified"]
    assert {cell.grade for cell in found.cells if cell.row_code != "2080508"} == {"verified"}


def test_no_single_digit_error_is_ever_verified(table, document):
    """Like an error-correcting code: one digit wrong anywhere, 150 times; nothing wrong may pass as proven."""
    clean = document(table("expenditure", *ROWS), table("general_budget", *ROWS, number=1))
    assert _verified_errors(clean, random.Random(7), 150) == 0


def _verified_errors(document: Document, chance: random.Random, times: int) -> int:
    wrong = 0
    for _ in range(times):
        at = chance.randrange(len(document.tables))
        index = chance.randrange(len(document.tables[at].cells))
        misread = _with_cell(document, at, index, lambda value: _misread(value, chance))
        wrong += grade(misread, run_rules(misread)).tables[at].cells[index].grade == "verified"
    return wrong


def _with_cell(document: Document, at: int, index: int, change: Callable[[Decimal], Decimal]) -> Document:
    table = document.tables[at]
    cell = table.cells[index]
    assert cell.value is not None
    value = change(cell.value)
    cells = (*table.cells[:index], replace(cell, value=value, value_wan=value), *table.cells[index + 1 :])
    return replace(document, tables=(*document.tables[:at], replace(table, cells=cells), *document.tables[at + 1 :]))


def _misread(value: Decimal, chance: random.Random) -> Decimal:
    text = str(value)
    place = chance.choice([at for at, character in enumerate(text) if character.isdigit()])
    digit = chance.choice([digit for digit in "0123456789" if digit != text[place]])
    return Decimal(text[:place] + digit + text[place + 1 :])


def test_nothing_is_proven_by_its_own_sums_where_rows_are_off_their_names(table, document):
    """From 2013101 on the values stand one row low: sums across still hold, those down the codes fail in several places."""
    heads, values = zip(*(row.split(" | ") for row in ROWS), strict=True)
    shifted = [f"{head} | {value}" for head, value in zip(heads, [*values[:2], "合计=-", *values[2:-1]], strict=True)]
    grades = graded(document(table("expenditure", *shifted)))
    wrong = ("2013102", "208", "20805", "2080505", "2080506", "合计")
    assert [place for place, value in grades.items() if place.startswith(wrong) and value == "verified"] == []


def test_a_sum_across_alone_does_not_tell_which_name_its_row_has(table, document):
    """A list of projects without a total: each row adds up, and would under any other name."""
    rows = (
        "- 堤岸维护 | 合计=12.40, 财政拨款=9.40, 其他资金=3.00",
        "- 水质监测 | 合计=6.25, 财政拨款=5.25, 其他资金=1.00",
    )
    assert set(graded(document(table("project", *rows))).values()) == {"unverified"}


def test_a_table_of_one_row_needs_no_more_than_its_sum(table, document):
    row = "- | 合计=6.30, 因公出国（境）费=0.00, 公务用车购置及运行费/小计=4.10, 公务接待费=2.20"
    assert graded(document(table("three_public", row)))["None 合计"] == "verified"


def test_a_name_of_the_other_side_proves_no_row(table, document):
    """收支总表 with the names of 收入 beside the amounts of 支出: the column adds up, under the wrong names."""
    sums = ("支出/预算数=9.30", "支出/预算数=2.15", "支出/预算数=11.45")
    right = ("- 教育支出", "- 住房保障支出", "- 支出总计")
    wrong = ("- 财政拨款收入", "- 事业收入", "- 支出总计")
    for names, grades in ((right, {"verified"}), (wrong, {"unverified", "verified"})):
        rows = [f"{name} | {amount}" for name, amount in zip(names, sums, strict=True)]
        assert set(graded(document(table("overall", *rows))).values()) == grades


def test_claims_that_a_table_refutes_say_nothing_of_its_rows(table, document):
    """Two sentences with wrong levels are two mistakes of the text; two sums that fail apart are rows that were mixed up."""
    whole = document(table("expenditure", *ROWS))
    cells = {f"{cell.row_code} {cell.column_path}": cell.cell_id for cell in whole.tables[0].cells}
    failed = [
        Check(f"k{n}", "level_in_text_is_that_of_its_table", "fail", "error", None, None, None, None, "", evidence)
        for n, evidence in enumerate((("m1", cells["2080505 合计"]), ("m2", cells["2013102 合计"])))
    ]
    sums = [replace(check, evidence=check.evidence[1:]) for check in failed]

    def others(checks):
        graded = grade(whole, [*run_rules(whole), *checks]).tables[0].cells
        return {cell.grade for cell in graded if cell.row_code == "20131"}

    assert others(failed) == {"verified"}
    assert others(sums) == {"unverified"}
