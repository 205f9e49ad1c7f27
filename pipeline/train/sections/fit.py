"""The two models of headings: by their words, then by words, place and neighbours."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import Final

from pipeline.learning import LinearModel, Sample
from pipeline.sections.clues import words_sample
from pipeline.sections.judge import seen_in_place
from pipeline.train.linear import Examples, fit_linear, fit_temperature, held_out_logits, held_out_models
from pipeline.train.sections.outlines import Outline
from pipeline.train.sections.worn import BY_PLACE, Press, Worn
from pipeline.vocabulary.heading_models import PLACE, WORDS, HeadingModels

SEED: Final = 20
GROUPS: Final = 8  # of regions, held out together: a model for each of thirty regions would take minutes
SHARES: Final = (0.0, 0.04, 0.08, 0.12)  # of misread characters, one copy of every outline each
STRENGTH: Final = 3.0
RAREST: Final = 3


@dataclass(frozen=True, slots=True, eq=False)
class Fitted:
    """The models, and for every region those that never saw it."""

    models: HeadingModels
    without: dict[str, HeadingModels]


def wear_all(outlines: Sequence[Outline], press: Press, shares: Sequence[float], seed: int) -> list[Worn]:
    """Every outline at every share, each second one with a table of contents."""
    random = Random(seed)
    return [
        press.wear(outline, share, random, contents=(at + nth) % 2 == 0)
        for nth, share in enumerate(shares)
        for at, outline in enumerate(outlines)
    ]


def fit(worn: Sequence[Worn]) -> Fitted:
    """Both models. The second learns from what the first says of regions that it has not seen, as it will in use."""
    groups = group_regions(one.outline.region for one in worn)
    words = _examples(worn, [[words_sample(clue) for clue in one.clues] for one in worn], groups)
    first, first_without = _fit(words, WORDS)
    seen = [seen_in_place(one.clues, first_without[groups[one.outline.region]], one.topic) for one in worn]
    second, second_without = _fit(_examples(worn, seen, groups), PLACE)
    without = {region: HeadingModels(first_without[group], second_without[group]) for region, group in groups.items()}
    return Fitted(HeadingModels(first, second), without)


def group_regions(regions: Iterable[str]) -> dict[str, str]:
    """Region → group; the regions with most headings are in different groups.

    >>> group_regions(["11", "11", "34", "51"] * 3)
    {'11': '0', '34': '1', '51': '2'}
    """
    ranked = sorted(Counter(regions).items(), key=lambda one: (-one[1], one[0]))
    return {region: str(rank % GROUPS) for rank, (region, _) in enumerate(ranked)}


def _fit(examples: Examples, made_for: str) -> tuple[LinearModel, dict[str, LinearModel]]:
    """A model and those without each group, all of the temperature that suits the latter."""
    without = held_out_models(examples, made_for, strength=STRENGTH, rarest=RAREST, seed=SEED)
    classes = sorted(set(examples.labels))
    logits = held_out_logits(examples, without, classes)
    temperature = fit_temperature(logits, [classes.index(label) for label in examples.labels])
    model = fit_linear(examples, made_for, strength=STRENGTH, rarest=RAREST, seed=SEED)
    calibrated = {group: replace(one, temperature=temperature) for group, one in without.items()}
    return replace(model, temperature=temperature), calibrated


def _examples(worn: Sequence[Worn], samples: Sequence[Sequence[Sample]], groups: Mapping[str, str]) -> Examples:
    """The headings whose label is a question; cover and contents are known by their place."""
    asked = [
        (sample, title.label, groups[one.outline.region])
        for one, of_one in zip(worn, samples, strict=True)
        for sample, title in zip(of_one, one.outline.titles, strict=True)
        if title.label not in BY_PLACE
    ]
    return Examples([one[0] for one in asked], [one[1] for one in asked], [one[2] for one in asked])
