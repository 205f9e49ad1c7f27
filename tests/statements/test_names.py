"""The words in front of a figure, as names."""

from __future__ import annotations

import pytest

from pipeline.statements.names import Name, is_money, name_forms, read_name, same_name
from tests.statements.reading import cues


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("河口县林业局2023年度“三公”经费支出决算为", Name("“三公”经费", "actual")),
        ('一般公共预算财政拨款安排的"三公"经费支出预算', Name("“三公”经费", "planned")),
        ("支出预算为", Name("支出", "planned")),
        ("全年预算数", Name("", "planned")),
        ("其中：公务接待费", Name("公务接待费")),
        ("因公出国（境）经费2019年预算", Name("因公出国（境）经费", "planned")),
        ("2010301行政运行（项）", Name("行政运行（项）")),
        ("城乡社区支出", Name("城乡社区支出")),
        ("全市地方一般公共预算收入（自然口径）累计完成", Name("地方一般公共预算收入")),
        ("“三公”经费支出中公务用车购置费", Name("公务用车购置费")),
        ("扣除一次性因素后", Name("")),
        ("1.79", Name("")),
        ("招录人数", Name("招录人数", other=True)),
    ],
)
def test_name(words: str, name: Name) -> None:
    assert read_name(words, name_forms(cues())) == name


def test_joined_names_come_apart_only_where_each_is_whole() -> None:
    assert Name("会议费、培训费").parts == ("会议费", "培训费")
    assert Name("商品和服务支出").parts == ("商品和服务支出",)
    assert Name("年初结转和结余").parts == ("年初结转和结余",)


def test_money_by_name() -> None:
    forms = name_forms(cues())
    assert is_money("项目支出", forms)
    assert not is_money("接待批次", forms)


def test_same_name() -> None:
    assert same_name("收入", "收入总额")
    assert same_name("财政拨款基本支出", "基本支出")
    assert not same_name("公务接待费", "会议费")
