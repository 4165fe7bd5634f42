"""Mistakes that people make with arrays over mapped files."""

import re
from collections.abc import Callable
from dataclasses import replace

import numpy as np

from grader.exercise import mistake
from grader.kit import clues
from grader.kit.mistakes import general
from grader.kit.ways import TOKEN_SHARE
from grader.witness.seen import Mapping, Seen


def _raised(seen: Seen, *texts: str) -> bool:
    return any(text in seen.outcome.get("explained", "") for text in texts)


def _own_maps(seen: Seen) -> list[Mapping]:
    return [event.mapping for event in clues.of_its_files(seen)]


def _by_call(seen: Seen, what: str) -> bool:
    """Were more of the file's bytes moved by system calls than a token's worth?"""
    moved = sum(event.bytes for event in seen.of(what))
    return bool(seen.call.size) and moved > seen.call.size // TOKEN_SHARE


def _out_of_memory(seen: Seen) -> bool:
    short = _raised(seen, "MemoryError", "[Errno 12]") or "MemoryError" in seen.output
    return bool(seen.call.data_bytes) and short


def _changed(seen: Seen) -> bool:
    """Does the file no longer hold what it held before the call?"""
    return seen.after is not None and seen.after != seen.call.before


def _array(seen: Seen) -> np.ndarray | None:
    value = seen.outcome.get("value")
    return value if isinstance(value, np.ndarray) else None


def _close(seen: Seen, tolerance: float, atol: float = 0) -> bool:
    """Is the result an array as expected, but for relative differences of so much, or absolute
    ones of `atol`?"""
    value, expect = _array(seen), seen.call.expect
    if value is None or value.shape != expect.shape:
        return False
    return bool(np.isclose(value, expect, tolerance, atol=atol, equal_nan=True).all())


# --- any file -------------------------------------------------------------------------------------


@mistake(
    "Mode `w+` made the file anew",
    "`numpy.memmap(..., mode='w+')` and `open(path, 'w+b')` empty a file that exists: what was in "
    "it is gone before you look at it.",
    "Open what exists with mode `r` (read), `r+` (read and write) or `c` (copy-on-write).",
)
def made_anew(seen: Seen, source: str) -> bool:
    asked = re.search(r"""["']w(\+b?|b\+)["']""", source) is not None
    return asked and _changed(seen)


@mistake(
    "The file was read into memory, not mapped",
    "`np.fromfile`, `np.loadtxt`, `read` and `readinto` copy each byte from the kernel into memory "
    "of your own. A mapping makes the file's pages part of your address space, and copies nothing.",
    "`np.memmap(path, dtype=..., mode=..., offset=..., shape=...)`, or `np.frombuffer` over an "
    "`mmap.mmap`.",
)
def read_not_mapped(seen: Seen, _source: str) -> bool:
    far = bool(seen.call.size) and (seen.ending == "returned" or _out_of_memory(seen))
    return (far and not _own_maps(seen)) or _by_call(seen, "read")


def _read_slowly(seen: Seen, source: str) -> bool:
    return clues.out_of_time(seen) and read_not_mapped.recognise(seen, source)


read_row_by_row = replace(read_not_mapped, recognise=_read_slowly)


@mistake(
    "The bytes were written by system calls",
    "`write`, `tofile` and the like copy your bytes into the kernel. In a shared mapping an "
    "assignment is enough: the page that you store to is the file's own.",
    "Assign to the mapped array: `image[...] = result`.",
)
def written_not_stored(seen: Seen, _source: str) -> bool:
    return _by_call(seen, "send")


@mistake(
    "The offset of the mapping is not a multiple of the page size",
    "A mapping begins at a page of the file. `mmap.mmap` takes only an `offset` that is a multiple "
    "of `mmap.ALLOCATIONGRANULARITY`, and raises EINVAL for others.",
    "Map from the page before (`offset - offset % mmap.ALLOCATIONGRANULARITY`) and skip the bytes "
    "up to yours, or let `np.memmap(offset=...)` do that.",
)
def unaligned_offset(seen: Seen, _source: str) -> bool:
    return _raised(seen, "[Errno 22]")


@mistake(
    "The mapping stayed after the call",
    "A mapping lives as long as something refers to it: a global name, a cache, an array that "
    "points into it.",
    "Keep the array in a local name only, and use `with` for `mmap.mmap`.",
)
def left_mapped(seen: Seen, _source: str) -> bool:
    return bool(seen.left_mappings)


