"""Errors put into text, as OCR makes them and as chance does."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Final

from pipeline.vocabulary.misreadings import Misreadings

SEEN: Final = 0.5  # share of errors drawn from what was measured, where the character was ever misread
OTHER: Final = 0.2  # … any character for the one printed; what is left loses or adds one, half and half


def misread(text: str, rate: float, misreadings: Misreadings, characters: Sequence[str], draw: random.Random) -> str:
    """A text of which each character is misread with the chance `rate`: that is its character error rate.

    characters: those that chance puts in the place of others.

    >>> misread("收入", 1.0, Misreadings({"收": {"牧": 1}, "入": {"人": 1}}), ["〇"], random.Random(3))
    '〇人'
    """
    return "".join(
        _slip(character, misreadings, characters, draw) if draw.random() < rate else character for character in text
    )


def _slip(character: str, misreadings: Misreadings, characters: Sequence[str], draw: random.Random) -> str:
    kind = draw.random()
    if kind < SEEN:
        seen = {read: times for read, times in misreadings.taken.get(character, {}).items() if read}
        return draw.choices(list(seen), list(seen.values()))[0] if seen else draw.choice(characters)
    if kind < SEEN + OTHER:
        return draw.choice(characters)
    return "" if draw.random() < 0.5 else character + draw.choice(characters)
