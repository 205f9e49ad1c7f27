"""Texts as OCR reads them: measured confusions, and any character for any other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from random import Random
from typing import Final

_MEASURED: Final = 0.6  # of the slips are confusions that were measured; the others are anything, as under a stamp

Taken = Mapping[str, Mapping[str, int]]  # vocabulary.misreadings: printed → read → times


def misread(text: str, share: float, random: Random, taken: Taken, others: Sequence[str]) -> str:
    """A text of whose ideographs a `share` (0–1) is misread or lost; `others` are what a character may become.

    >>> misread("收入决算", 1.0, Random(1), {"入": {"人": 9}}, "天")
    '天人天天'
    """
    return "".join(_slip(one, random, taken, others) if _struck(one, share, random) else one for one in text)


def _struck(character: str, share: float, random: Random) -> bool:
    return "\u4e00" <= character <= "\u9fff" and random.random() < share


def _slip(character: str, random: Random, taken: Taken, others: Sequence[str]) -> str:
    seen = taken.get(character, {})
    if seen and random.random() < _MEASURED:
        return random.choices(list(seen), list(seen.values()))[0]
    return random.choice(others)
