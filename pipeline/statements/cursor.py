"""Where the reading of a section stands: the passage, its tokens, what lies ahead and behind."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from pipeline.statements.drafts import Reading
from pipeline.statements.passages import Passage, without_page_numbers
from pipeline.statements.tokens import Kind as Word
from pipeline.statements.tokens import Token, Words

_NEAR: Final = 60  # tokens
_PLAIN: Final = (Word.AMOUNT, Word.UP, Word.DOWN, Word.SIGNED, Word.FLAT)


@dataclass(slots=True)
class Place:
    """Counts what has been read; two drafts were said in one sentence when their numbers agree."""

    passage: int = 0
    sentence: int = 0
    segment: int = 0
    clause: int = 0


@dataclass(slots=True)
class Marks:
    """Places in the passage being read."""

    word: int = 0  # from here on no token has been taken: the name before the next figure
    clause: int = 0
    sentence: int = 0
    resume: int = 0  # what stands before was read as a reason


@dataclass
class Cursor:
    """Moves over the tokens of a section, passage by passage; mutable, private to this package."""

    reading: Reading
    place: Place = field(default_factory=Place)
    marks: Marks = field(default_factory=Marks)
    passage: Passage = field(default_factory=lambda: Passage("", (), numbered=False))
    words: Words = field(default_factory=lambda: Words(""))
    tokens: list[Token] = field(default_factory=list)
    at: int = 0  # of the token after the one being read

    @property
    def text(self) -> str:
        return self.passage.text

    def move(self, number: int) -> None:
        """To the beginning of a passage, counted from 0."""
        reading = self.reading
        self.passage, self.words, self.tokens = reading.passages[number], reading.words[number], reading.tokens[number]
        self.at, self.marks = 0, Marks()
        self.place.passage = number + 1

    def year_at(self, place: int) -> int | None:
        """The year last named before a place of the passage, outside comparisons and reasons."""
        years = self.reading.years[self.place.passage - 1]
        return next((year for start, year in reversed(years) if start <= place), None)

    def ahead(self) -> list[Token]:
        """The next tokens; what belongs to a figure or a reason stands near."""
        return self.tokens[self.at : self.at + _NEAR]

    def behind(self) -> list[Token]:
        """The tokens just read."""
        return self.tokens[max(0, self.at - _NEAR) : self.at]

    def printed(self, start: int, end: int) -> str:
        """Words of the passage as printed; page numbers between them are left out."""
        places = self.passage.places
        if start >= end:
            return ""
        stop = places[end] if end < len(places) else places[-1] + 1
        return without_page_numbers(self.reading.printed[places[start] : stop])


def next_start(tokens: list[Token], at: int) -> int:
    """Where token `at` ends, or the one after it begins: the words between may say more of a base.

    比2022年“三公”经费预算4万元: a base that `预算` belongs to.
    """
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    return following.start if following and following.kind in _PLAIN else tokens[at].end
