"""How well headings are labelled: each region by models that never saw it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.sections.judge import judge
from pipeline.train.sections.worn import BY_PLACE, Worn
from pipeline.vocabulary.heading_models import HeadingModels


@dataclass(frozen=True, slots=True)
class Answer:
    """A heading and what it was taken for."""

    doc: str
    region: str
    printed: str
    read: str
    wanted: tuple[str, ...]
    label: str
    score: float

    @property
    def right(self) -> bool:
        return self.label in self.wanted


def answers(worn: Iterable[Worn], models: dict[str, HeadingModels]) -> list[Answer]:
    """Every heading whose label is a question, judged by the models of its region."""
    found = []
    for one in worn:
        labels = judge(one.clues, models[one.outline.region], one.topic)
        for title, read, (label, score) in zip(one.outline.titles, one.read, labels, strict=True):
            if title.label not in BY_PLACE:
                printed = title.number + title.title
                found.append(Answer(one.outline.doc, one.outline.region, printed, read, title.labels, label, score))
    return found


def by_dictionary(worn: Iterable[Worn]) -> list[Answer]:
    """The same by the vocabulary alone, for comparison."""
    return [
        Answer(one.outline.doc, one.outline.region, title.title, read, title.labels, clue.label, clue.score)
        for one in worn
        for title, read, clue in zip(one.outline.titles, one.read, one.clues, strict=True)
        if title.label not in BY_PLACE
    ]


def macro_f1(found: Sequence[Answer]) -> float:
    """The mean of the F1 of all labels that occur; a label found where another is accepted counts against its own."""
    scores = label_f1(found)
    return sum(scores.values()) / len(scores) if scores else 0.0


def label_f1(found: Sequence[Answer]) -> dict[str, float]:
    """F1 of each label that is wanted anywhere."""
    right, wanted, given = Counter[str](), Counter[str](), Counter[str]()
    for one in found:
        wanted[one.wanted[0]] += 1
        given[one.wanted[0] if one.right else one.label] += 1
        right[one.wanted[0]] += one.right
    return {label: 2 * right[label] / (wanted[label] + given[label]) for label in sorted(wanted)}
