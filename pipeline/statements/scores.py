"""Calibrated scores: of the statements scored 0.9, nine in ten are right (CONTRACT 4: amounts, base, quantity, reason)."""

from __future__ import annotations

from typing import Final

from pipeline.learning import LinearModel, load_linear, model_file
from pipeline.statements.reading import Reading
from pipeline.statements.signs import MADE_FOR, signs_of

RIGHT: Final = "right"  # the model's class for a statement that gold has, the other one is `wrong`
_DECIMALS = 3


def load_scores() -> LinearModel:
    """The model of models/statements. Raises BadModel where it is missing, damaged or made for other signs."""
    return load_linear(model_file("statements"), MADE_FOR)


def score(reading: Reading, model: LinearModel) -> None:
    """Gives each draft its score."""
    if not reading.drafts:
        return
    right = model.classes.index(RIGHT)
    rows = model.probabilities([signs_of(draft, reading).sample() for draft in reading.drafts])
    for draft, row in zip(reading.drafts, rows, strict=True):
        draft.judged = round(float(row[right]), _DECIMALS)
