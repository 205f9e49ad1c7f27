"""Staged documents: one file that holds the rows of all tables of a finished document, until they are merged.

The file begins with a hash of the rest: one that was cut, or of which a power cut left zeros, is told at once, and its
document is done again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

import pyarrow as pa
import pyarrow.ipc

from pipeline.errors import PipelineError
from pipeline.export.durable import make_folders, remove, write_durably
from pipeline.export.rows import Entry, arrow_tables
from pipeline.export.schema import SCHEMAS, TABLES

FOLDER: Final = ".staged"
_ENDING: Final = ".arrow"
_MARK: Final = b"staged document 1\n"
_DIGEST: Final = hashlib.sha256().digest_size


class DamagedStage(PipelineError):
    """A staged document is not what was written."""


def encode(entry: Entry) -> bytes:
    """The tables of a document in one piece, to be staged."""
    sink = pa.BufferOutputStream()
    options = pyarrow.ipc.IpcWriteOptions(compression="lz4", use_threads=False)  # 15 times as fast as zstd
    for table in arrow_tables(entry).values():
        with pyarrow.ipc.new_stream(sink, table.schema, options=options) as writer:
            writer.write_table(table)
    return bytes(sink.getvalue())


def decode(content: bytes, names: tuple[str, ...] = TABLES) -> dict[str, pa.Table]:
    """What `encode` wrote, or its first tables. Raises DamagedStage for what was cut or is of another schema."""
    source = pa.BufferReader(content)
    options = pyarrow.ipc.IpcReadOptions(use_threads=False)
    tables = {}
    try:
        for name in names:
            with pyarrow.ipc.open_stream(source, options=options) as reader:
                tables[name] = reader.read_all().cast(SCHEMAS[name])
    except (pa.ArrowException, OSError, ValueError) as error:
        raise DamagedStage(f"no staged document: {error}") from error
    return tables


class Stage:
    """The folder of staged documents of a corpus."""

    def __init__(self, corpus: Path) -> None:
        self.folder = corpus / FOLDER

    def put(self, doc_id: str, content: bytes) -> None:
        """A document, in place of an earlier attempt; it outlives a power cut from here on. Raises OSError."""
        make_folders([self.folder])
        write_durably(self._path(doc_id), _MARK + hashlib.sha256(content).digest() + content)

    def get(self, doc_id: str, names: tuple[str, ...] = TABLES) -> dict[str, pa.Table]:
        """Its tables, or some of them from the first on. Raises DamagedStage, and OSError."""
        stored = self._path(doc_id).read_bytes()
        body = len(_MARK) + _DIGEST
        if not stored.startswith(_MARK) or hashlib.sha256(stored[body:]).digest() != stored[len(_MARK) : body]:
            raise DamagedStage(f"{self._path(doc_id)} is damaged")
        return decode(stored[body:], names)

    def recovered(self) -> Iterator[tuple[str, pa.Table]]:
        """What an interrupted run left: doc_id and row of `documents`. Removes what is damaged. Raises OSError."""
        lost = [path for path in self.folder.glob("*") if path.suffix != _ENDING]
        for path in sorted(self.folder.glob(f"*{_ENDING}")):
            try:
                documents = self.get(path.stem, ("documents",))["documents"]
            except DamagedStage:
                lost.append(path)
                continue
            if documents["doc_id"].to_pylist() == [path.stem]:
                yield path.stem, documents
            else:
                lost.append(path)
        if lost:
            remove(lost)

    def clear(self, doc_ids: Iterable[str]) -> None:
        """These were merged. Raises OSError."""
        if self.folder.is_dir():
            remove([self._path(doc_id) for doc_id in doc_ids])

    def close(self) -> None:
        """No trace of the work, where nothing is staged. Raises OSError."""
        if self.folder.is_dir() and not any(self.folder.iterdir()):
            self.folder.rmdir()

    def _path(self, doc_id: str) -> Path:
        return self.folder / f"{doc_id}{_ENDING}"
