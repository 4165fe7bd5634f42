"""Mistakes that people make when unrelated processes publish and take records through a file."""

import re
from dataclasses import replace

from grader.exercise import Mistake, mistake
from grader.kit import clues
from grader.kit.mistakes import general, sharing
from grader.kit.pair import BETWEEN, LONGEST, writer_of
from grader.witness.seen import Seen

SPARE = 8  # bytes; so few are missing where a slot has no room for what stands beside a record
MISREAD = ("ValueError", "IndexError", "EOFError", "UnpicklingError", "error")  # struct's


def _explained(seen: Seen) -> str:
    return seen.outcome.get("explained", "")


def _bytes(seen: Seen, what: str) -> int:
    return sum(event.bytes for event in seen.of(what) if event.name.startswith("/"))


def _beside_the_writer(seen: Seen) -> bool:
    return any(other.call.function == "writer" for other in seen.scene)


def _wrong_records(seen: Seen) -> list[tuple[bytes, bytes]]:
    """Of a list of bytes that a reader returned: what was expected and what came instead."""
    got = seen.outcome.get("value")
    pairs = zip(seen.call.expect or [], got if type(got) is list else [], strict=False)
    return [(wanted, g) for wanted, g in pairs if type(g) is bytes and g != wanted]


def _truncating(text: str) -> bool:
    return bool(re.search(r"""["'](w\+?b?|wb)\+?["']|O_TRUNC|truncate\(0\)""", text))


@mistake(
    "`writer` or `reader` is not written yet",
    "The check of each runs both, and one of them still raises what the exercise came with, or has "
    "only a `pass` in it.",
    "Write both, run their cells, then the check again.",
)
def not_written(seen: Seen, source: str) -> bool:
    empty = (clues.is_empty(source, function) for function in ("writer", "reader"))
    return general.not_written.recognise(seen, source) or any(empty)


@mistake(
    "The writer raised an error",
    "The check of each of the two functions runs both: what the writer has not stored no reader "
    "finds, and it waits without end.",
    'Mend the writer first: `check("writer")` shows where it stopped.',
)
def writer_failed(seen: Seen, _source: str) -> bool:
    return _cause(seen) is not seen


def _cause(seen: Seen) -> Seen:
    """What is to be looked at to see why a call failed: the writer's, where that has raised."""
    writer = writer_of(seen)
    return seen if writer is None or writer.ending != "raised" else writer


def _of_the_cause(known: Mistake) -> Mistake:
    return replace(known, recognise=lambda seen, source: known.recognise(_cause(seen), source))


@mistake(
    "The file is not mapped",
    "The writer and the reader are two processes: a list, a global name or an anonymous mapping "
    "that the notebook makes is another one in each of them. And what goes by `write` and `read` "
    "is copied by the kernel.",
    "Let the writer give the file at `path` its length and map it, and let the reader map it too: "
    "`mmap.mmap(file.fileno(), size)`.",
)
def nothing_mapped(seen: Seen, _source: str) -> bool:
    both = [one for one in (seen, writer_of(seen)) if one is not None]
    done = all(one.ending in ("returned", "raised") or one is seen for one in both)
    return done and not any(map(clues.maps_of_file, both))


@mistake(
    "The writer waits for a reader",
    "There may be none yet: a reader may come long after the writer has ended, or never. And of "
    "two readers only one would be waited for.",
    "Let the writer store all records, the count last, and return.",
)
def writer_waits(seen: Seen, _source: str) -> bool:
    return seen.call.function == "writer" and clues.hangs(seen)


@mistake(
    "The reader waits for what the writer does not store",
    "Its condition never becomes true, although all records are there: the writer stores another "
    "count or flag, or at another place, than the reader looks for. And `count` may be less than "
    "the number of records.",
    "Set side by side what the writer stores last and what the reader waits for: `memory[0] = "
    "number + 1` there, `while memory[0] < count` here.",
)
def never_ends(seen: Seen, _source: str) -> bool:
    return clues.hangs(seen)


@mistake(
    "The two functions place the bytes differently",
    "A record came that is shifted, or cut, or another one: the reader takes it, or its length, "
    "from other bytes than the writer stored it in.",
    "Write the layout once, as names that both functions use: with the length at `start`, the "
    "record is `memory[start + 1 : start + 1 + length]` in both.",
)
def placed_differently(seen: Seen, _source: str) -> bool:
    return seen.call.function == "reader" and bool(_wrong_records(seen))


