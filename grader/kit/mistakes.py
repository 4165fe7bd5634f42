"""Mistakes that people make with mappings, recognised by what was seen."""

import ast
import re

import numpy as np

from grader.exercise import mistake
from grader.kit.rules import (
    TOKEN_SHARE,
    held_the_payload,
    is_filler,
    of_file,
    told_by_status,
    went_by_calls,
)
from grader.stage.perturb import SIGNAL_WAITS
from grader.stage.syscalls import REFUSED_WAYS
from grader.witness.seen import OWN, TELLING, Mapping, Seen

NOT_PICKLED = "[Cc]an('t|not) (pickle|get local)|through inheritance"  # in messages of Python
MANY_CALLS = 1000  # of which none is needed
SURE = 16  # bytes, made at random, that are not equal by accident
PRINTED = re.compile(
    r"^(?P<ignored>Exception ignored.*\n)?"
    r"Traceback \(most recent call last\):\n(?:[ \t].*\n)*(?P<error>\S.*)",
    re.MULTILINE,
)


def shared(seen: Seen) -> list:
    return [event for event in seen.of("map") if event.mapping.shared]


def _defined(source: str, function: str) -> ast.FunctionDef | None:
    """The function as it was defined last: a later cell may have another try."""
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return None
    every = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    named = [node for node in every if node.name == function]
    outer = [node for node in named if node in tree.body]
    return (outer or named or [None])[-1]


def wrong_value(seen: Seen) -> bool:
    return bool(np.any(seen.outcome.get("value") != seen.call.expect))  # arrays differ by element


@mistake(
    "The mapping is MAP_PRIVATE",
    "A private mapping is copied for the process that writes to it (copy-on-write), so the "
    "child's bytes never reach the parent. In Python the third place of `mmap.mmap` is `flags`: a "
    "protection given there becomes flags by accident.",
    "Name the argument: `mmap.mmap(-1, size, flags=mmap.MAP_SHARED | mmap.MAP_ANONYMOUS)`.",
)
def private_mapping(seen: Seen, _source: str) -> bool:
    return bool(seen.of("map")) and not shared(seen)


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
    forks, maps = seen.of("fork"), shared(seen)
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
    "The child does not know your function",
    "`spawn` and `forkserver` begin a new Python, which imports the function by its name. What a "
    "notebook defines is in no module that it could import, so the child ends with "
    "`AttributeError: Can't get attribute`.",
    "Take `multiprocessing.get_context('fork')`: its child is a copy of the parent, functions and "
    "mappings included.",
)
def not_forked(seen: Seen, _source: str) -> bool:
    return "Can't get attribute" in seen.output


@mistake(
    "A child was sent what cannot be sent",
    "What a pool or an executor is given, and what a process that `spawn` begins is given, is sent "
    "as a pickle. A mapping, an open file and a lock belong to this process; a function inside a "
    "function has no name by which a child would find it.",
    "Define what the child runs at the top of a cell. Make mappings and locks before the children, "
    "in names that both see, and have the children forked: they inherit all of it. `Process` of "
    "`multiprocessing.get_context('fork')` pickles nothing that it is given.",
)
def not_picklable(seen: Seen, _source: str) -> bool:
    why = seen.outcome.get("explained", "") + seen.output
    return bool(re.search(NOT_PICKLED, why))


@mistake(
    "The bytes were copied from process to process by system calls",
    "A pipe, a socket, a file or an exit status moves bytes by system calls: each is copied into "
    "the kernel and out again, which is what a shared mapping avoids.",
    "Store the bytes in the mapping (`mapping[:] = data`); a pipe may carry a token that says "
    "they are there.",
)
def other_way(seen: Seen, _source: str) -> bool:
    moved = bool(seen.call.size and seen.of("send")) and went_by_calls(seen)
    return moved or (bool(shared(seen)) and told_by_status(seen))


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
    return started and seen.ending == "returned" and wrong_value(seen)


