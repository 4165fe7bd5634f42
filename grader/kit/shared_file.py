"""Mistakes that people make when a parent and a child share the bytes of a file."""

from pathlib import Path

from grader.exercise import mistake
from grader.kit import mistakes, rules
from grader.kit.mistakes import SURE
from grader.stage.decoy import LEAST, decoy
from grader.witness.seen import Seen

HEADER = 8  # bytes that a turn and a length take
FLAGS = 500  # bytes that flags, lengths and the like may take beside the file


def _of_files(seen: Seen) -> list:
    names = tuple("/" + name for name in seen.call.leaves)
    return [event for event in seen.of("map") if event.mapping.backing.endswith(names)]


def _error(seen: Seen) -> str:
    """What the first process raised, and what a child may have printed of its own."""
    return seen.outcome.get("explained", "") + seen.output


@mistake(
    "The mapping of the file is private",
    "`ACCESS_COPY` and MAP_PRIVATE are copy-on-write: a process that writes gets a copy of the "
    "page for itself. Neither the file nor the other process sees it, and `flush()` finds nothing "
    "to save, without an error.",
    "Map the file shared in the process that writes: `access=mmap.ACCESS_WRITE` (also the "
    "default), or `flags=mmap.MAP_SHARED`; for `numpy.memmap`, mode `r+`.",
)
def stored_privately(seen: Seen, _source: str) -> bool:
    made = [event.mapping for event in _of_files(seen)]
    is_shared = any(mapping.shared and mapping.writable for mapping in made)
    return not is_shared and any(not mapping.shared for mapping in made)


@mistake(
    "The mapping is not of the file",
    "A mapping made with descriptor -1 or of another file, and the arrays of `multiprocessing`, "
    "have pages of their own: nothing that is stored there reaches the file at `path`.",
    "Open the file (`r+b`) and map its descriptor: `mmap.mmap(file.fileno(), 0)`.",
)
def another_mapping(seen: Seen, _source: str) -> bool:
    others = set(mistakes.shared(seen)) - set(_of_files(seen))
    unused = not _of_files(seen) or seen.after == seen.call.before
    return bool(others and unused) or bool(rules.held_beside(seen)) or talked_beside(seen)


def talked_beside(seen: Seen) -> bool:
    """Was shared memory beside the file once as full as a long answer makes it?"""
    answer = seen.call.payload
    enough = 0.9 * (len(answer) - answer.count(0))
    return len(answer) > FLAGS and any(
        filled >= enough and Path(path).name not in seen.call.leaves
        for path, filled in seen.filled.items()
    )


@mistake(
    "The file was read and written, not mapped",
    "`read`, `write`, `np.fromfile` and the like ask the kernel to copy the bytes, once for each "
    "process. Two processes that map one file use the same pages, and nothing is copied.",
    "Open the file, map it (`mmap.mmap(file.fileno(), 0)`), and store and read by index.",
)
def file_not_mapped(seen: Seen, _source: str) -> bool:
    moved = sum(e.bytes for e in seen.of("send", "read") if e.name.startswith("/"))
    return bool(seen.of("fork")) and SURE <= seen.call.size <= moved


@mistake(
    "The file was not opened for reading and writing",
    "A shared mapping that may be written needs a descriptor that may be read and written; with "
    "`rb`, `wb` or `ab` the kernel says EACCES (`PermissionError`).",
    "Open it with `r+b`, or `os.open(path, os.O_RDWR)`.",
)
def opened_one_way(seen: Seen, _source: str) -> bool:
    return "PermissionError" in _error(seen) and "Permission denied" in _error(seen)