@mistake(
    "A number does not fit into its bytes",
    "A record may be 255 bytes long, and a count, an offset or a sum may be more. One byte holds 0 "
    "to 255, with a sign (`'b'` of `struct`) -128 to 127.",
    "Take a format that is large enough: `'B'` for a length, `'<I'` for an offset.",
)
def number_too_large(seen: Seen, _source: str) -> bool:
    signs = ("format requires", "range(0, 256)", "too big to convert", "out of bounds for")
    return any(sign in clues.error(seen) for sign in signs)


@mistake(
    "A reader took records that were not complete",
    "Each store into a shared mapping can be seen at once, and a reader may look between any two "
    "of them; a store to several pages can be seen page by page. So a count or a flag that is "
    "stored before the bytes, or together with them, promises what is not there yet, and a reader "
    "that does not wait for it takes whatever it finds.",
    "In the writer store the bytes of a record first and the count (or flag) last, by a statement "
    "of its own. In the reader wait until the count is high enough, and only then read.",
)
def incomplete(seen: Seen, _source: str) -> bool:
    misread = any(clues.raised(seen, kind) for kind in MISREAD)
    took = seen.ending == "returned" or misread
    early = _beside_the_writer(seen) or bool(seen.of("sleep"))
    return seen.call.function == "reader" and took and early


@mistake(
    "What an earlier run left in the file showed through",
    "A file outlives the program. Where the writer fills it again in place, the old count still "
    "stands while the new records come, and a shorter record leaves the tail of the longer one "
    "that was there.",
    "Make a new file (`os.unlink` first, or fill another one and `os.replace`), or set the count "
    "to zero before anything else; store each record's length.",
)
def left_from_earlier(seen: Seen, _source: str) -> bool:
    got = seen.outcome.get("value")
    if seen.call.function != "reader" or type(got) is not list or got == seen.call.before:
        return False
    pairs = zip(seen.call.expect, got, strict=False)
    tail = any(type(g) is bytes and g != wanted and g.startswith(wanted) for wanted, g in pairs)
    return tail or (seen.call.before and got != seen.call.expect and not seen.of("sleep"))


@mistake(
    "An old file is in the way",
    "An earlier run left its file, and mode 'x' (O_EXCL) makes a file only where there is none: "
    "FileExistsError. What is there is to be replaced.",
    "Remove the old file first (`os.unlink`, where it exists), or fill another one and "
    "`os.replace` it.",
)
def file_in_the_way(seen: Seen, source: str) -> bool:
    body = clues.body(source, "writer")
    looks = re.search(r"exists|is_file|unlink|remove|FileNotFoundError", body)
    writers = [one for one in seen.scene if one.call.function == "writer"]
    failed = any("FileExistsError" in _explained(one) for one in writers)
    return failed and "O_CREAT" not in clues.body(source, "reader") and not looks


@mistake(
    "Another process came between the look and the act",
    "Whether a file exists, and how long it is, is true when you ask. Before your next line runs, "
    "another process may have made the file and filled it: opening it with 'w' then empties it, "
    "'x' raises FileExistsError, and `truncate` cuts off what is there. The check lets the other "
    "process come just then.",
    "Open and make the file in one step that keeps what is there (`os.open(path, os.O_RDWR | "
    "os.O_CREAT)`) and set the same length in both functions; or let only the writer make it.",
)
def came_between(seen: Seen, source: str) -> bool:
    if "FileExistsError" in _explained(seen):
        return True
    function = BETWEEN.get(seen.call.args[0].name)
    if seen.call.function == "reader" and empty_file.recognise(seen, source):
        function = "reader"  # the other reader came between
    body = clues.body(source, function) if function else ""
    looks = re.search(r"exists|is_file|getsize|st_size|FileNotFoundError", body)
    acts = re.search(r"""["'][wx]b?\+?b?["']|O_TRUNC|truncate|write_bytes""", body)
    by_path = any(error in _explained(seen) for error in ("TypeError", "AttributeError"))
    return bool(looks and acts) and seen.ending != "returned" and not by_path


