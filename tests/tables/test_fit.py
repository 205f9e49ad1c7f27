"""Amounts put into their columns by what the columns must add up to."""

from decimal import Decimal

from pipeline.tables.body.fit import free_ways, sums_of, ways_of
from pipeline.tables.body.settle import Laid, OpenRow, Way, settle

PATHS = {1: "合计", 2: "基本支出", 3: "项目支出", 4: "经营支出"}
SUMS = sums_of(PATHS)


def amounts(**values: str) -> dict[int, Decimal]:
    return {int(column[1:]): Decimal(value) for column, value in values.items()}


def figures(*values: str) -> tuple[Decimal, ...]:
    return tuple(map(Decimal, values))


def cheapest(printed: dict[int, Decimal]) -> tuple[int, ...]:
    return ways_of(printed, list(PATHS), SUMS)[0].columns


def test_row_that_adds_up_costs_nothing_as_printed():
    assert ways_of(amounts(c1="9.00", c2="5.00", c3="4.00"), list(PATHS), SUMS)[0] == Way((1, 2, 3), 0)


def test_rounding_is_no_reason_to_move():
    assert cheapest(amounts(c1="9.01", c2="5.00", c3="4.00")) == (1, 2, 3)


def test_pushed_right_by_one():
    assert cheapest(amounts(c2="9.00", c3="5.00", c4="4.00")) == (1, 2, 3)


def test_row_that_no_way_makes_add_up_stays_as_printed():
    assert ways_of(amounts(c1="9.00", c2="1.00", c3="2.00"), list(PATHS), SUMS) == (Way((1, 2, 3)),)


def test_figures_without_their_empty_neighbours_can_lie_in_several_ways():
    assert free_ways(figures("9.00", "9.00"), list(PATHS), SUMS) == (Way((1, 2)), Way((1, 3)), Way((1, 4)))


def test_more_figures_than_columns_stand_behind_the_last():
    assert free_ways(figures("1", "2", "3"), [1, 2], ()) == (Way((1, 2, 3)),)


def test_children_decide_where_their_parent_and_each_other_do():
    """One child's 5 can only be what its parent has in column 3; the other's 4 follows."""
    rows = [
        OpenRow("205", figures("9.00", "4.00", "5.00"), (Way((1, 2, 3)),)),
        OpenRow("20501", figures("5.00", "5.00"), (Way((1, 2)), Way((1, 3)))),
        OpenRow("20502", figures("4.00", "4.00"), (Way((1, 2)), Way((1, 3)))),
    ]
    assert settle(rows) == [
        Laid((1, 2, 3), (True, True, True), True),
        Laid((1, 3), (True, True), True),
        Laid((1, 2), (True, True), True),
    ]


def test_two_ways_that_explain_the_family_as_well_leave_it_open():
    """Both children have 5: either may be the one in column 2."""
    rows = [
        OpenRow("205", figures("10.00", "5.00", "5.00"), (Way((1, 2, 3)),)),
        OpenRow("20501", figures("5.00", "5.00"), (Way((1, 2)), Way((1, 3)))),
        OpenRow("20502", figures("5.00", "5.00"), (Way((1, 2)), Way((1, 3)))),
    ]
    assert [laid.sure for laid in settle(rows)] == [(True, True, True), (True, False), (True, False)]


def test_the_total_at_the_end_gathers_the_tops():
    rows = [
        OpenRow("205", figures("5.00", "5.00"), (Way((1, 2)), Way((1, 3)))),
        OpenRow("208", figures("4.00", "4.00"), (Way((1, 2)), Way((1, 3)))),
        OpenRow(None, figures("9.00", "4.00", "5.00"), (Way((1, 2, 3)),)),
    ]
    assert [laid.columns for laid in settle(rows)] == [(1, 3), (1, 2), (1, 2, 3)]


def test_a_family_whose_sums_fail_decides_nothing():
    rows = [
        OpenRow("205", figures("9.00", "9.00"), (Way((1, 2)),)),
        OpenRow("20501", figures("5.00", "5.00"), (Way((1, 2)), Way((1, 3)))),
    ]
    assert settle(rows)[1] == Laid((1, 2), (True, False), False)
