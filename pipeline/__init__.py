"""From budget and final-account disclosures of Chinese government bodies to research tables.

>>> import pipeline
>>> document = pipeline.extract("report.pdf")  # doctest: +SKIP
>>> document.tables[0].frame()  # doctest: +SKIP

Many files at once, with a corpus on disk, are the command line's: `pipeline extract --help`.
"""

from __future__ import annotations

import pipeline.startup  # isort: skip -- before anything that takes long

import sys
from os import PathLike
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from pipeline.document import Document

__all__ = ["Document", "extract"]


def extract(path: str | PathLike[str], ocr: Literal["auto", "always", "never"] = "auto") -> Document:
    """Read a report and find its sections, tables, statements and checks.

    The first call loads the vocabularies, and the first page without usable text the OCR engine (about 3 s);
    later calls have them. `ocr` is as on the command line: `auto` reads pages without usable text by OCR.
    Raises UnreadableFile or UnknownFormat (pipeline.errors), which say what was wrong and what to do.
    """
    from pipeline.run.tools import extract_file, own_tools

    return extract_file(Path(path), ocr, own_tools())


def __getattr__(name: str) -> object:
    """`Document` is loaded when it is asked for: who wants help or a version waits for nothing."""
    if name == "Document":
        from pipeline.document import Document

        return Document
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


class _Package(ModuleType):
    """The stages live in a module called `extract` as well, and whoever imports it would bind its name here."""

    def __setattr__(self, name: str, value: object) -> None:
        if name != "extract" or not isinstance(value, ModuleType):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
