"""Characters and words that stand for others: look-alike radicals, misread terms."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files

from pipeline.errors import BadVocabulary


@dataclass(frozen=True)
class Confusions:
    """What was read → what was meant."""

    characters: Mapping[int, str]  # for str.translate
    words: Mapping[str, str]
    misread: re.Pattern[str] | None  # any of `words`; None where there is none


def load_confusions() -> Confusions:
    """The confusions of `confusions.toml`. Raises BadVocabulary where an entry replaces nothing or is no character."""
    entries = tomllib.loads(files("pipeline.vocabulary").joinpath("confusions.toml").read_text("utf-8"))
    characters: dict[str, str] = entries.get("characters", {})
    words: dict[str, str] = entries.get("words", {})
    for read, meant in characters.items():
        if len(read) != 1 or len(meant) != 1:
            raise BadVocabulary(f"confusions.toml, characters, {read!r}: give one character for one character")
    for read, meant in words.items():
        if not read or read == meant or read in meant:
            raise BadVocabulary(f"confusions.toml, words, {read!r}: give a word that differs from what was meant")
    misread = re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True)))) if words else None
    return Confusions({ord(read): meant for read, meant in characters.items()}, words, misread)
