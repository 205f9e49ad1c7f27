"""Reasons in groups: by the words that most of them share."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Final

from pipeline.contacts import without_contacts
from pipeline.vocabulary.cues import Cues

GROUPS: Final = 12
EXAMPLES: Final = 3
_SHORTEST: Final = 2
_FIGURES: Final = re.compile(r"[\d.,，%％]+(?:万元|元|年|人|辆|个)?")


@dataclass(frozen=True, slots=True)
class Theme:
    """Reasons that share a word: how often each way, and the most frequent of them."""

    word: str
    ways: dict[str, int]  # direction → times
    examples: tuple[tuple[str, int], ...]

    @property
    def times(self) -> int:
        return sum(self.ways.values())


def themes_of(
    reasons: Iterable[tuple[str, str, int]], segment: Callable[[str], Iterable[str]], cues: Cues
) -> tuple[tuple[Theme, ...], int]:
    """Reasons with direction and times → themes, the most frequent first, and how often a reason is in none of them.

    Each time the word that most of what is left share makes a theme. Words that say no more than that something changed,
    or that every budget has, make none.
    """
    dull = _general() | {word for words in cues.direction.values() for word in words}
    said = [(without_contacts(reason), way, times) for reason, way, times in reasons]
    words = [frozenset(_words(reason, segment, dull)) for reason, _, _ in said]
    left = set(range(len(said)))
    weight: Counter[str] = Counter()
    for n in left:
        weight.update(dict.fromkeys(words[n], said[n][2]))
    of_word: defaultdict[str, list[int]] = defaultdict(list)
    for n in left:
        for word in words[n]:
            of_word[word].append(n)
    themes: list[Theme] = []
    while len(themes) < GROUPS and weight:
        word = min(weight, key=lambda one: (-weight[one], -len(one), one))
        mine = [n for n in of_word[word] if n in left]
        for n in mine:
            left.remove(n)
            for other in words[n]:
                weight[other] -= said[n][2]
        weight = +weight
        themes.append(_theme(word, [said[n] for n in mine]))
    return tuple(themes), sum(said[n][2] for n in left)


def _general() -> frozenset[str]:
    """The words of general.txt."""
    lines = files("pipeline.report").joinpath("general.txt").read_text("utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


def _words(reason: str, segment: Callable[[str], Iterable[str]], dull: frozenset[str]) -> Iterable[str]:
    plain = _FIGURES.sub(" ", reason)
    return (word for word in segment(plain) if len(word) >= _SHORTEST and word not in dull and not word.isascii())


def _theme(word: str, said: Sequence[tuple[str, str, int]]) -> Theme:
    ways: Counter[str] = Counter()
    texts: Counter[str] = Counter()
    for reason, way, times in said:
        ways[way] += times
        texts[reason] += times
    ranked = sorted(texts.items(), key=lambda one: (-one[1], one[0]))
    return Theme(word, dict(ways), tuple(ranked[:EXAMPLES]))
