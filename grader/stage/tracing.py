"""Inside a run: follow the student's own frames, bytecode by bytecode."""

import contextlib
import sys
import threading
from collections.abc import Callable, Iterator


def start(enter: Callable) -> None:
    """Have `enter` called for each new frame, in threads and children too; what it returns, and
    sets as `f_trace` of the frame, is called for each of its bytecodes."""
    # Python 3.12 sends no opcode events unless a frame asked for them before settrace; 3.13 none
    # to a frame that asks before it has a trace function.
    sys._getframe().f_trace_opcodes = True
    threading.settrace(enter)
    sys.settrace(enter)


@contextlib.contextmanager
def followed(enter: Callable) -> Iterator[None]:
    """The same, while in this context."""
    start(enter)
    try:
        yield
    finally:
        threading.settrace(None)
        # A thread that was left in the middle of a step would crash Python 3.12.
        if threading.active_count() == 1:
            sys.settrace(None)
