"""Items that print a code behind each level; invented amounts."""

from __future__ import annotations

import pytest

from tests.statements.reading import section, statements


def items(text: str) -> list[tuple[str, str | None, str]]:
    found = statements(section(text, label="general_budget"))
    return [(one.indicator, one.indicator_code, str(one.amount)) for one in found]


def test_two_items_of_one_class_are_two() -> None:
    text = (
        "1.教育支出（205）普通教育（02）初中教育（03）：2024年预算数为312.40万元，比上年预算减少8.20万元，下降2.56%。\n"
        "2.教育支出（205）普通教育（02）高中教育（04）：2024年预算数为100万元，比上年预算增加5万元，增长5.26%。"
    )
    assert items(text) == [
        ("教育支出（类）普通教育（款）初中教育（项）", "2050203", "8.20"),
        ("教育支出（类）普通教育（款）高中教育（项）", "2050204", "5"),
    ]


PATHS = [
    (  # a name with brackets of its own
        "一般公共服务支出（201）政府办公厅（室）及相关机构事务（03）行政运行（01）2024年预算数为40万元，比上年增加3万元。",
        ("一般公共服务支出（类）政府办公厅（室）及相关机构事务（款）行政运行（项）", "2010301", "3"),
    ),
    (  # whole codes, no number before the item
        "农林水支出（213）水利（21303）防汛（2130314）：预算数10万元，比上年增加1万元。",
        ("农林水支出（类）水利（款）防汛（项）", "2130314", "1"),
    ),
    (
        "卫生健康支出（210）公共卫生（04）：12万元，比上年减少2万元。",
        ("卫生健康支出（类）公共卫生（款）", "21004", "2"),
    ),
    ("教育支出（205）：2024年预算数10万元，比上年增加1万元。", ("教育支出", "205", "1")),
    ("（1）水利（21303）：10万元，比上年增加1万元。", ("水利", "21303", "1")),
]


@pytest.mark.parametrize(("text", "expected"), PATHS)
def test_path(text: str, expected: tuple[str, str, str]) -> None:
    assert items(text) == [expected]


def test_a_code_of_no_such_account_is_none() -> None:
    assert items("农林水支出（213）水利（99）植树造林（77）10万元，比上年增加1万元。")[0][1] is None
