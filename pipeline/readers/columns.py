"""Sheets that are read in parts: two pages on one sheet, prose set in two columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.document import Box, Line, Page
from pipeline.readers.rows import visual_rows

_LANDSCAPE = 1.15  # width / height of a sheet that may hold two pages
_MIDDLE = (0.44, 0.56)  # of its width: where their margins meet
_MARGINS = 0.035  # of its width, both inner margins together
_LEAST_LINES = 4  # of each page
_LEAST_SENTENCES = 2  # lines of them on a page that holds no table
_GUTTER = (0.3, 0.7)  # of the page's width, where two columns may part
_LEAST_GUTTER = 0.015
_PROSE_LETTERS = 12  # of a line
_PROSE_WIDTH = 0.2  # of the page
_LEAST_PROSE = 3  # lines of prose in each column of a stretch
_SENTENCE = frozenset("，。；")
_FRAME_RULES = 3  # horizontal rules of a table


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Rows of a page from top to bottom, in one column or in two that part at `gutter`."""

    rows: list[list[Line]]
    gutter: float | None = None


def parted(page: Page) -> tuple[Page, ...]:
    """A sheet as the parts that are read one after the other, each a Page of the same number; most are one part.

    Boxes stay fractions of the whole sheet.
    """
    boxed = [(line.box, line) for line in page.lines if line.box]
    if len(boxed) < 2 * _LEAST_PROSE or len(boxed) < len(page.lines) or page.tables:
        return (page,)
    middle = _fold(page, [box for box, _ in boxed])
    if middle is not None:
        return tuple(part for half in _halves(page, page.lines, middle, (0.0, 1.0)) for part in parted_prose(half))
    return parted_prose(page)


def parted_prose(page: Page) -> tuple[Page, ...]:
    """A page whose prose stands in two columns as its parts: what goes across, left column, right column, and so on."""
    prose = [line for line in page.lines if _is_prose(line)]
    if len(prose) < 2 * _LEAST_PROSE:
        return (page,)
    gutter = _gutter(prose)
    if gutter is None:
        return (page,)
    stretches = list(_stretches(page, visual_rows(page.lines), gutter))
    if all(stretch.gutter is None for stretch in stretches):
        return (page,)
    parts: list[Page] = []
    top = 0.0
    for at, stretch in enumerate(stretches):
        below = stretches[at + 1].rows[0] if at + 1 < len(stretches) else ()
        bottom = min((line.box[1] for line in below if line.box), default=1.0)
        lines = tuple(line for row in stretch.rows for line in row)
        if stretch.gutter is None:
            rules = tuple(rule for rule in page.rules if top <= (rule.y0 + rule.y1) / 2 < bottom)
            parts.append(replace(page, lines=lines, rules=rules))
        else:
            parts += _halves(page, lines, stretch.gutter, (top, bottom))
        top = bottom
    return tuple(parts)


def _halves(page: Page, lines: Sequence[Line], middle: float, reach: tuple[float, float]) -> list[Page]:
    """What stands left and right of a vertical line, between two heights."""
    halves = []
    for left in (True, False):
        own = tuple(line for line in lines if line.box and (_centre(line.box) < middle) == left)
        rules = tuple(
            rule
            for rule in page.rules
            if ((rule.x0 + rule.x1) / 2 < middle) == left and reach[0] <= (rule.y0 + rule.y1) / 2 < reach[1]
        )
        halves.append(replace(page, lines=own, rules=rules))
    return halves