@mistake(
    "The reader still maps the old file",
    "A name in a folder points to a file. `os.replace`, `os.rename`, and `os.unlink` with a new "
    "file after it, make the name point to another one; who has mapped the first one keeps it and "
    "sees nothing of the second.",
    "Fill the file that the reader may have mapped, or let the reader wait for the renamed one "
    "without making a file of its own (or open and map the path anew at each look).",
)
def old_inode(seen: Seen, source: str) -> bool:
    waits = seen.call.function == "reader" and clues.hangs(seen) and bool(seen.of("map"))
    writes, reads = (clues.body(source, function) for function in ("writer", "reader"))
    renames = re.search(r"\b(replace|rename|move|unlink|remove)\(", writes)
    creates = re.search(r"""O_CREAT|touch|truncate|["'][xwa]b?\+?b?["']""", reads)
    return bool(waits and renames and creates)


@mistake(
    "The file was cut off under a mapping",
    "Opening with 'w' in the mode, or O_TRUNC, sets the length to zero. The bytes are gone, and "
    "pages of a mapping that lie behind the end of the file now kill whoever touches them "
    "(SIGBUS).",
    "Open an existing file with 'r+b', or with `os.open(path, os.O_RDWR | os.O_CREAT)`, which "
    "keeps what is there.",
)
def truncated(seen: Seen, source: str) -> bool:
    if general.bus_error.recognise(seen, source):
        return _truncating(source)
    reads = seen.call.function == "reader" and clues.hangs(seen)
    return reads and _truncating(clues.body(source, "reader"))


@mistake(
    "More was mapped than the file has",
    "The file is there as soon as it is opened, and has a length only after `truncate`. To map "
    "more than it has, or an empty file, is a ValueError.",
    "In the writer `truncate` before `mmap`. In the reader wait until the file is as long as you "
    "expect, not only until it exists, and expect the length that the writer gives it.",
)
def empty_file(seen: Seen, _source: str) -> bool:
    return "empty file" in _explained(seen) or "greater than file size" in _explained(seen)


@mistake(
    "The file is opened in a way that does not fit the mapping",
    "A shared, writable mapping needs a descriptor that may read and write; 'rb', 'wb' and 'ab' "
    "each permit only one of the two (EACCES).",
    "Open with 'r+b' to map for writing; to map a file opened with 'rb', pass "
    "`prot=mmap.PROT_READ` or `access=mmap.ACCESS_READ`.",
)
def opened_one_way(seen: Seen, _source: str) -> bool:
    return "PermissionError" in _explained(seen)


@mistake(
    "The reader gave up",
    "It waited for a fixed time, or looked a fixed number of times, and then went on without the "
    "records. Nobody says when the writer comes: it may be seconds later, or be held up by a busy "
    "machine.",
    "Look, sleep a little, look again, until `count` records are there.",
)
def gave_up(seen: Seen, _source: str) -> bool:
    got = seen.outcome.get("value")
    none = seen.ending == "returned" and (got is None or got == []) and not seen.of("map")
    errors = ("FileNotFoundError", "TimeoutError")
    gone = none or any(clues.raised(seen, kind) for kind in errors)
    return seen.call.function == "reader" and gone and bool(seen.of("sleep"))


@mistake(
    "The file was not there",
    "Nobody says who of two processes starts first. The reader may come long before the writer; "
    "and the writer may find no file, where `'r+b'` opens only one that exists.",
    "In the writer make it where it is missing: `os.open(path, os.O_RDWR | os.O_CREAT)`. In the "
    "reader wait until it exists (look, sleep a little, look again), or make it in the same way.",
)
def file_not_there(seen: Seen, _source: str) -> bool:
    return "FileNotFoundError" in _explained(seen)


@mistake(
    "The records do not fit",
    "There may be 64 records of 255 bytes: 16,320 bytes, and what the layout adds for lengths and "
    "a count. A mapping does not grow.",
    "Make the file as long as the records need before you map it.",
)
def too_short(seen: Seen, _source: str) -> bool:
    signs = ("IndexError", "wrong size", "out of range", "requires a buffer", "broadcast")
    return seen.call.function == "writer" and any(sign in _explained(seen) for sign in signs)


@mistake(
    "The file was written by system calls",
    "`write` and its kin copy the bytes through the kernel. That fills the file too, but it is not "
    "what this exercise is about.",
    "Give the file its length with `truncate`, map it, and store the bytes in the mapping: "
    "`mapping[at : at + len(record)] = record`.",
)
def written_by_calls(seen: Seen, _source: str) -> bool:
    return seen.call.function == "writer" and _bytes(seen, "send") > seen.call.size // 2


