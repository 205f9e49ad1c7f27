"""The recogniser of the OCR engine alone, on lines that are already cut out."""

from __future__ import annotations

import cv2

from pipeline.machine import cores
from pipeline.readers.ocr import pictures
from pipeline.train.specimens.wear import Pixels


class LineReader:
    """PP-OCRv6's recogniser as scans are read with, without looking for lines first. About 10 ms a line.

    Always on ONNX Runtime, so that the counts do not depend on the machine. Raises MachineFault where it is missing.
    """

    def __init__(self) -> None:
        self._reader = pictures.load_line_reader("onnxruntime", cores())

    def read(self, picture: Pixels) -> str:
        ((text, _),) = self._reader.read([cv2.cvtColor(picture, cv2.COLOR_GRAY2BGR)])
        return text
