"""Characters and words that stand for others: look-alike radicals, misread terms."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Final

from pipeline.errors import BadVocabulary
from pipeline.vocabulary.lexicon import Language, load_languages
from pipeline.vocabulary.misreadings import Misreadings, load_misreadings
from pipeline.vocabulary.script import simplified

SEEN: Final = 3  # times that a misreading was counted; fewer are chance
SHORTEST: Final = 4  # characters of an anchor


@dataclass(frozen=True)
class Confusions:
    """What was read → what was meant."""

    characters: Mapping[int, str]  # for str.translate
    words: Mapping[str, str]
    misread: re.Pattern[str] | None  # any of `words`; None where there is none


def load_confusions() -> Confusions:
    """The confusions of `confusions.toml`, and those of its anchors that were measured.

    Raises BadVocabulary where an entry replaces nothing or is no character, BadModel where the measurements are missing.
    """
    text = files("pipeline.vocabulary").joinpath("confusions.toml").read_text("utf-8")
    return read_confusions(text, load_misreadings(), load_languages())


def read_confusions(text: str, misreadings: Misreadings, languages: Sequence[Language]) -> Confusions:
    """The confusions of a text like confusions.toml."""
    entries = tomllib.loads(text)
    characters: dict[str, str] = entries.get("characters", {})
    written: dict[str, str] = entries.get("words", {})
    anchors: list[str] = entries.get("anchors", {}).get("words", [])
    for read, meant in characters.items():
        if len(read) != 1 or len(meant) != 1:
            raise BadVocabulary(f"confusions.toml, characters, {read!r}: give one character for one character")
    for read, meant in written.items():
        if not read or read == meant or read in meant:
            raise BadVocabulary(f"confusions.toml, words, {read!r}: give a word that differs from what was meant")
    for anchor in anchors:
        if len(anchor) < SHORTEST:
            raise BadVocabulary(f"confusions.toml, anchors, {anchor!r}: give a word of four characters or more")
    words = {**dict(_measured(anchors, misreadings, languages)), **written}
    misread = re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True)))) if words else None
    return Confusions({ord(read): meant for read, meant in characters.items()}, words, misread)


def _measured(
    anchors: Iterable[str], misreadings: Misreadings, languages: Sequence[Language]
) -> Iterator[tuple[str, str]]:
    """Anchors with one character misread as it was measured, where no Chinese comes of it.

    Not the last one: what follows the anchor may belong to it (项目支用).
    """
    for anchor in anchors:
        for at, printed in enumerate(anchor[:-1]):
            for read, times in misreadings.taken.get(printed, {}).items():
                pairs = [read + anchor[at + 1], *([anchor[at - 1] + read] if at else [])]
                occurs = any(pair in language.pairs for language in languages for pair in pairs)
                ideograph = len(read) == 1 and "\u4e00" <= read <= "\u9fff" and simplified(read) != printed
                if times >= SEEN and ideograph and not occurs:
                    yield anchor[:at] + read + anchor[at + 1 :], anchor
