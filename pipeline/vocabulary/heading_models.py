"""What was learned of headings (models/sections): how words and places of headings speak for labels."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.learning import LinearModel, load_linear, model_file

WORDS, PLACE = "sections words 1", "sections place 1"  # the features that the models were trained with: clues.py


@dataclass(frozen=True, slots=True)
class HeadingModels:
    """A heading is judged twice: by its own words, then by these and by what the first judgement says of those around."""

    words: LinearModel
    place: LinearModel


def load_heading_models() -> HeadingModels:
    """The models of models/sections. Raises BadModel where one is missing, damaged or of another version."""
    return HeadingModels(
        load_linear(model_file("sections", "words.npz"), WORDS),
        load_linear(model_file("sections", "place.npz"), PLACE),
    )
