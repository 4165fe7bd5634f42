"""The functions mmap and munmap, argument by argument (mmap(2))."""

from __future__ import annotations

import ctypes
import errno
import mmap
import os
from collections.abc import Iterator
from mmap import MAP_ANONYMOUS, MAP_PRIVATE, MAP_SHARED, PAGESIZE, PROT_EXEC, PROT_READ, PROT_WRITE
from pathlib import Path

from .. import libc
from ..child import outcome
from ..libc import MAP_FAILED, MAP_FIXED, MAP_FIXED_NOREPLACE, PROT_NONE, RawMapping
from ..pages import round_up
from ..regions import region_at, regions
from .claim import Observation, Section

SECTION = Section("mmap and munmap")
PRIVATE = MAP_PRIVATE | MAP_ANONYMOUS


@SECTION.claim("addr-null", "With a null address the system chooses where the mapping goes.")
def addr_null(path: Path) -> Iterator[Observation]:
    before = regions()
    with RawMapping(PAGESIZE) as mapping:
        free = all(
            mapping.address + PAGESIZE <= region.start or region.end <= mapping.address
            for region in before
        )
        yield Observation(
            "map one page at NULL", claimed="a free range", saw="a free range" if free else "in use"
        )
        mapping.write(0, b"old")
        flags = PRIVATE | MAP_FIXED_NOREPLACE
        with_care = outcome(RawMapping, PAGESIZE, PROT_READ, flags, -1, 0, mapping.address)
        yield Observation("ask for its address with MAP_FIXED_NOREPLACE", saw=with_care)
        libc.mmap(mapping.address, PAGESIZE, PROT_READ, PRIVATE | MAP_FIXED, -1, 0)
        gone = mapping.read(0, 3) == bytes(3)
        yield Observation(
            "ask for its address with MAP_FIXED", saw="replaced, no error" if gone else "kept"
        )


@SECTION.claim("length-in-file", "The length may be at most the size of the file.")
def length_in_file(path: Path) -> Iterator[Observation]:
    size, length = 6000, 100 * PAGESIZE
    path.write_bytes(b"x" * size)
    tried = f"map 100 pages of a file of {size:,} bytes"
    answer = outcome(RawMapping.of_file, path, length)
    yield Observation(
        tried, claimed="refused", saw="mapped" if answer == "ok" else "refused", detail=answer
    )
    end = round_up(size)
    with RawMapping.of_file(path, length) as mapping:
        rest = mapping.read(size, end - size)
        mapping.write(size, b"lost")
        yield Observation(
            "load from the file's end to the end of its last page",
            saw="zeros" if rest == bytes(end - size) else "other bytes",
        )
        yield Observation(
            "store there, and ask for the file's size", saw=f"{path.stat().st_size:,} bytes"
        )
        yield Observation("load from the page after it", saw=outcome(mapping.read, end, 1))
    with path.open("r+b") as file:
        yield Observation(
            "ask Python's mmap for as much", saw=outcome(mmap.mmap, file.fileno(), length)
        )


@SECTION.claim("prot-values", "The protection is PROT_READ, PROT_WRITE or both.")
def prot_values(path: Path) -> Iterator[Observation]:
    for name, prot in (
        ("PROT_READ", PROT_READ),
        ("PROT_WRITE", PROT_WRITE),
        ("PROT_READ|PROT_WRITE", PROT_READ | PROT_WRITE),
    ):
        yield Observation(name, claimed="ok", saw=outcome(RawMapping, PAGESIZE, prot, PRIVATE))
    for name, prot in (("PROT_NONE", PROT_NONE), ("PROT_READ|PROT_EXEC", PROT_READ | PROT_EXEC)):
        yield Observation(
            "map one page",
            claimed="EINVAL",
            saw=outcome(RawMapping, PAGESIZE, prot, PRIVATE),
            when=name,
        )
    with RawMapping(PAGESIZE, PROT_NONE, PRIVATE) as mapping:
        yield Observation("load from a page of PROT_NONE", saw=outcome(mapping.read, 0, 1))


@SECTION.claim(
    "shared-private",
    "Changes through MAP_SHARED reach the file; changes through MAP_PRIVATE never do.",
)
def shared_private(path: Path) -> Iterator[Observation]:
    path.write_bytes(b"before")
    with RawMapping.of_file(path, 6, flags=MAP_PRIVATE) as mapping:
        mapping.write(0, b"after.")
        yield Observation("MAP_PRIVATE: store, then read()", claimed="before", saw=path.read_text())
    yield Observation("unmap it, then read()", claimed="before", saw=path.read_text())
    with RawMapping.of_file(path, 6) as mapping:
        libc.msync(mapping.address, 6, libc.MS_SYNC)
        mapping.write(0, b"after.")
        yield Observation("MAP_SHARED: store, then read()", claimed="after.", saw=path.read_text())
        held = region_at(mapping.address, residency=True).residency
        dirty = held.private_dirty + held.shared_dirty
        yield Observation("is the page dirty, before msync()?", saw="yes" if dirty else "no")


@SECTION.claim("offset-whole", "Offset 0 maps the whole file.")
def offset_whole(path: Path) -> Iterator[Observation]:
    path.write_bytes(bytes(3 * PAGESIZE))
    with RawMapping.of_file(path, PAGESIZE) as mapping:
        pages = region_at(mapping.address).size // PAGESIZE
        yield Observation(
            "offset 0 and a length of 1 page, of a file of 3 pages",
            claimed="3 pages",
            saw=f"{pages} page{'s' * (pages != 1)}",
            detail="the length decides",
        )
    with path.open("r+b") as file, mmap.mmap(file.fileno(), 0) as whole:
        yield Observation("Python's length 0", saw=f"{len(whole) // PAGESIZE} pages")


@SECTION.claim("map-failed", "A failure is told by MAP_FAILED, with the reason in errno.")
def map_failed(path: Path) -> Iterator[Observation]:
    function = ctypes.CDLL(None, use_errno=True).mmap
    function.restype = ctypes.c_void_p
    function.argtypes = [ctypes.c_void_p, ctypes.c_size_t, *[ctypes.c_int] * 3, ctypes.c_long]
    value = function(None, 0, PROT_READ, PRIVATE, -1, 0)
    name = "MAP_FAILED" if value == MAP_FAILED else hex(value or 0)
    yield Observation("map 0 bytes: the value", claimed="MAP_FAILED", saw=name)
    code = ctypes.get_errno()
    yield Observation(
        "map 0 bytes: errno",
        claimed="EINVAL",
        saw=errno.errorcode.get(code, str(code)),
    )
    yield Observation("does a test for NULL notice?", saw="yes" if value is None else "no")


@SECTION.claim("munmap-releases", "munmap ends a mapping; closing the file does not.")
def munmap_releases(path: Path) -> Iterator[Observation]:
    path.write_bytes(b"still here")
    fd = os.open(path, os.O_RDWR)
    mapping = RawMapping(PAGESIZE, fd=fd, flags=MAP_SHARED)
    os.close(fd)
    yield Observation("load after close()", claimed="still here", saw=mapping.read(0, 10).decode())
    mapping.unmap()
    yield Observation("load after munmap()", claimed="SIGSEGV", saw=outcome(mapping.read, 0, 10))
