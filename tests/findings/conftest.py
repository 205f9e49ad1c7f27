"""A corpus of three invented reports: one with two findings, one with one, one with none."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from pipeline.document import Cell, Check, Document, Line, Page, Section, Table
from pipeline.export.parquet import Corpus, Known
from pipeline.export.rows import Entry
from pipeline.export.staged import encode


def report(name: str, first: str, *checks: Check) -> Document:
    short = first * 12
    cell = Cell(f"{short}-t01", 4, 2, None, "合计", "合计", "36.05", Decimal("36.05"), Decimal("36.05"), 7)
    table = Table(f"{short}-t01", "expenditure", "支出预算表", "万元", 7, 7, 5, 3, 1.0, False, (cell,))
    section = Section(f"{short}-s003", None, 1, "", "", "three_public", 1.0, 11, 11, "公务接待费2.10元。")
    page = Page(1, (Line("支出预算表", 1),))
    return Document(first * 64, name, "application/pdf", (page,), sections=(section,), tables=(table,), checks=checks)


def failed(number: int, first: str, severity: str, message: str, *evidence: str) -> Check:
    rule = "amount_is_in_its_unit" if severity == "unit" else "total_is_sum_of_codes"
    return Check(f"{first * 12}-c{number:03d}", rule, "fail", severity, Decimal("41.37"), Decimal("36.05"),  # type: ignore[arg-type]
                 Decimal("-5.32"), Decimal("0.015"), message, evidence)  # fmt: skip


@pytest.fixture(scope="session")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("checked") / "corpus"
    passed = Check(f"{'a' * 12}-c002", "income_equals_expenditure", "pass", None, None, None, None, None, "", ())
    sum_fails = failed(0, "a", "error", "合计: 33.15 + 8.22 = 41.37, printed 36.05 (万元)", f"{'a' * 12}-t01-r4c2")
    unit_slip = failed(1, "a", "unit", "公务接待费 2.10元: 万元 is meant", f"{'a' * 12}-s003@5")
    last_digit = failed(0, "b", "rounding", "基本支出 8.22 ≠ 8.23", f"{'b' * 12}-t01-r4c2")
    store = Corpus(folder)
    for document in (
        report("青岚县/预算.pdf", "a", unit_slip, sum_fails, passed),
        report("白鹭镇.pdf", "b", last_digit),
        report("云溪县.pdf", "c", passed),
    ):
        entry = Entry(document, seconds=1.0, made_by="v1")
        store.add(document.doc_id, encode(entry), Known(document.path, entry.status, entry.reason, 1, "v1"))
    store.close()
    return folder


@pytest.fixture
def doubtful(tmp_path: Path) -> Path:
    """One report with one failure that a misread cell may have caused."""
    store = Corpus(tmp_path / "corpus")
    check = failed(0, "a", "reading", "合计: 33.15 + 8.22 = 41.37, printed 36.05 (万元)", f"{'a' * 12}-t01-r4c2")
    document = report("青岚县/预算.pdf", "a", check)
    entry = Entry(document, seconds=1.0, made_by="v1")
    store.add(document.doc_id, encode(entry), Known(document.path, entry.status, entry.reason, 1, "v1"))
    store.close()
    return tmp_path / "corpus"
