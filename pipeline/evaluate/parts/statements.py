"""Statements of the annotated passages whose manners nobody learned from: what is found, and what scores are worth."""

from __future__ import annotations

from collections import defaultdict
from typing import Any, Final

from pipeline.evaluate.results import Figures, Material, Part, Reliability, Result
from pipeline.scoring.score import Tally

_NOTE: Final = """\
Passages of the test manners of annotations/passages; no wording of theirs was learned from. A triple is kind, direction, amount, \
percent and reason; a statement has base and quantity right as well."""
_LEVELS: Final = (0.5, 0.8, 0.9, 0.95)


def run(material: Material) -> Result:
    """F1 by kind and manner, then of those scored so much or more, how many are right."""
    from pipeline.statements.language import load_language
    from pipeline.statements.scores import load_scores
    from pipeline.train.statements import answer_passages, calibration_error
    from pipeline.vocabulary import load_vocabulary

    vocabulary = load_vocabulary()
    language = load_language(vocabulary.cues, vocabulary.accounts, load_scores())
    tested = answer_passages(material.annotations, "test", vocabulary, language)
    judged = [one for one in tested.answers if one.right is not None]
    scored = tuple((one.found.score or 0.0, bool(one.right)) for one in judged)
    rows = [_row("statement", tested.statements), _row("triple", tested.triples)]
    manners: dict[str, list[bool]] = defaultdict(list)
    for one in judged:
        manners[one.manner].append(bool(one.right))
    reached = tuple(_reached(level, scored) for level in _LEVELS)
    error = calibration_error([at for at, _ in scored], [right for _, right in scored])
    return Result(
        (
            Figures(
                "Statements of unseen wordings", ("", "gold", "found", "right", "P", "R", "F1"), tuple(rows), _NOTE
            ),
            Figures(
                "By manner",
                ("manner", "found", "right"),
                tuple((manner, len(told), sum(told) / len(told)) for manner, told in sorted(manners.items())),
            ),
            Figures(
                "Scores of statements",
                ("scored at least", "statements", "right"),
                reached,
                f"Mean distance between score and share that is right: {error:.3f}.",
            ),
            Reliability("Statements of unseen wordings", scored),
        )
    )


def _row(name: str, tally: Tally[Any, Any]) -> tuple[str, int, int, int, float, float, float]:
    return name, tally.gold, tally.found, tally.right, tally.precision, tally.recall, tally.f1


def _reached(level: float, scored: tuple[tuple[float, bool], ...]) -> tuple[str, int, float | None]:
    right = [truth for at, truth in scored if at >= level]
    return f"{level}", len(right), sum(right) / len(right) if right else None


PART: Final = Part("statements", "statements of passages in wordings that nobody learned from; their scores", run)
