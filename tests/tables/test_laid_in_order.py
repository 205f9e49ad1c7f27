"""Figures laid into columns in their order: what cannot be completed is given up at once."""

from __future__ import annotations

from decimal import Decimal

from pipeline.tables.body import fit
from pipeline.tables.body.fit import Sum, laid_in_order

WIDE = (Sum(0, tuple(range(1, 30))),)


def figures(*printed: str) -> list[Decimal]:
    return [Decimal(text) for text in printed]


def test_a_row_whose_total_no_parts_reach_is_given_up_in_few_steps(monkeypatch):
    """A total and nine parts for 29 columns: there are ten million ways to lay them."""
    tried = []
    monkeypatch.setattr(fit, "holds", lambda amounts, sums: tried.append(1) or not sums)
    parts = [f"{n}.00" for n in range(1, 10)]
    assert list(laid_in_order(figures("46.00", *parts), range(30), WIDE)) == []
    assert len(tried) < 100


def test_figures_below_zero_may_bring_the_parts_down_to_their_total():
    found = laid_in_order(figures("5.00", "7.00", "-2.00"), range(3), (Sum(0, (1, 2)),))
    assert list(found) == [(0, 1, 2)]


def test_rounding_of_parts_is_allowed_before_the_last_column_is_reached():
    found = laid_in_order(figures("3.0", "1.0", "1.1", "1.0"), range(4), (Sum(0, (1, 2, 3)),))
    assert list(found) == [(0, 1, 2, 3)]
