"""The parts of `pipeline train`, in the order in which they are trained."""

from __future__ import annotations

from typing import Final

from pipeline.train.parts import confusions, doubts, headers, sections, statements
from pipeline.train.trained import Part

PARTS: Final[tuple[Part, ...]] = (confusions.PART, headers.PART, doubts.PART, sections.PART, statements.PART)
