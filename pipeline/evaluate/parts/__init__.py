"""The parts of `pipeline evaluate`, in the order in which they are run and reported."""

from __future__ import annotations

from typing import Final

from pipeline.evaluate.parts import (
    calibration,
    confusion,
    converters,
    grids,
    headers,
    layouts,
    quantities,
    repair,
    scores,
    sections,
    shifts,
    statements,
    text,
)
from pipeline.evaluate.results import Part

PARTS: Final[tuple[Part, ...]] = (
    scores.PART,
    confusion.PART,
    calibration.PART,
    grids.PART,
    text.PART,
    headers.PART,
    layouts.PART,
    converters.PART,
    quantities.PART,
    sections.PART,
    repair.PART,
    shifts.PART,
    statements.PART,
)
