"""Readings that run over a ruling line: the detector took two cells for one text."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

from pipeline.readers.recognise import Reading
from pipeline.readers.ruling import Stroke

_INSIDE = 0.45  # em by which a ruling line must lie inside a box to part it


def part_at_rules(readings: tuple[Reading, ...], walls: list[Stroke]) -> list[Reading]:
    """The readings, each that vertical ruling lines (`walls`) cross cut in as many as there are cells.

    >>> touching = Reading("82,096,797.4214,820.00", (0, 0, 220, 20), 0.99)
    >>> [part.text for part in part_at_rules((touching,), [Stroke(at=131, start=-50, end=300)])]
    ['82,096,797.42', '14,820.00']
    """
    parted: list[Reading] = []
    for reading in readings:
        cuts = _cuts(reading, walls)
        parted += _parts(reading, cuts) if cuts else [reading]
    return parted


def _cuts(reading: Reading, walls: list[Stroke]) -> list[float]:
    """Where vertical ruling lines cross a reading, left to right, in pixels."""
    x0, y0, x1, y1 = reading.box
    em = y1 - y0
    middle = (y0 + y1) / 2
    return sorted(
        wall.at
        for wall in walls
        if x0 + _INSIDE * em < wall.at < x1 - _INSIDE * em and wall.start <= middle <= wall.end
    )


def _parts(reading: Reading, cuts: list[float]) -> list[Reading]:
    """A reading cut where its letters stand on either side of the cuts, letters taken as evenly spread."""
    x0, y0, x1, y1 = reading.box
    widths = [2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in reading.text]
    step = (x1 - x0) / max(sum(widths), 1)
    edges = [x0, *cuts, x1]
    texts = [""] * (len(edges) - 1)
    at = x0
    for letter, width in zip(reading.text, widths, strict=True):
        centre = at + width * step / 2
        texts[sum(cut < centre for cut in cuts)] += letter
        at += width * step
    return [
        Reading(text.strip(" |"), (left, y0, right, y1), reading.score)
        for text, (left, right) in zip(texts, pairwise(edges), strict=True)
        if text.strip(" |")
    ]
