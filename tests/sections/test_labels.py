"""Wordings of headings → labels, as regions print them."""

from __future__ import annotations

import pytest

from pipeline.errors import BadVocabulary
from pipeline.sections.labels import Place, body_names, label_heading
from pipeline.vocabulary.headings import Headings, _form

PART = Place()
UNDER_NARRATIVE = Place(part=False, above=("narrative",), nested=True)


@pytest.mark.parametrize(
    ("title", "label"),
    [
        ("目    录", "contents"),
        ("2022年度单位决算公开目录", "contents"),
        ("部门基本情况", "overview"),
        ("单位概况", "overview"),
        ("2024年部门预算公开报表", "report_tables"),
        ("2023年度单位决算表", "report_tables"),
        ("附表", "report_tables"),
        ("2025年单位预算", "report_tables"),
        ("2024年部门预算情况和重要事项说明", "narrative"),
        ("2023年度部门决算情况说明", "narrative"),
        ("2023年部门预算编制说明", "narrative"),
        ("名词解释", "glossary"),
        ("专业性较强的名词解释", "glossary"),
        ("附件", "attachment"),
    ],
)
def test_parts_of_a_report(title: str, label: str, headings: Headings) -> None:
    assert label_heading(title, PART, headings) == (label, 0.98)


@pytest.mark.parametrize(
    ("title", "label"),
    [
        ("部门（单位）主要职责", "duties"),
        ("主要职能及机构设置情况", "duties"),
        ("2024年重点工作任务", "duties"),
        ("部门预算单位构成", "organisation"),
        ("人员编制及实有人员情况", "organisation"),
        ("关于2024年收支预算总体情况的说明", "overall"),
        ("2023年收入及支出总体情况", "overall"),
        ("部门预算收支增减变化情况", "overall"),
        ("收入预算情况说明", "income"),
        ("收入总表说明", "income"),
        ("主要支出情况", "expenditure"),
        ("财政拨款收支预算总体情况", "appropriation"),
        ("财政拨款收入支出决算总体情况说明", "appropriation"),
        ("一般公共预算当年拨款结构情况", "general_budget"),
        ("一般公共预算财政拨款支出决算具体情况", "general_budget"),
        ("一般公共预算基本支出情况说明", "basic_expenditure"),
        ("政府性基金预算财政拨款收入支出决算情况", "government_fund"),
        ("国有资本经营预算拨款情况说明", "state_capital"),
        ("财政拨款安排的“三公”经费、会议费和培训费情况", "three_public"),
        ("一般公共预算“三公”经费支出情况", "three_public"),
        ("公务接待费情况", "three_public"),
        ("行政（参公）单位运行经费情况", "operating_cost"),
        ("机关运行经费（公用经费）说明", "operating_cost"),
        ("政府采购执行情况", "procurement"),
        ("国有资产占有使用及购置情况", "state_assets"),
        ("专项转移支付项目情况", "transfer_payment"),
        ("重点项目绩效目标及绩效评价结果", "performance"),
        ("空表说明", "empty_tables"),
        ("其他重要事项的情况说明", "other"),
        ("外事往来情况", "other"),
    ],
)
def test_headings_of_the_narrative(title: str, label: str, headings: Headings) -> None:
    assert label_heading(title, UNDER_NARRATIVE, headings)[0] == label


@pytest.mark.parametrize("title", ["某县政府采购中心概况", "某县政府采购中心2024年度部门决算情况说明"])
def test_name_of_the_body_is_no_subject(title: str, headings: Headings) -> None:
    """Its name is known from the headings that open with it."""
    bodies = body_names(["某县政府采购中心概况", "某县政府采购中心2024年度部门决算表"], headings)
    assert bodies == ("某县政府采购中心",)
    assert label_heading(title, Place(bodies=bodies), headings)[0] in ("overview", "narrative")


@pytest.mark.parametrize(
    ("above", "label", "score"),
    [
        (("three_public", "narrative"), "three_public", 0.8),
        (("narrative",), "overall", 0.8),
        (("other",), "overall", 0.8),
    ],
)
def test_overall_situation_of_what(above: tuple[str, ...], label: str, score: float, headings: Headings) -> None:
    assert label_heading("总体情况。", Place(False, above), headings) == (label, score)


def test_entry_with_an_unknown_label_is_refused() -> None:
    with pytest.raises(BadVocabulary, match="not a section label"):
        _form({"label": "incme", "words": ["收入"]})


def test_entry_without_wordings_is_refused() -> None:
    with pytest.raises(BadVocabulary, match="give titles, words, whole or ends"):
        _form({"label": "income"})