@mistake(
    "A second file was made",
    "It costs disk space, and a copy of a large file, or a backup, costs the time that the mapping "
    "was to save: all its bytes go through the kernel. What you do not remove stays.",
    "Work on the file itself, through its mapping.",
)
def left_file(seen: Seen, _source: str) -> bool:
    sends = [e for e in seen.of("send") if e.name.startswith("/")]
    beside = sum(e.bytes for e in sends if e.name.rpartition("/")[2] not in seen.call.leaves)
    copied = bool(seen.call.size) and beside > seen.call.size // TOKEN_SHARE
    return copied or bool(seen.left_files)


@mistake(
    "The array has another shape",
    "The bytes of a mapping have no shape of their own; without `shape` they come as one row, and "
    "`keepdims=True` or a slice too many adds or drops an axis.",
    "Print the result's `shape`, and compare it with the one that the exercise asks for.",
)
def wrong_shape(seen: Seen, _source: str) -> bool:
    value, expect = _array(seen), seen.call.expect
    return value is not None and expect is not None and value.shape != expect.shape


# --- column_means ---------------------------------------------------------------------------------


@mistake(
    "The whole table was copied into memory",
    "`np.array(table)`, `table.copy()`, `table.astype(...)`, `mapping[:]` and `mapping.read()` "
    "make a copy as large as the table, and the process may not allocate that much. The mapping "
    "itself costs no memory of yours: its pages are the file's.",
    "Compute on the mapped array itself (`table.mean(axis=0)`), or copy some rows at a time.",
)
def copied_whole(seen: Seen, _source: str) -> bool:
    return bool(_own_maps(seen)) and _out_of_memory(seen)


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
    value, rows = _array(seen), seen.call.args[1]
    return value is not None and value.shape == (rows,) != seen.call.expect.shape


@mistake(
    "NaN was left out or replaced",
    "NaN says that a number is missing; a mean over it is NaN. `np.nanmean` and `np.nan_to_num` "
    "hide that.",
    "`mean` keeps NaN as it is.",
)
def nan_hidden(seen: Seen, _source: str) -> bool:
    value, expect = _array(seen), seen.call.expect
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
    value, expect = _array(seen), seen.call.expect
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
    "Not an array but something else came back",
    "The caller goes on computing with what you return: a list has no arithmetic, bytes have no "
    "shape, and a function without `return` gives None.",
    "Return the array itself; `np.array(numbers)` makes one of a list.",
)
def no_array(seen: Seen, _source: str) -> bool:
    return seen.ending == "returned" and _array(seen) is None


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
    return _array(seen) is not None and bool(_own_maps(seen)) and not _close(seen, 1e-9)


@mistake(
    "The table in the file was changed",
    "Mode `r+` maps the file shared: `table /= rows`, `table.sort()` and `out=table` store into "
    "the file. Who opens it next finds other numbers.",
    "Map it with mode `'r'`, and compute without storing into the table.",
)
def table_changed(seen: Seen, _source: str) -> bool:
    return _changed(seen)


# --- brighten, preview ----------------------------------------------------------------------------


def _came_out(seen: Seen) -> np.ndarray | None:
    """The image that the call came to: in the file, or returned."""
    if seen.ending != "returned":
        return None
    return seen.call.pixels(seen.after) if seen.call.expect is None else _array(seen)


@mistake(
    "`uint8` went over 255, or under 0, and wrapped",
    "`uint8` arithmetic, and a store into `uint8`, are modulo 256: 250 + 10 is 4. Clipping "
    "afterwards, or at one end alone, does not undo that.",
    "Add in a wider type, clip there, then store: "
    "`np.clip(image.astype(np.int16) + amount, 0, 255)`.",
)
def wrapped(seen: Seen, _source: str) -> bool:
    image, result = seen.call.image, _came_out(seen)
    return image.amount != 0 and result is not None and np.array_equal(result, image.wrapped)


@mistake(
    "A number does not fit into a byte",
    "A `uint8`, as each byte of a mapping, holds 0 to 255 (an `int8` -128 to 127). NumPy takes a "
    "Python integer for the array's own type, so -5 or 300 raises OverflowError; to store 300 into "
    "a byte of a mapping is a ValueError.",
    "Add in a wider type, clip, then store: `np.clip(image.astype(np.int16) + amount, 0, 255)`, "
    "for one byte `min(255, max(0, value + amount))`.",
)
def amount_overflows(seen: Seen, _source: str) -> bool:
    return _raised(seen, "OverflowError", "must be in range(0, 256)")


