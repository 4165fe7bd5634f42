"""Past the note: which accesses fault, and which pages of a file are in memory."""

from __future__ import annotations

import os
from collections.abc import Iterator
from mmap import (
    MADV_DONTNEED,
    MADV_HUGEPAGE,
    MADV_NOHUGEPAGE,
    MADV_RANDOM,
    MAP_ANONYMOUS,
    MAP_POPULATE,
    MAP_PRIVATE,
    MAP_SHARED,
    PAGESIZE,
    PROT_READ,
    PROT_WRITE,
)
from pathlib import Path

import numpy as np

from .. import libc
from ..child import outcome
from ..faults import fault_costs
from ..libc import RawMapping
from ..machine import huge_page
from ..pages import round_up
from ..regions import region_at
from .claim import Observation, Section

SECTION = Section("Past the note: faults and residency")
BOTH = PROT_READ | PROT_WRITE
PAGES = 256
LENGTH = PAGES * PAGESIZE
AROUND = 64 * 1024  # bytes: the kernel's fault_around_bytes, unless somebody changed it


def fill(path: Path, at_once: int = 1) -> None:
    """Write the file some pages at a time: those of one write may be kept as one large folio."""
    with path.open("wb", buffering=0) as file:
        for _ in range(PAGES // at_once):
            file.write(bytes(at_once * PAGESIZE))


def costs(path: Path, store: bool = False, flags: int = MAP_SHARED) -> np.ndarray:
    """Map the file, touch each page in order and return what each touch cost."""
    with RawMapping.of_file(path, LENGTH, flags=flags) as mapping:
        return fault_costs(mapping, range(PAGES), store)


def in_words(costs: np.ndarray) -> str:
    """Say how many faults the touches cost, as a rate."""
    if not costs.any():
        return "none"
    return "one for each page" if costs.all() else "one for several pages"


@SECTION.claim(
    "fault-per-store", "The first store to each page of a shared file mapping costs one fault."
)
def fault_per_store(path: Path) -> Iterator[Observation]:
    fill(path)
    with RawMapping.of_file(path, LENGTH) as mapping:
        rss = region_at(mapping.address, residency=True).residency.rss
        yield Observation("bytes in reach right after the call", saw=str(rss))
        for tried, claimed in (
            ("store to 256 pages", "256 faults"),
            ("store to them again", "0 faults"),
        ):
            total = fault_costs(mapping, range(PAGES), store=True).sum()
            yield Observation(tried, claimed=claimed, saw=f"{total} faults")
    path.unlink()
    fill(path, at_once=16)
    yield Observation(
        "store to 256 pages",
        claimed="one for each page",
        saw=in_words(costs(path, store=True)),
        when="each write brought 16 pages, which the page cache may hold as one folio",
    )


@SECTION.claim(
    "fault-around", "Loads from neighbouring pages that are in the page cache share their faults."
)
def fault_around(path: Path) -> Iterator[Observation]:
    fill(path)
    # A window of 64 KiB holds a single page where pages are that large.
    special = "pages as large as the window" if PAGESIZE >= AROUND else ""
    forwards = costs(path)
    yield Observation(
        "load from 256 pages in order",
        claimed="one for several pages",
        saw=in_words(forwards),
        when=special,
        detail=f"{forwards.sum()} faults",
    )
    yield Observation("store to them in order", saw=in_words(costs(path, store=True)))


@SECTION.claim("populate", "MAP_POPULATE spares the faults of the accesses that follow.")
def populate(path: Path) -> Iterator[Observation]:
    fill(path)
    flags = MAP_SHARED | MAP_POPULATE
    yield Observation("load from 256 pages", claimed="none", saw=in_words(costs(path, flags=flags)))
    yield Observation(
        "store to 256 pages",
        claimed="none",
        saw=in_words(costs(path, store=True, flags=flags)),
        when="the accesses are stores",
    )
    with RawMapping.of_file(path, LENGTH) as mapping:
        advice = (mapping.address, LENGTH, libc.MADV_POPULATE_WRITE)
        if (answer := outcome(libc.madvise, *advice)) != "ok":
            yield Observation("MADV_POPULATE_WRITE", saw=answer)
            return
        libc.madvise(*advice)
        stored = fault_costs(mapping, range(PAGES), store=True)
        yield Observation("store to them after MADV_POPULATE_WRITE", saw=in_words(stored))


@SECTION.claim(
    "read-around", "One load from a page that is not in memory brings pages around it as well."
)
def read_around(path: Path) -> Iterator[Observation]:
    fill(path)
    fd = os.open(path, os.O_RDWR)
    try:
        os.fsync(fd)
        left, found = _load_one(fd)
        yield Observation("pages in memory after POSIX_FADV_DONTNEED", saw=f"{left} of {PAGES}")
        yield Observation(
            "load from one page: what is in memory",
            claimed="more than that page",
            saw="more than that page" if found > 1 else "that page alone",
            when="the file system keeps its files in memory" if left else "",
            detail=f"{found} of {PAGES}",
        )
        _, found = _load_one(fd, MADV_RANDOM)
        yield Observation("the same after MADV_RANDOM", saw=f"{found} of {PAGES}")
    finally:
        os.close(fd)


def _load_one(fd: int, advice: int | None = None) -> tuple[int, int]:
    """Drop the file's pages, load a byte; return how many were in memory before it and after."""
    os.posix_fadvise(fd, 0, 0, os.POSIX_FADV_DONTNEED)
    with RawMapping(LENGTH, BOTH, MAP_SHARED, fd) as mapping:
        if advice is not None:
            libc.madvise(mapping.address, LENGTH, advice)
        before = np.count_nonzero(mapping.residency())
        mapping.read(LENGTH // 2, 1)
        return before, np.count_nonzero(mapping.residency())


@SECTION.claim("huge-pages", "One fault brings the whole of a huge page.")
def huge_pages(path: Path) -> Iterator[Observation]:
    given = huge_page()
    size = given or LENGTH
    with RawMapping(2 * size) as mapping:
        first = round_up(mapping.address, size) - mapping.address
        pages = range(first // PAGESIZE, (first + size) // PAGESIZE)
        tried = f"store to {len(pages)} pages of private memory"
        for advice, name in ((MADV_NOHUGEPAGE, ""), (MADV_HUGEPAGE, "after MADV_HUGEPAGE")):
            answer = outcome(libc.madvise, mapping.address + first, size, advice)
            if answer == "ok":
                libc.madvise(mapping.address + first, size, advice)
                libc.madvise(mapping.address + first, size, MADV_DONTNEED)
                total = int(fault_costs(mapping, pages, store=True).sum())
                answer = f"{total} fault{'s' * (total != 1)}"
            yield Observation(
                f"{tried} {name}".rstrip(),
                claimed="1 fault" if name else None,
                saw=answer,
                when="" if given else "this kernel gives no huge pages",
            )


@SECTION.claim("zero-page", "Every page that a program has loaded from takes up memory.")
def zero_page(path: Path) -> Iterator[Observation]:
    zeros = Path("/dev/zero")  # private, and still a region of its own in smaps
    with RawMapping.of_file(zeros, LENGTH, flags=MAP_PRIVATE) as private:
        for page in range(PAGES):
            private.read(page * PAGESIZE, 1)
        yield Observation(
            "load from 256 private pages of zeros", claimed="256 pages", saw=_held(private)
        )
        for page in range(PAGES // 2):
            private.write(page * PAGESIZE, b"x")
        yield Observation("store to 128 of them", saw=_held(private))
    with RawMapping(LENGTH, BOTH, MAP_SHARED | MAP_ANONYMOUS) as shared:
        for page in range(PAGES):
            shared.read(page * PAGESIZE, 1)
        yield Observation("load from 256 shared anonymous pages", saw=_held(shared))


def _held(mapping: RawMapping) -> str:
    held = region_at(mapping.address, residency=True).residency.rss
    return f"{held // PAGESIZE} pages"
