"""Past the note: what a reader sees while somebody writes, and what puts the two in order."""

from __future__ import annotations

import fcntl
import os
import signal
import struct
import sys
from collections.abc import Iterator
from mmap import PAGESIZE, mmap
from pathlib import Path

from ..child import run
from ..race import race
from .claim import Observation, Section

SECTION = Section("Past the note: torn reads and order")
RECORD = 64  # bytes: what a processor stores at once is far less
NUMBER, BODY = slice(0, 8), slice(8, 8 + RECORD)
ROUNDS = 20_000


def letters(number: int, size: int = RECORD) -> bytes:
    """Return a record of one letter throughout: another letter in it is another record's."""
    return bytes([ord("A") + number % 26]) * size


def byte_by_byte(memory: mmap, number: int) -> None:
    for place, letter in enumerate(letters(number), BODY.start):
        memory[place] = letter


def whole(record: bytes) -> str:
    return "whole" if len(set(record)) == 1 else "torn"


def told(seen: dict[str, int], bad: str, good: str) -> tuple[str, str]:
    """Return in a word whether the bad thing was ever seen, and how often as a detail."""
    return (bad if seen[bad] else good), f"{seen[bad]:,} of {sum(seen.values()):,}"


@SECTION.claim(
    "torn-read", "A reader that looks while a record is stored byte by byte gets parts of two."
)
def torn_read(path: Path) -> Iterator[Observation]:
    for tried, size, store in (
        ("store 64 bytes one by one", RECORD, byte_by_byte),
        ("store 64 bytes by one slice", RECORD, _by_slice(RECORD)),
        ("store 16 pages by one slice", 16 * PAGESIZE, _by_slice(16 * PAGESIZE)),
    ):
        span = slice(BODY.start, BODY.start + size)
        rounds = ROUNDS if size == RECORD else ROUNDS // 20
        seen = race(store, lambda memory, span=span: whole(memory[span]), rounds, 17 * PAGESIZE)
        saw, detail = told(seen, "torn", "whole")
        claimed = "torn" if store is byte_by_byte else None
        yield Observation(tried, claimed=claimed, saw=saw, detail=detail)


def _by_slice(size: int):
    span = slice(BODY.start, BODY.start + size)

    def store(memory: mmap, number: int) -> None:
        memory[span] = letters(number, size)

    return store


ENDS = (0x1111111111111111, 0x2222222222222222)


def number_kind(memory: mmap) -> str:
    return "whole" if int.from_bytes(memory[NUMBER], sys.byteorder) in ENDS else "torn"


@SECTION.claim("whole-number", "A number of 8 bytes, stored by one aligned store, is never torn.")
def whole_number(path: Path) -> Iterator[Observation]:
    def store(memory: mmap, number: int) -> None:
        memoryview(memory).cast("Q")[0] = ENDS[number % 2]

    saw, detail = told(race(store, number_kind, ROUNDS), "torn", "whole")
    yield Observation('memoryview(...).cast("Q")', claimed="whole", saw=saw, detail=detail)


@SECTION.claim("pack-into", "struct.pack_into stores a number of 8 bytes by one store.")
def pack_into(path: Path) -> Iterator[Observation]:
    def store(memory: mmap, number: int) -> None:
        struct.pack_into("Q", memory, 0, ENDS[number % 2])

    saw, detail = told(race(store, number_kind, ROUNDS), "torn", "whole")
    yield Observation('struct.pack_into("Q", ...)', claimed="whole", saw=saw, detail=detail)


def publish(memory: mmap, number: int, flag_first: bool) -> None:
    numbers = memoryview(memory).cast("Q")
    for place in (0, 1) if flag_first else (1, 0):
        numbers[place] = number


def promised(memory: mmap) -> str:
    """Load the flag, then the data: they must be of the number that the flag told, or newer."""
    numbers = memoryview(memory).cast("Q")
    flag, data = numbers[0], numbers[1]
    return "kept" if data >= flag else "broken"


@SECTION.claim(
    "data-then-flag", "With the data first and its flag last, who sees the flag is safe."
)
def data_then_flag(path: Path) -> Iterator[Observation]:
    for tried, flag_first, claimed in (
        ("store the data, then the flag", False, "kept"),
        ("store the flag, then the data", True, None),
    ):
        seen = race(lambda memory, n, first=flag_first: publish(memory, n, first), promised, ROUNDS)
        saw, detail = told(seen, "broken", "kept")
        yield Observation(f"{tried}; the promise is", claimed=claimed, saw=saw, detail=detail)


@SECTION.claim(
    "sequence-number", "A number around each record, odd while it is stored, tells a torn read."
)
def sequence_number(path: Path) -> Iterator[Observation]:
    def store(memory: mmap, number: int) -> None:
        numbers = memoryview(memory).cast("Q")
        numbers[0] = 2 * number - 1
        byte_by_byte(memory, number)
        numbers[0] = 2 * number

    def load(memory: mmap) -> str:
        numbers = memoryview(memory).cast("Q")
        before, record, after = numbers[0], memory[BODY], numbers[0]
        return whole(record) if before == after and before % 2 == 0 else "told"

    seen = race(store, load, ROUNDS)
    saw, detail = told(seen, "torn", "none")
    yield Observation(
        "torn reads that the number did not tell", claimed="none", saw=saw, detail=detail
    )
    yield Observation("reads that it told", saw="some" if seen["told"] else "none")


@SECTION.claim("file-lock", "A lock on the file keeps reads whole, and dies with its holder.")
def file_lock(path: Path) -> Iterator[Observation]:
    with path.open("w+b") as file:

        def locked(act, *arguments):
            fcntl.lockf(file, fcntl.LOCK_EX)
            try:
                return act(*arguments)
            finally:
                fcntl.lockf(file, fcntl.LOCK_UN)

        seen = race(
            lambda memory, number: locked(byte_by_byte, memory, number),
            lambda memory: whole(locked(memory.__getitem__, BODY)),
            ROUNDS // 10,
        )
        saw, detail = told(seen, "torn", "whole")
        yield Observation(
            "both sides take it around the record", claimed="whole", saw=saw, detail=detail
        )

        def die():
            fcntl.lockf(file, fcntl.LOCK_EX)
            os.kill(os.getpid(), signal.SIGKILL)

        run(die)
        try:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            after = "free"
        except OSError:
            after = "taken"
        yield Observation("its holder is killed; the lock is then", claimed="free", saw=after)