@mistake(
    "The parent stores in the mapping after the fork",
    "By then a child may have stored already, and what it has stored is overwritten. The two run "
    "at the same time, and nothing says that the parent is the quicker one.",
    "Do before the fork what the mapping is to hold at first. A new anonymous mapping holds zeros.",
)
def stored_after_fork(seen: Seen, _source: str) -> bool:
    return seen.caller_stored and wrong_value(seen)


@mistake(
    "The parent did not wait for the child",
    "Fork returns in both processes at once, and nothing says who runs first. A parent that reads "
    "without waiting finds what the child has stored so far: often nothing. A pause "
    "(`time.sleep`, or a wait with a time limit) only makes that rarer. Bytes that have come say "
    "nothing of those that have not, nor does a flag that is set before them.",
    "Wait for the child to end (`os.waitpid(pid, 0)`, `process.join()`), then read.",
)
def no_wait(seen: Seen, _source: str) -> bool:
    stored_too_late = bool(seen.of("store")) and wrong_value(seen) and _of_a_moment(seen)
    return seen.early or (seen.ending == "returned" and stored_too_late and bool(shared(seen)))


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
    made = [e.mapping for e in shared(seen) if e.mapping.backing in own]
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
    if any(raised(seen, kind) for kind in ("UnicodeError", "UnicodeDecodeError")):
        return True
    if raised(seen, "AttributeError", "'encode'"):
        return True
    value, expect = seen.outcome.get("value"), seen.call.expect
    both_bytes = type(value) is bytes and type(expect) is bytes
    return both_bytes and value != expect and value in as_text(expect)


def as_text(told: bytes) -> list[bytes]:
    """What becomes of bytes that are taken for text."""
    stripped = [told.strip(), told.rstrip(), told.lstrip(), told.rstrip(b"\n")]
    decoded = [told.decode(errors=errors).encode() for errors in ("ignore", "replace")]
    return [*stripped, *decoded, told.replace(b"\r\n", b"\n")]


@mistake(
    "The bytes were read from another place than they were stored at",
    "A flag or a length in front of the bytes moves all that comes behind it.",
    "Store and read from the same place on: `memory[start:start + size]` in both processes.",
)
def other_place(seen: Seen, _source: str) -> bool:
    value, expect = seen.outcome.get("value"), seen.call.expect
    if type(value) is not bytes or type(expect) is not bytes or len(expect) < 4 * SURE:
        return False
    middle = len(expect) // 2
    at = value.find(expect[middle : middle + SURE])
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
    return any(event.name.endswith("()") for event in seen.of("refused"))


@mistake(
    "The child was not waited for",
    "A child that has ended stays in the process table as a zombie until its parent asks how it "
    "ended.",
    "Call `os.waitpid(pid, 0)` once for each child.",
)
def child_not_reaped(seen: Seen, _source: str) -> bool:
    return bool(seen.unreaped) and seen.ending != "raised"


@mistake(
    "A child was left running",
    "The function returned while a child that it had started went on. Nobody ends such a child, "
    "and it keeps its memory and its mappings.",
    "Let the child end (`os._exit(0)`) and wait for it before you return.",
)
def child_left_running(seen: Seen, _source: str) -> bool:
    return bool(seen.running) and seen.ending != "raised"


