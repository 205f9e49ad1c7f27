"""What is crossed out on a PDF page: an old figure with a line through it, the one that counts beside it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from pipeline.document import Rule
from pipeline.readers.pdf_glyphs import Glyph

_LONGEST = 0.5  # of the page's width; what is longer parts rows
_THROUGH = (0.2, 0.6)  # of a letter's height above its base: not under it, not over it
_BEYOND = 0.6  # em by which a line may reach beyond what it crosses out

Bounds = tuple[float, float, float, float]


def without_struck(
    glyphs: list[Glyph], rules: tuple[Rule, ...], size: tuple[float, float]
) -> tuple[list[Glyph], tuple[Rule, ...]]:
    """The glyphs that count, and the rules that cross nothing out; `size` of the page in points.

    What is crossed out is gone where other text stands in its cell; alone it is all that the cell says.
    """
    width, height = size
    upright = [at for at, glyph in enumerate(glyphs) if not glyph.turn and glyph.text != " "]
    short = [rule for rule in rules if rule.horizontal and rule.x1 - rule.x0 < _LONGEST]
    if not upright or not short:
        return glyphs, rules
    places = np.array([(*glyphs[at].middle, glyphs[at].base, glyphs[at].y0) for at in upright])
    strikes: dict[Rule, list[int]] = {}
    for rule in short:
        left, right, y = rule.x0 * width, rule.x1 * width, rule.y0 * height
        share = (places[:, 2] - y) / np.maximum(places[:, 2] - places[:, 3], 1.0)
        inside = (places[:, 0] > left) & (places[:, 0] < right) & (share > _THROUGH[0]) & (share < _THROUGH[1])
        crossed = [upright[at] for at in np.flatnonzero(inside).tolist()]
        if crossed and _fits(left, right, [glyphs[at] for at in crossed]):
            strikes[rule] = crossed
    if not strikes:
        return glyphs, rules
    kept = tuple(rule for rule in rules if rule not in strikes)
    gone = {at for crossed in strikes.values() for at in crossed}
    struck: set[int] = set()
    for rule, crossed in strikes.items():
        x0, y0, x1, y1 = _cell(rule, kept)
        here = (places[:, 0] > x0 * width) & (places[:, 0] < x1 * width)
        here &= (places[:, 1] > y0 * height) & (places[:, 1] < y1 * height)
        if any(upright[at] not in gone for at in np.flatnonzero(here).tolist()):
            struck.update(crossed)
    return [glyph for at, glyph in enumerate(glyphs) if at not in struck], kept


def _fits(left: float, right: float, crossed: Sequence[Glyph]) -> bool:
    """Whether a line is as long as what it crosses: the edge of a cell that text hangs over is longer."""
    reach = _BEYOND * max(glyph.em for glyph in crossed)
    return min(glyph.x0 for glyph in crossed) - reach < left and right < max(glyph.x1 for glyph in crossed) + reach


def _cell(strike: Rule, rules: Sequence[Rule]) -> Bounds:
    """The cell of the ruling lines around a line, in fractions; the page where none are."""
    x, y = (strike.x0 + strike.x1) / 2, strike.y0
    down = [rule.x0 for rule in rules if not rule.horizontal and rule.y0 < y < rule.y1]
    across = [rule.y0 for rule in rules if rule.horizontal and rule.x0 < x < rule.x1]
    return (
        max((at for at in down if at < x), default=0.0),
        max((at for at in across if at < y), default=0.0),
        min((at for at in down if at > x), default=1.0),
        min((at for at in across if at > y), default=1.0),
    )
