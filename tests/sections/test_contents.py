"""Where a table of contents begins and ends."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.document import Section
from tests.sections.conftest import outline

Read = Callable[[str], tuple[Section, ...]]

BODY = "一、主要职责\n管理全县水务，编制规划。\n二、收支预算总体情况\n收入5.00万元，支出5.00万元。"
HEADINGS = [("一、", "主要职责", "duties"), ("二、", "收支预算总体情况", "overall")]


@pytest.mark.parametrize(
    "contents",
    [
        "目录\n一、主要职责\n二、收支预算总体情况",
        "目 录\n一、主要职责……………3\n二、收支预算总体情况……………4",
        "2024年部门预算公开目录\n一、主要职责 3\n二、收支预算总体情况 4",
        "目彔\n一、主要职责\n二、收支预算总体情况\n三、名词解释",  # misread
        "目录\n一、主要职责.........3\n二、收支预算总体情况.........14-15\n三、名词解释.......16 - 18",
        "目录\n公开时间：2023年9月1日\n一、主要职责 3\n二、收支预算总体情况 4\n三、名词解释 5",
        "目录\n一、主要职责。………3\n二、收支预算总体情况。………4\n三、名词解释………5",  # entries with their full stops
        "目录\n一、部门主要职责\n二、收支预算总体情况\n部门收支总表\n部门收入总表",  # wording differs from the body
    ],
)
def test_contents_end_where_the_body_begins(contents: str, read: Read) -> None:
    found = read(f"{contents}\n{BODY}")
    assert found[0].label == "contents"
    assert outline(found[1:]) == HEADINGS


def test_heading_announced_without_its_number(read: Read) -> None:
    """The contents number what the body prints as a bare title."""
    found = read("目录\n一、水库移民安置\n二、名词解释\n水库移民安置\n安置移民3户。\n名词解释\n基本支出：指人员支出。")
    assert outline(found)[1:] == [("", "水库移民安置", "other"), ("", "名词解释", "glossary")]


def test_no_contents(read: Read) -> None:
    assert outline(read(BODY)) == HEADINGS


def test_contents_without_pages_stop_at_the_first_heading_above_a_sentence(read: Read) -> None:
    """Entries were lost: the body's first headings were not announced, but no list ends with 第一部分 and 一、."""
    found = read("目录\n八、政府采购情况\n九、名词解释\n第一部分 单位概况\n一、主要职责\n管理全县水务，编制规划。")
    assert outline(found) == [
        ("", "目录", "contents"),
        ("第一部分", "单位概况", "overview"),
        ("一、", "主要职责", "duties"),
    ]


def test_first_heading_with_more_of_the_name_than_in_the_contents(read: Read) -> None:
    found = read(
        "2021年度部门决算目录\n一、梅溪区水文站概况\n二、梅溪区水文站决算情况说明\n三、名词解释\n"
        "梅溪区水文站2021年决算公开\n一、松江市梅溪区水文站概况\n(一)主要职能\n监测水位，编制公报。"
    )
    assert outline(found) == [
        ("", "2021年度部门决算目录", "contents"),
        ("", "", "other"),
        ("一、", "松江市梅溪区水文站概况", "overview"),
        ("(一)", "主要职能", "duties"),
    ]


def test_entry_with_leader_is_no_heading_though_its_list_was_not_seen(read: Read) -> None:
    found = read("三、政府采购情况………12\n一、主要职责\n管理全县水务，编制规划。")
    assert outline(found)[-1] == ("一、", "主要职责", "duties")
    assert "政府采购情况" not in [section.title for section in found]
