"""Past the note: what a private mapping copies, and when."""

from __future__ import annotations

import os
from collections.abc import Iterator
from mmap import MADV_DONTNEED, MAP_ANONYMOUS, MAP_PRIVATE, MAP_SHARED, PAGESIZE
from pathlib import Path

from .. import libc
from ..child import run
from ..libc import RawMapping
from ..pagemap import frames
from ..regions import region_at
from .claim import Observation, Section

SECTION = Section("Past the note: copy-on-write")
PAGES = 8
LENGTH = PAGES * PAGESIZE


def copied(mapping: RawMapping) -> str:
    """Return how much of a private mapping of a file is no longer the file's."""
    held = region_at(mapping.address, residency=True).residency.anonymous
    return f"{held // PAGESIZE} of {PAGES} pages"


@SECTION.claim("copy-per-page", "A store to a private mapping copies the page it meets, no more.")
def copy_per_page(path: Path) -> Iterator[Observation]:
    path.write_bytes(b"f" * LENGTH)
    with RawMapping.of_file(path, LENGTH, flags=MAP_PRIVATE) as mapping:
        mapping.read(0, LENGTH)
        for tried, offset, data, claimed in (
            ("load every byte", 0, b"", 0),
            ("store 1 byte", 0, b"m", 1),
            ("store another to the same page", 1, b"m", 1),
            ("store 2 bytes across a page boundary", 3 * PAGESIZE - 1, b"mm", 3),
        ):
            mapping.write(offset, data)
            yield Observation(
                f"{tried}: copied so far",
                claimed=f"{claimed} of {PAGES} pages",
                saw=copied(mapping),
            )


@SECTION.claim("private-not-snapshot", "A private mapping keeps the file as it was when mapped.")
def private_not_snapshot(path: Path) -> Iterator[Observation]:
    path.write_bytes(b"f" * LENGTH)
    with RawMapping.of_file(path, LENGTH, flags=MAP_PRIVATE) as mapping:
        mapping.write(0, b"m")
        with path.open("r+b") as file:
            for page in range(2):
                os.pwrite(file.fileno(), b"WW", page * PAGESIZE)
        for tried, page in (
            ("a page that was not stored to", 1),
            ("a page that was stored to before", 0),
        ):
            yield Observation(
                f"write() to the file, load from {tried}",
                claimed="f",
                saw=mapping.read(page * PAGESIZE + 1, 1).decode(),
            )


@SECTION.claim(
    "fork-copies-late", "After a fork private memory is common until one of the two stores to it."
)
def fork_copies_late(path: Path) -> Iterator[Observation]:
    with RawMapping(LENGTH) as mapping:
        mapping.write(0, b"p" * LENGTH)
        before, after = run(_common_pages, mapping).value
    yield Observation(
        "pages in common right after the fork", claimed=f"{PAGES} of {PAGES}", saw=before
    )
    yield Observation(
        "and when the child has stored to one", claimed=f"{PAGES - 1} of {PAGES}", saw=after
    )


def _common_pages(mapping: RawMapping) -> tuple[str, str]:
    """Return, in a child, how many pages it and its parent share before its store and after."""

    def common() -> str:
        both = zip(*frames(mapping.address, LENGTH, os.getppid(), os.getpid()), strict=True)
        return f"{sum(mine == theirs for mine, theirs in both)} of {PAGES}"

    before = common()
    mapping.write(0, b"c")
    return before, common()


@SECTION.claim("dontneed-zeroes", "MADV_DONTNEED turns the bytes of a mapping to zeros.")
def dontneed_zeroes(path: Path) -> Iterator[Observation]:
    path.write_bytes(b"f" * LENGTH)
    for kind, mapping in (
        ("private anonymous memory", RawMapping(LENGTH, flags=MAP_PRIVATE | MAP_ANONYMOUS)),
        ("shared anonymous memory", RawMapping(LENGTH, flags=MAP_SHARED | MAP_ANONYMOUS)),
        ("a private mapping of a file", RawMapping.of_file(path, LENGTH, flags=MAP_PRIVATE)),
    ):
        mapping.write(0, b"mine")
        libc.madvise(mapping.address, LENGTH, MADV_DONTNEED)
        yield Observation(
            "store mine, MADV_DONTNEED, load",
            claimed="....",
            saw=mapping.read(0, 4).replace(b"\0", b".").decode(),
            when="" if kind.startswith("private anon") else kind,
        )
        mapping.unmap()
