"""What may have been printed where a number was read."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pipeline.repair.readings import damaged_number, doubt, readings


@pytest.mark.parametrize(
    ("read", "text", "printed"),
    [
        ("18.20", "18.20", "13.20"),  # 3 read as 8
        ("1.50", "1.50", "11.50"),  # one of two alike is gone
        ("111.50", "111.50", "11.50"),  # one too many
        ("373.43", ".373.43", "1373.43"),  # the digit before a mark is gone
        ("1250", "1250", "12.50"),  # the point is gone
        ("1.234", "1.234", "1234"),  # a thousands mark read as a point
        ("4.37", "4.37", "-4.37"),  # the minus is gone
        ("1501841", "1,501.841", "1501.84"),  # the rule beside the cell, read as one decimal more
        ("46140004", "46,140.004", "46140.00"),
    ],
)
def test_one_slip_away(read, text, printed, digits):
    assert Decimal(printed) in readings(Decimal(read), text, digits)


def test_other_numbers_are_no_readings(digits):
    found = readings(Decimal("36.05"), "36.05", digits)
    assert Decimal("36.05") not in found
    assert Decimal("41.37") not in found
    assert Decimal("42.05") not in found


def test_digits_that_look_alike_are_cheaper(digits):
    found = readings(Decimal("18.20"), "18.20", digits)
    assert found[Decimal("13.20")] < found[Decimal("12.20")]


def test_a_low_score_makes_a_slip_likelier():
    assert doubt(0.7) < doubt(0.9) < doubt(0.99)
    assert doubt(0.999) == doubt(1.0)  # a sure recogniser errs too


@pytest.mark.parametrize("text", ["—", "", "2024年", "≤5", "85%", "工资", "A3"])
def test_words_are_no_damaged_numbers(text, digits):
    assert damaged_number(text, digits) is None
