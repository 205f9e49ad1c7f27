"""The scorer of the data contract and ours agree to the last item.

The answers are made from the gold itself, one reading in two, and worn by chance: so every shape that gold has (lists of
readings, `FIELD_also`, debatable items, empty fields, flat changes) is met on both sides, and no engine is started.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow
import pyarrow.parquet

from pipeline.scoring import score_corpus
from pipeline.scoring.corpus import FIELDS

Line = dict[str, Any]
KEPT = 0.85  # of the items of gold: the others were missed
WORN = 0.08  # of the fields of what was found
NUMBERS = ("amount", "percent", "value")


class Reader:
    """A reader who misses things and errs."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)

    def read(self, gold: Line, fields: tuple[str, ...]) -> Line:
        return {field: self._field(gold, field) for field in fields}

    def keeps(self) -> bool:
        return self.chance.random() < KEPT

    def _field(self, gold: Line, field: str) -> Any:
        if self.chance.random() < WORN:
            return self.chance.choice([None, "0", "12.00"] if field in NUMBERS else [None, "other", "误读"])
        readings = [
            one
            for part in (gold.get(field), gold.get(f"{field}_also", []))
            for one in (part if isinstance(part, list) else [part])
        ]
        return self.chance.choice(readings)


def lines(folder: Path, kind: str) -> Iterator[Line]:
    for path in sorted(folder.glob(f"*/*.{kind}.jsonl")):
        yield from map(json.loads, path.read_text("utf-8").splitlines())


def answers(gold: Path, reader: Reader) -> dict[str, list[Line]]:
    """Rows of the five tables that are compared."""
    rows: dict[str, list[Line]] = {name: [] for name in ("documents", "sections", "tables", "cells", "statements")}
    names: set[str] = set()

    def found(kind: str, fields: tuple[str, ...]) -> Iterator[tuple[Line, Line]]:
        for line in lines(gold, kind):
            names.add(line["doc"])
            for _ in range(reader.chance.choice((0, 1, 1, 1, 1, 1, 1, 2))):
                yield line, {"doc_id": line["doc"], **reader.read(line, fields)}

    documents = {line["doc"]: reader.read(line, FIELDS) for line in lines(gold, "documents") if reader.keeps()}
    claims = ("kind", "indicator", "base", "direction", "amount", "percent", "reason")
    rows["statements"] = [row | {"kind": row["kind"] or "share"} for _, row in found("statements", claims)]
    for kind in ("sections", "sections_optional"):
        rows["sections"] += [row | {"label": row["label"] or "other"} for _, row in found(kind, ("title", "label"))]
    for at, (line, row) in enumerate(found("tables", ("type", "title"))):
        empty = bool(line["empty"]) ^ (reader.chance.random() < WORN)
        rows["tables"].append(row | {"table_id": f"t{at}", "type": row["type"] or "other", "empty": empty})
    for line, row in found("facts", ("row_code", "row_name", "column", "value")):
        rows["cells"].append(row | {"column_path": row.pop("column"), "table_id": f"facts of {line['table']}"})
    typed = sorted({(row["doc_id"], row["table_id"]) for row in rows["cells"]})
    rows["tables"] += [
        {"doc_id": doc, "table_id": one, "type": one.split()[-1], "title": None, "empty": False} for doc, one in typed
    ]
    rows["documents"] = [
        {"doc_id": doc, "path": f"in/{doc}", **documents.get(doc, dict.fromkeys(FIELDS))} for doc in sorted(names)
    ]
    return rows


def test_both_scorers_count_alike(shared: Path, tmp_path: Path) -> None:
    for name, rows in answers(shared / "gold", Reader(seed=1)).items():
        (tmp_path / name).mkdir()
        texts = [
            {field: one if one is None or field == "empty" else str(one) for field, one in row.items()} for row in rows
        ]
        pyarrow.parquet.write_table(pyarrow.Table.from_pylist(texts), tmp_path / name / "part.parquet")
    command = [sys.executable, str(shared / "score.py"), str(tmp_path), str(shared / "gold"), "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    theirs = {kind: (row["gold"], row["found"], row["right"]) for kind, row in json.loads(done.stdout).items()}
    tallies = score_corpus(tmp_path, [shared / "gold"])
    ours = {kind: (tally.gold, tally.found, tally.right) for kind, tally in tallies.items() if kind in theirs}
    assert ours == theirs
    assert all(0 < right < wanted for wanted, _, right in theirs.values()), theirs
