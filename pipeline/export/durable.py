"""Files that are there whole or not at all, also after a power cut.

A file is written beside its place, flushed to the disk, and put in place by a rename; then its folder is flushed, so
that the rename is on the disk too. Nothing is taken away before what replaces it has come so far.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Final

ENDING: Final = ".unfinished"


def unfinished(path: Path) -> Path:
    """Where a file is written before it is put in place.

    >>> unfinished(Path("corpus/run.json")).as_posix()
    'corpus/.run.json.unfinished'
    """
    return path.with_name(f".{path.name}{ENDING}")


def flush(path: Path) -> None:
    """What was written to a file, or what changed in a folder, is on the disk when this returns. Raises OSError."""
    flags = os.O_RDONLY if path.is_dir() else os.O_RDWR  # Windows flushes no file that is open for reading alone
    try:
        descriptor = os.open(path, flags)
    except PermissionError:
        if path.is_dir() and os.name == "nt":
            return  # there folders cannot be opened
        raise
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def put_in_place(path: Path) -> None:
    """The unfinished file takes its place, in place of an older one. Raises OSError."""
    flush(unfinished(path))
    os.replace(unfinished(path), path)
    flush(path.parent)


def write_durably(path: Path, content: bytes) -> None:
    """The file holds `content` when this returns, whatever happens then. Raises OSError."""
    unfinished(path).write_bytes(content)
    put_in_place(path)


def make_folders(folders: Iterable[Path]) -> None:
    """Folders, with those above them. Raises OSError."""
    for folder in folders:
        if not folder.is_dir():
            make_folders([folder.parent])
            with suppress(FileExistsError):
                os.mkdir(folder)
            flush(folder.parent)


def remove(paths: Iterable[Path]) -> None:
    """Files that are not needed any more, all of them in existing folders. Raises OSError."""
    folders = set()
    for path in paths:
        with suppress(FileNotFoundError):
            os.unlink(path)
        folders.add(path.parent)
    for folder in sorted(folders):
        flush(folder)
