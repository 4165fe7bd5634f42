"""Mistakes that people make when a parent and a child share the bytes of a file."""

import re

from grader.exercise import mistake
from grader.kit import clues, ways
from grader.kit.clues import SURE
from grader.kit.mistakes import general, sharing
from grader.stage.decoy import LEAST, decoy
from grader.witness.seen import Seen

LONGEST = 1000  # bytes of a line or an answer
HEADER = 8  # bytes that a turn and a length take


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
    made = clues.of_its_files(seen)
    lost = seen.after != seen.call.expect
    by_children = [event for event in made if event.process and lost]
    stores = [event.mapping for event in by_children or made]
    is_shared = any(mapping.shared and mapping.writable for mapping in stores)
    return not is_shared and any(not mapping.shared for mapping in stores)


@mistake(
    "The mapping is not of the file",
    "A mapping made with descriptor -1 or of another file, and the arrays of `multiprocessing`, "
    "have pages of their own: nothing that is stored there reaches the file at `path`.",
    "Open the file (`r+b`) and map its descriptor: `mmap.mmap(file.fileno(), 0)`.",
)
def another_mapping(seen: Seen, _source: str) -> bool:
    others = set(clues.shared(seen)) - set(clues.of_its_files(seen))
    unused = not clues.of_its_files(seen) or seen.after == seen.call.before
    return bool(others and unused) or bool(ways.held_beside(seen)) or ways.talked_beside(seen)


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
    return "Permission denied" in _error(seen)


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
    "The mapping has another length than the file",
    "The file's length differs from call to call. Only what lies in the window of a mapping (its "
    "length, from its offset on) can be stored and read through it, and Python maps no more than "
    "the file has.",
    "Take the length from the file: `mmap.mmap(file.fileno(), 0)` maps all of it.",
)
def mapped_too_little(seen: Seen, _source: str) -> bool:
    lengths = [event.mapping.length for event in clues.of_its_files(seen)]
    too_little = bool(lengths) and sum(lengths) < seen.call.size
    return too_little or clues.raised(seen, "ValueError", "greater than file size")


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
    return len(clues.callers(seen)) > 1


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
    "A line or an answer was read with another length than it has",
    "Behind a text lies what an earlier one has left. Who reads a fixed length, the length of the "
    "line where the answer has its own, or a length in another order of bytes than it was stored "
    "in, gets too much or too little. So does a slice that ends too early, or room for less than "
    "1000 bytes.",
    "Store the length of each beside its bytes, let both use the same format "
    "(`struct.Struct('<H')`), and read just so many: `memory[start:start + length]`.",
)
def other_length(seen: Seen, _source: str) -> bool:
    damaged = _damaged(seen)
    # Who reads too early may find the old length with the new bytes, but not again and again.
    mostly = not seen.call.turns and 2 * len(damaged) > len(seen.call.lines)
    return (
        mostly
        and any(got for _, got in damaged)
        and all(got.startswith(wanted) or wanted.startswith(got) for wanted, got in damaged)
    )


@mistake(
    "The lines were taken for text",
    "A space and the end of a line are bytes like any others, and bytes of any value are no text "
    "at all. Who strips or decodes them loses some.",
    "Leave lines and answers as they are, without `strip`, `decode` and `encode`.",
)
def taken_for_text(seen: Seen, source: str) -> bool:
    damaged = _damaged(seen)
    text = any(got for _, got in damaged) and all(
        got in clues.as_text(wanted) for wanted, got in damaged
    )
    return text or sharing.taken_for_text.recognise(seen, source)


@mistake(
    "The answers stand in another order than the lines",
    "Answer number k belongs to line number k. `insert(0, ...)` turns the order around, and "
    "`lines.pop()` takes the last line first.",
    "Go through the lines from the first to the last (`for line in lines:`), and `append` each "
    "answer.",
)
def reordered(seen: Seen, _source: str) -> bool:
    told = _answers(seen)
    return told != seen.call.expect and sorted(told) == sorted(seen.call.expect)


@mistake(
    "An answer was left out",
    "An answer may be empty, or equal to the one before; it is an answer all the same. "
    "`if answer:` is false for one without bytes.",
    "Append one answer for each line, whatever it is.",
)
def answer_left_out(seen: Seen, _source: str) -> bool:
    all_asked = len(seen.of("call")) == len(seen.call.lines)
    return all_asked and 0 < len(_answers(seen)) < len(seen.call.expect)


