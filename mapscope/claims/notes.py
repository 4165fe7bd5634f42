"""The ten notes on using mmap, and the safe call."""

from __future__ import annotations

import mmap
import os
import sys
from collections.abc import Iterator
from mmap import MAP_PRIVATE, MAP_SHARED, PAGESIZE, PROT_READ, PROT_WRITE
from pathlib import Path

import numpy as np

from .. import libc
from ..child import outcome
from ..libc import RawMapping
from ..regions import region_at
from .claim import Observation, Section

SECTION = Section("Ten notes, and the safe call")
BOTH = PROT_READ | PROT_WRITE


def map_and_load(path: Path, length: int, at: int = 0) -> bytes:
    """Map a file and load one byte."""
    with RawMapping.of_file(path, length) as mapping:
        return mapping.read(at, 1)


def python_map(path: Path, length: int) -> None:
    """Map a file by Python's own module."""
    with path.open("r+b") as file, mmap.mmap(file.fileno(), length):
        pass


def allowed(answer: str) -> str:
    """Turn the outcome of a call into the two words that a claim on permissions uses."""
    return "allowed" if answer == "ok" else "refused"


@SECTION.claim("note-1", "Mapping some bytes of an empty file ends in SIGBUS.")
def note_1(path: Path) -> Iterator[Observation]:
    path.touch()
    yield Observation(
        "map a page and load its first byte",
        claimed="SIGBUS",
        saw=outcome(map_and_load, path, PAGESIZE),
    )
    yield Observation("the call alone", saw=outcome(RawMapping.of_file, path, PAGESIZE))
    yield Observation("ask Python's mmap", saw=outcome(python_map, path, PAGESIZE))


@SECTION.claim("note-2", "Mapping zero bytes of an empty file fails with EINVAL.")
def note_2(path: Path) -> Iterator[Observation]:
    path.touch()
    yield Observation("map 0 bytes", claimed="EINVAL", saw=outcome(RawMapping.of_file, path, 0))
    yield Observation("ask Python's mmap", saw=outcome(python_map, path, 0))
    path.write_bytes(b"x")
    yield Observation("0 bytes of a file of 1 byte", saw=outcome(RawMapping.of_file, path, 0))


@SECTION.claim(
    "note-3", "Mapping a file opened for reading only with read and write fails with EINVAL."
)
def note_3(path: Path) -> Iterator[Observation]:
    path.write_bytes(b"x")
    for name, flags in (("MAP_SHARED", MAP_SHARED), ("MAP_PRIVATE", MAP_PRIVATE)):
        answer = outcome(RawMapping.of_file, path, 1, BOTH, flags, 0, os.O_RDONLY)
        yield Observation(f"O_RDONLY, read and write, {name}", claimed="EINVAL", saw=answer)


@SECTION.claim(
    "note-4",
    "The file must be open for reading, and a shared mapping may do no more than the open file.",
)
def note_4(path: Path) -> Iterator[Observation]:
    path.write_bytes(b"x")
    for tried, opened, prot, flags, claimed in (
        ("O_WRONLY, write, MAP_SHARED", os.O_WRONLY, PROT_WRITE, MAP_SHARED, "refused"),
        ("O_WRONLY, read, MAP_PRIVATE", os.O_WRONLY, PROT_READ, MAP_PRIVATE, "refused"),
        ("O_RDONLY, read, MAP_SHARED", os.O_RDONLY, PROT_READ, MAP_SHARED, "allowed"),
        ("O_RDONLY, write, MAP_SHARED", os.O_RDONLY, PROT_WRITE, MAP_SHARED, "refused"),
        ("O_RDWR, read and write, MAP_SHARED", os.O_RDWR, BOTH, MAP_SHARED, "allowed"),
    ):
        answer = outcome(RawMapping.of_file, path, 1, prot, flags, 0, opened)
        yield Observation(tried, claimed=claimed, saw=allowed(answer), detail=answer)


@SECTION.claim("note-5", "The descriptor may be closed as soon as the mapping is made.")
def note_5(path: Path) -> Iterator[Observation]:
    path.write_bytes(b"before")
    fd = os.open(path, os.O_RDWR)
    with RawMapping(6, BOTH, MAP_SHARED, fd) as mapping:
        os.close(fd)
        yield Observation("close it, then load", claimed="before", saw=mapping.read(0, 6).decode())
        mapping.write(0, b"after.")
        yield Observation("store, then read() the file", claimed="after.", saw=path.read_text())
    yield Observation("descriptors that Python's mmap keeps", saw=str(_kept(path)))
    if sys.version_info >= (3, 13):
        yield Observation("and with trackfd=False", saw=str(_kept(path, trackfd=False)))


def _kept(path: Path, **options: bool) -> int:
    """Return how many descriptors a mapping by Python holds when its file has been closed."""
    before = len(os.listdir("/proc/self/fd"))
    with path.open("r+b") as file:
        mapping = mmap.mmap(file.fileno(), 0, **options)
    with mapping:
        return len(os.listdir("/proc/self/fd")) - before


@SECTION.claim("note-6", "The offset must be a multiple of 4,096 bytes.")
def note_6(path: Path) -> Iterator[Observation]:
    path.write_bytes(bytes(4 * max(PAGESIZE, 4096)))
    for offset in (1, 100):
        answer = outcome(RawMapping.of_file, path, 1, BOTH, MAP_SHARED, offset)
        yield Observation(f"offset {offset}", claimed="EINVAL", saw=answer)
    yield Observation(
        "offset 4,096",
        claimed="ok",
        saw=outcome(RawMapping.of_file, path, 1, BOTH, MAP_SHARED, 4096),
        when=f"pages of {PAGESIZE:,} bytes",
    )
    if (answer := _offset_in_huge_pages()) is not None:
        yield Observation("offset 4,096", claimed="ok", saw=answer, when="a file of huge pages")
    yield Observation(
        "offset 100",
        claimed="EINVAL",
        saw=outcome(np.memmap, path, np.uint8, "r", 100),
        when="numpy.memmap",
        detail="it maps from the page's start and skips the rest",
    )


