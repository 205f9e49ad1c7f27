"""A question to the index: what stands in statements, sections and cells that has all the words asked for."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from pipeline.contacts import names_contacts, without_contacts
from pipeline.find.index import Segment

KINDS: Final = ("statements", "sections", "cells")
LABELS: Final = 200  # names of rows and columns looked up in the cells, at most, of each part
NEAR: Final = 40  # characters of a section shown on both sides of the words
_SHORTEST: Final = 2  # characters of a word that is looked up: single ones are often part of another word
_CELL: Final = (
    "doc_id", "table_id", "row", "column", "row_code", "row_name", "column_path", "text", "value", "unit", "value_wan",
    "page", "line", "address", "grade",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for, and where."""

    words: str  # parted by blanks: all of them, each as it is written
    kinds: tuple[str, ...] = KINDS
    years: tuple[int, ...] = ()
    region: str | None = None  # a code or the beginning of one, or a name
    report_type: str | None = None
    most: int = 20  # of each kind


@dataclass(frozen=True, slots=True)
class Hit:
    """Something that has the words: the document it stands in, where, and the words around."""

    kind: str
    rank: float  # the smaller the better
    document: Mapping[str, Any]
    page: int | None
    words: str
    more: Mapping[str, Any]


def search(files: Sequence[Path], corpus: Path, wanted: Wanted, segment: Segment) -> list[Hit]:
    """The best hits of each kind, the best first."""
    found: list[Hit] = []
    for kind in wanted.kinds:
        hits = [hit for path in files for hit in _in_file(path, corpus, wanted, kind, segment)]
        hits.sort(key=lambda hit: (hit.rank, hit.document["path"], hit.page or 0))
        found += hits[: wanted.most]
    return found


def _in_file(path: Path, corpus: Path, wanted: Wanted, kind: str, segment: Segment) -> Iterator[Hit]:
    with closing(sqlite3.connect(path)) as database:
        database.row_factory = sqlite3.Row
        documents = {row["doc_id"]: dict(row) for row in database.execute(*_documents(wanted))}
        if not documents:
            return
        matched = _matched(database, wanted, kind, segment)
        if kind == "cells":
            yield from _cells(corpus, path.stem, documents, matched, wanted.most)
            return
        count = 0
        for row in matched:
            if row["doc_id"] in documents and count < wanted.most:
                count += 1
                more = json.loads(row["more"])
                shown = _around(row["body"], wanted.words.split()) if kind == "sections" else row["body"]
                yield Hit(kind, row["rank"], documents[row["doc_id"]], row["page"], shown, more)


def _documents(wanted: Wanted) -> tuple[str, list[object]]:
    asked, given = ["1"], list[object]()
    if wanted.years:
        asked.append(f"fiscal_year IN ({', '.join('?' * len(wanted.years))})")
        given += wanted.years
    if wanted.region and wanted.region.isdecimal():
        code = wanted.region.rstrip("0") if len(wanted.region) == 6 and wanted.region.endswith("00") else wanted.region
        asked.append("region_code GLOB ?")
        given.append(f"{code}*")
    elif wanted.region:
        asked.append("(? IN (province, city, county) OR instr(coalesce(province, '') || coalesce(city, '') || "
                     "coalesce(county, ''), ?) > 0)")  # fmt: skip
        given += [wanted.region, wanted.region]
    if wanted.report_type:
        asked.append("report_type = ?")
        given.append(wanted.report_type)
    return f"SELECT * FROM documents WHERE {' AND '.join(asked)}", given


def _matched(database: sqlite3.Connection, wanted: Wanted, kind: str, segment: Segment) -> Iterator[sqlite3.Row]:
    """Texts with every word as it is written; the index finds them, or where it has no such words, all are looked at."""
    words = wanted.words.split()
    looked_up = [word for word in dict.fromkeys(_parts(words, segment)) if len(word) >= _SHORTEST]
    literal = " AND ".join("instr(texts.body, ?) > 0" for _ in words)
    if looked_up:
        query = " AND ".join('"' + word.replace('"', '""') + '"' for word in looked_up)
        sql = (
            "SELECT texts.*, bm25(words) AS rank FROM words JOIN texts ON texts.id = words.rowid "
            f"WHERE words MATCH ? AND kind = ? AND {literal} ORDER BY rank, texts.id"
        )
        yield from database.execute(sql, (query, kind, *words))
    else:
        yield from database.execute(
            f"SELECT *, length(body) AS rank FROM texts WHERE kind = ? AND {literal} ORDER BY rank, id", (kind, *words)
        )


def _parts(words: Iterable[str], segment: Segment) -> Iterator[str]:
    """The words that a text with these words must have in the index: of a long word its parts, where it has some."""
    for word in words:
        found = [part for part in segment(word) if part != word] or [word]
        shorter = [part for part in found if len(part) <= _SHORTEST + 1]
        yield from shorter or found


def _cells(
    corpus: Path, part: str, documents: Mapping[str, Mapping[str, Any]], labels: Iterable[sqlite3.Row], most: int
) -> Iterator[Hit]:
    """Cells whose row, column or text has the words; the fewer other words, the better."""
    from pyarrow import compute, parquet

    asked: dict[str, list[str]] = {}
    for _, row in zip(range(LABELS), labels, strict=False):
        more = json.loads(row["more"])
        asked.setdefault(more["where"], []).append(more["label"])
    path = corpus / "cells" / f"{part}.parquet"
    if not asked or not path.exists():
        return
    condition = None
    for where, values in asked.items():
        one = compute.field(where).isin(values)
        condition = one if condition is None else condition | one
    table = parquet.read_table(path, columns=list(_CELL), filters=condition, partitioning=None)
    ranked: list[tuple[float, dict[str, Any]]] = []
    for cell in table.to_pylist():
        if cell["doc_id"] in documents and not any(
            names_contacts(cell[name] or "") for name in ("row_name", "column_path")
        ):
            held = [cell[where] or "" for where, values in asked.items() if cell[where] in values]
            ranked.append((min(map(len, held)), cell))
    ranked.sort(
        key=lambda one: (one[0], one[1]["grade"] != "verified", one[1]["table_id"], one[1]["row"], one[1]["column"])
    )
    for rank, cell in ranked[:most]:
        shown = " | ".join(part for part in (cell["row_code"], cell["row_name"], cell["column_path"]) if part)
        cell["text"] = without_contacts(cell["text"])
        yield Hit("cells", rank, documents[cell["doc_id"]], cell["page"], shown, cell)


def _around(text: str, words: Sequence[str]) -> str:
    """The stretch of a text that has the most of some words, the first of these.

    >>> _around("一" * 60 + "公务用车" + "二" * 60, ["公务用车"]) == "…" + "一" * 40 + "公务用车" + "二" * 40 + "…"
    True
    >>> _around("公务用车" + "一" * 90 + "公务用车报废", ["公务用车", "报废"]) == "…" + "一" * 40 + "公务用车报废"
    True
    """
    found = sorted((hit.start(), hit.end()) for word in words for hit in re.finditer(re.escape(word), text))
    stretches = [(max(0, at - NEAR), min(len(text), last + NEAR)) for at, last in found] or [(0, NEAR)]
    start, end = max(stretches, key=lambda one: sum(word in text[one[0] : one[1]] for word in words))
    inside = " ".join(text[start:end].split())
    return ("…" if start else "") + inside + ("…" if end < len(text) else "")
