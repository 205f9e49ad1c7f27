"""How recognisers misread numbers: which digits they take for which, what they drop, what they add.

Estimates of `digits.toml`, weighed by what `pipeline train confusions` counted (models/confusions/numbers.csv).
"""

from __future__ import annotations

import csv
import io
import tomllib
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from itertools import permutations
from typing import Final

from pipeline.errors import BadVocabulary
from pipeline.learning import model_file

_DIGITS: Final = "0123456789"
_SHARES: Final = ("other_digit", "doubled", "dropped", "dropped_at_mark", "added", "point", "sign")
_COUNTED: Final = {  # what numbers.csv calls a slip → its share, and how many readings stand for it
    "doubled": ("doubled", 1),
    "lost": ("dropped", len(_DIGITS)),
    "lost_at_mark": ("dropped_at_mark", len(_DIGITS)),
    "added": ("added", 1),
    "point": ("point", 1),
    "sign": ("sign", 1),
}
_SEEN: Final = 3  # times that a letter was read for a digit; fewer are chance
_MOSTLY: Final = 0.6  # share of them that was this digit
_ESTIMATE: Final = 1500.0  # misread numbers that the estimates are worth
_PAIR: Final = 2

Counts = Counter[tuple[str, str, str]]  # (slip, printed, read)


@dataclass(frozen=True)
class Digits:
    """Shares of all misread numbers, in (0, 1]."""

    pairs: Mapping[tuple[str, str], float]  # (read, printed) → how often: ("1", "4") a 4 read as 1
    letters: Mapping[int, str]  # for str.translate: O → 0
    doubled: float
    dropped: float
    dropped_at_mark: float
    added: float
    point: float
    sign: float

    def substituted(self, read: str, printed: str) -> float:
        """The share of readings with one digit in the place of the other."""
        return self.pairs[read, printed]


def load_digits() -> Digits:
    """Estimates and counts. Raises BadVocabulary where a share is none or a pair is no pair of digits, BadModel."""
    estimates = files("pipeline.vocabulary").joinpath("digits.toml").read_text("utf-8")
    return read_digits(estimates, model_file("confusions", "numbers.csv").read_text("utf-8"))


def read_digits(estimates: str, counts: str) -> Digits:
    """The estimates of a text like digits.toml, weighed by the counts of one like numbers.csv."""
    entries = tomllib.loads(estimates)
    shares = {name: _share(entries.get("shares", {}).get(name), name) for name in _SHARES}
    pairs = dict.fromkeys(permutations(_DIGITS, 2), shares.pop("other_digit"))
    for entry in entries.get("digits", []):
        for pair in entry["pairs"]:
            if len(pair) != _PAIR or len(set(pair)) != _PAIR or not (pair.isascii() and pair.isdigit()):
                raise BadVocabulary(f"digits.toml, digits, {pair!r}: give two different digits")
            for read, printed in permutations(pair):
                pairs[read, printed] = _share(entry.get("share"), pair)
    letters: dict[str, str] = entries.get("letters", {})
    for read, meant in letters.items():
        if len(read) != 1 or len(meant) != 1 or not meant.isdigit():
            raise BadVocabulary(f"digits.toml, letters, {read!r}: give one digit for one character")
    counted = _counts(counts)
    letters = {**_measured_letters(counted), **letters}
    return _weighed(pairs, shares, {ord(read): meant for read, meant in letters.items()}, counted)


def _measured_letters(counts: Counts) -> dict[str, str]:
    """What is no digit, and the digit that was printed where it was read: often enough, and mostly that one."""
    printed: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for (slip, digit, read), count in counts.items():
        if slip == "letter" and (read.isalpha() or unicodedata.category(read) == "Sc"):
            printed[read][digit] += count
    likeliest = {read: digits.most_common(1)[0] for read, digits in printed.items()}
    return {
        read: digit
        for read, (digit, count) in likeliest.items()
        if count >= _SEEN and count > _MOSTLY * printed[read].total()
    }


def _weighed(
    pairs: Mapping[tuple[str, str], float], shares: Mapping[str, float], letters: Mapping[int, str], counts: Counts
) -> Digits:
    """Shares after the counts, on the scale of the estimates, which stand for `_ESTIMATE` misread numbers more."""
    many = dict(_COUNTED.values())
    whole = sum(pairs.values()) + sum(share * many[name] for name, share in shares.items())
    times: Counter[str | tuple[str, str]] = Counter()
    for (slip, printed, read), count in counts.items():
        if slip == "digit":
            times[read, printed] += count
        elif slip in _COUNTED:
            times[_COUNTED[slip][0]] += count
    total = times.total() + _ESTIMATE

    def weighed(name: str | tuple[str, str], estimate: float, readings: int = 1) -> float:
        return min(1.0, (times[name] / readings * whole + _ESTIMATE * estimate) / total)

    return Digits(
        pairs={pair: weighed(pair, share) for pair, share in pairs.items()},
        letters=letters,
        **{name: weighed(name, share, many[name]) for name, share in shares.items()},
    )


def _counts(text: str) -> Counts:
    counts: Counts = Counter()
    for number, row in enumerate(csv.DictReader(io.StringIO(text)), start=2):
        try:
            counts[row["slip"], row["printed"], row["read"]] += int(row["count"])
        except (KeyError, TypeError, ValueError) as error:
            raise BadVocabulary(f"numbers.csv, line {number}: give slip,printed,read,count") from error
    return counts


def _share(share: object, name: str) -> float:
    if not isinstance(share, float) or not 0 < share <= 1:
        raise BadVocabulary(f"digits.toml, {name}: give its share, more than 0.0 and at most 1.0")
    return share
