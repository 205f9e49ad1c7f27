"""Known words, and what a text costs that is none of them: which one a misread text was, if any.

A noisy channel: a text is a known word misread, or another word as it stands. Both have a cost in nats (−ln of a
probability), and the cheaper one is believed. Another word is cheap if its characters follow each other as in budgets
or in any Chinese, so that 其他支出 is no misread 其他收入, and 其池收入 is.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from math import log
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from pipeline.errors import BadVocabulary
from pipeline.learning import model_file
from pipeline.vocabulary.misreadings import SLIP, Misreadings

OTHER_WORD: Final = 3.0  # nats: one head in twenty is in no list
VARIANT: Final = 5.0  # nats: one head in fifty differs from one in the list by a word
NATURAL: Final = 2.5  # nats a character of that word
TURNED: Final = 8.0  # nats: the parts of a head that stood on several lines were read in another order
REMEMBERED: Final = 50_000  # answers of one process; a corpus repeats its words
_CANDIDATES: Final = 12
_GONE: Final = 0.5  # share of a word's characters that may be misread
_TURNABLE: Final = 6  # characters: 预算收入 and 收入预算 are two heads
_FREE: Final = 0.4  # the share of characters that do not depend on the one before
_ANY: Final = 1e-5  # the chance of a character that no list has
_MARK: Final = 0.03  # the chance of a digit, a letter or a mark, each
_END = "\n"


@dataclass(frozen=True)
class Language:
    """How often characters and pairs of characters occur."""

    singles: Mapping[str, int]
    pairs: Mapping[str, int]
    total: int

    def chance(self, before: str, character: str) -> float:
        """The probability of a character behind another."""
        alone = max(self.singles.get(character, 0) / self.total, _ANY)
        after = self.pairs.get(before + character, 0) / max(self.singles.get(before, 0), 1)
        return _FREE * alone + (1 - _FREE) * after


def surprise(text: str, languages: Sequence[Language]) -> float:
    """−ln of the chance of a text (nats), each character of any of the languages."""
    nats, before = 0.0, _END
    for character in text if languages else "":
        if "\u4e00" <= character <= "\u9fff":
            nats -= log(sum(language.chance(before, character) for language in languages) / len(languages))
        else:
            nats -= log(_MARK)
        before = character
    return nats


def count_language(words: Iterable[tuple[str, int]]) -> Language:
    """The language of words and how often each occurs; every word begins and ends with a line break."""
    singles: Counter[str] = Counter()
    pairs: Counter[str] = Counter()
    for word, times in words:
        ended = f"{_END}{word}{_END}"
        for character in ended[:-1]:
            singles[character] += times
        for at in range(len(ended) - 1):
            pairs[ended[at : at + 2]] += times
    return Language(singles, pairs, max(sum(singles.values()), 1))


@cache
def load_languages() -> tuple[Language, ...]:
    """Budgets and Chinese in general, from models/headers/languages.json. Raises BadModel where it is missing."""
    stored = json.loads(model_file("headers", "languages.json").read_text("utf-8"))
    try:
        return tuple(Language(one["singles"], one["pairs"], int(one["total"])) for one in stored)
    except (KeyError, TypeError, ValueError) as error:
        raise BadVocabulary("models/headers/languages.json: give singles, pairs and total of each") from error


@dataclass(frozen=True)
class Lexicon:
    """Known words, and the candidates among them for a text that is none."""

    words: tuple[str, ...]
    languages: tuple[Language, ...]  # of which a word that is not known may be
    misreadings: Misreadings
    turned: Mapping[str, tuple[str, ...]]  # the characters of a word in order of Unicode → words
    _found: dict[str, tuple[tuple[str, float], ...]] = field(default_factory=dict, repr=False, compare=False)

    def candidates(self, read: str) -> tuple[tuple[str, float], ...]:
        """Words that may have been printed, with what it costs (nats) to read them so; the cheapest first.

        Only those that are likelier than a word of no list.
        """
        if read not in self._found:
            if len(self._found) >= REMEMBERED:
                self._found.clear()
            self._found[read] = self._candidates(read)
        return self._found[read]

    def unknown(self, read: str) -> float:
        """What it costs that the text is another word, as it stands."""
        return OTHER_WORD + surprise(read, self.languages)

    def _candidates(self, read: str) -> tuple[tuple[str, float], ...]:
        worst = self.unknown(read)
        most = int(worst / SLIP)
        near = process.extract(read, self.words, scorer=Levenshtein.distance, score_cutoff=most, limit=_CANDIDATES)
        turned = self.turned.get("".join(sorted(read)), ())
        found = dict.fromkeys(turned if worst > TURNED else (), TURNED)
        for word, edits, _ in near:
            if edits <= max(1, len(word) * _GONE):
                nats = self.misreadings.distance(word, read)
                if nats < min(worst, variant(word, read, self.languages)):
                    found[word] = nats
        return tuple(sorted(found.items(), key=lambda one: (one[1], one[0])))


def variant(word: str, read: str, languages: Sequence[Language]) -> float:
    """What it costs that a text is a word of its own beside a known one, as 年末结余 is beside 年初结余.

    It is cheap where what differs reads as naturally as what it stands for.
    """
    replaced = Levenshtein.distance(word, read) - max(0, len(read) - len(word))
    stranger = surprise(read, languages) - surprise(word, languages)
    return VARIANT + NATURAL * replaced + max(0.0, stranger)


def read_lexicon(words: Iterable[str], languages: Sequence[Language], misreadings: Misreadings) -> Lexicon:
    """Known words, in texts that are otherwise of these languages."""
    known = tuple(dict.fromkeys(words))
    turned: defaultdict[str, tuple[str, ...]] = defaultdict(tuple)
    for word in known:
        if len(word) >= _TURNABLE:
            turned["".join(sorted(word))] += (word,)
    return Lexicon(known, tuple(languages), misreadings, dict(turned))
