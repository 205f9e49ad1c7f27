"""How much memory a worker may take, and how much it takes.

What counts is memory that is really held (resident), not address space: engines reserve far more of that than they use.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import Final

GIB: Final = 1 << 30
MOST: Final = 4 * GIB  # a worker with the OCR engine holds 1.5 GiB, growing; without it 0.3
LEAST: Final = GIB
_SHARE: Final = 0.8  # of the machine's memory, for all workers together
_CGROUPS: Final = ("/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes")


def worker_memory(workers: int, machine: int | None) -> int:
    """Bytes for each of so many workers on a machine with so much memory.

    >>> [round(worker_memory(workers, 16 * GIB) / GIB, 1) for workers in (1, 4, 8, 64)], worker_memory(2, None) // GIB
    ([4.0, 3.2, 1.6, 1.0], 4)
    """
    share = MOST if machine is None else int(machine * _SHARE) // workers
    return max(LEAST, min(MOST, share))


def machine_memory() -> int | None:
    """Bytes of memory that this process and those it starts may use together; None where the system does not tell."""
    found = []
    with suppress(OSError, ValueError, AttributeError):
        found.append(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES"))
    for place in _CGROUPS:
        with suppress(OSError, ValueError):
            found.append(int(Path(place).read_text("ascii")))
    return min(found, default=None)


def held(pid: int | None = None) -> int:
    """Bytes of memory that a process holds, this one by default; 0 where the system does not tell."""
    try:
        resident = Path(f"/proc/{pid or 'self'}/statm").read_text("ascii").split()[1]
    except (OSError, IndexError):
        return 0
    return int(resident) * os.sysconf("SC_PAGE_SIZE")


def limit_own(limit: int) -> None:
    """Let allocations of this process fail that would take it far over its limit, before anybody can look.

    The limit is one of data, not of address space; a quarter more than `limit` and the engines' reserve.
    """
    try:
        import resource  # not everywhere
    except ImportError:
        return
    bound = limit + limit // 4 + GIB
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_DATA, (bound if hard == resource.RLIM_INFINITY else min(bound, hard), hard))
