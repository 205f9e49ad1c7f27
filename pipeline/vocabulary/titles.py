"""Titles of the standard tables: which one a caption holds, among other words and misread."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from rapidfuzz import fuzz, process

from pipeline.vocabulary.lexicon import OTHER_WORD, REMEMBERED, Language, surprise, variant
from pipeline.vocabulary.misreadings import Misreadings

ANY_TITLE: Final = 5.0  # nats: one title among all
SHORTEST: Final = 4  # characters, of 收支总表
_NEAR: Final = 55  # RapidFuzz partial ratio (0–100) below which a title is not looked at
_MISREAD: Final = 75  # RapidFuzz ratio (0–100) below which a whole line is no misread title
_CANDIDATES: Final = 12


@dataclass(frozen=True, slots=True)
class Held:
    """A title that a text holds: the text is it from `start` to `end`, at a cost in nats (0 to the letter)."""

    title: str
    start: int
    end: int
    nats: float


@dataclass(frozen=True)
class Titles:
    """All titles, folded, and the type that each names."""

    types: Mapping[str, str]
    misreadings: Misreadings
    languages: Sequence[Language]
    _found: dict[str, tuple[Held, ...]] = field(default_factory=dict, repr=False, compare=False)
    _alone: dict[str, bool] = field(default_factory=dict, repr=False, compare=False)

    def held(self, text: str) -> tuple[Held, ...]:
        """Titles that a folded text may hold, what explains most of it first; each but once, where it fits best.

        A misread title is only held if it is likelier than other words that read so.
        """
        if text not in self._found:
            if len(self._found) >= REMEMBERED:
                self._found.clear()
            self._found[text] = self._find(text)
        return self._found[text]

    def is_title(self, text: str) -> bool:
        """Whether a folded text is a title and nothing else, perhaps misread.

        A title that lost its end is none: 一般公共预算支出情况 is a heading of prose, 项目支出 a head.
        """
        if text not in self._alone:
            if len(self._alone) >= REMEMBERED:
                self._alone.clear()
            self._alone[text] = text in self.types or self._is_misread(text)
        return self._alone[text]

    def _is_misread(self, text: str) -> bool:
        near = process.extractOne(text, self.types.keys(), scorer=fuzz.ratio, score_cutoff=_MISREAD)
        if near is None or (len(text) < len(near[0]) and text[-1] != near[0][-1]):
            return False
        held = self._held(near[0], text)
        return held is not None and held.end - held.start == len(text)

    def _find(self, text: str) -> tuple[Held, ...]:
        if text in self.types:
            return (Held(text, 0, len(text), 0.0),)
        near = process.extract(
            text, self.types.keys(), scorer=fuzz.partial_ratio, score_cutoff=_NEAR, limit=_CANDIDATES
        )
        exact = {title for title in self.types if title in text}
        ranked: list[tuple[float, Held]] = []
        for title in dict.fromkeys((*exact, *(title for title, _, _ in near))):
            held = self._held(title, text) if len(title) >= SHORTEST else None
            if held:
                ranked.append((held.nats + self._unexplained(held, text), held))
        return tuple(held for _, held in sorted(ranked, key=lambda one: (one[0], one[1].title)))

    def _held(self, title: str, text: str) -> Held | None:
        nats, start, end = self.misreadings.within(title, text)
        if nats == 0:
            return Held(title, start, end, 0.0)
        words = text[start:end]
        other = min(OTHER_WORD + surprise(words, self.languages) - ANY_TITLE, variant(title, words, self.languages))
        return Held(title, start, end, nats) if nats < other else None

    def _unexplained(self, held: Held, text: str) -> float:
        """What it costs that the text has other words before and behind the title."""
        return surprise(text[: held.start], self.languages) + surprise(text[held.end :], self.languages)
