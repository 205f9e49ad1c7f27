"""How OCR misreads characters, as measured: what a reading costs, if something else was printed.

Costs are −ln of a probability, in nats, so that costs add where chances multiply. The counts are those of
models/confusions, which `pipeline train confusions` makes.
"""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from math import log
from typing import Final

from pipeline.errors import BadVocabulary
from pipeline.learning import model_file

SLIP: Final = 3.5  # of any slip at all: one character in thirty is misread
LOST: Final = 2.8  # besides, if a character is gone
ADDED: Final = 8.0  # besides, if one is read that was not printed
SPECK: Final = 2.0  # besides, if what was added is a mark, a letter or a digit: specks and rules are read as such
STRANGE: Final = 8.0  # besides, if nobody ever saw this one taken for that one: any of three thousand
_BACKWARDS = 0.5  # what an observation is worth for the other direction: 人 read for 入 speaks for 入 read for 人
_PRIOR = 2.0  # observations that every character is taken to have shown already, of anything


@dataclass(frozen=True)
class Misreadings:
    """What was taken for what: `taken[printed][read]` times; "" stands for a character lost or added."""

    taken: Mapping[str, Mapping[str, int]]
    _costs: dict[tuple[str, str], float] = field(default_factory=dict, repr=False, compare=False)

    def substituted(self, printed: str, read: str) -> float:
        """The cost of reading one character where another was printed."""
        if (printed, read) not in self._costs:
            self._costs[printed, read] = SLIP + self._strangeness(printed, read)
        return self._costs[printed, read]

    def _strangeness(self, printed: str, read: str) -> float:
        there, back = self.taken.get(printed, {}), self.taken.get(read, {})
        times = there.get(read, 0) + _BACKWARDS * back.get(printed, 0)
        seen = sum(there.values()) + _BACKWARDS * sum(back.values())
        return min(STRANGE, -log(times / (seen + _PRIOR))) if times else STRANGE

    def distance(self, printed: str, read: str) -> float:
        """The cost of the likeliest way to read one text where another was printed; 0 where they are the same.

        >>> seen = Misreadings({"入": {"人": 9}})
        >>> seen.distance("收入", "收人") < seen.distance("收入", "收天") < seen.distance("收入", "支出")
        True
        """
        before = [0.0]
        for character in read:
            before.append(before[-1] + added(character))
        for wanted in printed:
            row = [before[0] + SLIP + LOST]
            for at, character in enumerate(read):
                taken = before[at] if character == wanted else before[at] + self.substituted(wanted, character)
                row.append(min(taken, before[at + 1] + SLIP + LOST, row[-1] + added(character)))
            before = row
        return before[-1]

    def within(self, printed: str, read: str) -> tuple[float, int, int]:
        """The same for the part `[start, end)` of a text that is likeliest to be what was printed: (cost, start, end)."""
        before = [(0.0, at) for at in range(len(read) + 1)]
        for wanted in printed:
            row = [(before[0][0] + SLIP + LOST, 0)]
            for at, character in enumerate(read):
                cost, start = before[at]
                taken = (cost if character == wanted else cost + self.substituted(wanted, character), start)
                gone = (before[at + 1][0] + SLIP + LOST, before[at + 1][1])
                more = (row[-1][0] + added(character), row[-1][1])
                row.append(min(taken, gone, more))
            before = row
        end = min(range(len(before)), key=lambda at: (before[at][0], -at))
        return before[end][0], before[end][1], end


def added(read: str) -> float:
    """The cost of a character that was not printed."""
    return SLIP + (ADDED if "\u4e00" <= read <= "\u9fff" else SPECK)


@cache
def load_misreadings() -> Misreadings:
    """The counts of models/confusions/characters.csv. Raises BadModel where it is missing, BadVocabulary where damaged."""
    return read_misreadings(model_file("confusions", "characters.csv").read_text("utf-8"))


def read_misreadings(counts: str) -> Misreadings:
    """Misreadings from lines `printed,read,count`."""
    taken: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for number, row in enumerate(csv.DictReader(io.StringIO(counts)), start=2):
        try:
            taken[row["printed"]][row["read"]] = int(row["count"])
        except (KeyError, TypeError, ValueError) as error:
            raise BadVocabulary(f"characters.csv, line {number}: give printed,read,count") from error
    return Misreadings(taken)
