"""Anonymous mappings, and the devices `/dev/zero` and `/dev/null`."""

from __future__ import annotations

import os
from collections.abc import Iterator
from mmap import MAP_ANONYMOUS, MAP_SHARED, PAGESIZE, PROT_READ, PROT_WRITE
from pathlib import Path

from ..child import outcome, run
from ..libc import RawMapping
from ..regions import region_at
from .claim import Observation, Section
from .processes import program

SECTION = Section("Anonymous mappings, /dev/zero and /dev/null")
BOTH = PROT_READ | PROT_WRITE
SHARED = MAP_SHARED | MAP_ANONYMOUS
MEBIBYTE = 1 << 20

COUNT = "print(open('/proc/self/maps').read().count('/dev/zero'), end='')"
STORE = """
import mmap, os, sys
memory = mmap.mmap(os.open(sys.argv[1], os.O_RDWR), 5)
memory[:] = b"hello"
"""


def stored_by_child(mapping: RawMapping) -> str:
    """Let a child store "hello" and end; return what this process reads, zeros as dots."""
    run(mapping.write, 0, b"hello")
    return dotted(mapping.read(0, 5))


def dotted(data: bytes) -> str:
    return data.replace(b"\0", b".").decode()


@SECTION.claim(
    "anonymous-call",
    "MAP_SHARED with MAP_ANONYMOUS and -1 in place of a descriptor gives 40 bytes of memory "
    "that parent and child share, with no file.",
)
def anonymous_call(path: Path) -> Iterator[Observation]:
    with RawMapping(40, BOTH, SHARED) as mapping:
        fresh = "zeros" if mapping.read(0, 40) == bytes(40) else "other bytes"
        yield Observation("a child stores", claimed="hello", saw=stored_by_child(mapping))
        yield Observation("the bytes at first", saw=fresh)
        pages = region_at(mapping.address).size // PAGESIZE
        yield Observation("pages that 40 bytes take", saw=str(pages))


@SECTION.claim("anonymous-related", "Only related processes can share an anonymous mapping.")
def anonymous_related(path: Path) -> Iterator[Observation]:
    with RawMapping(5, BOTH, SHARED) as mapping:
        seen = stored_by_child(mapping)
        yield Observation("a child made by fork stores", claimed="hello", saw=seen)
        run(lambda: RawMapping(5, BOTH, SHARED).write(0, b"hello"))
        with RawMapping(5, BOTH, SHARED) as own:
            saw = dotted(own.read(0, 5))
        yield Observation("each maps for itself after the fork, the child stores", saw=saw)
        count = program(COUNT, path)
        yield Observation(
            "a program started by exec looks for the mapping",
            claimed="not there",
            saw="not there" if count == "0" else f"{count} there",
        )
    fd = os.memfd_create("unnamed")
    try:
        os.ftruncate(fd, PAGESIZE)
        with RawMapping(PAGESIZE, BOTH, MAP_SHARED, fd) as mapping:
            program(STORE, Path(f"/proc/{os.getpid()}/fd/{fd}"))
            yield Observation(
                "another program maps memory of memfd_create and stores",
                saw=dotted(mapping.read(0, 5)),
            )
    finally:
        os.close(fd)


@SECTION.claim(
    "anonymous-zero", "Where MAP_ANONYMOUS is missing, a mapping of /dev/zero takes its place."
)
def anonymous_zero(path: Path) -> Iterator[Observation]:
    device = Path("/dev/zero")
    with RawMapping.of_file(device, 40) as mapping, RawMapping(40, BOTH, SHARED) as anonymous:
        yield Observation("a child stores", claimed="hello", saw=stored_by_child(mapping))
        names = [region_at(one.address).path for one in (mapping, anonymous)]
        yield Observation("its name in /proc/self/maps", saw=names[0])
        yield Observation("the name of a MAP_ANONYMOUS mapping", saw=names[1])
        with RawMapping.of_file(device, 40) as second:
            yield Observation("a second mapping of it shows", saw=dotted(second.read(0, 5)))


@SECTION.claim("device-zero", "/dev/zero gives as many zeros as anybody asks for.")
def device_zero(path: Path) -> Iterator[Observation]:
    fd = os.open("/dev/zero", os.O_RDWR)
    try:
        for _ in range(2):
            data = os.read(fd, MEBIBYTE)
            zeros = "zeros" if data == bytes(len(data)) else "other bytes"
            yield Observation(
                "read 1,048,576 bytes", claimed="1,048,576 zeros", saw=f"{len(data):,} {zeros}"
            )
        yield Observation("write 5 bytes to it", saw=f"{os.write(fd, b'hello')} taken")
        yield Observation("then read 5", saw=dotted(os.read(fd, 5)))
    finally:
        os.close(fd)


@SECTION.claim("device-null", "/dev/null takes as many bytes as anybody writes.")
def device_null(path: Path) -> Iterator[Observation]:
    fd = os.open("/dev/null", os.O_RDWR)
    try:
        for _ in range(2):
            yield Observation(
                "write 1,048,576 bytes",
                claimed="1,048,576 taken",
                saw=f"{os.write(fd, bytes(MEBIBYTE)):,} taken",
            )
        yield Observation("then read 5", saw=f"{len(os.read(fd, 5))} bytes")
        yield Observation("map it", saw=outcome(RawMapping, PAGESIZE, PROT_READ, MAP_SHARED, fd))
    finally:
        os.close(fd)
