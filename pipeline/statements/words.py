"""The words of a passage as jieba cuts them: what may be taken off a name, and which cue is no word of its own."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """Where the words of a passage begin, in ascending order; without any, the passage was not cut."""

    text: str
    starts: tuple[int, ...] = ()

    def whole(self, start: int, end: int) -> bool:
        """Whether characters [start, end) are whole words: 因 of 因|人员|调出 is one, 因 of 因素 is none."""
        return self.begins(start) and self.begins(end)

    def begins(self, place: int) -> bool:
        """Whether a word begins here, or the text ends."""
        if not self.starts or place == len(self.text):
            return True
        at = bisect_right(self.starts, place) - 1
        return at >= 0 and self.starts[at] == place

    def within(self, start: int, end: int) -> tuple[str, ...]:
        """The words that begin in [start, end), in order."""
        first, last = bisect_left(self.starts, start), bisect_left(self.starts, end)
        bounds = (*self.starts[first : last + 1], len(self.text))[: last - first + 1]
        return tuple(self.text[bounds[at] : bounds[at + 1]] for at in range(last - first))
