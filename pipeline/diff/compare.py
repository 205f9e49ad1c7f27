"""Two corpora row by row: rows are one where they stand at one place of one document, for ids change with the version."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from pipeline.export.query import Questions, Row

EXAMPLES: Final = 3
_CORRECTED: Final = re.compile(r" corrections=\w+")


@dataclass(frozen=True, slots=True)
class Table:
    """How the rows of a table are told apart, and which of their fields are compared."""

    place: tuple[str, ...]  # SQL: what stays the same from version to version
    order: str
    words: str  # SQL: what a person is shown
    page: str
    fields: tuple[str, ...]
    told: tuple[str, ...] = ()  # fields whose changes are told as from → to


TABLES: Final[Mapping[str, Table]] = {
    "documents": Table(("doc_id",), "doc_id", "path", "1", ("status", "agency", "region_code", "fiscal_year", "report_type", "scope"),
                       ("status", "report_type")),
    "tables": Table(("doc_id", "page_start", "title"), "table_id", "title", "page_start", ("type", "unit", "n_rows", "n_columns", "empty"),
                    ("type", "unit")),
    "cells": Table(
        ("doc_id", "page", "line", "address", "text", "list_transform(bbox, lambda side: round(side, 2))"),
        'table_id, row, "column"', "concat_ws(' | ', row_code, row_name, column_path)", "page",
        ("row_code", "row_name", "column_path", "value", "unit", "value_wan", "grade", "indicator_id", "fund", "phase"),
        ("grade", "unit"),
    ),
    "statements": Table(
        ("doc_id", "page", "sentence", "kind"), "char_start, statement_id", "sentence", "page",
        ("indicator", "base", "direction", "amount", "percent", "reason", "grade", "indicator_id", "fund", "phase"),
        ("grade", "direction", "base"),
    ),
    "checks": Table(("doc_id", "rule", "message"), "check_id", "message", "1", ("status", "severity"), ("status",)),
}  # fmt: skip


@dataclass(slots=True)
class Changes:
    """Of one table: rows that came and went, and of those that stayed which fields changed."""

    same: int = 0
    came: int = 0
    went: int = 0
    changed: int = 0
    fields: Counter[str] = field(default_factory=Counter)
    ways: Counter[tuple[str, str, str]] = field(default_factory=Counter)  # field, before, after
    examples: dict[str, list[Row]] = field(default_factory=dict)  # field → where, before, after
    documents: set[str] = field(default_factory=set)


def compare(corpora: Questions, name: str) -> Changes:
    """One table of two corpora (`before_NAME` and `NAME`), of the documents that both have."""
    table = TABLES[name]
    fields = [each for each in table.fields if each in _columns(corpora, name) & _columns(corpora, f"before_{name}")]
    found = Changes()
    counts = corpora.rows(f"{_joined(name, fields)} SELECT count(*) FILTER (a.place IS NULL) AS came, "
                          "count(*) FILTER (b.place IS NULL) AS went, count(*) AS n FROM a FULL JOIN b USING (place, n)")[0]  # fmt: skip
    found.came, found.went = counts["came"], counts["went"]
    differ = " OR ".join(f'a."{each}" IS DISTINCT FROM b."{each}"' for each in fields)
    shown = ", ".join(f'a."{each}" AS "a_{each}", b."{each}" AS "b_{each}"' for each in fields)
    for row in corpora.each(f"{_joined(name, fields)} SELECT b.doc_id, b.words, b.page, {shown} FROM a JOIN b USING (place, n) "
                            f"WHERE {differ} ORDER BY b.doc_id, b.page, b.words"):  # fmt: skip
        found.changed += 1
        found.documents.add(row["doc_id"])
        for each in fields:
            before, after = row[f"a_{each}"], row[f"b_{each}"]
            if before != after:
                found.fields[each] += 1
                if each in table.told:
                    found.ways[each, str(before), str(after)] += 1
                examples = found.examples.setdefault(each, [])
                if len(examples) < EXAMPLES:
                    where = {"doc_id": row["doc_id"], "page": row["page"], "words": row["words"]}
                    examples.append({**where, "before": before, "after": after})
    found.same = counts["n"] - found.came - found.went - found.changed
    return found


def _columns(corpora: Questions, name: str) -> set[str]:
    return {
        row["column_name"]
        for row in corpora.rows("SELECT column_name FROM information_schema.columns WHERE table_name = ?", [name])
    }


def _joined(name: str, fields: list[str]) -> str:
    """`a` the rows before, `b` those of now, each with its place and the how manieth it is there."""
    table = TABLES[name]
    place = ", ".join(f"coalesce(({part})::VARCHAR, '')" for part in table.place)
    shown = ", ".join(f'"{each}"' for each in fields)
    one = (
        f"SELECT hash({place}) AS place, row_number() OVER (PARTITION BY {place} ORDER BY {table.order}) AS n, doc_id, "
        f"{table.words} AS words, {table.page} AS page, {shown} FROM {{0}} WHERE doc_id IN (SELECT doc_id FROM {{1}})"
    )
    before, now = one.format(f"before_{name}", "documents"), one.format(name, "before_documents")
    return f"WITH a AS ({before}), b AS ({now})"


def why(corpora: Questions) -> dict[str, Counter[str]]:
    """Document → what made its answers anew: the program, its corrections, neither; and documents of one corpus alone."""
    rows = corpora.rows(
        "SELECT a.made_by AS before, b.made_by AS now, a.doc_id IS NULL AS came, b.doc_id IS NULL AS went "
        "FROM before_documents a FULL JOIN documents b USING (doc_id)"
    )
    found: Counter[str] = Counter()
    for row in rows:
        if row["came"] or row["went"]:
            found["only in the new corpus" if row["came"] else "only in the old corpus"] += 1
            continue
        before, now = row["before"] or "", row["now"] or ""
        program = _CORRECTED.sub("", before) != _CORRECTED.sub("", now)
        corrected = _CORRECTED.findall(before) != _CORRECTED.findall(now)
        reasons = [
            reason
            for reason, so in (("the program, its words or options", program), ("its corrections", corrected))
            if so
        ]
        found[" and ".join(reasons) or "made by the same program and corrections"] += 1
    return {"documents": found}


def versions(before: Path, now: Path) -> Iterator[tuple[str, str, str]]:
    """What `run.json` says otherwise of the two: name, before, now."""
    old, new = (_flat(_record(folder)) for folder in (before, now))
    for name in sorted(old.keys() | new.keys()):
        if old.get(name) != new.get(name):
            yield name, str(old.get(name, "–")), str(new.get(name, "–"))


def _record(folder: Path) -> Mapping[str, Any]:
    try:
        record: Mapping[str, Any] = json.loads((folder / "run.json").read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return {
        name: record[name] for name in ("version", "code_sha256", "models", "libraries", "options") if name in record
    }


def _flat(record: Mapping[str, Any], before: str = "") -> dict[str, object]:
    found: dict[str, object] = {}
    for name, value in record.items():
        if isinstance(value, dict):
            found |= _flat(value, f"{before}{name}.")
        elif f"{before}{name}" not in ("options.jobs", "options.memory", "options.timeout", "options.formats"):
            found[f"{before}{name}"] = value
    return found
