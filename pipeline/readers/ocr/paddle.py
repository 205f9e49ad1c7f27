"""PaddleOCR on ONNX Runtime, with its own steps from picture to text, offline: an engine one can choose."""

from __future__ import annotations

import importlib.metadata
import logging
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from pipeline.errors import MachineFault, RecognitionFailed, UsageError
from pipeline.readers.ocr.networks import send_nothing
from pipeline.readers.ocr.weights import model_folders, model_name
from pipeline.readers.recognise import Reading

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.readers.recognise import Picture


class PaddleRecogniser:
    """PP-OCRv6 small, or other PaddleOCR models. Costs nothing before the first picture, which loads it (about 3 s).

    `detection` and `recognition` are folders with `inference.onnx` and `inference.yml`; without them the pinned
    weights are used. `threads` is for one engine: give each of several workers its share.
    """

    def __init__(
        self,
        threads: int,
        device: str = "cpu",
        detection: Path | None = None,
        recognition: Path | None = None,
    ) -> None:
        if (detection is None) != (recognition is None):
            raise UsageError("give the folders of both OCR models, detection and recognition, or of neither")
        self._threads = threads
        self._device = device
        self._folders = (detection, recognition) if detection and recognition else None
        self._engine: Any = None

    def recognise(self, picture: Picture) -> tuple[Reading, ...]:
        """Every piece of text of an upright picture, in the engine's order.

        Raises RecognitionFailed, and MachineFault where the engine cannot be loaded.
        """
        if self._engine is None:
            self._engine = self._load()
        try:
            (result,) = self._engine.predict(picture)
        except (RuntimeError, ValueError, IndexError, MemoryError) as error:
            raise RecognitionFailed(f"PaddleOCR failed: {error}") from error
        found = zip(result["rec_texts"], result["rec_boxes"], result["rec_scores"], strict=True)
        return tuple(
            Reading(text, (float(x0), float(y0), float(x1), float(y1)), float(score))
            for text, (x0, y0, x1, y1), score in found
            if text.strip()
        )

    def _load(self) -> Any:
        if self._folders:
            return self._load_from(*self._folders)
        with model_folders() as (detection, recognition):
            return self._load_from(detection, recognition)

    def _load_from(self, detection: Path, recognition: Path) -> Any:
        send_nothing()
        os.environ.setdefault("PADDLE_PDX_DISABLE_MODEL_SOURCE_CHECK", "True")  # else it asks a hub
        try:
            with headless_opencv_is_enough(), no_socket_is_tried():
                from paddleocr import PaddleOCR
        except ImportError as error:
            raise MachineFault(f"PaddleOCR is not installed ({error}); see `pipeline doctor`") from error
        logging.getLogger("paddlex").setLevel(logging.ERROR)
        try:
            return PaddleOCR(
                engine="onnxruntime",
                engine_config={"intra_op_num_threads": self._threads},
                device=self._device,
                text_detection_model_name=model_name(detection),
                text_detection_model_dir=str(detection),
                text_recognition_model_name=model_name(recognition),
                text_recognition_model_dir=str(recognition),
                use_doc_orientation_classify=False,
                use_doc_unwarping=False,
                use_textline_orientation=False,  # it turns short codes upside down: 99 → 66, 08 → 80
            )
        except (RuntimeError, ValueError, OSError, ImportError) as error:
            raise MachineFault(f"PaddleOCR could not be loaded: {error}") from error


@contextmanager
def no_socket_is_tried() -> Iterator[None]:
    """Let urllib3, which PaddleX brings, be imported without opening a socket to see whether there is IPv6."""
    with patch.object(socket, "has_ipv6", False):
        yield


@contextmanager
def headless_opencv_is_enough() -> Iterator[None]:
    """Let PaddleX be imported beside the OpenCV without windows.

    PaddleX 3.7 asks whether a distribution called opencv-contrib-python is installed, though it uses nothing that
    opencv-python-headless lacks; both would bring a `cv2`. It asks while it is imported, and remembers the answer.
    """
    asked = importlib.metadata.version

    def version(name: str) -> str:
        return asked("opencv-python-headless" if name == "opencv-contrib-python" else name)

    with patch.object(importlib.metadata, "version", version):
        yield
