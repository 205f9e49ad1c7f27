"""What OCR takes for what, counted on printed lines. Learns from no annotation."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from pipeline.train.trained import Part, Trained


def train(_: Path) -> Trained:
    """Raises MissingFonts; takes ten minutes."""
    from pipeline.train.confusions import train_confusions  # numpy, OpenCV, the OCR engine

    return train_confusions()


PART: Final = Part("confusions", "what OCR takes for what, on printed lines (ten minutes; only if named)", train, True)
