"""Labels by all that speaks for them: words, place, neighbours, the table of contents, and the vocabulary's last word."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from pipeline.document import Line, Page, Section
from pipeline.sections import find_sections
from pipeline.vocabulary.heading_models import load_heading_models
from pipeline.vocabulary.headings import Headings

Read = Callable[[str], tuple[Section, ...]]


def labels(sections: tuple[Section, ...]) -> list[str]:
    return [section.label for section in sections]


@pytest.mark.parametrize(
    ("title", "label"),
    [
        ("财政补助收支情况", "appropriation"),
        ("关于收支总表的说明", "overall"),
        ("房屋和车辆占有使用情况", "state_assets"),
        ("日常公用经费和机关经费情况", "operating_cost"),
        ("集中采购执行情况说明", "procurement"),
        ("负责分配的转移支付资金情况", "transfer_payment"),
        ("部分表格没有数据的说明", "empty_tables"),
    ],
)
def test_wordings_that_are_in_no_list(title: str, label: str, read: Read) -> None:
    found = read(f"第三部分 情况说明\n一、收入决算情况说明\n收入5.00万元。\n二、{title}\n情况良好，详见附表。")
    assert labels(found)[2] == label


def test_misread_heading_between_its_neighbours(read: Read) -> None:
    """Two of four subject characters are wrong; between 收入 and 财政拨款 stands 支出."""
    found = read(
        "第三部分 2023年度部门决算情况说明\n一、收入支出决算总体情况说明\n收支各9.00万元。\n二、收入决算情况说明\n收入9.00万元。\n"
        "三、文山决算情况说明\n共9.00万元。\n四、财政拨款收入支出决算总体情况说明\n无。"
    )
    assert labels(found) == ["narrative", "overall", "income", "expenditure", "appropriation"]


def test_table_of_contents_tells_what_a_misread_heading_is(read: Read) -> None:
    """The body has 国有资声…情泥 for what the contents announce under the same number."""
    body = (
        "第一部分 单位概况\n一、主要职责\n管理水文站网，编制水情公报。\n第二部分 情况说明\n"
        "一、机关经行轻费\n安排3.00万元，与上年持平。\n二、名词解释\n略。"
    )
    contents = "目录\n第一部分 单位概况 1\n一、主要职责 1\n第二部分 情况说明 2\n一、机关运行经费 3\n二、名词解释 4\n"
    assert labels(read(contents + body))[4:6] == ["operating_cost", "glossary"]


def test_unknown_heading_is_other_and_says_how_sure_that_is(read: Read) -> None:
    found = read("第三部分 其他重要事项的情况说明\n一、信访接待情况\n接待12批。\n二、政府采购情况\n采购2.00万元。")
    assert labels(found) == ["other", "other", "procurement"]
    assert 0.4 < found[1].score < found[2].score


def test_a_line_under_titles_is_never_overruled(headings: Headings) -> None:
    """收入来源 is `income` to all that is known, until somebody says what it is in his region."""
    text = "第三部分 情况说明\n一、收入来源情况\n无。\n二、支出情况\n无。"
    pages = [Page(1, tuple(Line(line, 1, printed=line) for line in text.split("\n")))]
    before = find_sections(pages, headings, load_heading_models(), "d0c" * 20)
    mended = replace(headings, titles={**headings.titles, headings.fold("收入来源情况"): "state_assets"})
    after = find_sections(pages, mended, load_heading_models(), "d0c" * 20)
    assert labels(before) == ["narrative", "income", "expenditure"]
    assert labels(after) == ["narrative", "state_assets", "expenditure"]


def test_evaluation_report_among_the_annexes_has_no_overview_of_the_body(read: Read) -> None:
    found = read(
        "第四部分 名词解释\n基本支出：指人员支出。\n第五部分 附件\n附件1 部门整体支出绩效评价报告\n"
        "一、基本情况\n部门成立于2001年。\n二、绩效评价结论\n评价得分92.50分。"
    )
    assert labels(found) == ["glossary", "attachment", "performance", "other", "performance"]
