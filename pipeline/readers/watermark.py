"""A pale watermark under the print of a scanned page becomes paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from pipeline.readers.recognise import Picture

_SMALL = 4  # the paper's own brightness is measured on a copy so many times smaller
_PAPER_REACH = 13  # pixels of the small copy: wider than the strokes of a watermark
_PALE = (0.68, 0.95)  # brightness against the paper around: print is darker, noise is lighter
_LEAST_SHARE = 0.002  # of the page's pixels that are evenly pale
_EVEN = 12  # of 255: how much brightness differs among the nine pixels of an even spot
_BROAD = 6  # pixels (1 mm at 150 dpi): strokes of a watermark are wider, worn ruling lines as pale are thinner
_ONE_LEVEL = 0.05  # brightness of a watermark differs by no more either way
_LEAST_AT_LEVEL = 0.5  # of the even pale pixels have that brightness; a shadow has all of them
_BELOW = 0.03


def without_watermark(picture: Picture) -> Picture:
    """The picture without its watermark, print over it as dark as elsewhere; the same picture where it has none.

    A watermark has broad strokes of one pale grey; the edges of print are as pale but never even, faded ruling lines are
    even along but thin, a shadow is even but of every brightness.
    """
    grey = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)
    paper = _paper(grey)
    calm = cv2.medianBlur(grey, 3)
    spread = cv2.dilate(calm, np.ones((3, 3), np.uint8)) - cv2.erode(calm, np.ones((3, 3), np.uint8))
    calm_ratio = calm / paper
    pale = ((calm_ratio > _PALE[0]) & (calm_ratio < _PALE[1])).astype(np.uint8)
    broad = cv2.morphologyEx(pale, cv2.MORPH_OPEN, np.ones((_BROAD, _BROAD), np.uint8)) > 0
    even = calm_ratio[broad & (spread <= _EVEN)]
    counts, edges = np.histogram(even, bins=27, range=_PALE)
    peak = int(counts.argmax())
    level = float(edges[peak]) + 0.005
    at_level = float((np.abs(even - level) <= _ONE_LEVEL).sum())
    if at_level < _LEAST_SHARE * grey.size or at_level < _LEAST_AT_LEVEL * counts.sum():
        return picture
    if counts[peak] < 2 * counts[-2:].mean():  # no level of its own, but the dark end of the paper's noise
        return picture
    ratio = grey / paper
    spots = (np.abs(calm_ratio - level) <= 1.2 * _ONE_LEVEL).astype(np.uint8)
    spots = cv2.morphologyEx(spots, cv2.MORPH_OPEN, np.ones((3, 3), np.uint8))  # the edges of print are thinner
    strokes = cv2.morphologyEx(spots, cv2.MORPH_CLOSE, np.ones((7, 7), np.uint8))  # with the print that crosses them
    near = cv2.dilate(strokes, np.ones((5, 5), np.uint8)) > 0
    cleared = np.where(strokes > 0, np.minimum(ratio / level, 1.0), ratio)
    cleared = np.where(near & (ratio >= level - _BELOW), 1.0, cleared)
    cleaned: Picture = np.clip(picture * (cleared / np.maximum(ratio, 0.01))[:, :, None], 0, 255).astype(np.uint8)
    return cleaned


def _paper(grey: NDArray[np.uint8]) -> NDArray[np.float32]:
    """How bright the paper is at each pixel, 1–255: the lightest nearby, without print and watermark."""
    small = cv2.resize(grey, None, fx=1 / _SMALL, fy=1 / _SMALL, interpolation=cv2.INTER_AREA)
    lightest = cv2.dilate(small, np.ones((_PAPER_REACH, _PAPER_REACH), np.uint8))
    smooth = cv2.blur(lightest, (_PAPER_REACH, _PAPER_REACH))
    wide = cv2.resize(smooth, (grey.shape[1], grey.shape[0]), interpolation=cv2.INTER_LINEAR)
    paper: NDArray[np.float32] = np.maximum(wide, 1).astype(np.float32)
    return paper
