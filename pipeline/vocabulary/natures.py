"""What tells reports from the other texts of a government: see natures.toml."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources import files
from typing import Any, Literal, get_args

from pipeline.errors import BadVocabulary
from pipeline.vocabulary.entries import TABLES, WORD, WORD_LISTS, WORDS, Kind, check_entry

Though = Literal["always", "no amounts", "more words"]

_THOUGH: Kind = ('"always", "no amounts" or "more words"', lambda value: value in get_args(Though))
_NUMBER: Kind = ("a whole number above 0", lambda value: isinstance(value, int) and value > 0)


@dataclass(frozen=True)
class Nature:
    """A kind of text that is no report."""

    told: str  # what a person is told that it is
    marks: tuple[re.Pattern[str], ...]  # one for each sort of its words
    least: int  # sorts that a text of this kind has
    though: Though  # when it is no report though it speaks of budgets

    def is_of(self, text: str) -> bool:
        """Whether a text, without blanks and in simplified script, has enough of its marks."""
        return sum(bool(mark.search(text)) for mark in self.marks) >= self.least

    def count(self, text: str) -> int:
        """How often its words stand in a text."""
        return sum(len(mark.findall(text)) for mark in self.marks)


@dataclass(frozen=True)
class Natures:
    """All of natures.toml."""

    budget: re.Pattern[str]
    amount: re.Pattern[str]
    others: tuple[Nature, ...]


def load_natures() -> Natures:
    """The words of `natures.toml`. Raises BadVocabulary, naming the entry, where one is wrong."""
    return read_natures(files("pipeline.vocabulary").joinpath("natures.toml").read_text("utf-8"))


def read_natures(text: str) -> Natures:
    """The like from the text of such a file."""
    entries = tomllib.loads(text)
    check_entry(entries, "natures.toml", {"budget": WORDS, "amount": WORDS, "nature": TABLES}, {})
    return Natures(
        budget=_one_of(entries["budget"], "budget"),
        amount=_one_of(entries["amount"], "amount"),
        others=tuple(map(_nature, entries["nature"])),
    )


def _nature(entry: dict[str, Any]) -> Nature:
    where = f"natures.toml, nature {entry.get('told')}"
    check_entry(entry, where, {"told": WORD, "though": _THOUGH, "marks": WORD_LISTS, "least": _NUMBER}, {})
    marks = tuple(_one_of(sort, where) for sort in entry["marks"])
    if entry["least"] > len(marks):
        raise BadVocabulary(f"{where}: least is {entry['least']}, and there are only {len(marks)} sorts of marks")
    return Nature(entry["told"], marks, entry["least"], entry["though"])


def _one_of(expressions: Iterable[str], where: str) -> re.Pattern[str]:
    try:
        return re.compile("|".join(expressions), re.DOTALL)
    except re.error as error:
        raise BadVocabulary(f"{where}: {error.pattern!r} is no regular expression: {error}") from error