@mistake(
    "Several children made the bytes",
    "The exercise is about one child. Where each calls `produce` for itself, none stores what "
    "another one has made.",
    "Fork once; the child calls `produce` once and stores all that it got.",
)
def several_children(seen: Seen, _source: str) -> bool:
    return "produce" in seen.call.handed and len({event.process for event in seen.of("call")}) > 1


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
    ends = value[:SURE] == expect[:SURE], value[-SURE:] == expect[-SURE:]
    return value != expect and len(expect) > SURE and any(ends)


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
    return (
        seen.ending == "returned"
        and wrong_value(seen)
        and bool(shared(seen))
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
    stored = bool(shared(seen)) and _much_stored(seen) and not seen.of("store")
    return seen.ending == "returned" and stored and type(seen.outcome.get("value")) is bytes


@mistake(
    "The child came back out of your function",
    "After `os.fork` two processes run the same code. A child that returns, or raises (`sys.exit` "
    "raises SystemExit), goes on with everything that comes after the call: cleaning up twice, "
    "printing twice, saving twice.",
    "End the child inside the function, whatever happens there: `try: ... finally: os._exit(0)`.",
)
def child_strayed(seen: Seen, _source: str) -> bool:
    return bool(seen.of("strayed"))


@mistake(
    "An error ended the child's work",
    "The line on children above names it, or the note below. What the child has not stored by then "
    "is missing. Where nothing ends the child, it goes on with everything that comes after the "
    "call, as a second caller.",
    "Mend the error first. Then end the child inside the function, whatever happens there, without "
    "hiding its errors: `try: ...`, `except BaseException: traceback.print_exc()`, `finally: "
    "os._exit(0)`.",
)
def child_raised(seen: Seen, _source: str) -> bool:
    return any(error and not error.startswith("SystemExit") for error in _of_children(seen))


def _of_children(seen: Seen) -> list[str]:
    """The errors by which children came back, and those that they have printed."""
    printed = (found for found in PRINTED.finditer(seen.output) if not found["ignored"])
    own = [found["error"] for found in printed if "<cell" in found[0] or "_bootstrap" in found[0]]
    return [*(event.name for event in seen.of("strayed")), *own]


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
    if wide and raised(seen, "ValueError", "data out of range"):
        return ".write" in source
    return isinstance(value, bytes) and not value and bool(seen.call.expect) and ".read" in source


@mistake(
    "SIGBUS: an access behind the end of the mapped file",
    "The pages of a mapping that lie wholly behind the end of its file have nothing behind them; "
    "touching one kills the process.",
    "Stay within the file's length; where it is yours to set, set it (`os.ftruncate`) before you "
    "touch the mapping.",
)
def bus_error(seen: Seen, _source: str) -> bool:
    return seen.signal == "SIGBUS" or "Bus error" in seen.output


@mistake(
    "SIGSEGV: an access outside the mapping",
    "The address belongs to no mapping, or to one that does not permit this access.",
    "Check lengths and offsets, and do not use a mapping after it was unmapped.",
)
def segmentation_fault(seen: Seen, _source: str) -> bool:
    return seen.signal == "SIGSEGV" or "Segmentation fault" in seen.output


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
    polls = seen.ending in ("overworked", "overtime") and not seen.of("wait")
    looks = re.search(r"\b(while|if)\b[^\n]*\w\[[^\]\n]*\]", source)
    return bool(polls and looks and any(event.process for event in seen.of("exit")))


@mistake(
    "It does not come to its end, or not in time",
    "A loop whose condition never changes runs for ever; two processes that each wait for the "
    "other stay where they are; a lock that nobody gives back stays taken; a loop that does much "
    "for each single byte takes too long.",
    "Say for each wait who ends it, and by what. To wait for a child, `os.waitpid` is enough. Work "
    "on many bytes at once where you can: `mapping[:] = data`.",
)
def never_ends(seen: Seen, _source: str) -> bool:
    return seen.ending in ("overworked", "overtime", "stuck")


@mistake(
    "It makes a system call for each byte",
    "`flush` (msync), and making a mapping, are calls of the kernel's. One for each byte or pixel "
    "is a million of them, and the time is up before they are done. No store needs one to be seen.",
    "Store many bytes at once (`mapping[:] = data`, `image[...] = result`), and `flush` once at "
    "the end, or not at all.",
)
def call_for_each(seen: Seen, _source: str) -> bool:
    late = seen.ending in ("overworked", "overtime")
    return late and len(seen.of("flush", "map")) > MANY_CALLS


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
    "`os._exit` ended the parent too",
    "It ends the process that calls it, at once and without a word. The parent is the notebook's "
    "own process.",
    "Call `os._exit` only where `os.fork()` returned 0.",
)
def parent_ended(seen: Seen, _source: str) -> bool:
    return seen.ending == "exited"


