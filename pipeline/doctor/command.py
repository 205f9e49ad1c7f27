"""`pipeline doctor`: what a run needs, and whether this machine has it."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Final, TextIO

from pipeline.errors import PipelineError
from pipeline.machine import cores

ALL_WELL, MACHINE_FAULT = 0, 4
PYTHONS: Final = ((3, 11), (3, 14))  # from, and before
LEAST_MEMORY: Final = 2  # GiB: one worker with an OCR engine
LEAST_ROOM: Final = 1  # GiB

ABOUT: Final = """\
Look at all that a run needs, by loading it: Python, libraries, vocabularies, models, the OCR engine and its weights,
memory and room on the disk. Each line says what was found, and what to do where something is missing.
"""
MORE: Final = """\
exit status:
  0   all that a run needs is there
  4   something is missing: its line says what to do

examples:
  pipeline doctor
"""
_AGAIN: Final = "install the package again, with the constraints that come with it, or run `make install`"


@dataclass
class Missing(Exception):
    """What is not there, and what to do."""

    what: str
    remedy: str


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command has none."""


def run(arguments: argparse.Namespace, out: TextIO | None = None) -> int:
    """Look, and tell; the return value is the exit status."""
    stream = out or sys.stdout
    well = True
    for name, needed, look in CHECKS:
        try:
            mark, told = "ok", look()
        except Missing as missing:
            mark, told = ("MISSING" if needed else "-"), f"{missing.what}; {missing.remedy}"
            well = well and not needed
        stream.write(f"{mark:<8}{name:<13}{told}\n")
    return ALL_WELL if well else MACHINE_FAULT


def _python() -> str:
    import platform

    told = f"{platform.python_version()} on {platform.system()} {platform.machine()}, {cores()} cores"
    if not PYTHONS[0] <= sys.version_info[:2] < PYTHONS[1]:
        raise Missing(told, "use Python 3.11, 3.12 or 3.13")
    return told


def _libraries() -> str:
    names = (
        "numpy",
        "pandas",
        "pyarrow",
        "duckdb",
        "pypdfium2",
        "PIL",
        "spacy",
        "sklearn",
        "jieba",
        "rapidfuzz",
        "rich",
    )
    for name in names:
        _loaded(name, _AGAIN)
    return f"{len(names)} libraries load"


def _opencv() -> str:
    cv2 = _loaded("cv2", "install opencv-python-headless: it needs no library of the system")
    from importlib.metadata import distributions

    found = sorted(
        {str(one.metadata["Name"]) for one in distributions() if (one.metadata["Name"] or "").startswith("opencv-")}
    )
    if len(found) > 1:
        raise Missing(
            f"{' and '.join(found)} are installed and overwrite each other's cv2",
            "uninstall them all, then install opencv-python-headless",
        )
    return f"{getattr(cv2, '__version__', '')} ({', '.join(found)})"


def _engine() -> str:
    import numpy as np

    from pipeline.readers.ocr import choose_engine, open_engine

    try:
        engine = choose_engine()
        open_engine(engine, cores()).recognise(np.full((64, 320, 3), 255, np.uint8))
    except PipelineError as error:
        raise Missing(str(error), _AGAIN) from error
    return f"{engine.name} {engine.version}, PP-OCRv6 small with the pinned weights"


def _vocabularies() -> str:
    from pipeline.vocabulary import load_vocabulary

    try:
        load_vocabulary()
    except (PipelineError, OSError) as error:
        raise Missing(str(error), _AGAIN) from error
    return "columns, tables, headings, cues, accounts, regions"


def _models() -> str:
    from pipeline.learning import model_hashes

    try:
        return f"{len(model_hashes())} files of trained models"
    except PipelineError as error:
        raise Missing(str(error), _AGAIN) from error


def _memory() -> str:
    from pipeline.run.memory import machine_memory

    found = machine_memory()
    if found is None:
        return "not known on this system"
    size = found / (1 << 30)
    told = f"{size:.1f} GiB"
    if size < LEAST_MEMORY:
        raise Missing(told, f"a worker that reads scans takes up to {LEAST_MEMORY} GiB; use --ocr never, or --jobs 1")
    return told


def _room() -> str:
    import shutil
    import tempfile

    folder = Path(tempfile.gettempdir())
    room = shutil.disk_usage(folder).free / (1 << 30)
    if not os.access(folder, os.W_OK) or room < LEAST_ROOM:
        raise Missing(f"{folder}: {room:.1f} GiB free", "make room, or set TMPDIR to a folder one can write to")
    return f"{folder}: {room:.0f} GiB free"


def _optional(module: str, remedy: str) -> Callable[[], str]:
    def look() -> str:
        from importlib.metadata import PackageNotFoundError, version

        try:
            return version(module)
        except PackageNotFoundError as error:
            raise Missing("not installed", remedy) from error

    return look


def _loaded(name: str, remedy: str) -> object:
    try:
        return import_module(name)
    except (ImportError, OSError) as error:
        raise Missing(f"{name} cannot be loaded ({error})", remedy) from error


CHECKS: Final[tuple[tuple[str, bool, Callable[[], str]], ...]] = (  # name, whether a run needs it, who looks
    ("python", True, _python),
    ("libraries", True, _libraries),
    ("opencv", True, _opencv),
    ("vocabularies", True, _vocabularies),
    ("models", True, _models),
    ("ocr", True, _engine),
    ("memory", True, _memory),
    ("room", True, _room),
    ("paddleocr", False, _optional("paddleocr", "only --ocr-engine paddleocr needs it")),
    ("ray", False, _optional("ray", "only --engine ray needs it: pip install 'yujuesuan[ray]'")),
)
