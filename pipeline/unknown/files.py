"""Unknown words as vocabulary files in which only the answers are missing."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from pipeline.unknown.words import Unknown

FILES: Final = ("columns.toml", "tables.toml", "headings.toml", "cues.toml")

_OPENING: Final = {
    "columns.toml": "Heads over amounts. Fill in `canonical`: a term of docs/tables.md, or the words themselves.",
    "tables.toml": "Titles of tables. Fill in `type`.",
    "headings.toml": "Headings. Fill in `label`.",
    "cues.toml": "Words between 上年 or 预算 and a figure. Take those that say a direction out of the comment, each into its list.",
}  # fmt: skip


def files_of(found: Mapping[str, Sequence[Unknown]], answers: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """The text of each file; `answers` are the types and labels that there are. What is empty counts for nothing."""
    texts = {}
    for name in FILES:
        told = [f"# {_OPENING[name]}", *(f"# One of: {', '.join(answers[name])}" for _ in answers.get(name, ())[:1])]
        body = _cues(found[name]) if name == "cues.toml" else _entries(name, found[name])
        texts[name] = "\n".join([*told, "", *body]).rstrip() + "\n"
    return texts


def _entries(name: str, unknown: Iterable[Unknown]) -> Iterator[str]:
    entry, answer, words = {
        "columns.toml": ("term", "canonical", "printed"),
        "tables.toml": ("table", "type", "titles"),
        "headings.toml": ("heading", "label", "titles"),
    }[name]
    for one in unknown:
        near = f"  # near: {', '.join(one.near)}" if one.near else ""
        yield from (f"# {_told(one)}", f"[[{entry}]]", f'{answer} = ""{near}', f"{words} = [{_quoted(one.words)}]", "")


def _cues(unknown: Iterable[Unknown]) -> Iterator[str]:
    yield from ("[direction]", "increase = []", "decrease = []", "flat = []", "")
    yield from (f"# {_quoted(one.words)},  {_told(one)}" for one in unknown)


def _told(one: Unknown) -> str:
    documents = len(one.documents)
    example = " ".join(one.example.split())
    return f"{one.times} × in {documents} document{'s' if documents > 1 else ''}, as in {example}"


def _quoted(words: str) -> str:
    return json.dumps(words, ensure_ascii=False)
