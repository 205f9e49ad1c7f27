"""`corpus.duckdb`: the tables of a corpus for questions in SQL, from wherever it is opened or attached."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import duckdb
from pyarrow import parquet

from pipeline.export.durable import put_in_place, unfinished
from pipeline.export.schema import TABLES

DATABASE: Final = "corpus.duckdb"
HELD: Final = 2_000_000  # cells, of about 4,000 reports: up to here the rows are copied, which takes 2 s a million

# Of a larger corpus views over the Parquet files. A view names its files by their place, and a corpus gets moved. DuckDB tells
# a view where its database lies only through the default of `temp_directory`, which is <database>.tmp; where that was changed,
# or the database is attached to another one, the place where the corpus was written has to do, or what the reader says:
# SET VARIABLE corpus_folder = '/where/it/is/'.
_FOLDER: Final = f"""
    CREATE MACRO corpus_folder() AS
    CASE WHEN getvariable('corpus_folder') IS NOT NULL THEN rtrim(getvariable('corpus_folder')::VARCHAR, '/') || '/'
         WHEN current_setting('temp_directory') LIKE '%{DATABASE}.tmp'
         THEN left(current_setting('temp_directory'), -{len(DATABASE) + len(".tmp")})
         ELSE '{{folder}}/' END
"""


def write_duckdb(corpus: Path, held: int = HELD) -> None:
    """Write `corpus/corpus.duckdb` anew: with the rows themselves up to `held` cells, with views beyond. Raises OSError."""
    database = corpus / DATABASE
    unfinished(database).unlink(missing_ok=True)
    folder = str(corpus.resolve()).replace("'", "''")
    as_rows = _rows(corpus, "cells") <= held
    try:
        with duckdb.connect(unfinished(database)) as connection:
            connection.execute(_FOLDER.format(folder=folder))
            for name in TABLES:
                files = (
                    f"'{folder}/{name}/part-*.parquet'" if as_rows else f"corpus_folder() || '{name}/part-*.parquet'"
                )
                kind = "TABLE" if as_rows else "VIEW"
                connection.execute(f"CREATE {kind} {name} AS SELECT * FROM read_parquet({files})")
    except duckdb.IOException as error:
        raise OSError(f"{DATABASE} cannot be written: {error}") from error
    put_in_place(database)


def _rows(corpus: Path, name: str) -> int:
    return sum(parquet.read_metadata(part).num_rows for part in (corpus / name).glob("part-*.parquet"))
