"""Inside a run: have a reader rest once, between two looks at the file that it has mapped.

Who takes the records first and looks afterwards whether they were there goes wrong only where the
writer comes just between. So the mapping is closed before each bytecode (mprotect(2), PROT_NONE):
the first load of each faults, and the handler of SIGSEGV knows from which place of the student's
code it came. At the first load from the second such place, or the third, the process rests until
the others have done what they can. Nothing happens that could not happen without this.
"""

import contextlib
import mmap
import os
from collections import Counter
from collections.abc import Iterator
from functools import partial
from types import CodeType, FrameType, SimpleNamespace

from grader import mappings
from grader.stage import faults, tracing
from grader.stage.faults import Fault
from grader.stage.prompt import ask

VISITS = 3  # of each bytecode before which the mapping is closed
MAPPING = "CALL", "BEFORE_WITH", "LOAD_SPECIAL"  # bytecodes that may map a file
CLOSED, READ, READ_WRITE = 0, mmap.PROT_READ, mmap.PROT_READ | mmap.PROT_WRITE

# `number` of the place to rest at, 0 when nothing is watched; the run's own `folder`; whether
# something was opened or mapped since all was closed.
_state = SimpleNamespace(number=0, folder="", may_be_open=False)
_places: set[tuple[int, int]] = set()  # from which it has looked
_visits: Counter[tuple[int, int]] = Counter()
_protections: dict[int, int] = {}  # of what was closed, by its start


def install(scratch: str) -> None:
    """Have only this process rest, not its children; `scratch` is the run's folder."""
    _state.folder = scratch + "/"
    os.register_at_fork(after_in_child=_end)


@contextlib.contextmanager
def rested(number: int) -> Iterator[None]:
    """Rest, while in this context, before the first look from the `number`-th place."""
    _places.clear()
    _visits.clear()
    _state.number = number
    faults.handle(_answer)
    try:
        with tracing.followed(_enter):
            yield
    finally:
        _end()


def _end() -> None:
    if _state.number:
        _state.number = 0
        _open([region for region in _mapped(closely=True) if not region.readable])
        faults.leave()


def _enter(frame: FrameType, _event: str, _argument):
    return tracing.follow(frame, _step_in)


def _step_in(code: CodeType) -> partial:
    return partial(_step, tracing.offsets(code, *MAPPING))


def _step(mapping: frozenset[int], frame: FrameType, event: str, _argument):
    if event == "opcode" and _state.number:
        place = tracing.place(frame)
        _visits[place] += 1
        if _state.may_be_open and _visits[place] <= VISITS:
            _close(closely=_visits[place] == 1)
        if frame.f_lasti in mapping:
            _state.may_be_open = True
    return frame.f_trace


def _answer(fault: Fault) -> bool:
    """Open the mapping, where the fault is due to that it is closed."""
    closed = _closed(fault.address) or _closed(fault.address, closely=True)
    if not closed:
        return False
    frame = tracing.students(fault.frame)
    if frame is not None and tracing.place(frame) not in _places:
        _places.add(tracing.place(frame))
        if len(_places) == _state.number:
            ask("rest")
            _end()
            return True
    _open(closed)
    return True


def _close(closely: bool) -> None:
    _state.may_be_open = not closely
    for region in _mapped(closely):
        if region.readable:
            _protections[region.start] = READ_WRITE if region.writable else READ
            faults.protect(region.start, region.end, CLOSED)


def _open(closed: list[mappings.Region]) -> None:
    _state.may_be_open = True
    for region in closed:
        as_before = _protections.get(region.start, READ_WRITE)
        # What was moved has no entry.
        if not faults.protect(region.start, region.end, as_before):
            faults.protect(region.start, region.end, READ)


def _closed(address: int, closely: bool = False) -> list[mappings.Region]:
    """All that is closed, if an address is in it."""
    closed = [region for region in _mapped(closely) if not region.readable]
    return closed if any(region.start <= address < region.end for region in closed) else []


def _mapped(closely: bool) -> list[mappings.Region]:
    """The mappings of the files in the run's folder; the private ones only where it looks closely:
    the kernel then goes through all the libraries that are mapped."""
    if closely:
        return mappings.of_files("self", _state.folder)
    shared = mappings.shared("self")
    return [region for region in shared if region.path.startswith(_state.folder)]
