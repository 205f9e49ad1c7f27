"""Words of which the names of disclosing bodies are made."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources import files

from pipeline.errors import BadVocabulary

# what numbers a heading: 附件2: 三、 (二) 4. 第一部分
_ORDINAL = r"附件\d*:?|附:?|[一二三四五六七八九十]+、|\([一二三四五六七八九十]+\)|\d{1,2}[.、]|第.部分|[:：]"
LISTS = ("endings", "own_level", "leads", "answers", "publishes", "is_told", "never")


@dataclass(frozen=True)
class Bodies:
    """See bodies.toml for what the lists mean; each is one alternation, the longest word first."""

    ending: re.Pattern[str]  # at the end of a name, own level included
    own_level: re.Pattern[str]  # at the end of a name: (本级)
    lead: re.Pattern[str]  # at its beginning
    answers: str
    publishes: str
    is_told: str
    never: re.Pattern[str]

    def ends_name(self, text: str) -> bool:
        """Whether a text can be a body's name by its end."""
        return bool(self.ending.search(text))


def load_bodies() -> Bodies:
    """The words of `bodies.toml`. Raises BadVocabulary where a list is missing or empty."""
    lists = tomllib.loads(files("pipeline.vocabulary").joinpath("bodies.toml").read_text("utf-8"))
    for name in LISTS:
        if not lists.get(name) or not all(lists[name]):
            raise BadVocabulary(f"bodies.toml, {name}: give at least one word, none empty")
    level = _one_of(lists["own_level"])
    return Bodies(
        ending=re.compile(rf"(?:{_one_of(lists['endings'])})(?:\((?:{level})\)|本级|机关)?$"),
        own_level=re.compile(rf"(?:\((?:{level})\)|本级)$"),
        lead=re.compile(rf"^(?:{_one_of(lists['leads'])}|{_ORDINAL})+"),
        answers=_one_of(lists["answers"]),
        publishes=_one_of(lists["publishes"]),
        is_told=_one_of(lists["is_told"]),
        never=re.compile(_one_of(lists["never"])),
    )


def _one_of(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
