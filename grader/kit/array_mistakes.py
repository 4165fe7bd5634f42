"""Mistakes that people make with arrays over mapped files, recognised by what was seen."""

import re

import numpy as np

from grader.exercise import mistake
from grader.kit import mistakes
from grader.kit.rules import TOKEN_SHARE
from grader.witness.seen import Seen


def _raised(seen: Seen, *texts: str) -> bool:
    return any(text in seen.outcome.get("explained", "") for text in texts)


def _own_maps(seen: Seen) -> list:
    """Mappings of the call's file."""
    found = [event.mapping for event in seen.of("map")]
    return [m for m in found if m.backing.rpartition("/")[2] in seen.call.leaves]


def _by_call(seen: Seen, what: str) -> bool:
    """Were more of the file's bytes moved by system calls than a token's worth?"""
    moved = sum(event.bytes for event in seen.of(what))
    return bool(seen.call.size) and moved > seen.call.size // TOKEN_SHARE


def _out_of_memory(seen: Seen) -> bool:
    short = _raised(seen, "MemoryError", "[Errno 12]") or "MemoryError" in seen.output
    return bool(seen.call.data_bytes) and short


def _array(seen: Seen) -> np.ndarray | None:
    value = seen.outcome.get("value")
    return value if isinstance(value, np.ndarray) else None


def _close(seen: Seen, tolerance: float) -> bool:
    """Is the result an array as expected, but for relative differences of so much?"""
    value, expect = _array(seen), seen.call.expect
    if value is None or value.shape != expect.shape:
        return False
    return bool(np.isclose(value, expect, tolerance, atol=0, equal_nan=True).all())


# --- any file -------------------------------------------------------------------------------------


@mistake(
    "Mode `w+` made the file anew",
    "`numpy.memmap(..., mode='w+')` and `open(path, 'w+b')` empty a file that exists: what was in "
    "it is gone before you look at it.",
    "Open what exists with mode `r` (read), `r+` (read and write) or `c` (copy-on-write).",
)
def made_anew(seen: Seen, source: str) -> bool:
    return re.search(r"""["']w(\+b?|b\+)["']""", source) is not None


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
    "The mapping was closed while an array still used it",
    "An array made by `np.frombuffer`, and every slice of it, points into the mapping. While one "
    "is alive, `close()` raises BufferError.",
    "Let go of the arrays first (`del array`, or leave the function that made them), then close. "
    "`np.memmap` closes itself when its last array goes.",
)
def closed_while_used(seen: Seen, _source: str) -> bool:
    return _raised(seen, "BufferError")


@mistake(
    "The mapping stayed after the call",
    "A mapping lives as long as something refers to it: a global name, a cache, an array that "
    "points into it. A descriptor from `os.open` lives until `os.close`.",
    "Keep the array in a local name only, and use `with` for files and for `mmap.mmap`.",
)
def left_mapped(seen: Seen, _source: str) -> bool:
    return bool(seen.left_mappings or seen.left_descriptors)


@mistake(
    "A file was left behind",
    "Only the named file may be there when you return. A second one costs disk space, and a copy "
    "of a large file costs the time that the mapping was to save.",
    "Work on the file itself, through its mapping.",
)
def left_file(seen: Seen, _source: str) -> bool:
    return bool(seen.left_files)


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
    "The mapping has no `dtype`",
    "Without one `np.memmap` takes the file for bytes (`uint8`), and so one eighth of the table "
    "for all of it.",
    "`np.memmap(path, dtype=np.float64, ...)`.",
)
def no_dtype(_seen: Seen, source: str) -> bool:
    named = re.search(r"dtype\s*=|float|double|f8|['\"][<=]?d['\"]", source)
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
    "The sum lost digits",
    "The result is nearly right: `float32` keeps 7 digits, and adding many numbers in it keeps "
    "fewer. The table is `float64`.",
    "Add up in `float64`: leave `dtype` away, or say `dtype=np.float64`.",
)
def lost_digits(seen: Seen, _source: str) -> bool:
    return not _close(seen, 1e-9) and _close(seen, 1e-2)


@mistake(
    "Not a list but an array was asked for",
    "The caller goes on computing with what you return, and a list has no arithmetic.",
    "`np.array(means)`.",
)
def no_array(seen: Seen, _source: str) -> bool:
    return seen.outcome.get("type") in ("list", "tuple")


