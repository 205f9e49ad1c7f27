"""Where a picture has text: PP-OCR's detection network, and boxes around what it marks (differentiable binarization)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import cv2
import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from pipeline.readers.ocr.networks import Network
    from pipeline.readers.recognise import Picture

    Corners = NDArray[np.float32]  # 4 × (x, y), from the top left corner clockwise

_STRIDE: Final = 32  # the network halves a picture five times
_LONGEST: Final = 4000  # pixels; a longer picture is made smaller
_MEAN: Final = np.array([0.485, 0.456, 0.406], np.float32)  # what the network was trained with
_DEVIATION: Final = np.array([0.229, 0.224, 0.225], np.float32)
_MARKED: Final = 0.3  # probability from which a pixel belongs to text
_SURE: Final = 0.6  # mean probability from which a region is text
_MOST: Final = 3000  # regions
_GROWTH: Final = 1.5  # regions were trained shrunk: they grow by area × this / perimeter on each side
_MARGIN: Final = 1.0  # pixels more on each side: with less, a 一 that begins a line is lost
_THINNEST: Final = 3.0  # pixels
_FIELD: Final = 4  # pixels of a side of the fields in which print is looked for
_BARE: Final = 12  # of 255: paper differs less from most of its picture


class Detector:
    """Finds pieces of text with a network that gives each pixel its probability of being text."""

    def __init__(self, network: Network) -> None:
        self._network = network

    def find(self, picture: Picture) -> list[Corners]:
        """The corners of every piece of text, in pixels of the picture, from top to bottom and left to right.

        Raises RecognitionFailed.
        """
        rows, columns = picture.shape[:2]
        shrink = min(1.0, _LONGEST / max(rows, columns))
        fitted = picture if shrink == 1.0 else cv2.resize(picture, None, fx=shrink, fy=shrink)
        printed = printed_part(fitted)
        if printed is None:
            return []
        probability = self._network(_as_batch(_cut_out(fitted, printed)))[0, 0]
        corner = np.array(printed[:2], np.float32)
        scale = np.array([columns / fitted.shape[1], rows / fitted.shape[0]], np.float32)
        most = np.array([columns, rows], np.float32)
        found = [np.clip(np.round((corners + corner) * scale), 0, most) for corners in boxes(probability)]
        return sorted(found, key=lambda corners: (float(corners[0, 1]), float(corners[0, 0])))


def printed_part(picture: Picture) -> tuple[int, int, int, int] | None:
    """The part of a picture that is not bare paper, with a margin: x0, y0, x1, y1, a multiple of the network's stride apart.

    It may reach over the picture's edges; None where all is bare. What is a little darker or lighter than most of the
    picture counts as printed, so noise and shadows make the part larger, never smaller.
    """
    grey = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)
    paper = float(np.median(grey[::8, ::8]))
    field = np.ones((2 * _FIELD - 1, 2 * _FIELD - 1), np.uint8)  # they overlap: none is missed at an edge
    darkest, lightest = cv2.erode(grey, field)[::_FIELD, ::_FIELD], cv2.dilate(grey, field)[::_FIELD, ::_FIELD]
    marked = (darkest < paper - _BARE) | (lightest > paper + _BARE)
    across, down = np.flatnonzero(marked.any(axis=0)), np.flatnonzero(marked.any(axis=1))
    if not len(across):
        return None
    x0, x1 = _on_stride(int(across[0]), int(across[-1]), picture.shape[1])
    y0, y1 = _on_stride(int(down[0]), int(down[-1]), picture.shape[0])
    return x0, y0, x1, y1


def _on_stride(first: int, last: int, side: int) -> tuple[int, int]:
    """From the first to the last marked field of a side, with the margin, in pixels."""
    begin = max(0, (first - 1) * _FIELD - _STRIDE)
    end = min(side, (last + 2) * _FIELD + _STRIDE)
    return begin, begin + -(-(end - begin) // _STRIDE) * _STRIDE


def _cut_out(picture: Picture, part: tuple[int, int, int, int]) -> Picture:
    x0, y0, x1, y1 = part
    rows, columns = picture.shape[:2]
    inside = picture[y0 : min(y1, rows), x0 : min(x1, columns)]
    below, right = max(0, y1 - rows), max(0, x1 - columns)
    if not below and not right:
        return inside
    whole: Picture = cv2.copyMakeBorder(inside, 0, below, 0, right, cv2.BORDER_REPLICATE)
    return whole


def _as_batch(picture: Picture) -> NDArray[np.float32]:
    rows, columns = picture.shape[:2]
    batch = np.empty((1, 3, rows, columns), np.float32)
    for plane, channel, mean, deviation in zip(batch[0], cv2.split(picture), _MEAN, _DEVIATION, strict=True):
        np.multiply(channel, np.float32(1 / (255 * deviation)), out=plane)
        plane -= np.float32(mean / deviation)
    return batch


def boxes(probability: NDArray[np.float32]) -> list[Corners]:
    """The corners of the regions of text in a map of probabilities, in its pixels."""
    marked = (probability > _MARKED).astype(np.uint8)
    contours, _ = cv2.findContours(marked, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
    found: list[Corners] = []
    for contour in contours[:_MOST]:
        middle, (width, height), angle = cv2.minAreaRect(contour)
        if min(width, height) < _THINNEST:
            continue
        if _mean_within(probability, cv2.boxPoints((middle, (width, height), angle))) < _SURE:
            continue
        growth = width * height * _GROWTH / (width + height) + 2 * _MARGIN  # on both sides together
        grown = (middle, (width + growth, height + growth), angle)
        found.append(from_top_left(cv2.boxPoints(grown)))
    return found


def _mean_within(probability: NDArray[np.float32], corners: Corners) -> float:
    height, width = probability.shape
    x0, y0 = np.clip(np.floor(corners.min(axis=0)), 0, (width - 1, height - 1)).astype(int)
    x1, y1 = np.clip(np.ceil(corners.max(axis=0)), 0, (width - 1, height - 1)).astype(int)
    inside = np.zeros((y1 - y0 + 1, x1 - x0 + 1), np.uint8)
    cv2.fillPoly(inside, [(corners - (x0, y0)).astype(np.int32)], 1)
    return float(cv2.mean(probability[y0 : y1 + 1, x0 : x1 + 1], inside)[0])


def from_top_left(corners: Corners) -> Corners:
    """The corners of a rectangle in order: top left, top right, bottom right, bottom left.

    >>> turned = np.array([[9, 1], [9, 4], [0, 4], [0, 1]], np.float32)
    >>> from_top_left(turned).tolist()
    [[0.0, 1.0], [9.0, 1.0], [9.0, 4.0], [0.0, 4.0]]
    """
    by_side = corners[np.argsort(corners[:, 0], kind="stable")]
    left = by_side[:2][np.argsort(by_side[:2, 1], kind="stable")]
    right = by_side[2:][np.argsort(by_side[2:, 1], kind="stable")]
    return np.stack([left[0], right[0], right[1], left[1]])
