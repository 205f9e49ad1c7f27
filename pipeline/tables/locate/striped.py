"""Tables with horizontal rules alone: each stripe between two rules is a row, gaps part the columns."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from pipeline.document import Line, Page, Rule
from pipeline.tables.captions import is_title
from pipeline.tables.locate.lattice import page_size

_UNIT = re.compile(r"\s*(?:金额)?单位[:：]")
LEAST_RULES = 3  # 三线表: above and below the heads, below the body
FULL = 0.9  # share of the longest rule's length that a rule between rows has
SAME = 6.0  # points by which ends of rules of one table may differ
WIDE = 0.3  # share of the page width that a table's rules reach over at least


def find_stripes(page: Page) -> list[tuple[float, ...]]:
    """For each table drawn with horizontal rules alone their heights, top to bottom, as fractions of the page."""
    width, height = page_size(page)
    down = [rule for rule in page.rules if not rule.horizontal]
    across = sorted(
        (r for r in page.rules if r.horizontal and r.x1 - r.x0 >= WIDE and not _crossed(r, down, height)),
        key=lambda rule: rule.y0,
    )
    groups: list[list[Rule]] = []
    for rule in across:
        group = next((g for g in groups if abs(g[-1].x0 - rule.x0) * width < SAME), None)
        (group.append(rule) if group else groups.append([rule]))
    tables = []
    for group in groups:
        longest = max(rule.x1 - rule.x0 for rule in group)
        heights = [rule.y0 for rule in group if rule.x1 - rule.x0 >= FULL * longest]
        tables += [part for part in _parted(heights, page.lines) if len(part) >= LEAST_RULES]
    return sorted(tables)


def _parted(heights: Sequence[float], lines: Sequence[Line]) -> list[tuple[float, ...]]:
    """The rules of one table each: a title or a unit between two rules parts them."""
    parts: list[list[float]] = [[heights[0]]] if heights else []
    captions = [_middle(line) for line in lines if line.box and (is_title(line.text) or _UNIT.match(line.text))]
    for above, below in itertools.pairwise(heights):
        if any(above < y < below for y in captions):
            parts.append([below])
        else:
            parts[-1].append(below)
    return [tuple(part) for part in parts]


def _middle(line: Line) -> float:
    return (line.box[1] + line.box[3]) / 2 if line.box else 0.0


def _crossed(rule: Rule, down: Sequence[Rule], height: float) -> bool:
    slack = SAME / height
    return any(v.y0 - slack <= rule.y0 <= v.y1 + slack and rule.x0 <= v.x0 <= rule.x1 for v in down)


def in_stripes(lines: Sequence[Line], heights: Sequence[float]) -> list[list[Line]]:
    """The lines of each stripe, top to bottom."""
    stripes: list[list[Line]] = [[] for _ in heights[1:]]
    for line in lines:
        if line.box is None:
            continue
        middle = _middle(line)
        for i, (top, bottom) in enumerate(itertools.pairwise(heights)):
            if top <= middle < bottom:
                stripes[i].append(line)
    return stripes
