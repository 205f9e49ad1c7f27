"""What is printed on specimens: heads and titles of tables, accounts, headings, loose characters, amounts, codes."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from pipeline.train.specimens.words import Words

Kind = Literal["words", "characters", "amounts", "codes"]
SHARES: Final[dict[Kind, float]] = {"words": 0.36, "characters": 0.18, "amounts": 0.36, "codes": 0.10}
_LOOSE: Final = (3, 7)  # characters of a line without sense
_MAGNITUDES: Final = (0, 8)  # digits before the point
_DECIMALS: Final = ((2, 0.8), (0, 0.06), (1, 0.06), (4, 0.04), (6, 0.04))  # how many, how often
_NEGATIVE, _GROUPED, _PERCENT = 0.06, 0.5, 0.05  # shares of amounts


@dataclass(frozen=True, slots=True)
class Text:
    """A line to be printed."""

    kind: Kind
    words: str


def texts(words: Words, count: int, draw: random.Random) -> Iterator[Text]:
    """`count` lines in random order: of the words half are heads, titles and headings, half names of accounts."""
    pool: list[str] = []
    kinds = list(SHARES)
    for _ in range(count):
        (kind,) = draw.choices(kinds, [SHARES[kind] for kind in kinds])
        match kind:
            case "words":
                yield Text(kind, draw.choice(draw.choice((words.heads, words.names))))
            case "characters":
                length = draw.randint(*_LOOSE)
                if len(pool) < length:
                    pool = _characters((*words.heads, *words.names))
                    draw.shuffle(pool)
                yield Text(kind, "".join(pool.pop() for _ in range(length)))
            case "amounts":
                yield Text(kind, amount(draw))
            case "codes":
                yield Text(kind, draw.choice(words.codes))


def _characters(words: Sequence[str]) -> list[str]:
    return sorted({character for word in words for character in word if "\u4e00" <= character <= "\u9fff"})


def amount(draw: random.Random) -> str:
    """An amount as tables print it: mostly with two decimals, half of them with thousands marks.

    >>> amount(random.Random(2))
    '0.21'
    """
    magnitude = draw.randint(*_MAGNITUDES)
    whole = draw.randrange(10 ** max(0, magnitude - 1), 10**magnitude) if magnitude else 0
    (places,) = draw.choices([places for places, _ in _DECIMALS], [share for _, share in _DECIMALS])
    printed = f"{whole:,}" if draw.random() < _GROUPED else f"{whole}"
    if places:
        printed += f".{draw.randrange(10**places):0{places}d}"
    if draw.random() < _NEGATIVE:
        printed = f"-{printed}"
    return f"{printed}%" if draw.random() < _PERCENT else printed
