"""docs/contract.md says of every column what it is, and nothing of columns that are not there."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pyarrow as pa
import pytest

from pipeline.export.schema import AMOUNT, SCHEMAS
from pipeline.report.words import TYPES
from pipeline.vocabulary.headings import LABELS

ROOT = Path(__file__).parents[2]
CONTRACT = (ROOT / "docs" / "contract.md").read_text("utf-8")
CALLED = {
    pa.string(): "text",
    pa.int32(): "whole",
    pa.float64(): "number",
    pa.bool_(): "yes/no",
    AMOUNT: "amount",
    pa.list_(pa.string()): "texts",
    pa.list_(pa.float64()): "numbers",
}


def part(heading: str) -> str:
    """What stands under a heading, up to the next."""
    found = re.search(rf"^### {re.escape(heading)}.*?\n(.*?)(?=^##|\Z)", CONTRACT, re.MULTILINE | re.DOTALL)
    assert found, heading
    return found[1]


@pytest.mark.parametrize("table", SCHEMAS)
def test_every_column_is_told_with_its_type_in_order(table):
    told = re.findall(r"^\| `(\w+)` \| ([\w/]+) \| (.+) \|$", part(f"{table}:"), re.MULTILINE)
    assert [(name, kind) for name, kind, _ in told] == [(field.name, CALLED[field.type]) for field in SCHEMAS[table]]
    assert all(len(says) > 3 for _, _, says in told)


def test_labels_and_types_are_those_of_the_program():
    assert set(re.findall(r"`(\w+)`", part("3.1"))) == set(LABELS)
    assert set(re.findall(r"`(\w+)`", part("3.2"))) == set(TYPES)


@pytest.mark.parametrize(
    ("table", "column", "known"),
    [("documents", "status", "Status"), ("cells", "grade", "Grade"), ("checks", "severity", "Severity"),
     ("documents", "report_type", "ReportType"), ("documents", "scope", "Scope")],
)  # fmt: skip
def test_what_a_field_may_say_is_listed(table, column, known):
    import pipeline.document

    (row,) = re.findall(rf"^\| `{column}` .*$", part(f"{table}:"), re.MULTILINE)
    assert set(re.findall(r"`(\w+)`", row)) >= set(get_args(getattr(pipeline.document, known)))


def test_sections_that_the_package_cites_are_there():
    """CONTRACT 3.2, CONTRACT section 4: numbers of headings of this page."""
    headings = set(re.findall(r"^##+ (\d(?:\.\d)?)", CONTRACT, re.MULTILINE))
    cited = {
        number
        for path in (ROOT / "pipeline").rglob("*.*")
        if path.suffix in (".py", ".toml")
        for number in re.findall(r"CONTRACT (?:section )?(\d(?:\.\d)?)", path.read_text("utf-8"))
    }
    assert cited
    assert cited <= headings


def test_links_between_pages_lead_somewhere():
    for page in [*(ROOT / "docs").rglob("*.md"), *ROOT.glob("*.md")]:
        for link in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text("utf-8")):
            assert (page.parent / link).exists(), f"{page.name}: {link}"
