"""How recognisers misread numbers, as data."""

from __future__ import annotations

import pytest

from pipeline.errors import BadVocabulary
from pipeline.vocabulary import digits as module
from pipeline.vocabulary.digits import load_digits

SHARES = "[shares]\n" + "\n".join(
    f"{name} = 0.1" for name in ("other_digit", "doubled", "dropped", "dropped_at_mark", "added", "point", "sign")
)


def test_pairs_stand_for_both_directions():
    digits = load_digits()
    assert digits.substituted("3", "8") == digits.substituted("8", "3") > digits.substituted("3", "4")
    assert "1O".translate(dict(digits.letters)) == "10"


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
def test_wrong_entries_are_named(text, named, tmp_path, monkeypatch):
    (tmp_path / "digits.toml").write_text(text, "utf-8")
    monkeypatch.setattr(module, "files", lambda _: tmp_path)
    with pytest.raises(BadVocabulary, match=named):
        load_digits()
