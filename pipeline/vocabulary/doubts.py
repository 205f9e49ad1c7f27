"""What speaks for and against a read cell → how sure its type, row, column and unit are, as counted on layouts held out."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from math import exp
from typing import Final

from pipeline.errors import BadVocabulary
from pipeline.learning.stored import model_file

SUREST: Final = 0.9999


@dataclass(frozen=True, slots=True)
class Doubts:
    """Log odds that row and path of a cell are right: a start, and one weight for each sign."""

    start: float
    weights: Mapping[str, float]

    def sure(self, signs: Collection[str], typed: float) -> float:
        """How likely a cell with these signs is right (0–1), whose table's type is as likely as `typed`.

        >>> Doubts(3.0, {"drawn": 1.0, "no head": -4.0}).sure({"drawn", "no head"}, 0.9)
        0.45
        """
        odds = self.start + sum(self.weights.get(sign, 0.0) for sign in signs)
        return round(min(typed / (1 + exp(-odds)), SUREST), 4)


def load_doubts() -> Doubts:
    """The weights of models/doubts. Raises BadModel where they are missing, BadVocabulary where they are none."""
    stored = json.loads(model_file("doubts", "weights.json").read_text("utf-8"))
    try:
        return Doubts(float(stored["start"]), {sign: float(weight) for sign, weight in stored["weights"].items()})
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise BadVocabulary("models/doubts/weights.json: give start and weights, numbers both") from error
