"""Tables of the annotated reports, built from their gold facts: no false alarm, most numbers proven, none wrongly.

Of real files as they are found, what is a promise: no false alarm, and none proven wrongly. How many of their numbers
are proven is measured (docs/evaluation.md), not asked for here.
"""

from __future__ import annotations

import json
import random
from collections import defaultdict
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from pipeline.amounts import to_wan
from pipeline.checks import grade, run_rules
from pipeline.document import Cell, Document, Table

PROVEN = 0.85  # of the numbers of each report, those of real files apart
RIGHT = 0.999  # of the numbers graded verified, with one number in fifty misread
OUTER = ("资金性质", "本年一般公共预算基本支出", "一般公共预算基本支出")  # headings over all columns, kept in the gold


@pytest.fixture(scope="module")
def reports(shared: Path) -> list[Document]:
    units = {}
    facts: dict[str, dict[str, list[dict[str, object]]]] = defaultdict(lambda: defaultdict(list))
    for path in sorted(shared.glob("gold/*/*.tables.jsonl")):
        for row in map(json.loads, path.read_text("utf-8").splitlines()):
            for kind in row["type"] if isinstance(row["type"], list) else [row["type"]]:
                units[row["doc"], kind] = row["unit"]
    folders = {}
    for path in sorted(shared.glob("gold/*/*.facts.jsonl")):
        for row in map(json.loads, path.read_text("utf-8").splitlines()):
            if not row["table"].startswith("performance") and not row.get("debatable"):
                facts[row["doc"]][row["table"]].append(row)
                folders[row["doc"]] = path.parent.name
    return [
        Document(
            doc_id=doc.ljust(12, "_"),
            path=f"{folders[doc]}/{doc}",
            media_type="text/plain",
            tables=tuple(
                _table(f"{doc.ljust(12, '_')[:12]}-t{at:02d}", kind, rows, units.get((doc, kind)))
                for at, (kind, rows) in enumerate(tables.items())
            ),
        )
        for doc, tables in facts.items()
    ]


def _table(table_id: str, kind: str, facts: list[dict[str, object]], unit: str | None) -> Table:
    rows: dict[object, int] = {}
    columns: dict[str, int] = {}
    cells = []
    for fact in facts:
        place = (fact["page"], fact["row"]) if "row" in fact else fact["line"]
        path = _fullest(fact["column"])
        path = path.split("/", 1)[1] if path.split("/")[0] in OUTER else path
        column = fact.get("col", columns.setdefault(path, len(columns)))
        value = Decimal(str(fact["value"]))
        cells.append(
            Cell(
                table_id,
                rows.setdefault(place, len(rows)),
                int(str(column)),
                None if fact["row_code"] is None else str(fact["row_code"]),
                _first(fact["row_name"]),
                path,
                str(fact["value"]),
                value,
                to_wan(value, unit),
                1,
            )
        )
    return Table(table_id, kind, kind, unit, 1, 1, len(rows), len(columns), 1.0, False, tuple(cells))


def _fullest(accepted: object) -> str:
    """Of the accepted paths the one with most steps: 基本支出/人员经费 shows what it is a part of, 人员经费 does not."""
    return max(map(str, accepted if isinstance(accepted, list) else [accepted]), key=lambda path: path.count("/"))


def _first(accepted: object) -> str:
    return str(accepted[0] if isinstance(accepted, list) else accepted or "")


def test_no_false_alarm(reports):
    assert [
        (document.path, check.message)
        for document in reports
        for check in run_rules(document)
        if check.status == "fail"
    ] == []


def test_most_numbers_are_proven(reports):
    for document in reports:
        if document.path.startswith("real/"):
            continue
        grades = [cell.grade for table in grade(document, run_rules(document)).tables for cell in table.cells]
        assert grades.count("verified") / len(grades) >= PROVEN, document.path


def test_numbers_that_are_proven_are_right(reports):
    """With single digits misread all over: of the numbers graded verified nearly all are the printed ones."""
    chance = random.Random(20)
    right = wrong = 0
    for document in reports:
        for _ in range(5):
            damaged = _damaged(document, chance)
            graded = grade(damaged, run_rules(damaged))
            for table, printed in zip(graded.tables, document.tables, strict=True):
                for cell, truth in zip(table.cells, printed.cells, strict=True):
                    if cell.grade == "verified":
                        right, wrong = right + (cell.value == truth.value), wrong + (cell.value != truth.value)
    assert right / (right + wrong) >= RIGHT


def _damaged(document: Document, chance: random.Random) -> Document:
    tables = []
    for table in document.tables:
        cells = [
            replace(cell, value=value, value_wan=to_wan(value, table.unit))
            for cell in table.cells
            for value in (_misread(cell.value or Decimal(0), chance),)
        ]
        tables.append(replace(table, cells=tuple(cells)))
    return replace(document, tables=tuple(tables))


def _misread(value: Decimal, chance: random.Random) -> Decimal:
    text = str(value)
    if chance.random() > 1 / 50:
        return value
    place = chance.choice([at for at, character in enumerate(text) if character.isdigit()])
    digit = chance.choice([digit for digit in "0123456789" if digit != text[place]])
    return Decimal(text[:place] + digit + text[place + 1 :])
