"""Questions in SQL to a corpus on disk, for the commands that read all of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from pipeline.errors import UsageError

Row = dict[str, Any]


class Questions:
    """A corpus that answers SQL; its tables are views by their names."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection

    def rows(self, sql: str, given: Sequence[object] = ()) -> list[Row]:
        """All rows of an answer, as dictionaries. Raises UsageError where the corpus lacks a column."""
        return list(self.each(sql, given))

    def run(self, sql: str) -> None:
        """Something without an answer: a table for questions to come."""
        self._connection.execute(sql)

    def each(self, sql: str, given: Sequence[object] = ()) -> Iterator[Row]:
        """The rows of an answer, a few thousand at a time."""
        import duckdb

        try:
            cursor = self._connection.cursor().execute(sql, given)
            names = [column[0] for column in cursor.description]
            while some := cursor.fetchmany(10_000):
                yield from (dict(zip(names, row, strict=True)) for row in some)
        except duckdb.BinderException as error:
            raise UsageError(f"the corpus is of an older version: run `pipeline extract` again ({error})") from error
        except (duckdb.IOException, duckdb.InvalidInputException) as error:
            raise UsageError(f"the corpus cannot be read: {error}") from error


@contextmanager
def asked(corpus: Path, memory: str = "2GB", before: Path | None = None) -> Iterator[Questions]:
    """The corpus in a folder, open for questions. Raises UsageError where there is none.

    `memory` is DuckDB's limit; `before` is another corpus, whose tables are views by their names after `before_`.
    """
    import duckdb  # heavy; `pipeline --help` reads this file

    with duckdb.connect() as connection, TemporaryDirectory() as beside:
        connection.execute(f"SET memory_limit = '{memory}'")
        connection.execute(f"SET temp_directory = '{beside}'")
        connection.execute("SET preserve_insertion_order = false")
        _add_views(connection, corpus, "")
        if before is not None:
            _add_views(connection, before, "before_")
        yield Questions(connection)


def _add_views(connection: Any, corpus: Path, prefix: str) -> None:
    from pipeline.export.schema import TABLES

    if not any((corpus / "documents").glob("part-*.parquet")):
        raise UsageError(f"{corpus} holds no corpus; give what `pipeline extract --out` wrote")
    for name in TABLES:
        if any((corpus / name).glob("part-*.parquet")):
            files = str(corpus / name / "part-*.parquet").replace("'", "''")
            connection.execute(f"CREATE VIEW {prefix}{name} AS SELECT * FROM read_parquet('{files}')")