@mistake(
    "The file was closed before it was mapped",
    "`fileno()` returns a number, which means nothing once the file is closed. A file object that "
    "nobody holds is closed at once: in `mmap.mmap(open(path).fileno(), 0)`, before `mmap` begins.",
    "Give the file a name until it is mapped: `with open(path, 'r+b') as file:` and, inside, "
    "`mmap.mmap(file.fileno(), 0)`.",
)
def closed_too_soon(seen: Seen, _source: str) -> bool:
    return raised(seen, "OSError", "[Errno 9]")


@mistake(
    "The function is not written yet",
    "It still raises what the exercise came with, or has only a `pass` in it.",
    "Write it in the place of `raise NotImplementedError`, run its cell, then the check again.",
)
def not_written(seen: Seen, source: str) -> bool:
    return "NotImplementedError" in seen.outcome.get("kinds", ()) or is_empty(
        source, seen.call.function
    )


def is_empty(source: str, function: str) -> bool:
    """Has the function nothing in it but `pass`, `...` or a text?"""
    node = _defined(source, function)
    return node is not None and all(
        isinstance(each, ast.Pass)
        or (isinstance(each, ast.Expr) and isinstance(each.value, ast.Constant))
        for each in node.body
    )


@mistake(
    "The function was not run",
    "A function with `yield` in it, or an `async def`, does nothing when it is called: it returns "
    "a generator or a coroutine, which somebody else would have to run.",
    "Write it as an ordinary function, with `return` where it has something to return.",
)
def not_run(seen: Seen, _source: str) -> bool:
    return seen.outcome.get("type") in ("generator", "coroutine", "async_generator")


@mistake(
    "Nothing was returned",
    "A function that comes to its end without `return` returns None; what it prints reaches no "
    "caller.",
    "End it with `return`, followed by what the exercise asks for.",
)
def nothing_returned(seen: Seen, _source: str) -> bool:
    return seen.call.expect is not None and seen.outcome.get("type") == "NoneType"


# --- one process and a file ---------------------------------------------------------------------


def _of_file(seen: Seen) -> list[Mapping]:
    return [event.mapping for event in seen.of("map") if of_file(event.mapping)]


def body(source: str, function: str) -> str:
    """The text of one function, or all of it where that cannot be told."""
    node = _defined(source, function)
    return (node and ast.get_source_segment(source, node)) or source


STARTS = r"\b(Thread|Timer|fork|Process)\(|\.submit\("
WAITS = r"\.join\(\s*\)|\bwait|\.(result|shutdown|get|acquire)\(|with .*(Executor|Pool)"


@mistake(
    "The function returned before what it had started was done",
    "A thread, or a child, goes on beside the function that started it. Who calls the function "
    "finds what has been stored so far: often nothing.",
    "Wait before you return, and for as long as it takes: `thread.join()`, `os.waitpid(pid, 0)`, "
    "`process.join()`.",
)
def runs_on(seen: Seen, source: str) -> bool:
    text = body(source, seen.call.function)
    waits = re.search(WAITS, text) is not None
    return seen.ending == "returned" and re.search(STARTS, text) is not None and not waits


def error(seen: Seen) -> str:
    """The last line of the traceback, and the errors of children."""
    own = seen.outcome.get("explained", "").rsplit("\n", 1)[-1]
    return "\n".join([own, *_of_children(seen)])


def raised(seen: Seen, kind: str, *words: str) -> bool:
    """Did it, or a child that came back or printed it, raise an error of this kind, with one of
    these in the error's own line?"""
    kinds = [*seen.outcome.get("kinds", ()), *(one.split(":")[0] for one in _of_children(seen))]
    found = any(word in error(seen) for word in words) or not words
    return kind in kinds and found


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
    return raised(seen, "PermissionError", "[Errno 13]") and "denied: " not in error(seen)