@mistake(
    "A wider array cannot be stored into `uint8` just so",
    "`image += wide`, or `out=image`, with a wider right-hand side raises a casting error, since "
    "digits could be lost.",
    "Clip first and assign with `image[...] = ...`, which casts; or say `casting='unsafe'`.",
)
def casting(seen: Seen, _source: str) -> bool:
    return _raised(seen, "CastingError", "Cannot cast")


@mistake(
    "The mapping is read-only",
    "What is mapped with mode `r` or ACCESS_READ cannot be stored to, and a file opened for "
    "reading only (`'rb'`) cannot be mapped shared and writable.",
    "In place: mode `r+`, or `open(path, 'r+b')` and a shared mapping. For changes that stay "
    "your own: mode `c`, or ACCESS_COPY.",
)
def read_only(seen: Seen, _source: str) -> bool:
    return _raised(seen, "read-only", "readonly", "[Errno 13]")


@mistake(
    "A copy-on-write mapping keeps its changes to itself",
    "Mode `c`, ACCESS_COPY and MAP_PRIVATE copy a page for you when you first store to it. The "
    "file never sees the copy, and `flush()` does not change that: it raises no error either.",
    "Map the file shared: mode `r+`, ACCESS_WRITE, or MAP_SHARED.",
)
def private_copy(seen: Seen, _source: str) -> bool:
    maps = _own_maps(seen)
    return bool(maps) and any(m.writable for m in maps) and not any(m.shared for m in maps)


@mistake(
    "The result was never stored in the mapping",
    "`image + amount`, `np.clip(image, ...)`, `image.astype(...)` and `image.flatten()` make new "
    "arrays, `bytearray(mapping[:n])` is a copy, and `image = ...` only gives the name to another "
    "one. The mapping stays as it was.",
    "Assign into the mapped array: `image[...] = result`.",
)
def never_stored(seen: Seen, _source: str) -> bool:
    return _came_out(seen) is not None and np.array_equal(_came_out(seen), seen.call.image.pixels)


@mistake(
    "A part of the image stayed as it was",
    "What is wrong is just as it was before. The last row or column, a channel, or what lies "
    "behind `shape[0] * shape[1]` bytes of an image of three axes was left out.",
    "Work on the whole array at once, `image[...]`; its size is `math.prod(shape)`.",
)
def part_left(seen: Seen, _source: str) -> bool:
    came = _came_out(seen)
    if came is None or came.shape != seen.call.image.pixels.shape:
        return False
    wrong = came != seen.call.image.brightened
    return bool(wrong.any()) and bool((came == seen.call.image.pixels)[wrong].all())


@mistake(
    "What would go over a limit stayed as it was",
    "Values whose sum lies from 0 to 255 are right, the others were left out. They are to become "
    "the limit that they would go over.",
    "Store all of them: `image[...] = np.clip(image.astype(np.int16) + amount, 0, 255)`.",
)
def limit_left_out(seen: Seen, _source: str) -> bool:
    def came(pixels: np.ndarray, amount: int) -> np.ndarray:
        whole = pixels.astype(int) + amount
        return np.where(np.clip(whole, 0, 255) == whole, whole, pixels)

    return _came_to(seen, came)


@mistake(
    "The amount was taken with another sign",
    "A negative amount makes the image darker: it is added as it is, so that -5 takes 5 away.",
    "Add `amount` itself in a wider type: `image.astype(np.int16) + amount`.",
)
def other_sign(seen: Seen, _source: str) -> bool:
    came, image = _came_out(seen), seen.call.image
    turned = np.clip(image.pixels.astype(int) - image.amount, 0, 255)
    return image.amount != 0 and came is not None and np.array_equal(came, turned)


@mistake(
    "Some values are off by one",
    "The values go from 0 to 255, both included: `np.clip` takes those two as its limits. And a "
    "sum of fractions, such as `image / 255 + amount / 255`, is cut off when it becomes `uint8`: "
    "56.99 is 56 then.",
    "Add whole numbers in a wider type, and clip from 0 to 255.",
)
def off_by_one(seen: Seen, _source: str) -> bool:
    came, wanted = _came_out(seen), seen.call.image.brightened
    if came is None or came.shape != wanted.shape or came.dtype != np.uint8:
        return False
    return int(np.abs(came.astype(int) - wanted).max()) == 1


