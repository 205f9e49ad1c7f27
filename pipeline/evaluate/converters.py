"""Reports of ours through the converters that people use: the same gold for what each leaves of them."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Final

TIMEOUT: Final = 120  # seconds for one document
READING, KEPT, BLOCKS, TABLES = "lines in reading order", "layout kept by blanks", "blocks", "tables kept"

Convert = Callable[[Path], str]


@dataclass(frozen=True, slots=True)
class Converter:
    """A program that writes a PDF as text."""

    name: str
    family: str  # what it keeps of a table
    needs: str  # a module to import, or a program to start
    convert: Convert
    tuned: bool = True  # False: nothing was tuned on its texts

    def is_here(self) -> bool:
        """Whether it can be used on this machine."""
        return find_spec(self.needs) is not None or shutil.which(self.needs) is not None


def _pdftotext(*options: str) -> Convert:
    def convert(pdf: Path) -> str:
        command = ["pdftotext", *options, str(pdf), "-"]
        return subprocess.run(command, capture_output=True, check=True, timeout=TIMEOUT).stdout.decode(
            "utf-8", "replace"
        )

    return convert


def _pdfium(pdf: Path) -> str:
    import pypdfium2

    with pypdfium2.PdfDocument(pdf) as document:
        return "\n".join(page.get_textpage().get_text_range() for page in document)


def _pypdf(pdf: Path) -> str:
    import pypdf

    return "\n".join(page.extract_text() for page in pypdf.PdfReader(pdf).pages)


def _pdfplumber(pdf: Path) -> str:
    import pdfplumber

    with pdfplumber.open(pdf) as document:
        return "\n".join(page.extract_text() or "" for page in document.pages)


def _markdown(pdf: Path) -> str:
    """Tables as Markdown below the other text of their page, as loaders of language models write them."""
    import pdfplumber

    written: list[str] = []
    with pdfplumber.open(pdf) as document:
        for page in document.pages:
            tables = [table for table in page.find_tables() if len(table.rows) > 1]
            rest = page
            for table in tables:
                rest = rest.outside_bbox(table.bbox, strict=False)
            written.append(rest.extract_text() or "")
            for table in tables:
                head, *rows = ([(cell or "").replace("\n", "") for cell in row] for row in table.extract())
                written += [_barred(head), _barred(["---"] * len(head)), *map(_barred, rows)]
    return "\n".join(written)


def _barred(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _pdfminer(pdf: Path) -> str:
    from pdfminer.high_level import extract_text

    return str(extract_text(pdf))


CONVERTERS: Final = (
    Converter("Markdown tables", TABLES, "pdfplumber", _markdown),
    Converter("pdftotext -raw", READING, "pdftotext", _pdftotext("-raw")),
    Converter("pdfium", READING, "pypdfium2", _pdfium),
    Converter("pdfplumber", READING, "pdfplumber", _pdfplumber),
    Converter("pypdf", READING, "pypdf", _pypdf, tuned=False),
    Converter("pdftotext -layout", KEPT, "pdftotext", _pdftotext("-layout")),
    Converter("pdftotext", BLOCKS, "pdftotext", _pdftotext()),
    Converter("pdfminer", BLOCKS, "pdfminer", _pdfminer),
)


def with_words(pdfs: Iterator[Path]) -> Iterator[Path]:
    """Those PDFs that hold text: of a scan no converter makes one."""
    for pdf in pdfs:
        if len("".join(_pdfium(pdf).split())) > 200:
            yield pdf
