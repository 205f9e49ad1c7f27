"""Amounts put into their columns by what the columns must add up to."""

from decimal import Decimal

from pipeline.tables.body.fit import fit_row, sums_of

PATHS = {1: "合计", 2: "基本支出", 3: "项目支出", 4: "经营支出"}


def amounts(**values: str) -> dict[int, Decimal]:
    return {int(column[1:]): Decimal(value) for column, value in values.items()}


def test_row_that_adds_up_is_left_alone():
    assert fit_row(amounts(c1="9.00", c2="5.00", c3="4.00"), list(PATHS), sums_of(PATHS)) == {}


def test_rounding_is_no_reason_to_move():
    assert fit_row(amounts(c1="9.01", c2="5.00", c3="4.00"), list(PATHS), sums_of(PATHS)) == {}


def test_pushed_right_by_one():
    assert fit_row(amounts(c2="9.00", c3="5.00", c4="4.00"), list(PATHS), sums_of(PATHS)) == {2: 1, 3: 2, 4: 3}


def test_two_equally_near_ways_move_nothing():
    """9 = 5 + 4 fits before and behind the empty column alike."""
    paths = {0: "合计", 1: "甲", 2: "乙", 3: "丙"}
    assert fit_row(amounts(c0="9", c1="5", c4="4"), [0, 1, 2, 3], sums_of(paths)) == {0: 0, 1: 1, 4: 3}
    assert fit_row(amounts(c0="9", c1="5", c2="4", c4="0"), [0, 1, 2, 3, 4], sums_of({**paths, 4: "丁/小计"})) == {}


def test_total_without_parts_is_not_what_the_form_says():
    assert fit_row(amounts(c1="9.00", c2="1.00", c3="2.00"), list(PATHS), sums_of(PATHS)) == {}
