"""Heads in other words and misread: which are recognised, and which are another word."""

import pytest

from pipeline.errors import BadVocabulary
from pipeline.vocabulary.accounts import load_accounts
from pipeline.vocabulary.columns_file import load_columns
from pipeline.vocabulary.misreadings import Misreadings, read_misreadings


@pytest.fixture(scope="module")
def columns():
    return load_columns()


@pytest.mark.parametrize(
    ("read", "term"),
    [
        ("收人", "收入"),  # two characters, one of them measured to be taken for the other
        ("预箕数", "预算数"),
        ("国有资本经营预莫财政拨款", "国有资本经营预算财政拨款"),
        ("对个人家庭的补助", "对个人和家庭的补助"),  # a character lost
        ("公务接待·费", "公务接待费"),  # a speck
        ("上缴收入附属单位", "附属单位上缴收入"),  # two lines in the wrong order
        ("20Z4年预算数", "预算数"),
        ("价值（金额单位：万）", "价值"),
    ],
)
def test_misread_heads_are_recognised(columns, read, term):
    assert columns.term(read) == term


@pytest.mark.parametrize(
    ("printed", "term"),
    [
        ("项目经费", "项目支出"),
        ("下属单位上交收入", "附属单位上缴收入"),
        ("公车购置及运行维护费用", "公务用车购置及运行费"),
        ("年终结转与结余", "年末结转和结余"),
        ("当年支出金额", "本年支出"),
    ],
)
def test_words_that_say_the_same_need_no_entry(columns, printed, term):
    assert printed not in columns.terms
    assert columns.term(printed) == term


@pytest.mark.parametrize(
    "printed",
    ["财政拨款支出", "其他支出", "年末结余", "人数", "单位性质说明", "行政运行", "其他商品和服务支出", "2080505", "3次",
     "密码人员值班经费", "绩效指标合理性", "非财政拨款结转结余"],
)  # fmt: skip
def test_other_words_stay_other_words(columns, printed):
    """They differ from known heads as much as a misread one would, but read naturally."""
    assert (columns.role(printed), columns.term(printed)) == (None, printed)


def test_names_of_accounts_are_not_taken_for_heads(columns):
    """What stands in bodies of tables: of 1,300 names hardly one is read as a head."""
    accounts = load_accounts()
    names = {name for code in accounts for name in accounts.names_of(code)}
    taken = {name for name in names if columns.knows(name) and not columns.knows_exactly(name)}
    assert len(taken) < 0.01 * len(names), taken


def test_a_confusion_that_was_seen_is_cheaper():
    seen = Misreadings({"算": {"箕": 8, "": 1}, "": {"·": 3}})
    measured, strange = (seen.distance("预算数", read) for read in ("预箕数", "预马数"))
    assert measured < strange
    assert seen.distance("预算数", "预算数") == 0
    assert seen.within("预算数", "本年预箕数(元)") == (measured, 2, 5)


def test_a_wrong_line_of_counts_is_named():
    with pytest.raises(BadVocabulary, match=r"characters\.csv, line 3"):
        read_misreadings("printed,read,count\n入,人,9\n入,八,few\n")
