"""Watch small programs that fork and map: what each process did, as events for the timeline.

The programs stay as they are: they call `mmap.mmap`, `os.fork`, `os.waitpid`, and `os.read` and
`os.write` for pipes. Each runs in a child of its own (`mapscope.run`), and only there do these
names stand for versions that write down what they do. All processes append to one file in memory;
an append is atomic, so no lock is needed that a crash could leave locked, and what a killed process
wrote is still there.
"""

from __future__ import annotations

import fcntl
import itertools
import json
import mmap
import os
import signal
import stat
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import numpy as np

from .child import Ending, run
from .events import Event
from .regions import region_at
from .words import span


@dataclass(frozen=True, repr=False)
class Scene:
    """What watched programs did: `endings` in the programs' order, `events` in that of time."""

    endings: tuple[Ending, ...]
    events: tuple[Event, ...]

    @property
    def ending(self) -> Ending:
        """How the first program ended."""
        return self.endings[0]

    def __repr__(self) -> str:
        return "\n".join(map(str, self.endings))


def watch(*programs: Callable[[], Any], timeout: float = 10.0) -> Scene:
    """Run programs at the same time, each in a process of its own, and tell what they did.

    A program is a function without arguments. Seen are the mappings it makes by `mmap.mmap`, what
    it reads from and stores to them by index, slice, `read` and `write`, its forks, how the
    children ended that it waited for, and, as events of the kind `copy`, the bytes that it moves
    through a pipe or FIFO by `os.read` and `os.write`; not seen is what goes through another object
    over the same memory, such as a NumPy array. A read that repeats the one before it, as a loop
    that polls does, is told once. A store is stamped just before it is done and a read just after,
    so that a read never comes before the store whose value it saw.

    `lost` is set on a store that another process overwrote without having read it, and on a
    process's last read of a place that another process stored to only later. `timeout` is in
    seconds, as for `run`. Raises ValueError without a program.
    """
    if not programs:
        raise ValueError("there is no program to watch: pass at least one function")
    log = _Log(os.memfd_create("events"))
    try:
        if len(programs) == 1:
            endings = [_act(log, 0, programs[0], timeout)]
        else:
            endings = run(_all, log, programs, timeout, timeout=timeout + 10).value
        return Scene(tuple(endings), tuple(_events(log.records(), len(programs))))
    finally:
        os.close(log.fd)


def _all(log: _Log, programs: tuple[Callable, ...], timeout: float) -> list[Ending]:
    """Run all programs at once; it needs threads, and so a process that holds nothing else."""
    with ThreadPoolExecutor(len(programs)) as pool:
        return list(pool.map(lambda i: _act(log, i, programs[i], timeout), range(len(programs))))


def _act(log: _Log, number: int, program: Callable, timeout: float) -> Ending:
    ending = run(_watched, log, number, program, timeout=timeout)
    log.note("killed" if ending.signal else "exit", ending.line.partition(":")[0], program=number)
    return ending


def _watched(log: _Log, number: int, program: Callable) -> Any:
    """Put the watched versions in place, in this process alone, and run the program."""
    _Mapping.log = log
    mmap.mmap = _Mapping
    os.fork, os.waitpid = _fork(log, os.fork), _waitpid(log, os.waitpid)
    os.read, os.write = _read(log, os.read), _write(log, os.write)
    name = getattr(program, "__name__", "")
    log.note("start", name if name.isidentifier() else "", program=number)
    return program()


class _Log:
    """The file of records that all processes append to, each one a line of JSON."""

    def __init__(self, fd: int) -> None:
        self.fd = fd
        self._last = None
        self._write = os.write  # the program's own is watched
        fcntl.fcntl(fd, fcntl.F_SETFL, os.O_APPEND)

    def note(self, what: str, note: str = "", at: float | None = None, **details: Any) -> None:
        deed = {"pid": os.getpid(), "what": what, "note": note, **details}
        if what == "read" and deed == self._last:
            return
        self._last = deed
        record = deed | {"at": time.monotonic() if at is None else at}
        self._write(self.fd, json.dumps(record).encode() + b"\n")

    def records(self) -> list[dict]:
        data = os.pread(self.fd, os.fstat(self.fd).st_size, 0)
        return sorted(map(json.loads, data.splitlines()), key=lambda record: record["at"])


class _Mapping(mmap.mmap):
    """A mapping that notes what is done with it."""

    log: _Log
    _serial = itertools.count()

    def __new__(cls, *arguments: Any, **named: Any) -> _Mapping:
        self = super().__new__(cls, *arguments, **named)
        # The kernel's own words for the mapping, not those of the call.
        region = region_at(np.frombuffer(self, np.uint8).ctypes.data)
        self._private = not region.shared
        anonymous = not region.path or region.path.startswith("/dev/zero")
        self._memory = f"anonymous {os.getpid()} {next(cls._serial)}" if anonymous else region.path
        self._start = 0 if anonymous else region.offset
        kind = "private" if self._private else "shared"
        name = "anonymous" if anonymous else os.path.basename(region.path)
        cls.log.note("map", f"{kind}, {name}, {len(self):,} bytes")
        return self

    def _note(self, what: str, start: int, value: int | bytes, at: float | None = None) -> None:
        size = 1 if isinstance(value, int) else len(value)
        # A private page may be this process's own: another one's stores do not meet it.
        memory = f"{self._memory} of {os.getpid()}" if self._private else self._memory
        place = [memory, self._start + start, self._start + start + size]
        self.log.note(what, f"{span(start, start + size)}: {_shown(value)}", at, place=place)

    def __getitem__(self, index: int | slice) -> int | bytes:
        value = super().__getitem__(index)
        self._note("read", _first(index, len(self)), value)
        return value

    def __setitem__(self, index: int | slice, value: int | bytes) -> None:
        at = time.monotonic()
        super().__setitem__(index, value)
        self._note("store", _first(index, len(self)), value, at)

    def read(self, n: int | None = None) -> bytes:
        start, value = self.tell(), super().read(n)
        self._note("read", start, value)
        return value

    def write(self, value: bytes) -> int:
        start, at = self.tell(), time.monotonic()
        written = super().write(value)
        self._note("store", start, bytes(value), at)
        return written

    def flush(self, *arguments: int) -> None:
        super().flush(*arguments)
        self.log.note("flush")

    def close(self) -> None:
        was_open = not self.closed
        super().close()
        if was_open:
            self.log.note("unmap")

    def __exit__(self, *error: object) -> None:
        self.close()


