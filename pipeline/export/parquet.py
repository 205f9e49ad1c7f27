"""The corpus: a Parquet dataset per table, written document by document and never half.

A finished document is first staged: one file that holds its rows of all tables, put in place by a rename.
Staged documents are merged into the datasets a few hundred at a time, so that a corpus of 100,000 reports is a
few hundred files and not six hundred thousand. `documents` is written last: a document that stands there is
whole. After a crash the staged documents are merged again; what a broken merge left behind is taken out first.
A joined part names the parts it took over: those that a crash left beside it go when the corpus is opened.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.ipc
import pyarrow.parquet as pq

from pipeline.errors import UsageError
from pipeline.export.rows import Entry, arrow_tables
from pipeline.export.schema import SCHEMAS, TABLES

CHILDREN: Final = tuple(name for name in TABLES if name != "documents")
STAGE: Final = ".staged"
MERGE_DOCUMENTS: Final = 250
MERGE_BYTES: Final = 64 << 20
SMALL_PART: Final = 32 << 20  # parts below this are joined once there are more than MANY_SMALL of them
MANY_SMALL: Final = 8
_REPLACES = b"replaces"  # metadata of a joined part: the parts whose rows it took over


def encode(entry: Entry) -> bytes:
    """The tables of a document in one piece, to be staged."""
    sink = pa.BufferOutputStream()
    options = pyarrow.ipc.IpcWriteOptions(compression="lz4", use_threads=False)  # 15 times as fast as zstd
    for table in arrow_tables(entry).values():
        with pyarrow.ipc.new_stream(sink, table.schema, options=options) as writer:
            writer.write_table(table)
    return bytes(sink.getvalue())


def decode(staged: bytes) -> dict[str, pa.Table]:
    """What `encode` wrote; raises pyarrow.ArrowException or OSError where it was cut."""
    source = pa.BufferReader(staged)
    options = pyarrow.ipc.IpcReadOptions(use_threads=False)
    tables = {}
    for name in TABLES:
        with pyarrow.ipc.open_stream(source, options=options) as reader:
            tables[name] = reader.read_all().cast(SCHEMAS[name])
    return tables


def write_atomically(path: Path, content: bytes) -> None:
    """The file is there whole or not at all."""
    _unfinished(path).write_bytes(content)
    os.replace(_unfinished(path), path)


def _unfinished(path: Path) -> Path:
    return path.with_name(f".{path.name}.unfinished")


@dataclass(frozen=True, slots=True)
class Known:
    """What the corpus already says of a document."""

    path: str
    status: str
    error: str | None
    pages: int
    made_by: str | None


class Corpus:
    """A corpus folder, open for writing. One process at a time; the run sees to that."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name in (STAGE, *TABLES):
            (folder / name).mkdir(parents=True, exist_ok=True)
        self.known: dict[str, Known] = {}
        self._doc_at: dict[str, str] = {}  # path → doc_id
        self._load()
        self._staged: dict[str, int] = {}  # doc_id → bytes
        self._recovered = self._recover()
        self._merged = set(self.known)
        self._paths_changed = False

    def _load(self) -> None:
        for unfinished in self.folder.glob("*/.*.unfinished"):
            unfinished.unlink()
        for name in TABLES:
            for part in self.parts(name):
                for old in _replaced_by(part):
                    part.with_name(old).unlink(missing_ok=True)
        for part in self.parts("documents"):
            self._learn(pq.read_table(part, schema=SCHEMAS["documents"]))

    def _learn(self, documents: pa.Table) -> None:
        columns = ["doc_id", "path", "status", "error", "pages", "made_by", "other_paths"]
        for row in documents.select(columns).to_pylist():
            doc_id = row["doc_id"]
            self.known[doc_id] = Known(row["path"], row["status"], row["error"], row["pages"], row["made_by"])
            for path in (row["path"], *(row["other_paths"] or ())):
                self._doc_at[path] = doc_id

    def _recover(self) -> bool:
        """Take up what an interrupted run staged; True if there was anything."""
        found = False
        for staged in sorted((self.folder / STAGE).glob("*.arrow")):
            found = True
            content = staged.read_bytes()
            try:
                self._learn(decode(content)["documents"])
            except (pa.ArrowException, OSError):
                staged.unlink()  # cut by a power failure; the document is done again
                continue
            self._staged[staged.stem] = len(content)
        return found

    def parts(self, name: str) -> list[Path]:
        """The files of a dataset, in the order in which they were written."""
        return sorted((self.folder / name).glob("part-*.parquet"))

    def holds(self, path: str) -> bool:
        """Whether a document was read at this path, and not only failed to be."""
        known = self.known.get(self._doc_at.get(path, ""))
        return known is not None and known.status != "failed"

    def claim(self, path: str, doc_id: str) -> None:
        """From now on these bytes stand at this path; what stood there before goes, unless it is elsewhere too."""
        if self._doc_at.get(path) != doc_id:
            self._doc_at[path] = doc_id
            self._paths_changed = True

    def add(self, doc_id: str, content: bytes, known: Known) -> None:
        """Keep a finished document (`encode`), in place of an earlier one with the same bytes."""
        write_atomically(self.folder / STAGE / f"{doc_id}.arrow", content)
        self._staged[doc_id] = len(content)
        self.known[doc_id] = known
        self.claim(known.path, doc_id)
        if len(self._staged) >= MERGE_DOCUMENTS or sum(self._staged.values()) >= MERGE_BYTES:
            self.merge()

    def merge(self) -> None:
        """Bring the staged documents into the datasets, `documents` last."""
        if not self._staged:
            return
        stage = self.folder / STAGE
        batch = [decode((stage / f"{doc_id}.arrow").read_bytes()) for doc_id in sorted(self._staged)]
        replaced = set(self._staged) if self._recovered else self._merged & set(self._staged)
        for name in (*CHILDREN, "documents"):
            if replaced:
                self._take_out(name, replaced)
            rows = pa.concat_tables([tables[name] for tables in batch])
            if len(rows):
                _write_part(rows, self._next_part(name))
        for doc_id in self._staged:
            (stage / f"{doc_id}.arrow").unlink(missing_ok=True)
        self._merged |= set(self._staged)
        self._staged, self._recovered = {}, False

    def close(self) -> None:
        """Merge what is staged, drop what has no file any more, join small parts, leave no trace of the work."""
        self.merge()
        gone = self._merged - set(self._doc_at.values())
        for name in CHILDREN:
            if gone:
                self._take_out(name, gone)
            parts = self.parts(name)
            if not parts:
                _write_part(SCHEMAS[name].empty_table(), self._next_part(name))
            small = [part for part in parts if part.stat().st_size < SMALL_PART]
            if len(small) > MANY_SMALL:
                self._join(name, small, (pq.read_table(part, schema=SCHEMAS[name]) for part in small))
        documents = self.parts("documents")
        if self._paths_changed or len(documents) != 1:
            self._join("documents", documents, [self._placed(documents, gone)])
        with suppress(OSError):
            (self.folder / STAGE).rmdir()

    def _placed(self, parts: list[Path], gone: set[str]) -> pa.Table:
        """`documents` sorted by path, each row with all the paths its bytes stand at, without those that are gone."""
        old = [_without(pq.read_table(part, schema=SCHEMAS["documents"]), gone) for part in parts]
        rows = pa.concat_tables([SCHEMAS["documents"].empty_table(), *old]).to_pylist()
        places: dict[str, list[str]] = {}
        for path, doc_id in self._doc_at.items():
            places.setdefault(doc_id, []).append(path)
        for row in rows:
            paths = sorted(places[row["doc_id"]])
            row["path"] = row["path"] if row["path"] in paths else paths[0]
            row["other_paths"] = [path for path in paths if path != row["path"]]
        rows.sort(key=lambda row: str(row["path"]))
        return pa.Table.from_pylist(rows, SCHEMAS["documents"])

    def _take_out(self, name: str, doc_ids: set[str]) -> None:
        for part in self.parts(name):
            present = pq.read_table(part, columns=["doc_id"])["doc_id"].unique()
            if doc_ids.isdisjoint(present.to_pylist()):
                continue
            kept = _without(pq.read_table(part, schema=SCHEMAS[name]), doc_ids)
            _write_part(kept, part)

    def _next_part(self, name: str) -> Path:
        last = max((int(part.stem.removeprefix("part-")) for part in self.parts(name)), default=-1)
        return self.folder / name / f"part-{last + 1:06}.parquet"

    def _join(self, name: str, parts: list[Path], tables: Iterable[pa.Table]) -> None:
        """One part in place of several; `tables` are its rows. What is interrupted here, `_load` finishes."""
        target = self._next_part(name)
        unfinished = _unfinished(target)
        joined = {**SCHEMAS[name].metadata, _REPLACES: " ".join(part.name for part in parts).encode()}
        with pq.ParquetWriter(unfinished, SCHEMAS[name].with_metadata(joined), **_LAYOUT) as out:
            for table in tables:
                out.write_table(table)
        os.replace(unfinished, target)
        for part in parts:
            part.unlink()


_LAYOUT: Final = {"compression": "zstd"}


def _without(rows: pa.Table, doc_ids: Iterable[str]) -> pa.Table:
    return rows.filter(pc.invert(pc.is_in(rows["doc_id"], value_set=pa.array(sorted(doc_ids), pa.string()))))


def _write_part(rows: pa.Table, path: Path) -> None:
    pq.write_table(rows, _unfinished(path), **_LAYOUT)
    os.replace(_unfinished(path), path)


def _replaced_by(part: Path) -> list[str]:
    """The parts whose rows a part took over. Raises UsageError if the file is damaged."""
    try:
        metadata: dict[bytes, bytes] = pq.read_metadata(part).metadata or {}
    except pa.ArrowException as error:
        raise UsageError(f"{part}: the file is damaged; remove the corpus folder, or choose another --out") from error
    return metadata.get(_REPLACES, b"").decode().split()


def read_batches(folder: Path, name: str, columns: list[str] | None = None) -> Iterator[pa.RecordBatch]:
    """All rows of one table of a corpus, a few thousand at a time; all columns, or those that are named."""
    for part in sorted((folder / name).glob("part-*.parquet")):
        with pq.ParquetFile(part) as file:
            yield from file.iter_batches(batch_size=8192, columns=columns)
