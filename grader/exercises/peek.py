"""peek(path, offset, length) -> bytes: a window of a file, through the pages that it touches."""

import mmap
import random
from dataclasses import replace
from pathlib import Path

import mapscope
from grader import files
from grader.exercise import Broken, Call, Exercise, InScratch, Rule, mistake, rule
from grader.kit import clues, rules
from grader.kit.mistakes import general, sharing
from grader.witness.seen import Seen
from mapscope.words import count

FILE = "peek.bin"


def calls(fresh: random.Random) -> list[Call]:
    page = mmap.PAGESIZE
    large = fresh.randbytes(20 * page + fresh.randrange(1, page))
    small = fresh.randbytes(fresh.randrange(40, page))
    inside = (page + fresh.randrange(1, page), 16 * page)
    large = _with_zeros(large, (2 * page, page), inside)
    return [
        replace(_call(small, 0, len(small), 0o444), exits_late=True),
        _call(small, fresh.randrange(1, 20), 1, 0o644),
        _call(large, 2 * page, page, 0o444),
        _call(large, 3 * page - 5, 10, 0o644),
        _call(large, *inside, 0o444),
        _call(large, len(large) - 7, 7, 0o444),
        _call(large, 4 * page, 1, 0o444),
        _call(large, 4 * page - 1, 2, 0o444),
        *_nothing(large, (page, len(large))),
        *_nothing(large[: 2 * page], (2 * page,)),
        *_nothing(b"", (0,)),
        *_refused(large, ((len(large) - 3, 4), (len(large), 1), (len(large) + 1, 0))),
        *_refused(large, ((-1, 1), (page, -1))),
    ]


def harder(fresh: random.Random) -> list[Call]:
    """Windows on both sides of each border between pages, and files of no or of whole pages."""
    page = mmap.PAGESIZE
    whole = fresh.randbytes(4 * page)
    windows = [(page * n + d, 1 + e) for n in (1, 3) for d in (-1, 0, 1) for e in (0, 1, page - 1)]
    inside = [(offset, length) for offset, length in windows if offset + length <= len(whole)]
    return [
        *(_call(whole, offset, length, 0o444) for offset, length in inside),
        *_nothing(b"", (0,)),
        *_nothing(whole, (len(whole),)),
        *_refused(b"", ((0, 1), (1, 0))),
        *_refused(
            whole, ((4 * page, 1), (4 * page - 1, 2), (4 * page + 1, 0), (-1, 0), (0, -page))
        ),
    ]


def _with_zeros(data: bytes, *windows: tuple[int, int]) -> bytes:
    """The bytes, but each of these windows begins and ends with a zero: a byte like any other."""
    changed = bytearray(data)
    for offset, length in windows:
        changed[offset] = changed[offset + length - 1] = 0
    return bytes(changed)


def _call(data: bytes, offset: int, length: int, mode: int = 0o444) -> Call:
    return Call(
        "peek",
        (InScratch(FILE, Path if offset % 2 else str), offset, length),
        expect=data[offset : offset + length],
        size=length,
        leaves=frozenset({FILE}),
        before=data,
        prepare=lambda folder: files.put(folder / FILE, data, mode),
    )


def _nothing(data: bytes, offsets: tuple[int, ...]) -> list[Call]:
    """Windows of no bytes, which are to be `b""`."""
    return [replace(_call(data, offset, 0), may_raise=True) for offset in offsets]


def _refused(data: bytes, windows: tuple[tuple[int, int], ...]) -> list[Call]:
    """Windows that are not inside the file, as (offset, length)."""
    made = [_call(data, offset, length) for offset, length in windows]
    return [replace(call, expect=ValueError, size=0, may_raise=True) for call in made]


def _for_windows(made: Rule) -> Rule:
    """The rule, for windows of at least one byte that are inside the file."""

    def judge(seen: Seen) -> None:
        if not seen.call.may_raise:
            made.judge(seen)

    return replace(made, judge=judge)


right_bytes = _for_windows(rules.right_bytes)


@_for_windows
@rule("The bytes come from a mapping of the file.", needs=("ended",))
def maps_file(seen: Seen) -> None:
    if not clues.maps_of_file(seen):
        raise Broken(f"The file was not mapped.{rules.made_instead(seen)}")


@_for_windows
@rule("The mapping is read-only.", needs=("maps_file",), cost=0.5)
def read_only(seen: Seen) -> None:
    if any(mapping.writable for mapping in clues.maps_of_file(seen)):
        raise Broken("PROT_WRITE was asked for.")


