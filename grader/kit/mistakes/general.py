"""Mistakes that any function can make: not written or not ended, an error of `mmap`, a child that
was left, a mapping or a file that stayed."""

import re

from grader.exercise import mistake
from grader.kit import clues
from grader.witness.seen import Seen

NOT_PICKLED = "[Cc]an('t|not) (pickle|get local)|through inheritance"  # in messages of Python
OUTSIDE = r"Permission denied: '(?!/dev/|.*/mmap-run-)/"  # of a path that was not handed
MANY_CALLS = 1000  # of which none is needed
# How a function starts what goes on beside it, and how it waits for that.
STARTS = r"\b(Thread|Timer|fork|Process)\(|\.submit\("
WAITS = r"\.join\(\s*\)|\bwait|\.(result|shutdown|get|acquire)\(|with .*(Executor|Pool)"


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
    return any(
        error and not error.startswith("SystemExit") for error in clues.errors_of_children(seen)
    )


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
    "Check lengths and offsets, and do not use a mapping after it was unmapped. With ctypes, say "
    "that an address comes back (`libc.mmap.restype = ctypes.c_void_p`), or half of it is cut off.",
)
def segmentation_fault(seen: Seen, _source: str) -> bool:
    return seen.signal == "SIGSEGV" or "Segmentation fault" in seen.output


@mistake(
    "It does not come to its end, or not in time",
    "A loop whose condition never changes runs for ever; two processes that each wait for the "
    "other stay where they are, and so does who waits for word from a child that an error has "
    "ended; a lock that nobody gives back stays taken; a loop that does much for each single byte "
    "takes too long.",
    "Say for each wait who ends it, and by what. To wait for a child, `os.waitpid` is enough; have "
    "a child print its errors (`traceback.print_exc()`). Work on many bytes at once where you can: "
    "`mapping[:] = data`.",
)
def never_ends(seen: Seen, _source: str) -> bool:
    return clues.hangs(seen)


@mistake(
    "It makes a system call for each byte",
    "`flush` (msync), and making a mapping, are calls of the kernel's. One for each byte or pixel "
    "is a million of them, and the time is up before they are done. No store needs one to be seen.",
    "Store many bytes at once (`mapping[:] = data`, `image[...] = result`), and `flush` once at "
    "the end, or not at all.",
)
def call_for_each(seen: Seen, _source: str) -> bool:
    return clues.out_of_time(seen) and len(seen.of("flush", "map")) > MANY_CALLS


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
    return clues.raised(seen, "OSError", "[Errno 9]")