@mistake(
    "The mapped bytes were taken for other numbers",
    "The table begins at byte `offset` of the file (bytes, not numbers), holds `float64`, and lies "
    "row after row (C order). Off by a byte, by a column, or in `order='F'`, the bytes still give "
    "numbers, but not the table's.",
    "`np.memmap(path, np.float64, 'r', offset, (rows, columns))`, and look at its first row.",
)
def wrong_place(seen: Seen, _source: str) -> bool:
    return _array(seen) is not None and bool(_own_maps(seen)) and not _close(seen, 1e-9)


# --- brighten, preview ----------------------------------------------------------------------------


@mistake(
    "`uint8` went over 255, or under 0, and wrapped",
    "`uint8` arithmetic is modulo 256: 250 + 10 is 4. Clipping afterwards finds nothing to clip.",
    "Add in a wider type, clip there, then store: "
    "`np.clip(image.astype(np.int16) + amount, 0, 255)`.",
)
def wrapped(seen: Seen, _source: str) -> bool:
    if not seen.after:
        return False
    image = seen.after.image
    result = seen.after.pixels if seen.call.expect is None else _array(seen)
    return image.amount != 0 and result is not None and np.array_equal(result, image.wrapped)


@mistake(
    "The amount does not fit into `uint8`",
    "NumPy takes a Python integer for the array's own type: -5 or 300 is no `uint8`, so the sum "
    "raises OverflowError.",
    "Widen the image first: `image.astype(np.int16) + amount`, clip, then store.",
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
    "`image + amount`, `np.clip(image, ...)` and `image.astype(...)` make new arrays, and "
    "`image = ...` only gives the name to another one. The mapping stays as it was.",
    "Assign into the mapped array: `image[...] = result`.",
)
def never_stored(seen: Seen, _source: str) -> bool:
    found = seen.after
    if not found or seen.ending != "returned":
        return False
    return found.pixels is not None and np.array_equal(found.pixels, found.image.pixels)


@mistake(
    "More than the image was changed",
    "The file may be longer than the image, and `mmap.mmap(fd, 0)` maps all of it.",
    "Change the first `math.prod(shape)` bytes only.",
)
def too_much(seen: Seen, _source: str) -> bool:
    found = seen.after
    if not found or found.now is None:
        return False
    size = found.image.pixels.size
    return found.now[:size] == found.wanted[:size] and found.now != found.wanted


@mistake(
    "The mapping is shared, so the file changed too",
    "In a shared mapping (mode `r+`, ACCESS_WRITE, MAP_SHARED) each store goes to the file.",
    "Mode `c`, ACCESS_COPY or MAP_PRIVATE: the first store to a page copies it for you alone.",
)
def file_changed(seen: Seen, _source: str) -> bool:
    return bool(seen.after) and seen.after.now != seen.after.wanted


@mistake(
    "There was no copy-on-write mapping",
    "A read-only mapping, and a new array for the result, gives the right picture, but copies the "
    "whole image. A copy-on-write mapping can be stored to, and copies only the pages that you "
    "store to.",
    "`np.memmap(path, np.uint8, 'c', shape=shape)`, and store the result in that.",
)
def no_copy_on_write(seen: Seen, _source: str) -> bool:
    return bool(seen.call.size) and not any(m.writable and not m.shared for m in _own_maps(seen))


@mistake(
    "The array is not `uint8`",
    "`uint8 + int16` is `int16`, and `np.clip` keeps that type.",
    "Store the result in the mapped `uint8` array, or `.astype(np.uint8)` after clipping.",
)
def wide_result(seen: Seen, _source: str) -> bool:
    value = _array(seen)
    return value is not None and value.dtype != np.uint8


_CRASHES = (
    mistakes.parent_ended,
    mistakes.never_ends,
    mistakes.bus_error,
    mistakes.segmentation_fault,
)
_ANY_FILE = (closed_while_used, unaligned_offset, left_mapped)

TABLE = (
    *_CRASHES,
    copied_whole,
    made_anew,
    left_file,
    read_not_mapped,
    written_not_stored,
    *_ANY_FILE,
    no_array,
    no_dtype,
    wrong_axis,
    wrong_shape,
    nan_hidden,
    lost_digits,
    wrong_place,
)
IN_PLACE = (
    *_CRASHES,
    made_anew,
    amount_overflows,
    casting,
    read_only,
    wrapped,
    private_copy,
    written_not_stored,
    read_not_mapped,
    left_file,
    too_much,
    never_stored,
    *_ANY_FILE,
)
COPY_ON_WRITE = (
    *_CRASHES,
    made_anew,
    amount_overflows,
    casting,
    read_only,
    wrapped,
    wide_result,
    file_changed,
    left_file,
    read_not_mapped,
    no_copy_on_write,
    wrong_shape,
    *_ANY_FILE,
)