@mistake(
    "All lines at once do not fit into the file",
    "It has 4096 bytes, and there may be any number of lines. Lines and answers take turns so that "
    "one place is enough.",
    "Store one line, wait for its answer, take that out, and store the next line in its place.",
)
def no_room(seen: Seen, _source: str) -> bool:
    much = sum(map(len, seen.call.lines)) > len(seen.call.before)
    words = "out of range", "wrong size"
    behind = clues.raised(seen, "IndexError") or any(w in clues.error(seen) for w in words)
    return much and behind and not seen.of("fork")


@mistake(
    "The child waits for a line that does not come",
    "The parent waits for the child's end, and nobody has told the child that there are no more "
    "lines. From a pipe it learns that once all write ends are closed, its own copy as well.",
    "Let the child answer as many lines as there are (`for _ in range(len(lines))`), or store a "
    "turn that says 'over'. With pipes, let the child close the ends that it does not use.",
)
def child_waits_on(seen: Seen, _source: str) -> bool:
    answered = len(seen.of("answer")) >= len(seen.call.lines)
    parent_waits = any(event.process == 0 for event in seen.of("wait"))
    return clues.hangs(seen) and answered and parent_waits and not _child_ended(seen)


@mistake(
    "The child ended before all lines were answered",
    "Nobody answers the lines that are left. An error ends a child, and `finally: "
    "os._exit(0)` hides it. A turn that an earlier talk has left in the file may tell the child "
    "that all is over.",
    "Set the turn in the parent, before you fork. Have the child print its errors (`except "
    "BaseException: traceback.print_exc()`), and try the function in a cell of its own.",
)
def child_gone(seen: Seen, _source: str) -> bool:
    unanswered = len(seen.of("answer")) < len(seen.call.lines)
    # Of one line it may have the answer, and not have come to store it.
    hangs = clues.hangs(seen) and (unanswered or len(seen.call.lines) == 1)
    return (hangs or (seen.ending == "returned" and unanswered)) and _child_ended(seen)


@mistake(
    "Parent and child each wait for the other",
    "A turn that one gives away is lost where the other one sets it too: a child that sets the "
    "turn as it begins takes away the one that it had been given. So is an event that is cleared "
    "after the other one was told to go on: it may have been set by then.",
    "Set the turn in the parent, before you fork. From then on only who has the turn gives it "
    "away, and each waits for the very value that the other one sets. Clear an event right after "
    "the wait for it.",
)
def both_wait(seen: Seen, _source: str) -> bool:
    unanswered = len(seen.of("call")) < len(seen.call.lines)
    return clues.hangs(seen) and unanswered and bool(seen.of("fork")) and not _child_ended(seen)


@mistake(
    "The mapping was not read from its beginning",
    "A mapping object keeps a position of its own for `read` and `write`, one in each process. "
    "After either it stands behind what was read or written, and goes on from there.",
    "`mapping.seek(0)` before each text that you read or write, or use indices.",
)
def file_position(seen: Seen, source: str) -> bool:
    by_position = re.search(r"(?<!os)\.(read|write)\(", source) is not None
    longer = any(len(got) > LONGEST for _, got in _damaged(seen))
    return by_position and (longer or clues.raised(seen, "ValueError", "data out of range"))


def _child_ended(seen: Seen) -> bool:
    return any(event.process for event in seen.of("exit", "killed"))


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
    polls = clues.out_of_time(seen)
    unasked = len(seen.of("call")) < len(seen.call.lines)
    return made == 1 and bool(seen.of("fork")) and unasked and not polls


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
    own = [event for event in clues.of_its_files(seen) if event.process == 0]
    private = any(not event.mapping.shared and event.mapping.writable for event in own)
    return private and seen.after == seen.call.expect and clues.wrong_value(seen)


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
    damaged = _damaged(seen)
    by_zeros = sum(
        got == wanted.partition(b"\0")[0] or got.rstrip(b"\0") == wanted.rstrip(b"\0")
        for wanted, got in damaged
    )
    return seen.ending == "returned" and 2 * by_zeros > len(damaged)


def _texts(seen: Seen) -> list[tuple[bytes, bytes]]:
    """Lines and answers of a talk, as they were sent and as they arrived."""
    told = _answers(seen)
    answers = (
        zip(seen.call.expect, told, strict=False) if len(told) == len(seen.call.expect) else ()
    )
    return [*_lines(seen), *answers]


def _lines(seen: Seen) -> list[tuple[bytes, bytes]]:
    return [*zip(seen.call.lines, (event.content for event in seen.of("call")), strict=False)]


