"""A corpus on disk as pandas data frames, for analysis."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Final

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.errors import UsageError
from pipeline.export.root import find_root
from pipeline.export.schema import SCHEMAS, TABLES


class CorpusFrames(Mapping[str, pd.DataFrame]):
    """The tables of a corpus, each read when it is first asked for: `corpus["cells"]`, or `corpus.cells`.

    Whole numbers with gaps stay whole numbers (`Int32`). Amounts are floats, or exact `Decimal` with `decimal=True`.
    """

    def __init__(self, folder: Path, *, decimal: bool = False) -> None:
        if not (folder / "documents").is_dir():
            raise UsageError(f"{folder} holds no corpus; give what `pipeline extract --out` wrote")
        self.folder = folder
        self._frame = cache(lambda name: _frame(folder, name, decimal))

    def __getitem__(self, name: str) -> pd.DataFrame:
        if name not in TABLES:
            raise KeyError(f"a corpus has no table {name}; it has {', '.join(TABLES)}")
        return self._frame(name)

    def __getattr__(self, name: str) -> pd.DataFrame:
        if name not in TABLES:
            raise AttributeError(f"a corpus has no table {name}; it has {', '.join(TABLES)}")
        return self[name]

    def __iter__(self) -> Iterator[str]:
        return iter(TABLES)

    def __len__(self) -> int:
        return len(TABLES)

    @property
    def root(self) -> Path:
        """The folder that the paths of `documents` start from: `corpus.root / path` is the file, wherever it was moved to."""
        return find_root(self.folder).folder

    def __repr__(self) -> str:
        return f"<corpus {self.folder}: {', '.join(TABLES)}>"


def _frame(folder: Path, name: str, decimal: bool) -> pd.DataFrame:
    parts = sorted((folder / name).glob("part-*.parquet"))
    try:
        tables = [pq.read_table(part, partitioning=None) for part in parts]
    except (pa.ArrowException, OSError) as error:
        raise UsageError(f"{folder / name} cannot be read as a table of a corpus: {error}") from error
    rows = pa.concat_tables(tables, promote_options="default") if tables else SCHEMAS[name].empty_table()
    return as_frame(rows, decimal=decimal)


_TYPES: Final[dict[pa.DataType, object]] = {pa.int32(): pd.Int32Dtype(), pa.bool_(): pd.BooleanDtype()}


def as_frame(rows: pa.Table, *, decimal: bool = False) -> pd.DataFrame:
    """Arrow's rows with types to calculate with: decimals as floats unless they are to stay exact."""
    columns = [
        column if decimal or not pa.types.is_decimal(column.type) else column.cast(pa.float64())
        for column in rows.itercolumns()
    ]
    frame: pd.DataFrame = pa.table(columns, names=rows.column_names).to_pandas(types_mapper=_TYPES.get)
    return frame
