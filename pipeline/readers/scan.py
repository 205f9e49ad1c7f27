"""A picture of a page to lines and ruling lines: upright, without its seal, recognised, cells parted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.document import Line, Page
from pipeline.readers.cells import part_at_rules
from pipeline.readers.recognise import Reading, Recogniser
from pipeline.readers.rows import in_reading_order, with_whole_headings
from pipeline.readers.ruling import page_rules
from pipeline.readers.scan_rules import find_strokes
from pipeline.readers.upright import find_skew, lies_on_its_side, turn, turn_quarters, without_seal
from pipeline.readers.watermark import without_watermark

if TYPE_CHECKING:
    from pipeline.readers.recognise import Picture

_LEAST_SIDE = 32  # pixels; a smaller picture holds no line of text
_HEADFIRST = 0.88  # mean score below which a page may stand on its head: such pages get 0.79, office scans 0.97


def read_scan(picture: Picture, number: int, size: tuple[float, float], recogniser: Recogniser) -> Page:
    """Page `number` from its picture; `size` is that of the stored page in points.

    Raises RecognitionFailed if the engine does.
    """
    if min(picture.shape[:2]) < _LEAST_SIDE:
        return Page(number, (), width=round(size[0], 2), height=round(size[1], 2), origin="ocr")
    upright, readings, turned = _recognised_upright(picture, recogniser)
    quarter = 45 < abs(turned) < 135
    width, height = (size[1], size[0]) if quarter else size
    rows, columns = upright.shape[:2]
    across, down = find_strokes(upright, [reading.box for reading in readings])
    parted = part_at_rules(readings, down)
    lines = [_line(reading, number, columns, rows) for reading in parted]
    rules = page_rules(across, down, columns, rows, shortest=0.012 * max(columns, rows))
    return Page(
        number,
        tuple(with_whole_headings(in_reading_order(lines), columns / rows)),
        rules,
        round(width, 2),
        round(height, 2),
        skew=round(turned, 2),
        origin="ocr",
    )


def _recognised_upright(picture: Picture, recogniser: Recogniser) -> tuple[Picture, tuple[Reading, ...], float]:
    """The upright picture, what is read on it, and by how many degrees clockwise the stored one is turned."""
    cleaned = without_watermark(without_seal(picture))
    straight, skew = _straightened(cleaned, 0)
    tried = []
    for back in (90, 270, 0) if lies_on_its_side(straight) else (0, 180):
        upright, turned = _straightened(cleaned, back) if back else (straight, skew)
        tried.append((upright, recogniser.recognise(upright), turned))
        if not tried[-1][1] or _mean_score(tried[-1][1]) >= _HEADFIRST:
            return tried[-1]
    return max(tried, key=lambda candidate: _mean_score(candidate[1]))


def _straightened(picture: Picture, back: int) -> tuple[Picture, float]:
    """The picture turned clockwise by `back` degrees (quarters) and put straight; how far it was from upright."""
    turned = turn_quarters(picture, back) if back else picture
    skew = find_skew(turned)
    return turn(turned, skew), (skew - back + 180) % 360 - 180


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
