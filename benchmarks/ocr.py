"""What reading a scan costs beside PaddleOCR's pipeline with the same weights, and whether the same is read, in one run.

    python benchmarks/ocr.py [SCAN.pdf ...] [--pages N]

Every page is read by every engine, in another order each time, so that a busy machine slows all. What counts is processor
time: it hardly depends on what else the machine does. Lines and figures (words with a digit) are compared with PaddleOCR's.
Exits 1 where the default engine is not faster than PaddleOCR.
"""

from __future__ import annotations

import argparse
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pypdfium2 as pdfium

from pipeline.machine import cores
from pipeline.readers.ocr import choose_engine, open_engine
from pipeline.readers.pdf_paths import page_objects
from pipeline.readers.pdf_picture import render
from pipeline.readers.pdf_space import page_space
from pipeline.readers.recognise import Reading, Recogniser

if TYPE_CHECKING:
    from pipeline.readers.recognise import Picture

SAMPLES = Path(__file__).parents[1] / "annotations" / "samples"
ENGINES = ("openvino", "onnxruntime", "paddleocr")
FIGURE = re.compile(r"[\d.,%]*\d[\d.,%]*")  # 1,204.50 and 15.3%, not 一般
TEXT_LAYER = 30  # characters; a page with more is no scan


@dataclass
class Account:
    """What one engine took, and how its answers differ from PaddleOCR's."""

    engine: Recogniser
    processor: float = 0.0  # seconds
    clock: float = 0.0  # seconds
    lines: Counter[str] = field(default_factory=Counter)  # of all pages, blanks left out
    figures: Counter[str] = field(default_factory=Counter)

    def read(self, picture: Picture) -> None:
        processor, clock = time.process_time(), time.perf_counter()
        readings = self.engine.recognise(picture)
        self.processor += time.process_time() - processor
        self.clock += time.perf_counter() - clock
        self.keep(readings)

    def keep(self, readings: tuple[Reading, ...]) -> None:
        self.lines.update("".join(reading.text.split()) for reading in readings)
        self.figures.update(figure for reading in readings for figure in FIGURE.findall(reading.text))


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("scans", nargs="*", type=Path, help="scanned PDFs; those of the samples if none is given")
    parser.add_argument("--pages", type=int, default=12, help="at most so many pages of each (default 12)")
    arguments = parser.parse_args()
    accounts = {name: Account(open_engine(choose_engine(name), cores())) for name in ENGINES}
    pages = 0
    for picture in _pictures(arguments.scans or sorted(SAMPLES.glob("*.pdf")), arguments.pages):
        if not pages:
            for account in accounts.values():
                account.engine.recognise(picture)  # loads it
        turn = pages % len(ENGINES)
        for name in (*ENGINES[turn:], *ENGINES[:turn]):
            accounts[name].read(picture)
        pages += 1
    if not pages:
        print("no scanned page to read")
        return 2
    theirs = accounts["paddleocr"]
    print(f"{pages} pages, {theirs.lines.total()} lines, {theirs.figures.total()} figures")
    for name, account in accounts.items():
        print(
            f"{name:<12} {account.processor / pages:5.2f} processor seconds a page ({account.clock / pages:.2f} s),"
            f" {theirs.processor / account.processor:.2f} times as fast as PaddleOCR;"
            f" {(theirs.lines - account.lines).total()} lines and {(theirs.figures - account.figures).total()} figures differ"
        )
    return 0 if accounts[choose_engine().name].processor < theirs.processor else 1


def _pictures(scans: list[Path], most: int) -> Iterator[Picture]:
    """The scanned pages as they are rendered for the engine."""
    for scan in scans:
        with pdfium.PdfDocument(scan) as document:
            for page in (document[index] for index in range(min(len(document), most))):
                if page.get_textpage().count_chars() <= TEXT_LAYER:
                    yield render(page, list(page_objects(page)), page_space(page))


if __name__ == "__main__":
    sys.exit(main())
