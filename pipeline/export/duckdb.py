"""`corpus.duckdb`: a view per table over the Parquet files beside it, for questions in SQL."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import duckdb

from pipeline.export.durable import put_in_place, unfinished
from pipeline.export.schema import TABLES

DATABASE: Final = "corpus.duckdb"

# A view names its files by their place, and a corpus gets moved. DuckDB tells a view where its database lies
# only through the default of `temp_directory`, which is <database>.tmp; where that was changed (or the
# database is attached to another one) the place where the corpus was written has to do.
_FOLDER: Final = f"""
    CREATE MACRO corpus_folder() AS
    CASE WHEN current_setting('temp_directory') LIKE '%{DATABASE}.tmp'
         THEN left(current_setting('temp_directory'), -{len(DATABASE) + len(".tmp")})
         ELSE '{{folder}}/' END
"""


def write_duckdb(corpus: Path) -> None:
    """Write `corpus/corpus.duckdb` anew. Raises OSError."""
    database = corpus / DATABASE
    unfinished(database).unlink(missing_ok=True)
    folder = str(corpus.resolve()).replace("'", "''")
    try:
        with duckdb.connect(unfinished(database)) as connection:
            connection.execute(_FOLDER.format(folder=folder))
            for name in TABLES:
                connection.execute(
                    f"CREATE VIEW {name} AS SELECT * FROM read_parquet(corpus_folder() || '{name}/part-*.parquet')"
                )
    except duckdb.IOException as error:
        raise OSError(f"{DATABASE} cannot be written: {error}") from error
    put_in_place(database)
