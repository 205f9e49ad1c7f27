"""What made a result: version, code, vocabularies, models, options. The same fingerprint, the same answers."""

from __future__ import annotations

import hashlib
import json
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final

import pipeline
from pipeline.learning import model_hashes
from pipeline.readers.ocr import Engine
from pipeline.readers.ocr.weights import weight_hashes

_MATTERS: Final = frozenset({".py", ".toml", ".csv", ".txt", ".json", ".npz", ".skops"})
DISTRIBUTION: Final = "yujuesuan"  # this package's name on an index; `pipeline` is somebody else's there
LIBRARIES: Final = (
    "openvino",
    "onnxruntime",
    "opencv-python-headless",
    "pypdfium2",
    "rapidfuzz",
    "pyarrow",
    "duckdb",
    "pandas",
)


def fingerprint(ocr: str, engine: Engine | None = None) -> str:
    """Sixteen hexadecimal digits; they change when code, vocabularies, models, the OCR engine or its mode do.

    A researcher who adds a synonym gets everything done anew; running again without a change redoes nothing.
    """
    made_of = {"version": package_version(), "code": code_hash(), "models": all_hashes(), "ocr": ocr}
    if engine and ocr != "never":
        made_of["engine"] = f"{engine.name} {engine.version}"
    return hashlib.sha256(json.dumps(made_of, sort_keys=True).encode()).hexdigest()[:16]


def ocr_made_by(engine: Engine) -> str:
    """All that the answers of an OCR engine depend on, beside the picture: itself, its weights, the code around them."""
    here = Path(pipeline.__path__[0]) / "readers" / "ocr"
    code = hashlib.sha256(b"".join(path.read_bytes() for path in sorted(here.glob("*.py")))).hexdigest()
    made_of = [engine.name, engine.version, package_version("opencv-python-headless"), weight_hashes(), code]
    return hashlib.sha256(json.dumps(made_of, sort_keys=True).encode()).hexdigest()


def all_hashes() -> dict[str, str]:
    """SHA-256 of what was learned: the weights of the OCR engine and the files of models/, by name."""
    return {**weight_hashes(), **model_hashes()}


def code_hash() -> str:
    """SHA-256 over the package's own files: modules and vocabularies."""
    root = Path(pipeline.__path__[0])
    digest = hashlib.sha256()
    for path in sorted(path for path in root.rglob("*") if path.suffix in _MATTERS):
        content = path.read_bytes()
        digest.update(f"{path.relative_to(root).as_posix()}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


def package_version(package: str = DISTRIBUTION) -> str:
    """The installed version; `unknown` where the package runs without being installed."""
    try:
        return version(package)
    except PackageNotFoundError:
        return "unknown"