@mistake(
    "Opening the file emptied it",
    "`wb`, `w+b` and O_TRUNC cut a file to 0 bytes at once. An empty file cannot be mapped, and "
    "who has mapped it already is killed by SIGBUS at the next access; `numpy.memmap` with mode "
    "`w+` cuts it too, and fills it with zeros.",
    "Open a file that exists with `r+b`; for `numpy.memmap`, mode `r+`.",
)
def emptied_by_opening(seen: Seen, source: str) -> bool:
    truncates = any(mode in source for mode in ("w+", '"wb', "'wb", "O_TRUNC"))
    return truncates and bool(
        "empty file" in _error(seen)
        or "length is greater than file size" in _error(seen)
        or seen.signal == "SIGBUS"
        or "Bus error" in seen.output
        or (isinstance(seen.after, bytes) and not any(seen.after))
    )


@mistake(
    "The mapping is smaller than the file",
    "Only what lies in the window of a mapping (its length, from its offset on) can be stored and "
    "read through it.",
    "Give the whole length: `mmap.mmap(file.fileno(), 0)` takes it from the file.",
)
def mapped_too_little(seen: Seen, _source: str) -> bool:
    lengths = [event.mapping.length for event in _of_files(seen)]
    return bool(lengths) and sum(lengths) < seen.call.size


@mistake(
    "The file has another size than before",
    "The file belongs to whoever made it, and others may rely on its size. A flag that needs room "
    "of its own can live in a small anonymous mapping, or be a token in a pipe.",
    "Leave out `truncate`, `ftruncate` and `resize`, and write nothing behind the end.",
)
def file_resized(seen: Seen, _source: str) -> bool:
    return seen.after is not None and len(seen.after) != len(seen.call.before)


@mistake(
    "The child used its own copy of the lines",
    "A forked child has a copy of everything its parent had in memory, `lines` included. Taking a "
    "line from there says nothing about the mapping, and two processes that did not start as one "
    "have no such copy. The check puts other bytes in its place.",
    "Let the parent store each line in the mapping, and let the child read it there.",
)
def line_inherited(seen: Seen, _source: str) -> bool:
    return any(
        len(event.content) >= LEAST and event.content == decoy(len(event.content))
        for event in seen.of("call")
    )


@mistake(
    "Every line has a child of its own",
    "One fork for each line works, and costs a process each time. A conversation is between two "
    "processes that both stay and take turns.",
    "Fork once. The child loops: wait for its turn, read the line, store the answer, give the turn "
    "back.",
)
def child_for_each_line(seen: Seen, _source: str) -> bool:
    return len({event.process for event in seen.of("call")}) > 1


@mistake(
    "The end of a line or an answer was told by a byte in it",
    "Any byte may stand in a line or an answer, a newline and 255 as well. Whoever reads up to one "
    "loses what is behind it.",
    "Store the length beside the bytes (`struct.pack_into('<H', memory, 2, len(line))`), and read "
    "just so many.",
)
def ended_by_a_mark(seen: Seen, _source: str) -> bool:
    cuts = [
        (got, wanted[len(got)])
        for wanted, got in _texts(seen)
        if len(got) < len(wanted) and wanted.startswith(got)
    ]
    marks = {mark for _, mark in cuts}
    same = len(cuts) > 1 and len(marks) == 1 and not any(marks & set(got) for got, _ in cuts)
    return same and marks != {0}  # the usual mark, of which more is to be said


@mistake(
    "More was read than was stored",
    "Behind a text lies what an earlier one has left. Who reads a fixed length, or takes the "
    "length in another order of bytes than it was stored in, reads that as well.",
    "Store the length beside the bytes, let both use the same format "
    "(`struct.Struct('<H')`), and read just so many.",
)
def read_too_much(seen: Seen, _source: str) -> bool:
    asked = [event.content for event in seen.of("call")]
    lines = [*zip(seen.call.lines, asked, strict=False)]
    return len(lines) > 1 and all(
        got.startswith(wanted) and len(got) > len(wanted) for wanted, got in lines
    )


