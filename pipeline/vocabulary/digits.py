"""How recognisers misread numbers: which digits they take for which, what they drop, what they add."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files

from pipeline.errors import BadVocabulary

_SHARES = ("other_digit", "doubled", "dropped", "dropped_at_mark", "added", "point", "sign")
_PAIR = 2


@dataclass(frozen=True)
class Digits:
    """Shares of all misread numbers, in (0, 1]."""

    pairs: Mapping[frozenset[str], float]  # {"3", "8"} → how often one is read for the other
    letters: Mapping[int, str]  # for str.translate: O → 0
    other_digit: float
    doubled: float
    dropped: float
    dropped_at_mark: float
    added: float
    point: float
    sign: float

    def substituted(self, one: str, other: str) -> float:
        """The share of readings with one digit in the place of the other."""
        return self.pairs.get(frozenset((one, other)), self.other_digit)


def load_digits() -> Digits:
    """The misreadings of `digits.toml`. Raises BadVocabulary where a share is none or a pair is no pair of digits."""
    entries = tomllib.loads(files("pipeline.vocabulary").joinpath("digits.toml").read_text("utf-8"))
    shares = {name: _share(entries.get("shares", {}).get(name), name) for name in _SHARES}
    pairs: dict[frozenset[str], float] = {}
    for entry in entries.get("digits", []):
        for pair in entry["pairs"]:
            if len(pair) != _PAIR or len(set(pair)) != _PAIR or not (pair.isascii() and pair.isdigit()):
                raise BadVocabulary(f"digits.toml, digits, {pair!r}: give two different digits")
            pairs[frozenset(pair)] = _share(entry.get("share"), pair)
    letters: dict[str, str] = entries.get("letters", {})
    for read, meant in letters.items():
        if len(read) != 1 or len(meant) != 1 or not meant.isdigit():
            raise BadVocabulary(f"digits.toml, letters, {read!r}: give one digit for one character")
    return Digits(pairs, {ord(read): meant for read, meant in letters.items()}, **shares)


def _share(share: object, name: str) -> float:
    if not isinstance(share, float) or not 0 < share <= 1:
        raise BadVocabulary(f"digits.toml, {name}: give its share, more than 0.0 and at most 1.0")
    return share