@mistake(
    "The file was mapped before it had its length",
    "A mapping shows bytes that the file has; it does not make the file longer. Python refuses to "
    "map an empty file, or more than a file has. The kernel would map it, and end the process by "
    "SIGBUS at the first touch of a page that the file does not reach.",
    "Give the file its length first: `os.ftruncate(fd, len(data))`. Then map it.",
)
def mapped_before_sized(seen: Seen, _source: str) -> bool:
    return raised(seen, "ValueError", "empty file", "greater than file size")


@mistake(
    "The mapping was closed under a view of it",
    "A `memoryview` or a NumPy array over a mapping points into its pages, so `close()` refuses "
    "with BufferError as long as one is alive.",
    "Let go of the view first: `view.release()`, `del array`, `with memoryview(mapping) as view:`.",
)
def closed_under_view(seen: Seen, _source: str) -> bool:
    return raised(seen, "BufferError")


@mistake(
    "The mapping was used after it was closed",
    "`close()` gives the pages back; the mapping object has nothing behind it any more.",
    "Take what you need (`bytes(mapping[...])`) before `close()`, or before the `with` block ends.",
)
def used_after_close(seen: Seen, _source: str) -> bool:
    return raised(seen, "ValueError", "closed")


@mistake(
    "The kernel refused the flags or the length of the mapping",
    "A mapping is MAP_SHARED or MAP_PRIVATE, one of them and not both, and has 1 byte or more: "
    "anything else is EINVAL. The third place of `mmap.mmap` is `flags`, not a protection: "
    "`PROT_READ | PROT_WRITE` there is the number of both.",
    "Name the argument: `flags=mmap.MAP_SHARED | mmap.MAP_ANONYMOUS`, or leave `flags` and `prot` "
    "out.",
)
def flags_refused(seen: Seen, _source: str) -> bool:
    line = seen.outcome.get("explained", "").rpartition('File "')[2]
    return raised(seen, "OSError", "[Errno 22]") and "mmap(" in line


@mistake(
    "A byte of a mapping is a number",
    "`mapping[0]` is an `int` from 0 to 255, and never equal to `bytes`, not even to `b'\\1'`; "
    "only a slice, `mapping[0:1]`, is `bytes`.",
    "Use numbers for both: `mapping[0] = 1` and `while mapping[0] != 1`.",
)
def item_is_a_number(seen: Seen, source: str) -> bool:
    compared = re.search(r"\w\[\w+\]\s*[!=]=\s*b[\"']", source) is not None
    assigned = raised(seen, "TypeError", "interpreted as an integer")
    return assigned or (compared and never_ends.recognise(seen, source))


@mistake(
    "Nobody is left to wait for",
    "A child is waited for once; then the kernel forgets it, and another wait raises "
    "ChildProcessError. A child has no children to wait for, unless it forks.",
    "Wait once for each child, in the parent, at the end. What comes before that is a turn or a "
    "token to wait for.",
)
def waited_twice(seen: Seen, _source: str) -> bool:
    return raised(seen, "ChildProcessError")


@mistake(
    "The mapping and the bytes assigned to it differ in length",
    "A mapping cannot grow or shrink by assignment as a `bytearray` does.",
    "Map as many bytes as you assign: `mapping[:len(data)] = data`.",
)
def slice_of_other_length(seen: Seen, _source: str) -> bool:
    return raised(seen, "IndexError", "slice assignment")


@mistake(
    "The mapping is private",
    "What is stored in a MAP_PRIVATE mapping (in Python also `access=ACCESS_COPY`, NumPy's mode "
    "`'c'`) stays in this process's own copy of the page. The file never changes, and neither "
    "`flush()` nor `msync` says so.",
    "Map it shared: leave `access` and `flags` at their defaults, or name `MAP_SHARED` or "
    "`ACCESS_WRITE`. The third place of `mmap.mmap` is `flags`, not a protection.",
)
def private_file_mapping(seen: Seen, _source: str) -> bool:
    return bool(_of_file(seen)) and not any(mapping.shared for mapping in _of_file(seen))


