"""OCR on this machine: which engines there are, the one to take, and the pictures of pages read by it.

`openvino` and `onnxruntime` run the same two networks (models/ocr) with the same steps around them; `paddleocr` is
PaddleOCR's own way from picture to text, for comparison and for its other models.
"""

from __future__ import annotations

import importlib.util
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Final

from pipeline.errors import MachineFault

if TYPE_CHECKING:
    from pipeline.readers.recognise import Recogniser

OWN: Final = ("openvino", "onnxruntime")  # the faster first
_DISTRIBUTIONS: Final = {"onnxruntime": ("onnxruntime", "onnxruntime-gpu")}


@dataclass(frozen=True, slots=True)
class Engine:
    """An installed engine. Another version may read a page differently, so it is part of what made a result."""

    name: str
    version: str


def choose_engine(wanted: str = "auto") -> Engine:
    """The engine of that name; for `auto` the fastest that is installed.

    Raises MachineFault where it is not installed. Imports nothing.
    """
    for name in OWN if wanted == "auto" else (wanted,):
        if importlib.util.find_spec(name):
            return Engine(name, _version(name))
    missing = "neither OpenVINO nor ONNX Runtime is" if wanted == "auto" else f"{wanted} is not"
    raise MachineFault(f"no OCR engine: {missing} installed; see `pipeline doctor`")


def open_engine(engine: Engine, threads: int) -> Recogniser:
    """A recogniser that loads itself on the first picture. `threads` is for it alone.

    Raises MachineFault where this machine has another version, as a machine of a cluster may.
    """
    here = choose_engine(engine.name)
    if here != engine:
        raise MachineFault(f"{engine.name} is {here.version} here and {engine.version} where the run was started")
    if engine.name == "paddleocr":
        from pipeline.readers.ocr.paddle import PaddleRecogniser

        return PaddleRecogniser(threads)
    from pipeline.readers.ocr.pictures import PictureRecogniser

    return PictureRecogniser(engine.name, threads)


def _version(name: str) -> str:
    for distribution in _DISTRIBUTIONS.get(name, (name,)):
        try:
            return version(distribution)
        except PackageNotFoundError:
            continue
    return "unknown"
