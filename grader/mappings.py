"""The mappings of a process, as the kernel tells them: one by one where it can be asked for them
(ioctl_procmap_query(2)), or from the text of all of them (proc_pid_maps(5))."""

import ctypes
import errno
import fcntl
import os
import struct
from collections.abc import Iterator
from typing import NamedTuple


class Region(NamedTuple):
    """A mapping of a process, from /proc/PID/maps; `start` and `end` in bytes."""

    start: int
    end: int
    readable: bool
    writable: bool
    shared: bool
    path: str


# PROCMAP_QUERY of ioctl_procmap_query(2), since Linux 6.11: one mapping, without a text of all.
_QUERY = struct.Struct("=9Q4I2Q")
_PROCMAP_QUERY = 0xC0686611
_READABLE, _WRITABLE, _SHARED, _THIS_OR_NEXT = 0x1, 0x2, 0x8, 0x10
_PATH_MAX = 4096
_path = ctypes.create_string_buffer(_PATH_MAX)


def shared(pid: int | str) -> list[Region]:
    """The shared mappings of a process, which is "self" for the caller; none when it is gone."""
    try:
        return list(_query(pid, _SHARED))
    except OSError as error:
        if error.errno != errno.ENOTTY:
            return []  # it is gone
        return [region for region in with_marks(pid, "s ") if region.shared]


def _query(pid: int | str, kind: int) -> Iterator[Region]:
    # Opened anew: it stands for the memory that the process had at the time, before an execve(2).
    with open(f"/proc/{pid}/maps", "rb", buffering=0) as maps:
        end = 0
        while True:
            asked = (_QUERY.size, kind | _THIS_OR_NEXT, end, *[0] * 8, _PATH_MAX, 0)
            query = bytearray(_QUERY.pack(*asked, ctypes.addressof(_path), 0))
            try:
                fcntl.ioctl(maps, _PROCMAP_QUERY, query)
            except FileNotFoundError:
                return
            _, _, _, start, end, flags, *_, named, _, _, _ = _QUERY.unpack(query)
            path = _path.value.decode(errors="replace") if named else ""
            kinds = (bool(flags & kind) for kind in (_READABLE, _WRITABLE, _SHARED))
            yield Region(start, end, *kinds, path)


def with_marks(pid: int | str, *marks: str) -> list[Region]:
    """The mappings whose line in /proc/PID/maps has one of the marks, and a few others perhaps.

    A process maps hundreds of library segments and a few regions of interest: searching for the
    lines costs a tenth of splitting all of them.
    """
    try:
        with open(f"/proc/{pid}/maps", "rb", buffering=0) as file:
            maps = file.read()
    except OSError:
        return []
    lines = set()
    for mark in map(os.fsencode, marks):
        at = maps.find(mark)
        while at >= 0:
            lines.add((maps.rfind(b"\n", 0, at) + 1, end := maps.find(b"\n", at)))
            at = maps.find(mark, end)
    return [_region(maps[start:end].decode(errors="replace")) for start, end in sorted(lines)]


def _region(line: str) -> Region:
    span, permissions, _, _, _, *path = line.split(maxsplit=5)
    start, end = (int(address, 16) for address in span.split("-"))
    kinds = (permissions[at] == kind for at, kind in ((0, "r"), (1, "w"), (3, "s")))
    return Region(start, end, *kinds, path[0] if path else "")
