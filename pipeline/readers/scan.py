"""A picture of a page to lines and ruling lines: upright, without its seal, recognised, cells parted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.document import Line, Page
from pipeline.readers.cells import part_at_rules
from pipeline.readers.recognise import Reading, Recogniser
from pipeline.readers.rows import in_reading_order
from pipeline.readers.ruling import page_rules
from pipeline.readers.scan_rules import find_strokes
from pipeline.readers.upright import find_skew, turn, turn_quarters, without_seal

if TYPE_CHECKING:
    from pipeline.readers.recognise import Picture

_LYING = 0.6  # share of the text that stands taller than wide on a page that lies on its side
_READ = 0.8  # mean score under which a page that was turned was turned the wrong way


def read_scan(picture: Picture, number: int, size: tuple[float, float], recogniser: Recogniser) -> Page:
    """Page `number` from its picture; `size` is that of the stored page in points.

    Raises RecognitionFailed if the engine does.
    """
    upright, readings, turned = _recognised_upright(picture, recogniser)
    quarter = turned % 180 > 45
    width, height = (size[1], size[0]) if quarter else size
    rows, columns = upright.shape[:2]
    across, down = find_strokes(upright, [reading.box for reading in readings])
    parted = part_at_rules(upright, readings, down, recogniser)
    lines = [_line(reading, number, columns, rows) for reading in parted]
    rules = page_rules(across, down, columns, rows, shortest=0.012 * max(columns, rows))
    return Page(
        number,
        tuple(in_reading_order(lines)),
        rules,
        round(width, 2),
        round(height, 2),
        skew=round(turned, 2),
        origin="ocr",
    )


def _recognised_upright(picture: Picture, recogniser: Recogniser) -> tuple[Picture, tuple[Reading, ...], float]:
    """The upright picture, what is read on it, and by how many degrees clockwise the stored one is turned."""
    cleaned = without_seal(picture)
    skew = find_skew(cleaned)
    upright = turn(cleaned, skew)
    readings = recogniser.recognise(upright)
    if not _lies(readings):
        return upright, readings, skew
    tried = []
    for back in (90, 270):
        sideways = turn_quarters(cleaned, back)
        skew = find_skew(sideways)
        sideways = turn(sideways, skew)
        found = recogniser.recognise(sideways)
        tried.append((sideways, found, (360 - back + skew) % 360))
        if _mean_score(found) >= _READ:
            break
    return max(tried, key=lambda candidate: _mean_score(candidate[1]))


def _lies(readings: tuple[Reading, ...]) -> bool:
    """Whether most of the text stands taller than wide: the page lies on its side."""
    tall = sum(reading.box[3] - reading.box[1] > 1.5 * (reading.box[2] - reading.box[0]) for reading in readings)
    return len(readings) >= 3 and tall > _LYING * len(readings)


def _mean_score(readings: tuple[Reading, ...]) -> float:
    letters = sum(len(reading.text) for reading in readings)
    return sum(reading.score * len(reading.text) for reading in readings) / letters if letters else 0.0


def _line(reading: Reading, number: int, columns: int, rows: int) -> Line:
    x0, y0, x1, y1 = reading.box
    box = (
        round(min(max(x0 / columns, 0.0), 1.0), 5),
        round(min(max(y0 / rows, 0.0), 1.0), 5),
        round(min(max(x1 / columns, 0.0), 1.0), 5),
        round(min(max(y1 / rows, 0.0), 1.0), 5),
    )
    return Line(reading.text, number, box, round(reading.score, 4), printed=reading.text)