def _first(index: int | slice, length: int) -> int:
    if isinstance(index, slice):
        return index.indices(length)[0]
    return index % length


def _shown(value: int | bytes) -> str:
    """Return a value as a note shows it: short, and zeros at the end counted rather than shown."""
    if isinstance(value, int):
        return str(value)
    body = bytes(value).rstrip(b"\0")
    zeros = len(value) - len(body)
    if zeros <= 3:
        body, zeros = bytes(value), 0
    text = repr(body if len(body) <= 24 else body[:24]) + ("…" if len(body) > 24 else "")
    if not zeros:
        return text
    return f"{text} and {zeros:,} zeros" if body else f"{zeros:,} zeros"


def _fork(log: _Log, fork: Callable[[], int]) -> Callable[[], int]:
    def watched() -> int:
        # Noted before it happens: the child's first event then never comes before it.
        birth = f"{os.getpid()} {time.monotonic_ns()}"
        log.note("fork", birth=birth)
        pid = fork()
        if pid == 0:
            log.note("start", birth=birth)
        return pid

    return watched


def _waitpid(log: _Log, waitpid: Callable[[int, int], tuple[int, int]]) -> Callable:
    def watched(pid: int, options: int) -> tuple[int, int]:
        if not options & os.WNOHANG:
            log.note("wait")
        ended, status = waitpid(pid, options)
        if ended and os.WIFSIGNALED(status):
            log.note("killed", signal.Signals(os.WTERMSIG(status)).name, of=ended)
        elif ended and os.WIFEXITED(status):
            log.note("exit", f"status {os.WEXITSTATUS(status)}", of=ended)
        return ended, status

    return watched


def _read(log: _Log, read: Callable[[int, int], bytes]) -> Callable[[int, int], bytes]:
    def watched(fd: int, n: int) -> bytes:
        data = read(fd, n)
        if stat.S_ISFIFO(os.fstat(fd).st_mode):
            log.note("copy", f"takes {_shown(data)} out of a pipe" if data else "end of the pipe")
        return data

    return watched


def _write(log: _Log, write: Callable[[int, bytes], int]) -> Callable[[int, bytes], int]:
    def watched(fd: int, data: bytes) -> int:
        at = time.monotonic()
        written = write(fd, data)
        if stat.S_ISFIFO(os.fstat(fd).st_mode):
            log.note("copy", f"puts {_shown(data)} into a pipe", at)
        return written

    return watched


def _events(records: list[dict], programs: int) -> Iterable[Event]:
    """Turn records into events: ids into numbers, the programs first, then forks in their order."""
    forks = [record["birth"] for record in records if record["what"] == "fork"]
    numbers = {}
    for record in records:
        if record["what"] == "start":
            born = programs + forks.index(record["birth"]) if "birth" in record else None
            numbers[record["pid"]] = record.get("program", born)
    wrong = dict.fromkeys(_lost_stores(records), ", lost: overwritten unread")
    wrong |= dict.fromkeys(_early_reads(records), ", too early")
    for i, record in enumerate(records):
        number = record.get("program", numbers.get(record.get("of", record["pid"])))
        at = record["at"] - records[0]["at"]
        note = record["note"] + wrong.get(i, "")
        yield Event(number, at, record["what"], note, lost=i in wrong)


def _meet(one: dict, other: dict) -> bool:
    """Whether two records tell of the same bytes of the same memory."""
    if "place" not in one or "place" not in other:
        return False
    (memory, start, end), (same, first, last) = one["place"], other["place"]
    return memory == same and start < last and first < end


def _lost_stores(records: list[dict]) -> set[int]:
    """Return the stores that another process overwrote with what it had made of an older read."""
    lost = set()
    for i, store in enumerate(records):
        if store["what"] != "store":
            continue
        meeting = [j for j, record in enumerate(records) if _meet(store, record)]
        over = next((j for j in meeting if j > i and records[j]["what"] == "store"), None)
        if over is None or records[over]["pid"] == store["pid"]:
            continue
        reads = [
            j
            for j in meeting
            if j < over
            and (records[j]["what"], records[j]["pid"]) == ("read", records[over]["pid"])
        ]
        if reads and reads[-1] < i:
            lost.add(i)
    return lost


def _early_reads(records: list[dict]) -> set[int]:
    """Return the last reads of a process at places that others stored to only afterwards."""
    early = set()
    for i, read in enumerate(records):
        if read["what"] != "read":
            continue
        meeting = [(j, record) for j, record in enumerate(records) if _meet(read, record)]
        again = any(j > i and record["pid"] == read["pid"] for j, record in meeting)
        stores = [
            j for j, record in meeting if record["what"] == "store" and record["pid"] != read["pid"]
        ]
        if stores and not again and i < stores[0]:
            early.add(i)
    return early
