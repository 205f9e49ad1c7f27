"""Scanned tables in miniature, with or without a slip of the recogniser."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from pipeline.amounts import read_number
from pipeline.checks import find_equations
from pipeline.document import Cell, Document, Table
from pipeline.repair import repair
from pipeline.vocabulary.digits import Digits, load_digits

Mended = dict[str, tuple[Decimal | None, Decimal | None]]


@pytest.fixture(scope="session")
def digits() -> Digits:
    return load_digits()


@pytest.fixture
def scanned() -> Callable[..., Document]:
    """scanned("expenditure", ["合计", "基本支出"], "208 社会保障 | 1.20 | 1.20", …): a string a row; `-` for no code."""

    def make(kind: str, columns: list[str], *rows: str, score: float | None = 0.95) -> Document:
        cells = []
        for at, row in enumerate(rows):
            head, *texts = (part.strip() for part in row.split("|"))
            code, _, name = head.partition(" ")
            for column, (path, text) in enumerate(zip(columns, texts, strict=True)):
                value = read_number(text)
                own = None if code == "-" else code
                cells.append(Cell("d-t01", at, column, own, name, path, text, value, value, 1, ocr_score=score))
        table = Table("d-t01", kind, kind, "万元", 1, 1, len(rows), len(columns), 1.0, False, tuple(cells))
        return Document("d" * 64, "report.pdf", "application/pdf", tables=(table,))

    return make


@pytest.fixture
def mended(digits: Digits) -> Callable[[Document], Mended]:
    """What repair changes: text as read → (number as read, number as mended)."""

    def make(document: Document) -> Mended:
        after = repair(document, find_equations, digits)
        pairs = zip(document.tables[0].cells, after.tables[0].cells, strict=True)
        found: Mended = {}
        for before, now in pairs:
            if before != now:
                found[before.text] = (now.repaired_from, now.value)
                expected = replace(before, value=now.value, value_wan=now.value, repaired_from=now.repaired_from)
                assert now == expected, "nothing else of a cell may change"
                assert before.value in (None, now.repaired_from)
        return found

    return make
