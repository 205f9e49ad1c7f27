"""What a part of `pipeline train` is, and what it gives back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

Score = float | int | str


@dataclass(frozen=True, slots=True)
class Trained:
    """A model and what its card tells."""

    files: Mapping[str, bytes]  # name → content, for models/NAME/
    data: Mapping[str, int]  # path under annotations/ → how many items were learned from it
    scores: Mapping[str, Score]  # measured on what was held out
    seed: int = 0
    libraries: tuple[str, ...] = ("numpy", "scikit-learn", "scipy")  # whose versions matter
    notes: str = ""  # what a user of the model has to know


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that is learned."""

    name: str  # its word on the command line, its folder in models/
    about: str  # a line for --help and the card
    train: Callable[[Path], Trained]  # from the folder of annotations
    when_named: bool = False  # made only if asked for by name: it takes minutes, and learns from no annotation
