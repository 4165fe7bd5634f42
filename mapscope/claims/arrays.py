"""Past the note: what `numpy.memmap` makes of a mapping."""

from __future__ import annotations

from collections.abc import Iterator
from mmap import PAGESIZE
from pathlib import Path

import numpy as np

from ..child import outcome
from ..limits import limit_memory
from ..regions import region_at, regions_of
from .claim import Observation, Section

SECTION = Section("Past the note: arrays over files")
TABLE = 32 << 20  # bytes
ONES = bytes([1, 1, 1, 1])


@SECTION.claim("larger-than-memory", "A mapped table may be larger than what may be allocated.")
def larger_than_memory(path: Path) -> Iterator[Observation]:
    with path.open("wb") as file:
        file.truncate(TABLE)

    def total(load, *arguments) -> float:
        limit_memory(TABLE // 2)
        return load(path, np.float64, *arguments).sum()

    for mode in ("r", "r+"):
        saw = outcome(total, np.memmap, mode)
        yield Observation(f"half of it allowed, mode {mode}", claimed="ok", saw=saw)
    saw = outcome(total, np.memmap, "c")
    yield Observation("half of it allowed", claimed="ok", saw=saw, when="mode c")
    yield Observation("half of it allowed, np.fromfile", saw=outcome(total, np.fromfile))


def stored(path: Path, mode: str) -> str:
    """Store a 7 into a file of ones through an array; return the file's bytes in words."""
    path.write_bytes(ONES)
    word = outcome(lambda: np.memmap(path, np.uint8, mode, shape=4).__setitem__(0, 7))
    return " ".join(map(str, path.read_bytes())) if word == "ok" else word


@SECTION.claim("array-modes", "Mode r refuses a store, r+ changes the file, c leaves it as it is.")
def array_modes(path: Path) -> Iterator[Observation]:
    for mode, claimed in (("r", "ValueError"), ("r+", "7 1 1 1"), ("c", "1 1 1 1"), ("w+", None)):
        yield Observation(
            f"store 7 into 1 1 1 1 by mode {mode}", claimed=claimed, saw=stored(path, mode)
        )


@SECTION.claim("array-dtype", "An array over a file of numbers has their type by itself.")
def array_dtype(path: Path) -> Iterator[Observation]:
    np.ones(4).tofile(path)
    saw = str(np.memmap(path, mode="r").dtype)
    yield Observation("np.memmap of a file of float64", claimed="float64", saw=saw)


@SECTION.claim("array-offset", "numpy.memmap takes any offset, for it maps from the page below.")
def array_offset(path: Path) -> Iterator[Observation]:
    path.write_bytes(bytes(3 * PAGESIZE))
    for skipped in (0, 1, 100):
        array = np.memmap(path, np.uint8, "r", PAGESIZE + skipped, 10)
        below = region_at(array.ctypes.data).offset == PAGESIZE
        yield Observation(
            f"offset of a page and {skipped} bytes: the mapping begins at",
            claimed="the page",
            saw="the page" if below else "another place",
        )
        del array


@SECTION.claim("array-grows", "A shape beyond the end of the file is refused.")
def array_grows(path: Path) -> Iterator[Observation]:
    for mode, when in (("r", ""), ("r+", "mode r+")):
        path.write_bytes(ONES)
        word = outcome(np.memmap, path, np.uint8, mode, 0, 8)
        grown = path.stat().st_size > len(ONES)
        yield Observation(
            "8 bytes of a 4-byte file",
            claimed="ValueError",
            saw="the file grows" if grown else word,
            when=when,
        )


@SECTION.claim("array-view", "A slice keeps the whole mapping alive, and the last one ends it.")
def array_view(path: Path) -> Iterator[Observation]:
    path.write_bytes(bytes(16 * PAGESIZE))
    array = np.memmap(path, np.uint8, "r")
    view = array[:3]
    del array
    pages = sum(region.size for region in regions_of(path)) // PAGESIZE
    yield Observation("a slice of 3 bytes is left", claimed="16 pages", saw=f"{pages} pages")
    del view
    yield Observation(
        "that goes too", claimed="0 mappings", saw=f"{len(regions_of(path))} mappings"
    )


@SECTION.claim("array-close", "A mapping cannot be closed while an array looks at it.")
def array_close(path: Path) -> Iterator[Observation]:
    path.write_bytes(bytes(PAGESIZE))

    def close_and_load() -> int:
        array = np.memmap(path, np.uint8, "r")
        array._mmap.close()
        return array[0]

    yield Observation(
        "close a memmap's mapping, load from the array",
        claimed="BufferError",
        saw=outcome(close_and_load),
    )
