"""Heads that came one after another, without a sign of which stands over which."""

import pytest

from pipeline.tables.heads.tree import Placed, head_tree
from tests.tables.sheets import SHEETS


@pytest.mark.parametrize("name", SHEETS)
def test_heads_of_a_known_number_of_columns(columns, name):
    sheet = SHEETS[name]
    heads = sheet.placed_heads()
    found = head_tree([text for _, _, text, _, _ in heads], columns, columns.form(sheet.type), sheet.width)
    assert found == [Placed(row, column, across, down) for row, column, _, down, across in heads]


def test_three_levels_are_found_without_the_number_of_columns(columns):
    """预算数 and 决算数 over items, 公务用车 over its parts: sixteen words, twelve columns."""
    sheet = SHEETS["three_public_pairs"]
    heads = sheet.placed_heads()
    found = head_tree([text for _, _, text, _, _ in heads], columns, columns.form("three_public"), None)
    assert found is not None
    assert max(at.column + at.across for at in found) == 12


def test_fewer_words_than_columns_make_no_tree(columns):
    assert head_tree(["项目", "合计"], columns, columns.form("expenditure"), 3) is None
