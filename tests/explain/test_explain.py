"""`pipeline explain`: why a figure and a claim are what they are, and the line that would put them right."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.cli import main
from pipeline.corrections import Correction
from pipeline.document import Document, Line, Page
from pipeline.export.parquet import Corpus, Known
from pipeline.export.rows import Entry
from pipeline.export.staged import encode
from pipeline.extract import extract
from pipeline.run.tools import own_tools

ID = "a" * 64
REPORT = """云溪县水务局2024年度部门决算
一、支出决算情况说明
本年支出合计120.50万元，比上年增加2.50万元，增长2.12%，主要原因是人员增加。
支出决算表
单位：万元
功能分类科目编码\t科目名称\t本年支出合计\t基本支出\t保运转开支
合计\t\t120.50\t100.00\t20.50
213\t农林水支出\t120.50\t100.00\t20.50
21303\t水利\t120.50\t100.00\t20.50
2130301\t行政运行\t100.00\t100.00\t
2130306\t水利工程运行与维护\t20.50\t\t20.50
"""

pytestmark = pytest.mark.slow


def read(*corrections: Correction) -> Document:
    tools = own_tools()
    lines = tuple(Line(line, 1, None, None, line, n) for n, line in enumerate(REPORT.splitlines(), 1))
    return extract(
        Document(ID, "水务局.txt", "text/plain", (Page(1, lines),)), tools.vocabulary, tools.language, corrections
    )


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("explained") / "corpus"
    store = Corpus(folder)
    entry = Entry(read(), made_by="v1")
    store.add(ID, encode(entry), Known("水务局.txt", entry.status, entry.reason, 1, "v1"))
    store.close()
    return folder


@pytest.fixture
def explain(corpus, capsys):
    def run(ident: str) -> dict:
        assert main(["explain", str(corpus), ident, "--format", "json"]) == 0
        (found,) = json.loads(capsys.readouterr().out)
        return found

    return run


def told(found: dict, about: str) -> list[str]:
    """The lines about something, and those that go on from there."""
    lines, at = [], ""
    for line in found["lines"]:
        at = line["about"] or at
        lines += [line["told"]] if at == about else []
    return lines


def test_a_figure_with_what_proves_it(explain):
    found = explain("aaaaaaaaaaaa-t01-r1c2")
    assert found["title"] == "aaaaaaaaaaaa-t01-r1c2  213 | 农林水支出 | 合计 = 120.5万元"
    assert found["place"] == "水务局.txt, page 1, line 8; printed “120.50”"
    assert told(found, "type")[0].startswith("expenditure, sure")
    assert "title “支出决算表” +14.0" in told(found, "type")[1]
    assert told(found, "row") == ["213 农林水支出; in the classification 213 is 农林水 / 农林水事务 / 农林水支出"]
    assert told(found, "unit") == ["万元, of the table"]
    grade, *checks = told(found, "grade")
    assert grade.startswith("verified; identities that include it: ")
    assert any(check.startswith("✓ ") and "120.5" in check for check in checks)


def test_a_head_that_nobody_knows_is_told(explain):
    found = explain("aaaaaaaaaaaa-t01-r1c4")
    assert told(found, "column") == [
        "保运转开支",
        "“保运转开支” is no known head: the printed words stand as path, and it is never verified",
    ]
    assert told(found, "grade")[0].startswith("unverified")


def test_a_claim_with_its_amounts(explain):
    found = explain("aaaaaaaaaaaa-m001")
    assert told(found, "compared") == ["with prior_year, direction increase"]
    assert told(found, "reason") == ["人员增加"]
    assert told(found, "amount now")[0].startswith("120.5万元, from ")
    assert told(found, "grade")[0].startswith("verified")


@pytest.mark.parametrize("ident", ["aaaaaaaaaaaa-t01-r1c2", "aaaaaaaaaaaa-m001", "aaaaaaaaaaaa-t01"])
def test_the_line_that_is_offered_puts_it_right(explain, ident):
    """The anchor of each explanation is found again."""
    anchor = explain(ident)["correction"]
    value = {"value": "7.00", "indicator": "支出总计", "type": "general_budget"}[anchor["field"]]
    found = read(
        Correction(
            ID,
            anchor["target"],
            anchor["field"],
            value,
            int(anchor["page"]),
            anchor["printed"],
            anchor.get("place", ""),
        )
    )
    things = [*found.tables, *found.statements, *(cell for table in found.tables for cell in table.cells)]
    assert [thing.corrected for thing in things if thing.corrected] == [(anchor["field"],)]


@pytest.mark.parametrize(
    ("ident", "told"),
    [
        ("m001", "m001 is no id; a cell's is"),
        ("bbbbbbbbbbbb-t01", "no document of the corpus has the id bbbbbbbbbbbb"),
        ("aaaaaaaaaaaa-t09", "水务局.txt has no table aaaaaaaaaaaa-t09"),
        ("aaaaaaaaaaaa-t01-r9c9", "aaaaaaaaaaaa-t01 has no cell r9c9"),
        ("aaaaaaaaaaaa-m009", "水务局.txt has no statement aaaaaaaaaaaa-m009"),
    ],
)
def test_what_is_not_there(corpus, capsys, ident, told):
    assert main(["explain", str(corpus), ident]) == 2
    assert told in capsys.readouterr().err


def test_in_chinese(corpus, capsys):
    assert main(["explain", str(corpus), "aaaaaaaaaaaa-t01-r1c2", "--lang", "zh"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[1] == "  水务局.txt，第1页，line 8；原文“120.50”"
    assert any(line.startswith("  表类型     expenditure，把握") for line in lines)
    assert "  行         213 农林水支出；科目表中213为农林水 / 农林水事务 / 农林水支出" in lines
    assert any(line.startswith("  等级       已证实；涉及它的勾稽关系：") for line in lines)
    assert not [line for line in lines if "identities" in line or "speak" in line]
