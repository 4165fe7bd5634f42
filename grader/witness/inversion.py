"""Does what a process gets depend on the memory that it shares with others?

There are more ways out of a process than anybody can count: positions of files, names, locks,
limits. So in one call of a function the process that is to read is stopped (SIGSTOP) before the
other one has what it is to store, and until all others rest. What has changed in shared memory by
then is inverted, and the reader goes on. If it has the right value all the same, and nobody has
stored anew what tells it, the value did not come out of the memory.
"""

import contextlib
import os
import signal
import time
from typing import TYPE_CHECKING, Any

import numpy as np

from grader import files
from grader.witness import procfs

if TYPE_CHECKING:
    from grader.witness.cast import Process
    from grader.witness.watch import Witness

STOPPING, RESTING = 0.05, 0.3  # s of real time, at most, until one is stopped, and others rest
BUSY, POLLS = 0.02, 4  # s of processor time, and sleeps or looks, of others who never rest for long
MOST = 4 << 20  # bytes of all mappings, and of a file
NO_FILE = "/dev/zero"  # as the kernel calls memory that is shared and anonymous
LONG, GAP = 32, 8  # bytes of a stretch of changes that is no flag; bytes in it that are as before


class Inversion:
    """Of the memory and the files of one call, before the last one of `readers` looks at them: each
    is stopped until the others rest, one after the other. `value` is what the last one is to read.
    """

    def __init__(self, witness: "Witness", root: "Process", readers: list["Process"], value: Any):
        self._witness, self._root, self._readers = witness, root, readers
        # By a descriptor: the number of one that ends may soon be that of another process.
        self._handles = {reader.pid: os.pidfd_open(reader.pid) for reader in readers}
        self._pids, self._spent = list(self._handles), 0.0
        self._telling = _telling(value)
        # What is a part of more may come piece by piece, each in the place of the one before.
        is_all = isinstance(value, bytes) and value == root.actor.seen.call.expect
        self._needed = max(1, self._telling // 2) if is_all else 1
        self._several = len(readers) > 1
        self._escaped = False  # a reader that was stopped goes on, and was not let
        self._left: dict[str | int, bytes] = {}
        self._stored = 0  # bytes, since all was inverted
        self._is_over = False
        self._stop()
        # Several questions may be asked at once.
        self._is_void = isinstance(value, bytes) and any(value in c for c in self._was.values())

    @property
    def holds(self) -> bool:
        """Whether a reader is stopped."""
        return bool(self._readers)

    def is_late(self) -> bool:
        """Whether those do not rest whom a reader waits for, though the caller can find what it
        takes by now."""
        if not self.holds:
            return False
        ran = self._witness.running_seconds() - self._ran
        polls = self._witness.polls - self._polls
        is_long = ran > BUSY or polls > POLLS or self._age() > RESTING
        return is_long and (self._several or self._has_it())

    def go_on(self) -> None:
        """The others rest, so the reader may go on, when the next one is stopped or all that has
        changed is inverted."""
        self._escaped |= self._has_escaped()
        reader = self._readers.pop(0)
        if self._readers:
            self._stop()
        else:
            self._invert()
            self._spent = self._reading_seconds()
        self._signal(reader, signal.SIGCONT)
        os.close(self._handles.pop(reader.pid))

    def astray_seconds(self) -> float:
        """Processor time of the readers since all was inverted."""
        return self._reading_seconds() - self._spent

    def _reading_seconds(self) -> float:
        return sum(map(procfs.running_seconds, self._pids))

    def look(self) -> None:
        """What has been stored since? To be asked before a mapping goes, and in the end."""
        if self.holds or self._is_over:
            return
        stored = 0
        for key, content in self._contents().items():
            stored += int(np.count_nonzero(_changes(self._left.get(key, b""), content)))
        self._stored = max(self._stored, stored)

    def was_kept(self) -> bool:
        """The reader has come to a value: whether less was stored since than it takes to tell it.
        What is stored later does not count."""
        if self._is_void:
            return False
        if self._escaped or self._has_escaped():
            return True
        self.look()
        self._is_over = self._is_over or not self.holds
        return self._is_over and self._stored < self._needed

    def _stop(self) -> None:
        self._began = time.monotonic()
        self._ran, self._polls = self._witness.running_seconds(), self._witness.polls
        self._signal(self._readers[0], signal.SIGSTOP)
        while procfs.state(self._readers[0].pid) not in "TtZX" and self._age() < STOPPING:
            time.sleep(0)
        self._is_stopped = procfs.state(self._readers[0].pid) in "Tt"
        self._was = self._contents()

    def _has_escaped(self) -> bool:
        return self.holds and self._is_stopped and procfs.state(self._readers[0].pid) not in "TtZX"

    def _has_it(self) -> bool:
        now = self._contents().items()
        changed = sum(np.count_nonzero(_changes(self._was.get(k, b""), each)) for k, each in now)
        return bool(changed >= self._needed)

    def _signal(self, reader: "Process", number: int) -> None:
        with contextlib.suppress(ProcessLookupError):
            signal.pidfd_send_signal(self._handles[reader.pid], number)

    def close(self) -> None:
        """Give back the descriptors."""
        while self._handles:
            os.close(self._handles.popitem()[1])

    def _age(self) -> float:
        return time.monotonic() - self._began

    def _invert(self) -> None:
        for key, content in self._contents().items():
            before = self._was.get(key, b"")
            self._left[key] = _inverted(before, content, self._telling > LONG)
            with contextlib.suppress(OSError):
                self._put(key, self._left[key])

    def _contents(self) -> dict[str | int, bytes]:
        """What the memory holds that a value is to travel through: the call's files, or where it
        has none the memory of no file, by address, that the first process shares."""
        names = self._root.actor.seen.call.leaves
        if names:
            folder = self._witness.run.folder
            return {name: files.content(folder / name, MOST) or b"" for name in names}
        found: dict[str | int, bytes] = {}
        left = MOST
        for region in self._witness.shared(self._root):
            if region.path.startswith(NO_FILE):
                size = min(region.end - region.start, left)
                left -= size
                with contextlib.suppress(OSError):
                    found[region.start] = self._witness.read(self._root, region.start, size)
        return found

    def _put(self, key: str | int, content: bytes) -> None:
        if isinstance(key, int):
            os.pwrite(self._witness.memory(self._root), content, key)
        else:
            files.overwrite(self._witness.run.folder / key, content)


def _changes(before: bytes, now: bytes) -> np.ndarray:
    """For each byte of now, whether it is another one than before."""
    before = before[: len(now)].ljust(len(now), b"\0")
    return np.frombuffer(now, np.uint8) != np.frombuffer(before, np.uint8)


def _inverted(before: bytes, now: bytes, is_long: bool) -> bytes:
    """What has changed, inverted. In long stretches every second byte is what it was before, for
    who takes any byte but zero for a one would find the same in the inverse of a one."""
    changed = _changes(before, now)
    other = np.frombuffer(now, np.uint8).copy()
    if is_long:
        changed = _stretches(changed)
    other[changed] ^= 0xFF
    if is_long:
        back = np.flatnonzero(changed)[1::2]
        other[back] = np.frombuffer(before.ljust(len(now), b"\0"), np.uint8)[back]
    return other.tobytes()


def _stretches(changed: np.ndarray) -> np.ndarray:
    """Long stretches of changes only: who waits for a flag is to find it."""
    kept = np.zeros_like(changed)
    where = np.flatnonzero(changed)
    for part in np.split(where, np.flatnonzero(np.diff(where) > GAP) + 1):
        if len(part) >= LONG:
            kept[part] = True
    return kept


def _telling(value: Any) -> int:
    """The bytes of a value, but for zeros, as memory may hold them."""
    if isinstance(value, bytes):
        return len(value) - value.count(0)
    return int(np.count_nonzero(np.frombuffer(np.asarray(value).tobytes(), "u1")))
