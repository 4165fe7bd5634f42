"""The mappings of a process, as the kernel tells them: one by one where it can be asked for them
(ioctl_procmap_query(2)), or from the text of all of them (proc_pid_maps(5))."""

import ctypes
import errno
import fcntl
import os
import struct
from collections.abc import Callable, Iterator
from typing import NamedTuple


class Region(NamedTuple):
    """A mapping of a process, from /proc/PID/maps; `start` and `end` in bytes."""

    start: int
    end: int
    readable: bool
    writable: bool
    shared: bool
    inode: int
    path: str


# PROCMAP_QUERY of ioctl_procmap_query(2), since Linux 6.11: one mapping, without a text of all.
_QUERY = struct.Struct("=9Q4I2Q")
_PROCMAP_QUERY = 0xC0686611
_READABLE, _WRITABLE, _SHARED, _THIS_OR_NEXT, _OF_FILE = 0x1, 0x2, 0x8, 0x10, 0x20
_PATH_MAX = 4096
_path = ctypes.create_string_buffer(_PATH_MAX)


def shared(pid: int | str) -> list[Region]:
    """The shared mappings of a process, which is "self" for the caller; none when it is gone."""
    return _those(pid, _SHARED, "s ", lambda region: region.shared)


def of_files(pid: int | str, start: str) -> list[Region]:
    """The mappings of files, the private ones too, whose path begins so: a folder, or "/memfd:"."""
    return _those(pid, _OF_FILE, start, lambda region: region.path.startswith(start))


def _those(pid: int | str, kind: int, mark: str, wanted: Callable) -> list[Region]:
    try:
        return [region for region in _query(pid, kind) if wanted(region)]
    except OSError as error:
        if error.errno != errno.ENOTTY:
            return []  # it is gone
        return [region for region in _with_mark(pid, mark) if wanted(region)]


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
            _, _, _, start, end, flags, _, _, inode, _, _, named, *_ = _QUERY.unpack(query)
            path = _path.value.decode(errors="replace") if named else ""
            kinds = (bool(flags & each) for each in (_READABLE, _WRITABLE, _SHARED))
            yield Region(start, end, *kinds, inode, path)


def _with_mark(pid: int | str, mark: str) -> list[Region]:
    """The mappings whose line in /proc/PID/maps has the mark, and a few others perhaps.

    A process maps hundreds of library segments and a few regions of interest: searching for the
    lines costs a tenth of splitting all of them.
    """
    try:
        with open(f"/proc/{pid}/maps", "rb", buffering=0) as file:
            maps = file.read()
    except OSError:
        return []
    lines, sought = [], os.fsencode(mark)
    at = maps.find(sought)
    while at >= 0:
        end = maps.find(b"\n", at)
        lines.append(maps[maps.rfind(b"\n", 0, at) + 1 : end].decode(errors="replace"))
        at = maps.find(sought, end)
    return [_region(line) for line in lines]


def _region(line: str) -> Region:
    span, permissions, _, _, inode, *path = line.split(maxsplit=5)
    start, end = (int(address, 16) for address in span.split("-"))
    kinds = (permissions[at] == kind for at, kind in ((0, "r"), (1, "w"), (3, "s")))
    return Region(start, end, *kinds, int(inode), path[0] if path else "")
