"""The panel of a corpus, built by DuckDB beside the corpus' Parquet files: memory is bounded, amounts stay exact."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from pipeline.contacts import without_contacts
from pipeline.errors import UsageError
from pipeline.panel import steps
from pipeline.vocabulary.accounts import Accounts, load_accounts
from pipeline.vocabulary.quantities import Quantities, load_quantities, unlisted

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

TOLERANCE: Final = "0.0101"  # 万元: two amounts, each rounded to 0.01, may differ by as much and a hair
COPY_SHARE: Final = (
    0.9  # of the figures that two files of one report have in common: more are the same, else one is another edition
)
LEAST_AMOUNTS: Final = 3  # that say that two names are one body
PARTS_AT_ONCE: Final = 24  # about 6,000 documents
MEMORY: Final = "2500MB"
THREADS: Final = 2
KEY: Final = ("agency_id", "year", "report_type", "indicator_id", "fund", "phase")


@contextmanager
def open_panel(corpus: Path, memory: str = MEMORY, threads: int = THREADS) -> Iterator[DuckDBPyConnection]:
    """A database with the view `panel`, the table `changes` and what else the steps make; it goes when it is closed.

    Raises UsageError where the folder holds no corpus, or one that was written before figures had `indicator_id`.
    """
    import duckdb  # heavy; `pipeline --help` reads this file

    parts = _parts(corpus)
    with TemporaryDirectory(prefix="panel-") as folder:
        connection = duckdb.connect(str(Path(folder) / "panel.duckdb"))
        try:
            connection.execute(f"SET memory_limit = '{memory}'; SET threads = {threads}")
            connection.execute("SET preserve_insertion_order = false")
            connection.create_function("without_contacts", without_contacts, ["VARCHAR"], "VARCHAR")
            _build(connection, corpus, parts)
            yield connection
        finally:
            connection.close()


def _parts(corpus: Path) -> list[str]:
    """The names of the parts of the datasets."""
    import pyarrow.parquet as pq

    names = [path.name for path in sorted((corpus / "cells").glob("part-*.parquet"))]
    if not names or not (corpus / "documents").is_dir():
        raise UsageError(f"{corpus} holds no corpus; give what `pipeline extract --out` wrote")
    if "indicator_id" not in pq.read_schema(corpus / "cells" / names[0]).names:
        raise UsageError(f"{corpus} was written by a version without indicator_id; run `pipeline extract` again")
    return names


def _build(connection: DuckDBPyConnection, corpus: Path, parts: Sequence[str]) -> None:
    def run(sql: str, **given: object) -> None:
        connection.execute(sql.format(tolerance=TOLERANCE, **given) if given or "{" in sql else sql)

    quantities = load_quantities()
    counted = ", ".join(f"'{each.id}'" for each in quantities.indicators.values() if each.flow == "count")
    run(steps.DOCUMENTS, documents=_quoted(corpus / "documents" / "part-*.parquet"), edition=steps.EDITION)
    run(steps.AGENCIES, own_name=steps.OWN_NAME)
    run(steps.REPORTS)
    run(steps.TABLES)
    for start in range(0, len(parts), PARTS_AT_ONCE):
        some = parts[start : start + PARTS_AT_ONCE]
        files = {name: _listed(corpus, name, some) for name in ("cells", "statements", "tables")}
        run(steps.PLACES, counted=counted, **files)
        run(steps.FOUND)
        run(steps.DIFFERENCES)
        run(steps.CLAIMS, statements=files["statements"], order=steps.CLAIM_ORDER, reason=steps.REASON)
    connection.execute("DROP TABLE places; DROP TABLE best")
    run(steps.DIFFERENCES_LEFT)
    run(steps.ROLES, copy_share=COPY_SHARE)
    run(steps.CHANGES)
    run(steps.CHOSEN)
    run(steps.RENAMED, least=LEAST_AMOUNTS)
    run(steps.SAME_BODY)
    run(steps.JOINED)
    _name_indicators(connection, quantities, load_accounts())
    run(steps.PANEL)
    _check_unique(connection)


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")


def _listed(corpus: Path, name: str, parts: Sequence[str]) -> str:
    """The parts of a dataset as a list for `read_parquet`."""
    return "[" + ", ".join(f"'{_quoted(corpus / name / part)}'" for part in parts) + "]"


def _name_indicators(connection: DuckDBPyConnection, quantities: Quantities, accounts: Accounts) -> None:
    """A table of the indicators that the corpus holds."""
    connection.execute(
        "CREATE TABLE indicators (id VARCHAR, zh VARCHAR, en VARCHAR, definition_zh VARCHAR, definition_en VARCHAR, "
        "unit VARCHAR, flow VARCHAR, one_fund BOOLEAN)"
    )
    ids = [str(row[0]) for row in connection.execute("SELECT DISTINCT indicator FROM chosen ORDER BY ALL").fetchall()]
    known = [quantities.describe(each, accounts) or unlisted(each) for each in ids]
    rows = [
        (each.id, each.zh, each.en, each.definition_zh, each.definition_en, each.unit, each.flow, each.one_fund)
        for each in known
    ]
    if rows:
        connection.executemany("INSERT INTO indicators VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)


def _check_unique(connection: DuckDBPyConnection) -> None:
    twice = connection.execute(
        "SELECT count(*) FROM (SELECT report FROM chosen GROUP BY report, indicator, fund, phase HAVING count(*) > 1)"
    ).fetchall()
    shared = connection.execute(
        "SELECT count(*) FROM (SELECT 1 FROM reports r JOIN bodies b USING (agency_id) "
        "GROUP BY b.body, r.year, r.report_type HAVING count(*) > 1)"
    ).fetchall()
    assert twice == shared == [(0,)], "a key of the panel is there twice"


def matching(known: Sequence[str], patterns: Sequence[str]) -> list[str]:
    """The indicators that are asked for, in the order of the patterns: `three_public`, `func_*`, `func_???`.

    Raises UsageError for a pattern that no indicator fits.

    >>> matching(["func_205", "func_20502", "income"], ["income", "func_???"])
    ['income', 'func_205']
    """
    found: list[str] = []
    for pattern in patterns:
        expression = re.escape(pattern).replace(r"\*", ".*").replace(r"\?", ".")
        fits = [each for each in known if re.fullmatch(expression, each)]
        if not fits:
            raise UsageError(f"--indicators {pattern}: no such indicator in this corpus; its codebook lists them all")
        found += [each for each in fits if each not in found]
    return found
