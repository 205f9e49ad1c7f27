"""Numbers of headings, printed and misread."""

from __future__ import annotations

import pytest

from pipeline.sections.numbers import Numbered, read_misread_number, read_outline_number


@pytest.mark.parametrize(
    ("text", "numbered"),
    [
        ("第 一 部 分  单位概况", Numbered(0, 1, "第 一 部 分", "单位概况")),
        ("第二部分：预算表", Numbered(0, 2, "第二部分：", "预算表")),
        ("第三节 机构设置", Numbered(1, 3, "第三节", "机构设置")),
        ("十一、其他", Numbered(1, 11, "十一、", "其他")),
        ("二十、其他", Numbered(1, 20, "二十、", "其他")),
        ("ー、收入", Numbered(1, 1, "ー、", "收入")),  # katakana, as recognisers read 一
        ("十-、其他", Numbered(1, 11, "十-、", "其他")),
        ("(—) 收入", Numbered(2, 1, "(—)", "收入")),
        ("（三）、支出", Numbered(2, 3, "（三）、", "支出")),
        ("4.支出", Numbered(3, 4, "4.", "支出")),
        ("2.2024年收入情况", Numbered(3, 2, "2.", "2024年收入情况")),
        ("（12）支出", Numbered(4, 12, "（12）", "支出")),
        ("③支出", Numbered(5, 3, "③", "支出")),
    ],
)
def test_number(text: str, numbered: Numbered) -> None:
    assert read_outline_number(text) == numbered


@pytest.mark.parametrize(
    "text", ["2.35万元", "一是加强管理", "(本级)", "十二个单位", "2024年预算", "-6.15", "一般公共预算"]
)
def test_no_number(text: str) -> None:
    assert read_outline_number(text) is None


@pytest.mark.parametrize("text", ["大部分资金", "三公经费支出情况", "二级单位构成", "（境）费", "购置、更新"])
def test_no_misread_number(text: str) -> None:
    found = read_misread_number(text)
    assert found is None or found.rest in ("费", "更新")  # what is left is no known title
