"""Which pages two processes have in common, by `/proc/<pid>/pagemap` (kernel: admin-guide/mm).

Frame numbers are for root alone. Two bits of each entry are for everyone, and they are enough:
whether the page is in memory, and whether this process is the only one that maps it.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

from .pages import touched

_PRESENT, _EXCLUSIVE = np.uint64(1 << 63), np.uint64(1 << 56)


def frames(address: int, length: int, parent: int, child: int) -> tuple[list[int], list[int]]:
    """Return for each page of a mapping the frame behind it in two processes, for `two_spaces`.

    `parent` and `child` are process ids. Frames are numbered by us, from 1: a page that both have
    in memory and neither has alone is one frame; any other resident page is a frame of its own; 0
    stands for a page that is not in memory. It holds for mappings that a fork handed on, when no
    third process maps them. Raises ProcessLookupError or PermissionError as `regions` does.
    """
    mine, theirs = (_entries(address, length, pid) for pid in (parent, child))
    pages = len(mine)
    common = (mine & theirs & _PRESENT).astype(bool) & ~((mine | theirs) & _EXCLUSIVE).astype(bool)
    own = np.arange(1, pages + 1)
    first = np.where(mine & _PRESENT, own, 0)
    second = np.where(theirs & _PRESENT, np.where(common, own, own + pages), 0)
    return first.tolist(), second.tolist()


def _entries(address: int, length: int, pid: int) -> np.ndarray:
    """Return the raw entries: uint64, shape (pages,)."""
    span = touched(address, length)
    try:
        with Path("/proc", str(pid), "pagemap").open("rb", buffering=0) as file:
            file.seek(span.start * 8)
            return np.frombuffer(file.read(len(span) * 8), np.uint64)
    except FileNotFoundError:
        raise ProcessLookupError(f"no process has the id {pid}: it may have ended") from None
