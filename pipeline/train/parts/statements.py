"""`pipeline train statements`: how likely a statement is right, by the signs of how it was made."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Final

from pipeline.train.trained import Part, Trained

_SURE: Final = 0.9


def train(annotations: Path) -> Trained:
    """The model of scores, from the passages of `train` and what users corrected; measured on the manners of `test`."""
    from pipeline.learning.linear import dump_linear
    from pipeline.statements.language import load_language
    from pipeline.statements.scores import RIGHT
    from pipeline.train.statements import SEED, answer_passages, calibration_error, fit_scores
    from pipeline.vocabulary import load_vocabulary

    vocabulary = load_vocabulary()
    language = load_language(vocabulary.cues, vocabulary.accounts)
    learned = answer_passages(annotations, "train", vocabulary, language)
    model, _ = fit_scores(learned.answers)
    tested = answer_passages(annotations, "test", vocabulary, language)
    judged = [one for one in tested.answers if one.right is not None]
    column = model.classes.index(RIGHT)
    scores = [float(row[column]) for row in model.probabilities([one.sample for one in judged])]
    right = [bool(one.right) for one in judged]
    sure = [truth for at, truth in zip(scores, right, strict=True) if at >= _SURE]
    told: dict[str, float | int | str] = {
        "statements": len(judged),
        "right": round(sum(right) / len(right), 4),
        f"scored {_SURE} or more": len(sure),
        "of these right": round(sum(sure) / len(sure), 4) if sure else 0.0,
        "calibration error": round(calibration_error(scores, right), 4),
    }
    manners = Counter(one.manner for one in learned.answers if one.right is not None)
    data = dict(sorted(_files(annotations, manners).items()))
    return Trained({"model.npz": dump_linear(model)}, data, told, SEED, notes=_NOTES)


def _files(annotations: Path, manners: Counter[str]) -> dict[str, int]:
    paths = [*(annotations / "passages").glob("m*_*.jsonl"), *(annotations / "corrections/passages").glob("*.jsonl")]
    files = {path.stem.partition("_")[0]: path.relative_to(annotations).as_posix() for path in paths}
    return {files[manner]: count for manner, count in manners.items()}


_NOTES: Final = (
    "A score is the chance that all of a statement is right: kind, quantity, base, direction, figures and reason. Scores "
    "of the card are of manners that neither the model nor the grammar was fitted to. Passages are harder than reports."
)

PART: Final = Part("statements", "scores of statements, from annotated passages", train)
