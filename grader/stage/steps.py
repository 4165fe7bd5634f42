"""Inside a run: tell the judge after each bytecode that may have changed a file.

The judge lets the process go on at once, or after other processes have looked at the file as it
is now. What a student publishes too early is then seen too early in every run.
"""

import contextlib
import sys
import time
from collections import Counter
from functools import partial
from types import CodeType, FrameType, SimpleNamespace

from grader.stage import prompt, tracing

CHANGING = (  # bytecodes that may change a file
    "BINARY_OP", "STORE_SUBSCR", "STORE_SLICE", "STORE_ATTR", "CALL", "BEFORE_WITH", "LOAD_SPECIAL",
    "WITH_EXCEPT_START", "FOR_ITER", "LIST_EXTEND", "UNPACK_SEQUENCE",
)  # fmt: skip

LATE = 0.05  # seconds, which pass as soon as everybody else waits

# `place`: where a bytecode that may have changed something was run since the last step, or 0;
# `skipped`: whether steps were left out since then.
_state = SimpleNamespace(place=0, skipped=False)
_often: Counter[int] = Counter()  # visits to places of which only each power of two is told


def traced() -> contextlib.AbstractContextManager:
    """Trace the student's own frames, also in children and threads, while in this context."""
    _often.clear()
    return tracing.followed(_enter, _begin_late)


def _begin_late(frame: FrameType, event: str, argument):
    """The first thing that a thread does: who goes on without waiting for it comes too early."""
    sys.settrace(_enter)
    time.sleep(LATE)
    return _enter(frame, event, argument)


def _enter(frame: FrameType, _event: str, _argument):
    return tracing.follow(frame, _follow_in)


def _follow_in(code: CodeType) -> partial:
    return partial(_follow, tracing.offsets(code, *CHANGING))


def _follow(changing: frozenset[int], frame: FrameType, event: str, _argument):
    if event == "opcode":
        if _state.place:
            _step(_state.place)
        _state.place = _place_of(frame) if frame.f_lasti in changing else 0
    return frame.f_trace


def _step(place: int) -> None:
    if place in _often:
        _often[place] += 1
        if _often[place] & (_often[place] - 1):
            _state.skipped = True
            return
    if prompt.step(place, _state.skipped):
        _often.setdefault(place, 1)
    _state.skipped = False


def _place_of(frame: FrameType) -> int:
    """Tells apart the calls of a helper from several lines."""
    caller = frame.f_back.f_lasti if frame.f_back else 0
    return hash((id(frame.f_code), frame.f_lasti, caller)) & 0x7FFFFFFF | 1
