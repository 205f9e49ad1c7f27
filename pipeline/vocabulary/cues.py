"""How reports compare quantities in words, and what the quantities are called."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from pipeline.errors import BadVocabulary
from pipeline.vocabulary.own import NO_WORDS, Texts, with_own
from pipeline.vocabulary.script import traditional_to_simplified

Words = Mapping[str, tuple[str, ...]]

_NEEDED: Mapping[str, tuple[str, ...]] = {
    "comparison": ("opening", "joining", "closing", "alone"),
    "base": ("prior_year", "initial_budget", "annual_budget", "figures"),
    "direction": ("increase", "decrease", "signed", "adverbs", "fillers", "flat", "flat_with_base"),
    "completion": ("verbs", "tight", "rates", "above", "below", "equal", "actual", "differs"),
    "share": ("parts", "wholes"),
    "reason": (
        "nouns",
        "like_nouns",
        "changing",
        "about",
        "links",
        "open",
        "before",
        "pointed",
        "kept",
        "never",
        "purposes",
        "trailing",
        "stops",
        "shared",
    ),
    "lists": ("inside", "each"),
    "names": (
        "money",
        "begins",
        "bodies",
        "lead",
        "tail",
        "planned",
        "actual",
        "achieved",
        "general",
        "special",
        "other",
        "aside",
        "uncoded",
    ),
}


@dataclass(frozen=True, eq=False)
class Cues:
    """The words of `cues.toml` and `indicators.toml`, each list longest word first.

    Compared by identity: what the grammar builds from them is built once for each `Cues`.
    """

    comparison: Words
    base: Words
    direction: Words
    completion: Words
    share: Words
    reason: Words
    lists: Words
    names: Words
    pairs: Words  # one printed word → the two quantities it stands for
    labels: Mapping[str, str]  # section label → the quantity such a section speaks of
    skipped: frozenset[str]  # section labels whose text is not read
    traditional: Mapping[int, str] = field(repr=False)  # for str.translate, one character for one


def load_cues(own: Texts = NO_WORDS) -> Cues:
    """The cues as packaged. Raises BadVocabulary where a list is missing, empty, or holds something else than words."""
    folder = files("pipeline.vocabulary")
    entries: dict[str, Any] = {}
    for name in ("cues.toml", "indicators.toml"):
        entries |= with_own(tomllib.loads(folder.joinpath(name).read_text("utf-8")), own, name)
    groups = {group: _group(entries, group, lists) for group, lists in _NEEDED.items()}
    pairs = {word: tuple(parts) for word, parts in entries["pairs"].items()}
    for word, parts in pairs.items():
        if len(parts) != 2:
            raise BadVocabulary(f"indicators.toml, pairs, {word!r}: give two quantities, not {len(parts)}")
    return Cues(
        **groups,
        pairs=MappingProxyType(pairs),
        labels=MappingProxyType(dict(entries["labels"])),
        skipped=frozenset(entries["skip"]["labels"]),
        traditional=MappingProxyType(traditional_to_simplified()),
    )


def _group(entries: Mapping[str, Any], group: str, lists: tuple[str, ...]) -> Words:
    found = {}
    for name in lists:
        words = entries.get(group, {}).get(name)
        if not words or not all(isinstance(word, str) and word for word in words):
            raise BadVocabulary(f"cues, {group}.{name}: give a list of words")
        found[name] = tuple(sorted(dict.fromkeys(words), key=len, reverse=True))
    return MappingProxyType(found)
