"""What a cut-out piece of text says: PP-OCR's recognition network, decoded by its best path (CTC)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import cv2
import numpy as np

from pipeline.readers.ocr.detection import from_top_left

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from pipeline.readers.ocr.detection import Corners
    from pipeline.readers.ocr.networks import Network
    from pipeline.readers.recognise import Picture

_HEIGHT: Final = 48  # pixels, what the network takes
_NARROWEST, _WIDEST = 32, 3200
_STEP: Final = 16  # pixels: widths are of so few kinds that the engine soon has computations for all of them at hand
_UPRIGHT: Final = 1.5  # height / width from which a piece is text that runs downwards, and is laid on its side


class LineReader:
    """Reads single lines of text one by one: as fast as in batches, and no line depends on what else is on the page.

    Batches would save nothing, since an engine is slow on the first batch of every shape and there would be a new one every time.
    """

    def __init__(self, network: Network) -> None:
        self._network = network
        self._characters = ("", *network.note("character").split("\n"), " ")  # 0 is CTC's blank

    def read(self, lines: Sequence[Picture]) -> list[tuple[str, float]]:
        """Text and score (the mean of its characters', 0 without any) of each. Raises RecognitionFailed."""
        return [self._best_path(self._network(_as_batch(line))[0]) for line in lines]

    def _best_path(self, probabilities: NDArray[np.float32]) -> tuple[str, float]:
        """`probabilities` are steps × characters."""
        best = probabilities.argmax(axis=1)
        kept = best != 0
        kept[1:] &= best[1:] != best[:-1]
        steps = np.flatnonzero(kept)
        if not len(steps):
            return "", 0.0
        text = "".join(self._characters[character] for character in best[steps])
        return text, float(probabilities[steps, best[steps]].mean())


def _width(line: Picture) -> int:
    rows, columns = line.shape[:2]
    width: int = math.ceil(_HEIGHT * columns / rows / _STEP) * _STEP
    return min(max(width, _NARROWEST), _WIDEST)


def _as_batch(line: Picture) -> NDArray[np.float32]:
    """One line at the network's height, with nothing beside it up to a whole step."""
    rows, columns = line.shape[:2]
    width = _width(line)
    own = min(math.ceil(_HEIGHT * columns / rows), width)
    scaled = cv2.resize(line, (own, _HEIGHT)).astype(np.float32)
    scaled *= 2 / 255
    scaled -= 1
    batch = np.zeros((1, 3, _HEIGHT, width), np.float32)
    batch[0, :, :, :own] = scaled.transpose(2, 0, 1)
    return batch


def cut(picture: Picture, corners: Corners) -> Picture | None:
    """The piece of a picture between four corners, straight and lying; None where it is less than a pixel."""
    whole = cv2.boxPoints(cv2.minAreaRect(corners.astype(np.int32)))
    corners = from_top_left(whole)
    top_left, top_right, bottom_right, bottom_left = corners
    width = int(max(np.linalg.norm(top_left - top_right), np.linalg.norm(bottom_right - bottom_left)))
    height = int(max(np.linalg.norm(top_left - bottom_left), np.linalg.norm(top_right - bottom_right)))
    if width < 1 or height < 1:
        return None
    target = np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float32)
    turning = cv2.getPerspectiveTransform(corners, target)
    piece = cv2.warpPerspective(
        picture, turning, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE
    )
    return np.rot90(piece) if height >= _UPRIGHT * width else piece
