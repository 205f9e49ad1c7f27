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
