"""A random sample of figures or claims, drawn by grade.

Which rows are drawn follows from the seed and the ids alone, so that a sample can be drawn again; how many of each grade,
from their numbers, with `LEAST` of each, so that few contradicted ones are looked at as well.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal

from pipeline.export.query import Questions, Row

What = Literal["cells", "statements"]
LEAST: Final = 30

_ID: Final = {"cells": "table_id || '-r' || row || 'c' || \"column\"", "statements": "statement_id"}
_OF: Final = {"cells": "value IS NOT NULL", "statements": "true"}
_COLUMNS: Final = {
    "cells": "d.path, d.agency, d.fiscal_year, c.page, c.line, c.address, c.bbox, t.type AS table_type, t.title AS table_title, "
    "c.row_code, c.row_name, c.column_path, c.text AS printed, c.value, c.unit",
    "statements": "d.path, d.agency, d.fiscal_year, c.page, c.sentence, c.kind, c.indicator, c.base, c.direction, c.amount, "
    "c.percent, c.reason",
}


def strata_of(corpus: Questions, what: What) -> dict[str, int]:
    """Grade → how many there are."""
    rows = corpus.rows(f"SELECT grade, count(*) AS n FROM {what} WHERE {_OF[what]} GROUP BY grade ORDER BY grade")
    return {row["grade"]: row["n"] for row in rows}


def allocate(strata: Mapping[str, int], size: int) -> dict[str, int]:
    """How many to draw of each stratum: in proportion, but of each at least `LEAST`, or all.

    >>> allocate({"verified": 9000, "unverified": 990, "contradicted": 10}, 200)
    {'verified': 160, 'unverified': 30, 'contradicted': 10}
    >>> allocate({"verified": 5}, 200)
    {'verified': 5}
    """
    total = sum(strata.values())
    drawn = {name: min(n, LEAST, size) for name, n in strata.items()}
    left = max(0, min(size, total) - sum(drawn.values()))
    for name in sorted(strata, key=lambda one: strata[one]):
        more = min(strata[name] - drawn[name], max(0, round(size * strata[name] / total) - drawn[name]), left)
        drawn[name] += more
        left -= more
    largest = max(strata, key=lambda one: strata[one] - drawn[one], default=None)
    if largest is not None:
        drawn[largest] += min(left, strata[largest] - drawn[largest])
    return drawn


def draw(corpus: Questions, what: What, size: int, seed: int) -> list[Row]:
    """The sample in random order; each row with `id`, `grade` and all that a person needs to find it."""
    found: list[Row] = []
    for grade, n in allocate(strata_of(corpus, what), size).items():
        tables = " JOIN tables t USING (doc_id, table_id)" if what == "cells" else ""
        ident = f"{_ID[what]}"
        found += corpus.rows(
            f"WITH drawn AS (SELECT *, {ident} AS id, md5({ident} || ?) AS ticket FROM {what} "
            f"WHERE {_OF[what]} AND grade = ? ORDER BY ticket, id LIMIT ?) "
            f"SELECT c.id, c.grade, c.ticket, {_COLUMNS[what]} FROM drawn c JOIN documents d USING (doc_id){tables}",
            [str(seed), grade, n],
        )
    return sorted(found, key=lambda row: (row["ticket"], row["id"]))