def _offset_in_huge_pages() -> str | None:
    """Map a file made of huge pages at offset 4,096; None where the kernel has no such files."""
    try:
        fd = os.memfd_create("huge", os.MFD_HUGETLB)
    except OSError:
        return None
    try:
        return outcome(RawMapping, PAGESIZE, PROT_READ, MAP_SHARED, fd, 4096)
    finally:
        os.close(fd)


@SECTION.claim("note-7", "Accesses must stay inside the mapping.")
def note_7(path: Path) -> Iterator[Observation]:
    path.write_bytes(b"x" * 10)
    with RawMapping.of_file(path, 2 * PAGESIZE) as mapping:
        libc.munmap(mapping.address + PAGESIZE, PAGESIZE)  # so that nothing lies behind the page
        answer = outcome(mapping.read, PAGESIZE, 1)
        yield Observation("load past its last page", claimed="SIGSEGV", saw=answer)
    with RawMapping.of_file(path, 10) as mapping:
        rest = mapping.read(10, PAGESIZE - 10)
        yield Observation(
            "ask for 10 bytes and load the rest of the page",
            claimed="SIGSEGV",
            saw="zeros" if rest == bytes(PAGESIZE - 10) else "other bytes",
            when="inside the last page",
        )
    yield Observation(
        "load inside the mapping",
        claimed="ok",
        saw=outcome(map_and_load, path, 2 * PAGESIZE, PAGESIZE),
        when="past the file's last page",
    )


@SECTION.claim("note-8", "munmap accepts only the address that mmap returned.")
def note_8(path: Path) -> Iterator[Observation]:
    mapping = RawMapping(3 * PAGESIZE)
    answer = outcome(libc.munmap, mapping.address + 1, PAGESIZE)
    yield Observation("1 byte further", claimed="refused", saw=_unmapped(answer), detail=answer)
    libc.munmap(mapping.address + PAGESIZE, PAGESIZE)
    pages = [region_at(mapping.address + n * PAGESIZE) is not None for n in range(3)]
    yield Observation(
        "1 page further, to unmap the second of 3 pages",
        claimed="refused",
        saw=_unmapped("ok" if pages == [True, False, True] else "none"),
        detail="the first and third page stay",
    )
    answer = outcome(libc.munmap, mapping.address + PAGESIZE, PAGESIZE)
    yield Observation(
        "the same page again", claimed="refused", saw=_unmapped(answer), detail="nothing to do"
    )


def _unmapped(answer: str) -> str:
    return "done" if answer == "ok" else "refused"


@SECTION.claim("note-9", "Changes through MAP_PRIVATE stay in memory and never reach the file.")
def note_9(path: Path) -> Iterator[Observation]:
    path.write_bytes(b"x" * 4 * PAGESIZE)
    with RawMapping.of_file(path, 4 * PAGESIZE, flags=MAP_PRIVATE) as mapping:
        mapping.read(0, 4 * PAGESIZE)
        mapping.write(PAGESIZE, b"mine")
        yield Observation(
            "store, then load", claimed="mine", saw=mapping.read(PAGESIZE, 4).decode()
        )
        libc.msync(mapping.address, mapping.length, libc.MS_SYNC)
        copied = region_at(mapping.address, residency=True).residency.anonymous // PAGESIZE
        yield Observation("pages of 4 that the store copied", saw=str(copied))
    text = path.read_bytes()[PAGESIZE : PAGESIZE + 4].decode()
    yield Observation("msync, unmap, then read() the file", claimed="xxxx", saw=text)


@SECTION.claim("note-10", "For MAP_PRIVATE it is enough that the file is open for reading.")
def note_10(path: Path) -> Iterator[Observation]:
    path.write_bytes(b"theirs")
    with RawMapping.of_file(path, 6, BOTH, MAP_PRIVATE, 0, os.O_RDONLY) as mapping:
        mapping.write(0, b"mine!!")
        yield Observation(
            "O_RDONLY, map with read and write, store, load",
            claimed="mine!!",
            saw=mapping.read(0, 6).decode(),
        )
    yield Observation("read() the file", claimed="theirs", saw=path.read_text())


@SECTION.claim(
    "safe-call",
    "Open with O_RDWR, map the file's whole size with read and write, MAP_SHARED, offset 0: "
    "every access is then safe.",
)
def safe_call(path: Path) -> Iterator[Observation]:
    path.write_bytes(b"x" * 2 * PAGESIZE)
    with RawMapping.of_file(path, path.stat().st_size) as mapping:
        yield Observation("load every byte", claimed="ok", saw=outcome(_load_all, mapping))
        yield Observation("store every byte", claimed="ok", saw=outcome(_store_all, mapping))
        os.truncate(path, 1)
        yield Observation(
            "load every byte",
            claimed="ok",
            saw=outcome(_load_all, mapping),
            when="somebody truncates the file meanwhile",
        )


def _load_all(mapping: RawMapping) -> None:
    mapping.read(0, mapping.length)


def _store_all(mapping: RawMapping) -> None:
    mapping.write(0, bytes(mapping.length))
