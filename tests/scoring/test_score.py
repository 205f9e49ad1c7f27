"""Scoring: what is right, what counts neither way, what is matched once."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from pipeline.scoring.found import Found, FoundCell, FoundField, FoundSection, FoundStatement, FoundTable
from pipeline.scoring.gold import (
    BadGold,
    Gold,
    GoldFact,
    GoldField,
    GoldSection,
    GoldStatement,
    GoldTable,
    read_gold,
)
from pipeline.scoring.score import Tally, score

DOC = "某镇.txt"
SAID = GoldStatement(DOC, "change", ("公务接待费",), ("prior_year",), ("decrease",), "0.20", "25.00", ("减少陪餐人数",))
FOUND = FoundStatement(
    DOC, "change", "公务接待费支出", "prior_year", "decrease", Decimal("0.2"), Decimal("25"), "减少陪餐人数"
)
FACT = GoldFact(DOC, "expenditure", "2010301", ("行政运行",), ("基本支出/小计", "基本支出"), "12.00")
CELL = FoundCell(DOC, "expenditure", "2010301", "行政运行", "基本支出", Decimal("12.00"))


def counts(tally: Tally[object, object]) -> tuple[int, int, int]:  # type: ignore[type-var]
    return tally.right, len(tally.missed), len(tally.extra)


@pytest.mark.parametrize(
    ("found", "statement", "triple"),
    [
        (FOUND, 1, 1),
        (replace(FOUND, indicator="因公出国费"), 0, 1),
        (replace(FOUND, base="initial_budget"), 0, 1),
        (replace(FOUND, amount=Decimal("0.02")), 0, 0),
        (replace(FOUND, percent=None), 0, 0),
        (replace(FOUND, direction="increase"), 0, 0),
        (replace(FOUND, reason=None), 0, 0),
        (replace(FOUND, reason="减少陪餐人数。"), 1, 1),
        (replace(FOUND, kind="share"), 0, 0),
        (replace(FOUND, doc="另一镇.txt"), 0, 0),
    ],
)
def test_a_statement_is_right_when_all_of_it_is(found: FoundStatement, statement: int, triple: int) -> None:
    tallies = score(Gold(statements=(SAID,)), Found(statements=(found,)))
    assert (tallies["statement"].right, tallies["triple"].right) == (statement, triple)


def test_flat_without_figures_and_a_printed_zero_say_the_same() -> None:
    flat = replace(SAID, direction=("flat",), amount=None, percent="0", reason=(None,))
    found = replace(FOUND, direction="flat", amount=Decimal(0), percent=None, reason=None)
    assert score(Gold(statements=(flat,)), Found(statements=(found,)))["statement"].f1 == 1.0


def test_an_answer_is_matched_once_and_the_rest_is_too_much() -> None:
    tally = score(Gold(statements=(SAID,)), Found(statements=(FOUND, FOUND)))["statement"]
    assert counts(tally) == (1, 0, 1)
    assert (tally.precision, tally.recall) == (0.5, 1.0)


def test_debatable_items_count_neither_way() -> None:
    other = replace(SAID, amount="0.30", counts=False)
    found = Found(statements=(FOUND, replace(FOUND, amount=Decimal("0.30"))))
    assert counts(score(Gold(statements=(SAID, other)), found)["statement"]) == (1, 0, 0)


@pytest.mark.parametrize(
    ("cell", "right"),
    [
        (CELL, True),
        (replace(CELL, column_path="本年支出/基本支出/小计"), True),
        (replace(CELL, row_name="行政运行费"), True),
        (replace(CELL, row_code="2010302"), False),
        (replace(CELL, column_path="项目支出"), False),
        (replace(CELL, value=Decimal("12.01")), False),
        (replace(CELL, table="income"), False),
    ],
)
def test_a_fact_needs_row_column_and_value(cell: FoundCell, right: bool) -> None:
    assert score(Gold(facts=(FACT,)), Found(cells=(cell,)))["fact"].right == right


def test_rows_without_code_go_by_name_without_ordinal() -> None:
    gold = replace(FACT, row_code=None, row_name=("社会保障和就业支出",))
    found = replace(CELL, row_code=None, row_name="八、社会保障和就业支出")
    assert score(Gold(facts=(gold,)), Found(cells=(found,)))["fact"].right == 1


def test_cells_of_tables_without_gold_are_not_counted() -> None:
    tally = score(Gold(facts=(FACT,)), Found(cells=(CELL, replace(CELL, table="income"))))["fact"]
    assert counts(tally) == (1, 0, 0)


def test_of_performance_tables_only_what_is_missed_counts() -> None:
    """Gold has some of their numbers: the others are no mistakes."""
    gold = replace(
        FACT, table="performance_project", row_code=None, row_name=("满意度",), column=("得分",), value="9.50"
    )
    cell = replace(
        CELL, table="performance_project", row_code=None, row_name="满意度", column_path="得分", value=Decimal("9.5")
    )
    found = Found(cells=(cell, replace(cell, row_name="及时率", value=Decimal("10"))))
    tallies = score(Gold(facts=(gold, replace(gold, value="8.00"))), found)
    assert counts(tallies["fact:performance"]) == (1, 1, 0)
    assert "fact" not in tallies


def test_the_same_number_in_a_table_of_another_type_is_another_fact() -> None:
    gold = (FACT, replace(FACT, table="general_budget"))
    assert counts(score(Gold(facts=gold), Found(cells=(CELL, CELL)))["fact"]) == (1, 1, 1)


def test_sections_by_title_and_label_and_optional_ones_neither_way() -> None:
    gold = Gold(
        sections=(
            GoldSection(DOC, ("一、主要职责",), ("duties",)),
            GoldSection(DOC, ("某镇2023年部门预算",), ("cover",), counts=False),
        )
    )
    found = Found(
        sections=(
            FoundSection(DOC, "主要职责", "duties"),
            FoundSection(DOC, "某镇2023年部门预算", "cover"),
            FoundSection(DOC, "附则", "other"),
        )
    )
    assert counts(score(gold, found)["section"]) == (1, 0, 0)


def test_tables_and_documents() -> None:
    gold = Gold(
        tables=(GoldTable(DOC, ("government_fund",), True),),
        fields=(GoldField(DOC, "fiscal_year", ("2023",)), GoldField(DOC, "agency", ("某镇人民政府",))),
    )
    found = Found(tables=(FoundTable(DOC, "government_fund", False),), fields=(FoundField(DOC, "fiscal_year", "2023"),))
    tallies = score(gold, found)
    assert counts(tallies["table"]) == (0, 1, 1)
    assert counts(tallies["document"]) == (1, 1, 0)


def test_gold_files_are_read_with_all_accepted_readings(tmp_path: Path) -> None:
    line = {"doc": DOC, "title": "一、职责", "label": "duties", "title_also": ["职责"]}
    (tmp_path / f"{DOC}.sections.jsonl").write_text(json.dumps(line, ensure_ascii=False) + "\n\n", "utf-8")
    (tmp_path / "findings.jsonl").write_text("", "utf-8")
    assert read_gold([tmp_path]) == Gold(sections=(GoldSection(DOC, ("一、职责", "职责"), ("duties",)),))


def test_a_broken_gold_line_is_named(tmp_path: Path) -> None:
    path = tmp_path / "x.tables.jsonl"
    path.write_text('{"doc": "x"}\n{"doc": ', "utf-8")
    with pytest.raises(BadGold, match=r"x\.tables\.jsonl, line 2: no JSON"):
        read_gold([path])


def test_a_table_with_debatable_gold_alone_is_neither_found_nor_missed() -> None:
    """A 项目支出表 of which every figure can be read two ways: what was found in it is not too much."""
    doubtful = replace(FACT, table="project", counts=False)
    found = Found(cells=(CELL, replace(CELL, table="project"), replace(CELL, table="project", value=Decimal(7))))
    assert counts(score(Gold(facts=(FACT, doubtful)), found)["fact"]) == (1, 0, 0)


def test_a_field_left_empty_is_right_where_gold_accepts_that() -> None:
    """A university of the ministry has no region: null is one of its readings; a wrong year is not excused by it."""
    gold = Gold(fields=(GoldField(DOC, "region_code", (None, "500109")), GoldField(DOC, "fiscal_year", ("2021",))))
    empty = (FoundField(DOC, "region_code", None), FoundField(DOC, "fiscal_year", None))
    assert counts(score(gold, Found(fields=empty))["document"]) == (1, 1, 0)
    wrong = (FoundField(DOC, "region_code", "510109"), FoundField(DOC, "fiscal_year", "2022"))
    assert counts(score(gold, Found(fields=wrong))["document"]) == (0, 2, 2)
    assert counts(score(gold, Found())["document"]) == (0, 2, 0)


def test_a_type_may_have_several_readings() -> None:
    """政府购买服务明细表: other by the rule, procurement by the nearest meaning."""
    table = GoldTable(DOC, ("procurement", "other"), False)
    for kind, right in (("other", 1), ("procurement", 1), ("project", 0)):
        assert score(Gold(tables=(table,)), Found(tables=(FoundTable(DOC, kind, False),)))["table"].right == right


def test_an_optional_heading_may_be_read_as_other_or_not() -> None:
    heading = GoldSection(DOC, ("三、需要说明的其他事项",), ("other", "narrative"), counts=False)
    sure = GoldSection(DOC, ("一、主要职责",), ("duties",))
    found = Found(
        sections=(FoundSection(DOC, "主要职责", "duties"), FoundSection(DOC, "需要说明的其他事项", "narrative"))
    )
    assert counts(score(Gold(sections=(sure, heading)), found)["section"]) == (1, 0, 0)
