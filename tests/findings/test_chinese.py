"""`pipeline check --lang zh`: the findings of a corpus in Chinese."""

from __future__ import annotations

import re

import pytest

from pipeline import checks
from pipeline.cli import main
from pipeline.findings.words import RULES, in_chinese


def test_the_listing_in_chinese(corpus, capsys):
    assert main(["check", str(corpus), "--lang", "zh"]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "白鹭镇.pdf:7: 尾差: 基本支出 8.22 ≠ 8.23 [合计等于各科目之和 total_is_sum_of_codes]",
        "    合计 | 合计",
        "青岚县/预算.pdf:7: 错误: 合计: 33.15 + 8.22 = 41.37，印为36.05 (万元) [合计等于各科目之和 total_is_sum_of_codes]",
        "    合计 | 合计",
        "青岚县/预算.pdf:11: 单位: 公务接待费 2.10元，应为万元 [数额用对单位 amount_is_in_its_unit]",
        "    公务接待费2.10元。",
        "3份文件中的2份有3处问题（错误1处、单位1处、尾差1处）",
    ]


def test_the_language_is_that_of_the_locale(corpus, capsys, monkeypatch):
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    main(["check", str(corpus), "--severity", "unit"])
    assert capsys.readouterr().out.endswith("3份文件中的1份有1处问题（单位1处）\n")


def test_no_name_is_of_a_rule_that_is_gone():
    """A rule without a Chinese name is called by its own."""
    assert set(RULES) <= {rule.__name__ for rule in checks.RULES}


@pytest.mark.parametrize(
    ("message", "chinese"),
    [
        ("30201 办公费 1.20 and 办公费 1.30 differ, other codes do not", "30201 办公费 1.20 与 办公费 1.30 不等，其他科目相等"),
        ("水利 1.20 stands beside another name in 支出决算表, not 林业", "水利 1.20 在《支出决算表》中不在“林业”一行"),
        ("收入: 1 ÷ (2 + 1) = 33.33 %, printed 30 %; 28.57 % is the rate of 支出",
         "收入: 1 ÷ (2 + 1) = 33.33 %，印为30 %；28.57 % 是支出的比率"),
        ("支出 120.50 in the text, 支出合计 121.50 in the table", "支出 120.50（文字），支出合计 121.50（表格）"),
        ("above, yet 98.5 % of the budget", "称高于预算，却为预算的 98.5 %"),
        ("比上年减少 万元: the form's blank was left without its figure", "比上年减少 万元：空格中没有填数字"),
        ("合计: 1 + 2 … (5 more) = 9, printed 8 (万元); other rows fail too, rows or columns may be displaced",
         "合计: 1 + 2 ……（另 5 项） = 9，印为8 (万元)；其他行也不成立，行或列可能错位"),
    ],
)  # fmt: skip
def test_phrases_between_the_figures(message, chinese):
    assert in_chinese(message) == chinese
    assert not re.search("[a-z]{3,}", in_chinese(message))
