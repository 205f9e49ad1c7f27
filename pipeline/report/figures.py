"""What the report tells of a corpus, counted in SQL so that 100,000 documents take a minute and little memory."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pipeline.export.query import Questions, Row

MOST: Final = 40  # rows of a list
KINDS_SHOWN: Final = 12
REASONS: Final = 20_000  # distinct ones, the most frequent, that are grouped
_PERCENT: Final = 100  # a change by more is shown as one by that much

# What stands for a quantity in a document: its largest figure of that phase, of all funds before a part of them.
_AMOUNTS: Final = """
    SELECT d.report_type, max(c.value_wan)::DOUBLE AS amount FROM cells c JOIN documents d USING (doc_id)
    WHERE c.indicator_id IN ({ids}) AND c.value_wan > 0 AND c.phase = d.report_type GROUP BY c.doc_id, d.report_type
"""


@dataclass(frozen=True, slots=True)
class Shares:
    """Of so many numbers, how many are proved, contradicted, neither."""

    name: str
    verified: int
    contradicted: int
    unverified: int

    @property
    def total(self) -> int:
        return self.verified + self.contradicted + self.unverified


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything that the report shows."""

    statuses: dict[str, int]
    years: tuple[int, ...]
    coverage: dict[tuple[str, int], int]  # (two digits of the province, year) → documents
    unplaced: int  # documents without province or year
    agencies: int
    counts: dict[str, int]  # tables, cells, statements
    by_type: tuple[Shares, ...]
    by_province: tuple[Shares, ...]
    claims: Shares
    spending: dict[str, list[float]]  # budget, final → 万元, one for each document
    three_public: dict[str, list[float]]
    changes: list[float]  # percent, signed
    reasons: tuple[tuple[str, str, int], ...]  # reason, direction, times
    findings: tuple[Row, ...]  # rule, severity, times, documents
    worst: tuple[Row, ...]  # single findings
    eyes: tuple[Row, ...]  # documents to be looked at
    made: dict[str, str]  # version, started


