"""What /proc tells of the processes of a run (proc(5)); a process that is gone has nothing.

The same few files are read again and again while a run goes on, so they stay open until `forget`:
a read costs a quarter of opening the file anew. A file of a process that is gone stays empty, even
when another process has got its number.
"""

import os
import re
import stat
import struct
import time
from collections import defaultdict
from collections.abc import Callable

import pyseccomp

from grader.stage.syscalls import INT

_TICKS = os.sysconf("SC_CLK_TCK")
_ARCH = pyseccomp.system_arch()
_SIZE = 4096  # bytes; none of the files that stay open is longer

# Calls that wait and may give up after a time: the argument that says when, and what means never.
_TIMED = {
    pyseccomp.resolve_syscall(_ARCH, name): (argument, never)
    for name, argument, never in (
        ("futex", 3, 0), ("poll", 2, 0xFFFFFFFF), ("ppoll", 2, 0), ("select", 4, 0),
        ("pselect6", 4, 0), ("epoll_wait", 3, 0xFFFFFFFF), ("epoll_pwait", 3, 0xFFFFFFFF),
        ("rt_sigtimedwait", 2, 0), ("semtimedop", 3, 0),
    )
}  # fmt: skip

_FUTEX, _SELECT = (pyseccomp.resolve_syscall(_ARCH, name) for name in ("futex", "select"))
_WAIT_BITSET, _PRIVATE, _REALTIME = 9, 128, 256  # FUTEX_...: the limit of the first is a time

# Fields of /proc/PID/stat, counted from the state (proc_pid_stat(5)).
_STATE, _CPU_TIMES, _THREADS = 0, slice(11, 15), 17

_open: defaultdict[int, dict[str, int]] = defaultdict(dict)  # descriptors by process and file


def forget(pid: int) -> None:
    """Close the files of a process that nobody will ask about again."""
    for fd in _open.pop(pid, {}).values():
        os.close(fd)


def _read(pid: int, name: str) -> str:
    """What a file of /proc/PID, which stays open, says now; "" for a process that is gone."""
    fds = _open[pid]
    try:
        if name not in fds:
            fds[name] = os.open(f"/proc/{pid}/{name}", os.O_RDONLY | os.O_CLOEXEC)
        return os.pread(fds[name], _SIZE, 0).decode(errors="replace")
    except OSError:
        return ""


def group_and_parent(tid: int) -> tuple[int, int]:
    """The process that a thread belongs to, and that process's parent."""
    fields = dict(
        line.split(":\t", 1) for line in text(f"/proc/{tid}/status").splitlines() if ":\t" in line
    )
    return int(fields.get("Tgid", tid)), int(fields.get("PPid", 0))


def children(pid: int) -> list[int]:
    found: list[str] = []
    for task in _tasks(pid, _stat(pid)):
        found += _of_thread(pid, task, "children").split()
    return list(map(int, found))


def state(pid: int) -> str:
    """R, S, D, T, Z ..., or "" for a process that is gone."""
    return _read(pid, "stat").rpartition(")")[2][1:2]  # a quarter of the time of a split


def has_ended(pid: int) -> bool:
    """Whether a process is gone, and whoever waited for its end was woken."""
    if state(pid) not in "ZX":
        return False
    # The kernel turns it into a zombie and wakes the others under the lock that this read takes.
    children(os.getpid())
    return True


def parent(pid: int) -> int:
    return int((_stat(pid)[1:2] or [0])[0])


def process_group(pid: int) -> int:
    return int((_stat(pid)[2:3] or [0])[0])


def cpu_seconds(pids: list[int]) -> float:
    """Processor time of the processes and of their children that they have waited for."""
    return sum(int(ticks) for pid in pids for ticks in _stat(pid)[_CPU_TIMES]) / _TICKS


def running_seconds(pid: int) -> float:
    """Processor time of a process's first thread, finer than in clock ticks."""
    fields = _read(pid, "schedstat").split()
    return int(fields[0]) / 1e9 if fields else 0.0


