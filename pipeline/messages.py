"""What a corpus and a command tell in English, in the language of the reader; the sentences are in messages.toml."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Final

from pipeline.language import Language

_FILE: Final = Path(__file__).with_suffix(".toml")
_NUMBER: Final = re.compile(r"\d+")
_ENGLISH: Final = re.compile("[a-z]{2,}")
_MOST: Final = 12  # reasons told at once
_DEEPEST: Final = 4  # messages in each other: the archive, its member, the page, the engine


def in_language(message: str, language: Language) -> str:
    """A message of a corpus or a command in a language; English where nobody translated it.

    >>> in_language("page 3 could not be read by OCR: the OCR engine failed", "zh")
    '第3页OCR失败：OCR引擎出错'
    >>> in_language("n characters could not be decoded and stand as �; nobody translated this", "zh")
    'n个字符无法解码，以�代替；nobody translated this'
    """
    return message if language == "en" else _in_chinese(message, 0)


@cache
def _in_chinese(message: str, depth: int) -> str:
    """What leaves the fewest English words: the message as one, or as several, of which each may have a semicolon of its own."""
    told = [message]
    if depth < _DEEPEST:
        found = next(((match, zh) for pattern, zh in _translations() if (match := pattern.fullmatch(message))), None)
        if found:
            told.append(found[1].format(*(_in_chinese(part, depth + 1) for part in found[0].groups())))
    parts = message.split("; ", _MOST)
    told += [
        "；".join(_in_chinese("; ".join(some), depth) for some in (parts[:end], parts[end:]))
        for end in range(1, len(parts))
    ]
    return min(told, key=lambda one: len(_ENGLISH.findall(one)))


@cache
def _translations() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Patterns of the English messages, those that say most first, with the Chinese."""
    groups: dict[str, dict[str, str]] = tomllib.loads(_FILE.read_text("utf-8"))
    pairs = [(english, chinese) for group in groups.values() for english, chinese in group.items()]
    pairs.sort(key=lambda pair: -len(pair[0].replace("{}", "")))
    return tuple((re.compile(_pattern(english), re.DOTALL), chinese) for english, chinese in pairs)


def _pattern(english: str) -> str:
    """A number of the text may also stand as n: reasons that differ in figures are counted together."""
    return r"(.+?)".join(
        _NUMBER.sub(lambda number: f"(?:{number[0]}|n)", re.escape(part)) for part in english.split("{}")
    )
