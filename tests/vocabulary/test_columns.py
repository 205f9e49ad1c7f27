"""Header terms and standard tables."""

import pytest

from pipeline.errors import BadVocabulary
from pipeline.tables.classify import type_by_title
from pipeline.vocabulary.columns import _keys, _terms, load_columns


@pytest.fixture(scope="module")
def columns():
    return load_columns()


def test_every_title_names_its_own_type(columns):
    wrong = [
        (title, form.type, type_by_title(title, columns)[0])
        for form in columns.forms
        for title in form.titles
        if type_by_title(title, columns)[0] != form.type
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("printed", "table_type"),
    [
        ("表三：某某市林业局2023年度支出决算表", "expenditure"),
        ("2022年部门一般公共预算“三公”经费支出情况表（续）", "three_public"),
        ("一般公共预算财政拔款基本支出决算表", "basic_expenditure"),
        ("财政拨款收人支出决算总表", "appropriation"),
        ("政府性基金预算财政拨款支出表", "government_fund"),
        ("2024年度整体支出绩效目标申报表", "performance_overall"),
        ("人员名册", "other"),
    ],
)
def test_title_as_printed(columns, printed, table_type):
    assert type_by_title(printed, columns)[0] == table_type


@pytest.mark.parametrize(
    ("printed", "term"),
    [
        ("本年支出 合计", "合计"),
        ("因公出国(境)费用", "因公出国（境）费"),
        ("对附属单位\n补助支出", "对附属单位补助支出"),
        ("国有资本经营预莫财政拨款", "国有资本经营预算财政拨款"),
        ("财政拨款支出", "财政拨款支出"),
    ],
)
def test_head_as_printed(columns, printed, term):
    """Blanks, line breaks, brackets and a misread character are folded; another word stays another word."""
    assert columns.term(printed) == term


def test_a_form_given_twice_is_named():
    entries = [{"canonical": "合计", "printed": ["总计"]}, {"canonical": "小计", "printed": ["总计"]}]
    with pytest.raises(BadVocabulary, match="总计 is a form of both 合计 and 小计"):
        _terms(entries)
    roles = {role: [] for role in ("ordinal", "code", "lei", "kuan", "xiang", "other")} | {"name": ["项目", "项 目"]}
    with pytest.raises(BadVocabulary, match=r"keys\.name: 项 目 is given twice"):
        _keys(roles, {})
