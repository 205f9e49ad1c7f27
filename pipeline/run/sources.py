"""Which files a run is about, and what their bytes are called."""

from __future__ import annotations

import hashlib
import os
import re
import stat
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pipeline.document import Provenance
from pipeline.errors import UnreadableFile, UsageError
from pipeline.export.root import Root
from pipeline.run.provenance import LIST, is_list, read_lists

# What systems and office programs leave in folders: .DS_Store, ~$决算表.docx; not 决算表.docx
_LITTER_PREFIXES: Final = (".", "~$")
_HALF: Final = re.compile("[\ud800-\udfff]")  # a byte of a file name that is no UTF-8
_LITTER: Final = frozenset({"thumbs.db", "desktop.ini", "__macosx"})


@dataclass(frozen=True, slots=True)
class Source:
    """A file to be read, or a place in a folder that cannot be, with the reason."""

    path: str
    name: str  # the path as the corpus has it: text
    problem: str | None = None
    provenance: Provenance | None = None  # of sources.csv beside it, or of the web archive that holds it


def is_litter(name: str) -> bool:
    """Whether a member of an archive is what systems and office programs leave in folders, or lies in such a folder.

    >>> is_litter("__MACOSX/._决算.pdf"), is_litter("2031/~$决算.docx"), is_litter("2031/决算.docx")
    (True, True, False)
    """
    return any(part.startswith(_LITTER_PREFIXES) or part.lower() in _LITTER for part in name.split("/"))


def name_of(path: str) -> str:
    """A path as text in NFC. File names are bytes: those that are no UTF-8 are read as GB18030, which old archives have.

    >>> name_of(os.fsdecode("2023年决算.txt".encode("gb18030"))), name_of(os.fsdecode(bytes([255]) + b".txt"))
    ('2023年决算.txt', '\\\\xff.txt')
    """
    if not _HALF.search(path):
        return unicodedata.normalize("NFC", path)
    try:
        return unicodedata.normalize("NFC", os.fsencode(path).decode("gb18030"))
    except UnicodeDecodeError:
        return _spelled(path)


def _spelled(path: str) -> str:
    """A path that no other one is written like: bytes that are no UTF-8 as numbers, and all that is no ASCII where it is
    not in NFC.
    """
    text = os.fsencode(path).decode("utf-8", "backslashreplace")
    if unicodedata.is_normalized("NFC", text):
        return text
    return text.encode("ascii", "backslashreplace").decode("ascii")


def find_sources(inputs: Iterable[Path], out: Path, root: Root | None = None) -> list[Source]:
    """All files of the inputs, folders with all that is in them, sorted by path; named from `root` where one is given.

    Links are followed, but a folder is entered once, and one that leads back into itself is a problem of its
    own. Hidden files, the litter of office programs and the corpus itself (`out`) are passed over, unless they
    are named as inputs; `sources.csv` is no document, it says where the others come from. Raises UsageError for an
    input that does not exist or a folder that cannot be listed.
    """
    found: dict[str, str | None] = {}  # path → what is wrong with it
    lists: set[Path] = set()  # every sources.csv
    entered = {_identity(out)} if out.exists() else set()
    for path in inputs:
        if not os.path.lexists(path):
            raise UsageError(f"{path}: no such file or folder")
        if path.is_dir():
            try:
                os.listdir(path)
            except OSError as error:
                raise UsageError(f"{path}: the folder cannot be listed ({error.strerror})") from error
            walked = dict(_walk(path, entered))
            lists |= {one for place in walked if is_list(one := Path(place))}
            found.update((place, problem) for place, problem in walked.items() if Path(place) not in lists)
        else:
            found[str(path)] = _problem(path)
            lists.add(path.parent / LIST)
    return list(_named(found, read_lists(sorted(lists)), root))


def _named(
    found: Mapping[str, str | None], provenance: Mapping[str, Provenance], root: Root | None
) -> Iterator[Source]:
    """Sorted by path; two paths that read alike (one in UTF-8, one in GB18030) get names of their own."""
    taken: set[str] = set()
    for path in sorted(found):
        shown = root.path_of(path) if root else path
        name = name_of(shown)
        if name in taken:
            name = _spelled(shown)
        taken.add(name)
        yield Source(path, name, found[path], provenance.get(os.path.normpath(path)))


def _walk(folder: Path, entered: set[tuple[int, int]]) -> Iterator[tuple[str, str | None]]:
    """The files below a folder, each with what is wrong with it; `entered` are the folders that need no second visit."""
    pending: list[tuple[Path, frozenset[tuple[int, int]]]] = [(folder, frozenset())]
    while pending:
        here, above = pending.pop()
        try:
            identity = _identity(here)
        except OSError as error:
            yield str(here), f"the folder cannot be entered ({error.strerror}); change its mode or owner"
            continue
        if identity in above:
            yield str(here), "the link leads back to a folder that holds it; remove the link"
            continue
        if identity in entered:
            continue
        entered.add(identity)
        try:
            entries = sorted(here.iterdir())
        except OSError as error:
            yield str(here), f"the folder cannot be listed ({error.strerror}); change its mode or owner"
            continue
        for entry in entries:
            if entry.name.startswith(_LITTER_PREFIXES) or entry.name.lower() in _LITTER:
                continue
            if _is_folder(entry):
                pending.append((entry, above | {identity}))
            else:
                yield str(entry), _problem(entry)


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # a folder that can be listed and not entered
        return False


def _problem(path: Path) -> str | None:
    """Why a path cannot be read as a file; None where nothing is known against it."""
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        if not os.path.lexists(path):
            return "the file vanished while the folder was listed; run again"
        return f"the link leads to {os.readlink(path)!r}, where there is nothing; mend or remove it"
    except OSError as error:
        return f"the file cannot be reached ({error.strerror}); mend the link, or change the mode of its folder"
    if not stat.S_ISREG(mode):
        return "this is a device, a pipe or a socket, no regular file; save what it gives as a file"
    return None


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


def hash_without_bytes(name: str) -> str:
    """The id of a document whose bytes cannot be had: SHA-256 of where it is, which no file's bytes are.

    >>> hash_without_bytes("a.pdf")[:12], hash_without_bytes("b.pdf")[:12]
    ('15c6a34ab71e', '6dedfe8516df')
    """
    return hashlib.sha256(b"\0no bytes\0" + name.encode("utf-8", "surrogatepass")).hexdigest()
