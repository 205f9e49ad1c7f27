"""A user's own words beside the packaged ones: files of the same names and form, each with what is to be added.

    columns.toml    [[term]] canonical, printed (joined to the packaged term); [keys] name = ["…"]; [wordings]
    tables.toml     [[table]] type, titles, columns … (joined to the packaged table)
    titles.toml     [words], [[title]] (tried before the packaged ones)
    headings.toml   [[heading]] label, titles
    cues.toml, indicators.toml   lists of words

An entry whose canonical term, type or label is empty is not filled in yet and counts for nothing.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from typing import Any, Final

from pipeline.errors import BadVocabulary

Texts = Mapping[str, str]  # name of a file → its text
NO_WORDS: Final[Texts] = {}  # never changed; a plain one, for it goes to other processes
FILES: Final = ("columns.toml", "tables.toml", "titles.toml", "headings.toml", "cues.toml", "indicators.toml")
_NAMED_BY: Final = {"term": "canonical", "table": "type"}  # entries of one name are one entry
_MEANT_BY: Final = ("canonical", "type", "label")
_FIRST: Final = frozenset({"title"})  # the first entry that holds counts


def with_own(packaged: dict[str, Any], own: Texts, name: str) -> dict[str, Any]:
    """The content of a packaged file with what a user's file of that name adds. Raises BadVocabulary for no TOML."""
    if name not in own:
        return packaged
    try:
        added = tomllib.loads(own[name])
    except tomllib.TOMLDecodeError as error:
        raise BadVocabulary(f"{name} of --vocabulary: no TOML: {error}") from error
    return _joined(packaged, added, name)


def _joined(packaged: Mapping[str, Any], added: Mapping[str, Any], where: str) -> dict[str, Any]:
    joined = dict(packaged)
    for key, value in added.items():
        old = joined.get(key)
        if old is None:
            joined[key] = value
        elif isinstance(old, dict) and isinstance(value, dict):
            joined[key] = _joined(old, value, f"{where}, {key}")
        elif isinstance(old, list) and isinstance(value, list):
            joined[key] = _listed(key, old, value)
        elif isinstance(old, dict | list):
            raise BadVocabulary(
                f"{where} of --vocabulary: {key} must be {'a list' if isinstance(old, list) else 'a table'}"
            )
        elif old != value:
            raise BadVocabulary(
                f"{where} of --vocabulary: {key} is {value!r}, and {old!r} in the package; leave it out"
            )
    return joined


def _listed(key: str, old: list[Any], added: list[Any]) -> list[Any]:
    if not all(isinstance(entry, dict) for entry in added):
        return [*old, *(word for word in added if word not in old and word != "")]
    filled = [entry for entry in added if all(entry.get(field) != "" for field in _MEANT_BY)]
    named = _NAMED_BY.get(key)
    if named is None:
        return [*filled, *old] if key in _FIRST else [*old, *filled]
    entries = {entry.get(named): entry for entry in old}
    for entry in filled:
        known = entries.get(entry.get(named))
        entries[entry.get(named)] = _joined(known, entry, str(entry.get(named))) if known else entry
    return list(entries.values())
