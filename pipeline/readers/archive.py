"""Archives as streams of members: ZIP, TAR and compressed files by Python itself, 7z, RAR and CAB through bsdtar, WARC.

Nothing is unpacked here: whoever takes a member reads its stream, or does not. Names are words for the corpus, never places on
a disk; links lead nowhere.
"""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import re
import shutil
import stat
import subprocess
import tarfile
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Final

from pipeline.errors import UnreadableFile
from pipeline.readers import media_types as kinds
from pipeline.readers.sniff import is_tar, zip_media_type
from pipeline.readers.warc import warc_members

_BROKEN: Final = (
    *(zipfile.BadZipFile, tarfile.TarError, zlib.error, lzma.LZMAError, EOFError, OSError, ValueError),
    *(NotImplementedError, RuntimeError, OverflowError, IndexError),
)
_COMPRESSED: Final[dict[str, Callable[..., Any]]] = {
    "application/gzip": gzip.open,
    "application/x-bzip2": bz2.open,
    "application/x-xz": lzma.open,
}
_MARKS: Final = (
    *((mark, kinds.ZIP) for mark in (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")),
    *((b"\x1f\x8b", "application/gzip"), (b"BZh", "application/x-bzip2"), (b"\xfd7zXZ\0", "application/x-xz")),
    (b"WARC/", kinds.WARC),
    *(
        (b"Rar!\x1a\x07", "RAR"),
        (b"7z\xbc\xaf\x27\x1c", "7-Zip"),
        (b"MSCF\0\0\0\0", "CAB"),
        (b"\x28\xb5\x2f\xfd", "Zstandard"),
    ),
)
_ENDING: Final = re.compile(r"\.(?:gz|bz2|xz|tgz)$", re.IGNORECASE)


class MemberStream:
    """The bytes of a member."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream

    def read(self, size: int = -1) -> bytes:
        """Raises UnreadableFile where they are damaged."""
        try:
            return self._stream.read(size)
        except _BROKEN as error:
            raise UnreadableFile(
                f"the file is damaged in its archive: {error or type(error).__name__}; fetch the archive again"
            ) from error


@dataclass(frozen=True, slots=True)
class Member:
    """One file of an archive. Its stream is there until the next member is asked for; None where there is a problem."""

    name: str  # parts joined by /, none of them empty, . or ..
    stream: MemberStream | None = None
    problem: str | None = None
    url: str | None = None  # of a web archive
    fetched: str | None = None  # when, as the archive says it: 2031-08-20T09:30:00Z


def archive_kind(path: Path) -> str | None:
    """What kind of archive a file is; None where it is none, as office files, which are ZIP inside. Raises OSError."""
    with path.open("rb") as file:
        head = file.read(512)
        found = next((kind for mark, kind in _MARKS if head.startswith(mark)), kinds.TAR if is_tar(head) else None)
        if found == kinds.ZIP:
            return found if zip_media_type(file) == kinds.ZIP else None
        return found


def archive_members(path: Path, kind: str) -> Iterator[Member]:
    """The files in an archive, in its order. Raises UnreadableFile where it is damaged, locked, or its tool is missing."""
    try:
        if kind == kinds.ZIP:
            yield from _zip_members(path)
        elif kind == kinds.TAR:
            with path.open("rb") as file:
                yield from _tar_members(file)
        elif kind == kinds.WARC:
            with path.open("rb") as file:
                yield from _web_members(file)
        elif kind in _COMPRESSED:
            with _COMPRESSED[kind](path, "rb") as stream:
                yield from _compressed_members(stream, path.name)
        else:
            yield from _foreign_members(path, kind)
    except _BROKEN as error:
        raise UnreadableFile(f"the archive is damaged: {error or type(error).__name__}; fetch it again") from error


def _zip_members(path: Path) -> Iterator[Member]:
    with zipfile.ZipFile(path) as archive:
        for entry in archive.infolist():
            name = plain_name(_zip_name(entry))
            if entry.is_dir() or not name:
                continue
            if stat.S_ISLNK(entry.external_attr >> 16):
                yield Member(name, problem="a link inside an archive is not followed")
            elif entry.flag_bits & 1:
                yield Member(name, problem="the file is under a password in its archive; unpack it and give the folder")
            else:
                try:
                    with archive.open(entry) as stream:
                        yield Member(name, MemberStream(stream))
                except _BROKEN as error:
                    yield Member(name, problem=f"the file is damaged in its archive: {error}; fetch the archive again")


def _zip_name(entry: zipfile.ZipInfo) -> str:
    """The name of an entry: archives of Chinese Windows hold GB18030 without saying so."""
    if entry.flag_bits & 0x800:
        return entry.filename
    try:
        printed = entry.filename.encode("cp437")
    except UnicodeEncodeError:
        return entry.filename
    for encoding in ("utf-8", "gb18030"):
        with suppress(UnicodeDecodeError):
            return printed.decode(encoding)
    return entry.filename


def _tar_members(file: IO[bytes]) -> Iterator[Member]:
    with tarfile.open(fileobj=file, mode="r|", encoding="utf-8", errors="surrogateescape") as archive:
        for entry in archive:
            name = plain_name(_tar_name(entry.name))
            if entry.isdir() or not name:
                continue
            stream = archive.extractfile(entry) if entry.isreg() else None
            if stream is None:
                yield Member(name, problem="a link or device inside an archive is not followed")
            else:
                yield Member(name, MemberStream(stream))


def _tar_name(name: str) -> str:
    printed = name.encode("utf-8", "surrogateescape")
    for encoding in ("utf-8", "gb18030"):
        with suppress(UnicodeDecodeError):
            return printed.decode(encoding)
    return printed.decode("utf-8", "replace")


def _web_members(file: IO[bytes]) -> Iterator[Member]:
    for record in warc_members(file):
        yield Member(
            plain_name(record.name), MemberStream(io.BytesIO(record.body)), url=record.url, fetched=record.fetched
        )


def _compressed_members(stream: IO[bytes], name: str) -> Iterator[Member]:
    """What is in a compressed file: an archive of its own, or one file."""
    buffered = io.BufferedReader(stream, 1 << 16)  # type: ignore[type-var] # any raw stream
    head = buffered.peek(512)[:512]
    if is_tar(head):
        yield from _tar_members(buffered)
    elif head.startswith(b"WARC/"):
        yield from _web_members(buffered)
    else:
        yield Member(plain_name(_ENDING.sub("", name)) or "member", MemberStream(buffered))


def _foreign_members(path: Path, kind: str) -> Iterator[Member]:
    """Formats that bsdtar knows, as a stream of TAR."""
    program = shutil.which("bsdtar")
    if program is None:
        raise UnreadableFile(
            f"unpacking {kind} needs bsdtar, which is not installed (apt-get install libarchive-tools); "
            "or unpack the archive and give the folder"
        )
    command = [program, "-c", "-f", "-", "--format", "pax", f"@{path.resolve()}"]
    environment = {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"}
    with (
        tempfile.TemporaryFile() as complaints,
        subprocess.Popen(
            command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=complaints
        ) as process,
    ):
        try:
            assert process.stdout is not None
            yield from _tar_members(process.stdout)
            failed = process.wait() != 0
        except tarfile.ReadError:
            failed = True
        finally:
            process.kill()
        if failed:
            raise UnreadableFile(_complaint(complaints, kind))


def _complaint(complaints: IO[bytes], kind: str) -> str:
    """Why bsdtar gave nothing, or not all."""
    complaints.seek(0)
    said = complaints.read(2000).decode("utf-8", "replace").strip().splitlines()
    if any("ncrypt" in line or "assphrase" in line for line in said):
        return f"the {kind} archive is under a password; unpack it and give the folder"
    why = f" ({said[0][:200]})" if said else ""
    return f"the {kind} archive cannot be unpacked{why}; unpack it and give the folder"


def plain_name(name: str) -> str:
    """A name that leads nowhere: no root, no drive, no steps up.

    >>> plain_name("../../etc/passwd"), plain_name(r"C:\\\\年报\\\\决算.pdf"), plain_name("/a//./b")
    ('etc/passwd', '年报/决算.pdf', 'a/b')
    """
    parts = re.sub(r"^[A-Za-z]:", "", name.replace("\\", "/").replace("\0", "")).split("/")
    return "/".join(part for part in parts if part.strip() not in ("", ".", ".."))