@mistake(
    "The file was read by system calls",
    "`read` and its kin copy the bytes out of the file; a reader that has it mapped finds them in "
    "its own memory.",
    "Map the file (`prot=mmap.PROT_READ` is enough) and take slices of the mapping.",
)
def read_by_calls(seen: Seen, _source: str) -> bool:
    return seen.call.function == "reader" and _bytes(seen, "read") > seen.call.size // 2


@mistake(
    "The mapping is private",
    "ACCESS_COPY and MAP_PRIVATE copy a page for the process that writes to it; the file never "
    "gets the bytes, and `flush` does not change that.",
    "Map shared: `mmap.mmap(fd, size)`, or `access=mmap.ACCESS_WRITE`.",
)
def private_copy(seen: Seen, _source: str) -> bool:
    writer = writer_of(seen)
    maps = [event.mapping for event in writer.of("map")] if writer else []
    return bool(maps) and not any(m.shared for m in maps)


@mistake(
    "The mapping is anonymous",
    "Only a process and those that it forks can share an anonymous mapping: it has no name by "
    "which a stranger could find it.",
    "Map the file: give `mmap.mmap` its descriptor in place of -1.",
)
def anonymous(seen: Seen, _source: str) -> bool:
    maps = [event.mapping for event in seen.of("map") if event.mapping.shared]
    return bool(maps) and all(m.backing == "anonymous" for m in maps)


@mistake(
    "The two functions pack numbers in different ways",
    "Without a sign in front, `struct` uses this machine's order, sizes and padding ('bq' takes "
    "16 bytes); with `<`, `>`, `!` or `=` it adds no padding ('<bq' takes 9).",
    "Write the format once, as a `struct.Struct` that both functions use.",
)
def packed_two_ways(_seen: Seen, source: str) -> bool:
    formats = re.findall(r"""["']([@=<>!]?)(\w*[bBhHiIlLqQ])["']""", source)
    signs: dict[str, set[str]] = {}
    for sign, letters in formats:
        signs.setdefault(letters, set()).add(sign)
    return "struct" in source and any(len(found) > 1 for found in signs.values())


@mistake(
    "The writer removed the file",
    "A file without a name is lost for those who come later, and a reader may come long after the "
    "writer has ended.",
    "Leave the file; whoever asked for it removes it.",
)
def removed(seen: Seen, source: str) -> bool:
    body = clues.body(source, "writer").rstrip().rsplit("\n", 1)[-1]
    at_the_end = re.search(r"\b(unlink|remove|rmtree)\(", body)
    return seen.call.function == "reader" and seen.ending != "returned" and bool(at_the_end)


@mistake(
    "A reader took the records away",
    "A reader that writes into the mapping, or removes the file, changes it for all: the next "
    "reader waits for what the first one has taken.",
    "Let readers only read, and leave the file; map with `prot=mmap.PROT_READ`, so that a store "
    "raises an error.",
)
def consumed(seen: Seen, source: str) -> bool:
    writable = any(e.mapping.writable and e.mapping.shared for e in seen.of("map"))
    removes = re.search(r"\b(unlink|remove|rename|replace)\(", clues.body(source, "reader"))
    if seen.call.function != "reader":
        return False
    gone = removes and clues.raised(seen, "FileNotFoundError")
    return bool(gone or (clues.hangs(seen) and (writable or removes)))


@mistake(
    "The mapping or its descriptor stayed open",
    "Closing the file does not unmap it, and a mapping lives as long as a name refers to it.",
    "Use `with`: `with open(...) as file, mmap.mmap(file.fileno(), size) as mapping:`.",
)
def not_released(seen: Seen, _source: str) -> bool:
    return bool(seen.left_mappings or seen.left_descriptors) or clues.raised(
        seen, "OSError", "Too many open files"
    )


@mistake(
    "The writer returned before its thread had ended",
    "A thread goes on beside the function that started it. When `writer` returns its process may "
    "end, and the thread with it: what it has not stored then is never stored.",
    "Wait for the thread (`thread.join()`) before you return.",
)
def thread_not_joined(seen: Seen, source: str) -> bool:
    body = clues.body(source, "writer")
    starts = re.search(r"\bThread\(", body) and not re.search(r"\.join\(", body)
    return bool(starts) and (clues.hangs(seen) or bool(seen.left_mappings))


