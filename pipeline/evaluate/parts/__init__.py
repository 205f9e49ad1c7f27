"""The parts of `pipeline evaluate`, in the order in which they are run and reported."""

from __future__ import annotations

from typing import Final

from pipeline.evaluate.results import Part

PARTS: Final[tuple[Part, ...]] = ()
