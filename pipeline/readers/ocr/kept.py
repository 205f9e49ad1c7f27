"""Pictures that OCR has read: what it said is kept by what the picture holds, so that none is read twice.

A document that was stopped goes on where it was, one that is done anew because a table rule changed is read from here, and a
page that stands in two files, or in one twice, is read once. `extract`, `tables`, `evaluate` and Python share one folder, and
any number of processes write to it. It is a cache: it may be removed at any time, and what is damaged in it is read anew.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
import zlib
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pipeline.readers.recognise import Reading

if TYPE_CHECKING:
    from pipeline.readers.recognise import Picture, Recogniser

MOST_BYTES: Final = 1 << 30  # about 250,000 pages
_SHELVES: Final = 256  # folders, by the first two digits of the key; each may hold its share
_BLOCK: Final = 4096  # a small file takes as much of the disk
_SWEPT: Final = 16  # of 256 new pages, at which a folder is looked through
_LEFT: Final = 0.75  # of its share, after a folder has been looked through
_DAY: Final = 86_400.0  # seconds


class KeepingRecogniser:
    """An engine whose answers are kept in a folder of at most `most` bytes; those used longest ago go first.

    `made_by` names all that the answers depend on beside the picture: engine, version, weights, code.
    """

    def __init__(self, engine: Recogniser, folder: Path, made_by: str, most: int = MOST_BYTES) -> None:
        self._engine = engine
        self._folder = folder
        self._made_by = made_by.encode("utf-8")
        self._most = most

    def recognise(self, picture: Picture) -> tuple[Reading, ...]:
        """What the engine says of a picture, or said before. Raises RecognitionFailed."""
        place = self._place(picture)
        found = _read(place)
        if found is None:
            found = self._engine.recognise(picture)
            with suppress(OSError):  # a full disk, a folder that cannot be written: nothing is kept
                self._keep(place, found)
        return found

    def _place(self, picture: Picture) -> Path:
        key = hashlib.sha256(self._made_by + repr(picture.shape).encode("ascii"))
        key.update(picture.tobytes())
        digits = key.hexdigest()
        return self._folder / digits[:2] / digits[2:]

    def _keep(self, place: Path, readings: tuple[Reading, ...]) -> None:
        place.parent.mkdir(parents=True, exist_ok=True)
        beside = place.with_name(f".{place.name[:16]}.{os.getpid()}")
        rows = [[reading.text, reading.box, reading.score] for reading in readings]
        beside.write_bytes(zlib.compress(json.dumps(rows, ensure_ascii=False).encode("utf-8", "surrogatepass")))
        beside.replace(place)  # never half
        if int(place.name[:2], 16) < _SWEPT:
            _sweep(place.parent, self._most // _SHELVES)


def _read(place: Path) -> tuple[Reading, ...] | None:
    """What is kept there; None where nothing is, or nothing sound."""
    try:
        rows = json.loads(zlib.decompress(place.read_bytes()).decode("utf-8", "surrogatepass"))
        found = tuple(Reading(text, (x0, y0, x1, y1), score) for text, (x0, y0, x1, y1), score in rows)
    except (OSError, ValueError, TypeError, zlib.error):
        return None
    with suppress(OSError):
        if time.time() - place.stat().st_mtime > _DAY:  # not more often: a run over known pages writes nothing
            os.utime(place)
    return found


def _sweep(folder: Path, share: int) -> None:
    """Take out what was used longest ago where a folder holds more than its share (bytes)."""
    held = []
    for entry in os.scandir(folder):
        with suppress(OSError):  # another process was faster
            found = entry.stat()
            held.append((found.st_mtime, max(_BLOCK, found.st_size), entry.path))
    total = sum(size for _, size, _ in held)
    if total <= share:
        return
    for _, size, path in sorted(held):
        with suppress(OSError):
            os.unlink(path)
        total -= size
        if total <= share * _LEFT:
            return
