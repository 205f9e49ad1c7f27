"""From budget and final-account disclosures of Chinese government bodies to research tables.

>>> import pipeline
>>> document = pipeline.extract("report.pdf")  # doctest: +SKIP
>>> document.tables[0].frame()  # doctest: +SKIP

Many files at once, with a corpus on disk, are the command line's: `pipeline extract --help`. What it wrote is read back by

>>> corpus = pipeline.read_corpus("corpus")  # doctest: +SKIP
>>> corpus.statements, pipeline.read_panel("corpus")  # doctest: +SKIP
"""

from __future__ import annotations

import pipeline.startup  # isort: skip -- before anything that takes long

import sys
from collections.abc import Iterable
from os import PathLike
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import pandas

    from pipeline.document import Document
    from pipeline.export.read import CorpusFrames

__all__ = ["Document", "extract", "read_corpus", "read_panel"]


def extract(path: str | PathLike[str], ocr: Literal["auto", "always", "never"] = "auto") -> Document:
    """Read a report and find its sections, tables, statements and checks.

    The first call loads the vocabularies, and the first page without usable text the OCR engine (about 3 s);
    later calls have them. `ocr` is as on the command line: `auto` reads pages without usable text by OCR.
    Raises UnreadableFile or UnknownFormat (pipeline.errors), which say what was wrong and what to do.
    """
    from pipeline.run.tools import extract_file, own_tools

    return extract_file(Path(path), ocr, own_tools())


def read_corpus(corpus: str | PathLike[str], *, decimal: bool = False) -> CorpusFrames:
    """The tables of a corpus as pandas data frames: `read_corpus("corpus").cells`, or `["cells"]`.

    Amounts are floats, which pandas calculates with; `decimal=True` gives the exact `Decimal` of the corpus.
    Raises UsageError (pipeline.errors) where the folder holds no corpus.
    """
    from pipeline.export.read import CorpusFrames

    return CorpusFrames(Path(corpus), decimal=decimal)


def read_panel(
    corpus: str | PathLike[str],
    indicators: Iterable[str] = (),
    grades: Iterable[str] = (),
    *,
    wide: bool = False,
    reasons: bool = False,
    decimal: bool = False,
) -> pandas.DataFrame:
    """What `pipeline panel` writes, as a pandas data frame: one row an agency, year, report type, indicator, fund and phase.

    `indicators` and `grades` choose rows (`["three_public", "func_???"]`, `["verified"]`), `wide` gives a column for each
    indicator, `reasons` one with the reason beside it. Raises UsageError as the command does.
    """
    from pipeline.panel.read import panel_frame

    return panel_frame(Path(corpus), indicators, grades, wide=wide, reasons=reasons, decimal=decimal)


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