@mistake(
    "Two things lie at the same place of the file",
    "A text of 1000 bytes that begins at byte `start` reaches up to byte `start + 999`. A turn, a "
    "length or another text that is stored there takes the place of some of its bytes.",
    "Draw the file: the turn, the length, then room for 1000 bytes, and nothing else in that room.",
)
def places_overlap(seen: Seen, _source: str) -> bool:
    asked = [event.content for event in seen.of("call")]
    lines = [*zip(seen.call.lines, asked, strict=False)]
    damaged = [(wanted, got) for wanted, got in lines if wanted != got]
    whole = [len(wanted) for wanted, got in lines if wanted == got]
    # Who reads out of turn finds more bytes wrong than these, and in short lines as in long ones.
    return bool(damaged and whole) and all(
        len(got) == len(wanted) > max(whole)
        and sum(one != other for one, other in zip(wanted, got, strict=True)) <= HEADER
        for wanted, got in damaged
    )


@mistake(
    "Whoever gave the token took it back",
    "One semaphore, one event or one pipe for both directions does not know for whom a token is. "
    "The parent, which runs already, takes the one that it has just given to the child.",
    "Use two: one says that a line is there, the other that an answer is there.",
)
def own_token(seen: Seen, source: str) -> bool:
    made = sum(source.count(one) for one in ("Semaphore(", "Event(", "os.pipe(", "eventfd("))
    return made == 1 and bool(seen.of("fork")) and len(seen.of("call")) < len(seen.call.lines)


@mistake(
    "It returned something other than a list of bytes",
    "A generator, a tuple, a `bytearray` and a `memoryview` are other types; the last two may also "
    "hold the mapping open, or change after the call.",
    "Append `bytes` to a list: a slice of the mapping is a copy and of that type already.",
)
def not_list_of_bytes(seen: Seen, _source: str) -> bool:
    value = seen.outcome.get("value")
    is_list = seen.outcome.get("type") == "list" and isinstance(value, list)
    right = is_list and all(type(item) is bytes for item in value)
    return seen.ending == "returned" and not right


@mistake(
    "The parent wrote to a private mapping before it read it",
    "A private mapping (`ACCESS_COPY`, MAP_PRIVATE) shows the file until you write to it. A page "
    "that was written to is a copy of your own from then on: what others store does not reach it.",
    "Do not write to it, or map the file shared.",
)
def read_from_a_copy(seen: Seen, _source: str) -> bool:
    own = [event for event in _of_files(seen) if event.process == 0]
    private = any(not event.mapping.shared and event.mapping.writable for event in own)
    return private and seen.after == seen.call.expect and mistakes.wrong_value(seen)


@mistake(
    "The length does not fit into its place",
    "One byte counts to 255. A larger length wraps around, and the rest of the text is lost.",
    "Give the length two bytes or more: `struct.pack_into('<H', memory, 2, len(line))`.",
)
def length_wrapped(seen: Seen, _source: str) -> bool:
    return any(
        len(got) == len(wanted) % 256 < len(wanted) and wanted[len(got)]  # not cut at a zero
        for wanted, got in _texts(seen)
    )


@mistake(
    "The end of a line or an answer was told by its zeros",
    "A zero is a byte like any other: it may stand anywhere in a line or an answer, at the end "
    "too. Who strips zeros loses some of these, and who reads a fixed length gets too many.",
    "Store the length beside the bytes (`struct.pack_into('<H', memory, 2, len(line))`), and read "
    "just so many.",
)
def ended_by_zeros(seen: Seen, _source: str) -> bool:
    return seen.ending == "returned" and any(
        got == wanted.partition(b"\0")[0] or got.rstrip(b"\0") == wanted.rstrip(b"\0")
        for wanted, got in _texts(seen)
        if wanted != got
    )


def _texts(seen: Seen) -> list[tuple[bytes, bytes]]:
    """Lines and answers of a talk, as they were sent and as they arrived."""
    value = seen.outcome.get("value")
    asked = [event.content for event in seen.of("call")]
    told = [each for each in value if type(each) is bytes] if isinstance(value, list) else []
    lines, answers = seen.call.lines, seen.call.expect
    return [*zip(lines, asked, strict=False), *zip(answers, told, strict=False)]


