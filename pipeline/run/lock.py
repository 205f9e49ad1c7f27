"""One run at a time in a corpus folder."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from pipeline.errors import MachineFault, UsageError

NAME = ".lock"


@contextmanager
def locked(out: Path) -> Iterator[None]:
    """The corpus folder, for this run alone. Raises UsageError where another run has it, and MachineFault."""
    try:
        out.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError) as error:
        raise UsageError(f"{out}: there is a file at this place; choose another --out") from error
    except OSError as error:
        raise MachineFault(
            f"{out}: the folder cannot be made ({error.strerror}); see to the disk or the mode of the folder above it, "
            "or choose another --out"
        ) from error
    descriptor = _taken(out)
    try:
        yield
    finally:
        with suppress(OSError):
            os.unlink(out / NAME)  # before the lock goes: who opened it meanwhile sees that it is not there any more
        os.close(descriptor)


def _taken(out: Path) -> int:
    """The descriptor that holds the lock, of the file that stands there now."""
    while True:
        try:
            descriptor = os.open(out / NAME, os.O_RDWR | os.O_CREAT, 0o644)
        except OSError as error:
            raise MachineFault(
                f"{out}: cannot be written to ({error.strerror}); make it writable, or choose another --out"
            ) from error
        if not _lock(descriptor):
            os.close(descriptor)
            raise UsageError(f"{out}: another run is writing there; wait for it or choose another --out")
        with suppress(OSError):
            if os.path.samestat(os.fstat(descriptor), os.stat(out / NAME)):
                return descriptor
        os.close(descriptor)  # the run before took the file away between our opening and our locking it


def _lock(descriptor: int) -> bool:
    try:
        import fcntl  # not on Windows, where nothing keeps two runs apart
    except ImportError:
        return True
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
