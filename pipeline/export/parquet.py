"""The corpus: a Parquet dataset per table, written document by document and never half.

A finished document is first staged (staged.py). Staged documents are merged into the datasets a few hundred at a time, all
tables at once (inventory.py), so that a corpus of 100,000 reports is some thousand files and not eight hundred thousand.

Which rows stand in which file, and in which order, follows from the documents alone: each table has as many parts (a power
of two) as its corpus has hundreds of documents, a document's rows stand in the part that the first digits of its id say, parts
are sorted by id, those of `documents` by path. So a corpus is the same to the last byte however often its making broke off,
and what was damaged in one part costs the documents of that part.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from pipeline.document import Provenance
from pipeline.errors import MachineFault
from pipeline.export.durable import ENDING, flush, remove, unfinished
from pipeline.export.inventory import Inventory, Stamp, prepare, stamp_of
from pipeline.export.schema import SCHEMAS, TABLES
from pipeline.export.staged import DamagedStage, Stage

PROVENANCE: Final = tuple(field.name for field in fields(Provenance))
MERGE_DOCUMENTS: Final = 250
MERGE_SHARE: Final = 4  # or a quarter of what is merged, so that a document is written again a few times only
SHELF_DOCUMENTS: Final = 256  # in a part, at most on average
_ID_BITS: Final = 32
_LAYOUT: Final = {"compression": "zstd"}
_SCHEMA: Final = hashlib.sha256(
    repr([(name, field.name, str(field.type)) for name in TABLES for field in SCHEMAS[name]]).encode()
).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Known:
    """What the corpus already says of a document."""

    path: str
    status: str
    error: str | None
    pages: int
    made_by: str | None


class Corpus:
    """A corpus folder, open for writing. One process at a time; the run sees to that.

    What was found damaged when it was opened stands in `notices`. Raises OSError where the disk does not do its work.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.notices: list[str] = []
        self.known: dict[str, Known] = {}
        self._doc_at: dict[str, str] = {}  # path → doc_id
        self._provenance: dict[str, Provenance] = {}  # path → where its file was fetched
        self._paths_changed = False
        prepare(folder)
        remove(path for path in folder.glob(f".*{ENDING}*") if path.is_file())  # what exporters left
        self._stage = Stage(folder)
        self._inventory = Inventory(folder)
        self._inventory.settle()
        self._mend()
        for part in self.parts("documents"):
            self._learn(_read(part, "documents"))
        self._merged = len(self.known)
        self._staged: set[str] = set()
        for doc_id, documents in self._stage.recovered():
            self._learn(documents)
            self._staged.add(doc_id)

    def _learn(self, documents: pa.Table) -> None:
        columns = ["doc_id", "path", "status", "error", "pages", "made_by", "other_paths", *PROVENANCE]
        for row in documents.select(columns).to_pylist():
            doc_id = row["doc_id"]
            self.known[doc_id] = Known(row["path"], row["status"], row["error"], row["pages"], row["made_by"])
            for path in (row["path"], *(row["other_paths"] or ())):
                self._doc_at[path] = doc_id
            if row["source_url"]:
                self._provenance[row["path"]] = Provenance(*(row[name] for name in PROVENANCE))

    def parts(self, name: str) -> list[Path]:
        """The files of a dataset, in order."""
        return sorted((self.folder / name).glob("part-*.parquet"))

    @property
    def paths(self) -> tuple[str, ...]:
        """Where the documents of the corpus stood when they were last seen."""
        return tuple(sorted(self._doc_at))

    def at(self, path: str) -> str | None:
        """The doc_id of what stands at a path."""
        return self._doc_at.get(path)

    def holds(self, path: str) -> bool:
        """Whether a document was read at this path, and not only failed to be."""
        known = self.known.get(self._doc_at.get(path, ""))
        return known is not None and known.status != "failed"

    def claim(self, path: str, doc_id: str) -> None:
        """From now on these bytes stand at this path; what stood there before goes, unless it is elsewhere too."""
        if self._doc_at.get(path) != doc_id:
            self._doc_at[path] = doc_id
            self._paths_changed = True

    def cite(self, path: str, provenance: Provenance | None) -> None:
        """The file at this path was fetched there; None where nobody says."""
        if self._provenance.get(path) != provenance:
            self._provenance.pop(path, None)
            if provenance:
                self._provenance[path] = provenance
            self._paths_changed = True

    def forget(self, path: str) -> None:
        """Nothing stands at this path any more."""
        if self._doc_at.pop(path, None) is not None:
            self._paths_changed = True

    def add(self, doc_id: str, content: bytes, known: Known) -> None:
        """Keep a finished document (`encode`), in place of an earlier one with the same bytes."""
        self._stage.put(doc_id, content)
        self._staged.add(doc_id)
        self.known[doc_id] = known
        self.claim(known.path, doc_id)
        if len(self._staged) >= max(MERGE_DOCUMENTS, self._merged // MERGE_SHARE):
            self.merge()

    def close(self) -> None:
        """Merge what is staged, drop what has no file any more, leave no trace of the work."""
        self.merge(closing=True)
        self._stage.close()

    def merge(self, *, closing: bool = False) -> None:
        """Bring the staged documents into the datasets, all of them or, where it breaks off, none.

        It can be tried again after anything: it looks at what is on the disk, and rows of a staged document always take
        the place of its earlier ones.
        """
        self._inventory.settle()  # where an earlier try broke off
        held = {doc_id for part in self.parts("documents") for doc_id in _ids(part)}
        gone = (held | self._staged) - set(self._doc_at.values()) if closing else set()
        paths_changed = closing and self._paths_changed
        if self._staged or gone or paths_changed or self._outdated:
            remaining = (held | self._staged) - gone
            self._commit(_Change(frozenset(self._staged - gone), held & (gone | self._staged), _shelves(len(remaining)),
                                 self._places(remaining) if closing else None))  # fmt: skip
            held = remaining
        self._stage.clear(self._staged)
        self._merged, self._staged = len(held), set()
        if closing:
            self._paths_changed = False
            self.known = {doc_id: known for doc_id, known in self.known.items() if doc_id not in gone}

    @property
    def _outdated(self) -> bool:
        return self._inventory.shelves == 0 or self._inventory.schema != _SCHEMA

    def _places(self, doc_ids: Collection[str]) -> dict[str, list[str]]:
        """doc_id → all paths that its bytes stand at, sorted."""
        places: dict[str, list[str]] = {doc_id: [] for doc_id in doc_ids}
        for path in sorted(self._doc_at):
            if self._doc_at[path] in places:
                places[self._doc_at[path]].append(path)
        return places

    def _commit(self, change: _Change) -> None:
        everything = self._outdated or change.shelves != self._inventory.shelves
        files: dict[str, Stamp] = {}
        written: set[str] = set()
        for shelf in range(change.shelves):
            mine = sorted(doc_id for doc_id in change.added if _shelf(doc_id, change.shelves) == shelf)
            touched = everything or mine or any(_shelf(doc_id, change.shelves) == shelf for doc_id in change.removed)
            staged = [self._staged_tables(doc_id) for doc_id in mine]
            for name in TABLES:
                part = _part(name, shelf)
                if not touched and (name != "documents" or change.places is None):
                    files[part] = self._inventory.files[part]
                    continue
                rows = self._rows(name, shelf, change, [tables[name] for tables in staged])
                if not touched and rows.equals(_read(self.folder / part, name)):
                    files[part] = self._inventory.files[part]
                    continue
                files[part] = _write(rows, self.folder / part)
                written.add(part)
        self._inventory.commit(files, change.shelves, _SCHEMA, written)

    def _staged_tables(self, doc_id: str) -> dict[str, pa.Table]:
        try:
            return self._stage.get(doc_id)
        except DamagedStage as error:
            raise MachineFault(
                f"{error} since it was written; see to the disk, then run again: its document is read again"
            ) from error

    def _rows(self, name: str, shelf: int, change: _Change, staged: list[pa.Table]) -> pa.Table:
        """What has to stand in a part: rows that stood there, or in the parts that covered it, and staged ones."""
        old = [_kept(_read(part, name), shelf, change) for part in self._covering(name, shelf, change.shelves)]
        rows = pa.concat_tables([SCHEMAS[name].empty_table(), *old, *staged])
        if name == "documents":
            return _documents(rows, change.places, self._provenance)
        return rows.take(pc.sort_indices(rows["doc_id"])) if len(rows) else rows  # stable

    def _covering(self, name: str, shelf: int, shelves: int) -> list[Path]:
        """The present parts that may hold rows of a shelf of a new layout."""
        before = self._inventory.shelves
        if not before:
            return self.parts(name)  # of an older version: in any
        first, last = shelf * before // shelves, ((shelf + 1) * before - 1) // shelves
        paths = (self.folder / _part(name, one) for one in range(first, last + 1))
        return [path for path in paths if path.exists()]  # a table that an older version did not have

    def _mend(self) -> None:
        """Where parts are damaged, their documents failed, and nothing else of them stands in the corpus."""
        if not self._inventory.shelves:
            self._drop_unreadable()
            return
        damaged: dict[int, list[str]] = {}
        for part in self._inventory.damaged():
            damaged.setdefault(int(part.removesuffix(".parquet").rpartition("-")[2]), []).append(part)
        if not damaged:
            return
        files, written = dict(self._inventory.files), set()
        for shelf, parts in damaged.items():
            listed = _part("documents", shelf)
            documents = SCHEMAS["documents"].empty_table()
            if listed not in parts:
                documents = _read(self.folder / listed, "documents")
            marked, lost = _marked(documents, parts[0])
            cost = f"{lost} documents" if listed not in parts else "the documents listed there"
            self.notices.append(
                f"{', '.join(str(self.folder / part) for part in parts)}: missing or damaged from outside; "
                f"{cost} are read again where their files are among the inputs"
            )
            for name in {part.partition("/")[0] for part in files}:
                part = _part(name, shelf)
                rows = marked if name == "documents" else SCHEMAS[name].empty_table()
                files[part] = _write(rows, self.folder / part)
                written.add(part)
        self._inventory.commit(files, self._inventory.shelves, self._inventory.schema, written)

    def _drop_unreadable(self) -> None:
        """Of a corpus without an inventory, an older one: files that are no Parquet are told and taken away."""
        for part in [part for name in TABLES for part in self.parts(name)]:
            try:
                pq.read_metadata(part)
            except (pa.ArrowException, OSError) as error:
                self.notices.append(f"{part}: damaged ({error}); what it held is lost, use a new --out to be sure")
                remove([part])


@dataclass(frozen=True, slots=True)
class _Change:
    """What a merge does."""

    added: frozenset[str]  # staged documents
    removed: set[str]  # documents whose rows go, in place of which others may come
    shelves: int
    places: Mapping[str, list[str]] | None  # paths of all documents, where they are to be written


def _shelves(documents: int) -> int:
    """How many parts a table of so many documents has.

    >>> _shelves(0), _shelves(256), _shelves(257), _shelves(100_000)
    (1, 1, 2, 512)
    """
    return 1 << max(0, (documents - 1) // SHELF_DOCUMENTS).bit_length()


def _shelf(doc_id: str, shelves: int) -> int:
    """The part that a document's rows stand in.

    >>> _shelf("ffffffff…", 4), _shelf("3fffffff…", 4), _shelf("40000000…", 4)
    (3, 0, 1)
    """
    return int(doc_id[: _ID_BITS // 4], 16) * shelves >> _ID_BITS


def _part(name: str, shelf: int) -> str:
    return f"{name}/part-{shelf:06}.parquet"


def _kept(rows: pa.Table, shelf: int, change: _Change) -> pa.Table:
    """Those rows of an older part that belong on this shelf and do not go."""
    ids = [doc_id for doc_id in rows["doc_id"].unique().to_pylist() if doc_id not in change.removed]
    here = [doc_id for doc_id in ids if _shelf(doc_id, change.shelves) == shelf]
    return rows.filter(pc.is_in(rows["doc_id"], value_set=pa.array(here, pa.string())))


def _documents(
    rows: pa.Table, places: Mapping[str, list[str]] | None, provenance: Mapping[str, Provenance]
) -> pa.Table:
    """Sorted by path, with all the paths of each and where it was fetched, where these are known."""
    listed: list[dict[str, Any]] = rows.to_pylist()
    for row in listed:
        if places is not None:
            row["path"], *row["other_paths"] = paths = places[row["doc_id"]]
            cited = next((provenance[path] for path in paths if path in provenance), None)
            row.update({name: getattr(cited, name, None) for name in PROVENANCE})
    listed.sort(key=lambda row: (row["path"], row["doc_id"]))
    return pa.Table.from_pylist(listed, SCHEMAS["documents"])


def _marked(documents: pa.Table, part: str) -> tuple[pa.Table, int]:
    """The documents of a shelf after one of its parts was damaged, and of how many that lost something."""
    listed: list[dict[str, Any]] = documents.to_pylist()
    lost = [row for row in listed if row["status"] != "failed"]
    for row in lost:
        row["status"], row["made_by"] = "failed", None
        row["error"] = f"what was read from it was lost: {part} was damaged; run again with this file among the inputs"
    return pa.Table.from_pylist(listed, SCHEMAS["documents"]), len(lost)


def _read(part: Path, name: str) -> pa.Table:
    """A part with the columns of today; one that an older version did not have is empty."""
    rows = pq.read_table(part, partitioning=None, use_threads=False)  # parts are small, and the workers have the cores
    columns = [
        rows[field.name].cast(field.type) if field.name in rows.column_names else pa.nulls(len(rows), field.type)
        for field in SCHEMAS[name]
    ]
    return pa.Table.from_arrays(columns, schema=SCHEMAS[name])


def _ids(part: Path) -> Iterable[str]:
    ids: list[str] = pq.read_table(part, columns=["doc_id"], partitioning=None, use_threads=False)["doc_id"].to_pylist()
    return ids


def _write(rows: pa.Table, part: Path) -> Stamp:
    """A part, beside its place and on the disk; its bytes follow from the rows alone. Raises OSError."""
    pq.write_table(rows.combine_chunks(), unfinished(part), **_LAYOUT)
    flush(unfinished(part))
    stamp = stamp_of(unfinished(part))
    if stamp is None:
        raise OSError(f"{unfinished(part)} cannot be read back")
    return stamp


def read_batches(folder: Path, name: str, columns: list[str] | None = None) -> Iterator[pa.RecordBatch]:
    """All rows of one table of a corpus, a few thousand at a time; all columns, or those that are named."""
    for part in sorted((folder / name).glob("part-*.parquet")):
        with pq.ParquetFile(part) as file:
            yield from file.iter_batches(batch_size=8192, columns=columns)
