"""Past the note: where a mapping is the better way to a file's bytes, and where it is not."""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Iterator
from mmap import MADV_RANDOM, MAP_PRIVATE, MAP_SHARED, PAGESIZE, PROT_READ, mmap
from pathlib import Path

import numpy as np

from .. import libc
from ..child import outcome
from ..libc import RawMapping
from ..timing import ratios
from .claim import Observation, Section

SECTION = Section("Past the note: when not to map")
SIZE = 8 << 20  # bytes
PIECE = 1 << 20
PLACES = random.Random(1).sample(range(SIZE), 5000)


def opened(path: Path) -> int:
    path.write_bytes(os.urandom(SIZE))
    return os.open(path, os.O_RDWR)


def compared(by_read: Callable, by_map: Callable) -> tuple[str, str]:
    """Return in a word how a mapping compares with reading, and the ratio of times as a detail."""
    ratio = ratios({"read": by_read, "map": by_map})["map"]
    word = "faster" if ratio < 0.8 else "slower" if ratio > 1.25 else "about the same"
    return word, f"{ratio:.2g} × the time"


@SECTION.claim("map-in-order", "To go through a warm file once, a mapping is faster than read.")
def map_in_order(path: Path) -> Iterator[Observation]:
    fd, buffer = opened(path), bytearray(PIECE)

    def by_read() -> None:
        for start in range(0, SIZE, PIECE):
            os.preadv(fd, [buffer], start)
            np.frombuffer(buffer, np.uint64).sum()

    def by_map() -> None:
        with mmap(fd, SIZE, prot=PROT_READ) as memory:
            np.frombuffer(memory, np.uint64).sum()

    saw, detail = compared(by_read, by_map)
    yield Observation("add up 8 MiB, once", claimed="faster", saw=saw, detail=detail)


@SECTION.claim("map-at-random", "For many bytes here and there, a mapping is faster than pread.")
def map_at_random(path: Path) -> Iterator[Observation]:
    fd = opened(path)
    for count, claimed in ((len(PLACES), "faster"), (5, None)):
        places = PLACES[:count]

        def by_read(places=places) -> None:
            for place in places:
                os.pread(fd, 1, place)

        def by_map(places=places) -> None:
            with mmap(fd, SIZE, prot=PROT_READ) as memory:
                for place in places:
                    memory[place]

        saw, detail = compared(by_read, by_map)
        yield Observation(f"{count:,} single bytes", claimed=claimed, saw=saw, detail=detail)


@SECTION.claim("map-small", "A small file is read faster by a mapping, since nothing is copied.")
def map_small(path: Path) -> Iterator[Observation]:
    path.write_bytes(bytes(100))

    def by_read() -> None:
        for _ in range(500):
            fd = os.open(path, os.O_RDONLY)
            os.read(fd, 100)
            os.close(fd)

    def by_map() -> None:
        for _ in range(500):
            with RawMapping.of_file(path, 100, PROT_READ, opened=os.O_RDONLY) as mapping:
                mapping.read(0, 100)

    saw, detail = compared(by_read, by_map)
    yield Observation("open, take 100 bytes, close", claimed="faster", saw=saw, detail=detail)


@SECTION.claim("map-cold", "Of a file on disk, a mapping brings the touched pages and no others.")
def map_cold(path: Path) -> Iterator[Observation]:
    fd = opened(path)
    os.fsync(fd)
    places = [SIZE // 8 * eighth for eighth in range(8)]
    for tried, advice, claimed in (("load", None, "8 pages"), ("MADV_RANDOM", MADV_RANDOM, None)):
        os.posix_fadvise(fd, 0, 0, os.POSIX_FADV_DONTNEED)
        with RawMapping(SIZE, PROT_READ, MAP_SHARED, fd) as memory:
            before = memory.residency().sum()
            if advice is not None:
                libc.madvise(memory.address, SIZE, advice)
            for place in places:
                memory.read(place, 1)
            brought = memory.residency().sum() - before
        yield Observation(
            f"8 bytes far apart, {tried}" if advice is None else f"the same after {tried}",
            claimed=claimed,
            saw=f"{brought} pages",
            when="the file system keeps its files in memory" if before else "",
        )


@SECTION.claim("map-anything", "What can be read can be mapped.")
def map_anything(path: Path) -> Iterator[Observation]:
    path.write_bytes(b"x")
    how = (PAGESIZE, PROT_READ, MAP_PRIVATE)
    pipe, _ = os.pipe()
    for name in (path, Path("/proc/self/status"), Path("/dev/zero")):
        yield Observation(
            f"map {name if name != path else 'a regular file'}",
            claimed="ok",
            saw=outcome(RawMapping.of_file, name, *how, 0, os.O_RDONLY),
            when="it is made by the kernel on the fly" if "status" in name.name else "",
        )
    yield Observation(
        "map it", claimed="ok", saw=outcome(RawMapping, *how, pipe), when="it is a pipe"
    )
