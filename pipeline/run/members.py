"""Archives among the sources: each member a source of its own, unpacked into a temporary folder while it is worked on.

Only what workers hold lies on disk, so an archive of a thousand reports takes the room of a few. Bombs are met by limits: on
members, on how deep archives lie in archives, on sizes and on how much more comes out of an archive than is in it.
"""

from __future__ import annotations

import multiprocessing
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

from pipeline.document import Provenance
from pipeline.errors import UnreadableFile
from pipeline.readers.archive import Member, archive_kind, archive_members
from pipeline.readers.attachments import may_have_attachments, write_attachments
from pipeline.run.sources import Source, is_litter

MOST_MEMBERS: Final = 100_000  # of a file, with all archives in it
DEEPEST: Final = 5  # archives in archives
MOST_BYTES: Final = 1 << 30  # of one member
MOST_RATIO: Final = 200  # bytes that come out of an archive for each that is in it …
ALWAYS_ALLOWED: Final = 256 << 20  # … above so many
_SECONDS: Final = 120.0  # to take the attachments out of a PDF
_PIECE: Final = 1 << 20


class _TooMuch(UnreadableFile):
    """What comes out of an archive is no bundle of reports."""


class _Stream(Protocol):
    def read(self, size: int, /) -> bytes:
        """So many bytes, or fewer at the end."""


@dataclass(slots=True)
class _Allowance:
    """What may still come out of one file of the inputs."""

    bytes: int
    members: int

    def take(self, number: int) -> None:
        self.bytes -= number
        if self.bytes < 0:
            raise _TooMuch(
                f"more than {MOST_RATIO} times its size comes out of the archive, which no report does; what came before is kept"
            )


