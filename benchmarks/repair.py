"""Digit repair as an error-correcting code: errors in, what is mended, missed and wrongly changed, and how long it takes.

    python benchmarks/repair.py [--seeds N] [--slips any|likely] [DOCUMENT ...]

Takes clean documents (the sample reports whose text needs no OCR, with every number as if OCR had read it, and a
department built to size), puts an error of one digit into a share of their numbers, and mends them. `pipeline evaluate
repair` measures the same on the samples alone; here are times, other documents, and the case without an error.
Wrongly changed counts the untouched numbers that were changed, of all untouched numbers.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from checks import department

from pipeline.evaluate.injection import Outcome, as_ocr, clean_documents, figures, inject
from pipeline.evaluate.parts.repair import DRAWS
from pipeline.vocabulary.digits import load_digits

SAMPLES = Path(__file__).parents[1] / "annotations" / "samples"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("documents", nargs="*", type=Path)
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--slips", choices=("any", "likely"), default="any")
    options = parser.parse_args()
    digits = load_digits()
    documents = clean_documents(options.documents or sorted(SAMPLES.iterdir()))
    if not options.documents:
        documents.append(as_ocr(department(400)))
    print(f"{len(documents)} documents, {sum(len(figures(d)) for d in documents)} numbers, {options.seeds} draws each")
    heads = (("rate", 6), ("errors", 7), ("mended", 8), ("missed", 8), ("third", 7), ("wrong per 1000", 15), ("ms", 6))
    print(" ".join(f"{head:>{width}}" for head, width in heads) + "   most")
    for rate in (0.0, *DRAWS):
        told(rate, inject(documents, rate, options.seeds, options.slips, digits), len(documents) * options.seeds)
    return 0


def told(rate: float, outcome: Outcome, runs: int) -> None:
    errors = max(1, outcome.injected)
    print(
        f"{rate:6.1%} {outcome.injected:7d} {outcome.mended / errors:8.1%} {outcome.missed / errors:8.1%}"
        f" {outcome.third / errors:7.1%} {1000 * outcome.wrong / max(1, outcome.untouched):15.2f}"
        f" {1000 * outcome.seconds / runs:6.0f} {1000 * outcome.slowest:6.0f}"
    )


if __name__ == "__main__":
    sys.exit(main())
