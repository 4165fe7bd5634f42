"""What processes that take turns have stored, for the picture of the run.

A store is no system call. But all stop before each store, so whoever comes to its next
stop while the memory has changed has stored; and where another one has stored at the same place
since it came to the stop before, that one's store is overwritten unseen: a lost update.
"""

import contextlib
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from grader.witness.cast import Process
    from grader.witness.watch import Witness

MOST = 60  # stores that are told; a picture has no room for more
TRIES = 5  # looks for shared memory
LENGTH, WORD = 4096, 8  # bytes that are compared; of a number
NUMBER = 1 << 40  # more than a total comes to: the bytes are no number, or in another order


class Updates:
    """The stores into the first shared memory of one call."""

    def __init__(self):
        self._tries = self._told = self._looks = 0
        self._at: int | None = None
        self._was = b""
        self._came: dict[int, int] = {}  # by process: the look at which it was last seen
        self._stores: dict[int, tuple[int, Process]] = {}  # by place: its look, and whose

    def look(self, witness: "Witness", process: "Process") -> None:
        """A process has come to a stop, or to its end: tell whether it has stored."""
        if self._told >= MOST or (self._at is None and not self._find(witness, process)):
            return
        self._looks += 1
        with contextlib.suppress(OSError):
            now = witness.read(process, self._at, LENGTH)
            if self._was and now != self._was:
                self._compare(witness, process, now)
            self._was = now
        self._came[process.pid] = self._looks

    def _find(self, witness: "Witness", process: "Process") -> bool:
        self._tries += 1
        if self._tries <= TRIES and (regions := witness.shared(process)):
            self._at = regions[0].start
        return self._at is not None

    def tell(self, witness: "Witness", process: "Process", name: str, **details) -> None:
        """Keep a store for the picture."""
        self._told += 1
        if self._told <= MOST:
            witness.note(process, "update", name=name, **details)

    def _compare(self, witness: "Witness", process: "Process", now: bytes) -> None:
        size = min(len(self._was), len(now))
        was, is_now = (np.frombuffer(each, "u1", size) for each in (self._was, now))
        where = np.flatnonzero(was != is_now).tolist()
        came = self._came.get(process.pid, 0)
        stores = [self._stores[i] for i in where if i in self._stores]
        unseen = [whose for look, whose in stores if look > came and whose is not process]
        name = _number(self._was, now, where) or places(where)
        if unseen:
            name += f": child {unseen[0].number}'s is lost"
        self.tell(witness, process, name, lost=bool(unseen))
        self._stores.update(dict.fromkeys(where, (self._looks, process)))


def _number(was: bytes, now: bytes, where: list[int]) -> str:
    """How the number has changed in which these bytes are, if they are in one."""
    start = where[0] // WORD * WORD
    old, new = (int.from_bytes(each[start : start + WORD], "little") for each in (was, now))
    one = where[-1] < start + WORD and max(old, new) < NUMBER
    return f"{old:,} becomes {new:,}" if one else ""


def places(where: list[int]) -> str:
    """From where to where the bytes have changed."""
    first, last = where[0], where[-1]
    return f"bytes {first:,} to {last:,}" if last > first else f"byte {first:,}"
