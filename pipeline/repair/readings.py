"""What may have been printed where OCR read a number, and how likely that is."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from itertools import chain
from math import log10

from pipeline.amounts import decimals, read_number
from pipeline.vocabulary.digits import Digits

_DIGITS = "0123456789"
_PRINTED = 2  # decimals of an amount in 万元 or 元
_MOST_DIGITS = 14  # longer runs are no amounts
_DAMAGED = re.compile(r"-?\d[\d.]*")  # what is left of a damaged number, letters replaced; not ≤5, not 12%
_MARKS = re.compile(r"[\s,，、'‘’·:;_]")  # what may stand between digits and says nothing
_SHARE_READ = 0.5  # of its characters a damaged number has at least this many digits
_FRONT_MARK = re.compile(r"\s*[.,，、·]")  # .373.43
_THIRD_DECIMAL = re.compile(r",.*\.\d{3}\s*$")  # 1,501.841: read as a whole number; not 501.841, 1,501,841
_POINT_MOVES = {0: -2, 3: 3}  # by printed decimals: 1250 for 12.50, 1.234 for 1,234
_SURE, _GUESSED = 0.995, 0.6  # a score is no probability: beyond these it says no more


def readings(value: Decimal, text: str, digits: Digits) -> dict[Decimal, float]:
    """Other values than `value` that the cell may have printed → cost, −log10 of their share of all misreadings.

    Each is one slip away: a digit for another, one dropped, added or doubled, a lost point or thousands mark, a minus.
    """
    found: dict[Decimal, float] = {}
    for other, share in _slips(value, text, digits):
        if other != value and share > 0:
            cost = -log10(share)
            found[other] = min(cost, found.get(other, cost))
    return found


def doubt(score: float | None) -> float:
    """The cost of holding a number for misread at all: −log10 of what its score leaves open.

    >>> doubt(0.9), round(doubt(1.0), 1), round(doubt(0.2), 1)
    (1.0, 2.3, 0.4)
    """
    return round(-log10(1 - min(_SURE, max(_GUESSED, score if score is not None else _SURE))), 6)


def damaged_number(text: str, digits: Digits) -> Decimal | None:
    """The nearest number to a text that is none, letters taken for the digits they look like; None where it is words.

    >>> from pipeline.vocabulary.digits import load_digits
    >>> damaged_number("1O.5l", load_digits()), damaged_number("3.4.1.20", load_digits())
    (Decimal('10.51'), Decimal('341.20'))
    >>> damaged_number("B座", load_digits()), damaged_number("Q", load_digits())
    (None, None)
    """
    folded = _MARKS.sub("", unicodedata.normalize("NFKC", text))
    written = folded.replace(".", "")
    if not written or sum(character.isdigit() for character in written) < len(written) * _SHARE_READ:
        return None
    mended = folded.translate(dict(digits.letters)).strip(".")
    return read_number(mended) if _DAMAGED.fullmatch(mended) else None


def _slips(value: Decimal, text: str, digits: Digits) -> Iterator[tuple[Decimal, float]]:
    places = decimals(value)
    written = _written(value, text)
    if len(written) > _MOST_DIGITS:
        return
    sign, whole = -1 if value < 0 else 1, len(written) - places
    spellings = chain(
        ((other, places, share) for other, share in _substituted(written, digits)),
        ((other + written[whole:], places, share) for other, share in _lengthened(written[:whole], text, digits)),
        ((other + written[whole:], places, share) for other, share in _shortened(written[:whole], digits)),
        _mended_decimals(written[:whole], written[whole:], digits),
    )
    if not places and _THIRD_DECIMAL.search(text):  # the last digit is the rule beside the cell
        spellings = chain(spellings, _mended_decimals(written[:-3], written[-3:], digits))
    for spelling, printed, share in spellings:
        if spelling[0] != "0" or len(spelling) == printed + 1:  # 0.42; nobody prints 042
            yield sign * Decimal(int(spelling)).scaleb(-printed), share
    if places in _POINT_MOVES:
        yield value.scaleb(_POINT_MOVES[places]), digits.point
    yield -value, digits.sign if value else 0.0


def _written(value: Decimal, text: str) -> str:
    """The digits of a number as read, with zeros that stood before it: 02.34 may be 82.34."""
    written = f"{abs(value):f}".replace(".", "")
    read = "".join(character for character in unicodedata.normalize("NFKC", text) if character in _DIGITS)
    return read if read.lstrip("0") == written.lstrip("0") and len(read) > len(written) else written


def _substituted(written: str, digits: Digits) -> Iterator[tuple[str, float]]:
    for at, digit in enumerate(written):
        for other in _DIGITS:
            if other != digit:
                yield written[:at] + other + written[at + 1 :], digits.substituted(digit, other)


def _lengthened(whole: str, text: str, digits: Digits) -> Iterator[tuple[str, float]]:
    """One digit more before the point than was read."""
    if whole.startswith("0"):
        return
    front = digits.dropped_at_mark if _FRONT_MARK.match(text) else digits.dropped
    for at in range(len(whole) + 1):
        for digit in _DIGITS:
            double = digit in (whole[max(0, at - 1) : at], whole[at : at + 1])
            yield (
                whole[:at] + digit + whole[at:],
                max(digits.doubled if double else 0, front if at == 0 else digits.dropped),
            )


def _shortened(whole: str, digits: Digits) -> Iterator[tuple[str, float]]:
    """One digit less before the point than was read."""
    for at, digit in enumerate(whole if len(whole) > 1 else ""):
        double = digit in (whole[max(0, at - 1) : at], whole[at + 1 : at + 2])
        yield whole[:at] + whole[at + 1 :], digits.doubled if double else digits.added


def _mended_decimals(whole: str, tail: str, digits: Digits) -> Iterator[tuple[str, int, float]]:
    """Two decimals where one or three were read."""
    if len(tail) == 1:
        for digit in _DIGITS:
            share = digits.doubled if digit == tail else digits.dropped
            yield whole + tail + digit, _PRINTED, share
            yield whole + digit + tail, _PRINTED, share
    elif len(tail) == _PRINTED + 1:
        for at, digit in enumerate(tail):
            double = digit in (tail[max(0, at - 1) : at], tail[at + 1 : at + 2])
            yield whole + tail[:at] + tail[at + 1 :], _PRINTED, digits.doubled if double else digits.added
