"""Mistakes that people make with arrays over mapped files."""

import re
from collections.abc import Callable

import numpy as np

from grader.exercise import mistake
from grader.kit import clues
from grader.kit.mistakes import general
from grader.kit.ways import TOKEN_SHARE, moved_more_than_tokens
from grader.witness.seen import Seen


def _raised(seen: Seen, *texts: str) -> bool:
    return any(text in seen.outcome.get("explained", "") for text in texts)


# --- any file -------------------------------------------------------------------------------------


@mistake(
    "Mode `w+` made the file anew",
    "`numpy.memmap(..., mode='w+')` and `open(path, 'w+b')` empty a file that exists: what was in "
    "it is gone before you look at it.",
    "Open what exists with mode `r` (read), `r+` (read and write) or `c` (copy-on-write).",
)
def made_anew(seen: Seen, source: str) -> bool:
    asked = re.search(r"""["']w(\+b?|b\+)["']""", source) is not None
    return asked and clues.changed(seen)


@mistake(
    "The file was read into memory, not mapped",
    "`np.fromfile`, `np.loadtxt`, `read` and `readinto` copy each byte from the kernel into memory "
    "of your own. A mapping makes the file's pages part of your address space, and copies nothing.",
    "`np.memmap(path, dtype=..., mode=..., offset=..., shape=...)`, or `np.frombuffer` over an "
    "`mmap.mmap`.",
)
def read_not_mapped(seen: Seen, _source: str) -> bool:
    far = bool(seen.call.size) and (seen.ending == "returned" or clues.out_of_memory(seen))
    return (far and not clues.maps_of_its_files(seen)) or moved_more_than_tokens(seen, "read")


@mistake(
    "The bytes were written by system calls",
    "`write`, `tofile` and the like copy your bytes into the kernel. In a shared mapping an "
    "assignment is enough: the page that you store to is the file's own.",
    "Assign to the mapped array: `image[...] = result`.",
)
def written_not_stored(seen: Seen, _source: str) -> bool:
    return moved_more_than_tokens(seen, "send")


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
    value, expect = clues.returned_array(seen), seen.call.expect
    return value is not None and expect is not None and value.shape != expect.shape


@mistake(
    "Not an array but something else came back",
    "The caller goes on computing with what you return: a list has no arithmetic, bytes have no "
    "shape, and a function without `return` gives None.",
    "Return the array itself; `np.array(numbers)` makes one of a list.",
)
def no_array(seen: Seen, _source: str) -> bool:
    return seen.ending == "returned" and clues.returned_array(seen) is None


# --- brighten, preview ----------------------------------------------------------------------------


def _came_out(seen: Seen) -> np.ndarray | None:
    """The image that the call came to: in the file, or returned."""
    if seen.ending != "returned":
        return None
    return seen.call.pixels(seen.after) if seen.call.expect is None else clues.returned_array(seen)


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
    "The file got another length",
    "The file may be longer than the image, and what stands behind the image is not yours to cut "
    "off or to add to. `tofile` and mode `'w'` cut it off; `np.memmap` makes the file longer where "
    "its numbers need more bytes: only those of `dtype=np.uint8` are one byte each.",
    "Leave the length alone; `shape` says how much of the file is the image.",
)
def other_length(seen: Seen, _source: str) -> bool:
    return clues.changed(seen) and len(seen.after) != len(seen.call.before)


ANY_FILE = (unaligned_offset, left_mapped, general.descriptor_left)
ANY_IMAGE = (
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
    *ANY_FILE,
)