@mistake(
    "It waits for a change that does not come",
    "An answer may be empty, and it may be equal to its line or to the answer before: then neither "
    "its length nor its bytes tell that it has come.",
    "Keep a byte in the mapping that says whose turn it is, and nothing else.",
)
def no_turn_byte(seen: Seen, _source: str) -> bool:
    hangs = seen.ending in ("overworked", "overtime", "stuck")
    return hangs and b"" in (seen.call.expect or ())


@mistake(
    "What an earlier talk left in the file was taken for news",
    "The file may hold anything at first: also a turn, a number or a length that you have left "
    "there yourself. Whoever looks before these are set takes them for the other one's word.",
    "Set all of them in the parent, before you fork.",
)
def left_by_a_talk(seen: Seen, source: str) -> bool:
    hangs = seen.ending in ("overworked", "overtime", "stuck")
    return seen.call.again and (hangs or out_of_turn.recognise(seen, source))


@mistake(
    "Someone read before it was their turn",
    "The two run at the same time, each at its own speed. Whoever reads without being told to "
    "finds the old bytes, or half of the new ones; a pause only makes that rarer. A turn that is "
    "given away before the bytes are there, or that the file held from the start, is no better.",
    "Set the turn to the parent's before you fork. Store the length and the bytes first and the "
    "turn last, and wait for the turn before each read.",
)
def out_of_turn(seen: Seen, _source: str) -> bool:
    asked = {event.content for event in seen.of("call")}
    wrong_line = bool(asked - set(seen.call.lines))
    value = seen.outcome.get("value")
    return bool(mistakes.shared(seen)) and (
        wrong_line or (isinstance(value, list) and value != seen.call.expect)
    )


ONE_MESSAGE = (
    mistakes.not_written,
    mistakes.closed_too_soon,
    mistakes.socket_refused,
    mistakes.way_refused,
    mistakes.parent_ended,
    opened_one_way,
    emptied_by_opening,
    mistakes.signal_lost,
    mistakes.byte_for_a_flag,
    mistakes.never_ends,
    mistakes.not_forked,
    mistakes.not_picklable,
    mistakes.no_child,
    mistakes.bus_error,
    mistakes.segmentation_fault,
    mistakes.child_strayed,
    file_not_mapped,
    mapped_too_little,
    stored_privately,
    mistakes.other_way,
    another_mapping,
    mistakes.made_outside,
    mistakes.no_mapping,
    mistakes.file_position,
    mistakes.zeros_stripped,
    mistakes.taken_for_text,
    mistakes.not_bytes,
    mistakes.other_length,
    read_from_a_copy,
    mistakes.other_place,
    mistakes.thread_ended,
    mistakes.stored_after_fork,
    mistakes.no_wait,
    mistakes.child_left_running,
    mistakes.child_not_reaped,
    mistakes.mapping_left,
    mistakes.descriptor_left,
    mistakes.several_children,
    mistakes.part_missing,
    mistakes.copied_slice,
    mistakes.other_bytes,
    file_resized,
)

TALK = (
    mistakes.not_written,
    mistakes.closed_too_soon,
    mistakes.socket_refused,
    mistakes.way_refused,
    mistakes.parent_ended,
    mistakes.signal_lost,
    opened_one_way,
    emptied_by_opening,
    stored_privately,
    line_inherited,
    ended_by_a_mark,
    length_wrapped,
    ended_by_zeros,
    child_for_each_line,
    mistakes.not_forked,
    mistakes.not_picklable,
    mistakes.no_child,
    mistakes.bus_error,
    mistakes.segmentation_fault,
    mistakes.child_strayed,
    file_not_mapped,
    another_mapping,
    mistakes.other_way,
    mistakes.made_outside,
    mistakes.no_mapping,
    mistakes.child_left_running,
    mistakes.child_not_reaped,
    mistakes.mapping_left,
    mistakes.descriptor_left,
    file_resized,
    not_list_of_bytes,
    read_too_much,
    places_overlap,
    own_token,
    left_by_a_talk,
    out_of_turn,
    no_turn_byte,
    mistakes.never_ends,
)