@_for_windows
@rule("No more pages are mapped than the window touches.", needs=("maps_file",), cost=0.5)
def few_pages(seen: Seen) -> None:
    _, offset, length = seen.call.args
    touched = mapscope.touched(offset, length)
    mapped = [mapscope.touched(made.offset, made.length) for made in clues.maps_of_file(seen)]
    # Page by page is right too, so each mapping is held against the window by itself.
    if any(pages.start < touched.start or pages.stop > touched.stop for pages in mapped):
        raise Broken(
            f"The window touches {count(len(touched), 'page')} of the file ({mmap.PAGESIZE:,} "
            f"bytes each); {sum(map(len, mapped)):,} were mapped."
        )


@rule('A zero length gives `b""`.', needs=("ended",), cost=1 / 3)
def zero_length(seen: Seen) -> None:
    if not seen.call.may_raise or seen.call.expect is ValueError:
        return
    if seen.ending == "raised":
        raise Broken(f"It raised an error:\n{seen.outcome['explained']}")
    if seen.outcome.get("value") != b"":
        raise Broken(f'Expected `b""`, got `{seen.outcome["type"]}`.')


@rule("A window that is not inside the file is a `ValueError`.", needs=("ended",), cost=1 / 3)
def refuses(seen: Seen) -> None:
    if seen.call.expect is not ValueError:
        return
    if seen.ending == "returned":
        raise Broken(f"It returned a `{seen.outcome['type']}`.")
    if "ValueError" not in seen.outcome["kinds"]:
        raise Broken(f"It raised something else:\n{seen.outcome['explained']}")


def _breaks(made: Rule, seen: Seen) -> bool:
    if not seen.outcome:
        return False
    try:
        made.judge(seen)
    except Broken:
        return True
    return False


@mistake(
    "The offset is not a multiple of the page size",
    "The kernel maps whole pages of a file, so the offset of a mapping must be where a page begins "
    "(EINVAL otherwise). How long a page is depends on the machine.",
    "Map from the page's start, `start = offset - offset % mmap.PAGESIZE`, and take the bytes from "
    "`offset - start` on.",
)
def offset_not_on_a_page(seen: Seen, _source: str) -> bool:
    # The C library refuses such an offset by itself, so that no call may have been made.
    refused = clues.raised(seen, "OSError", "[Errno 22]")
    return refused and not seen.call.may_raise and seen.call.args[1] % mmap.PAGESIZE > 0


@mistake(
    "The file was opened, or mapped, for writing",
    "Mode 0444 permits reading alone: `'r+b'` is refused by `open`, and a writable shared mapping "
    "of a descriptor opened with `'rb'` is refused by `mmap` (EACCES). `mmap.mmap` asks for a "
    "writable shared mapping unless you say otherwise.",
    "Open with `'rb'` and map with `access=mmap.ACCESS_READ`, or `prot=mmap.PROT_READ`.",
)
def opened_for_writing(seen: Seen, _source: str) -> bool:
    return clues.raised(seen, "PermissionError")


@mistake(
    "A window that is inside the file was refused",
    "The last byte of a file of `size` bytes has the number `size - 1`, so a window may end just "
    "where the file ends: `offset + length == size` is inside.",
    "Raise `ValueError` where `offset + length > size`, not where it equals `size`.",
)
def refused_inside(seen: Seen, _source: str) -> bool:
    _, offset, length = seen.call.args
    at_the_end = offset + length == len(seen.call.before)
    return at_the_end and not seen.call.may_raise and clues.raised(seen, "ValueError")


@mistake(
    "More was asked for than the file has",
    "The last page of a file is seldom full, and `mmap.mmap` refuses a length that goes past the "
    "end of the file, although the kernel itself would map the whole page.",
    "Map from the page in which the window begins, `start = offset - offset % mmap.PAGESIZE` "
    "(rounded down), to the window's end: `offset - start + length` bytes. The kernel rounds up.",
)
def past_the_end(seen: Seen, _source: str) -> bool:
    return not seen.call.may_raise and clues.raised(seen, "ValueError", "mmap ")


@mistake(
    "The bytes were read, not mapped",
    "`read`, `pread` and `np.fromfile` copy bytes of the file into your memory by a system call. A "
    "mapping shows the file's own pages.",
    "Map the pages that the window touches, and slice the mapping.",
)
def read_not_mapped(seen: Seen, _source: str) -> bool:
    return sum(event.bytes for event in seen.of("read")) >= max(1, seen.call.size)


@mistake(
    "A window of no bytes needs an answer of its own",
    "It is inside the file even at the end, where `offset == size`. But the kernel refuses to map "
    "nothing (EINVAL), and to `mmap.mmap` a length of 0 means all that the file has from the "
    "offset on.",
    "Look at `length` before you map: where it is 0, and the offset is inside the file or at its "
    'end, the answer is `b""`.',
)
def zero_is_all(seen: Seen, _source: str) -> bool:
    return _breaks(zero_length, seen)


