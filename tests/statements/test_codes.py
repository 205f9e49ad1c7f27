"""Accounts of the 政府收支分类科目: by path, by printed code, by name; none where several may be meant."""

from __future__ import annotations

import pytest

from tests.statements.reading import section, statements


def codes(text: str, title: str = "", label: str = "general_budget") -> list[tuple[str, str | None]]:
    return [(one.indicator, one.indicator_code) for one in statements(section(text, title, label))]


CODES = [
    (  # the whole path
        "1.卫生健康支出（类）公共卫生（款）疾病预防控制机构（项）。年初预算为40万元，支出决算为38万元，完成年初预算的95%。",
        "2100401",
    ),
    ("农林水支出（类）水利（款）行政运行（项）支出85万元，比上年增加2万元。", "2130301"),
    ("公共安全（类）法院（款）案件审判（项）支出60万元，与上年持平。", "2040504"),
    ("教育支出（类）支出120万元，占支出合计的60%。", "205"),
    ("住房保障支出31万元，比上年增加1万元，增长3.33%。", "221"),
    ("2050202小学教育：支出决算为93万元，完成年初预算的101.90%。", "2050202"),  # printed before the name
    ("行政运行（2010301）支出52万元，较上年增加1.6万元。", "2010301"),  # printed behind it
    ("工资福利支出802万元，较上年减少14万元。", "301"),  # economic, of departments
    ("取暖费较上年减少2万元。", "30208"),
]
AMBIGUOUS = [
    "行政运行支出52万元，较上年增加1.6万元。",  # dozens of offices have one
    "住房公积金支出15万元，较上年增加1万元。",  # functional 2210201 and economic 30113
    "公务接待费支出1.2万元，较上年减少0.3万元。",  # of the “三公”经费: no account of its own
    "基本支出210万元，较上年增加3万元。",
]


@pytest.mark.parametrize(("text", "code"), CODES)
def test_code(text: str, code: str) -> None:
    assert [found for _, found in codes(text)] == [code]


@pytest.mark.parametrize("text", AMBIGUOUS)
def test_no_code(text: str) -> None:
    assert [found for _, found in codes(text)] == [None]


def test_a_level_above_it_tells_which_office() -> None:
    text = (
        "（一）公共安全支出（类）检察（款）支出310万元，占支出合计的88%。\n"
        "1.行政运行（项）支出240万元，比上年增加6万元。\n2.“两房”建设（项）支出70万元，比上年减少5万元。"
    )
    assert codes(text) == [
        ("公共安全支出（类）检察（款）", "20404"),
        ("行政运行（项）", "2040401"),
        ("“两房”建设（项）", "2040409"),
    ]


def test_a_new_path_replaces_the_one_before() -> None:
    text = (
        "1.教育支出（类）普通教育（款）初中教育（项）支出88万元，比上年增加2万元。\n"
        "2.社会保障和就业支出（类）行政事业单位养老支出（款）事业单位离退休（项）支出9万元，与上年持平。"
    )
    assert [code for _, code in codes(text)] == ["2050203", "2080502"]
