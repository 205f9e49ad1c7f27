"""A scanned page put upright: its skew, the red seal over it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from pipeline.readers.recognise import Picture

    Grey = NDArray[np.uint8]  # height × width

_WIDEST_SKEW = 3.0  # degrees either way; paper in a feeder turns by less
_MEASURED_SIDE = 1000  # pixels of the longer side of the copy that is measured: 0.06° over it is one pixel
_LITTLE_INK = 50  # pixels
_ENOUGH_INK = 40_000  # pixels; more say nothing more about the skew
_LINE = 40  # pixels; longer straight pieces are ruling lines, no letters
_ON_ITS_SIDE = 1.3  # times as many pieces; upright pages have at most 0.7, sparse covers 1.04
_FEW_PIECES = 20  # on emptier pages the counts say nothing
_LEAST_SKEW = 0.04  # degrees; less is not worth the blur of turning
_RED_OVER = 40  # by how much red is above green and blue in the ink of a seal
_SEAL_SIDE = (0.08, 0.4)  # of the page's width; round seals measure 3.8 to 4.5 cm of 21
_QUARTERS = {90: cv2.ROTATE_90_CLOCKWISE, 180: cv2.ROTATE_180, 270: cv2.ROTATE_90_COUNTERCLOCKWISE}


def lies_on_its_side(picture: Picture) -> bool:
    """Whether the text lines of a page run from top to bottom.

    Letters stand nearer to each other than lines do: closing the gaps along the lines leaves fewer pieces.
    """
    ink = _ink(picture)
    lines = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((1, _LINE), np.uint8))
    lines |= cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((_LINE, 1), np.uint8))
    letters = ink & ~cv2.dilate(lines, np.ones((3, 3), np.uint8))
    across, down = (
        cv2.connectedComponents(cv2.morphologyEx(letters, cv2.MORPH_CLOSE, np.ones(shape, np.uint8)))[0]
        for shape in ((1, 5), (5, 1))
    )
    return bool(down >= _FEW_PIECES and across > _ON_ITS_SIDE * down)


def find_skew(picture: Picture) -> float:
    """Degrees clockwise by which the text lines of a page fall to the right; 0.0 for a page without any.

    The angle at which the page's rows of pixels differ most: text lines and ruling lines then fill whole rows.
    """
    down, across = np.nonzero(_ink(picture))
    if len(down) < _LITTLE_INK:
        return 0.0
    some = max(1, len(down) // _ENOUGH_INK)
    spots = down[::some].astype(np.float32), across[::some].astype(np.float32)
    angle = 0.0
    for reach, step in ((_WIDEST_SKEW, 0.5), (0.5, 0.1), (0.1, 0.02)):
        steps = round(reach / step)
        tried = [angle + step * turn for turn in range(-steps, steps + 1)]
        angle = max(tried, key=lambda degrees: _sharpness(*spots, degrees))
    return round(angle, 2)


def _ink(picture: Picture) -> Grey:
    """Ink as 1, paper as 0, on a small copy of the page without its edges."""
    grey = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)
    scale = min(1.0, _MEASURED_SIDE / max(grey.shape))
    small = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    ink: Grey = cv2.adaptiveThreshold(small, 1, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 25, 15)
    margin = max(2, min(ink.shape) // 50)
    return ink[margin:-margin, margin:-margin]


def _sharpness(down: NDArray[np.float32], across: NDArray[np.float32], degrees: float) -> float:
    """How much neighbouring rows differ in ink when a page, given as spots of ink, is turned back by these degrees."""
    # Shearing columns up or down is turning, for small angles.
    height = down - across * np.float32(np.tan(np.radians(degrees)))
    height -= height.min()
    row = height.astype(np.int64)
    lower = height - row  # a spot between two rows counts for both
    ink = np.bincount(row, 1 - lower, minlength=row.max() + 2) + np.bincount(row + 1, lower, minlength=row.max() + 2)
    return float(np.square(np.diff(ink)).sum())


def turn(picture: Picture, degrees: float) -> Picture:
    """The picture turned back by degrees clockwise, same size, its border continued."""
    if abs(degrees) < _LEAST_SKEW:
        return picture
    height, width = picture.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
    turned: Picture = cv2.warpAffine(
        picture, matrix, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE
    )
    return turned


def turn_quarters(picture: Picture, degrees: int) -> Picture:
    """The picture turned clockwise by 90, 180 or 270 degrees."""
    turned: Picture = cv2.rotate(picture, _QUARTERS[degrees])
    return turned


def without_seal(picture: Picture) -> Picture:
    """The picture without its red seals: inside each only what the red channel shows, in which red ink is paper.

    Red print that is not in a round spot (红头) stays.
    """
    blue, green, red = cv2.split(picture)
    inked = cv2.subtract(red, cv2.max(blue, green)) > _RED_OVER
    if inked.sum() < 200:
        return picture
    width = picture.shape[1]
    reach = max(3, width // 60)
    spots = cv2.morphologyEx(inked.astype(np.uint8), cv2.MORPH_CLOSE, np.ones((reach, reach), np.uint8))
    cleaned = picture.copy()
    _, _, boxes, _ = cv2.connectedComponentsWithStats(spots)
    for left, top, wide, high, _ in boxes[1:]:
        if _SEAL_SIDE[0] * width < wide < _SEAL_SIDE[1] * width and 0.6 < wide / high < 1.67:
            place = np.s_[max(top - 3, 0) : top + high + 3, max(left - 3, 0) : left + wide + 3]
            near = cv2.dilate(inked[place].astype(np.uint8), np.ones((3, 3), np.uint8)) > 0
            cleaned[place] = np.where(near, _black_ink(red[place], inked[place]), red[place])[:, :, None]
    return cleaned


def _black_ink(red: Grey, inked: NDArray[np.bool_]) -> Grey:
    """A red channel with paper where it is about as light as the red ink in it, black ink left as it is."""
    paper, seal = float(np.percentile(red, 80)), float(np.median(red[inked]))
    darkest, lightest = 0.45 * seal, 0.85 * seal
    stretched = (red.astype(np.float32) - darkest) / (lightest - darkest) * (paper - darkest) + darkest
    return np.clip(np.where(red < darkest, red, stretched), 0, paper).astype(np.uint8)
