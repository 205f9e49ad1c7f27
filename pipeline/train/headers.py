"""`pipeline train headers`: the languages of heads that are in no list, so that a misread head is told from a new one.

Two counts of characters and pairs of characters: the words of the vocabulary, and Chinese in general as the word
list of jieba has it. `pipeline.vocabulary.lexicon` weighs them against the misreadings of models/confusions.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from importlib.resources import files
from typing import Final

from pipeline.train.specimens.words import load_words
from pipeline.train.trained import Trained
from pipeline.vocabulary.columns import head_key
from pipeline.vocabulary.lexicon import Language, count_language

MOST_CHARACTERS: Final = 7000
MOST_PAIRS: Final = 30_000


def train_headers() -> Trained:
    """Count both languages."""
    words = load_words()
    own = {head_key(word): 1 for word in (*words.heads, *words.names, *words.rows)}
    budgets = count_language(sorted(own.items()))
    general = count_language(_general_words())
    stored = [_stored(language) for language in (budgets, general)]
    content = json.dumps(stored, ensure_ascii=False, separators=(",", ":")).encode()
    return Trained(
        files={"languages.json": content},
        data={},
        scores={"words of budgets": len(own), "pairs of budgets": len(budgets.pairs), "pairs kept": MOST_PAIRS},
        libraries=("jieba",),
        notes="How well heads and titles are matched with it: pipeline evaluate headers.",
    )


def _general_words() -> Iterator[tuple[str, int]]:
    """Words of ideographs in jieba's list, with how often each occurs."""
    for line in (files("jieba") / "dict.txt").read_text("utf-8").splitlines():
        word, times, _ = line.split(" ")
        if all("\u4e00" <= character <= "\u9fff" for character in word):
            yield word, int(times)


def _stored(language: Language) -> dict[str, object]:
    """The commonest characters and pairs, in the order of Unicode."""
    return {
        "total": language.total,
        "singles": _commonest(language.singles, MOST_CHARACTERS),
        "pairs": _commonest(language.pairs, MOST_PAIRS),
    }


def _commonest(counted: Mapping[str, int], most: int) -> dict[str, int]:
    ranked = sorted(counted.items(), key=lambda one: (-one[1], one[0]))[:most]
    return dict(sorted(ranked))
