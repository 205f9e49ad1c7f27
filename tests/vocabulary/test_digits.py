"""How recognisers misread numbers, as data."""

from __future__ import annotations

from importlib.resources import files

import pytest

from pipeline.errors import BadVocabulary
from pipeline.vocabulary.digits import load_digits, read_digits

NOTHING = "slip,printed,read,count\n"

SHARES = "[shares]\n" + "\n".join(
    f"{name} = 0.1" for name in ("other_digit", "doubled", "dropped", "dropped_at_mark", "added", "point", "sign")
)


ESTIMATES = SHARES + '\n[[digits]]\npairs = ["38"]\nshare = 0.2\n[letters]\n"O" = "0"'


def test_pairs_stand_for_both_directions():
    digits = read_digits(ESTIMATES, NOTHING)
    assert digits.substituted("3", "8") == digits.substituted("8", "3") > digits.substituted("3", "4")
    assert "1O".translate(dict(digits.letters)) == "10"


def test_counts_move_the_estimates():
    """A 4 read as 1 is common, a 1 read as 4 is not; what was never seen becomes rarer, and letters count for nothing."""
    estimates = files("pipeline.vocabulary").joinpath("digits.toml").read_text("utf-8")
    before = read_digits(estimates, NOTHING)
    after = read_digits(estimates, NOTHING + "digit,4,1,150\nlost,7,,150\nletter,0,O,500\n")
    assert before.substituted("1", "4") == before.substituted("4", "1") == 0.05
    assert after.substituted("1", "4") > 4 * before.substituted("1", "4")
    assert after.substituted("4", "1") == pytest.approx(before.substituted("4", "1") * 1500 / 1800)
    assert after.dropped > 2 * before.dropped
    assert after.point == pytest.approx(before.point * 1500 / 1800)


def test_letters_are_added_where_one_digit_was_meant():
    """C was read for 0, A for 8 as often as for 4, a colon is a mark; what is written by hand stays."""
    counts = "letter,0,C,9\nletter,8,A,3\nletter,4,A,3\nletter,1,:,12\nletter,6,O,40\nletter,5,$,3\nletter,3,J,1\n"
    letters = read_digits(ESTIMATES, NOTHING + counts).letters
    assert {chr(read): meant for read, meant in letters.items()} == {"O": "0", "C": "0", "$": "5"}


def test_what_was_measured_is_used():
    """Of the digits of printed specimens, 4 is taken for 1 more often than for 7."""
    digits = load_digits()
    assert digits.substituted("1", "4") > digits.substituted("7", "4")


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("[shares]\nother_digit = 0.1", "doubled"),
        (SHARES.replace("point = 0.1", "point = 0.0"), "point"),
        (SHARES + '\n[[digits]]\npairs = ["33"]\nshare = 0.1', "'33'"),
        (SHARES + '\n[[digits]]\npairs = ["38"]', "38"),
        (SHARES + '\n[letters]\n"OO" = "0"', "'OO'"),
    ],
)
def test_wrong_entries_are_named(text, named):
    with pytest.raises(BadVocabulary, match=named):
        read_digits(text, NOTHING)


def test_a_wrong_line_of_counts_is_named():
    with pytest.raises(BadVocabulary, match=r"numbers\.csv, line 3"):
        read_digits(SHARES, NOTHING + "digit,4,1,600\ndigit,4,1,many\n")
