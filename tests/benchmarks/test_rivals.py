"""When another tool's grid counts as holding a fact: a judge too strict or too kind would make the comparison worthless."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest

from pipeline.scoring.gold import GoldFact
from pipeline.vocabulary.columns_file import load_columns


@pytest.fixture(scope="module")
def rivals():
    path = Path(__file__).parents[2] / "benchmarks" / "rivals.py"
    spec = importlib.util.spec_from_file_location("rivals", path)
    module = importlib.util.module_from_spec(spec)
    sys.modules["rivals"] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    yield module
    del sys.modules["rivals"]


@pytest.fixture(scope="module")
def columns():
    return load_columns()


HEADS = ["科目编码", "科目名称", "本年支出合计", "基本支出", None]
LEAVES = ["", "", "", "小计", "日常公用经费"]


def fact(code, name, column, value):
    return GoldFact("a.pdf", "expenditure", code, (name,), (column,), value)


@pytest.mark.parametrize(
    ("body", "wanted", "held"),
    [
        (["2130304", "", "1,200.50", "", ""], fact("2130304", "水利管理", "合计", "1200.50"), True),
        (["2130304", "水利\n管理", "1,200.50", "", ""], fact("2130399", "水利管理", "合计", "1200.50"), True),
        (["213", "", "1,200.50", "", ""], fact("2130304", "水利管理", "合计", "1200.50"), False),
        (["2130304", "", "", "1,200.50", ""], fact("2130304", "水利管理", "合计", "1200.50"), False),
        (["2130304", "", "1,200.5O", "", ""], fact("2130304", "水利管理", "合计", "1200.50"), False),
        (["2130304", "", "", "", "3.00"], fact("2130304", "水利管理", "基本支出/公用经费", "3.00"), True),
        (["2130304", "", "", "", "3.00"], fact("2130304", "水利管理", "基本支出", "3.00"), True),
    ],
    ids=["by code", "by name", "other row", "other column", "misread", "synonym", "under a merged head"],
)
def test_value_row_and_head_must_meet(rivals, columns, body, wanted, held):
    grid = [rivals._spread(row) for row in (HEADS, LEAVES, body)]
    assert rivals.holds(wanted, [grid], columns) is held


def test_a_code_split_over_columns_counts(rivals, columns):
    grid = [rivals._spread(row) for row in (["类", "款", "项", "合计"], ["213", "03", "04", "5.00"])]
    assert rivals.holds(fact("2130304", "水利管理", "合计", "5.00"), [grid], columns)


def test_a_page_without_heads_names_nothing(rivals, columns):
    grid = [rivals._spread(["2130304", "水利管理", "5.00"])]
    assert not rivals.holds(fact("2130304", "水利管理", "合计", "5.00"), [grid], columns)
