"""chat(path, lines, reply) -> list[bytes]: lines and answers take turns in a file's mapping."""

import random
import re
from dataclasses import dataclass, replace
from pathlib import Path

from grader.exercise import Broken, Call, Exercise, InScratch, OnFile, mistake, rule, with_inverted
from grader.kit import clues, rules, ways
from grader.kit.mistakes import general, shared_file, sharing
from grader.stage.decoy import LEAST, decoy
from grader.wire import Guarded, Handed
from grader.witness.seen import Seen
from grader.witness.turns import Glances, Turns
from mapscope.words import count

FILE = "chat.bin"
FILE_BYTES = 4096  # by the contract, whatever the size of a page
LONGEST = 1000  # bytes of a line or an answer
HEADER = 8  # bytes that a turn and a length take
LONG = 900  # of what is nearly as long as may be


@dataclass
class Talk(OnFile):
    """A call that keeps its lines. `secret` are all bytes of a talk of which a piece is enough to
    tell which way they went: random ones, each line and each answer about as long as may be.
    Where it is had `again`, the file is as the talk before has left it."""

    lines: tuple[bytes, ...] = ()
    secret: bytes = b""
    again: bool = False

    def __post_init__(self):
        super().__post_init__()
        if self.again:
            self.prepare = None


def calls(fresh: random.Random) -> list[Call]:
    echo = fresh.randbytes(40)
    edges = [  # lines and answers that look like a flag, a length or an end
        (b"\0", b""),
        (b"a\0\0", b"\0"),
        (b"\1", bytes(LONGEST)),
        (b"\n", b"\r\n"),
        (echo, echo),
        (echo, echo),
        (b"\xff" * LONGEST, b" end \0\0"),
    ]
    return [
        _call([], b"\0", Path),
        _call([(fresh.randbytes(1), fresh.randbytes(3))], b"\0", str),
        replace(_call(_long(fresh, 1), b"\0", str), again=True, exits_late=True),
        _call(edges, b"\1", Path),
        _call(_long(fresh, 12), fresh.randbytes(FILE_BYTES), str, late=2),
        _call(_long(fresh, 3), b"\2", str, turns=Glances("children", at_calls=True)),
        _call(_long(fresh, 3), b"\1", str, turns=Glances("caller", at_calls=True)),
        replace(_call(_long(fresh, 1), b"\0", str, turns=Glances("caller")), again=True),
        with_inverted(_call(_long(fresh, 1), b"\0", str), lambda _: True),
        with_inverted(_call(_long(fresh, 2), b"\0", str), lambda seen: seen.call.lines[1]),
    ]


def harder(fresh: random.Random) -> list[Call]:
    """More lines than there are values of a byte. On a busy machine each costs a stretch of
    processor time where both spin."""
    short = [(fresh.randbytes(fresh.randrange(1, 9)), fresh.randbytes(5)) for _ in range(300)]
    return [replace(_call(list(dict(short).items()), b"\xff", Path), cpu_seconds=6.0)]


