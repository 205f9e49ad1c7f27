"""Which known head a text is: in other words that say the same, or misread."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from pipeline.vocabulary.lexicon import REMEMBERED, Language, Lexicon, read_lexicon
from pipeline.vocabulary.misreadings import Misreadings
from pipeline.vocabulary.wordings import Wordings

ANY_HEAD: Final = 6.5  # nats: one known head among all
SHORT_HEAD: Final = 9.0  # nats, of two characters: most words of two characters are no heads
SHORTEST: Final = 2  # characters: 类, 款 and 项 are read to the letter or not at all
_LONGER: Final = 8  # characters by which a misread head may be longer than all known ones


@dataclass(frozen=True)
class Matcher:
    """Known heads, and the ways to recognise them where they are not printed to the letter."""

    wordings: Wordings
    reworded: Mapping[str, str]  # folded wording → the known head that it can only be
    lexicon: Lexicon
    longest: int
    _nearest: dict[str, str | None] = field(default_factory=dict, repr=False, compare=False)

    def nearest(self, key: str) -> str | None:
        """The known head that a text most likely is; None where it is likelier another word."""
        if len(key) > self.longest + _LONGER:
            return None
        if key not in self._nearest:
            if len(self._nearest) >= REMEMBERED:
                self._nearest.clear()
            self._nearest[key] = self._find(key)
        return self._nearest[key]

    def rewords(self, key: str) -> str | None:
        """The known head that a text is in other words; None where it is none, or could be several."""
        return self.reworded.get(self.wordings.fold(key)) if len(key) >= SHORTEST else None

    def candidates(self, key: str) -> tuple[tuple[str, float], ...]:
        """Known heads that may have been printed, with the cost (nats) of reading them so; the cheapest first."""
        if not 0 < len(key) <= self.longest + _LONGER or not _is_worded(key):
            return ()
        return self.lexicon.candidates(key)

    def unknown(self, key: str) -> float:
        """What it costs (nats) that the text is no known head."""
        return self.lexicon.unknown(key)

    def rarity(self, word: str) -> float:
        """What it costs (nats) that a head is just this one, among all."""
        return SHORT_HEAD if len(word) <= SHORTEST else ANY_HEAD

    def _find(self, key: str) -> str | None:
        reworded = self.rewords(key)
        best = next(iter(self.candidates(key)), None) if reworded is None and len(key) >= SHORTEST else None
        return best[0] if best and best[1] + self.rarity(key) < self.unknown(key) else reworded


def read_matcher(
    answers: Mapping[str, str], wordings: Wordings, misreadings: Misreadings, languages: Sequence[Language]
) -> Matcher:
    """A matcher for known heads (folded) and what each of them means: its role or canonical term."""
    folded: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for key, answer in answers.items():
        folded[wordings.fold(key)].setdefault(answer, key)
    reworded = {words: _only(keys) for words, keys in folded.items() if len(keys) == 1 and len(words) >= SHORTEST}
    words = [key for key in answers if len(key) >= SHORTEST]
    longest = max(map(len, words), default=0)
    return Matcher(wordings, reworded, read_lexicon(words, languages, misreadings), longest)


def _is_worded(key: str) -> bool:
    """Whether a text is words: figures and codes are not read where a head was printed."""
    return sum("\u4e00" <= character <= "\u9fff" for character in key) * 2 >= len(key)


def _only(keys: Mapping[str, str]) -> str:
    (key,) = keys.values()
    return key
