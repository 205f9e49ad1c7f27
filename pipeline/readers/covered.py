"""A scanned page that already has a text layer over it: its ruling lines are in the picture."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.document import Box, Page
from pipeline.readers.rows import in_reading_order
from pipeline.readers.ruling import page_rules

if TYPE_CHECKING:
    from pipeline.readers.recognise import Picture


def with_rules_of_picture(page: Page, rendered: Picture) -> Page:
    """The page put upright as its picture has to be turned, with the ruling lines of the picture."""
    from pipeline.readers.scan_rules import find_strokes  # brings OpenCV
    from pipeline.readers.upright import find_skew, turn, without_seal

    cleaned = without_seal(rendered)
    skew = find_skew(cleaned)
    upright = turn(cleaned, skew)
    rows, columns = upright.shape[:2]
    lines = [
        replace(line, box=turned_box(line.box, skew, columns / rows)) if line.box and skew else line
        for line in page.lines
    ]
    texts = [(box[0] * columns, box[1] * rows, box[2] * columns, box[3] * rows) for line in lines if (box := line.box)]
    across, down = find_strokes(upright, texts)
    rules = page_rules(across, down, columns, rows, shortest=0.012 * max(columns, rows))
    return replace(page, lines=tuple(in_reading_order(lines)), rules=rules, skew=skew)


def turned_box(box: Box, degrees: float, shape: float) -> Box:
    """A box moved as its page is turned back by degrees clockwise about its middle; `shape` is width / height.

    >>> turned_box((0.75, 0.49, 0.85, 0.51), 1.0, shape=1.0)    # right of the middle: it goes up
    (0.74995, 0.48476, 0.84995, 0.50476)
    """
    x, y = ((box[0] + box[2]) / 2 - 0.5) * shape, (box[1] + box[3]) / 2 - 0.5
    angle = math.radians(-degrees)
    dx = (x * math.cos(angle) - y * math.sin(angle) - x) / shape
    dy = x * math.sin(angle) + y * math.cos(angle) - y
    x0, y0, x1, y1 = (
        round(min(max(edge, 0.0), 1.0), 5) for edge in (box[0] + dx, box[1] + dy, box[2] + dx, box[3] + dy)
    )
    return x0, y0, x1, y1
