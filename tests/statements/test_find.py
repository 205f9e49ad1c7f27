"""Sections in, statements out: which sections are read, what a section gives its statements, spans, pages, ids."""

from __future__ import annotations

from decimal import Decimal

from pipeline.document import Blank, Statement
from pipeline.statements import find_blanks
from tests.statements.reading import change, completion, cues, read, section, statements


def test_whole_statement() -> None:
    text = "2022年，机关运行经费支出66.8万元，比上年增加5.5万元，增长8.97%，主要原因是新增办公场所租金等。"
    found = statements(
        section(text, title="机关运行经费支出情况", label="operating_cost", section_id="s7", page_start=4)
    )
    assert found == (
        Statement(
            statement_id="000000000000-m001",
            section_id="s7",
            section_label="operating_cost",
            kind="change",
            indicator="机关运行经费",
            base="prior_year",
            direction="increase",
            amount=Decimal("5.5"),
            percent=Decimal("8.97"),
            reason="新增办公场所租金",
            sentence=text,
            page=4,
            char_start=text.index("机关"),
            char_end=text.index("，主要原因"),
            score=found[0].score,
            current=Decimal("66.8"),
            current_source="text",
        ),
    )


def test_span_covers_the_printed_words() -> None:
    text = "一、收入情况\n2021年收入合计 1 ,200.5\n0 万元。\n与2020年相比,收入合计增\n加 20.10 万元,增长 1.7 %。"
    (found,) = statements(section(text))
    assert text[found.char_start : found.char_end] == "收入合计增\n加 20.10 万元,增长 1.7 %"
    assert found.amount == Decimal("20.10")


def test_page_is_where_the_statement_stands() -> None:
    text = "收入合计比上年增加3万元。\n支出合计比上年减少2万元。"
    found = statements(section(text, page_start=6, page_end=7, page_marks=((text.index("支出"), 7),)))
    assert [(statement.indicator, statement.page) for statement in found] == [("收入合计", 6), ("支出合计", 7)]


def test_ids_count_through_the_document() -> None:
    first, second = section("收入合计比上年增加3万元。"), section("支出合计比上年减少2万元。", section_id="t")
    assert [s.statement_id for s in statements(first, second)] == ["000000000000-m001", "000000000000-m002"]


def test_duties_glossary_and_contents_are_not_read() -> None:
    text = "收入合计比上年增加3万元。"
    assert (
        statements(*(section(text, label=label) for label in ("duties", "organisation", "glossary", "contents"))) == ()
    )


def test_text_before_any_heading_is_read() -> None:
    text = "收入合计比上年增加3万元。"
    assert read(text, label="cover") == read(text, label="other") == [change("收入合计", "prior_year", "increase", "3")]


def test_quantity_from_the_title() -> None:
    text = "比上年减少0.33万元，下降18.13%。"
    expected = [change("公务用车运行维护费", "prior_year", "decrease", "0.33", "18.13")]
    assert read(text, title="公务用车运行维护费支出情况", label="three_public") == expected


def test_quantity_from_the_label() -> None:
    expected = [change("机关运行经费", "prior_year", "flat")]
    assert read("与上年持平。", title="其他重要事项", label="operating_cost") == expected


def test_quantity_from_the_section_above() -> None:
    above = section("", title="公务接待费", label="three_public", section_id="up")
    below = section("与上年相比，减少0.4万元。", title="（1）有关情况", section_id="down", parent_id="up")
    assert [s.indicator for s in statements(above, below)] == ["公务接待费"]


def test_year_of_the_report_tells_this_years_budget_from_the_last() -> None:
    cover = section("2021年度部门决算\n2021年度财政拨款支出情况说明", label="cover", section_id="c")
    body = section("公务接待费支出2万元，与2021年度预算相比，增加0.5万元；与2020年度相比，减少0.1万元。")
    assert [(s.base, s.direction) for s in statements(cover, body)] == [
        ("annual_budget", "increase"),
        ("prior_year", "decrease"),
    ]


def test_this_year_against_itself_is_no_comparison() -> None:
    assert read("2022年收支决算与2022年执行数相比，收支总量无变化。") == []


def test_said_twice_counts_once_and_keeps_the_reason() -> None:
    text = (
        "“三公”经费4万元，比上年减少1万元。其中：公务接待费比上年减少1万元。\n"
        "1.公务接待费\n公务接待费比上年减少1万元，主要原因是取消年会。"
    )
    assert read(text, label="three_public") == [
        change("“三公”经费", "prior_year", "decrease", "1"),
        change("公务接待费", "prior_year", "decrease", "1", None, "取消年会"),
    ]


def test_scores_fall_with_the_distance_of_the_quantity() -> None:
    near = statements(section("公务接待费比上年减少1万元。"))[0]
    far = statements(section("比上年减少1万元。", label="three_public"))[0]
    assert 0 < far.score < near.score <= 1


def test_printed_mistakes_stay() -> None:
    assert read("预算支出较2021年预算增加96.2元。") == [change("预算支出", "prior_year", "increase", "0.00962")]


def test_reason_of_a_change_is_none_of_the_completion() -> None:
    text = "培训费支出1.8万元，完成预算的90%，较上年增加0.2万元，主要原因是新增一期轮训。"
    assert read(text) == [
        completion("培训费", "annual_budget", None, "1.8", "90"),
        change("培训费", "prior_year", "increase", "0.2", None, "新增一期轮训"),
    ]


def test_blanks_of_a_form_are_named_with_their_page() -> None:
    text = "收入合计比上年增加  万元，增长  %。\n基本支出占本年支出的  %；项目支出比上年增加2万元。"
    form = section(text, page_start=3)
    assert [s.indicator for s in statements(form)] == ["项目支出"]
    assert find_blanks((form,), cues()) == (
        Blank("s", 3, "收入合计比上年增加万元", 0),
        Blank("s", 3, "增长%", 14),
        Blank("s", 3, "基本支出占本年支出的%", 21),
    )
