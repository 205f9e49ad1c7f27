"""Which files a run is about, and what their bytes are called."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pipeline.errors import UnreadableFile, UsageError

# What systems and office programs leave in folders: .DS_Store, ~$决算表.docx; not 决算表.docx
_LITTER_PREFIXES: Final = (".", "~$")
_LITTER: Final = frozenset({"thumbs.db", "desktop.ini", "__macosx"})


@dataclass(frozen=True, slots=True)
class Source:
    """A file to be read, or a place in a folder that cannot be, with the reason."""

    path: str
    problem: str | None = None


def find_sources(inputs: Iterable[Path], out: Path) -> list[Source]:
    """All files of the inputs, folders with all that is in them, sorted by path.

    Links are followed, but a folder is entered once, and one that leads back into itself is a problem of its
    own. Hidden files, the litter of office programs and the corpus itself (`out`) are passed over, unless they
    are named as inputs. Raises UsageError for an input that does not exist or a folder that cannot be listed.
    """
    found: dict[str, Source] = {}
    entered = {_identity(out)} if out.exists() else set()
    for path in inputs:
        if not os.path.lexists(path):
            raise UsageError(f"{path}: no such file or folder")
        if path.is_dir():
            try:
                os.listdir(path)
            except OSError as error:
                raise UsageError(f"{path}: the folder cannot be listed ({error.strerror})") from error
            found.update((source.path, source) for source in _walk(path, entered))
        else:
            found[str(path)] = _source(path)
    return [found[path] for path in sorted(found)]


def _walk(folder: Path, entered: set[tuple[int, int]]) -> Iterator[Source]:
    """The files below a folder; `entered` are the folders that need no second visit."""
    pending: list[tuple[Path, frozenset[tuple[int, int]]]] = [(folder, frozenset())]
    while pending:
        here, above = pending.pop()
        identity = _identity(here)
        if identity in above:
            yield Source(str(here), "the link leads back to a folder that holds it; remove the link")
            continue
        if identity in entered:
            continue
        entered.add(identity)
        try:
            entries = sorted(here.iterdir())
        except OSError as error:
            yield Source(str(here), f"the folder cannot be listed ({error.strerror}); change its mode or owner")
            continue
        for entry in entries:
            if entry.name.startswith(_LITTER_PREFIXES) or entry.name.lower() in _LITTER:
                continue
            if entry.is_dir():
                pending.append((entry, above | {identity}))
            else:
                yield _source(entry)


def _source(path: Path) -> Source:
    name = str(path)
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return Source(name, f"the link leads to {os.readlink(path)!r}, where there is nothing; mend or remove it")
    except OSError as error:
        return Source(name, f"the file cannot be reached ({error.strerror}); mend or remove the link or its folder")
    if not stat.S_ISREG(mode):
        return Source(name, "this is a device, a pipe or a socket, no regular file; save what it gives as a file")
    return Source(name)


def _identity(folder: Path) -> tuple[int, int]:
    found = folder.stat()
    return found.st_dev, found.st_ino


def hash_of(path: str) -> str:
    """SHA-256 of a file's bytes, in hexadecimal. Raises UnreadableFile."""
    try:
        with open(path, "rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except PermissionError as error:
        raise UnreadableFile("no permission to read the file; change its mode or owner") from error
    except OSError as error:
        raise UnreadableFile(f"the file cannot be read: {error.strerror or error}") from error


def hash_without_bytes(path: str) -> str:
    """The id of a document whose bytes cannot be had: SHA-256 of where it is, which no file's bytes are.

    >>> hash_without_bytes("a.pdf")[:12], hash_without_bytes("b.pdf")[:12]
    ('15c6a34ab71e', '6dedfe8516df')
    """
    return hashlib.sha256(b"\0no bytes\0" + os.fsencode(path)).hexdigest()
