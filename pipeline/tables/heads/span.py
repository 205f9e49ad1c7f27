"""A head and the columns it stands over."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """A head over columns [start, end)."""

    text: str
    start: int
    end: int
