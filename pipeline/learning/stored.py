"""Where the trained models are: models/ of a checkout, or the copy that a wheel installs inside the package."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import Final

from pipeline.errors import PipelineError

CARD: Final = "card.json"  # tells of a model, and is no part of it
_SUFFIXES: Final = frozenset({".npz", ".json", ".toml", ".csv"})


class BadModel(PipelineError):
    """A file of models/ is missing or cannot be used; the message names it and the command that makes it anew."""


@cache
def models_folder() -> Path:
    """The folder of all models. Raises BadModel where there is none."""
    package = Path(__file__).resolve().parent.parent
    for folder in (package / "models", package.parent / "models"):  # wheel, checkout
        if folder.is_dir():
            return folder
    raise BadModel(f"{package.parent / 'models'}: the trained models are missing; install the whole package again")


def model_file(name: str, file: str = "model.npz") -> Path:
    """A file of a model: models/NAME/FILE. Raises BadModel where it is missing."""
    path = models_folder() / name / file
    if not path.is_file():
        raise BadModel(f"{path}: the model is missing; make it with: pipeline train {name}")
    return path


def model_hashes() -> dict[str, str]:
    """SHA-256 of every file that models are made of, by its path under models/; cards and descriptions left out."""
    root = models_folder()
    files = sorted(path for path in root.glob("*/*") if path.suffix in _SUFFIXES and path.name != CARD)
    return {path.relative_to(root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
