"""column_means(path, rows, columns, offset) -> numpy.ndarray: a table larger than memory."""

import mmap
import random
import re
from dataclasses import replace
from pathlib import Path

import numpy as np

from grader.exercise import Broken, Exercise, InScratch, OnFile, mistake, rule
from grader.kit import clues, rules
from grader.kit.mistakes import arrays, general
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


def _close(seen: Seen, tolerance: float, atol: float = 0) -> bool:
    """Is the result an array as expected, but for relative differences of so much, or absolute
    ones of `atol`?"""
    value, expect = clues.returned_array(seen), seen.call.expect
    if value is None or value.shape != expect.shape:
        return False
    return bool(np.isclose(value, expect, tolerance, atol=atol, equal_nan=True).all())


def _read_slowly(seen: Seen, source: str) -> bool:
    return clues.out_of_time(seen) and arrays.read_not_mapped.recognise(seen, source)


read_row_by_row = replace(arrays.read_not_mapped, recognise=_read_slowly)


@mistake(
    "The whole table was copied into memory",
    "`np.array(table)`, `table.copy()`, `table.astype(...)`, `mapping[:]` and `mapping.read()` "
    "make a copy as large as the table, and the process may not allocate that much. The mapping "
    "itself costs no memory of yours: its pages are the file's.",
    "Compute on the mapped array itself (`table.mean(axis=0)`), or copy some rows at a time.",
)
def copied_whole(seen: Seen, _source: str) -> bool:
    return bool(clues.maps_of_its_files(seen)) and clues.out_of_memory(seen)


@mistake(
    "The mapping is not one of `float64`",
    "Without a `dtype` `np.memmap` takes the file for bytes (`uint8`), and so one eighth of the "
    "table for all of it. Any other `dtype` takes the same bytes for other numbers.",
    "`np.memmap(path, dtype=np.float64, ...)`.",
)
def other_dtype(_seen: Seen, source: str) -> bool:
    named = re.search(r"float64|float\b|double|['\"][<=|]?(f8|d)\b", source)
    return "memmap(" in source and not named


@mistake(
    "The means are those of rows",
    "`axis=1` runs along a row and gives a number for each row; `axis=0` runs down the columns.",
    "`table.mean(axis=0)`: one number for each column.",
)
def wrong_axis(seen: Seen, _source: str) -> bool:
    value, rows = clues.returned_array(seen), seen.call.args[1]
    return value is not None and value.shape == (rows,) != seen.call.expect.shape


@mistake(
    "NaN was left out or replaced",
    "NaN says that a number is missing; a mean over it is NaN. `np.nanmean` and `np.nan_to_num` "
    "hide that.",
    "`mean` keeps NaN as it is.",
)
def nan_hidden(seen: Seen, _source: str) -> bool:
    value, expect = clues.returned_array(seen), seen.call.expect
    if value is None or value.shape != expect.shape:
        return False
    return bool((np.isnan(expect) & ~np.isnan(value)).any())


@mistake(
    "The means lost digits",
    "The result is nearly right: `float32` keeps 7 digits, and adding many numbers in it keeps "
    "fewer; `round` keeps those that you name, which for a small number may be none. The table is "
    "`float64`.",
    "Add up in `float64` (leave `dtype` away, or say `dtype=np.float64`), and do not round.",
)
def lost_digits(seen: Seen, source: str) -> bool:
    if _close(seen, 1e-9):
        return False
    narrow = re.search(r"float32|float16|single|half|['\"][<=]?f[24]\b", source)
    rounded = re.search(r"\b(round|around|rint|floor|trunc)\(", source)
    return bool((narrow and _close(seen, 1e-2)) or (rounded and _close(seen, 1e-9, atol=1)))


@mistake(
    "The median was taken, not the mean",
    "The median is the number in the middle of a sorted column. The mean is the sum of the column, "
    "divided by the number of its numbers.",
    "`table.mean(axis=0)`.",
)
def another_average(seen: Seen, source: str) -> bool:
    middle = re.search(r"median\(|(quantile|percentile|sort)\(", source)
    return bool(middle) and "mean(" not in source and not _close(seen, 1e-9)


@mistake(
    "Not every row counts the same",
    "The result is nearly right. A mean of the blocks' means is the mean of all rows only where "
    "the blocks are equally long; `range(rows // block)` and `table[:-1]` leave the last rows out.",
    "Add up the sums of the blocks, the last and shorter one too, and divide once: "
    "`total += block.sum(axis=0)`, at the end `total / rows`.",
)
def rows_weighed(seen: Seen, _source: str) -> bool:
    return not _close(seen, 1e-9) and _close(seen, 1e-2)


@mistake(
    "All means are wrong by the same factor",
    "A mean is a column's sum, divided by the number of its numbers: `rows`, not `rows - 1`, not "
    "`columns`, and not the size of a block.",
    "`table.sum(axis=0) / rows`, or `table.mean(axis=0)`.",
)
def wrong_factor(seen: Seen, _source: str) -> bool:
    value, expect = clues.returned_array(seen), seen.call.expect
    if value is None or value.shape != expect.shape or not value.all():
        return False
    factors = expect / value
    same = len(factors) > 1 and bool(np.allclose(factors, factors[0], 1e-9, atol=0))
    return same and not _close(seen, 1e-9)


@mistake(
    "One mean of all numbers came out",
    "Without `axis`, `mean` runs over the whole table.",
    "`table.mean(axis=0)`: one number for each column.",
)
def one_number(seen: Seen, _source: str) -> bool:
    value = seen.outcome.get("value")
    return isinstance(value, float) or (isinstance(value, np.ndarray) and value.shape == ())


@mistake(
    "The mapped bytes were taken for other numbers",
    "The table begins at byte `offset` of the file (bytes, not numbers), holds `float64`, and lies "
    "row after row (C order). Off by a byte, by a column, or in `order='F'`, the bytes still give "
    "numbers, but not the table's. And it is no `.npy`: `np.load` finds no head of NumPy's in it.",
    "`np.memmap(path, np.float64, 'r', offset, (rows, columns))`, and look at its first row.",
)
def wrong_place(seen: Seen, _source: str) -> bool:
    misplaced = ("greater than file size", "multiple of the data-type size", "cannot reshape")
    misplaced += ("pickled", "magic string")
    if clues.raised(seen, "ValueError", *misplaced):
        return True
    return (
        clues.returned_array(seen) is not None
        and bool(clues.maps_of_its_files(seen))
        and not _close(seen, 1e-9)
    )


@mistake(
    "The table in the file was changed",
    "Mode `r+` maps the file shared: `table /= rows`, `table.sort()` and `out=table` store into "
    "the file. Who opens it next finds other numbers.",
    "Map it with mode `'r'`, and compute without storing into the table.",
)
def table_changed(seen: Seen, _source: str) -> bool:
    return clues.changed(seen)


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
    mistakes=(
        read_row_by_row,  # first, for whoever reads little by little runs out of time
        *general.ONE_PROCESS,
        copied_whole,
        arrays.made_anew,
        arrays.left_file,
        general.error_hidden,
        arrays.read_not_mapped,
        arrays.written_not_stored,
        table_changed,
        one_number,
        arrays.no_array,
        other_dtype,
        wrong_axis,
        arrays.wrong_shape,
        nan_hidden,
        lost_digits,
        another_average,
        wrong_factor,
        rows_weighed,
        wrong_place,
        *arrays.ANY_FILE,
    ),
)
