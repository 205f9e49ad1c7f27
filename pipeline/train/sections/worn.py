"""Outlines as the labeller meets them: titles misread to a given share, with or without a table of contents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from pipeline.sections.clues import Clue
from pipeline.sections.contents import Contents
from pipeline.sections.headings import Heading
from pipeline.sections.judge import find_clues
from pipeline.sections.labels import Place, body_names, label_heading
from pipeline.sections.numbers import read_outline_number
from pipeline.sections.tree import hang, topic_of
from pipeline.train.sections.outlines import Outline, Title
from pipeline.train.slips import Taken, misread
from pipeline.vocabulary.headings import Headings

BY_PLACE = ("cover", "contents")  # labels that the outline's reader gives, not the labeller


@dataclass(frozen=True, slots=True)
class Worn:
    """An outline, its titles as read, and what is known of each heading."""

    outline: Outline
    read: tuple[str, ...]
    clues: tuple[Clue, ...]
    topic: str | None
    share: float  # of characters misread


@dataclass(frozen=True, slots=True)
class Press:
    """What wears outlines: the same seed, the same slips."""

    headings: Headings
    taken: Taken
    others: Sequence[str]  # characters that may stand for any other

    def wear(self, outline: Outline, share: float, random: Random, *, contents: bool) -> Worn:
        """One reading of an outline. The title page is left as it is: the body's name is known from many places."""
        read = tuple(
            title.title if title.label in BY_PLACE else misread(title.title, share, random, self.taken, self.others)
            for title in outline.titles
        )
        bodies = body_names([*read, *(title.title for title in outline.titles)], self.headings)
        found = self._headings_of(outline, read, bodies)
        announced = [self._contents_of(outline, share, random)] if contents else []
        nodes = hang(found, self.headings, bodies)
        clues = find_clues(found, nodes, announced, self.headings, bodies)
        topic = topic_of(found, self.headings, bodies)
        return Worn(outline, read, tuple(clues), topic[0] if topic else None, share)

    def _headings_of(self, outline: Outline, read: Sequence[str], bodies: tuple[str, ...]) -> list[Heading]:
        found, parted = [], False
        for title, words in zip(outline.titles, read, strict=True):
            place = Place(title.level == 0 or (title.level == 1 and not parted), ("other",), bodies=bodies)
            known = title.label if title.label in BY_PLACE else label_heading(words, place, self.headings)[0]
            found.append(Heading(title.number, title.level, _value(title), words, 1, known))
            parted = parted or (title.level == 0 and title.label not in BY_PLACE)
        return found

    def _contents_of(self, outline: Outline, share: float, random: Random) -> Contents:
        """A table of contents that announces the parts and their first level, with slips of its own."""
        entries = [one for one in outline.titles if one.level <= 1 and one.label not in BY_PLACE]
        read = [misread(one.title, share, random, self.taken, self.others) for one in entries]
        numbers = tuple((one.level, _value(one)) if one.number else (9, 0) for one in entries)
        return Contents(0, 0, tuple(map(self.headings.fold, read)), numbers)


def _value(title: Title) -> int:
    numbered = read_outline_number(title.number) if title.number else None
    return numbered.value if numbered else 0


def common_characters(outlines: Sequence[Outline]) -> str:
    """All ideographs of the outlines' titles, in the order of Unicode, each as often as it stands there."""
    return "".join(sorted(one for outline in outlines for title in outline.titles for one in title.title if one > "一"))
