"""Digit repair as an error-correcting code: errors in, what is mended, missed and wrongly changed.

    python benchmarks/repair.py [--seeds N] [--slips any|likely] [DOCUMENT ...]

Takes clean documents (the sample reports whose text needs no OCR, with every number as if OCR had read it, and
departments built to size), puts an error of one digit into a share of their numbers, and mends them.
`any`: every other digit is as likely; `likely`: digits as recognisers confuse them, dropped, doubled, points lost.
Wrongly changed counts the untouched numbers that were changed, of all untouched numbers.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

from pipeline.amounts import to_wan
from pipeline.checks import find_equations
from pipeline.document import Cell, Document
from pipeline.errors import UnreadableFile
from pipeline.extract import extract
from pipeline.readers import read_document
from pipeline.readers.paddle import PaddleRecogniser
from pipeline.repair import repair
from pipeline.repair.readings import readings
from pipeline.statements.language import load_language
from pipeline.vocabulary import load_vocabulary
from pipeline.vocabulary.digits import Digits, load_digits

SAMPLES = Path(__file__).parents[1] / "annotations" / "samples"
RATES = (0.0, 0.01, 0.02, 0.05, 0.10)
SCORE = 0.95  # of every cell alike: the score says nothing here


@dataclass
class Tally:
    injected: int = 0
    mended: int = 0
    missed: int = 0
    miscorrected: int = 0  # touched numbers, changed to a third value
    untouched: int = 0
    wrong: int = 0  # untouched numbers, changed
    seconds: float = 0.0
    slowest: float = 0.0

    def add(self, clean: Document, broken: Document, mended: Document) -> None:
        for before, bad, after in zip(figures(clean), figures(broken), figures(mended), strict=True):
            if before.value == bad.value:
                self.untouched += before.value is not None
                self.wrong += after.value != before.value
            else:
                self.injected += 1
                self.mended += after.value == before.value
                self.missed += after.value == bad.value
                self.miscorrected += after.value not in (before.value, bad.value)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("documents", nargs="*", type=Path)
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--slips", choices=("any", "likely"), default="any")
    options = parser.parse_args()
    digits = load_digits()
    documents = [as_ocr(document) for document in clean_documents(options.documents)]
    print(f"{len(documents)} documents, {sum(len(figures(d)) for d in documents)} numbers, {options.seeds} draws each")
    heads = (("rate", 6), ("errors", 7), ("mended", 8), ("missed", 8), ("third", 7), ("wrong per 1000", 15), ("ms", 6))
    print(" ".join(f"{head:>{width}}" for head, width in heads) + "   most")
    for rate in RATES:
        tally = Tally()
        for document in documents:
            for seed in range(options.seeds):
                run(document, rate, random.Random(seed), options.slips, digits, tally)
        told(rate, tally, len(documents) * options.seeds)
    return 0


def told(rate: float, tally: Tally, runs: int) -> None:
    errors = max(1, tally.injected)
    print(
        f"{rate:6.0%} {tally.injected:7d} {tally.mended / errors:8.1%} {tally.missed / errors:8.1%}"
        f" {tally.miscorrected / errors:7.1%} {1000 * tally.wrong / max(1, tally.untouched):15.2f}"
        f" {1000 * tally.seconds / runs:6.0f} {1000 * tally.slowest:6.0f}"
    )


def run(document: Document, rate: float, draw: random.Random, slips: str, digits: Digits, tally: Tally) -> None:
    broken = with_errors(document, rate, draw, slips, digits)
    begin = time.perf_counter()
    mended = repair(broken, find_equations, digits)
    spent = time.perf_counter() - begin
    tally.seconds += spent
    tally.slowest = max(tally.slowest, spent)
    tally.add(document, broken, mended)


def clean_documents(paths: Sequence[Path]) -> list[Document]:
    from checks import department

    vocabulary, recogniser = load_vocabulary(), PaddleRecogniser()
    language = load_language(vocabulary.cues, vocabulary.accounts)
    texts = paths or sorted(path for path in SAMPLES.iterdir() if path.suffix in (".txt", ".pdf"))
    documents = []
    for path in texts:
        try:
            read = read_document(path, recogniser, "never")
        except UnreadableFile:
            continue  # a scan
        documents.append(replace(extract(read, vocabulary, language), path=path.name))
    return [document for document in documents if figures(document)] + ([] if paths else [department(400)])


def as_ocr(document: Document) -> Document:
    tables = tuple(
        replace(table, cells=tuple(replace(cell, ocr_score=SCORE) for cell in table.cells)) for table in document.tables
    )
    return replace(document, tables=tables)


def figures(document: Document) -> list[Cell]:
    return [cell for table in document.tables for cell in table.cells]


def with_errors(document: Document, rate: float, draw: random.Random, slips: str, digits: Digits) -> Document:
    tables = []
    for table in document.tables:
        cells = list(table.cells)
        for at, cell in enumerate(cells):
            if cell.value is not None and draw.random() < rate:
                text = slipped(cell.value, draw, slips, digits)
                value = Decimal(text)
                cells[at] = replace(cell, text=text, value=value, value_wan=to_wan(value, table.unit))
        tables.append(replace(table, cells=tuple(cells)))
    return replace(document, tables=tuple(tables))


def slipped(value: Decimal, draw: random.Random, slips: str, digits: Digits) -> str:
    """The number with one slip, as it is read."""
    written = f"{value:f}"
    if slips == "likely":
        others = readings(value, written, digits)
        return f"{draw.choices(list(others), [10**-cost for cost in others.values()])[0]:f}"
    at = draw.choice([at for at, character in enumerate(written) if character.isdigit()])
    return written[:at] + draw.choice([digit for digit in "0123456789" if digit != written[at]]) + written[at + 1 :]


if __name__ == "__main__":
    sys.exit(main())
