"""Inside a run: follow the student's own frames, bytecode by bytecode."""

import contextlib
import dis
import os
import sys
import threading
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from types import CodeType, FrameType

_ours = Path(__file__).resolve().parents[1]
_libraries = {sys.prefix, sys.base_prefix, str(Path(os.__file__).parent)}
_NOT_STUDENTS = (str(_ours), "<frozen", *_libraries)
_entered: list[Callable] = []  # the trace functions that were started


def start(enter: Callable, in_threads: Callable | None = None) -> None:
    """Have `enter` called for each new frame, in threads and children too; it may `follow` it.
    A new thread begins with `in_threads`, if given."""
    # Python 3.12 sends no opcode events unless a frame asked for them before settrace; 3.13 none
    # to a frame that asks before it has a trace function.
    sys._getframe().f_trace_opcodes = True
    if enter not in _entered:
        _entered.append(enter)
    threading.settrace(in_threads or enter)
    sys.settrace(enter)


@contextlib.contextmanager
def followed(enter: Callable, in_threads: Callable | None = None) -> Iterator[None]:
    """The same, while in this context."""
    start(enter, in_threads)
    try:
        yield
    finally:
        threading.settrace(None)
        # A thread that was left in the middle of a step would crash Python 3.12.
        if threading.active_count() == 1:
            sys.settrace(None)


def forbid(frame: FrameType) -> None:
    """RuntimeError when the student's own code, in this frame, takes away a trace function that was
    started here."""
    if sys.gettrace() in _entered and is_students(frame.f_code.co_filename):
        raise RuntimeError("the check traces your function: leave the trace function alone")


def follow(frame: FrameType, step_for: Callable[[CodeType], Callable]) -> Callable | None:
    """Have what `step_for` gives for its code called before each bytecode of a frame, if it is the
    student's."""
    if not is_students(frame.f_code.co_filename):
        return None
    frame.f_trace = step_for(frame.f_code)
    frame.f_trace_opcodes = True
    return frame.f_trace


@cache
def is_students(file: str) -> bool:
    """Whether code that says to be of this file is the student's own, not a library's."""
    return not file.startswith(_NOT_STUDENTS)


def students(frame: FrameType | None) -> FrameType | None:
    """The innermost frame of the student's from which this one came."""
    while frame is not None and not is_students(frame.f_code.co_filename):
        frame = frame.f_back
    return frame


@cache
def offsets(code: CodeType, *beginnings: str) -> frozenset[int]:
    """Offsets of the bytecodes whose names begin so. `dis.get_instructions` tells them too, in
    more than twenty times as long, and each process of a run begins with an empty cache."""
    wanted = {number for name, number in dis.opmap.items() if name.startswith(beginnings)}
    numbers = code.co_code[::2]  # each of them is followed by its argument
    return frozenset(2 * at for at, number in enumerate(numbers) if number in wanted)


def place(frame: FrameType) -> tuple[int, int]:
    """Where in the program a frame is."""
    # Not the code itself: to hash a code object is to hash all that is in it.
    return id(frame.f_code), frame.f_lasti
