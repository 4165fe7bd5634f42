"""The regions of a process's address space: proc_pid_maps(5) and proc_pid_smaps(5)."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, fields
from pathlib import Path

_HEAD = re.compile(r"([0-9a-f]+)-([0-9a-f]+) (\S{4}) ([0-9a-f]+) \S+ \d+ *(.*)")
_ESCAPE = re.compile(r"\\([0-7]{3})")


@dataclass(frozen=True)
class Residency:
    """How much of a region is in memory, in bytes.

    `rss` is all of it. A page is private or shared by how many processes map it at this moment,
    whatever the flags of the mapping; it is dirty while the disk lacks what was stored to it.
    `anonymous` pages belong to no file: those of an anonymous mapping, and in a private mapping of
    a file the pages that a store copied.
    """

    rss: int
    private_clean: int
    private_dirty: int
    shared_clean: int
    shared_dirty: int
    anonymous: int


@dataclass(frozen=True)
class Region:
    """One line of `/proc/<pid>/maps`.

    Addresses `start` to `end - 1`; `offset` is the byte of the file at `start`; `path` is the file,
    a name in brackets such as `[heap]`, or empty for an anonymous mapping. `residency` is None
    unless it was asked for.
    """

    start: int
    end: int
    perms: str
    offset: int
    path: str
    residency: Residency | None = None

    @property
    def size(self) -> int:
        """Bytes of address space, resident or not."""
        return self.end - self.start

    @property
    def shared(self) -> bool:
        """Whether the region was mapped with MAP_SHARED."""
        return self.perms[3] == "s"


def regions(pid: int | None = None, residency: bool = False) -> list[Region]:
    """Return the regions of a process (this one by default) by rising address.

    `residency=True` reads `smaps` in place of `maps`, which takes the kernel a walk over all pages.
    Raises ProcessLookupError for a process that does not exist, PermissionError for another user's.
    """
    path = Path("/proc", str(pid or "self"), "smaps" if residency else "maps")
    try:
        text = os.fsdecode(path.read_bytes())
    except FileNotFoundError:
        raise ProcessLookupError(f"no process has the id {pid}: it may have ended") from None
    return list(_parsed(text))


def region_at(address: int, pid: int | None = None, residency: bool = False) -> Region | None:
    """Return the region that holds an address, or None where nothing is mapped."""
    found = (region for region in regions(pid, residency) if region.start <= address < region.end)
    return next(found, None)


def regions_of(
    path: str | os.PathLike, pid: int | None = None, residency: bool = False
) -> list[Region]:
    """Return the regions that map a file, those of a file deleted meanwhile included."""
    real = os.path.realpath(path)
    names = (real, f"{real} (deleted)")
    return [region for region in regions(pid, residency) if region.path in names]


def _parsed(text: str) -> Iterator[Region]:
    head, sizes = None, {}
    for line in text.split("\n"):
        if match := _HEAD.fullmatch(line):
            if head:
                yield _region(head, sizes)
            head, sizes = match, {}
        elif line.endswith(" kB"):
            name, size, _ = line.split()
            sizes[name.rstrip(":").lower()] = int(size) * 1024
    if head:
        yield _region(head, sizes)


def _region(head: re.Match, sizes: dict[str, int]) -> Region:
    start, end, perms, offset, path = head.groups()
    # The kernel writes a newline in a file's name as \012, so that a region stays one line.
    path = _ESCAPE.sub(lambda match: chr(int(match[1], 8)), path)
    held = Residency(*(sizes[field.name] for field in fields(Residency))) if sizes else None
    return Region(int(start, 16), int(end, 16), perms, int(offset, 16), path, held)
