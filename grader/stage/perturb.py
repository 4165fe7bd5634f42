"""Inside a child of a run: stop before each bytecode that may touch shared memory, and let the
judge say when to go on (`grader.witness.turns`).

An update that is not atomic then loses something in every run, and not in one of a hundred: all
load before the first of them stores. Only the student's own frames are traced; a process that
waits for its children runs at full speed.
"""

import dis
import os
import sys
import threading
from collections import Counter
from functools import cache
from pathlib import Path
from types import CodeType, FrameType, SimpleNamespace

from grader.stage.prompt import ask

VISITS = 8  # stops of one process at one place of the code
STOPS = 240  # stops of one process
TOUCHING = (
    "BINARY_", "STORE_SUBSCR", "STORE_SLICE", "STORE_ATTR", "LOAD_ATTR", "LOAD_METHOD",
    "LOAD_SPECIAL", "CALL", "BEFORE_WITH", "FOR_ITER", "UNPACK_SEQUENCE",
)  # fmt: skip

_ours = Path(__file__).resolve().parents[1]
_libraries = {sys.prefix, sys.base_prefix, str(Path(os.__file__).parent)}
_NOT_STUDENTS = (str(_ours), "<frozen", *_libraries)
_visits: Counter = Counter()
_state = SimpleNamespace(on=False)


def install() -> None:
    """Have every child that is forked from now on ask whether it is to be traced."""
    os.register_at_fork(after_in_child=_begin)
    sys.addaudithook(_keep_tracing)


def switch(who: str) -> None:
    """Who is traced in the next call: "nobody", the "caller", its "children", or "all"."""
    _state.on = False
    sys.settrace(None)
    threading.settrace(None)
    _state.on = who in ("children", "all")
    if who in ("caller", "all"):
        _trace()


def _begin() -> None:
    if _state.on:
        _trace()
    elif sys.gettrace() is _enter:
        sys.settrace(None)  # only the caller stops


def _trace() -> None:
    _visits.clear()
    # Python 3.12 sends no opcode events unless a frame asked for them before settrace; 3.13 none
    # to a frame that asks before it has a trace function.
    sys._getframe().f_trace_opcodes = True
    threading.settrace(_enter)
    sys.settrace(_enter)
    frame = sys._getframe()
    while frame is not None:
        if is_students(frame.f_code):
            _follow(frame)
        frame = frame.f_back


def _enter(frame: FrameType, _event: str, _argument):
    if _visits.total() < STOPS and is_students(frame.f_code):
        _follow(frame)
        return _stop
    return None


def _follow(frame: FrameType) -> None:
    frame.f_trace = _stop
    frame.f_trace_opcodes = True


def _stop(frame: FrameType, event: str, _argument):
    if event != "opcode":
        return _stop
    code, at = frame.f_code, frame.f_lasti
    if at in _touching(code) and _visits[code, at] < VISITS and _visits.total() < STOPS:
        _visits[code, at] += 1
        ask("turn", f"{code.co_qualname}:{code.co_firstlineno}:{at}")
    return _stop


@cache
def _touching(code: CodeType) -> frozenset[int]:
    """Offsets of the bytecodes that may touch shared memory."""
    steps = dis.get_instructions(code)
    return frozenset(step.offset for step in steps if step.opname.startswith(TOUCHING))


def is_students(code: CodeType) -> bool:
    """Code of the student's own, not of a library."""
    return not code.co_filename.startswith(_NOT_STUDENTS)


def _keep_tracing(event: str, _arguments) -> None:
    if event == "sys.settrace" and _state.on and is_students(sys._getframe(1).f_code):
        raise RuntimeError("the check traces your function: leave the trace function alone")
