"""The label of every heading of an outline: the vocabulary, the heading's words, its place, the headings around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from rapidfuzz import fuzz

from pipeline.learning import LinearModel, Sample
from pipeline.sections.clues import Clue, place_samples, words_sample
from pipeline.sections.contents import Contents
from pipeline.sections.headings import Heading
from pipeline.sections.labels import CERTAIN, INHERITED, SUBJECTS, is_generic, without_bodies
from pipeline.sections.tree import Node, topic_of
from pipeline.vocabulary.heading_models import HeadingModels
from pipeline.vocabulary.headings import Headings

if TYPE_CHECKING:
    from pipeline.sections.clues import Judgement

DOUBT: Final = 0.4  # the most likely label is not given with less: the heading is `other`
UNKNOWN_BELOW: Final = 0.9  # a heading that is `other` with less belongs to the subject it stands under
AMOUNTS: Final = frozenset(
    {"income", "expenditure", "appropriation", "general_budget", "basic_expenditure", "government_fund", "three_public"}
)
SEVERAL: Final = 3  # subjects below one heading
_NUMBERED_ALIKE: Final = 45.0  # RapidFuzz ratio of a heading and the entry of the same number
_ALIKE: Final = 75.0  # of a heading and an entry of any other number


def label_nodes(
    found: Sequence[Heading],
    nodes: Sequence[Node],
    contents: Sequence[Contents],
    headings: Headings,
    models: HeadingModels,
    bodies: tuple[str, ...],
) -> list[Node]:
    """The same nodes with the labels that all evidence together speaks for, and how likely they are."""
    clues = find_clues(found, nodes, contents, headings, bodies)
    topic = topic_of(found, headings, bodies)
    labels = judge(clues, models, topic[0] if topic else None)
    labelled = [replace(node, label=label, score=score) for node, (label, score) in zip(nodes, labels, strict=True)]
    return gathering(labelled)


def gathering(nodes: Sequence[Node]) -> list[Node]:
    """The nodes; one called by income and expenditure that holds sections on several amounts is the narrative around them.

    第二部分 收支情况 and 五、2024年部门预算收支说明 above 收入情况, 支出情况, “三公”经费 … are not the section 收支总体情况 itself.
    """
    below: dict[int, set[str]] = {}
    gathered = list(nodes)
    for at in range(len(nodes) - 1, -1, -1):  # what stands below a heading comes after it
        node = nodes[at]
        held = below.get(at, set())
        if node.label == "overall" and (len(held & AMOUNTS) >= SEVERAL or "narrative" in held):
            gathered[at] = node = replace(node, label="narrative")
        if node.parent is not None:
            below.setdefault(node.parent, set()).add(node.label)
    return gathered


def find_clues(
    found: Sequence[Heading],
    nodes: Sequence[Node],
    contents: Sequence[Contents],
    headings: Headings,
    bodies: tuple[str, ...],
) -> list[Clue]:
    """What is known of every heading."""
    entries = [
        (number, without_bodies(entry, bodies, headings))
        for one in contents
        for number, entry in zip(one.numbers, one.entries, strict=True)
    ]
    clues = []
    for heading, node in zip(found, nodes, strict=True):
        folded = without_bodies(heading.title, bodies, headings)
        clues.append(
            Clue(
                folded=folded,
                level=node.level,
                parent=node.parent,
                label=node.label,
                score=node.score,
                generic=is_generic(folded, headings),
                given=node.label if node.given else None,
                announced=_entry(folded, (heading.level, heading.value), entries) if not node.given else "",
            )
        )
    return clues


def judge(clues: Sequence[Clue], models: HeadingModels, topic: str | None) -> list[tuple[str, float]]:
    """Label and probability of every heading; what is doubtful is `other`."""
    if not clues:
        return []
    found = models.place.probabilities(seen_in_place(clues, models.words, topic))
    labels: list[tuple[str, float]] = []
    for clue, row in zip(clues, found, strict=True):
        decided = _decide(clue, row, models.place.classes)
        labels.append(_shared(clue, decided, labels, topic) or decided)
    return labels


def _shared(
    clue: Clue, decided: tuple[str, float], above: Sequence[tuple[str, float]], topic: str | None
) -> tuple[str, float] | None:
    """The label of the subject that a heading stands under, if it names none of its own.

    总体情况 has label and score of the heading above it; what nothing is known of belongs there too, less surely.
    """
    if clue.given:
        return None
    unknown = decided[0] == "other" and decided[1] < UNKNOWN_BELOW
    if clue.generic and clue.parent is None:
        return (topic, INHERITED) if topic else None
    if not (clue.generic or unknown) or clue.parent is None or above[clue.parent][0] not in SUBJECTS:
        return None
    label, score = above[clue.parent]
    return label, score if clue.generic else _shown(score * INHERITED)


def seen_in_place(clues: Sequence[Clue], words: LinearModel, topic: str | None) -> list[Sample]:
    """Features of every heading, after the first judgement by words."""
    by_words = words.probabilities([words_sample(clue) for clue in clues])
    told = [at for at, clue in enumerate(clues) if clue.announced]
    by_entry = words.probabilities([words_sample(clues[at], clues[at].announced) for at in told])
    announced = dict(zip(told, by_entry, strict=True))
    return place_samples(clues, by_words, [announced.get(at) for at in range(len(clues))], words.classes, topic)


def _decide(clue: Clue, row: Judgement, classes: Sequence[str]) -> tuple[str, float]:
    if clue.given:
        return clue.given, clue.score
    best = int(row.argmax())
    if classes[best] == "other" and clue.score >= CERTAIN and clue.label in classes:
        best = classes.index(clue.label)  # its words are known: it is not unknown
        return clue.label, _shown(max(row[best], DOUBT))
    if row[best] < DOUBT:
        return "other", _shown(row[classes.index("other")])
    return classes[best], _shown(row[best])


def _shown(probability: float) -> float:
    """Four decimals: what is beyond differs between machines."""
    return round(float(probability), 4)


def _entry(folded: str, number: tuple[int, int], entries: Sequence[tuple[tuple[int, int], str]]) -> str:
    """The entry of the contents that announces a heading; empty where none does."""
    best = (0.0, "")
    for other, entry in entries:
        alike = fuzz.ratio(folded, entry)
        if alike >= (_NUMBERED_ALIKE if number[1] and other == number else _ALIKE):
            best = max(best, (alike + 10 * (other == number), entry))
    return best[1]
