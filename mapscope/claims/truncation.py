"""Past the note: a file whose size changes while it is mapped."""

from __future__ import annotations

import os
from collections.abc import Iterator
from mmap import MAP_PRIVATE, PAGESIZE
from pathlib import Path

from ..child import outcome
from ..libc import RawMapping
from .claim import Observation, Section

SECTION = Section("Past the note: truncation")
PAGES = 4
LENGTH = PAGES * PAGESIZE


@SECTION.claim(
    "truncate-sigbus", "When a mapped file is truncated, every access past its new end is SIGBUS."
)
def truncate_sigbus(path: Path) -> Iterator[Observation]:
    path.write_bytes(b"x" * LENGTH)
    with RawMapping.of_file(path, LENGTH) as mapping:
        mapping.read(0, LENGTH)
        os.truncate(path, PAGESIZE + 100)
        for tried, at, claimed in (
            ("load the last byte of the file", PAGESIZE + 99, "ok"),
            ("load from the page after", 2 * PAGESIZE, "SIGBUS"),
        ):
            yield Observation(tried, claimed=claimed, saw=outcome(mapping.read, at, 1))
        yield Observation("store to the page after", saw=outcome(mapping.write, 2 * PAGESIZE, b"y"))
        yield Observation(
            "load the first byte past the end",
            claimed="SIGBUS",
            saw=outcome(mapping.read, PAGESIZE + 100, 1),
            when="the byte is on the file's last page",
        )


@SECTION.claim("truncate-zeroes", "What was cut off is gone: it reads as zeros when it comes back.")
def truncate_zeroes(path: Path) -> Iterator[Observation]:
    path.write_bytes(b"x" * LENGTH)
    with RawMapping.of_file(path, LENGTH) as mapping:
        os.truncate(path, PAGESIZE + 2)
        yield Observation(
            "cut: load across the new end", claimed="xx..", saw=dotted(mapping, PAGESIZE)
        )
        mapping.write(PAGESIZE + 2, b"zz")
        yield Observation("store past the end, and load", saw=dotted(mapping, PAGESIZE))
        os.truncate(path, LENGTH)
        yield Observation("grown again: load there", claimed="xx..", saw=dotted(mapping, PAGESIZE))
        yield Observation(
            "load from the next page", claimed="....", saw=dotted(mapping, 2 * PAGESIZE)
        )


def dotted(mapping: RawMapping, at: int) -> str:
    """Return 4 bytes, zeros as dots."""
    return mapping.read(at, 4).replace(b"\0", b".").decode()


@SECTION.claim("private-truncate", "Copies in a private mapping survive the truncation.")
def private_truncate(path: Path) -> Iterator[Observation]:
    path.write_bytes(b"x" * LENGTH)
    with RawMapping.of_file(path, LENGTH, flags=MAP_PRIVATE) as mapping:
        mapping.write(0, b"m" * LENGTH)
        os.truncate(path, 0)
        yield Observation(
            "store to a page, truncate, load", claimed="ok", saw=outcome(mapping.read, 0, 1)
        )


@SECTION.claim("replaced-file", "A mapping follows its path when the file is replaced.")
def replaced_file(path: Path) -> Iterator[Observation]:
    path.write_bytes(b"old")
    with RawMapping.of_file(path, 3) as mapping:
        new = path.with_name("new")
        new.write_bytes(b"new")
        new.replace(path)
        yield Observation("rename() a new file over it, load", claimed="new", saw=_text(mapping))
        path.unlink()
        yield Observation("unlink it, load", saw=_text(mapping))


def _text(mapping: RawMapping) -> str:
    return mapping.read(0, 3).decode()
