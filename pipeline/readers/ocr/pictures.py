"""The picture of a page to pieces of text: find them, cut them out, read them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.errors import MachineFault, RecognitionFailed
from pipeline.readers.ocr.weights import DETECTION, RECOGNITION, find_weights
from pipeline.readers.recognise import Reading

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.readers.ocr.detection import Corners, Detector
    from pipeline.readers.ocr.networks import Network
    from pipeline.readers.ocr.recognition import LineReader
    from pipeline.readers.recognise import Picture


class PictureRecogniser:
    """PP-OCRv6 small on OpenVINO or ONNX Runtime. Costs nothing before the first picture, which loads it (2 s)."""

    def __init__(self, engine: str, threads: int) -> None:
        self._engine = engine
        self._threads = threads
        self._loaded: tuple[Detector, LineReader] | None = None

    def recognise(self, picture: Picture) -> tuple[Reading, ...]:
        """Every piece of text of an upright picture, from top to bottom.

        Raises RecognitionFailed, and MachineFault where the engine cannot be loaded.
        """
        fresh = self._loaded is None
        try:
            return self._recognise(picture)
        except RecognitionFailed:
            self._loaded = None  # what failed once may fail on every picture from now on, whatever it shows
            if fresh:
                raise
        return self._recognise(picture)

    def _recognise(self, picture: Picture) -> tuple[Reading, ...]:
        import cv2

        from pipeline.readers.ocr.recognition import cut

        detector, reader = self._loaded = self._loaded or self._load()
        try:
            pieces = [(corners, cut(picture, corners)) for corners in detector.find(picture)]
            whole = [(corners, piece) for corners, piece in pieces if piece is not None]
            read = reader.read([piece for _, piece in whole])
        except (cv2.error, ValueError, MemoryError) as error:
            raise RecognitionFailed(f"no text could be looked for on a picture of {picture.shape}: {error}") from error
        return tuple(
            Reading(text, _box(corners), score)
            for (corners, _), (text, score) in zip(whole, read, strict=True)
            if text.strip()
        )

    def _load(self) -> tuple[Detector, LineReader]:
        try:
            from pipeline.readers.ocr.detection import Detector
        except ImportError as error:  # a system library that this build of OpenCV needs
            raise MachineFault(f"OpenCV cannot be loaded ({error}); see `pipeline doctor`") from error
        detection = open_network(self._engine, find_weights(DETECTION), self._threads)
        return Detector(detection), load_line_reader(self._engine, self._threads)


def load_line_reader(engine: str, threads: int) -> LineReader:
    """The second network alone, for lines that are already cut out. Raises MachineFault."""
    from pipeline.readers.ocr.recognition import LineReader

    return LineReader(open_network(engine, find_weights(RECOGNITION), threads))


def open_network(engine: str, file: Path, threads: int) -> Network:
    """A network on `openvino` or `onnxruntime`. Raises MachineFault where it cannot be loaded."""
    try:
        if engine == "openvino":
            from pipeline.readers.ocr.networks import OpenVinoNetwork

            return OpenVinoNetwork(file, threads)
        from pipeline.readers.ocr.networks import OnnxNetwork

        return OnnxNetwork(file, threads)
    except ImportError as error:
        raise MachineFault(f"{engine} cannot be loaded ({error}); see `pipeline doctor`") from error


def _box(corners: Corners) -> tuple[float, float, float, float]:
    (x0, y0), (x1, y1) = corners.min(axis=0), corners.max(axis=0)
    return float(x0), float(y0), float(x1), float(y1)
