"""Page faults of a block of code, as the kernel counts them (getrusage(2))."""

from __future__ import annotations

import resource
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass


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
