"""One pattern of many alternatives that tries at each place of a text only those that can begin with its character.

Python's `re` tries every alternative of `a|b|c` at every character of the text; with forty alternatives, most of which
begin with an optional word or a look behind, that is nearly all of the time. What a pattern can begin with is read
from its parse tree, once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from re import _parser  # type: ignore[attr-defined]  # of the standard library, without a public name since 3.11
from typing import Any, Final

_NO_WIDTH: Final = ("AT", "ASSERT", "ASSERT_NOT")
_REPEATS: Final = ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT")
Match = Callable[[str, int], "re.Match[str] | None"]
_DIGIT: Final = "\\d"  # stands in a set of openings for every decimal digit there is


class Alternation:
    """Named alternatives, the earlier one first where two fit at one place.

    >>> words = Alternation({"up": "(?:略有)?增加", "figure": r"(?<![.])\\d+"})
    >>> [(name, match[0]) for name, match in map(words.search, ("共30人，略有增加", "略有增加30人"))]
    [('figure', '30'), ('up', '略有增加')]
    """

    def __init__(self, alternatives: Mapping[str, str]) -> None:
        self.patterns = {name: re.compile(pattern) for name, pattern in alternatives.items()}
        self._openings = {name: openings(pattern) for name, pattern in alternatives.items()}
        known = set[str]().union(*(found for found in self._openings.values() if found))
        plain = "".join(re.escape(character) for character in sorted(known - {_DIGIT}))
        self._begins = re.compile("." if None in self._openings.values() else f"[{plain}\\d]", re.DOTALL)
        self._fitting: dict[str, tuple[tuple[str, Match], ...]] = {}  # by the character that they begin with

    def search(self, text: str, start: int = 0) -> tuple[str, re.Match[str]] | None:
        """The first match that begins at `start` or behind it, as `search` of one pattern of all finds it."""
        fitting, begins = self._fitting, self._begins.search
        while opening := begins(text, start):
            start = opening.start()
            character = opening[0]
            for name, match in fitting.get(character) or self._fit(character):
                found = match(text, start)
                if found is not None:
                    return name, found
            start += 1
        return None

    def _fit(self, character: str) -> tuple[tuple[str, Match], ...]:
        """The alternatives that can begin with a character, in order."""
        key = _DIGIT if character.isdecimal() else character
        self._fitting[character] = tuple(
            (name, self.patterns[name].match)
            for name, known in self._openings.items()
            if known is None or key in known or character in known
        )
        return self._fitting[character]


def openings(pattern: str) -> frozenset[str] | None:
    r"""The characters that a match of a pattern can begin with, `\d` for every digit; None where it can be any.

    >>> sorted(openings("(?<=年)(?:略|[有无])?增加")), openings("[^，]增加"), sorted(openings(r"-?\d+"))
    (['增', '无', '有', '略'], None, ['-', '\\d'])
    """
    found, empty = _first(_parser.parse(pattern))
    return None if found is None or empty else frozenset(found)


def _first(sequence: Any) -> tuple[set[str] | None, bool]:
    """(characters, whether the sequence can match nothing) of a parsed sequence; None for any character."""
    found: set[str] = set()
    for operation, argument in sequence:
        characters, empty = _of(str(operation), argument)
        if characters is None:
            return None, False
        found |= characters
        if not empty:
            return found, False
    return found, True


def _of(operation: str, argument: Any) -> tuple[set[str] | None, bool]:
    if operation in _NO_WIDTH:
        return set(), True
    if operation == "LITERAL":
        return {chr(argument)}, False
    if operation == "IN":
        return _of_set(argument), False
    if operation == "SUBPATTERN":
        return _first(argument[-1])
    if operation == "ATOMIC_GROUP":
        return _first(argument)
    if operation in _REPEATS:
        characters, empty = _first(argument[2])
        return characters, empty or argument[0] == 0
    if operation == "BRANCH":
        told = [_first(branch) for branch in argument[1]]
        if any(characters is None for characters, _ in told):
            return None, False
        return set[str]().union(*(characters or () for characters, _ in told)), any(empty for _, empty in told)
    return None, False  # any character, a negated one, a reference: not told


def _of_set(members: Any) -> set[str] | None:
    """The characters of [一二\\d]; None for [^一二], \\w and long ranges."""
    found: set[str] = set()
    for operation, argument in members:
        name = str(operation)
        if name == "LITERAL":
            found.add(chr(argument))
        elif name == "CATEGORY" and str(argument) == "CATEGORY_DIGIT":
            found.add(_DIGIT)
        elif name == "RANGE" and argument[1] - argument[0] < 256:
            found |= {chr(code) for code in range(argument[0], argument[1] + 1)}
        else:
            return None
    return found
