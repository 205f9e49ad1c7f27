"""Heads and titles misread: the floors that `pipeline evaluate headers` has to keep, and the errors it makes."""

from __future__ import annotations

import random

import pytest

from pipeline.evaluate.heads import Misreader, heads_of_tables, held_back, titles, types_by_heads
from pipeline.evaluate.misread import misread
from pipeline.vocabulary.columns_file import load_columns
from pipeline.vocabulary.misreadings import Misreadings

FLOORS = {0.0: 0.99, 0.05: 0.97, 0.10: 0.93}


@pytest.fixture(scope="module")
def columns():
    return load_columns()


@pytest.mark.slow
@pytest.mark.parametrize("rate", FLOORS)
@pytest.mark.parametrize(("cases", "less"), [(heads_of_tables, 0.0), (titles, 0.0), (types_by_heads, 0.03)])
def test_misread_heads_and_titles_are_understood(columns, cases, less, rate):
    """Types are told by the title; the heads alone tell them nearly as well."""
    tried = list(cases(columns, Misreader(columns, rate, seed=3)))
    assert {one.type for one in tried} == {form.type for form in columns.forms}
    assert sum(one.right for one in tried) / len(tried) >= FLOORS[rate] - less


def test_new_wordings_are_seldom_taken_for_another_head(columns):
    tried = [one for one in held_back(columns) if one.type == "terms"]
    right = sum(one.right for one in tried)
    wrong = [one for one in tried if not one.right and one.found != one.printed.replace("(", "（").replace(")", "）")]
    assert right / len(tried) > 0.55
    assert len(wrong) / len(tried) < 0.03, [(one.printed, one.wanted, one.found) for one in wrong]


def test_new_titles_are_told_by_their_parts(columns):
    tried = [one for one in held_back(columns) if one.type == "titles"]
    assert sum(one.right for one in tried) / len(tried) > 0.95


def test_the_rate_is_the_character_error_rate():
    seen = Misreadings({"收": {"牧": 2}})
    draw = random.Random(1)
    read = [misread("收", 0.1, seen, ["口"], draw) for _ in range(4000)]
    assert sum(text != "收" for text in read) == pytest.approx(400, abs=60)
    assert {"牧", "口", "", "收口"} <= set(read)
    assert misread("收入支出", 0.0, seen, ["口"], draw) == "收入支出"
