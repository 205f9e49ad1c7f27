"""A corpus on disk of reports in miniature: each a few figures with their keys, and what the text claims of them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from pipeline.document import Cell, Document, Identity, Page, Section, Statement, Table
from pipeline.export.parquet import Corpus, Known
from pipeline.export.rows import Entry
from pipeline.export.staged import encode
from pipeline.panel.build import open_panel


def report(path: str, figures: dict[str, str], claims: tuple[dict[str, Any], ...] = (), *, agency: str = "云溪县水务局",
           year: int | None = 2023, kind: str = "final", region: str = "430603", scope: str | None = "department",
           title: str | None = None, grade: str = "verified", ocr: bool = False) -> Document:  # fmt: skip
    """A report; `figures` are `"indicator fund phase": amount in 万元`, of which each stands in a row of one table."""
    doc_id = hashlib.sha256(path.encode()).hexdigest()
    cells = []
    for row, (key, amount) in enumerate(figures.items()):
        indicator, fund, phase = key.split()
        value = Decimal(amount)
        cells.append(Cell(f"{doc_id[:12]}-t01", row, 1, None, indicator, "合计", amount, value, value, 2, (0.1, 0.2, 0.3, 0.4),
                          grade=grade, unit="万元", indicator_id=indicator, fund=None if fund == "-" else fund,
                          phase=phase))  # fmt: skip
    table = Table(f"{doc_id[:12]}-t01", "overall", "收支总表", "万元", 2, 2, len(cells), 2, 1.0, False, tuple(cells))
    section = Section(f"{doc_id[:12]}-s001", None, 1, "一、", "“三公”经费", "three_public", 1.0, 3, 3, "…")
    statements = tuple(_claim(doc_id, at, kind, claim) for at, claim in enumerate(claims))
    return Document(
        doc_id, path, "text/plain", (Page(1, (), origin="ocr" if ocr else "text"), Page(2, ())),
        Identity(title, agency, region, region, "湖南省", "岳阳市", "云溪区", year, kind, scope),
        (section,), (table,) if cells else (), statements,
    )  # fmt: skip


def _claim(doc_id: str, at: int, kind: str, said: dict[str, Any]) -> Statement:
    """A claim; what is not said of it is as in `“三公”经费比上年增加…`."""
    words: dict[str, Any] = {
        "statement_id": f"{doc_id[:12]}-m{at:03}", "section_id": f"{doc_id[:12]}-s001", "section_label": "three_public",
        "kind": "change", "indicator": "“三公”经费", "base": "prior_year", "direction": "increase", "amount": None,
        "percent": None, "reason": None, "sentence": "…", "page": 3, "char_start": 0, "char_end": 1, "score": 0.9,
        "indicator_id": "three_public", "fund": "general", "phase": kind, "current_source": "text",
    }  # fmt: skip
    given = {name: Decimal(v) if name in ("amount", "percent", "current", "base_amount") and v is not None else v
             for name, v in said.items()}  # fmt: skip
    return Statement(**(words | given))


@pytest.fixture
def write(tmp_path):
    """Reports → the folder of a corpus that holds them."""

    def _write(*documents: Document) -> Path:
        corpus = Corpus(tmp_path / "corpus")
        for document in documents:
            entry = Entry(document, None, 0.1, "0123456789abcdef")
            corpus.add(
                document.doc_id, encode(entry), Known(document.path, entry.status, entry.reason, 2, "0123456789abcdef")
            )
        corpus.close()
        return corpus.folder

    return _write


@pytest.fixture
def panel(write):
    """Reports → the rows of their panel, as `(indicator fund phase, year): row`, and what else the database holds."""

    @contextmanager
    def _panel(*documents: Document) -> Iterator[Any]:
        with open_panel(write(*documents)) as connection:
            yield connection

    return _panel


def rows(connection: Any, *names: str, where: str = "true") -> list[tuple[Any, ...]]:
    """Columns of the panel as text, in order of the key."""
    query = f"SELECT {', '.join(names)} FROM panel WHERE {where} ORDER BY agency, year, indicator_id, fund, phase"
    return [tuple(_plain(value) for value in row) for row in connection.execute(query).fetchall()]


def _plain(value: Any) -> Any:
    return f"{value.normalize():f}" if isinstance(value, Decimal) else value
