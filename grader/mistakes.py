"""Mistakes that people make with mappings, recognised by what was seen."""

from grader.exercise import mistake
from grader.witness import Seen


def _shared(seen: Seen) -> list:
    return [event for event in seen.of("map") if event.mapping.shared]


@mistake(
    "The mapping is MAP_PRIVATE",
    "A private mapping is copied for the process that writes to it (copy-on-write), so the "
    "child's bytes never reach the parent. In Python the third place of `mmap.mmap` is `flags`: a "
    "protection given there becomes flags by accident.",
    "Name the argument: `mmap.mmap(-1, size, flags=mmap.MAP_SHARED | mmap.MAP_ANONYMOUS)`.",
)
def private_mapping(seen: Seen, _source: str) -> bool:
    return bool(seen.of("map")) and not _shared(seen)


@mistake(
    "The mapping was made after the fork",
    "A child inherits the mappings that exist when it is forked. A mapping made later belongs to "
    "the process that made it; two anonymous ones share nothing.",
    "Make the mapping first, then fork.",
)
def mapped_after_fork(seen: Seen, _source: str) -> bool:
    forks, maps = seen.of("fork"), _shared(seen)
    return bool(forks and maps) and all(event.at > forks[0].at for event in maps)


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
    return not seen.of("fork")


@mistake(
    "The bytes were copied from process to process by system calls",
    "A pipe, a socket or a file moves bytes by `write` and `read`: each byte is copied into the "
    "kernel and out again, which is what a shared mapping avoids.",
    "Store the bytes in the mapping (`mapping[:] = data`); a pipe may carry a token that says "
    "they are there.",
)
def other_way(seen: Seen, _source: str) -> bool:
    return bool(seen.call.size) and sum(e.bytes for e in seen.of("send")) >= seen.call.size


@mistake(
    "The parent did not wait for the child",
    "Fork returns in both processes at once, and nothing says who runs first. A parent that reads "
    "without waiting finds what the child has stored so far: often nothing. A pause "
    "(`time.sleep`) only makes that rarer.",
    "Wait for the child to end (`os.waitpid(pid, 0)`, `process.join()`), then read.",
)
def no_wait(seen: Seen, _source: str) -> bool:
    stored_too_late = bool(seen.of("store")) and seen.outcome.get("value") != seen.call.expect
    return seen.early or (seen.ending == "returned" and stored_too_late and bool(_shared(seen)))


@mistake(
    "The child was not waited for",
    "A child that has ended stays in the process table as a zombie until its parent asks how it "
    "ended.",
    "Call `os.waitpid(pid, 0)` once for each child.",
)
def child_not_reaped(seen: Seen, _source: str) -> bool:
    return bool(seen.unreaped)


@mistake(
    "A child was left running",
    "The function returned while a child that it had started went on. Nobody ends such a child, "
    "and it keeps its memory and its mappings.",
    "Let the child end (`os._exit(0)`) and wait for it before you return.",
)
def child_left_running(seen: Seen, _source: str) -> bool:
    return bool(seen.running)


@mistake(
    "The child changed a copy",
    "A slice of a mapping (`mapping[:4]`), `bytes(...)` or `bytearray(...)` of it is a copy in "
    "ordinary memory, and assigning to the name (`mapping = data`) only rebinds the name. Neither "
    "stores anything in the mapping.",
    "Assign into the mapping: `mapping[:len(data)] = data`, or use a `memoryview`.",
)
def copied_slice(seen: Seen, _source: str) -> bool:
    return (
        seen.ending == "returned"
        and bool(_shared(seen))
        and bool(seen.of("answer"))
        and not seen.of("store")
    )


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
    "The mapping was read from its end",
    "A mapping object keeps a position of its own for `read` and `write`, one in each process; "
    "after a `write` it stands behind what was written.",
    "Read by index (`mapping[:size]`), or `mapping.seek(0)` before `mapping.read()`.",
)
def file_position(seen: Seen, _source: str) -> bool:
    return seen.outcome.get("value") == b"" and bool(seen.call.expect)


@mistake(
    "SIGBUS: an access behind the end of the mapped file",
    "The pages of a mapping that lie wholly behind the end of its file have nothing behind them; "
    "touching one kills the process.",
    "Make the file long enough (`os.ftruncate`) before you touch the mapping.",
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
    "It waits for something that does not come",
    "A loop whose condition never changes runs for ever; two processes that each wait for the "
    "other stay where they are.",
    "Say for each wait who ends it, and by what. To wait for a child, `os.waitpid` is enough.",
)
def never_ends(seen: Seen, _source: str) -> bool:
    return seen.ending in ("overworked", "overtime", "stuck")


@mistake(
    "`os._exit` ended the parent too",
    "It ends the process that calls it, at once and without a word. The parent is the notebook's "
    "own process.",
    "Call `os._exit` only where `os.fork()` returned 0.",
)
def parent_ended(seen: Seen, _source: str) -> bool:
    return seen.ending == "exited"


SHARING = (
    parent_ended,
    never_ends,
    no_child,
    bus_error,
    segmentation_fault,
    child_strayed,
    private_mapping,
    mapped_after_fork,
    no_mapping,
    no_wait,
    child_left_running,
    child_not_reaped,
    other_way,
    file_position,
    copied_slice,
)
