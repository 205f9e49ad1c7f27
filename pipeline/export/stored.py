"""A corpus on disk, read back: the rows of one of its tables."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pipeline.errors import UsageError

Filters = list[tuple[str, str, Any]]  # as pyarrow takes them: [("status", "==", "fail")]


def read_rows(
    corpus: Path, table: str, columns: list[str] | None = None, filters: Filters | None = None
) -> Iterator[dict[str, Any]]:
    """Rows of a table that `pipeline extract` wrote, part by part; none where the folder holds no such table.

    Raises UsageError for a part that is damaged or lacks a column.
    """
    import pyarrow
    import pyarrow.parquet  # heavy; `pipeline --help` reads this file

    for path in sorted((corpus / table).glob("part-*.parquet")):
        try:
            yield from pyarrow.parquet.read_table(path, columns=columns, filters=filters, partitioning=None).to_pylist()
        except (pyarrow.ArrowException, OSError) as error:
            raise UsageError(f"{path} cannot be read as a part of a corpus: {error}") from error
