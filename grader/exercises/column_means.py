"""column_means(path, rows, columns, offset) -> numpy.ndarray: a table larger than memory."""

import mmap
import random
from dataclasses import replace
from pathlib import Path

import numpy as np

from grader.exercise import Broken, Exercise, InScratch, OnFile, rule
from grader.kit import rules
from grader.kit.mistakes import arrays
from grader.witness.seen import Seen

FILE = "table.bin"
COLUMNS = 8
TABLE = 16 << 20  # bytes; the large table has a few more
MEMORY = TABLE * 3 // 4  # bytes that a process may allocate while it has the large table


def calls(fresh: random.Random) -> list[OnFile]:
    page = mmap.PAGESIZE
    rows = TABLE // (8 * COLUMNS) + fresh.randrange(1, 99)
    with_nan = _table(fresh, fresh.randrange(5, 90), fresh.randrange(2, 5))
    with_nan[fresh.randrange(5), fresh.randrange(2)] = np.nan
    # A whole number of float64 from the file's start: NumPy may then compute on the mapping itself,
    # where it would have to copy numbers that lie across their places. Of no page and no row,
    # though: a table taken from the start of the file has its columns mixed up.
    offset = page + 8 * COLUMNS * fresh.randrange(12) + 8 * fresh.randrange(1, COLUMNS)
    return [
        replace(_call(_table(fresh, 1, 1), 0), exits_late=True),
        _call(with_nan, 8 * page),
        _call(_table(fresh, fresh.randrange(5, 90), fresh.randrange(5, 9)), page + 13),
        _call(_table(fresh, 2, page // 8 + fresh.randrange(1, 99)), 1),
        _call(_table(fresh, rows, COLUMNS), offset, large=True),
    ]


def harder(fresh: random.Random) -> list[OnFile]:
    return [
        _call(_table(fresh, 1, 300), fresh.randrange(1, 8), kind=Path),
        _call(_table(fresh, 3000, 1), mmap.PAGESIZE - 3),
    ]


def _table(fresh: random.Random, rows: int, columns: int) -> np.ndarray:
    """Positive numbers, so that no order of adding them loses digits; the columns' sizes differ
    by powers of ten, so that no column passes for another."""
    table = np.random.default_rng(fresh.getrandbits(64)).random((rows, columns))
    table += 1
    table *= 10.0 ** np.array([fresh.randrange(-9, 9) for _ in range(columns)])
    return table


def _call(table: np.ndarray, offset: int, large: bool = False, kind: type = str) -> OnFile:
    rows, columns = table.shape
    return OnFile(
        "column_means",
        (InScratch(FILE, kind), rows, columns, offset),
        expect=table.mean(axis=0, dtype=np.longdouble).astype(np.float64),
        size=table.nbytes if large else 0,
        cpu_seconds=10.0 if large else 1.5,  # a loop over single numbers is slow, and right
        file=FILE,
        before=b"\xa5" * offset + table.tobytes(),
        data_bytes=MEMORY if large else None,
    )


@rule("The file's bytes are as they were.", needs=("ended",))
def kept(seen: Seen) -> None:
    if seen.after != seen.call.before:
        raise Broken("A mean was asked for, and the file holds other bytes now.")


EXERCISE = Exercise(
    name="column_means",
    assignment="5-numpy-memmap",
    points=4,
    calls=calls,
    harder=harder,
    rules=(
        rules.ended,
        rules.right_array(tolerance=1e-9),
        rules.file_mapping("The table is read through a mapping of its file.", lambda _: True),
        rules.no_other_way,
        kept,
        rules.nothing_left,
    ),
    mistakes=arrays.TABLE,
)
