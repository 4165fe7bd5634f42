"""What /proc tells of the processes of a run (proc(5)); a process that is gone has nothing."""

import contextlib
import os
import re
import stat
from typing import NamedTuple

import pyseccomp

_TICKS = os.sysconf("SC_CLK_TCK")
_ARCH = pyseccomp.system_arch()

# Calls that wait and may give up after a time: the argument that says when, and what means never.
_TIMED = {
    pyseccomp.resolve_syscall(_ARCH, name): (argument, never)
    for name, argument, never in (
        ("futex", 3, 0), ("poll", 2, 0xFFFFFFFF), ("ppoll", 2, 0), ("select", 4, 0),
        ("pselect6", 4, 0), ("epoll_wait", 3, 0xFFFFFFFF), ("epoll_pwait", 3, 0xFFFFFFFF),
        ("rt_sigtimedwait", 2, 0), ("semtimedop", 3, 0),
    )
}  # fmt: skip


class Region(NamedTuple):
    """A mapping of a process, from /proc/PID/maps; `start` and `end` in bytes."""

    start: int
    end: int
    permissions: str
    path: str

    @property
    def shared(self) -> bool:
        return self.permissions[3] == "s"

    @property
    def writable(self) -> bool:
        return self.permissions[1] == "w"


SHARED = "s "  # a mark that the line of every shared mapping has


def regions(pid: int, *marks: str) -> list[Region]:
    """The mappings whose line in /proc/PID/maps has one of the marks, and a few others perhaps.

    A process maps hundreds of library segments and a few regions of interest, and this is asked
    many times in a run: searching for the lines costs a tenth of splitting all of them.
    """
    maps = _read_bytes(f"/proc/{pid}/maps")
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
    return Region(start, end, permissions, path[0] if path else "")


def group_and_parent(tid: int) -> tuple[int, int]:
    """The process that a thread belongs to, and that process's parent."""
    fields = dict(
        line.split(":\t", 1) for line in text(f"/proc/{tid}/status").splitlines() if ":\t" in line
    )
    return int(fields.get("Tgid", tid)), int(fields.get("PPid", 0))


def children(pid: int) -> list[int]:
    found = []
    with contextlib.suppress(OSError):
        for task in os.listdir(f"/proc/{pid}/task"):
            found += map(int, text(f"/proc/{pid}/task/{task}/children").split())
    return found


def state(pid: int) -> str:
    """R, S, D, T, Z ..., or "" for a process that is gone."""
    return _stat(pid)[0]


def parent(pid: int) -> int:
    return int((_stat(pid)[1:2] or [0])[0])


def process_group(pid: int) -> int:
    return int((_stat(pid)[2:3] or [0])[0])


def cpu_seconds(pids: list[int]) -> float:
    """Processor time of the processes and of their children that they have waited for."""
    ticks = 0
    for pid in pids:
        fields = _stat(pid)
        if len(fields) > 14:
            ticks += sum(map(int, fields[11:15]))
    return ticks / _TICKS


def running_seconds(pid: int) -> float:
    """Processor time of a process's first thread, finer than in clock ticks."""
    fields = text(f"/proc/{pid}/schedstat").split()
    return int(fields[0]) / 1e9 if fields else 0.0


def activity(pids: list[int]) -> str:
    """ "busy" when a thread runs, "timed" when one waits with a time limit, else "blocked"."""
    found = "blocked"
    for pid in pids:
        with contextlib.suppress(OSError):
            for task in os.listdir(f"/proc/{pid}/task"):
                kind = _thread_activity(pid, task)
                if kind == "busy":
                    return "busy"
                if kind == "timed":
                    found = "timed"
    return found


def _thread_activity(pid: int, task: str) -> str:
    call = text(f"/proc/{pid}/task/{task}/syscall").split()
    fields = _stat(int(task))
    if fields[0] in ("Z", "X", ""):
        return "blocked"
    if fields[0] == "R" or not call or call[0] == "running":
        return "busy"
    argument, never = _TIMED.get(int(call[0]), (0, None))
    if never is None:
        return "blocked"
    limit = int(call[1 + argument], 16)
    return "blocked" if limit in (never, never | 0xFFFFFFFF00000000 if never else 0) else "timed"


def threads(pid: int) -> int:
    try:
        return os.stat(f"/proc/{pid}/task").st_nlink - 2
    except OSError:
        return 0


def data_bytes(pid: int) -> int:
    """What RLIMIT_DATA is held against: the heap and every private writable mapping."""
    size = re.search(r"VmData:\s+(\d+) kB", text(f"/proc/{pid}/status"))
    return int(size[1]) * 1024 if size else 0


def descriptors(pid: int) -> list[int]:
    try:
        return sorted(map(int, os.listdir(f"/proc/{pid}/fd")))
    except OSError:
        return []


INT = 0xFFFFFFFF  # of an argument that is a descriptor the kernel looks at these bits only


def target(pid: int, fd: int) -> str:
    """What a descriptor refers to: a path, `pipe:[inode]`, `socket:[inode]`, ..., or ""."""
    try:
        return os.readlink(f"/proc/{pid}/fd/{fd & INT}")
    except OSError:
        return ""


def bytes_left(pid: int, fd: int, position: int | None = None) -> int:
    """Bytes of a regular file behind the descriptor's position (or a given one)."""
    try:
        info = os.stat(f"/proc/{pid}/fd/{fd & INT}")
    except OSError:
        return 0
    if not stat.S_ISREG(info.st_mode):
        return 0
    if position is None:
        first = text(f"/proc/{pid}/fdinfo/{fd & INT}").split("\n", 1)[0]
        position = int(first.split()[1]) if first else 0
    return max(0, info.st_size - position)


def _stat(pid: int) -> list[str]:
    """Fields of /proc/PID/stat from the state on."""
    return text(f"/proc/{pid}/stat").rpartition(")")[2].split() or [""]


def text(path: str) -> str:
    """A file's content, "" where there is none."""
    return _read_bytes(path).decode(errors="replace")


def _read_bytes(path: str) -> bytes:
    try:
        with open(path, "rb", buffering=0) as file:
            return file.read()
    except OSError:
        return b""
