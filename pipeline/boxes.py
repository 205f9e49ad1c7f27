"""From the upright page, on which the model keeps its boxes, to the page as it is stored."""

from __future__ import annotations

from math import cos, radians, sin

from pipeline.document import Box, Page, enclosing


def stored_box(box: Box, page: Page) -> Box:
    """A box of the upright page on the page as stored: turned clockwise by `page.skew` about the centre.

    Shape in and out: (x0, y0, x1, y1), fractions of the page; out, the smallest upright box around the turned
    one, cut at the page's edges, to five decimals. `page.width` and `page.height` (points) are those of the
    upright page; a page stored on its side has them the other way round. Without a size the page counts as square.

    >>> stored_box((0.1, 0.2, 0.3, 0.4), Page(1, (), width=600, height=800))
    (0.1, 0.2, 0.3, 0.4)
    >>> stored_box((0.0, 0.0, 0.5, 0.25), Page(1, (), width=600, height=800, skew=90.0))
    (0.75, 0.0, 1.0, 0.5)
    """
    if not page.skew:
        return (_on_page(box[0]), _on_page(box[1]), _on_page(box[2]), _on_page(box[3]))
    width, height = page.width or 1.0, page.height or 1.0
    stored_width, stored_height = (height, width) if round(page.skew / 90) % 2 else (width, height)
    turn_cos, turn_sin = cos(radians(page.skew)), sin(radians(page.skew))
    corners: list[Box] = []
    for x, y in ((box[0], box[1]), (box[2], box[1]), (box[0], box[3]), (box[2], box[3])):
        right, down = (x - 0.5) * width, (y - 0.5) * height
        stored_x = _on_page((right * turn_cos - down * turn_sin) / stored_width + 0.5)
        stored_y = _on_page((right * turn_sin + down * turn_cos) / stored_height + 0.5)
        corners.append((stored_x, stored_y, stored_x, stored_y))
    return enclosing(corners)


def _on_page(fraction: float) -> float:
    return min(1.0, max(0.0, round(fraction, 5)))