@mistake(
    "Zero bytes of a record were lost",
    "A record may hold any byte, zeros at its end included; `rstrip` cannot tell them from what "
    "was never stored.",
    "Store each record's length and take that many bytes.",
)
def zeros_stripped(seen: Seen, _source: str) -> bool:
    wrong = _wrong_records(seen)
    stripped = all(g == wanted.rstrip(b"\0") for wanted, g in wrong)
    return stripped and any(g for _, g in wrong)  # no bytes at all may be a record yet to come


@mistake(
    "The end of a record was told by a byte",
    "A record may hold any byte, a newline or a comma included; whoever splits at one cuts such a "
    "record in two.",
    "Store each record's length and take that many bytes.",
)
def cut_at_a_byte(seen: Seen, _source: str) -> bool:
    wrong = _wrong_records(seen)
    wanted, first = wrong[0] if wrong else (b"", b"")
    if not first or not wanted.startswith(first):
        return False
    end = wanted[len(first) : len(first) + 1]
    found = any(end in g for g in seen.outcome["value"] if type(g) is bytes)
    return not found and not _beside_the_writer(seen)


@mistake(
    "The longest records lose their end",
    "A record may be 255 bytes long. A slot of 255 bytes that begins with the length has room for "
    "254, and what lies next to it takes the last byte; a length or an index in eight bits goes on "
    "from 255 at 0.",
    "Give each slot room for 255 bytes and for all that you store beside them.",
)
def slot_too_short(seen: Seen, _source: str) -> bool:
    wrong = _wrong_records(seen)
    cut = all(len(w) > LONGEST - SPARE and g[:-SPARE] == w[: len(g[:-SPARE])] for w, g in wrong)
    return bool(wrong) and cut and not _beside_the_writer(seen)


@mistake(
    "It returned more records than were asked for",
    "The writer may have published more than this reader wants.",
    "Return the first `count` records.",
)
def too_many(seen: Seen, _source: str) -> bool:
    got = seen.outcome.get("value")
    is_list = seen.call.function == "reader" and type(got) is list
    return is_list and got[: len(seen.call.expect)] == seen.call.expect != got


@mistake(
    "It returned something other than a list of bytes",
    "Whoever calls it relies on a `list`: a tuple, a generator or `None` is none. A `bytearray`, a "
    "`memoryview` and an array can be changed by whoever has them, or hold the mapping open; "
    "`bytes` are a copy, and your caller's own.",
    "Return a list of slices of the mapping (`mapping[at : at + length]`), or of `bytes(...)`.",
)
def not_bytes(seen: Seen, _source: str) -> bool:
    got = seen.outcome.get("value")
    is_list = seen.outcome.get("type") == "list" and type(got) is list
    whole = is_list and all(type(each) is bytes for each in got)
    return seen.call.function == "reader" and seen.ending == "returned" and not whole


@mistake(
    "The records are in shared memory beside the file",
    "`multiprocessing.shared_memory` makes a file of its own in `/dev/shm`. Two strangers agreed "
    "on the file at `path`: that one is to be mapped.",
    "Open the file at `path` and map its descriptor.",
)
def beside_the_file(seen: Seen, _source: str) -> bool:
    return any(event.mapping.backing.startswith("/dev/shm/") for event in seen.of("map"))


KNOWN = (
    *map(
        _of_the_cause,
        (
            not_written,
            general.parent_ended,
            file_in_the_way,
            came_between,
            truncated,
            general.bus_error,
            general.segmentation_fault,
            general.other_path,
            sharing.taken_for_text,
            empty_file,
            opened_one_way,
            packed_two_ways,
            number_too_large,
            too_short,
            anonymous,
            private_copy,
            beside_the_file,
            written_by_calls,
            read_by_calls,
            general.child_strayed,
            general.child_left_running,
            general.child_not_reaped,
            thread_not_joined,
            not_released,
            old_inode,
            removed,
            consumed,
            gave_up,
            file_not_there,
        ),
    ),
    writer_failed,
    nothing_mapped,
    writer_waits,
    never_ends,
    not_bytes,
    too_many,
    zeros_stripped,
    left_from_earlier,
    cut_at_a_byte,
    slot_too_short,
    incomplete,
    placed_differently,
    general.file_left,
)
