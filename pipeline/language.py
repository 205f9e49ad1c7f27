"""In which language a person is spoken to."""

from __future__ import annotations

import locale
import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

Language = Literal["en", "zh"]
LANGUAGES: Final[tuple[Language, ...]] = ("en", "zh")


def own_language() -> Language:
    """zh where the locale of the machine is Chinese, else en."""
    told = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), None)
    return "zh" if (told or locale.getlocale()[0] or "").lower().startswith(("zh", "chinese")) else "en"


@dataclass(frozen=True, slots=True)
class Words:
    """The texts of a command, each in English and Chinese, in the language that is wanted.

    >>> Words({"found": ("{n} found", "找到{n}处")}, "zh")("found", n=3)
    '找到3处'
    """

    texts: Mapping[str, tuple[str, str]]
    language: Language

    def __call__(self, key: str, **given: object) -> str:
        """A text with its places filled in."""
        return self.texts[key][self.language == "zh"].format(**given)

    def names(self, key: str, word: str | None) -> str:
        """What a word of the corpus is called; itself where it has no name.

        >>> words = Words({"grade verified": ("verified", "已证实")}, "zh")
        >>> words.names("grade", "verified"), words.names("grade", "new")
        ('已证实', 'new')
        """
        told = self.texts.get(f"{key} {word}")
        return told[self.language == "zh"] if told else str(word or "")
