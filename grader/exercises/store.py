"""store(path, data) -> None: bytes into a file of just their length, through a shared mapping."""

import mmap
import random
from dataclasses import replace
from pathlib import Path

from grader.exercise import Broken, Call, Exercise, InScratch, mistake, rule
from grader.kit import files, mistakes, rules
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
    """Off by one: around a page, and a file that is one byte too long or too short."""
    page = mmap.PAGESIZE
    sizes = [(page - 1, page), (page + 1, page), (2 * page, 2 * page + 1), (MIB - 1, 0), (5, 5)]
    return [_call(fresh, size, before, Path) for size, before in sizes]


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
    start = after[: mistakes.SURE]
    return len(after) == len(data) and any(start) and data.find(start) > 0


@mistake(
    "The file holds other bytes than the data",
    "Data are any bytes at all, no text: what decodes, encodes, strips or converts them changes "
    "them, and often their number.",
    "Store `data` as it comes: `mapping[:] = data`, in a file of `len(data)` bytes.",
)
def other_bytes(seen: Seen, _source: str) -> bool:
    if mistakes.raised(seen, "UnicodeError"):
        return True
    stored = bool(seen.after) and seen.after != seen.call.before
    return seen.ending == "returned" and stored and seen.after != seen.call.expect


@rule("A shared, writable mapping of the file is made.", needs=("ended",))
def shared_mapping(seen: Seen) -> None:
    # Of any length: a window that moves over the file is as right as one mapping of it all.
    made = [e.mapping for e in seen.of("map") if rules.of_file(e.mapping)]
    if not any(mapping.shared and mapping.writable for mapping in made):
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
    sends = [event for event in seen.of("send") if not rules.is_filler(event)]
    total = sum(event.bytes for event in sends)
    pieces = any(len(e.content) >= TELLING and e.content in seen.call.expect for e in sends)
    if pieces or total > max(rules.TOKENS, seen.call.size // rules.TOKEN_SHARE):
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
        mistakes.written,  # first, for whoever writes little by little runs out of time
        *mistakes.ONE_PROCESS,
        mistakes.not_made,
        mistakes.in_the_way,
        mistakes.open_mode,
        mistakes.stored_to_read_only,
        mistakes.written_late,
        mistakes.mapped_before_sized,
        mistakes.error_hidden,
        mistakes.private_file_mapping,
        mistakes.old_end_kept,
        mistakes.file_too_long,
        zeros_lost,
        mistakes.changed_a_copy,
        mistakes.stored_in_part,
        stored_elsewhere,
        other_bytes,
        *mistakes.LEFT,
    ),
)
