"""Inside a process of a run: stop before each store to shared memory, and before a lock is taken
that the kernel keeps; the judge says when to go on (`grader.witness.turns`).

An update that is not atomic then loses something in every run, and not in one of a hundred: all
load before the first of them stores. Pages that were stored to are closed again between two
bytecodes of the student's own; libraries, and a process that only waits, run at full speed.
"""

import dis
import os
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from functools import cache, partial
from types import CodeType, FrameType, SimpleNamespace

from grader.stage import stores, tracing
from grader.stage.prompt import ask

VISITS = 8  # stops of one process at one place of the code
STOPS = 240  # stops of one process
SIGNAL_WAITS = frozenset(("pause", "sigwait", "sigwaitinfo", "sigtimedwait"))  # of `signal`
LOCKS = frozenset(
    ("fcntl.fcntl", "fcntl.flock", "fcntl.lockf", "os.lockf", "open", "os.mkdir", "os.link",
     "os.symlink", "os.rename")
)  # fmt: skip

_visits: Counter = Counter()
_state = SimpleNamespace(
    turns=False, children=False, calls=False, stops=0, mapped=False, opens=os.O_EXCL
)


def install() -> None:
    """Have every child that is forked from now on ask whether it is to be stopped."""
    os.register_at_fork(before=_before_fork, after_in_parent=_after_fork, after_in_child=_begin)
    sys.addaudithook(_audit)


def switch(who: str, at_creation: bool = False, at_calls: bool = False) -> None:
    """Who stops in the next call: "nobody", the "caller", its "children", or "all"; they stop
    before they open a lock's file that must not be there yet, or also one that need not be, and
    perhaps before whatever they call."""
    _end()
    _state.calls = at_calls
    _state.opens = os.O_CREAT if at_creation else os.O_EXCL
    _state.turns = who != "nobody"
    _state.children = who in ("children", "all")
    if _state.turns:
        stores.listen(_stop)
    if who in ("caller", "all"):
        stores.find()
        _trace()


def _before_fork() -> None:
    if _state.children:
        stores.find()  # once for the child, which would have to copy each page that it touches


def _after_fork() -> None:
    """Where only the caller stops, its children are quicker than it from the beginning."""
    if sys.gettrace() is _enter and not _state.children:
        _stop(sys._getframe(1), "fork")


def _begin() -> None:
    if _state.children:
        _trace()
    else:
        _end()  # only the caller stops
    if _state.turns:
        ask("born")


def _end() -> None:
    if sys.gettrace() is _enter:
        sys.settrace(None)
        threading.settrace(None)
    stores.release()


def _trace() -> None:
    _visits.clear()
    _state.stops = 0
    _state.mapped = False
    stores.close_all()
    tracing.start(_enter)
    frame = sys._getframe()
    while frame is not None:
        tracing.follow(frame, _step_for)
        frame = frame.f_back


def _enter(frame: FrameType, _event: str, _argument):
    return tracing.follow(frame, _step_for)


def _step_for(code: CodeType) -> partial:
    calls = tracing.offsets(code, "CALL") if _state.calls else frozenset()
    return partial(_step, _pauses(code), calls)


def _step(pauses: frozenset[int], calls: frozenset[int], frame: FrameType, event: str, _argument):
    if event == "opcode":
        place = tracing.place(frame)
        if _visits[place] < VISITS:
            _visits[place] += 1
            if _state.mapped:
                _state.mapped = False
                stores.find()
                stores.close_all()
            stores.close()
            if frame.f_lasti in pauses:
                _stop(frame, "pause")
            elif frame.f_lasti in calls:
                _stop(frame, "call")
    return frame.f_trace


def _stop(frame: FrameType | None, why: str = "store") -> None:
    """Ask for a turn, at the place of the student's code that led here."""
    frame = tracing.students(frame)
    code, at = (frame.f_code, frame.f_lasti) if frame else (_stop.__code__, 0)
    if _state.stops < STOPS and _visits[id(code), at] <= VISITS:
        _state.stops += 1
        ask("turn", f"{why}:{code.co_qualname}:{code.co_firstlineno}:{at}")


@cache
def _pauses(code: CodeType) -> frozenset[int]:
    """Offsets of the calls of `SIGNAL_WAITS`: a signal that comes just before is lost, unless it is
    blocked, and with it the wait."""
    if SIGNAL_WAITS.isdisjoint(_words(code)):
        return frozenset()
    calls = sorted(tracing.offsets(code, "CALL"))
    steps = dis.get_instructions(code)
    loads = [step.offset for step in steps if step.argval in SIGNAL_WAITS]
    return frozenset(next((at for at in calls if at > load), load) for load in loads)


def _words(code: CodeType) -> Iterator[str]:
    """All that the code calls something by."""
    yield from (*code.co_names, *code.co_varnames, *code.co_freevars, *code.co_cellvars)
    yield from (constant for constant in code.co_consts if isinstance(constant, str))


def _audit(event: str, arguments: tuple) -> None:
    if event == "sys.settrace":
        tracing.forbid(sys._getframe(1))
    if event not in _HEARD or sys.gettrace() is not _enter:
        return
    if event == "mmap.__new__":
        _state.mapped = True
    elif event == "open" and not arguments[2] & _state.opens:
        return
    elif event in LOCKS:
        _stop(sys._getframe(1), event)


_HEARD = LOCKS | {"mmap.__new__"}
