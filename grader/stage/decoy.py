"""What a child inherits of bytes that it should get through shared memory: other bytes.

A child has a copy of all that its parent had in memory, so nobody could tell a line that came
through a mapping from one that was there before. Guarded bytes are overwritten in each child
before it runs any of the student's code.
"""

import ctypes
import os

LEAST = 16  # bytes; the interpreter keeps very short ones for itself and shares them
TEXT = b"A child's copy, inherited and not from the mapping. "

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
    for value in _guarded:
        # CPython keeps the bytes at the end of the object, before a zero byte. Every name for
        # the object sees the change, and the parent's memory stays as it is (copy-on-write).
        ctypes.memmove(id(value) + bytes.__basicsize__ - 1, decoy(len(value)), len(value))