class Unpacked:
    """The temporary folder of a run, and what lies there."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._held: dict[str, Path] = {}  # name → its folder
        self._number = 0

    def sources(self, sources: Iterable[Source]) -> Iterator[Source]:
        """The sources, instead of each archive its members, after each PDF what is attached to it; one by one."""
        for source in sources:
            if source.problem:
                yield source
            else:
                yield from self._expanded(
                    source, _Allowance(max(ALWAYS_ALLOWED, _size(source) * MOST_RATIO), MOST_MEMBERS), 0
                )

    def release(self, name: str) -> None:
        """A member is done with."""
        folder = self._held.pop(name, None)
        if folder:
            shutil.rmtree(folder, ignore_errors=True)

    def _expanded(self, source: Source, allowance: _Allowance, depth: int) -> Iterator[Source]:
        try:
            kind = archive_kind(Path(source.path))
        except OSError:  # whoever reads it says why
            kind = None
        if kind is None:
            yield source
            yield from self._attached(source, allowance, depth)
        elif depth >= DEEPEST:
            yield _lost(source, f"archives lie more than {DEEPEST} deep in each other; unpack it and give the folder")
        else:
            try:
                yield from self._members(source, kind, allowance, depth)
            except UnreadableFile as error:
                yield _lost(source, str(error))
            self.release(source.name)

    def _members(self, source: Source, kind: str, allowance: _Allowance, depth: int) -> Iterator[Source]:
        taken: set[str] = set()
        for member in archive_members(Path(source.path), kind):
            if is_litter(member.name):
                continue
            allowance.members -= 1
            if allowance.members < 0:
                raise UnreadableFile(f"the archive holds more than {MOST_MEMBERS:,} files; the others were not read")
            name = _once(f"{source.name}/{member.name}", taken)
            if member.stream is None:
                yield Source(source.path, name, member.problem, source.provenance)
                continue
            try:
                path = self._store(member.stream, name, allowance)
            except _TooMuch:
                raise
            except UnreadableFile as error:
                self.release(name)
                yield Source(source.path, name, str(error), source.provenance)
                continue
            if path is None:
                yield Source(
                    source.path, name, f"the file has more than {MOST_BYTES >> 20} MB; unpack it and give the folder"
                )
            else:
                yield from self._expanded(
                    Source(str(path), name, provenance=_origin(member, source)), allowance, depth + 1
                )

    def _store(self, stream: _Stream, name: str, allowance: _Allowance) -> Path | None:
        """Where a member lies now, under a name of our own but for its last part; None where it is too large."""
        folder = self._new_folder(name)
        path = folder / _file_name(name)
        written = 0
        with path.open("wb") as file:
            while piece := stream.read(_PIECE):
                written += len(piece)
                allowance.take(len(piece))
                if written > MOST_BYTES:
                    self.release(name)
                    return None
                file.write(piece)
        return path

    def _new_folder(self, name: str) -> Path:
        self._number += 1
        folder = self._held[name] = self._folder / str(self._number)
        folder.mkdir()
        return folder

    def _attached(self, source: Source, allowance: _Allowance, depth: int) -> Iterator[Source]:
        """What is attached to a PDF, taken out by a process of its own: PDFium crashes on some files."""
        try:
            with open(source.path, "rb") as file:
                begin = file.read(1024)
                if b"%PDF-" not in begin or depth >= DEEPEST or not may_have_attachments(begin + file.read()):
                    return
        except OSError:
            return
        holder = f"{source.name}/"
        folder = self._new_folder(holder)
        context = multiprocessing.get_context("spawn")
        process = context.Process(target=_detach, args=(source.path, str(folder), allowance.bytes), daemon=True)
        process.start()
        process.join(_SECONDS)
        if process.is_alive():
            process.kill()
            process.join()
        taken: set[str] = set()
        for written in sorted(folder.glob("[0-9]*.name"), key=lambda path: int(path.stem)):
            name = _once(f"{source.name}/{_part(written.read_text('utf-8')) or written.stem}", taken)
            with (folder / written.stem).open("rb") as stream:
                path = self._store(stream, name, allowance)
            if path is not None:
                yield from self._expanded(Source(str(path), name, provenance=source.provenance), allowance, depth + 1)
        self.release(holder)


def may_hold_more(sources: Sequence[Source], enough: int) -> bool:
    """Whether there may be as many documents as would be enough: an archive is among a few sources."""
    return len(sources) < enough and any(not source.problem and _is_archive(Path(source.path)) for source in sources)


def _is_archive(path: Path) -> bool:
    try:
        return archive_kind(path) is not None
    except OSError:
        return False


@contextmanager
def unpacking() -> Iterator[Unpacked]:
    """A temporary folder for the members of archives; it is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="pipeline-members-") as folder:
        yield Unpacked(Path(folder))


def _detach(path: str, folder: str, most_bytes: int) -> None:
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # what PDFium complains of is told by whoever reads the file
    write_attachments(Path(path), Path(folder), most_bytes)


def _origin(member: Member, archive: Source) -> Provenance | None:
    """Where a member comes from: its own address, else that of its archive."""
    return Provenance(member.url, member.fetched) if member.url else archive.provenance


def _size(source: Source) -> int:
    try:
        return os.stat(source.path).st_size
    except OSError:
        return 0


def _lost(source: Source, reason: str) -> Source:
    return Source(source.path, source.name, reason, source.provenance)


def _once(name: str, taken: set[str]) -> str:
    """A name that no member before has."""
    unique, n = name, 1
    while unique in taken:
        n += 1
        unique = f"{name} ({n})"
    taken.add(unique)
    return unique


def _part(name: str) -> str:
    return name.replace("\\", "/").rpartition("/")[2].strip(". ")


def _file_name(name: str) -> str:
    """The last part of a name as one of a file: nothing else of it reaches the disk.

    >>> _file_name("年报.zip/2031/决算.pdf"), _file_name("a.zip/" + "决" * 90)[:3], _file_name("a.zip/\\0")
    ('决算.pdf', '决决决', 'member')
    """
    last = name.rpartition("/")[2].replace("\0", "")
    stem, dot, ending = last.rpartition(".")
    if not dot:
        stem, ending = last, ""
    while len(last.encode("utf-8", "surrogateescape")) > 200:
        stem, ending = stem[:-1], ending[:20]
        last = f"{stem}{dot}{ending}"
    return last if last not in ("", ".", "..") else "member"
