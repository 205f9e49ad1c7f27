"""How long `pipeline panel` takes on a corpus of many documents, and how much memory.

    .venv/bin/python benchmarks/panel.py --documents 100000

A corpus is generated, not extracted: bodies × years × budget and final account, 368 figures of which 143 have a key, and
20 claims a document; a report of 30 pages has about as many. Schema, parts and order are those of a real corpus. Its folder
is kept where --keep names one.
"""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
import time
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.export.schema import SCHEMAS, TABLES
from pipeline.panel.command import run

PARTS = 512
YEARS = 5
ACCOUNTS = 45  # of a document
CLAIMS = 20
_DOC = "sha256(d.n::VARCHAR)"

DOCUMENTS = f"""
CREATE TABLE d AS
SELECT range AS n, sha256(range::VARCHAR) AS doc_id, range // {2 * YEARS} AS body, 2018 + (range // 2) % {YEARS} AS year,
       CASE WHEN range % 2 = 0 THEN 'budget' ELSE 'final' END AS kind,
       (hash(range // {2 * YEARS}) % 100000)::DECIMAL(38, 8) / 100 + 10 AS size,
       CAST(('0x' || left(sha256(range::VARCHAR), 8)) AS UBIGINT) * {PARTS} // 4294967296 AS part
FROM range({{documents}});
CREATE TABLE figures AS
SELECT * FROM (VALUES
    ('overall', '收入总计', '收入/预算数', 'income_total', 'all'), ('overall', '本年收入合计', '收入/预算数', 'income', 'all'),
    ('overall', '支出总计', '支出/预算数', 'expenditure_total', 'all'), ('overall', '本年支出合计', '支出/预算数', 'expenditure', 'all'),
    ('three_public', '合计', '合计', 'three_public', 'general'), ('three_public', '公务接待费', '合计', 'reception', 'general'),
    ('three_public', '因公出国（境）费', '合计', 'abroad_travel', 'general'), ('three_public', '公务用车', '合计', 'vehicles', 'general')
) t(type, name, path, indicator, fund)
UNION ALL
SELECT type, '科目', path, prefix || code || part, fund
FROM (SELECT 2010100 + 7 * range AS code FROM range({ACCOUNTS})),
     (VALUES ('expenditure', '合计', 'func_', '', 'all'), ('expenditure', '基本支出', 'func_', '_basic', 'all'),
             ('general_budget', '合计', 'func_', '', 'general'), ('income', '合计', NULL, NULL, NULL),
             ('income', '财政拨款收入', NULL, NULL, NULL), ('project', '合计', NULL, NULL, NULL),
             ('project', '本年拨款', NULL, NULL, NULL), ('other', '金额', NULL, NULL, NULL)) v(type, path, prefix, part, fund)
"""
ROWS = {
    "documents": """SELECT doc_id, concat('reports/', n, '.pdf') AS path, 'application/pdf' AS media_type, 30 AS pages,
        concat('某县第', body, '局') AS agency, '430603' AS region_code, concat('43', lpad((body % 3000)::VARCHAR, 4, '0')) AS region_id,
        '湖南省' AS province, '岳阳市' AS city, '云溪区' AS county, year AS fiscal_year, kind AS report_type, 'department' AS scope,
        'ok' AS status""",
    "issues": "SELECT doc_id",
    "sections": "SELECT doc_id",
    "tables": """SELECT doc_id, concat(left(doc_id, 12), '-', t.type) AS table_id, t.type, '万元' AS unit
        FROM d, (SELECT DISTINCT type FROM figures) t""",
    "cells": """SELECT doc_id, concat(left(doc_id, 12), '-', type) AS table_id, row_number() OVER () % 400 AS "row", 3 AS "column",
        name AS row_name, path AS column_path, amount::VARCHAR AS text, amount AS value, '万元' AS unit, amount AS value_wan,
        3 AS page, [0.1, 0.2, 0.3, 0.4] AS bbox, 0.999 AS sure, 'verified' AS grade, indicator AS indicator_id, fund,
        kind AS phase FROM (SELECT d.*, f.*, size + hash(coalesce(f.indicator, f.path), year) % 9000 / 100 AS amount
                              FROM d, figures f)""",
    "statements": """SELECT doc_id, concat(left(doc_id, 12), '-m', s.range) AS statement_id, 'change' AS kind, '水利' AS indicator,
        'prior_year' AS base, 'increase' AS direction, 1.25 AS amount, 3.5 AS percent,
        concat('新增', s.range, '个项目，人员变动，政策性调资') AS reason, '…' AS sentence, 4 AS page, 0.9 AS score, 'verified' AS grade,
        size AS "current", 'text' AS current_source, concat('func_', 2010100 + 7 * s.range) AS indicator_id, 'general' AS fund,
        kind AS phase FROM d, range({claims}) s""",
    "checks": "SELECT doc_id",
}  # fmt: skip
EMPTY = ("issues", "sections", "checks")


def generate(folder: Path, documents: int) -> None:
    """Write a corpus of so many documents."""
    parts = max(1, min(PARTS, documents // 200))
    with duckdb.connect() as connection:
        connection.execute(DOCUMENTS.replace(str(PARTS), str(parts)).format(documents=documents))
        for name in TABLES:
            (folder / name).mkdir(parents=True, exist_ok=True)
        for part in range(parts):
            connection.execute(f"CREATE OR REPLACE VIEW here AS SELECT * FROM d WHERE part = {part}")
            for name in TABLES:
                rows = SCHEMAS[name].empty_table()
                if name not in EMPTY:
                    sql = ROWS[name].format(claims=CLAIMS)
                    sql = sql.replace("FROM d,", "FROM here d,") if "FROM d," in sql else f"{sql} FROM here"
                    rows = _in_schema(connection.sql(sql).to_arrow_table(), name)
                pq.write_table(rows, folder / name / f"part-{part:06}.parquet", compression="zstd")


def _in_schema(rows: pa.Table, name: str) -> pa.Table:
    columns = [
        rows[field.name].cast(field.type) if field.name in rows.column_names else pa.nulls(len(rows), field.type)
        for field in SCHEMAS[name]
    ]
    return pa.Table.from_arrays(columns, schema=SCHEMAS[name]).sort_by("doc_id")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--keep", type=Path, help="generate the corpus here, or use it if it is there")
    parser.add_argument("--to", default="panel.parquet", help="the format of the panel")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.keep or Path(temporary) / "corpus"
        if not (folder / "documents").is_dir():
            begun = time.perf_counter()
            generate(folder, options.documents)
            sys.stderr.write(f"generated in {time.perf_counter() - begun:.0f} s\n")
        before = resource.getrusage(resource.RUSAGE_SELF)
        begun = time.perf_counter()
        run(argparse.Namespace(corpus=folder, to=Path(temporary) / options.to, lang="en", wide=False, reasons=False, indicators=None,
                               grades=None))  # fmt: skip
        after = resource.getrusage(resource.RUSAGE_SELF)
        cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        sys.stdout.write(
            f"{time.perf_counter() - begun:.1f} s, {cpu:.1f} CPU-seconds, {after.ru_maxrss / 2**20:.2f} GiB at most\n"
        )


if __name__ == "__main__":
    main()
