"""The note's five programs: create and release, parent and child, writer and reader, anonymous."""

from __future__ import annotations

import mmap
import os
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

from ..watch import Scene, watch
from .claim import Observation, Section

SECTION = Section("Five programs")


def mapped(path: Path) -> mmap.mmap:
    """Map the whole of a file, shared, for reading and writing."""
    with path.open("r+b") as file:
        return mmap.mmap(file.fileno(), 0)


def until(memory: mmap.mmap, place: int, value: int) -> None:
    """Wait until a byte has a value."""
    while memory[place] != value:
        pass


def deeds(scene: Scene, process: int = 0) -> str:
    """Return what a process did with memory, without what frames it."""
    kinds = [event.what for event in scene.events if event.process == process]
    return ", ".join(kind for kind in kinds if kind not in ("start", "exit"))


@SECTION.claim(
    "program-create",
    "A program makes a file, maps it, stores a text and unmaps it; the file then holds the text.",
)
def program_create(path: Path) -> Iterator[Observation]:
    def create() -> None:
        path.write_bytes(bytes(5))
        with mapped(path) as memory:
            memory[:] = b"hello"

    scene = watch(create)
    yield Observation("read() the file", claimed="hello", saw=path.read_text())
    yield Observation("what it did", saw=deeds(scene))


@SECTION.claim(
    "program-family", "A parent and its child chat through one mapped file, taking turns."
)
def program_family(path: Path) -> Iterator[Observation]:
    path.write_bytes(bytes(mmap.PAGESIZE))

    def chat() -> str:
        memory = mapped(path)
        child = os.fork()
        if child == 0:
            answer(memory)
        memory[1:6] = b"hello"
        memory[0] = 1
        until(memory, 0, 2)
        os.waitpid(child, 0)
        return memory[1:6].decode()

    def answer(memory: mmap.mmap) -> NoReturn:
        until(memory, 0, 1)
        memory[1:6] = memory[1:6].upper()
        memory[0] = 2
        os._exit(0)

    scene = watch(chat)
    yield Observation("the answer to hello", claimed="HELLO", saw=str(scene.ending.value))
    maps = [event.process for event in scene.events if event.what == "map"]
    yield Observation("mappings made by the two", saw=str(len(maps)))


@SECTION.claim(
    "program-pair",
    "A writer and a reader that are started apart exchange records through a file both map.",
)
def program_pair(path: Path) -> Iterator[Observation]:
    path.write_bytes(bytes(mmap.PAGESIZE))
    records = [b"one", b"two", b"six"]

    def write() -> None:
        memory = mapped(path)
        for n, record in enumerate(records):
            memory[1 + 3 * n : 4 + 3 * n] = record
            memory[0] = n + 1

    def read() -> list[bytes]:
        memory = mapped(path)
        until(memory, 0, len(records))
        return [memory[1 + 3 * n : 4 + 3 * n] for n in range(len(records))]

    together = watch(read, write)
    late = watch(read)
    for who, scene in (("a reader started first", together), ("one started last", late)):
        saw = b" ".join(scene.ending.value or []).decode()
        yield Observation(who, claimed="one two six", saw=saw)


@SECTION.claim(
    "program-anonymous", "A parent and its child exchange a value through memory without a file."
)
def program_anonymous(path: Path) -> Iterator[Observation]:
    def exchange() -> str:
        with mmap.mmap(-1, 40) as memory:
            child = os.fork()
            if child == 0:
                memory[:5] = b"hello"
                os._exit(0)
            os.waitpid(child, 0)
            return memory[:5].decode()

    scene = watch(exchange)
    yield Observation("what the parent reads", claimed="hello", saw=str(scene.ending.value))
    yield Observation("what the parent did", saw=deeds(scene))
    yield Observation("files made", claimed="0", saw=str(len(list(path.parent.iterdir()))))
