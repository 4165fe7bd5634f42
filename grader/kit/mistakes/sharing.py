"""Mistakes that people make when processes share a mapping."""

import re

import numpy as np

from grader.exercise import mistake
from grader.kit import clues
from grader.kit.mistakes import general
from grader.kit.ways import came_beside, held_the_payload, told_by_status, went_by_calls
from grader.stage.perturb import SIGNAL_WAITS
from grader.stage.syscalls import REFUSED_WAYS
from grader.witness.seen import OWN, Seen


@mistake(
    "The mapping is MAP_PRIVATE",
    "A private mapping is copied for the process that writes to it (copy-on-write), so the "
    "child's bytes never reach the parent. In Python the third place of `mmap.mmap` is `flags`: a "
    "protection given there becomes flags by accident.",
    "Name the argument: `mmap.mmap(-1, size, flags=mmap.MAP_SHARED | mmap.MAP_ANONYMOUS)`.",
)
def private_mapping(seen: Seen, _source: str) -> bool:
    return bool(seen.of("map")) and not clues.shared(seen)


@mistake(
    "The mapping is not made by the function",
    "A mapping in a name of the notebook is there before the call and after it, has one size for "
    "every call, and holds what the call before has stored.",
    "Make the mapping in the function, and close it there.",
)
def made_outside(seen: Seen, _source: str) -> bool:
    return OWN in seen.filled and (OWN in held_the_payload(seen) or not seen.has("map"))


@mistake(
    "The mapping was made after the fork",
    "A child inherits the mappings that exist when it is forked. A mapping made later belongs to "
    "the process that made it; two anonymous ones share nothing.",
    "Make the mapping first, then fork.",
)
def mapped_after_fork(seen: Seen, _source: str) -> bool:
    forks, maps = seen.of("fork"), clues.shared(seen)
    late = (event.process > 0 or event.at > forks[-1].at for event in maps)
    return bool(forks and maps) and all(late)


@mistake(
    "There is no mapping",
    "After a fork each process has its own copy of ordinary memory, a `bytearray` included: what "
    "the child stores there stays in the child.",
    "Let both processes use one `mmap.mmap` that is shared and made before the fork.",
)
def no_mapping(seen: Seen, _source: str) -> bool:
    return bool(seen.of("fork")) and not seen.of("map", "send")


@mistake(
    "No child process was made",
    "The exercise is about two processes; whatever one process computes alone shows nothing of "
    "sharing.",
    "Fork (`os.fork`, or `multiprocessing`), and call what you were handed in the child.",
)
def no_child(seen: Seen, _source: str) -> bool:
    return seen.ending == "returned" and not seen.of("fork")


@mistake(
    "The bytes were copied from process to process by system calls",
    "A pipe, a socket, a file or an exit status moves bytes by system calls: each is copied into "
    "the kernel and out again, which is what a shared mapping avoids.",
    "Store the bytes in the mapping (`mapping[:] = data`); a pipe may carry a token that says "
    "they are there.",
)
def other_way(seen: Seen, _source: str) -> bool:
    moved = bool(seen.call.size and seen.of("send")) and went_by_calls(seen)
    told = bool(clues.shared(seen)) and told_by_status(seen)
    return moved or told or came_beside(seen)


@mistake(
    "Zeros were taken off",
    "A zero is a byte like any other, and may be the first or the last one. Who strips zeros, or "
    "reads up to the first one, loses bytes.",
    "Take a slice that is just as long as what was asked for, and return it as it is.",
)
def zeros_stripped(seen: Seen, _source: str) -> bool:
    value, expect = seen.outcome.get("value"), seen.call.expect
    if type(value) is not bytes or type(expect) is not bytes or value == expect:
        return False
    if not value and expect[:1] != b"\0":
        return False
    return value in (expect.rstrip(b"\0"), expect.strip(b"\0"), expect.partition(b"\0")[0])


@mistake(
    "It returned something other than bytes",
    "A `bytearray`, a `memoryview` and an array can be changed by whoever has them, or hold the "
    "mapping open; a mapping is only a window; a `str` is text. `bytes` are a copy, and your "
    "caller's own.",
    "Return a slice of the mapping, which is `bytes` already, or `bytes(...)` of a view or array.",
)
def not_bytes(seen: Seen, _source: str) -> bool:
    returned = seen.ending == "returned" and type(seen.call.expect) is bytes
    return returned and seen.outcome.get("type") not in ("bytes", "NoneType")


