"""`parts.json`: which files the datasets consist of, how long they are and what they hash to.

It is what makes a change of many files one change. New parts are written beside their places and flushed; then the new
inventory takes the place of the old one, by one rename; then the parts take their places, and what the inventory does not
name goes. Whatever breaks off in between is finished when the corpus is opened: an unfinished part that the inventory names
is put in place, all others are removed. A part that is missing or is not what the inventory says was damaged from outside.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from pipeline.export.durable import ENDING, flush, make_folders, remove, unfinished, write_durably
from pipeline.export.schema import TABLES

NAME: Final = "parts.json"
PART: Final = "part-*.parquet"


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a file is told by."""

    bytes: int
    sha256: str


def stamp_of(path: Path) -> Stamp | None:
    """None where there is no such file, or its bytes cannot be read back."""
    try:
        with path.open("rb") as file:
            return Stamp(os.fstat(file.fileno()).st_size, hashlib.file_digest(file, "sha256").hexdigest())
    except OSError:
        return None


@dataclass(slots=True)
class Inventory:
    """The parts of a corpus as they were last agreed on."""

    folder: Path
    shelves: int = 0  # parts of each table; 0: there is no inventory
    schema: str = ""  # of the rows in them
    files: dict[str, Stamp] = field(default_factory=dict)  # cells/part-000000.parquet →

    def settle(self, fresh: Collection[str] = ()) -> None:
        """Read the inventory and make the folder be what it says; `fresh` parts are known to be whole. Raises OSError."""
        self._read()
        changed = set()
        for name, stamp in self.files.items():
            path = self.folder / name
            if unfinished(path).exists() and (name in fresh or stamp_of(unfinished(path)) == stamp):
                os.replace(unfinished(path), path)
                changed.add(path.parent)
        for folder in sorted(changed):
            flush(folder)
        strays = list(self._strays())
        if strays:
            remove(strays)

    def damaged(self) -> list[str]:
        """Parts that are missing or were changed; takes as long as reading the whole corpus once."""
        return [name for name, stamp in self.files.items() if stamp_of(self.folder / name) != stamp]

    def commit(self, files: Mapping[str, Stamp], shelves: int, schema: str, written: Collection[str]) -> None:
        """From now on the corpus is these files; those `written` lie flushed beside their places. Raises OSError."""
        for folder in sorted({(self.folder / name).parent for name in written}):
            flush(folder)
        record = {
            "shelves": shelves,
            "schema": schema,
            "files": {name: {"bytes": stamp.bytes, "sha256": stamp.sha256} for name, stamp in sorted(files.items())},
        }
        write_durably(self.folder / NAME, (json.dumps(record, indent=1) + "\n").encode())
        self.settle(written)

    def _read(self) -> None:
        self.shelves, self.schema, self.files = 0, "", {}
        try:
            record = json.loads((self.folder / NAME).read_bytes())
            files = {name: Stamp(stamp["bytes"], stamp["sha256"]) for name, stamp in record["files"].items()}
            self.shelves, self.schema, self.files = int(record["shelves"]), str(record["schema"]), files
        except FileNotFoundError:
            return
        except (ValueError, TypeError, KeyError, AttributeError):
            return  # damaged from outside: as if there were none

    def _strays(self) -> Iterator[Path]:
        """Parts that no inventory names: replaced ones, and what a transaction that came to nothing left."""
        for table in TABLES:
            folder = self.folder / table
            yield from folder.glob(f".{PART}{ENDING}")
            if self.shelves:
                yield from (path for path in folder.glob(PART) if f"{table}/{path.name}" not in self.files)


def prepare(folder: Path) -> None:
    """The folders of a corpus. Raises OSError."""
    make_folders([folder, *(folder / name for name in TABLES)])
