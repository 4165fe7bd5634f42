"""Page faults of a block of code, as the kernel counts them (getrusage(2))."""

from __future__ import annotations

import resource
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from mmap import PAGESIZE

import numpy as np

from .libc import RawMapping


@dataclass
class Faults:
    """Faults of one block: `minor` ones found the page in memory, `major` ones waited for a disk.

    Both are counts, 0 until the block has ended.
    """

    minor: int = 0
    major: int = 0


@contextmanager
def faults(who: int = resource.RUSAGE_SELF) -> Iterator[Faults]:
    """Count the page faults between the start and the end of a `with` block.

    `who` is one of getrusage(2)'s: `resource.RUSAGE_SELF` counts all threads of this process,
    `resource.RUSAGE_THREAD` the calling thread alone, `resource.RUSAGE_CHILDREN` the children that
    were waited for inside the block.

    The counters are read last on the way in and first on the way out, and reading them touches no
    new page: an empty block counts 0. What the interpreter itself touches (a heap that grows, code
    that runs for the first time) is part of the block; run it once before you measure.
    """
    seen = Faults()
    # Read twice: the first call faults in the code and the memory that the second one uses.
    resource.getrusage(who)
    before = resource.getrusage(who)
    try:
        yield seen
    finally:
        after = resource.getrusage(who)
        seen.minor = after.ru_minflt - before.ru_minflt
        seen.major = after.ru_majflt - before.ru_majflt


def fault_costs(mapping: RawMapping, pages: Iterable[int], store: bool = False) -> np.ndarray:
    """Touch pages of a mapping in this order and return how many faults each touch cost.

    A touch loads the page's first byte, or stores to it with `store=True`. The result is int, shape
    (number of pages,), minor and major faults together, those of the calling thread alone.
    """
    offsets = [page * PAGESIZE for page in pages]
    costs = np.zeros(len(offsets), int)
    # The interpreter's own faults come first: after a fork even a count of references is a store to
    # a page that must be copied. Accesses of no bytes go the same way and touch no page.
    _touch(mapping, [0] * 512, 0, np.zeros(512, int), store)
    _touch(mapping, offsets, 1, costs, store)
    return costs


def _touch(
    mapping: RawMapping, offsets: list[int], size: int, costs: np.ndarray, store: bool
) -> None:
    data = b"x" * size
    for i, offset in enumerate(offsets):
        with faults(resource.RUSAGE_THREAD) as seen:
            if store:
                mapping.write(offset, data)
            else:
                mapping.read(offset, size)
        costs[i] = seen.minor + seen.major