@mistake(
    "It returned only a part of the bytes, or too many",
    "The size differs from call to call. A page is no limit of a mapping, and no byte ends it: "
    "`readline` and `find` stop at one. A slice ends before its second number.",
    "Take the size from what you were given (`len(mapping)`), and return just so many bytes: "
    "`mapping[:size]`.",
)
def other_length(seen: Seen, _source: str) -> bool:
    value, expect = seen.outcome.get("value"), seen.call.expect
    if type(value) is not bytes or type(expect) is not bytes or len(value) == len(expect):
        return False
    return bool(value) and (expect.startswith(value) or value.startswith(expect))


@mistake(
    "A process ended before its thread had stored",
    "A process that ends takes its threads with it, whatever they were about to do. One that "
    "nobody joins has often not begun by then.",
    "Wait for the thread in the process that started it (`thread.join()`), or store without one.",
)
def thread_ended(seen: Seen, source: str) -> bool:
    started = "Thread(" in source and ".join(" not in source
    return started and seen.ending == "returned" and clues.wrong_value(seen)


@mistake(
    "The parent stores in the mapping after the fork",
    "By then a child may have stored already, and what it has stored is overwritten. The two run "
    "at the same time, and nothing says that the parent is the quicker one.",
    "Do before the fork what the mapping is to hold at first. A new anonymous mapping holds zeros.",
)
def stored_after_fork(seen: Seen, _source: str) -> bool:
    return seen.caller_stored and clues.wrong_value(seen)


@mistake(
    "The parent did not wait for the child",
    "Fork returns in both processes at once, and nothing says who runs first. A parent that reads "
    "without waiting finds what the child has stored so far: often nothing. A pause "
    "(`time.sleep`, or a wait with a time limit) only makes that rarer. Bytes that have come say "
    "nothing of those that have not, nor does a flag that is set before them.",
    "Wait for the child to end (`os.waitpid(pid, 0)`, `process.join()`), then read.",
)
def no_wait(seen: Seen, _source: str) -> bool:
    stored_too_late = bool(seen.of("store")) and clues.wrong_value(seen) and _of_a_moment(seen)
    return seen.early or (
        seen.ending == "returned" and stored_too_late and bool(clues.shared(seen))
    )


def _of_a_moment(seen: Seen) -> bool:
    """Could the memory have held these bytes while the child stored? Each of them is the one
    expected, or the one before it; a zero also where the parent may have cleared the memory, so
    that it does not hold in the end what was stored."""
    value, expect = seen.outcome.get("value"), seen.call.expect
    if isinstance(value, np.ndarray) and isinstance(expect, np.ndarray):
        return value.shape == expect.shape and bool(((value == expect) | (value == 0)).all())
    if type(value) is not bytes or type(expect) is not bytes:
        return True
    before = seen.call.before or bytes(len(expect))
    cleared = seen.call.before and seen.after != expect
    if not value:
        return True  # it may not have looked at all
    same_length = len(value) == len(expect)
    return same_length and all(
        got in (wanted, old) or (cleared and not got)
        for got, wanted, old in zip(value, expect, before, strict=True)
    )


@mistake(
    "The parent read another mapping than the child stored in",
    "Two mappings that are anonymous, or of `/dev/zero`, share nothing, in one process or in two: "
    "each is memory of its own, which begins with zeros.",
    "Make one mapping before the fork, and keep it until the parent has read what the child "
    "stored there.",
)
def mapped_twice(seen: Seen, _source: str) -> bool:
    own = ("anonymous", "/dev/zero")
    made = [e.mapping for e in clues.shared(seen) if e.mapping.backing in own]
    large = [mapping for mapping in made if mapping.length >= seen.call.size]
    value = seen.outcome.get("value")
    zeros = isinstance(value, bytes) and bool(value) and not any(value)
    return zeros and len(large) > 1 and not seen.early and bool(seen.of("store"))


@mistake(
    "The bytes were taken for text",
    "A space and the end of a line are bytes like any others, and bytes of any value are no text "
    "at all. Who strips some, puts one for another, or decodes them, gets what nobody stored, or "
    "an error.",
    "Leave the bytes as they are: `mapping[:size]`, without `strip`, `decode` and `encode`.",
)
def taken_for_text(seen: Seen, _source: str) -> bool:
    if any(clues.raised(seen, kind) for kind in ("UnicodeError", "UnicodeDecodeError")):
        return True
    if clues.raised(seen, "AttributeError", "'encode'"):
        return True
    value, expect = seen.outcome.get("value"), seen.call.expect
    both_bytes = type(value) is bytes and type(expect) is bytes
    return both_bytes and value != expect and value in clues.as_text(expect)


