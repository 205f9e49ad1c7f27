"""quantities.toml: ids that Stata takes, names that mean one thing, funds that hold each other."""

from __future__ import annotations

import re

import pytest

from pipeline.errors import BadVocabulary
from pipeline.vocabulary.accounts import load_accounts
from pipeline.vocabulary.quantities import account_id, load_quantities, read_quantities


@pytest.fixture(scope="module")
def quantities():
    return load_quantities()


def test_every_id_is_a_name_for_stata_even_with_a_fund_behind_it(quantities):
    accounts = load_accounts()
    ids = [*quantities.indicators, *(account_id(code, part) for code in accounts for part in (None, *quantities.parts))]
    longest = max(len(fund.short) for fund in quantities.funds.values()) + 1
    assert all(re.fullmatch(r"[a-z][a-z0-9_]*", each) for each in ids)
    assert max(map(len, quantities.indicators)) + longest <= 32
    assert max(map(len, ids)) <= 32


def test_names_fold_what_printers_vary(quantities):
    assert quantities.fold("其中：公务用车购置及运行维护费") == quantities.fold("（二）公车购置和运行费用")
    assert quantities.fold("1．“三公”经费 合计") == "三公费合计"
    assert quantities.fold("收入总计") != quantities.fold("收入合计")


def test_a_fund_within_another_is_the_narrower_one(quantities):
    assert quantities.narrower("fiscal_appropriation", "general") == "general"
    assert quantities.narrower("all", None) == "all"
    assert quantities.narrower("general", "government_fund") is None


def test_an_account_is_described_from_the_classification(quantities):
    found = quantities.describe("func_2080505_basic", load_accounts(), 2023)
    assert found
    assert found.zh == "机关事业单位基本养老保险缴费支出（2080505）：基本支出"
    assert found.definition_en == "expenditure on account 2080505 that is basic expenditure"
    english = [quantities.describe(f"func_{code}", load_accounts()).en for code in ("208", "2013101", "2040610")]
    assert english == [
        "Social security and employment (208, functional)",
        "Operation of administrative bodies (2013101, functional)",
        "社区矫正 (2040610, functional)",
    ]
    assert quantities.describe("econ_3021101", load_accounts()).zh == "差旅费（3021101）"  # a place's own, below 30211
    assert quantities.describe("func_208_nonsense", load_accounts()) is None
    assert quantities.describe("nonsense", load_accounts()) is None


def test_a_name_of_two_quantities_is_refused(quantities):
    text = """
fund = []
phase = []
part = []
form = []
[sections]
[words]
same = []
before = []
after = []
between = []
wholes = []
grand = []
this_year = []
neutral = []
counts = []
changes = []
[[indicator]]
id = "meetings"
zh = "会议费"
en = "meetings"
definition_zh = "会议"
definition_en = "meetings"
flow = "expenditure"
names = ["会议费"]
[[indicator]]
id = "meetings_again"
zh = "会议费"
en = "meetings"
definition_zh = "会议"
definition_en = "meetings"
flow = "expenditure"
names = ["会 议 费"]
"""
    with pytest.raises(BadVocabulary, match="meetings_again: 会议费 is also a name of meetings"):
        read_quantities(text)