def _long(fresh: random.Random, count: int) -> list[tuple[bytes, bytes]]:
    sizes = [(fresh.randrange(LONG, LONGEST), fresh.randrange(LONG, LONGEST)) for _ in range(count)]
    sizes[count // 2] = LONGEST, LONGEST
    return [(fresh.randbytes(line), fresh.randbytes(answer)) for line, answer in sizes]


def _call(
    talk: list[tuple[bytes, bytes]],
    fill: bytes,
    kind: type,
    late: int = 0,
    turns: Turns | None = None,
) -> Talk:
    answers = dict(talk)
    lines, said = [line for line, _ in talk], [answer for _, answer in talk]
    is_long = all(min(len(line), len(answer)) >= LONG for line, answer in talk)
    return Talk(
        "chat",
        (InScratch(FILE, kind), Guarded(lines), Handed("reply")),
        expect=said,
        # A line that arrived damaged gets an answer too: the report tells what became of it.
        handed={"reply": lambda line: answers.get(line, b"?" * 100)},
        payload=talk[-1][1] if talk else b"",
        size=min(sum(map(len, lines)), sum(map(len, said))),
        late=late,
        turns=turns,
        seconds=10.0,
        file=FILE,
        before=(fill * FILE_BYTES)[:FILE_BYTES],
        lines=tuple(lines),
        secret=b"".join(lines + said) if is_long else b"",
    )


@rule("A child process calls `reply`, not the parent, and one child answers every line.")
def one_child_replies(seen: Seen) -> None:
    if any(event.name == "reply()" for event in seen.of("refused")):
        raise Broken("The parent called `reply` itself.")
    if not seen.call.lines:
        return
    if not seen.of("fork"):
        raise Broken("No child process was made.")
    children = clues.callers(seen)
    if not children:
        raise Broken("No child called `reply`.")
    if len(children) > 1:
        raise Broken(
            f"{len(children)} processes called `reply`; one child is to answer every line."
        )


@rule("A shared, writable mapping of the file is made.")
def maps_file(seen: Seen) -> None:
    made = clues.maps_of_its_files(seen)
    if seen.call.lines and not any(mapping.shared and mapping.writable for mapping in made):
        raise Broken(f"No such mapping was made.{rules.made_instead(seen)}")


@rule("Each line reaches the child whole, through the mapping.", needs=("one_child_replies",))
def lines_arrive(seen: Seen) -> None:
    asked = [event.content for event in seen.of("call")]
    for number, line in enumerate(seen.call.lines, 1):
        if line in asked:
            continue
        if len(line) >= LEAST and decoy(len(line)) in asked:
            raise Broken(
                f"`reply` got a copy of line {number} that the child had inherited. The check puts "
                f"other bytes there: a line is to come through the mapping."
            )
        wanted = f"`reply` was to get line {number}, {rules.show(line)}."
        if number > len(asked):
            raise Broken(f"{wanted} It got no call.")
        got = asked[number - 1]
        raise Broken(f"{wanted} It got {rules.show(got)}.{rules.difference(line, got)}")
    strange = [content for content in asked if content and content not in seen.call.lines]
    if strange:
        raise Broken(
            f"`reply` got each line, and also {rules.show(strange[0])}, which is none: the child "
            f"took what was there before a line had come."
        )


@rule("It returns the answers, in order.", needs=("ended",))
def right_answers(seen: Seen) -> None:
    expect, value = seen.call.expect, seen.outcome.get("value")
    is_list = seen.outcome["type"] == "list" and isinstance(value, list)
    if not is_list or not all(type(item) is bytes for item in value):
        raise Broken(f"Expected a list of `bytes`, got {rules.no_list_of_bytes(seen)}.")
    if len(value) != len(expect):
        raise Broken(f"Expected {count(len(expect), 'answer')}, got {len(value)}.")
    for number, (wanted, got) in enumerate(zip(expect, value, strict=True), 1):
        if wanted != got:
            raise Broken(
                f"Answer {number}: expected {rules.show(wanted)}, got {rules.show(got)}."
                + rules.difference(wanted, got)
            )


@rule("They talk in the file.", needs=("maps_file",))
def file_used(seen: Seen) -> None:
    # What the file held at first was random in this call: nobody leaves it just so who used it.
    if seen.call.late and seen.after == seen.call.before:
        raise Broken("The file holds what it held before: nothing was stored in it.")


@rule("The file keeps its size.", cost=0.5)
def file_keeps_size(seen: Seen) -> None:
    if seen.after is not None and len(seen.after) != FILE_BYTES:
        raise Broken(f"The file had {FILE_BYTES:,} bytes and now has {len(seen.after):,}.")


@rule(
    "Lines and answers travel through the mapping and no other way.", needs=("one_child_replies",)
)
def no_other_way(seen: Seen) -> None:
    if not seen.call.secret:
        return
    if ways.talked_beside(seen):
        raise Broken("Lines or answers were held by another mapping than that of the file.")
    lines, answers = sum(map(len, seen.call.lines)), sum(map(len, seen.call.expect))
    less = min(lines, answers)
    much = less > 2 * ways.TOKENS and ways.carried_by_calls(seen) > less / 2
    if much or ways.told_by_calls(seen, seen.call.secret):
        moved = ways.moved_by_calls(seen)
        raise Broken(
            f"Of {lines:,} bytes of lines and {answers:,} of answers, this moved by system calls: "
            f"{ways.in_words(moved)}."
        )


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
    text = any(got or wanted.isspace() for wanted, got in damaged) and all(
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


EXERCISE = Exercise(
    name="chat",
    assignment="2-parent-and-child",
    points=5,
    calls=calls,
    harder=harder,
    rules=(
        rules.ended,
        one_child_replies,
        maps_file,
        lines_arrive,
        right_answers,
        file_used,
        file_keeps_size,
        rules.through_memory(no_other_way),
        rules.children_end,
        rules.nothing_left,
    ),
    mistakes=(
        general.not_written,
        general.not_run,
        no_room,
        *general.ERRORS,
        sharing.socket_refused,
        sharing.way_refused,
        general.parent_ended,
        sharing.parent_called,
        sharing.signal_lost,
        shared_file.opened_one_way,
        shared_file.emptied_by_opening,
        shared_file.stored_privately,
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
        shared_file.file_not_mapped,
        shared_file.another_mapping,
        sharing.other_way,
        sharing.made_outside,
        sharing.no_mapping,
        general.child_left_running,
        general.child_not_reaped,
        general.mapping_left,
        general.descriptor_left,
        shared_file.file_resized,
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
    ),
)
