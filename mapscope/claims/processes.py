"""Communication between processes: related ones, unrelated ones, and a FIFO for comparison."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from mmap import MAP_PRIVATE, PAGESIZE, PROT_READ
from pathlib import Path

from ..child import run
from ..libc import RawMapping
from .claim import Observation, Section

SECTION = Section("Between processes")

# Programs of their own: a fresh interpreter has inherited no mapping of this one.
WRITER = """
import mmap, sys
with open(sys.argv[1], "r+b") as file, mmap.mmap(file.fileno(), 0) as memory:
    memory[:5] = b"hello"
"""
READER = """
import mmap, sys
with open(sys.argv[1], "rb") as file, mmap.mmap(file.fileno(), 0, prot=mmap.PROT_READ) as memory:
    print(memory[:5].decode(), end="")
"""


def program(source: str, path: Path) -> str:
    """Run a Python program in a new interpreter, with a path as argument; return its output."""
    command = [sys.executable, "-I", "-S", "-c", source, str(path)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def child_stores(mapping: RawMapping) -> tuple[str, str]:
    """Let a child store "hello"; return what this process reads before the store and after it."""
    permit, grant = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.read(permit, 1)  # hold the child back, so that the first read is surely early
            mapping.write(0, b"hello")
        finally:
            os._exit(0)
    early = mapping.read(0, 5).decode()
    os.write(grant, b".")
    os.waitpid(child, 0)
    os.close(permit)
    os.close(grant)
    return early, mapping.read(0, 5).decode()


@SECTION.claim(
    "parent-and-child",
    "A parent maps a file with MAP_SHARED and then forks: what one of the two stores, "
    "the other reads.",
)
def parent_and_child(path: Path) -> Iterator[Observation]:
    path.write_bytes(b"-" * PAGESIZE)
    with RawMapping.of_file(path, PAGESIZE) as mapping:
        early, late = child_stores(mapping)
        yield Observation("the child stores, the parent waits and reads", claimed="hello", saw=late)
        yield Observation("the parent reads without waiting", saw=early)
        mapping.write(0, b"reply")
        answer = run(mapping.read, 0, 5).value.decode()
        yield Observation("the parent stores, a child reads", claimed="reply", saw=answer)
        mapping.write(0, b"-----")
    with RawMapping.of_file(path, PAGESIZE, flags=MAP_PRIVATE) as mapping:
        yield Observation("the child stores through MAP_PRIVATE", saw=child_stores(mapping)[1])


@SECTION.claim(
    "unrelated",
    "Two unrelated processes that map the same file with MAP_SHARED share it: "
    "one stores, the other reads.",
)
def unrelated(path: Path) -> Iterator[Observation]:
    path.write_bytes(b"-" * PAGESIZE)
    with RawMapping.of_file(path, PAGESIZE, PROT_READ) as mapping:
        program(WRITER, path)
        yield Observation(
            "another program stores, this process reads its own mapping",
            claimed="hello",
            saw=mapping.read(0, 5).decode(),
        )
    yield Observation(
        "a third program maps the file after the first has ended",
        claimed="hello",
        saw=program(READER, path),
    )


@SECTION.claim(
    "read-again",
    "What is in a mapping can be read again and again; what is in a FIFO can be read once.",
)
def read_again(path: Path) -> Iterator[Observation]:
    path.write_bytes(b"hello")
    with RawMapping.of_file(path, 5, PROT_READ) as mapping:
        twice = [mapping.read(0, 5).decode() for _ in range(2)]
    yield Observation("load twice", claimed="hello, hello", saw=", ".join(twice))
    fifo = path.with_name("fifo")
    os.mkfifo(fifo)
    fd = os.open(fifo, os.O_RDWR | os.O_NONBLOCK)
    try:
        os.write(fd, b"hello")
        once = os.read(fd, 5).decode()
        try:
            again = os.read(fd, 5).decode()
        except BlockingIOError:
            again = "nothing"
    finally:
        os.close(fd)
    yield Observation("read the FIFO twice", claimed="hello, nothing", saw=", ".join([once, again]))
