"""Words that say the same in a head, so that a region's own combination of them needs no entry."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.errors import BadVocabulary

_ROUNDS = 2  # 事业预算收入 → 事业收入 may bring two words together that are one


@dataclass(frozen=True)
class Wordings:
    """Rewrites heads so that different wordings of one thing become equal."""

    same: Mapping[str, str]  # word → the word that stands for it
    words: re.Pattern[str] | None  # any of `same`
    tails: re.Pattern[str] | None  # words at the end that add nothing

    def fold(self, key: str) -> str:
        """A head in the words that stand for others.

        >>> wordings = read_wordings([["费", "经费", "支出"], ["其他", "其它"]], ["金额"])
        >>> wordings.fold("其它人员支出金额"), wordings.fold("人员经费"), wordings.fold("金额")
        ('其他人员费', '人员费', '金额')
        """
        folded = self.tails.sub("", key) if self.tails else key
        for _ in range(_ROUNDS if self.words else 0):
            folded = self.words.sub(lambda found: self.same[found[0]], folded) if self.words else folded
        return folded


def read_wordings(same: Sequence[Sequence[str]], tails: Sequence[str]) -> Wordings:
    """Wordings from groups of words, the first of which stands for the others. Raises BadVocabulary."""
    stands: dict[str, str] = {}
    for group in same:
        for word in group[1:]:
            if word in stands or not word:
                raise BadVocabulary(f"columns.toml, wordings.same: {word!r} is given twice; keep one")
            stands[word] = group[0]
    return Wordings(stands, _any_of(stands), _any_of(tails, r"(?<=..)(?:{})$"))


def _any_of(words: Mapping[str, str] | Sequence[str], form: str = "{}") -> re.Pattern[str] | None:
    longest = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
    return re.compile(form.format(longest)) if longest else None
