"""Past the note: memory that strangers share without a file on a disk, and arrays in files."""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
from collections.abc import Iterator
from mmap import PAGESIZE, mmap
from multiprocessing.shared_memory import SharedMemory
from pathlib import Path

import numpy as np

from ..child import outcome
from ..regions import regions_of
from .claim import Observation, Section
from .processes import READER, WRITER, program

SECTION = Section("Past the note: memory for strangers")
VISITOR = """
import sys
from multiprocessing.shared_memory import SharedMemory
SharedMemory(sys.argv[1]).close()
"""


@SECTION.claim("memfd-strangers", "Unrelated processes share memory of memfd_create.")
def memfd_strangers(path: Path) -> Iterator[Observation]:
    fd = os.memfd_create("pad")
    os.ftruncate(fd, PAGESIZE)
    with mmap(fd, PAGESIZE) as memory:
        door = Path(f"/proc/{os.getpid()}/fd/{fd}")
        program(WRITER, door)
        saw = memory[:5].decode()
        yield Observation("another program stores, we read", claimed="hello", saw=saw)
        memory[:5] = b"reply"
        saw = program(READER, door)
        yield Observation("we store, another program reads", claimed="reply", saw=saw)
        again = os.memfd_create("pad")
        yield Observation("size of a second memfd of that name", saw=str(os.fstat(again).st_size))


@SECTION.claim("memfd-seal", "A sealed memfd neither shrinks nor changes.")
def memfd_seal(path: Path) -> Iterator[Observation]:
    fd = os.memfd_create("sealed", os.MFD_ALLOW_SEALING)
    os.write(fd, b"for ever")
    fcntl.fcntl(fd, fcntl.F_ADD_SEALS, fcntl.F_SEAL_SHRINK | fcntl.F_SEAL_WRITE)
    for tried, act in (
        ("cut it", lambda: os.ftruncate(fd, 0)),
        ("write to it", lambda: os.write(fd, b"x")),
        ("map it to write", lambda: mmap(fd, 8)),
    ):
        yield Observation(tried, claimed="EPERM", saw=outcome(act))


@SECTION.claim("shared-memory-file", "SharedMemory is a file in /dev/shm, and stays until unlink.")
def shared_memory_file(path: Path) -> Iterator[Observation]:
    block = SharedMemory(create=True, size=PAGESIZE)
    file = Path("/dev/shm", block.name)
    yield Observation(
        "mappings of the file of that name", claimed="1", saw=str(len(regions_of(file)))
    )
    for act in (block.close, block.unlink):
        act()
        there = "there" if file.exists() else "gone"
        claimed = "there" if act == block.close else "gone"
        yield Observation(f"the file after {act.__name__}", claimed=claimed, saw=there)


@SECTION.claim(
    "shared-memory-visitor", "Who attaches to SharedMemory and closes it leaves it to the others."
)
def shared_memory_visitor(path: Path) -> Iterator[Observation]:
    ways = [("a program attaches, closes and ends", VISITOR)]
    if sys.version_info >= (3, 13):
        ways.append(("the same with track=False", VISITOR.replace("1])", "1], track=False)")))
    for tried, source in ways:
        block = SharedMemory(create=True, size=PAGESIZE)
        file = Path("/dev/shm", block.name)
        command = [sys.executable, "-I", "-c", source, block.name]
        subprocess.run(command, check=True, capture_output=True)
        there = file.exists()
        block.close()
        if there:
            block.unlink()
        claimed = "there" if source == VISITOR else None
        yield Observation(
            f"{tried}; the name is", claimed=claimed, saw="there" if there else "gone"
        )


@SECTION.claim("load-maps", "np.load with mmap_mode maps the array in place of reading it.")
def load_maps(path: Path) -> Iterator[Observation]:
    for save, ending, when in ((np.save, ".npy", ""), (np.savez, ".npz", "an .npz archive")):
        file = path.with_suffix(ending)
        save(file, np.arange(PAGESIZE))
        loaded = np.load(file, mmap_mode="r")
        array = loaded if ending == ".npy" else loaded["arr_0"]
        saw = "mapped" if isinstance(array, np.memmap) else "read"
        yield Observation('mmap_mode="r"', claimed="mapped", saw=saw, when=when)
