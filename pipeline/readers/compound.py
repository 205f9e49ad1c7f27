"""Compound files (OLE, [MS-CFB]): what an old Word, Excel or WPS file keeps its streams in."""

from __future__ import annotations

import struct

_ENTRY = 128  # bytes of an entry of the directory
_NONE = 0xFFFFFFFA  # sector and entry numbers from here on say that there is none
_MOST = 100_000  # sectors and entries that are followed: damaged files lead in circles


def names_in_root(source: bytes) -> frozenset[str]:
    """The names of the streams and storages at the top; those of embedded objects lie deeper. Empty where damaged.

    >>> names_in_root(b"no compound file")
    frozenset()
    """
    try:
        directory = _directory(source)
        root_child = struct.unpack_from("<I", directory, 76)[0]
        return frozenset(_siblings(directory, root_child))
    except struct.error:
        return frozenset()


def _directory(source: bytes) -> bytes:
    """All sectors of the directory, as far as they can be followed."""
    shift, sector = struct.unpack_from("<H", source, 30)[0], struct.unpack_from("<I", source, 48)[0]
    if shift not in (9, 12):  # 512 bytes a sector, or 4096
        return b""
    size = 1 << shift
    in_header: tuple[int, ...] = struct.unpack_from("<109I", source, 76)  # sectors of the allocation table
    found: list[bytes] = []
    while sector < _NONE and len(found) < _MOST:
        found.append(source[(sector + 1) * size : (sector + 2) * size])
        table = sector // (size // 4)
        if table >= len(in_header) or in_header[table] >= _NONE:  # a file of more than 7 MB: its first entries do
            break
        sector = struct.unpack_from("<I", source, (in_header[table] + 1) * size + sector % (size // 4) * 4)[0]
    return b"".join(found)


def _siblings(directory: bytes, first: int) -> list[str]:
    """The names of a tree of entries: each has one to its left and one to its right."""
    names: list[str] = []
    seen: set[int] = set()
    pending = [first]
    while pending and len(seen) < _MOST:
        entry = pending.pop()
        if entry >= _NONE or entry in seen or (entry + 1) * _ENTRY > len(directory):
            continue
        seen.add(entry)
        start = entry * _ENTRY
        length, left, right = struct.unpack_from("<H2xII", directory, start + 64)
        names.append(directory[start : start + min(max(length - 2, 0), 62)].decode("utf-16-le", "replace"))
        pending += [left, right]
    return names
