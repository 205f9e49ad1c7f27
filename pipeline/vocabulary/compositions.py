"""titles.toml: what the title of a table is composed of, and which type each composition names."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files

from pipeline.errors import BadVocabulary
from pipeline.vocabulary.columns import head_key
from pipeline.vocabulary.entries import FLAG, TABLE, TABLES, WORD, WORDS, check_entry
from pipeline.vocabulary.own import NO_WORDS, Texts, with_own

PLAIN = ""  # the meaning of a word that says nothing of the type


@dataclass(frozen=True, slots=True)
class Composition:
    """A title cut into words: what they mean, what is left over before the first word that tells, and behind it."""

    meanings: frozenset[str]
    before: str
    behind: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A composition that names a type; `other` is a second type that it names elsewhere."""

    type: str
    has: frozenset[str]
    lacks: frozenset[str]
    alternative: str | None
    free: bool  # the title may hold any other words

    def holds(self, meanings: frozenset[str]) -> bool:
        return self.has <= meanings and not self.lacks & meanings


@dataclass(frozen=True)
class Compositions:
    """The words of titles and the types that they compose."""

    words: Mapping[str, str]  # folded word → its meaning, `PLAIN` for none
    rules: tuple[Rule, ...]
    longest: int  # characters of a word

    def of(self, key: str) -> Composition:
        """The composition of a folded title: cut so that fewest characters are left over, in fewest words."""
        best: list[tuple[int, int, tuple[tuple[int, int], ...]]] = [(0, 0, ())]
        for end in range(1, len(key) + 1):
            left, words, cuts = best[end - 1]
            ways = [(left + 1, words, cuts)]
            for start in range(max(0, end - self.longest), end):
                if key[start:end] in self.words:
                    left, words, cuts = best[start]
                    ways.append((left, words + 1, (*cuts, (start, end))))
            best.append(min(ways))
        cuts = best[-1][2]
        told = [start for start, end in cuts if self.words[key[start:end]] != PLAIN]
        covered = {i for start, end in cuts for i in range(start, end)}
        first = told[0] if told else len(key)
        loose = [i for i in range(len(key)) if i not in covered]
        return Composition(
            frozenset(self.words[key[start:end]] for start, end in cuts) - {PLAIN},
            "".join(key[i] for i in loose if i < first),
            "".join(key[i] for i in loose if i > first),
        )

    def leaves(self, key: str) -> bool:
        """Whether a folded title is not wholly made of known words that name a type."""
        composed = self.of(key)
        return bool(composed.before or composed.behind) or self.rule(composed.meanings) is None

    def rule(self, meanings: frozenset[str]) -> Rule | None:
        """The first entry that these meanings fulfil."""
        return next((rule for rule in self.rules if rule.holds(meanings)), None)


def load_compositions(own: Texts = NO_WORDS) -> Compositions:
    """Read titles.toml. Raises BadVocabulary, naming the entry that is wrong."""
    text = (files("pipeline.vocabulary") / "titles.toml").read_text("utf-8")
    try:
        return read_compositions(with_own(tomllib.loads(text), own, "titles.toml"))
    except tomllib.TOMLDecodeError as error:
        raise BadVocabulary(f"titles.toml: no TOML: {error}") from error


def read_compositions(entries: Mapping[str, object]) -> Compositions:
    """Words and rules from the content of titles.toml."""
    check_entry(entries, "titles.toml", {"words": TABLE, "plain": TABLE, "title": TABLES}, {})
    meanings = entries["words"]
    assert isinstance(meanings, dict)
    check_entry(meanings, "titles.toml, words", dict.fromkeys(meanings, WORDS), {})
    plain = entries["plain"]
    check_entry(plain, "titles.toml, plain", {"words": WORDS}, {})
    assert isinstance(plain, dict)
    words = {head_key(word) or word: PLAIN for word in plain["words"]}
    words |= {head_key(word): meaning for meaning, forms in meanings.items() for word in forms}
    rules = entries["title"]
    assert isinstance(rules, list)
    return Compositions(
        words, tuple(_rule(n, entry, set(meanings)) for n, entry in enumerate(rules, 1)), max(map(len, words))
    )


def _rule(number: int, entry: Mapping[str, object], known: set[str]) -> Rule:
    where = f"titles.toml, title {number}"
    check_entry(entry, where, {"type": WORD, "has": WORDS}, {"lacks": WORDS, "or": WORD, "free": FLAG})
    has, lacks = (frozenset(entry.get(field, ())) for field in ("has", "lacks"))  # type: ignore[call-overload]
    unknown = sorted((has | lacks) - known)
    if unknown:
        raise BadVocabulary(f"{where}: {unknown[0]} is no meaning of [words]; known are {', '.join(sorted(known))}")
    return Rule(str(entry["type"]), has, lacks, str(entry["or"]) if "or" in entry else None, bool(entry.get("free")))
