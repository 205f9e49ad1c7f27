"""Errors put into a clean document: counted as what they are."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from pipeline.document import Cell, Document, Table
from pipeline.evaluate.injection import Outcome, as_ocr, figures, inject
from pipeline.vocabulary.digits import load_digits

ROWS = (("201", "一般公共服务支出", "30.12", "21.08", "9.04"), ("208", "社会保障和就业支出", "4.35", "4.35", "0.00"),
        ("221", "住房保障支出", "6.50", "5.41", "1.09"), (None, "合计", "40.97", "30.84", "10.13"))  # fmt: skip


@pytest.fixture
def clean() -> Document:
    cells = tuple(
        Cell("d-t1", at, column, code, name, path, value, Decimal(value), Decimal(value), 1)
        for at, (code, name, *values) in enumerate(ROWS)
        for column, (path, value) in enumerate(zip(("合计", "基本支出", "项目支出"), values, strict=True))
    )
    table = Table("d-t1", "expenditure", "支出决算表", "万元", 1, 1, 4, 5, 1.0, False, cells)
    return as_ocr(Document("d" * 64, "a.txt", "text/plain", tables=(table,)))


def test_the_same_seed_puts_in_the_same_errors(clean: Document) -> None:
    one, other = (inject([clean], 0.2, 6, "any", load_digits()) for _ in range(2))
    assert (one.injected, one.mended, one.missed, one.third, one.wrong) == (
        other.injected, other.mended, other.missed, other.third, other.wrong)  # fmt: skip
    assert one.injected > 4
    assert one.mended + one.missed + one.third == one.injected
    assert one.injected + one.untouched == 6 * 12
    assert one.mended >= one.injected / 2


def test_without_errors_nothing_changes(clean: Document) -> None:
    outcome = inject([clean], 0.0, 2, "likely", load_digits())
    assert (outcome.injected, outcome.wrong, outcome.untouched) == (0, 0, 24)


def test_each_number_is_counted_as_what_became_of_it(clean: Document) -> None:
    def with_values(changes: dict[int, str]) -> Document:
        cells = tuple(
            replace(cell, value=Decimal(changes[at])) if at in changes else cell
            for at, cell in enumerate(figures(clean))
        )
        return replace(clean, tables=(replace(clean.tables[0], cells=cells),))

    outcome = Outcome()
    broken, mended = with_values({0: "36.12", 1: "27.08", 2: "9.84"}), with_values({1: "27.08", 2: "9.14", 3: "4.36"})
    outcome.add(clean, broken, mended)
    assert (outcome.injected, outcome.mended, outcome.missed, outcome.third) == (3, 1, 1, 1)
    assert (outcome.untouched, outcome.wrong) == (9, 1)