def count(corpus: Questions, folder: Path) -> Figures:
    """All figures of a corpus."""
    corpus.run(
        "CREATE TABLE graded AS SELECT table_id, first(doc_id) AS doc_id, count(*) AS n, "
        "count(*) FILTER (grade = 'verified') AS verified, count(*) FILTER (grade = 'contradicted') AS contradicted "
        "FROM cells WHERE value IS NOT NULL GROUP BY table_id"
    )
    placed = corpus.rows(
        "SELECT left(region_code, 2) AS province, fiscal_year AS year, count(*) AS n FROM documents "
        "WHERE status IN ('ok', 'partial') GROUP BY ALL"
    )
    coverage = {(row["province"], row["year"]): row["n"] for row in placed if row["province"] and row["year"]}
    rows = {name: corpus.rows(f"SELECT count(*) AS n FROM {name}")[0]["n"] for name in ("tables", "statements")}
    shares = "sum(g.verified)::BIGINT AS verified, sum(g.contradicted)::BIGINT AS contradicted, sum(g.n)::BIGINT AS n"
    return Figures(
        statuses={row["status"]: row["n"] for row in corpus.rows(
            "SELECT status, count(*) AS n FROM documents GROUP BY status ORDER BY n DESC, status")},
        years=tuple(sorted({year for _, year in coverage})),
        coverage=coverage,
        unplaced=sum(row["n"] for row in placed if not (row["province"] and row["year"])),
        agencies=corpus.rows("SELECT count(DISTINCT (agency, region_code)) AS n FROM documents WHERE agency IS NOT NULL")[0]["n"],
        counts={**rows, "cells": corpus.rows("SELECT coalesce(sum(n), 0)::BIGINT AS n FROM graded")[0]["n"]},
        by_type=_shares(corpus, f"SELECT t.type AS name, {shares} FROM graded g JOIN tables t USING (doc_id, table_id) GROUP BY t.type"),
        by_province=_shares(
            corpus,
            f"SELECT left(d.region_code, 2) AS name, {shares} FROM graded g JOIN documents d USING (doc_id) "
            "WHERE d.region_code IS NOT NULL GROUP BY 1",
        ),
        claims=next(iter(_shares(
            corpus,
            "SELECT '' AS name, count(*) FILTER (grade = 'verified') AS verified, "
            "count(*) FILTER (grade = 'contradicted') AS contradicted, count(*) AS n FROM statements",
        ))),
        spending=_amounts(corpus, "'expenditure_total', 'expenditure'"),
        three_public=_amounts(corpus, "'three_public'"),
        changes=[row["rate"] for row in corpus.each(
            "SELECT least(percent, ?)::DOUBLE * CASE direction WHEN 'decrease' THEN -1 ELSE 1 END AS rate FROM statements "
            "WHERE kind = 'change' AND base = 'prior_year' AND percent > 0 AND direction IN ('increase', 'decrease')",
            [_PERCENT])],
        reasons=tuple((row["reason"], row["direction"], row["n"]) for row in corpus.rows(
            "SELECT reason, coalesce(direction, '') AS direction, count(*) AS n FROM statements WHERE reason IS NOT NULL "
            "GROUP BY ALL ORDER BY n DESC, reason, direction LIMIT ?", [REASONS])),
        findings=tuple(corpus.rows(
            "SELECT rule, severity, count(*) AS times, count(DISTINCT doc_id) AS documents FROM checks WHERE status = 'fail' "
            "GROUP BY rule, severity ORDER BY severity = 'reading', times DESC, rule LIMIT ?", [KINDS_SHOWN])),
        worst=tuple(corpus.rows(
            "SELECT d.path, d.agency, d.fiscal_year, c.severity, c.message, c.rule FROM checks c JOIN documents d USING (doc_id) "
            "WHERE c.status = 'fail' AND c.severity IN ('error', 'unit') "
            "ORDER BY c.severity, abs(coalesce(c.difference, 0)) DESC, d.path, c.check_id LIMIT ?", [MOST])),
        eyes=tuple(_documents_for_eyes(corpus)),
        made=_made(folder),
    )  # fmt: skip


def _shares(corpus: Questions, sql: str) -> tuple[Shares, ...]:
    rows = [row for row in corpus.rows(sql) if row["n"] is not None]
    found = [Shares(row["name"], row["verified"], row["contradicted"], row["n"] - row["verified"] - row["contradicted"])
             for row in rows]  # fmt: skip
    return tuple(sorted(found, key=lambda one: (-one.total, one.name)))


def _amounts(corpus: Questions, ids: str) -> dict[str, list[float]]:
    found: dict[str, list[float]] = {"budget": [], "final": []}
    for row in corpus.each(_AMOUNTS.format(ids=ids)):
        found[row["report_type"]].append(row["amount"])
    return {kind: sorted(amounts) for kind, amounts in found.items()}


def _documents_for_eyes(corpus: Questions) -> Sequence[Row]:
    """Documents that failed or lost something, that say not whose they are, or of which least is proved; the worst first."""
    return corpus.rows(
        "WITH doubt AS (SELECT doc_id, sum(n)::BIGINT AS n, sum(contradicted)::BIGINT AS contradicted, "
        "sum(verified)::DOUBLE / sum(n) AS share FROM graded GROUP BY doc_id) "
        "SELECT path, agency, region_code, fiscal_year, report_type, status, error, share, contradicted "
        "FROM documents LEFT JOIN doubt USING (doc_id) WHERE status IN ('failed', 'partial') "
        "OR (status = 'ok' AND (agency IS NULL OR region_code IS NULL OR fiscal_year IS NULL OR report_type IS NULL "
        "OR share < 0.6 OR contradicted > 2)) "
        "ORDER BY status = 'ok', status, coalesce(share, 0), contradicted DESC NULLS LAST, path LIMIT ?",
        [MOST],
    )


def _made(folder: Path) -> dict[str, str]:
    try:
        record = json.loads((folder / "run.json").read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return {name: str(record[name]) for name in ("version", "started") if name in record}
