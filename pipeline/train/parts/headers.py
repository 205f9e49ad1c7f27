"""The language of heads that are in no list. Learns from no annotation."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from pipeline.train.trained import Part, Trained


def train(_: Path) -> Trained:
    """Counts the words of the vocabulary, and Chinese in general."""
    from pipeline.train.headers import train_headers  # the whole vocabulary

    return train_headers()


PART: Final = Part("headers", "the language of heads that are in no list", train)
