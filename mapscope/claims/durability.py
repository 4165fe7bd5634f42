"""Past the note: which stores survive what, and what msync and flush do (msync(2))."""

from __future__ import annotations

import mmap
import os
import signal
import time
from collections.abc import Callable, Iterator
from mmap import PAGESIZE
from pathlib import Path

from .. import libc
from ..child import outcome, run
from ..libc import MS_ASYNC, MS_SYNC, RawMapping
from ..regions import region_at
from .claim import Observation, Section

SECTION = Section("Past the note: durability")
PAGES = 8
LENGTH = PAGES * PAGESIZE


@SECTION.claim("killed-writer", "Without msync the stores of a killed process are lost.")
def killed_writer(path: Path) -> Iterator[Observation]:
    path.write_bytes(b"-----")
    ending = run(_store_and_die, path)
    yield Observation("store, then SIGKILL", saw=ending.signal)
    yield Observation("read() the file", claimed="-----", saw=path.read_text())


def _store_and_die(path: Path) -> None:
    mapping = RawMapping.of_file(path, 5)
    mapping.write(0, b"saved")
    os.kill(os.getpid(), signal.SIGKILL)


def dirty(mapping: RawMapping) -> str:
    """Return how many pages the disk still lacks."""
    held = region_at(mapping.address, residency=True).residency
    return f"{(held.private_dirty + held.shared_dirty) // PAGESIZE} of {PAGES}"


def on_disk(path: Path) -> RawMapping:
    """Write a file page by page, as a large write may become one folio, and map it, clean."""
    with path.open("wb", buffering=0) as file:
        for _ in range(PAGES):
            file.write(b"-" * PAGESIZE)
        os.fsync(file.fileno())
    mapping = RawMapping.of_file(path, LENGTH)
    mapping.read(0, LENGTH)
    return mapping


@SECTION.claim("msync-cleans", "After msync with MS_SYNC no page waits to be written.")
def msync_cleans(path: Path) -> Iterator[Observation]:
    with on_disk(path) as mapping:
        clean = dirty(mapping).startswith("0")
        mapping.write(0, b"x" * LENGTH)
        yield Observation("store to every page: dirty pages", saw=dirty(mapping))
        libc.msync(mapping.address, LENGTH, MS_SYNC)
        yield Observation(
            "then msync: dirty pages",
            claimed=f"0 of {PAGES}",
            saw=dirty(mapping),
            when="" if clean else "the file system keeps its files in memory",
        )


@SECTION.claim("msync-async", "msync with MS_ASYNC starts the writing.")
def msync_async(path: Path) -> Iterator[Observation]:
    with on_disk(path) as mapping:
        mapping.write(0, b"x" * LENGTH)
        before = dirty(mapping)
        libc.msync(mapping.address, LENGTH, MS_ASYNC)
        after = dirty(mapping)
        yield Observation(
            "store to every page, MS_ASYNC: dirty pages",
            claimed="fewer than before",
            saw="as many as before" if after == before else "fewer than before",
            detail=after,
        )


@SECTION.claim("flush-range", "flush and msync take any range of bytes of the mapping.")
def flush_range(path: Path) -> Iterator[Observation]:
    path.write_bytes(bytes(LENGTH))
    with path.open("r+b") as file, mmap.mmap(file.fileno(), LENGTH) as memory:
        for page, size in ((0, 1), (1, 1), (1, PAGESIZE + 1)):
            yield Observation(
                f"flush from page {page}, {size:,} byte{'s' * (size > 1)}",
                claimed="ok",
                saw=outcome(memory.flush, page * PAGESIZE, size),
            )
        yield Observation(
            "flush from byte 1, 1 byte",
            claimed="ok",
            saw=outcome(memory.flush, 1, 1),
            when="the range starts inside a page",
        )


@SECTION.claim("time-of-change", "Each store through a mapping sets the file's time of change.")
def time_of_change(path: Path) -> Iterator[Observation]:
    with on_disk(path) as mapping:
        clean = dirty(mapping).startswith("0")
        for tried, claimed, act, when in (
            ("store to a clean page", "a new time", lambda: mapping.write(0, b"x"), ""),
            (
                "store to it again",
                "a new time",
                lambda: mapping.write(0, b"y"),
                "the page is dirty",
            ),
            ("then msync", None, lambda: libc.msync(mapping.address, LENGTH, MS_SYNC), ""),
        ):
            yield Observation(
                tried,
                claimed=claimed,
                saw="a new time" if _sets_time(path, act) else "the old time",
                when=when if clean else "the file system keeps its files in memory",
            )


def _sets_time(path: Path, act: Callable[[], object]) -> bool:
    time.sleep(0.05)  # the clock of files may tick a hundred times a second
    before = path.stat().st_mtime_ns
    act()
    return path.stat().st_mtime_ns != before
