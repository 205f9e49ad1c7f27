"""Digit repair as an error-correcting code: errors in, what is mended, missed and wrongly changed."""

from __future__ import annotations

import random
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Final, Literal

from pipeline.amounts import to_wan
from pipeline.checks import find_equations
from pipeline.document import Cell, Document
from pipeline.errors import UnreadableFile
from pipeline.repair import repair
from pipeline.repair.readings import readings
from pipeline.run.tools import extract_file, own_tools
from pipeline.vocabulary.digits import Digits

Slips = Literal["any", "likely"]
_SCORE: Final = 0.95  # of every cell alike: the score says nothing
_RARE: Final = 9.0  # cost of a slip that cannot be undone by one


@dataclass
class Outcome:
    """What became of the numbers of documents into which errors were put."""

    injected: int = 0
    mended: int = 0
    missed: int = 0
    third: int = 0  # touched numbers that were changed to another wrong value
    untouched: int = 0
    wrong: int = 0  # untouched numbers that were changed
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
                self.third += after.value not in (before.value, bad.value)


def inject(documents: Sequence[Document], rate: float, draws: int, slips: Slips, digits: Digits) -> Outcome:
    """Put errors into a share of the numbers of clean documents, several times, and mend them.

    `any`: one digit for any other; `likely`: slips as recognisers make them, drawn from the table of the decoder.
    """
    outcome = Outcome()
    for document in documents:
        for seed in range(draws):
            broken = _with_errors(document, rate, random.Random(f"{seed} {document.doc_id}"), slips, digits)
            begin = time.perf_counter()
            mended = repair(broken, find_equations, digits)
            spent = time.perf_counter() - begin
            outcome.seconds += spent
            outcome.slowest = max(outcome.slowest, spent)
            outcome.add(document, broken, mended)
    return outcome


def clean_documents(paths: Sequence[Path]) -> list[Document]:
    """Documents whose text needs no OCR, extracted, with each number as if OCR had read it; scans are left out."""
    tools = own_tools()
    documents = []
    for path in paths:
        try:
            documents.append(as_ocr(extract_file(path, "never", tools)))
        except UnreadableFile:
            continue  # a scan
    return [document for document in documents if figures(document)]


def as_ocr(document: Document) -> Document:
    """The same with a score for each cell, so that repair may change it."""
    tables = tuple(
        replace(table, cells=tuple(replace(cell, ocr_score=_SCORE) for cell in table.cells))
        for table in document.tables
    )
    return replace(document, tables=tables)


def figures(document: Document) -> list[Cell]:
    """All body cells, in order."""
    return [cell for table in document.tables for cell in table.cells]


def _with_errors(document: Document, rate: float, draw: random.Random, slips: Slips, digits: Digits) -> Document:
    tables = []
    for table in document.tables:
        cells = list(table.cells)
        for at, cell in enumerate(cells):
            if cell.value is not None and draw.random() < rate:
                text = _slipped(cell.value, draw, slips, digits)
                value = Decimal(text)
                cells[at] = replace(cell, text=text, value=value, value_wan=to_wan(value, table.unit))
        tables.append(replace(table, cells=tuple(cells)))
    return replace(document, tables=tuple(tables))


def _slipped(value: Decimal, draw: random.Random, slips: Slips, digits: Digits) -> str:
    """The number with one slip, as it is read."""
    written = f"{value:f}"
    if slips == "likely":
        others = list(readings(value, written, digits))  # whatever is a slip away, weighed as a misreading of this one
        costs = [readings(other, f"{other:f}", digits).get(value, _RARE) for other in others]
        return f"{draw.choices(others, [10**-cost for cost in costs])[0]:f}"
    at = draw.choice([at for at, character in enumerate(written) if character.isdigit()])
    return written[:at] + draw.choice([digit for digit in "0123456789" if digit != written[at]]) + written[at + 1 :]