def _answers(seen: Seen) -> list[bytes]:
    value = seen.outcome.get("value")
    return [each for each in value if type(each) is bytes] if isinstance(value, list) else []


def _damaged(seen: Seen) -> list[tuple[bytes, bytes]]:
    """Lines that arrived as others, or answers where all lines arrived well."""
    lines = [(wanted, got) for wanted, got in _lines(seen) if wanted != got]
    return lines or [(wanted, got) for wanted, got in _texts(seen) if wanted != got]


@mistake(
    "It waits for a change that does not come",
    "An answer may be empty, and it may be equal to its line or to the answer before: then neither "
    "its length nor its bytes tell that it has come.",
    "Keep a byte in the mapping that says whose turn it is, and nothing else.",
)
def no_turn_byte(seen: Seen, _source: str) -> bool:
    return clues.hangs(seen) and b"" in (seen.call.expect or ())


@mistake(
    "What an earlier talk left in the file was taken for news",
    "The file may hold anything at first: also a turn, a number or a length that you have left "
    "there yourself. Whoever looks before these are set takes them for the other one's word.",
    "Set all of them in the parent, before you fork.",
)
def left_by_a_talk(seen: Seen, source: str) -> bool:
    return seen.call.again and (clues.hangs(seen) or out_of_turn.recognise(seen, source))


@mistake(
    "Someone read before it was their turn",
    "The two run at the same time, each at its own speed. Whoever reads without being told to "
    "finds the old bytes, or half of the new ones; a pause only makes that rarer. A turn that is "
    "given away before the bytes are there, or that the file held from the start, is no better; a "
    "lock keeps the two apart, and does not say whose turn it is.",
    "Set the turn to the parent's before you fork. Store the length and the bytes first and the "
    "turn last, and wait for the turn before each read.",
)
def out_of_turn(seen: Seen, _source: str) -> bool:
    asked = {event.content for event in seen.of("call")}
    wrong_line = bool(asked - set(seen.call.lines))
    value = seen.outcome.get("value")
    return bool(clues.shared(seen)) and (
        wrong_line or (isinstance(value, list) and value != seen.call.expect)
    )


ONE_MESSAGE = (
    general.not_written,
    general.not_run,
    sharing.forking_children,
    *general.ERRORS,
    sharing.socket_refused,
    sharing.way_refused,
    general.parent_ended,
    sharing.parent_called,
    opened_one_way,
    emptied_by_opening,
    mapped_too_little,
    sharing.taken_for_text,
    sharing.file_position,
    general.child_raised,
    sharing.signal_lost,
    sharing.byte_for_a_flag,
    general.never_ends,
    sharing.no_child,
    general.bus_error,
    general.segmentation_fault,
    general.child_strayed,
    file_not_mapped,
    stored_privately,
    sharing.other_way,
    another_mapping,
    sharing.made_outside,
    sharing.no_mapping,
    general.nothing_returned,
    sharing.zeros_stripped,
    sharing.not_bytes,
    sharing.other_length,
    read_from_a_copy,
    sharing.other_place,
    sharing.thread_ended,
    sharing.stored_after_fork,
    sharing.no_wait,
    general.child_left_running,
    general.child_not_reaped,
    general.mapping_left,
    general.descriptor_left,
    sharing.several_children,
    sharing.nothing_called,
    sharing.part_missing,
    sharing.copied_slice,
    sharing.other_bytes,
    file_resized,
)

TALK = (
    general.not_written,
    general.not_run,
    no_room,
    *general.ERRORS,
    sharing.socket_refused,
    sharing.way_refused,
    general.parent_ended,
    sharing.parent_called,
    sharing.signal_lost,
    opened_one_way,
    emptied_by_opening,
    stored_privately,
    line_inherited,
    taken_for_text,
    ended_by_a_mark,
    length_wrapped,
    ended_by_zeros,
    child_for_each_line,
    sharing.no_child,
    general.bus_error,
    general.segmentation_fault,
    file_position,
    general.child_raised,
    general.child_strayed,
    file_not_mapped,
    another_mapping,
    sharing.other_way,
    sharing.made_outside,
    sharing.no_mapping,
    general.child_left_running,
    general.child_not_reaped,
    general.mapping_left,
    general.descriptor_left,
    file_resized,
    general.nothing_returned,
    not_list_of_bytes,
    reordered,
    answer_left_out,
    other_length,
    places_overlap,
    own_token,
    sharing.nothing_called,
    child_gone,
    child_waits_on,
    left_by_a_talk,
    out_of_turn,
    no_turn_byte,
    both_wait,
    general.never_ends,
)