@mistake(
    "The bytes were read from another place than they were stored at",
    "A flag or a length in front of the bytes moves all that comes behind it.",
    "Store and read from the same place on: `memory[start:start + size]` in both processes.",
)
def other_place(seen: Seen, _source: str) -> bool:
    value, expect = seen.outcome.get("value"), seen.call.expect
    if type(value) is not bytes or type(expect) is not bytes or len(expect) < 4 * clues.SURE:
        return False
    middle = len(expect) // 2
    at = value.find(expect[middle : middle + clues.SURE])
    return at not in (-1, middle)


@mistake(
    "A socket was asked for that leads out of the check",
    "A network, or a server elsewhere on the machine, could reach other people's processes. A Unix "
    "socket in the folder of the check works, and with it `multiprocessing.Manager`.",
    "Take locks, semaphores and events from `multiprocessing` itself: "
    '`multiprocessing.get_context("fork").Lock()`. They need no server.',
)
def socket_refused(seen: Seen, _source: str) -> bool:
    return any(event.name in ("socket", "connect") for event in seen.of("refused"))


@mistake(
    "The bytes were to go a way that the check refuses",
    "Queues and shared memory of System V and of POSIX, calls that reach into the memory of "
    "another process, and `sendmmsg` would carry bytes past the mapping unseen. The check refuses "
    "them (EPERM).",
    "Store the bytes in the mapping (`mapping[:] = data`); wait for the child's end, or have it "
    "send a token through a pipe.",
)
def way_refused(seen: Seen, _source: str) -> bool:
    return any(event.name in REFUSED_WAYS for event in seen.of("refused"))


@mistake(
    "The parent called what only a child may call",
    "The function that you were handed works in a child only: its answer has to travel through "
    "the mapping. A thread is no child: it is part of the parent.",
    "Call it where `os.fork()` returned 0, or in the function that a `Process` runs.",
)
def parent_called(seen: Seen, _source: str) -> bool:
    return clues.parent_called(seen)


@mistake(
    "Several children made the bytes",
    "The exercise is about one child. Where each calls `produce` for itself, none stores what "
    "another one has made.",
    "Fork once; the child calls `produce` once and stores all that it got.",
)
def several_children(seen: Seen, _source: str) -> bool:
    return "produce" in seen.call.handed and len(clues.callers(seen)) > 1


@mistake(
    "Only a part of the bytes was stored",
    "The others are what the memory held before. A slice that ends one byte or one page too "
    "early leaves a rest, and so does a child that is ended while it stores.",
    "Map as many bytes as there are, store all of them (`mapping[:] = data`), and wait for the "
    "child's own end.",
)
def part_missing(seen: Seen, _source: str) -> bool:
    value, expect = seen.outcome.get("value"), seen.call.expect
    if type(value) is not bytes or type(expect) is not bytes or len(value) != len(expect):
        return False
    ends = (
        value[: clues.SURE] == expect[: clues.SURE],
        value[-clues.SURE :] == expect[-clues.SURE :],
    )
    return value != expect and len(expect) > clues.SURE and any(ends)


@mistake(
    "The child changed a copy, or nothing",
    "A slice of a mapping (`mapping[:4]`), `bytes(...)` or `bytearray(...)` of it is a copy in "
    "ordinary memory, and assigning to the name (`mapping = data`) only rebinds the name. Neither "
    "stores anything in the mapping. An error in the child leaves nothing either, and "
    "`finally: os._exit(0)` hides it.",
    "Assign into the mapping: `mapping[:len(data)] = data`, or use a `memoryview`. Have the child "
    "print its errors (`traceback.print_exc()`).",
)
def copied_slice(seen: Seen, _source: str) -> bool:
    # What stands there in its place may be no text or number that can be decoded.
    fails = seen.ending == "raised" or (seen.ending == "returned" and clues.wrong_value(seen))
    return (
        fails
        and bool(clues.shared(seen))
        and bool(seen.of("answer"))
        and not seen.of("store")
        and not _much_stored(seen)
    )


def _much_stored(seen: Seen) -> bool:
    return any(filled > seen.call.size / 2 for filled in seen.filled.values())


@mistake(
    "Other bytes were stored than those that were made",
    "Bytes of any value are no text: `decode` cannot read them, or puts others in their place. "
    "Another order, a sum, or a number of another size changes them as well.",
    "Store what you got as it is: `mapping[:] = data`.",
)
def other_bytes(seen: Seen, _source: str) -> bool:
    stored = bool(clues.shared(seen)) and _much_stored(seen) and not seen.of("store")
    return seen.ending == "returned" and stored and type(seen.outcome.get("value")) is bytes


