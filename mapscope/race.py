"""Let one process write to shared memory while another one reads it: what do the reads get?"""

from __future__ import annotations

import mmap
import os
import time
import traceback
from collections import Counter
from collections.abc import Callable, Hashable

from .child import run

STORED, STOP = 0, 1  # numbers on the control page


def race(
    store: Callable[[mmap.mmap, int], object],
    load: Callable[[mmap.mmap], Hashable],
    rounds: int = 5000,
    size: int = mmap.PAGESIZE,
    seconds: float = 2.0,
) -> Counter:
    """Count what `load(memory)` returned, call after call, while another process wrote.

    The other process calls `store(memory, 1)`, `store(memory, 2)` and so on until the reads are
    done; `memory` is a shared anonymous mapping of `size` bytes, zeros at first. Reads begin after
    the first store and end after `rounds` calls or so many seconds, whichever is first: where the
    two share a core they take turns, and one turn of the writer lasts for many of its stores.
    Raises RuntimeError when one of them fails.
    """
    ending = run(_race, store, load, rounds, size, seconds, timeout=seconds + 20)
    if not ending.returned:
        raise RuntimeError(f"the race was not finished: {ending.line}")
    return ending.value


def _race(store: Callable, load: Callable, rounds: int, size: int, seconds: float) -> Counter:
    memory, control = mmap.mmap(-1, size), memoryview(mmap.mmap(-1, mmap.PAGESIZE)).cast("Q")
    writer = os.fork()
    if writer == 0:
        os._exit(_write(store, memory, control))
    while not control[STORED]:
        os.sched_yield()
    seen, end = Counter(), time.monotonic() + seconds
    try:
        while seen.total() < rounds and (not seen or time.monotonic() < end):
            before = control[STORED]
            seen[load(memory)] += 1
            if control[STORED] == before:
                os.sched_yield()  # the writer may wait for this core: let it have a turn
    finally:
        control[STOP] = 1
        status = os.waitpid(writer, 0)[1]
    if status:
        raise RuntimeError("the writer failed")
    return seen


def _write(store: Callable, memory: mmap.mmap, control: memoryview) -> int:
    number = 0
    try:
        while not control[STOP]:
            number += 1
            store(memory, number)
            control[STORED] = number
    except BaseException:
        traceback.print_exc()
        control[STORED] = number  # let the reader go on, to its end
        return 1
    return 0
