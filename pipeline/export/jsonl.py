"""The corpus as JSON Lines: one file per table, one object a line, amounts as strings so that they stay exact."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

from pipeline.export.csv import plain_amount
from pipeline.export.durable import make_folders, put_in_place, unfinished
from pipeline.export.parquet import read_batches
from pipeline.export.schema import TABLES


def write_jsonl(corpus: Path, folder: Path) -> None:
    """Write `folder/<table>.jsonl` for every table of a corpus."""
    make_folders([folder])
    for name in TABLES:
        path = folder / f"{name}.jsonl"
        with unfinished(path).open("w", encoding="utf-8") as file:
            for batch in read_batches(corpus, name):
                for row in batch.to_pylist():
                    if "evidence" in row:
                        row["evidence"] = json.loads(row["evidence"])
                    file.write(json.dumps(row, ensure_ascii=False, default=_amount) + "\n")
        put_in_place(path)


def _amount(value: object) -> str:
    if isinstance(value, Decimal):
        return plain_amount(value)
    raise TypeError(f"{type(value).__name__} is no type of the corpus")
