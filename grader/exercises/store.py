"""store(path, data) -> None: bytes into a file of just their length, through a shared mapping."""

import mmap
import random
from dataclasses import replace
from pathlib import Path

from grader import files
from grader.exercise import Broken, Call, Exercise, InScratch, mistake, rule
from grader.kit import clues, rules, ways
from grader.kit.mistakes import general
from grader.witness.seen import TELLING, Seen
from mapscope.words import count

FILE = "store.bin"
MIB = 1 << 20
ENDS, MANY = (slice(0, 2), slice(-2, None)), slice(MIB // 4, MIB // 2)  # of data that are zeros
HOLDERS = ("mmap", "memmap", "ndarray", "memoryview")  # a value of these keeps a mapping alive


def calls(fresh: random.Random) -> list[Call]:
    page = mmap.PAGESIZE
    small = [
        replace(_call(fresh, 1, None, str), exits_late=True),
        _call(fresh, fresh.randrange(2, page), 3 * page, Path),
        _with_zeros(_call(fresh, page, fresh.randrange(1, page), str), *ENDS),
        _call(fresh, fresh.randrange(100, 1000), 0, str),
    ]
    return [
        # Whoever changes the file is held for a while after each change: a thread that nobody
        # waits for has seldom done when the call returns, and hardly ever in all of them.
        *(replace(call, pauses_at=FILE) for call in small),
        _with_zeros(_call(fresh, 16 * page + fresh.randrange(1, page), None, Path), *ENDS),
        _with_zeros(_call(fresh, MIB, MIB + fresh.randrange(1, 2 * page), str), MANY),
    ]


def harder(fresh: random.Random) -> list[Call]:
    """Off by one: around a page, and a file that is one byte too long or too short. Over a file of
    the same length a zero has to be stored like any other byte."""
    page = mmap.PAGESIZE
    sizes = [(page - 1, page), (page + 1, page), (2 * page, 2 * page + 1), (MIB - 1, 0)]
    same = _with_zeros(_call(fresh, 5, 5, Path), *ENDS)
    return [*(_call(fresh, size, before, Path) for size, before in sizes), same]


def _call(fresh: random.Random, size: int, before: int | None, kind: type) -> Call:
    """`before`: bytes of the file that is there already, None for no file."""
    data = fresh.randbytes(size)
    old = None if before is None else fresh.randbytes(before)
    return Call(
        "store",
        (InScratch(FILE, kind), data),
        expect=data,
        size=size,
        leaves=frozenset({FILE}),
        before=old,
        prepare=lambda folder: files.put(folder / FILE, old),
        inspect=lambda folder: files.content(folder / FILE),
    )


def _with_zeros(call: Call, *places: slice) -> Call:
    """The call with zeros in these places of its data: bytes like any other."""
    path, data = call.args
    changed = bytearray(data)
    for place in places:
        changed[place] = bytes(len(changed[place]))
    data = bytes(changed)
    return replace(call, args=(path, data), expect=data)


@mistake(
    "The data was taken to end at a zero",
    "A zero is a byte like any other, and the data may hold some, or end with some. Who strips "
    "them, or copies up to the first one as `strcpy` does, loses bytes.",
    "Make the file `len(data)` bytes long, and store all of them: `mapping[:] = data`.",
)
def zeros_lost(seen: Seen, _source: str) -> bool:
    after, data = seen.after or b"", seen.call.expect
    stripped = 0 < len(after) < len(data) and data.startswith(after)
    start = data.partition(b"\0")[0]
    as_string = start != data.rstrip(b"\0") and after == start.ljust(len(data), b"\0")
    return seen.ending == "returned" and (stripped or (bool(start) and as_string))


@mistake(
    "Bytes of the data stand at another place of the file",
    "A mapping begins at its own `offset` in the file, and a store at the index that it names. "
    "Where one of them is left out, a later part goes over the beginning.",
    "Store each byte where it has its place in `data`: with a mapping of the whole file, "
    "`mapping[a:b] = data[a:b]`; with a window, map it with `offset=a`.",
)
def stored_elsewhere(seen: Seen, _source: str) -> bool:
    after, data = seen.after or b"", seen.call.expect
    start = after[: clues.SURE]
    return len(after) == len(data) and any(start) and data.find(start) > 0


@mistake(
    "The file was opened in a mode that does not permit the mapping",
    "Every mapping of a file reads it, so `'wb'` and `'ab'` (write only) permit none: EACCES. A "
    "shared mapping that can be written needs a descriptor that can be written too, so `'rb'` is "
    "not enough for it.",
    "Open the file for reading and writing: `'r+b'`, `'w+b'` (empties it) or "
    "`os.open(path, os.O_RDWR | os.O_CREAT, 0o666)`.",
)
def open_mode(seen: Seen, _source: str) -> bool:
    # `open` names the file in its own errors, `mmap` does not.
    named = "denied: " in clues.error(seen)
    return clues.raised(seen, "PermissionError", "[Errno 13]") and not named


@mistake(
    "The file was mapped before it had its length",
    "A mapping shows bytes that the file has; it does not make the file longer. Python refuses to "
    "map an empty file, or more than a file has. The kernel would map it, and end the process by "
    "SIGBUS at the first touch of a page that the file does not reach.",
    "Give the file its length first: `os.ftruncate(fd, len(data))`. Then map it.",
)
def mapped_before_sized(seen: Seen, _source: str) -> bool:
    return clues.raised(seen, "ValueError", "empty file", "greater than file size")


@mistake(
    "The mapping is private",
    "What is stored in a MAP_PRIVATE mapping (in Python also `access=ACCESS_COPY`, NumPy's mode "
    "`'c'`) stays in this process's own copy of the page. The file never changes, and neither "
    "`flush()` nor `msync` says so.",
    "Map it shared: leave `access` and `flags` at their defaults, or name `MAP_SHARED` or "
    "`ACCESS_WRITE`. The third place of `mmap.mmap` is `flags`, not a protection.",
)
def private_file_mapping(seen: Seen, _source: str) -> bool:
    return bool(clues.maps_of_file(seen)) and not any(
        mapping.shared for mapping in clues.maps_of_file(seen)
    )


@mistake(
    "The data went to the file by a system call",
    "`write` and its kin, `shutil.copy` too, copy the bytes into the kernel's pages of the file. A "
    "shared mapping is those very pages, so a store into it is already in the file.",
    "Give the file its length (`os.ftruncate`), map it, and assign: `mapping[:] = data`.",
)
def written(seen: Seen, _source: str) -> bool:
    sends, data = [e for e in seen.of("send") if not ways.is_filler(e)], seen.call.expect
    much = sum(event.bytes for event in sends) > max(1, seen.call.size // ways.TOKEN_SHARE)
    return much or any(len(e.content) >= TELLING and e.content in data for e in sends)


@mistake(
    "What was written came into the file too late",
    "`file.write` keeps a few thousand bytes in a buffer of Python's own until `flush` or `close`. "
    "So the file is still empty when it is mapped; and at `close` the zeros go over what has been "
    "stored.",
    "Give the file its length by `file.truncate(len(data))`, which needs no `write`; or call "
    "`file.flush()` before you map it.",
)
def written_late(seen: Seen, source: str) -> bool:
    zeros = (seen.after or b"").strip(b"\0") == b""
    too_late = mapped_before_sized.recognise(seen, source) or (seen.ending == "returned" and zeros)
    return too_late and any(ways.is_filler(event) for event in seen.of("send"))


@mistake(
    "The end of the file that was there before is still there",
    "Opening with `'r+b'` or `O_CREAT` keeps what a file holds, and a store into a mapping "
    "replaces bytes one by one.",
    "Set the length whether the file is new or not: `os.ftruncate(fd, len(data))` shortens too.",
)
def old_end_kept(seen: Seen, _source: str) -> bool:
    extra, before = ((held or b"")[seen.call.size :] for held in (seen.after, seen.call.before))
    return (
        seen.ending == "returned"
        and bool(extra)
        and extra == before
        and bool(clues.maps_of_file(seen))
    )


@mistake(
    "The file is longer than the data",
    "The kernel maps whole pages, but a file ends where you say. What a mapping shows behind the "
    "end of the file is zeros, and is not part of the file.",
    "Set the file's length to `len(data)`, not to a multiple of the page size or one byte more. "
    "`numpy.memmap` sets it too, to the size of all its numbers: with `dtype=np.uint8` each is a "
    "byte.",
)
def file_too_long(seen: Seen, _source: str) -> bool:
    longer = len(seen.after or b"") > seen.call.size
    return seen.ending == "returned" and longer and bool(clues.maps_of_file(seen))


@mistake(
    "A copy was changed, not the mapping",
    "A slice of a mapping (`mapping[:4]`), `bytes(...)` or `bytearray(...)` of it is a copy in "
    "ordinary memory, and assigning to the name (`mapping = data`) only rebinds the name.",
    "Assign into the mapping: `mapping[:len(data)] = data`, or use a `memoryview`.",
)
def changed_a_copy(seen: Seen, _source: str) -> bool:
    after = seen.after or b""
    untouched = len(after) == seen.call.size and not any(after)
    return seen.ending == "returned" and bool(clues.maps_of_file(seen)) and untouched


@mistake(
    "Only the beginning of the data was stored",
    "A mapping shows as many bytes as were asked for, and a slice ends before its second number. "
    "What nobody stores to stays zero, as the file's new bytes are.",
    "Map `len(data)` bytes, and assign to all of them: `mapping[:] = data`.",
)
def stored_in_part(seen: Seen, _source: str) -> bool:
    after, data = seen.after or b"", seen.call.expect
    start = after.rstrip(b"\0")
    as_long = seen.ending == "returned" and len(after) == len(data)
    return as_long and data.startswith(start) and start != data.rstrip(b"\0")


@mistake(
    "The file was not made",
    "`'r+b'`, and `os.open` without `O_CREAT`, open a file that exists. At `path` there may be "
    "none yet.",
    "Open it so that it is made where it is missing: `'w+b'`, or "
    "`os.open(path, os.O_RDWR | os.O_CREAT, 0o666)`.",
)
def not_made(seen: Seen, _source: str) -> bool:
    return clues.raised(seen, "FileNotFoundError")


@mistake(
    "The file that was there is to be replaced",
    "Mode `'x'` (O_EXCL) makes a file only where there is none, and raises FileExistsError where "
    "one is. At `path` there may be an older one.",
    "Open it so that both will do: `'w+b'`, or `os.open(path, os.O_RDWR | os.O_CREAT, 0o666)`.",
)
def in_the_way(seen: Seen, _source: str) -> bool:
    return clues.raised(seen, "FileExistsError")


@mistake(
    "The file holds other bytes than the data",
    "Data are any bytes at all, no text: what decodes, encodes, strips or converts them changes "
    "them, and often their number.",
    "Store `data` as it comes: `mapping[:] = data`, in a file of `len(data)` bytes.",
)
def other_bytes(seen: Seen, _source: str) -> bool:
    if clues.raised(seen, "UnicodeError"):
        return True
    stored = bool(seen.after) and seen.after != seen.call.before
    return seen.ending == "returned" and stored and seen.after != seen.call.expect


@rule("A shared, writable mapping of the file is made.", needs=("ended",))
def shared_mapping(seen: Seen) -> None:
    # Of any length: a window that moves over the file is as right as one mapping of it all.
    if not any(mapping.shared and mapping.writable for mapping in clues.maps_of_file(seen)):
        raise Broken(f"No such mapping was made.{rules.made_instead(seen)}")


@rule("The file is exactly as long as the data.", needs=("ended",))
def exact_length(seen: Seen) -> None:
    found, size = seen.after, seen.call.size
    if found is None:
        raise Broken("After the call there is no file at `path`.")
    if len(found) != size:
        raise Broken(f"Expected a file of {count(size, 'byte')}, found one of {len(found):,}.")


@rule("The file holds the data.", needs=("exact_length",))
def holds_data(seen: Seen) -> None:
    if seen.after != seen.call.expect:
        found, data = seen.after, seen.call.expect
        raise Broken(
            f"Expected {rules.show(data)}, found {rules.show(found)}."
            + rules.difference(data, found)
        )


@rule("Nothing of the data goes through `write` or another system call.", needs=("ended",))
def nothing_written(seen: Seen) -> None:
    sends = [event for event in seen.of("send") if not ways.is_filler(event)]
    total = sum(event.bytes for event in sends)
    pieces = any(len(e.content) >= TELLING and e.content in seen.call.expect for e in sends)
    if pieces or total > max(ways.TOKENS, seen.call.size // ways.TOKEN_SHARE):
        size = count(seen.call.size, "byte")
        raise Broken(f"Of {size}, {total:,} were moved by system calls.")


@rule("The mapping is released before the function returns.", needs=("ended",), cost=0.5)
def released(seen: Seen) -> None:
    if seen.outcome["type"] in HOLDERS:
        raise Broken(f"It returns a `{seen.outcome['type']}`, which keeps the mapping alive.")
    if seen.left_mappings:
        raise Broken("The file was still mapped after the call.")


EXERCISE = Exercise(
    name="store",
    assignment="1-create-and-release",
    points=4,
    calls=calls,
    harder=harder,
    rules=(
        rules.ended,
        shared_mapping,
        exact_length,
        holds_data,
        nothing_written,
        released,
        replace(rules.nothing_left, needs=("released",)),  # one mapping left costs once
    ),
    mistakes=(
        written,  # first, for whoever writes little by little runs out of time
        *general.ONE_PROCESS,
        not_made,
        in_the_way,
        open_mode,
        general.stored_to_read_only,
        written_late,
        mapped_before_sized,
        general.error_hidden,
        private_file_mapping,
        old_end_kept,
        file_too_long,
        zeros_lost,
        changed_a_copy,
        stored_in_part,
        stored_elsewhere,
        other_bytes,
        *general.LEFT,
    ),
)
