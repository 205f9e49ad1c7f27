"""Reports in miniature: tables from a few printed rows, statements and sections from a sentence."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal

import pytest
from spacy.language import Language

from pipeline.amounts import read_number, to_wan
from pipeline.checks import run_rules, with_levels
from pipeline.document import Cell, Check, Document, Section, Statement, Table
from pipeline.statements import find_statements
from pipeline.statements.language import load_language
from pipeline.statements.scores import load_scores
from pipeline.vocabulary.accounts import load_accounts
from pipeline.vocabulary.cues import load_cues

Printed = Mapping[str, str]
MakeTable = Callable[..., Table]
MakeDocument = Callable[..., Document]
MakeStatement = Callable[..., Statement]
MakeSection = Callable[..., Section]

DOC_ID = "5f1c" * 16
CUES = load_cues()


@pytest.fixture
def table() -> MakeTable:
    """table(kind, "208 社会保障和就业支出 | 合计=10.82, 基本支出=10.82", …): a string a row; `-` for no code."""

    def make(kind: str, *rows: str, unit: str = "万元", number: int = 0) -> Table:
        table_id = f"{DOC_ID[:12]}-t{number:02d}"
        cells: list[Cell] = []
        columns: dict[str, int] = {}
        for at, row in enumerate(rows):
            head, figures = row.split("|")
            code, _, name = head.strip().partition(" ")
            for pair in figures.split(","):
                path, text = pair.strip().split("=")
                value = read_number(text.removesuffix("%"))
                wan = None if value is None or text.endswith("%") else to_wan(value, unit)
                column = columns.setdefault(path, len(columns))
                row_code = None if code == "-" else code
                cells.append(Cell(table_id, at, column, row_code, name or None, path, text, value, wan, 1))
        return Table(table_id, kind, kind, unit, 1, 1, len(rows), len(columns), 1.0, False, tuple(cells))

    return make


@pytest.fixture
def section() -> MakeSection:
    def make(text: str, label: str = "three_public", number: int = 0) -> Section:
        return Section(f"{DOC_ID[:12]}-s{number:03d}", None, 1, "", "", label, 1.0, 1, 1, text)

    return make


@pytest.fixture
def statement() -> MakeStatement:
    """statement(section, "增加1.20万元，增长4.00%", amount="1.20", percent="4.00", …): a claim in these words."""

    def make(
        section: Section,
        words: str,
        kind: str = "change",
        indicator: str = "“三公”经费",
        base: str | None = "prior_year",
        direction: str | None = None,
        amount: str | None = None,
        percent: str | None = None,
        number: int = 0,
    ) -> Statement:
        start = section.text.index(words)
        before = max(section.text.rfind(mark, 0, start) for mark in "。\n") + 1
        after = section.text.find("。", start)
        return Statement(
            f"{DOC_ID[:12]}-m{number:03d}",
            section.section_id,
            section.label,
            kind,  # type: ignore[arg-type]
            indicator,
            base,  # type: ignore[arg-type]
            direction,  # type: ignore[arg-type]
            Decimal(amount) if amount else None,
            Decimal(percent) if percent else None,
            None,
            section.text[before : after + 1 if after >= 0 else None],
            1,
            start,
            start + len(words),
            1.0,
        )

    return make


@pytest.fixture
def document() -> MakeDocument:
    """document(tables and sections and statements, in any order)."""

    def make(*parts: Table | Section | Statement) -> Document:
        return Document(
            doc_id=DOC_ID,
            path="report.pdf",
            media_type="application/pdf",
            tables=tuple(part for part in parts if isinstance(part, Table)),
            sections=tuple(part for part in parts if isinstance(part, Section)),
            statements=tuple(part for part in parts if isinstance(part, Statement)),
        )

    return make


@pytest.fixture(scope="session")
def language() -> Language:
    """The pipeline of statements, with its scores."""
    return load_language(CUES, load_accounts(), load_scores())


@pytest.fixture
def report(document: MakeDocument, language: Language) -> MakeDocument:
    """report(section or table, …): the parts with every statement that their text makes, and its amounts."""

    def make(*parts: Table | Section) -> Document:
        sections = tuple(part for part in parts if isinstance(part, Section))
        return with_levels(document(*parts, *find_statements(sections, CUES, language, DOC_ID)))

    return make


@pytest.fixture
def wrong(report: MakeDocument) -> Callable[..., list[tuple[str, str | None, str]]]:
    """What a linter would print of a report's sections and tables: (rule, severity, message) of every failure."""

    def make(*parts: Table | Section) -> list[tuple[str, str | None, str]]:
        return [(c.rule, c.severity, c.message) for c in run_rules(report(*parts)) if c.status == "fail"]

    return make


@pytest.fixture
def findings(document: MakeDocument) -> Callable[..., list[tuple[str, str | None, str]]]:
    """What a linter would print of these parts: (rule, severity, message) of every failure."""

    def make(*parts: Table | Section | Statement) -> list[tuple[str, str | None, str]]:
        return [(c.rule, c.severity, c.message) for c in run_rules(document(*parts)) if c.status == "fail"]

    return make


@pytest.fixture
def messages(document: MakeDocument) -> Callable[..., list[str]]:
    """The messages of one rule's checks: messages(rule, parts…)."""

    def make(rule: str, *parts: Table | Section | Statement) -> list[str]:
        checks: tuple[Check, ...] = run_rules(document(*parts))
        return [f"{check.status}: {check.message}" for check in checks if check.rule == rule]

    return make
