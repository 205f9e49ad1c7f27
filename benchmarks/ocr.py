"""What reading a scan costs beside bare PaddleOCR on the same pages, in one run.

    python benchmarks/ocr.py [SCAN.pdf ...] [--pages N]

Each page is read twice, by turns first by the bare engine and first by ours, so that a busy machine slows both. Bare is
`PaddleOCR.predict` on the page as rendered for us; ours is the whole way from the PDF page to lines and ruling lines.
Exits 1 where ours takes more than 1.3 times as long.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pypdfium2 as pdfium

from pipeline.machine import cores
from pipeline.readers.ocr.paddle import PaddleRecogniser
from pipeline.readers.pdf_paths import page_objects
from pipeline.readers.pdf_picture import render
from pipeline.readers.pdf_space import page_space
from pipeline.readers.scan import read_scan

SAMPLES = Path(__file__).parents[1] / "annotations" / "samples"
TARGET = 1.3  # times the bare engine


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("scans", nargs="*", type=Path, help="scanned PDFs; those of the samples if none is given")
    parser.add_argument("--pages", type=int, default=12, help="at most so many pages of each (default 12)")
    arguments = parser.parse_args()
    engine = PaddleRecogniser(cores())
    bare: list[float] = []
    ours: list[float] = []
    for scan in arguments.scans or sorted(SAMPLES.glob("*.pdf")):
        with pdfium.PdfDocument(scan) as document:
            for index in range(min(len(document), arguments.pages)):
                _time_page(document, index, engine, bare, ours)
    if not bare:
        print("no scanned page to read")
        return 2
    ratio = sum(ours) / sum(bare)
    pairs = [mine / theirs for mine, theirs in zip(ours, bare, strict=True)]
    print(f"pages {len(bare)}; bare PaddleOCR {sum(bare) / len(bare):.2f} s a page, ours {sum(ours) / len(ours):.2f} s")
    print(f"ratio {ratio:.2f} (median of pages {statistics.median(pairs):.2f}); target at most {TARGET}")
    return 0 if ratio <= TARGET else 1


def _time_page(
    document: pdfium.PdfDocument, index: int, engine: PaddleRecogniser, bare: list[float], ours: list[float]
) -> None:
    """Add the seconds of one scanned page, bare and ours; a page with a text layer is left out."""
    page = document[index]
    if page.get_textpage().count_chars() > 30:
        return
    space = page_space(page)
    picture = render(page, list(page_objects(page)), space)
    if not bare:
        engine.recognise(picture)  # loads the engine

    def read_ours() -> None:
        read_scan(render(page, list(page_objects(page)), space), index + 1, space.size, engine)

    def read_bare() -> None:
        engine.recognise(picture)

    if index % 2:
        ours.append(_seconds(read_ours))
        bare.append(_seconds(read_bare))
    else:
        bare.append(_seconds(read_bare))
        ours.append(_seconds(read_ours))


def _seconds(work: Callable[[], None]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


if __name__ == "__main__":
    sys.exit(main())
