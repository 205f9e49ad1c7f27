"""What speaks for the label of a heading, as named features: its words, its place, the headings around it.

Training (pipeline/train) and labelling use the same functions. Who changes a feature counts the versions in
pipeline/vocabulary/heading_models.py up and trains again.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pipeline.learning import Sample
from pipeline.sections.labels import CERTAIN

LONGEST: Final = 4  # characters of an n-gram
_WEIGHT: Final = 4.0  # length of the vector of a heading's n-grams, so that long headings do not shout
_FAINT: Final = 0.05  # a judgement below this is not worth a feature
_CHILDREN: Final = 5  # sub-headings that are looked at

if TYPE_CHECKING:
    from numpy import float64
    from numpy.typing import NDArray

    Judgement = NDArray[float64]  # (classes,) probabilities


@dataclass(frozen=True, slots=True)
class Clue:
    """A heading of an outline, as far as its label goes."""

    folded: str  # its words, without the body's name
    level: int  # in the tree
    parent: int | None  # index of the heading it stands under
    label: str  # what the dictionary says
    score: float  # how sure the dictionary is: labels.CERTAIN …
    generic: bool = False  # it names no subject of its own: 总体情况
    given: str | None = (
        None  # a label that is no question: cover, contents, a wording that is in the dictionary as it is
    )
    announced: str = ""  # its entry in the table of contents, folded


def words_sample(clue: Clue, folded: str | None = None) -> Sample:
    """Features of a heading seen alone; `folded` are other words for the same heading, as the contents have them."""
    words = clue.folded if folded is None else folded
    sample = _grams(words)
    if folded is None:
        sample[f"dictionary={clue.label}"] = clue.score
        if clue.score >= CERTAIN:
            sample[f"certain={clue.label}"] = 1.0
        if clue.generic:
            sample["generic"] = 1.0
    sample[f"level={clue.level}"] = 1.0
    sample["top" if clue.parent is None else "nested"] = 1.0
    sample[f"length={min(len(words) // 3, 6)}"] = 0.5
    return sample


def place_samples(
    clues: Sequence[Clue],
    judged: Sequence[Judgement] | NDArray[float64],
    announced: Sequence[Judgement | None],
    classes: Sequence[str],
    topic: str | None,
) -> list[Sample]:
    """Features of every heading among the others.

    `judged` is what the words of each heading say, `announced` what the words of its entry in the contents say;
    `topic` the subject of a report on one subject.
    """
    families: dict[int | None, list[int]] = {}
    for at, clue in enumerate(clues):
        families.setdefault(clue.parent, []).append(at)
    samples: list[Sample] = []
    for at, clue in enumerate(clues):
        sample = dict(words_sample(clue))

        def hear(name: str, other: int | None, weight: float = 1.0, sample: dict[str, float] = sample) -> None:
            _hear(sample, name, clues[other] if other is not None else None, judged, other, classes, weight)

        siblings = families[clue.parent]
        rank = siblings.index(at)
        _spread(sample, "own=", judged[at], classes, 1.0)
        entry = announced[at]
        if entry is not None:
            _spread(sample, "contents=", entry, classes, 1.0)
        if clue.parent is None and topic:
            sample[f"above={topic}"] = 1.0
        else:
            hear("above=", clue.parent)
        for name, step, weight in (
            ("before=", -1, 1.0),
            ("after=", 1, 1.0),
            ("before2=", -2, 0.5),
            ("after2=", 2, 0.5),
        ):
            hear(name, siblings[rank + step] if 0 <= rank + step < len(siblings) else None, weight)
        children = families.get(at, [])
        sample["parent" if children else "leaf"] = 1.0
        for child in children[:_CHILDREN]:
            hear("below=", child, 0.4)
        hear("last=", at - 1 if at else None, 0.5)
        sample[f"rank={min(rank, 14)}"] = 0.5
        samples.append(sample)
    return samples


def _hear(
    sample: dict[str, float],
    name: str,
    clue: Clue | None,
    judged: Sequence[Judgement] | NDArray[float64],
    at: int | None,
    classes: Sequence[str],
    weight: float,
) -> None:
    """What another heading is taken for."""
    if clue is None or at is None:
        sample[f"{name}none"] = weight
    elif clue.given:
        sample[f"{name}{clue.given}"] = sample.get(f"{name}{clue.given}", 0.0) + weight
    else:
        _spread(sample, name, judged[at], classes, weight)


def _spread(sample: dict[str, float], name: str, judged: Judgement, classes: Sequence[str], weight: float) -> None:
    for label, share in zip(classes, judged, strict=True):
        if share > _FAINT:
            sample[name + label] = sample.get(name + label, 0.0) + weight * float(share)


def _grams(words: str) -> dict[str, float]:
    """N-grams of 1 to 4 characters with the ends marked, of one length together.

    >>> sorted(_grams("收入"))
    ['^收', '^收入', '^收入$', '入', '入$', '收', '收入', '收入$']
    """
    marked = f"^{words}$"
    found = {
        marked[start : start + length]
        for length in range(1, LONGEST + 1)
        for start in range(len(marked) - length + 1)
        if length > 1 or 0 < start < len(marked) - 1
    }
    return dict.fromkeys(sorted(found), _WEIGHT / math.sqrt(max(1, len(found))))