def _fold(page: Page, boxes: Sequence[Box]) -> float | None:
    """Where the two pages of a sheet part; None where it holds one."""
    if page.width < _LANDSCAPE * page.height:
        return None
    left = [box for box in boxes if _centre(box) < 0.5]
    right = [box for box in boxes if _centre(box) >= 0.5]
    if min(len(left), len(right)) < _LEAST_LINES:
        return None
    start, end = max(box[2] for box in left), min(box[0] for box in right)
    middle = (start + end) / 2
    if end - start < _MARGINS or not _MIDDLE[0] < middle < _MIDDLE[1]:
        return None
    if any(rule.horizontal and rule.x0 < start and rule.x1 > end for rule in page.rules):
        return None
    halves = _halves(page, page.lines, middle, (0.0, 1.0))
    return middle if all(_is_page(half) for half in halves) else None


def _is_page(half: Page) -> bool:
    """Whether half a sheet is a page of its own: it has prose, or a table in a frame that ends with it."""
    sentences = sum(len(line.text) >= _PROSE_LETTERS and bool(_SENTENCE & set(line.text)) for line in half.lines)
    if sentences >= _LEAST_SENTENCES:
        return True
    boxes = [line.box for line in half.lines if line.box]
    left, right = min(box[0] for box in boxes), max(box[2] for box in boxes)
    long = [rule for rule in half.rules if rule.horizontal and rule.x1 - rule.x0 > 0.6 * (right - left)]
    return len(long) >= _FRAME_RULES


def _gutter(prose: Sequence[Line]) -> float | None:
    """Where two columns of prose part: an abscissa that no line of prose crosses, at most lines on both sides."""
    best: tuple[int, float, float] | None = None
    boxes = [line.box for line in prose if line.box]
    if any(
        sum(one) < _LEAST_PROSE for one in ([b[2] <= _GUTTER[1] for b in boxes], [b[0] >= _GUTTER[0] for b in boxes])
    ):
        return None
    for step in range(round(_GUTTER[0] * 200), round(_GUTTER[1] * 200) + 1):
        at = step / 200
        left = [box[2] for box in boxes if box[2] <= at]
        right = [box[0] for box in boxes if box[0] >= at]
        if min(len(left), len(right)) >= _LEAST_PROSE and min(right) - max(left) >= _LEAST_GUTTER:
            middle = (max(left) + min(right)) / 2
            worth = min(len(left), len(right)), min(right) - max(left)
            if best is None or worth > best[:2]:
                best = (*worth, middle)
    return best[2] if best else None


def _stretches(page: Page, rows: list[list[Line]], gutter: float) -> Iterator[_Stretch]:
    """The rows of a page in stretches of one column and of two, from top to bottom."""
    across: list[list[Line]] = []
    beside: list[list[Line]] = []
    for row in [*rows, None]:
        if row is not None and not any(line.box and line.box[0] < gutter < line.box[2] for line in row):
            beside.append(row)
            continue
        if beside and _two_columns(page, beside, gutter):
            if across:
                yield _Stretch(across)
            yield _Stretch(beside, gutter)
            across = []
        else:
            across += beside
        beside = []
        if row is not None:
            across.append(row)
    if across:
        yield _Stretch(across)


def _two_columns(page: Page, rows: list[list[Line]], gutter: float) -> bool:
    lines = [line for row in rows for line in row]
    for left in (True, False):
        own = [line for line in lines if line.box and (_centre(line.box) < gutter) == left]
        prose = [line for line in own if _is_prose(line)]
        sentences = sum(bool(_SENTENCE & set(line.text)) for line in prose)
        if len(prose) < _LEAST_PROSE or len(prose) < len(own) / 2 or sentences < len(prose) / 3:
            return False
    boxes = [line.box for line in lines if line.box]
    top, bottom = min(box[1] for box in boxes), max(box[3] for box in boxes)
    crossing = [
        rule for rule in page.rules if rule.horizontal and rule.x0 < gutter < rule.x1 and top < rule.y0 < bottom
    ]
    return not crossing


def _is_prose(line: Line) -> bool:
    return bool(line.box and len(line.text) >= _PROSE_LETTERS and line.box[2] - line.box[0] >= _PROSE_WIDTH)


def _centre(box: Box) -> float:
    return (box[0] + box[2]) / 2