@mistake(
    "The image has another number of axes than was thought",
    "An image may have two axes, `(height, width)`, or three, `(height, width, channels)`.",
    "Give `shape` to NumPy as it is, and take the size from `math.prod(shape)`.",
)
def axes_counted(seen: Seen, _source: str) -> bool:
    return clues.raised(seen, "ValueError", "to unpack")


@mistake(
    "The bytes were taken in another order",
    "The right values are there, at other places. The image lies row after row (C order); in "
    "`order='F'`, or with the axes swapped, the same bytes make another picture.",
    "`np.memmap(path, np.uint8, mode, shape=shape)`, without an order of your own.",
)
def other_order(seen: Seen, _source: str) -> bool:
    came, wanted = _came_out(seen), seen.call.image.brightened
    if came is None or came.size != wanted.size or np.array_equal(came, wanted):
        return False
    return np.array_equal(np.sort(came, axis=None), np.sort(wanted, axis=None))


@mistake(
    "`int8` was taken for `uint8`",
    "Both have 256 values, but those of `int8` go from -128 to 127: all from 128 on are read as "
    "negative numbers.",
    "Map the file as `np.uint8`, and widen it to `np.int16`.",
)
def signed(seen: Seen, _source: str) -> bool:
    return _came_to(seen, lambda pixels, amount: pixels.astype(np.int8).astype(int) + amount)


@mistake(
    "The amount was added twice",
    "What was changed already was changed once more: by a loop, or by a child and its parent.",
    "Add the amount once to each value.",
)
def added_twice(seen: Seen, _source: str) -> bool:
    return _came_to(seen, lambda pixels, amount: pixels.astype(int) + 2 * amount)


@mistake(
    "The amount was added to what had its limit already",
    "Values that would go over the limit were set to 255 (or 0) first; then the amount was added "
    "to them like to all others, and `uint8` wrapped.",
    "Add first, in a wider type, then clip: `np.clip(image.astype(np.int16) + amount, 0, 255)`.",
)
def limit_first(seen: Seen, _source: str) -> bool:
    def came(pixels: np.ndarray, amount: int) -> np.ndarray:
        whole = pixels.astype(int) + amount
        return np.where(np.clip(whole, 0, 255) == whole, whole, (255 * (amount > 0) + amount) % 256)

    return _came_to(seen, came)


def _came_to(seen: Seen, what: Callable[[np.ndarray, int], np.ndarray]) -> bool:
    """Is the image that came out wrong, and just what this comes to, clipped?"""
    image, came = seen.call.image, _came_out(seen)
    if came is None or np.array_equal(came, image.brightened):
        return False
    return np.array_equal(came, np.clip(what(image.pixels, image.amount), 0, 255))


@mistake(
    "The values are not the sums that were asked for",
    "Each value is to become `value + amount`, but no less than 0 and no more than 255. A "
    "percentage, a factor or an average is another change.",
    "Calculate the one pixel that the report names by hand, and see where your function does "
    "something else.",
)
def other_values(seen: Seen, _source: str) -> bool:
    came, wanted = _came_out(seen), seen.call.image.brightened
    return came is not None and came.shape == wanted.shape and not np.array_equal(came, wanted)


@mistake(
    "The whole file was taken for the image",
    "The file may be longer than the image, and without `shape` `np.memmap` maps all of it, as "
    "`mmap.mmap(fd, 0)` does.",
    "Take the first `math.prod(shape)` bytes only, or give `np.memmap` the `shape`.",
)
def file_taken_for_image(seen: Seen, _source: str) -> bool:
    return clues.raised(seen, "ValueError", "cannot reshape", "broadcast")


@mistake(
    "The mapping was closed while the array still used it",
    "An array over a mapping has no memory of its own, so `close()`, and the end of a `with` "
    "block, are refused (BufferError) while there is one.",
    "Return the array over the mapping and do not close it: the mapping goes when the array goes. "
    "Or return a copy (`array.copy()`), delete the view, and close.",
)
def closed_under_result(seen: Seen, _source: str) -> bool:
    return clues.raised(seen, "BufferError")


@mistake(
    "Another file took the place of the image's",
    "A file that is renamed over the old one is a new one with its name: who has the old one open "
    "or mapped goes on seeing the old bytes. And all of it was copied.",
    "Map the file itself, shared, and store into that.",
)
def other_file(seen: Seen, _source: str) -> bool:
    others = [m for m in clues.maps_of_file(seen) if m not in _own_maps(seen)]
    return any(m.shared and m.writable for m in others)


