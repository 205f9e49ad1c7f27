"""A person puts answers right; what follows from them follows anew, and what does not fit changes nothing."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from pipeline.corrections import Correction
from pipeline.document import Document, Line, Page
from pipeline.extract import extract
from pipeline.run.tools import own_tools

ID = "a" * 64
REPORT = """云溪县水务局2024年度部门决算
一、收入支出决算总体情况说明
本年收入合计120.50万元，比上年增加2.50万元，增长2.12%，主要原因是人员增加。
人员情况统计表
单位：万元
功能分类科目编码\t科目名称\t本年支出合计\t基本支出\t项目支出
合计\t\t120.50\t100.00\t20.50
213\t农林水支出\t120.50\t100.00\t20.50
21303\t水利\t120.50\t100.00\t20.50
2130301\t行政运行\t100.00\t100.00\t
2130306\t水利工程运行与维护\t26.50\t\t26.50
"""


def document(text: str = REPORT, score: float | None = None) -> Document:
    lines = tuple(Line(line, 1, None, score, line, n) for n, line in enumerate(text.splitlines(), 1))
    return Document(ID, "水务局.txt", "text/plain", (Page(1, lines),))


def corrected(*corrections: Correction) -> Document:
    tools = own_tools()
    return extract(document(), tools.vocabulary, tools.language, corrections)


def about(target: str, field: str, value: str | None, **anchor: object) -> Correction:
    return Correction(ID, target, field, value, **anchor)  # type: ignore[arg-type]


def cell(found: Document, line: int, text: str):
    return [c for table in found.tables for c in table.cells if c.line == line and c.text == text]


@pytest.mark.slow
def test_identity_and_what_follows_from_it():
    """The place takes its names, its code of the year, and a corrected year moves the code with it."""
    found = corrected(
        about("document", "agency", "望城县水务局"),
        about("document", "region_code", "430112"),
        about("document", "fiscal_year", "2009"),
    ).identity
    assert (found.agency, found.fiscal_year) == ("望城县水务局", 2009)
    assert (found.region_code, found.county, found.province) == ("430122", "望城县", "湖南省")
    assert found.corrected == ("agency", "region_code", "fiscal_year")


@pytest.mark.slow
def test_a_value_is_put_right_before_the_sums_are_tried():
    """The printed 26.50 of a bad copy is 20.50: the checks, the grades and 万元 follow."""
    before, *_ = cell(corrected(), 11, "26.50")
    assert before.grade != "verified"
    found = corrected(
        about("cell", "value", "20.50", page=1, printed="26.50", place="line 11 #1"),
        about("cell", "value", "20.5", page=1, printed="26.50", place="line 11 #2"),
    )
    one, other = cell(found, 11, "26.50")
    assert (one.value, one.value_wan, one.grade, one.corrected) == (
        Decimal("20.50"), Decimal("20.50"), "verified", ("value",),
    )  # fmt: skip
    assert other.value == Decimal("20.5")
    assert not [check for check in found.checks if check.status == "fail"]


@pytest.mark.slow
def test_the_type_of_a_table_decides_how_it_is_read():
    """Under a title that nobody knows: with its type come the canonical paths of its columns."""
    found = corrected(about("table", "type", "general_budget", page=1, printed="人员情况统计表"))
    (table,) = found.tables
    assert (table.type, table.corrected, table.runner_up) == ("general_budget", ("type",), None)
    assert {c.column_path for c in table.cells} == {"合计", "基本支出", "项目支出"}
    assert found.issues == corrected().issues


@pytest.mark.slow
def test_a_column_is_put_right_by_one_of_its_cells_and_a_key_for_its_row():
    found = corrected(
        about("cell", "column_path", "经营支出", page=1, printed="20.50", place="line 8"),
        about("cell", "row_code", "21399", page=1, printed="100.00", place="line 10 #1"),
    )
    (table,) = found.tables
    assert {c.column_path for c in table.cells if c.column == 4} == {"经营支出"}
    assert [(c.row_code, c.corrected) for c in table.cells if c.line == 10] == [("21399", ("row_code",))] * 2


@pytest.mark.slow
def test_a_claim_is_found_by_its_sentence():
    sentence = corrected().statements[0].sentence
    found = corrected(
        about("statement", "reason", "人员调入", page=1, printed=sentence),
        about("statement", "indicator", "本年收入", page=1, printed=sentence),
    ).statements[0]
    assert (found.reason, found.indicator, found.corrected) == ("人员调入", "本年收入", ("reason", "indicator"))


@pytest.mark.slow
def test_the_quantity_is_what_a_person_says():
    """Of a figure and of a claim, whatever the names beside them say."""
    sentence = corrected().statements[0].sentence
    found = corrected(
        about("cell", "indicator_id", "meeting", page=1, printed="26.50", place="line 11 #1"),
        about("cell", "fund", "general", page=1, printed="26.50", place="line 11 #1"),
        about("statement", "indicator_id", "training", page=1, printed=sentence),
    )
    one = cell(found, 11, "26.50")[0]
    assert (one.indicator_id, one.fund) == ("meeting", "general")
    assert found.statements[0].indicator_id == "training"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("correction", "told"),
    [
        (about("cell", "value", "1", page=1, printed="999.99"), "not found on page 1"),
        (about("cell", "value", "1", page=2, printed="26.50"), "not found on page 2"),
        (about("cell", "value", "1", page=1, printed="26.50"), "2 stand there; give the place"),
        (about("cell", "value", "many", page=1, printed="26.50", place="line 11 #1"), "“many” is no number"),
        (about("cell", "text", "1", page=1, printed="26.50"), "no field that can be corrected; there are value"),
        (about("table", "type", "spending", page=1, printed="人员情况统计表"), "is no type; give one of overall"),
        (about("cell", "fund", "gold", page=1, printed="26.50", place="line 11 #1"), "is no fund; give one of all"),
        (about("table", "unit", "元", page=1, printed="支出决算表"), "no such table was found"),
        (about("document", "region_code", "439999"), "no place had the code 439999 in 2024"),
        (about("document", "fiscal_year", "24"), "“24” is no year"),
        (about("document", "report_type", "决算"), "is no report_type; give one of budget, final"),
        (about("statement", "base", "last year", page=1, printed="增加2.50万元"), "not found"),
    ],
)  # fmt: skip
def test_what_does_not_fit_changes_nothing_and_is_told(correction, told):
    plain, found = corrected(), corrected(correction)
    (issue,) = [issue for issue in found.issues if issue.stage == "corrections"]
    assert told in issue.message
    assert not issue.loses
    assert replace(found, issues=plain.issues) == plain
