"""Statements of the annotated passages as examples: what the grammar found, how, and whether it is right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language

from pipeline.clean import clean_pages
from pipeline.document import Line, Page
from pipeline.learning import LinearModel, Sample
from pipeline.scoring.fits import statement_fits, triple_fits
from pipeline.scoring.found import FoundStatement
from pipeline.scoring.gold import GoldStatement
from pipeline.scoring.score import Tally
from pipeline.sections import find_sections
from pipeline.statements.find import Found, find_drafts
from pipeline.statements.scores import MADE_FOR, RIGHT, signs_of
from pipeline.train.linear import Examples, fit_linear, fit_temperature, held_out_logits, held_out_models
from pipeline.train.passages import Passage, Split, read_corrections, read_passages
from pipeline.vocabulary import Vocabulary

SEED: Final = 4
STRENGTH: Final = 0.1
RAREST: Final = 3
WRONG: Final = "wrong"


@dataclass(frozen=True, slots=True)
class Answer:
    """A statement that was found in a passage; `right` is None where gold says that it counts neither way."""

    passage: str
    manner: str
    sample: Sample
    found: FoundStatement
    right: bool | None


@dataclass(frozen=True, slots=True)
class Answers:
    """All that was found in the passages of a split, and the tallies of statements and of triples."""

    answers: Sequence[Answer]
    statements: Tally[GoldStatement, FoundStatement] = field(default_factory=Tally)
    triples: Tally[GoldStatement, FoundStatement] = field(default_factory=Tally)


def answer_passages(annotations: Path, split: Split, vocabulary: Vocabulary, language: Language) -> Answers:
    """Read the passages of a split as reports are read. Raises BadPassage."""
    found: list[Answer] = []
    result = Answers(found)
    corrected = read_corrections(annotations / "corrections" / "passages") if split == "train" else ()
    for passage in (*read_passages(annotations / "passages", split), *corrected):
        drafts = _read(passage, vocabulary, language)
        told = [_told(passage, one) for one in drafts]
        counted = [one.gold for one in passage.statements if one.gold.counts]
        spare = [one.gold for one in passage.statements if not one.gold.counts]
        own: Tally[GoldStatement, FoundStatement] = Tally()
        own.add(counted, told, statement_fits, spare)
        right, extra = [one for _, one in own.pairs], own.extra
        for draft, answer in zip(drafts, told, strict=True):
            verdict = True if _in(answer, right) else False if _in(answer, extra) else None
            sample = signs_of(draft.draft, draft.reading).sample()
            found.append(Answer(passage.passage_id, passage.manner, sample, answer, verdict))
        result.statements.add(counted, told, statement_fits, spare)
        result.triples.add(counted, told, triple_fits, spare)
    return result


def fit_scores(answers: Sequence[Answer]) -> tuple[LinearModel, NDArray[np.float64]]:
    """The model of scores, and the score that each answer gets from a model that never saw its manner."""
    judged = [one for one in answers if one.right is not None]
    examples = Examples(
        [one.sample for one in judged],
        [RIGHT if one.right else WRONG for one in judged],
        [one.manner for one in judged],
    )
    model = fit_linear(examples, MADE_FOR, strength=STRENGTH, rarest=RAREST, seed=SEED)
    without = held_out_models(examples, MADE_FOR, strength=STRENGTH, rarest=RAREST, seed=SEED)
    logits = held_out_logits(examples, without, model.classes)
    truth = [model.classes.index(label) for label in examples.labels]
    temperature = fit_temperature(logits, truth)
    calibrated = LinearModel(model.made_for, model.classes, model.features, model.weights, model.intercept, temperature)
    scaled = np.exp(logits / temperature)
    scores = scaled[:, model.classes.index(RIGHT)] / scaled.sum(axis=1)
    return calibrated, np.asarray(scores)


def calibration_error(scores: Sequence[float], right: Sequence[bool], bins: int = 10) -> float:
    """Mean distance of score and share that is right, over bins of equal width, weighted by their answers."""
    groups: dict[int, list[tuple[float, bool]]] = {}
    for at, truth in zip(scores, right, strict=True):
        groups.setdefault(min(int(at * bins), bins - 1), []).append((at, truth))
    gaps = (abs(sum(at for at, _ in group) - sum(truth for _, truth in group)) for group in groups.values())
    return sum(gaps) / len(scores) if scores else 0.0


def _read(passage: Passage, vocabulary: Vocabulary, language: Language) -> list[Found]:
    lines = tuple(Line(text, 1) for text in _lines(passage))
    pages = clean_pages((Page(1, lines),), vocabulary.confusions)
    sections = find_sections(pages, vocabulary.headings, vocabulary.heading_models, passage.passage_id)
    return find_drafts(sections, vocabulary.cues, language)


def _lines(passage: Passage) -> Iterator[str]:
    yield from passage.headings
    yield from passage.text.split("\n")


def _told(passage: Passage, found: Found) -> FoundStatement:
    draft = found.draft
    return FoundStatement(
        passage.passage_id, draft.kind, draft.indicator, draft.base, draft.direction, draft.amount, draft.percent,
        draft.reason, draft.score,
    )  # fmt: skip


def _in(answer: FoundStatement, others: Sequence[FoundStatement]) -> bool:
    return any(answer is other for other in others)
