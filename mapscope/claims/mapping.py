"""What a mapping is: the note's first section."""

from __future__ import annotations

import os
from collections.abc import Iterator
from mmap import MAP_SHARED, PAGESIZE, PROT_READ
from pathlib import Path

from ..libc import RawMapping
from ..regions import region_at
from .claim import Observation, Section

SECTION = Section("What a mapping is")
PAGES = 16


@SECTION.claim(
    "file-as-memory",
    "A mapped file is read and written as memory, with no call of read or write.",
)
def file_as_memory(path: Path) -> Iterator[Observation]:
    path.write_bytes(b"horse")
    with RawMapping.of_file(path, 5) as mapping:
        yield Observation("load its 5 bytes", claimed="b'horse'", saw=str(mapping.read(0, 5)))
        mapping.write(2, b"u")
        yield Observation("store 1, then read() it", claimed="b'house'", saw=str(path.read_bytes()))
        with path.open("r+b") as file:
            os.pwrite(file.fileno(), b"m", 0)
        yield Observation("pwrite() 1, then load", saw=str(mapping.read(0, 5)))


@SECTION.claim("memory-first", "Memory for the whole mapping is set aside before it can be used.")
def memory_first(path: Path) -> Iterator[Observation]:
    path.write_bytes(bytes(PAGES * PAGESIZE))
    with RawMapping.of_file(path, PAGES * PAGESIZE, PROT_READ, MAP_SHARED) as mapping:

        def held() -> int:
            return region_at(mapping.address, residency=True).residency.rss // PAGESIZE

        yield Observation(
            f"map {PAGES} pages and ask how many it holds",
            claimed=f"{PAGES} pages",
            saw=f"{held()} pages",
        )
        mapping.read(0, 1)
        yield Observation("then load one byte", saw="pages have come" if held() else "still none")
