"""From budget and final-account disclosures of Chinese government bodies to research tables.

>>> import pipeline
>>> document = pipeline.extract("report.pdf")  # doctest: +SKIP
>>> document.tables[0].frame()  # doctest: +SKIP

Many files at once, with a corpus on disk, are the command line's: `pipeline extract --help`.
"""

from __future__ import annotations

import pipeline.startup  # isort: skip -- before anything that takes long

from os import PathLike
from pathlib import Path
from typing import Literal

# The stages live in a module of the same name. Importing it binds that name here; the function below binds it
# again, for good: a module is imported once.
import pipeline.extract
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
