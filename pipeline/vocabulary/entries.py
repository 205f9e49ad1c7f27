"""Entries of vocabulary files, checked before they are used: a misspelt or missing field is named, not ignored."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from pipeline.errors import BadVocabulary

Kind = tuple[str, Callable[[Any], bool]]  # how a person calls it, and what is of it


def _is_word(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _is_words(value: Any) -> bool:
    return isinstance(value, list) and all(map(_is_word, value))


WORD: Kind = ("a text that is not empty", _is_word)
WORDS: Kind = ("a list of texts", _is_words)
WORD_LISTS: Kind = ("a list of lists of texts", lambda value: isinstance(value, list) and all(map(_is_words, value)))
FLAG: Kind = ("true or false", lambda value: isinstance(value, bool))
RENAMES: Kind = (
    "a table of texts",
    lambda value: isinstance(value, dict) and all(_is_word(text) for pair in value.items() for text in pair),
)
TABLE: Kind = ("a table of fields", lambda value: isinstance(value, dict))
TABLES: Kind = ("a list of entries", lambda value: isinstance(value, list))


def check_entry(entry: Any, where: str, must: Mapping[str, Kind], may: Mapping[str, Kind]) -> None:
    """Raise BadVocabulary, saying where and what, unless an entry has every field it must have and no other than these.

    >>> check_entry({"canonical": "合计", "pritned": ["总计"]}, "columns.toml, term 合计", {"canonical": WORD}, {})
    Traceback (most recent call last):
    pipeline.errors.BadVocabulary: columns.toml, term 合计: unknown field pritned; known are canonical
    """
    if not isinstance(entry, dict):
        raise BadVocabulary(f"{where}: not a table of fields")
    fields = {**must, **may}
    for name in entry:
        if name not in fields:
            raise BadVocabulary(f"{where}: unknown field {name}; known are {', '.join(fields)}")
    for name in must:
        if name not in entry:
            raise BadVocabulary(f"{where}: field {name} is missing")
    for name, value in entry.items():
        kind, fits = fields[name]
        if not fits(value):
            raise BadVocabulary(f"{where}: {name} must be {kind}")