@mistake(
    "The data went to the file by a system call",
    "`write` and its kin, `shutil.copy` too, copy the bytes into the kernel's pages of the file. A "
    "shared mapping is those very pages, so a store into it is already in the file.",
    "Give the file its length (`os.ftruncate`), map it, and assign: `mapping[:] = data`.",
)
def written(seen: Seen, _source: str) -> bool:
    sends, data = [e for e in seen.of("send") if not is_filler(e)], seen.call.expect
    much = sum(event.bytes for event in sends) > max(1, seen.call.size // TOKEN_SHARE)
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
    return too_late and any(is_filler(event) for event in seen.of("send"))


@mistake(
    "The end of the file that was there before is still there",
    "Opening with `'r+b'` or `O_CREAT` keeps what a file holds, and a store into a mapping "
    "replaces bytes one by one.",
    "Set the length whether the file is new or not: `os.ftruncate(fd, len(data))` shortens too.",
)
def old_end_kept(seen: Seen, _source: str) -> bool:
    extra, before = ((held or b"")[seen.call.size :] for held in (seen.after, seen.call.before))
    return seen.ending == "returned" and bool(extra) and extra == before and bool(_of_file(seen))


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
    return seen.ending == "returned" and longer and bool(_of_file(seen))


@mistake(
    "A copy was changed, not the mapping",
    "A slice of a mapping (`mapping[:4]`), `bytes(...)` or `bytearray(...)` of it is a copy in "
    "ordinary memory, and assigning to the name (`mapping = data`) only rebinds the name.",
    "Assign into the mapping: `mapping[:len(data)] = data`, or use a `memoryview`.",
)
def changed_a_copy(seen: Seen, _source: str) -> bool:
    after = seen.after or b""
    untouched = len(after) == seen.call.size and not any(after)
    return seen.ending == "returned" and bool(_of_file(seen)) and untouched


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
    return raised(seen, "FileNotFoundError")


@mistake(
    "The file that was there is to be replaced",
    "Mode `'x'` (O_EXCL) makes a file only where there is none, and raises FileExistsError where "
    "one is. At `path` there may be an older one.",
    "Open it so that both will do: `'w+b'`, or `os.open(path, os.O_RDWR | os.O_CREAT, 0o666)`.",
)
def in_the_way(seen: Seen, _source: str) -> bool:
    return raised(seen, "FileExistsError")


@mistake(
    "The path was taken for another type than it has",
    "A path may come as a `str` or as a `pathlib.Path`. One has no `.open` or `.stat`, the other "
    "cannot be added to a `str`.",
    "Make of it what you need: `Path(path)` or `os.fspath(path)`; `open` and `os.open` take both.",
)
def other_path(seen: Seen, _source: str) -> bool:
    return raised(seen, "AttributeError", "'str' object", "PosixPath") or raised(
        seen, "TypeError", "PosixPath"
    )


@mistake(
    "The mapping is read-only",
    "`access=ACCESS_READ`, `prot=PROT_READ` and NumPy's mode `'r'` ask for pages that can be read. "
    "A store into one raises, or is SIGSEGV where nobody looks first. An array over a slice "
    "(`mapping[:]`) is one over a copy that is read-only too.",
    "Leave `access` and `prot` at their defaults, or name `ACCESS_WRITE`; put an array over the "
    "mapping itself.",
)
def stored_to_read_only(seen: Seen, _source: str) -> bool:
    return any(word in error(seen) for word in ("readonly", "read-only"))


@mistake(
    "An error was caught, and nothing tells of it",
    "No mapping was made, and yet the function returned: an `except` that only prints, passes or "
    "returns hides the error that says why.",
    "Call the function once without its `try`, and mend what the error says. `try: ... finally:` "
    "cleans up and hides nothing.",
)
def error_hidden(seen: Seen, source: str) -> bool:
    moved = seen.of("send", "read") or _of_file(seen) or seen.call.may_raise
    return seen.ending == "returned" and not moved and _catches(source, seen.call.function)


def _catches(source: str, function: str) -> bool:
    """Does the function catch errors without raising any?"""
    node = _defined(source, function)
    inside = list(ast.walk(node)) if node else []
    handlers = [each for each in inside if isinstance(each, ast.ExceptHandler)]
    return any(not any(isinstance(e, ast.Raise) for e in ast.walk(h)) for h in handlers)


@mistake(
    "The mapping is still there after the call",
    "Closing the file or its descriptor does not unmap: a mapping stands by itself. Nor does `del` "
    "while another name, a view, a list or the returned value still holds it.",
    "Take what you need out of it, then call `mapping.close()`, or let `with mmap.mmap(...) as "
    "mapping:` do it (with ctypes: `munmap` the address and length).",
)
def mapping_left(seen: Seen, _source: str) -> bool:
    kept = seen.outcome.get("type") in ("mmap", "memmap", "memoryview")
    return bool(seen.left_mappings) or kept


@mistake(
    "A descriptor stays open",
    "`os.open` returns a number, and nobody closes it for you when the name goes away, or when an "
    "early `return` or an error skips your `os.close`. The mapping does not need it: it may be "
    "closed as soon as the mapping is made.",
    "`os.close(fd)` in a `finally`, or `with open(...) as file:`.",
)
def descriptor_left(seen: Seen, _source: str) -> bool:
    return bool(seen.left_descriptors)


@mistake(
    "A file of another name was left",
    "Whatever was made on the way stays where it is until somebody removes it.",
    "Rename it to `path` (`os.replace`), or remove it: a semaphore by `sem_unlink`, shared memory "
    "by its `unlink()`. What a file only signals, a byte of the mapping can say.",
)
def file_left(seen: Seen, _source: str) -> bool:
    return bool(seen.left_files)


ONE_PROCESS = (
    not_written,
    not_run,
    closed_too_soon,
    parent_ended,
    call_for_each,
    never_ends,
    child_strayed,
    child_left_running,
    child_not_reaped,
    runs_on,
    bus_error,
    segmentation_fault,
    other_path,
    closed_under_view,
    used_after_close,
    slice_of_other_length,
)
LEFT = (mapping_left, descriptor_left, file_left)


@mistake(
    "The shared memory belongs to a file",
    "`memfd_create`, `multiprocessing.shared_memory`, and the arrays and values of "
    "`multiprocessing` map a file, even if it is one that lives in memory or is removed at once. "
    "That works, and is another thing than the exercise asks for.",
    "Map what is asked for: `mmap.mmap(-1, size)` is anonymous; for `/dev/zero` give it the "
    "descriptor of the device.",
)
def file_in_its_place(seen: Seen, _source: str) -> bool:
    made = [event.mapping.backing for event in shared(seen)]
    return bool(made) and not any(m == "anonymous" or m.startswith("/dev/zero") for m in made)


ERRORS = (  # told by the error's own line, of the parent or of a child
    closed_too_soon,
    other_path,
    flags_refused,
    not_forked,
    not_picklable,
    closed_under_view,
    used_after_close,
    item_is_a_number,
    waited_twice,
    slice_of_other_length,
    stored_to_read_only,
)
SHARING = (
    not_written,
    not_run,
    forking_children,
    *ERRORS,
    socket_refused,
    way_refused,
    parent_ended,
    parent_called,
    taken_for_text,
    file_position,
    child_raised,
    signal_lost,
    byte_for_a_flag,
    never_ends,
    no_child,
    bus_error,
    segmentation_fault,
    child_strayed,
    file_in_its_place,
    made_outside,
    private_mapping,
    mapped_after_fork,
    no_mapping,
    nothing_returned,
    zeros_stripped,
    not_bytes,
    other_length,
    mapped_twice,
    other_place,
    thread_ended,
    stored_after_fork,
    no_wait,
    child_left_running,
    child_not_reaped,
    other_way,
    several_children,
    nothing_called,
    part_missing,
    copied_slice,
    other_bytes,
    *LEFT,
)