@mistake(
    "No child got as far as to call what your function was handed",
    "A child that ends before that has nothing to store. An error ends a child, and `finally: "
    "os._exit(0)` hides the error.",
    "Have the child print its errors: `except BaseException: traceback.print_exc()`.",
)
def nothing_called(seen: Seen, _source: str) -> bool:
    idle = bool(seen.of("fork")) and not seen.of("call") and not seen.early
    return seen.ending == "returned" and idle


@mistake(
    "The mapping was read or written from its end",
    "A mapping object keeps a position of its own for `read` and `write`, one in each process; "
    "after either it stands behind what was read or written.",
    "Read and store by index (`mapping[:size]`), or `mapping.seek(0)` before each `read` and "
    "`write`.",
)
def file_position(seen: Seen, source: str) -> bool:
    value = seen.outcome.get("value")
    wide = any(event.mapping.length >= seen.call.size for event in seen.of("map"))
    if wide and clues.raised(seen, "ValueError", "data out of range"):
        return ".write" in source
    return isinstance(value, bytes) and not value and bool(seen.call.expect) and ".read" in source


@mistake(
    "The signal came before the wait for it",
    "`signal.pause`, and `signal.sigwait` where the signal is not blocked, wait for one that is "
    "still to come. One that has come before is gone, and nobody sends another.",
    "Block the signal before you fork (`signal.pthread_sigmask(signal.SIG_BLOCK, ...)`), so that "
    "it stays until you ask for it: `signal.sigwait(...)`.",
)
def signal_lost(seen: Seen, source: str) -> bool:
    return seen.ending == "stuck" and any(f"{name}(" in source for name in SIGNAL_WAITS)


@mistake(
    "A byte of the message stands for 'done'",
    "A message may hold any byte anywhere: a zero where the wait is for something else than zero, "
    "or what was there before. The wait then goes on although all of it has come.",
    "Wait for the child's end (`os.waitpid`), or for a token through a pipe.",
)
def byte_for_a_flag(seen: Seen, source: str) -> bool:
    polls = clues.out_of_time(seen) and not seen.of("wait")
    looks = re.search(r"\b(while|if)\b[^\n]*\w\[[^\]\n]*\]", source)
    return bool(polls and looks and any(event.process for event in seen.of("exit")))


@mistake(
    "A pid is no number of a child",
    "Pids follow one another only where nothing else is started meanwhile. The remainders of two "
    "of them may be the same: then two children share a place, and another one stays empty.",
    "Give each child its number when you make it: the `k` of the loop that forks.",
)
def slot_by_pid(_seen: Seen, source: str) -> bool:
    return bool(re.search(r"pid(\(\))?\s*(%|-\s*\w*pid)", source))


@mistake(
    "The children made children of their own",
    "A child that does not end inside the loop that forks runs the rest of the loop too, and forks "
    "again: n rounds make 2 to the power of n processes.",
    "End each child where it was made (`os._exit(0)`), so that only the parent goes on to fork.",
)
def forking_children(seen: Seen, _source: str) -> bool:
    went_on = bool(seen.of("strayed")) and any(event.process for event in seen.of("fork"))
    return seen.ending == "crowded" or went_on


@mistake(
    "The shared memory belongs to a file",
    "`memfd_create`, `multiprocessing.shared_memory`, and the arrays and values of "
    "`multiprocessing` map a file, even if it is one that lives in memory or is removed at once. "
    "That works, and is another thing than the exercise asks for.",
    "Map what is asked for: `mmap.mmap(-1, size)` is anonymous; for `/dev/zero` give it the "
    "descriptor of the device.",
)
def file_in_its_place(seen: Seen, _source: str) -> bool:
    made = [event.mapping.backing for event in clues.shared(seen)]
    of_files = [m for m in made if m != "anonymous" and not m.startswith("/dev/zero")]
    is_used = len(of_files) == len(made) or (came_beside(seen) and not seen.call.leaves)
    return bool(of_files) and is_used


SHARING = (
    general.not_written,
    general.not_run,
    forking_children,
    *general.ERRORS,
    socket_refused,
    way_refused,
    general.parent_ended,
    parent_called,
    taken_for_text,
    file_position,
    general.child_raised,
    signal_lost,
    byte_for_a_flag,
    general.never_ends,
    no_child,
    general.bus_error,
    general.segmentation_fault,
    general.child_strayed,
    file_in_its_place,
    made_outside,
    private_mapping,
    mapped_after_fork,
    no_mapping,
    general.nothing_returned,
    zeros_stripped,
    not_bytes,
    other_length,
    mapped_twice,
    other_place,
    thread_ended,
    stored_after_fork,
    no_wait,
    general.child_left_running,
    general.child_not_reaped,
    other_way,
    several_children,
    nothing_called,
    part_missing,
    copied_slice,
    other_bytes,
    *general.LEFT,
)
