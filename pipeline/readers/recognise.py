"""What a reader asks of an OCR engine, and a recording that answers in its place."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol

from pipeline.errors import RecognitionFailed

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Picture = NDArray[np.uint8]  # height × width × 3, blue green red

OcrMode = Literal["auto", "always", "never"]
_SAME_PICTURE = 1.0  # mean difference of brightness; two pages of one report differ by 2 and more


@dataclass(frozen=True, slots=True)
class Reading:
    """A piece of text that an engine saw: its box in pixels of the picture (x0, y0, x1, y1) and its score, 0–1."""

    text: str
    box: tuple[float, float, float, float]
    score: float


class Recogniser(Protocol):
    """An OCR engine. It loads itself on the first picture, and costs nothing before."""

    def recognise(self, picture: Picture) -> tuple[Reading, ...]:
        """Every piece of text of an upright picture. Raises RecognitionFailed."""


class RecordedRecogniser:
    """Real output of an engine, kept as JSON and replayed: no test of ours has to start one.

    A picture is known by its size and a small grey copy of itself: the same page rendered on another machine
    differs in single bits, two pages of one report differ by much more.
    """

    def __init__(self, recording: Path) -> None:
        self._pictures = json.loads(recording.read_text("utf-8"))
        self._recording = recording

    def recognise(self, picture: Picture) -> tuple[Reading, ...]:
        height, width = picture.shape[:2]
        copy = _grey_copy(picture)
        near = [
            (
                sum(abs(a - b) for a, b in zip(copy, entry["grey"], strict=True)) / len(copy),
                entry["readings"],
            )
            for entry in self._pictures
            if abs(entry["width"] - width) <= 2 and abs(entry["height"] - height) <= 2
        ]
        distance, readings = min(near, key=lambda candidate: candidate[0], default=(255.0, []))
        if distance > _SAME_PICTURE:
            raise RecognitionFailed(f"{self._recording.name} holds no picture like this one; record it again")
        return tuple(Reading(text, (x0, y0, x1, y1), score) for text, (x0, y0, x1, y1), score in readings)


class RecordingRecogniser:
    """Passes pictures on to an engine and keeps what it answers, to be written as a recording."""

    def __init__(self, engine: Recogniser) -> None:
        self._engine = engine
        self._pictures: list[dict[str, object]] = []

    def recognise(self, picture: Picture) -> tuple[Reading, ...]:
        readings = self._engine.recognise(picture)
        height, width = picture.shape[:2]
        rows = [[reading.text, [round(e, 1) for e in reading.box], round(reading.score, 4)] for reading in readings]
        self._pictures.append(
            {
                "width": width,
                "height": height,
                "grey": _grey_copy(picture),
                "readings": rows,
            }
        )
        return readings

    def write(self, recording: Path) -> None:
        pictures = ",\n".join(json.dumps(picture, ensure_ascii=False) for picture in self._pictures)
        recording.write_text(f"[\n{pictures}\n]\n", "utf-8")


def _grey_copy(picture: Picture) -> list[int]:
    """The brightness (0–255) of 24 × 24 fields, row by row."""
    import cv2

    grey = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)
    small = cv2.resize(grey, (24, 24), interpolation=cv2.INTER_AREA)
    return [int(brightness) for brightness in small.reshape(-1)]