@mistake(
    "The window was refused by another error",
    "A caller tells errors by their type, and this one is promised `ValueError`. (An `assert` is "
    "no check of arguments: `python -O` leaves it out.)",
    "`raise ValueError(...)` with a text that names offset, length and the file's size.",
)
def other_error(seen: Seen, _source: str) -> bool:
    return _breaks(refuses, seen) and seen.ending == "raised" and min(seen.call.args[1:]) >= 0


@mistake(
    "A window past the end of the file was not refused",
    "A slice of Python's ends where the bytes end, without a word. And the kernel maps behind the "
    "end of a file too: the rest of the last page reads as zeros, the next page is SIGBUS. A "
    "window of no bytes is past the end where its offset is.",
    "Ask for the file's size (`os.fstat(fd).st_size`), and raise `ValueError` unless "
    "`offset + length` is at most that, for a `length` of 0 too.",
)
def short_slice(seen: Seen, _source: str) -> bool:
    return _breaks(refuses, seen) and min(seen.call.args[1:]) >= 0


@mistake(
    "A negative number was taken for a place in the file",
    "In a slice of Python's a negative number counts from the end, `offset % mmap.PAGESIZE` is "
    "positive all the same, and `mmap.mmap` answers a negative offset with OverflowError.",
    "Raise `ValueError` for a negative `offset` or `length` before anything else.",
)
def negative_number(seen: Seen, _source: str) -> bool:
    return _breaks(refuses, seen)


@mistake(
    "The window was refused, but no error was raised",
    "Whoever calls the function takes what it returns for its answer, be it None or an exception, "
    "and what it prints reaches no caller.",
    "`raise ValueError(...)` in the place of `return` or `print`.",
)
def refused_by_a_value(seen: Seen, _source: str) -> bool:
    return _breaks(refuses, seen) and seen.outcome.get("type") in ("NoneType", "ValueError", "str")


@mistake(
    "A view of the mapping was returned, not bytes",
    "A `memoryview` or an array points into the mapping: it keeps the pages mapped, and is no "
    "`bytes`.",
    "Copy the window out before you unmap: `bytes(view)`, `array.tobytes()`, or a slice "
    "`mapping[a:b]`, which is `bytes` already.",
)
def view_returned(seen: Seen, _source: str) -> bool:
    return seen.outcome.get("type") in ("memoryview", "ndarray", "memmap", "mmap")


@mistake(
    "More of the file was mapped than the window needs",
    "Each page that is mapped takes room in the address space and in the page table; for a large "
    "file that is what `offset` is for.",
    "Map `length + offset - start` bytes from `start = offset - offset % mmap.PAGESIZE` on, and "
    "let the kernel round up. To learn the file's size no mapping is needed: "
    "`os.fstat(fd).st_size`.",
)
def too_many_pages(seen: Seen, _source: str) -> bool:
    return _breaks(few_pages, seen)


@mistake(
    "The mapping can be written",
    "`mmap.mmap` without `access` and `prot` asks for pages that can be written, and so do "
    "`ACCESS_COPY` and NumPy's modes `'r+'` and `'c'`. Reading needs no such right.",
    "Ask for reading alone: `access=mmap.ACCESS_READ`, `prot=mmap.PROT_READ`, or NumPy's mode "
    "`'r'`.",
)
def writable(seen: Seen, _source: str) -> bool:
    return _breaks(read_only, seen)


@mistake(
    "The window was not counted from the mapping's first byte",
    "Index 0 of a mapping is the byte at the mapping's offset, which is where a page begins, not "
    "the start of the file and not the start of the window. That goes for where the window begins "
    "and where it ends, for how much is mapped, and for `read`, which begins at index 0.",
    "With `start = offset - offset % mmap.PAGESIZE` map `offset - start + length` bytes; the "
    "window is `mapping[offset - start : offset - start + length]`.",
)
def counted_from_elsewhere(seen: Seen, _source: str) -> bool:
    return seen.outcome.get("type") == "bytes" and _breaks(right_bytes, seen)


EXERCISE = Exercise(
    name="peek",
    assignment="1-create-and-release",
    points=3,
    calls=calls,
    harder=harder,
    rules=(
        rules.ended,
        maps_file,
        read_only,
        few_pages,
        right_bytes,
        _for_windows(rules.no_other_way),
        zero_length,
        refuses,
        rules.nothing_left,
    ),
    mistakes=(
        *general.ONE_PROCESS,
        offset_not_on_a_page,
        opened_for_writing,
        past_the_end,
        refused_inside,
        read_not_mapped,
        general.nothing_returned,
        zero_is_all,
        refused_by_a_value,
        sharing.taken_for_text,
        general.error_hidden,
        other_error,
        short_slice,
        negative_number,
        view_returned,
        sharing.not_bytes,
        too_many_pages,
        writable,
        sharing.zeros_stripped,
        counted_from_elsewhere,
        *general.LEFT,
    ),
)
