"""One small document with something of everything, and a corpus that holds it."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from pipeline.document import Cell, Check, Document, Identity, Line, Page, Section, Statement, Table
from pipeline.export.parquet import Corpus, Known
from pipeline.export.rows import Entry
from pipeline.export.staged import encode

Keep = Callable[..., None]


@pytest.fixture
def document() -> Document:
    """A scanned report of an invented bureau: two cells (元), one statement, one check."""
    doc_id = "0" * 12 + "f" * 52
    short = doc_id[:12]
    cells = (
        Cell(f"{short}-t01", 0, 2, "2010301", "行政运行", "合计", "1,200,345.60", Decimal("1200345.60"),
             Decimal("120.034560"), 2, (0.5, 0.25, 0.75, 0.5), 0.98),
        Cell(f"{short}-t01", 0, 3, "2010301", "行政运行", "基本支出", "=1+1", None, None, 2),
    )  # fmt: skip
    table = Table(f"{short}-t01", "expenditure", "支出决算表", "元", 2, 2, 1, 4, 0.9, False, cells)
    section = Section(f"{short}-s001", None, 1, "一、", "收入情况", "income", 0.8, 1, 1, "收入较上年持平。")
    statement = Statement(
        statement_id=f"{short}-m001",
        section_id=section.section_id,
        section_label="income",
        kind="change",
        indicator="收入",
        base="prior_year",
        direction="flat",
        amount=None,
        percent=None,
        reason=None,
        sentence="收入较上年持平",
        page=1,
        char_start=0,
        char_end=7,
        score=0.9,
    )
    check = Check(
        check_id=f"{short}-c001",
        rule="rate_follows_from_amounts",
        status="fail",
        severity="error",
        expected=Decimal(1) / Decimal(3),
        actual=Decimal("0.5"),
        difference=Decimal("0.1666666666666666666"),
        tolerance=Decimal("0.01"),
        message="1 ÷ 3 = 0.33，印作 0.5",
        evidence=(cells[0].cell_id, statement.statement_id),
    )
    return Document(
        doc_id=doc_id,
        path="云溪县/决算.pdf",
        media_type="application/pdf",
        pages=(Page(1, (Line("收入较上年持平。", 1),)), Page(2, (), width=595, height=842, origin="ocr")),
        identity=Identity(
            title="2023年度部门决算",
            agency="云溪县水务局",
            province="南江省",
            fiscal_year=2023,
            report_type="final",
            scope="department",
        ),
        sections=(section,),
        tables=(table,),
        statements=(statement,),
        checks=(check,),
    )


@pytest.fixture
def corpus(document: Document, tmp_path: Path, keep: Keep) -> Path:
    """A corpus folder that holds the document."""
    folder = tmp_path / "corpus"
    store = Corpus(folder)
    keep(store, document)
    store.close()
    return folder


@pytest.fixture
def keep() -> Keep:
    """Put a document into an open corpus, as a run would."""

    def keep(store: Corpus, document: Document, made_by: str = "v1") -> None:
        entry = Entry(document, seconds=1.5, made_by=made_by)
        known = Known(document.path, entry.status, entry.reason, len(document.pages), made_by)
        store.add(document.doc_id, encode(entry), known)

    return keep