def activity(pids: list[int]) -> str:
    """ "busy" when a thread runs, "timed" when one waits with a time limit, else "blocked"."""
    found = "blocked"
    for pid in pids:
        process = _stat(pid)
        for task in _tasks(pid, process):
            fields = process if task == pid else _fields(_of_thread(pid, task, "stat"))
            kind = _thread_activity(fields[_STATE], _of_thread(pid, task, "syscall").split())
            if kind == "busy":
                return "busy"
            if kind == "timed":
                found = "timed"
    return found


def _thread_activity(state: str, call: list[str]) -> str:
    if state in ("Z", "X", ""):
        return "blocked"
    if state == "R" or not call or call[0] == "running":
        return "busy"
    argument, never = _TIMED.get(int(call[0]), (0, None))
    if never is None:
        return "blocked"
    limit = int(call[1 + argument], 16)
    return "blocked" if limit in (never, never | 0xFFFFFFFF00000000 if never else 0) else "timed"


def lock_limit(pid: int, read: Callable[[int, int], bytes]) -> float:
    """Like `time_limit`, of a process that waits for a lock which it shares with others: a futex
    that is not private (futex(2))."""
    call = _read(pid, "syscall").split()
    if not call or call[0] == "running" or int(call[0]) != _FUTEX:
        return 0.0
    return 0.0 if int(call[2], 16) & _PRIVATE else time_limit(pid, read)


def time_limit(pid: int, read: Callable[[int, int], bytes]) -> float:
    """Seconds after which the first thread of a process gives up the call in which it waits, 0 for
    one that has no limit. `read` gives bytes of its memory, by address and size."""
    call = _read(pid, "syscall").split()
    if not call or call[0] == "running":
        return 0.0
    number = int(call[0])
    argument, never = _TIMED.get(number, (0, None))
    if never is None:
        return 0.0
    limit = int(call[1 + argument], 16)
    if never:  # milliseconds
        return 0.0 if limit & INT == never else (limit & INT) / 1000
    if not limit:
        return 0.0
    seconds, fraction = struct.unpack("=qq", read(limit, 16))
    operation = int(call[2], 16)
    if number == _FUTEX and operation & _WAIT_BITSET == _WAIT_BITSET:  # until then
        clock = time.CLOCK_REALTIME if operation & _REALTIME else time.CLOCK_MONOTONIC
        seconds -= time.clock_gettime(clock)
    return seconds + fraction / (1e6 if number == _SELECT else 1e9)


def _tasks(pid: int, process: list[str]) -> list[int]:
    """The threads of a process of which this is known."""
    if len(process) > _THREADS and process[_THREADS] == "1":
        return [pid]
    try:
        return list(map(int, os.listdir(f"/proc/{pid}/task")))
    except OSError:
        return []


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


def target(pid: int, fd: int) -> str:
    """What a descriptor refers to: a path, `pipe:[inode]`, `socket:[inode]`, ..., or ""."""
    try:
        return os.readlink(f"/proc/{pid}/fd/{fd & INT}")
    except OSError:
        return ""


def access_mode(pid: int, fd: int) -> int:
    """O_RDONLY, O_WRONLY or O_RDWR: how a descriptor was opened."""
    fields = text(f"/proc/{pid}/fdinfo/{fd & INT}").split()
    return int(fields[3], 8) & os.O_ACCMODE if len(fields) > 3 else os.O_RDWR


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
    return _fields(_read(pid, "stat"))


def _fields(stat: str) -> list[str]:
    return stat.rpartition(")")[2].split() or [""]


def _of_thread(pid: int, task: int, name: str) -> str:
    """A file of one thread. Of other threads than the first nothing stays open: there may be more
    than this process may have descriptors."""
    path = f"task/{task}/{name}"
    return _read(pid, path) if task == pid else text(f"/proc/{pid}/{path}")


def text(path: str) -> str:
    """A file's content, "" where there is none."""
    try:
        with open(path, "rb", buffering=0) as file:
            return file.read().decode(errors="replace")
    except OSError:
        return ""
