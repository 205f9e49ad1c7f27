"""The search index of a corpus: one SQLite file for each part of its datasets, over the words that jieba finds.

`search/part-000003.sqlite` holds what parts 3 of documents, sections, statements and cells hold, and the hashes of these
(`parts.json`); a part that changed is indexed anew, the others stay. Of cells only the distinct names of rows and columns and
the texts are indexed: a corpus of 100,000 reports has 100 million cells and few different names.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, Final

from pipeline.contacts import names_contacts, without_contacts
from pipeline.errors import UsageError
from pipeline.export.durable import put_in_place, remove, unfinished

Segment = Callable[[str], Iterable[str]]  # a text → its words, longer ones also in their parts

FOLDER: Final = "search"
FORM: Final = "1"  # of the files
READ: Final = ("documents", "sections", "statements", "cells")
_TABLES: Final = """
    CREATE TABLE made_from (stamp TEXT);
    CREATE TABLE documents (doc_id TEXT PRIMARY KEY, path TEXT, agency TEXT, region_code TEXT, province TEXT, city TEXT,
                            county TEXT, fiscal_year INTEGER, report_type TEXT);
    CREATE TABLE texts (id INTEGER PRIMARY KEY, kind TEXT, doc_id TEXT, body TEXT, page INTEGER, more TEXT);
    CREATE VIRTUAL TABLE words USING fts5 (body, content = '', tokenize = 'unicode61');
"""


def update(corpus: Path, segment: Segment, told: Callable[[int, int], None]) -> list[Path]:
    """The files of an index of today, after indexing what changed. Raises UsageError where the folder is no corpus."""
    parts = _parts(corpus)
    folder = corpus / FOLDER
    folder.mkdir(exist_ok=True)
    files = {folder / f"{name}.sqlite": stamp for name, stamp in parts.items()}
    remove(path for path in folder.glob("*.sqlite") if path not in files)
    stale = [path for path, stamp in files.items() if _made_from(path) != stamp]
    for n, path in enumerate(stale, 1):
        told(n, len(stale))
        _write(path, corpus, files[path], segment)
    if stale:
        told(0, 0)
    return sorted(files)


def _parts(corpus: Path) -> dict[str, str]:
    """Part → what it is made from. Raises UsageError."""
    try:
        files: Mapping[str, Mapping[str, str]] = json.loads((corpus / "parts.json").read_bytes())["files"]
    except (OSError, ValueError, KeyError) as error:
        raise UsageError(f"{corpus} holds no corpus; give what `pipeline extract --out` wrote") from error
    names = sorted({Path(name).stem for name in files if name.startswith("documents/")})
    of_each = {name: [files.get(f"{table}/{name}.parquet", {}).get("sha256", "") for table in READ] for name in names}
    return {name: " ".join([FORM, *hashes]) for name, hashes in of_each.items()}


def _made_from(path: Path) -> str | None:
    if not path.exists():
        return None
    try:
        with closing(sqlite3.connect(path)) as database:
            found = database.execute("SELECT stamp FROM made_from").fetchone()
            return str(found[0]) if found else None
    except sqlite3.DatabaseError:
        return None  # damaged: made anew


def _write(path: Path, corpus: Path, stamp: str, segment: Segment) -> None:
    beside = unfinished(path)
    beside.unlink(missing_ok=True)
    with closing(sqlite3.connect(beside)) as database:
        database.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + _TABLES)
        rows = list(_rows(corpus, "documents", path.stem, _DOCUMENT))
        database.executemany(
            f"INSERT INTO documents VALUES ({', '.join('?' * len(_DOCUMENT))})",
            [[row[name] for name in _DOCUMENT] for row in rows],
        )
        for kind, doc_id, body, page, more in _texts(corpus, path.stem):
            at = database.execute(
                "INSERT INTO texts (kind, doc_id, body, page, more) VALUES (?, ?, ?, ?, ?)",
                (kind, doc_id, body, page, json.dumps(more, ensure_ascii=False, default=str)),
            )
            database.execute("INSERT INTO words (rowid, body) VALUES (?, ?)", (at.lastrowid, " ".join(segment(body))))
        database.execute("INSERT INTO made_from VALUES (?)", (stamp,))
        database.commit()
    put_in_place(path)


_DOCUMENT: Final = (
    "doc_id", "path", "agency", "region_code", "province", "city", "county", "fiscal_year", "report_type",
)  # fmt: skip
_STATEMENT: Final = ("kind", "indicator", "base", "direction", "amount", "percent", "reason", "grade", "statement_id")


def _texts(corpus: Path, part: str) -> Iterator[tuple[str, str | None, str, int | None, dict[str, Any]]]:
    """Kind, document, text, page and what is shown beside it; contacts are left out."""
    for row in _rows(corpus, "statements", part, ("doc_id", "sentence", "page", *_STATEMENT)):
        more = {name: row[name] for name in _STATEMENT}
        yield "statements", row["doc_id"], _joined(row["indicator"], row["sentence"], row["reason"]), row["page"], more
    for row in _rows(corpus, "sections", part, ("doc_id", "title", "label", "text", "page_start", "section_id")):
        more = {"title": row["title"], "label": row["label"], "section_id": row["section_id"]}
        yield "sections", row["doc_id"], _joined(row["title"], row["text"]), row["page_start"], more
    labels: dict[tuple[str, str], None] = {}
    for row in _rows(corpus, "cells", part, ("row_name", "column_path", "text", "value")):
        name, column = row["row_name"] or "", row["column_path"] or ""
        if names_contacts(name) or names_contacts(column):
            continue
        text = "" if row["value"] is not None else row["text"]
        labels |= dict.fromkeys((("row_name", name), ("column_path", column), ("text", text)))
    for where, label in labels:
        if label.strip():
            yield "cells", None, without_contacts(label), None, {"where": where, "label": label}


def _joined(*texts: str | None) -> str:
    return without_contacts("\n".join(text for text in texts if text))


def _rows(corpus: Path, table: str, part: str, columns: Sequence[str]) -> Iterator[dict[str, Any]]:
    from pyarrow import parquet

    path = corpus / table / f"{part}.parquet"
    if path.exists():
        with parquet.ParquetFile(path) as file:
            for batch in file.iter_batches(batch_size=8192, columns=list(columns)):
                yield from batch.to_pylist()