@mistake(
    "The function is not written yet",
    "It still raises what the exercise came with, or has only a `pass` in it.",
    "Write it in the place of `raise NotImplementedError`, run its cell, then the check again.",
)
def not_written(seen: Seen, source: str) -> bool:
    return "NotImplementedError" in seen.outcome.get("kinds", ()) or clues.is_empty(
        source, seen.call.function
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


@mistake(
    "The function returned before what it had started was done",
    "A thread, or a child, goes on beside the function that started it. Who calls the function "
    "finds what has been stored so far: often nothing.",
    "Wait before you return, and for as long as it takes: `thread.join()`, `os.waitpid(pid, 0)`, "
    "`process.join()`.",
)
def runs_on(seen: Seen, source: str) -> bool:
    text = clues.body(source, seen.call.function)
    waits = re.search(WAITS, text) is not None
    return seen.ending == "returned" and re.search(STARTS, text) is not None and not waits


@mistake(
    "The mapping was closed under a view of it",
    "A `memoryview` or a NumPy array over a mapping points into its pages, so `close()` refuses "
    "with BufferError as long as one is alive.",
    "Let go of the view first: `view.release()`, `del array`, `with memoryview(mapping) as view:`.",
)
def closed_under_view(seen: Seen, _source: str) -> bool:
    return clues.raised(seen, "BufferError")


@mistake(
    "The mapping was used after it was closed",
    "`close()` gives the pages back; the mapping object has nothing behind it any more.",
    "Take what you need (`bytes(mapping[...])`) before `close()`, or before the `with` block ends.",
)
def used_after_close(seen: Seen, _source: str) -> bool:
    return clues.raised(seen, "ValueError", "closed")


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
    return clues.raised(seen, "OSError", "[Errno 22]") and "mmap(" in line


@mistake(
    "A byte of a mapping is a number",
    "`mapping[0]` is an `int` from 0 to 255, and never equal to `bytes`, not even to `b'\\1'`; "
    "only a slice, `mapping[0:1]`, is `bytes`.",
    "Use numbers for both: `mapping[0] = 1` and `while mapping[0] != 1`.",
)
def item_is_a_number(seen: Seen, source: str) -> bool:
    compared = re.search(r"\w\[\w+\]\s*[!=]=\s*b[\"']", source) is not None
    assigned = clues.raised(seen, "TypeError", "interpreted as an integer")
    return assigned or (compared and never_ends.recognise(seen, source))


@mistake(
    "Nobody is left to wait for",
    "A child is waited for once; then the kernel forgets it, and another wait raises "
    "ChildProcessError. A child has no children to wait for, unless it forks.",
    "Wait once for each child, in the parent, at the end. What comes before that is a turn or a "
    "token to wait for.",
)
def waited_twice(seen: Seen, _source: str) -> bool:
    return clues.raised(seen, "ChildProcessError")


@mistake(
    "The mapping and the bytes assigned to it differ in length",
    "A mapping cannot grow or shrink by assignment as a `bytearray` does.",
    "Map as many bytes as you assign: `mapping[:len(data)] = data`.",
)
def slice_of_other_length(seen: Seen, _source: str) -> bool:
    return clues.raised(seen, "IndexError", "slice assignment")


@mistake(
    "The path was taken for another type than it has",
    "A path may come as a `str` or as a `pathlib.Path`. One has no `.open` or `.stat`, the other "
    "cannot be added to a `str`.",
    "Make of it what you need: `Path(path)` or `os.fspath(path)`; `open` and `os.open` take both.",
)
def other_path(seen: Seen, _source: str) -> bool:
    return clues.raised(seen, "AttributeError", "'str' object", "PosixPath") or clues.raised(
        seen, "TypeError", "PosixPath"
    )


@mistake(
    "A file outside of the folder that the check gives you",
    "A check lets your function read Python and its libraries, and write to one folder only: it is "
    "the working directory, `tempfile` makes its files there, and a path that you are handed lies "
    "in it. `/tmp` itself and your home are closed.",
    "Make a lock's file by a plain name, or with `tempfile`, and remove it before you return.",
)
def outside_its_folder(seen: Seen, _source: str) -> bool:
    return bool(re.search(OUTSIDE, clues.error(seen)))


@mistake(
    "The mapping is read-only",
    "`access=ACCESS_READ`, `prot=PROT_READ` and NumPy's mode `'r'` ask for pages that can be read. "
    "A store into one raises, or is SIGSEGV where nobody looks first. An array over a slice "
    "(`mapping[:]`) is one over a copy that is read-only too.",
    "Leave `access` and `prot` at their defaults, or name `ACCESS_WRITE`; put an array over the "
    "mapping itself.",
)
def stored_to_read_only(seen: Seen, _source: str) -> bool:
    return any(word in clues.error(seen) for word in ("readonly", "read-only"))


@mistake(
    "An error was caught, and nothing tells of it",
    "No mapping was made, and yet the function returned: an `except` that only prints, passes or "
    "returns hides the error that says why.",
    "Call the function once without its `try`, and mend what the error says. `try: ... finally:` "
    "cleans up and hides nothing.",
)
def error_hidden(seen: Seen, source: str) -> bool:
    moved = seen.of("send", "read") or clues.maps_of_file(seen) or seen.call.may_raise
    return seen.ending == "returned" and not moved and clues.catches(source, seen.call.function)


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
ERRORS = (  # told by the error's own line, of the parent or of a child
    outside_its_folder,
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
