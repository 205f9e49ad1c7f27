"""What happened to a number: the slips that give it another value, by kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Final, Literal

from pipeline.train.specimens.slips import Slip

Event = Literal["digit", "letter", "doubled", "lost", "lost_at_mark", "added", "point", "sign"]
_DIGITS: Final = frozenset("0123456789")
_MINUS: Final = frozenset("-−–—")

Counted = Counter[tuple[Event, str, str]]


def count_figures(lines: Iterable[tuple[str, tuple[Slip, ...]]]) -> Counted:
    """(kind of slip, printed, read) → times, over numbers as printed and the slips in reading them."""
    counted: Counted = Counter()
    for printed, found in lines:
        for slip in found:
            event = event_of(slip, printed)
            if event:
                counted[event, slip.printed, slip.read] += 1
    return counted


def event_of(slip: Slip, printed: str) -> Event | None:
    """The kind of a slip in a number; None where the value stays, as when a thousands mark is read as another.

    >>> event_of(Slip("8", "3"), "1,283.50"), event_of(Slip("2", "", beside=True), "122.30")
    ('digit', 'doubled')
    >>> event_of(Slip(",", "."), "1,283.50"), event_of(Slip(",", "."), "1,283")
    (None, 'point')
    """
    if slip.printed in _DIGITS:
        if slip.read:
            return "digit" if slip.read in _DIGITS else "letter"
        if slip.beside:
            return "doubled"
        return "lost_at_mark" if slip.first and printed[1:2] in (",", ".") else "lost"
    if slip.read in _DIGITS and not slip.printed:
        return "doubled" if slip.beside else "added"
    if _MINUS & {slip.printed, slip.read}:
        return "sign" if slip.first else None
    if slip.printed == "." and not slip.read:
        return "point"
    return "point" if (slip.printed, slip.read) == (",", ".") and "." not in printed else None
