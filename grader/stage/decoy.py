"""What a child inherits of bytes that it should get through shared memory: other bytes.

A child has a copy of all that its parent had in memory, so nobody could tell a line that came
through a mapping from one that was there before. Guarded bytes are overwritten in each child
before it runs any of the student's code, and so are copies that the parent made of them.
"""

import ctypes
import mmap
import os
import re
from collections.abc import Iterator

LEAST = 16  # bytes; the interpreter keeps very short ones for itself and shares them
TEXT = b"A child's copy, inherited and not from the mapping. "
VARIED = 64  # different bytes in a value that nothing else in memory can be equal to
SEARCHED = 3  # values of which copies are looked for: each costs some milliseconds

_libc = ctypes.CDLL(None)
_libc.memmem.restype = ctypes.c_void_p
_libc.memmem.argtypes = ctypes.c_void_p, ctypes.c_size_t, ctypes.c_char_p, ctypes.c_size_t
_libc.mincore.argtypes = ctypes.c_void_p, ctypes.c_size_t, ctypes.c_char_p
_RESIDENT = re.compile(b"\1+")

_guarded: list[bytes] = []


def install() -> None:
    """Have every child that is forked from now on find decoys in the place of guarded bytes."""
    os.register_at_fork(after_in_child=_overwrite)


def guard(values: list[bytes]) -> list[bytes]:
    """These values are for this process only; the ones guarded before are free again."""
    _guarded[:] = [value for value in values if len(value) >= LEAST]
    return values


def decoy(size: int) -> bytes:
    """What a child finds in the place of `size` guarded bytes."""
    return (TEXT * (size // len(TEXT) + 1))[:size]


def _overwrite() -> None:
    decoys = [(value, decoy(len(value))) for value in _guarded]
    varied = [(value, other) for value, other in decoys if len(set(value)) > VARIED]
    regions = list(_own_memory()) if varied else []
    # What is found may be free memory: it is overwritten at once, before anybody allocates it.
    for value, other in varied[:SEARCHED]:
        for start, end in regions:
            for at in _find(value, start, end):
                if at != _address(value):  # with it, the search would lose what it looks for
                    ctypes.memmove(at, other, len(other))
    for value, other in decoys:
        ctypes.memmove(_address(value), other, len(other))


def _address(value: bytes) -> int:
    """Where the bytes themselves are: at the end of the object, before a zero byte. Every name for
    the object sees a change there, and the parent's memory stays as it is (copy-on-write)."""
    return id(value) + bytes.__basicsize__ - 1


def _own_memory() -> Iterator[tuple[int, int]]:
    """Start and end of what this process has allocated for itself and used: pages that were never
    touched, as in the large buffers of libraries, hold nothing and would be made by a look."""
    with open("/proc/self/maps") as maps:
        for span, permissions, _, _, _, *path in map(str.split, maps):
            if permissions == "rw-p" and path in ([], ["[heap]"]):
                start, end = (int(address, 16) for address in span.split("-"))
                for pages in _RESIDENT.finditer(_residency(start, end)):
                    yield start + pages.start() * mmap.PAGESIZE, start + pages.end() * mmap.PAGESIZE


def _residency(start: int, end: int) -> bytes:
    """A byte for each page, 1 where it is in memory (mincore(2))."""
    pages = ctypes.create_string_buffer((end - start) // mmap.PAGESIZE)
    _libc.mincore(start, end - start, pages)
    return pages.raw


def _find(value: bytes, start: int, end: int) -> Iterator[int]:
    while at := _libc.memmem(start, end - start, value, len(value)):
        yield at
        start = at + len(value)