@mistake(
    "The file got another length",
    "The file may be longer than the image, and what stands behind the image is not yours to cut "
    "off or to add to. `tofile` and mode `'w'` cut it off; `np.memmap` makes the file longer where "
    "its numbers need more bytes: only those of `dtype=np.uint8` are one byte each.",
    "Leave the length alone; `shape` says how much of the file is the image.",
)
def other_length(seen: Seen, _source: str) -> bool:
    return _changed(seen) and len(seen.after) != len(seen.call.before)


@mistake(
    "More than the image was changed",
    "The file may be longer than the image, which begins at its first byte: `mmap.mmap(fd, 0)` "
    "maps all of it, and an `offset` moves on.",
    "Change the first `math.prod(shape)` bytes only.",
)
def too_much(seen: Seen, _source: str) -> bool:
    size = seen.call.image.pixels.size
    return _changed(seen) and seen.after[size:] != seen.call.before[size:]


@mistake(
    "The mapping is shared, so each store goes to the file",
    "In a shared mapping (mode `r+`, ACCESS_WRITE, MAP_SHARED) a store is in the file at once, for "
    "everybody who looks. To put the old bytes back later does not undo that.",
    "Mode `c`, ACCESS_COPY or MAP_PRIVATE: the first store to a page copies it for you alone.",
)
def file_changed(seen: Seen, _source: str) -> bool:
    return any(m.shared and m.writable for m in _own_maps(seen))


@mistake(
    "The file was written to",
    "A copy-on-write mapping never changes its file; a `write`, `tofile` or `truncate` does. To "
    "put the old bytes back later does not undo that.",
    "Open the file for reading only (`'rb'`), and return the array.",
)
def file_written(seen: Seen, _source: str) -> bool:
    return _changed(seen) or _by_call(seen, "send")


@mistake(
    "There was no copy-on-write mapping",
    "A read-only mapping, and a new array for the result, gives the right picture, but copies the "
    "whole image. A copy-on-write mapping can be stored to, and copies only the pages that you "
    "store to.",
    "`np.memmap(path, np.uint8, 'c', shape=shape)`, and store the result in that.",
)
def no_copy_on_write(seen: Seen, _source: str) -> bool:
    copies = any(m.writable and not m.shared for m in _own_maps(seen))
    return bool(seen.call.size) and seen.ending != "raised" and not copies


@mistake(
    "The array is not `uint8`",
    "`uint8 + int16` is `int16`, and `np.clip` keeps that type.",
    "Store the result in the mapped `uint8` array, or `.astype(np.uint8)` after clipping.",
)
def wide_result(seen: Seen, _source: str) -> bool:
    value = _array(seen)
    return value is not None and value.dtype != np.uint8


_ANY_FILE = (unaligned_offset, left_mapped, general.descriptor_left)
_ANY_IMAGE = (
    never_stored,
    limit_left_out,
    part_left,
    other_sign,
    off_by_one,
    axes_counted,
    file_taken_for_image,
    other_order,
    signed,
    added_twice,
    limit_first,
    other_values,
    *_ANY_FILE,
)

TABLE = (
    read_row_by_row,  # first, for whoever reads little by little runs out of time
    *general.ONE_PROCESS,
    copied_whole,
    made_anew,
    left_file,
    general.error_hidden,
    read_not_mapped,
    written_not_stored,
    table_changed,
    one_number,
    no_array,
    other_dtype,
    wrong_axis,
    wrong_shape,
    nan_hidden,
    lost_digits,
    another_average,
    wrong_factor,
    rows_weighed,
    wrong_place,
    *_ANY_FILE,
)
IN_PLACE = (
    *general.ONE_PROCESS,
    other_file,
    made_anew,
    amount_overflows,
    casting,
    read_only,
    wrapped,
    private_copy,
    left_file,
    written_not_stored,
    other_length,
    general.error_hidden,
    read_not_mapped,
    too_much,
    *_ANY_IMAGE,
)
COPY_ON_WRITE = (
    closed_under_result,
    *general.ONE_PROCESS,
    made_anew,
    amount_overflows,
    casting,
    read_only,
    other_length,
    wrapped,
    no_array,
    wide_result,
    file_changed,
    left_file,
    file_written,
    general.error_hidden,
    read_not_mapped,
    no_copy_on_write,
    wrong_shape,
    *_ANY_IMAGE,
)
