"""The recogniser of the OCR engine alone, on lines that are already cut out."""

from __future__ import annotations

import os
from typing import Any

import cv2

from pipeline.errors import RecognitionFailed
from pipeline.readers.weights import model_folders, model_name
from pipeline.train.specimens.wear import Pixels


class LineReader:
    """PP-OCRv6's recogniser as `pipeline.readers.paddle` runs it, without looking for lines first. About 10 ms a line."""

    def __init__(self, threads: int) -> None:
        """Loads the engine. Raises RecognitionFailed where it is not installed."""
        os.environ.setdefault("PADDLE_PDX_DISABLE_MODEL_SOURCE_CHECK", "True")  # else it asks a hub
        try:
            from paddleocr import TextRecognition
        except ImportError as error:
            raise RecognitionFailed(f"PaddleOCR is not installed ({error}); run `make install`") from error
        with model_folders() as (_, folder):
            self._engine: Any = TextRecognition(
                model_name=model_name(folder),
                model_dir=str(folder),
                engine="onnxruntime",
                engine_config={"intra_op_num_threads": threads},
                device="cpu",
            )

    def read(self, picture: Pixels) -> str:
        """The text of one line."""
        (result,) = self._engine.predict([cv2.cvtColor(picture, cv2.COLOR_GRAY2BGR)], batch_size=1)
        return str(result["rec_text"])
