"""Have a function of Python's answer the faults of this process that end in SIGSEGV."""

import ctypes
import signal
import sys
from collections.abc import Callable
from types import FrameType, SimpleNamespace
from typing import NamedTuple

SA_SIGINFO, SA_RESTART, SA_NODEFER = 4, 0x10000000, 0x40000000
SI_TKILL = -6
PROT_SEM = 8  # means nothing where Python runs: it marks the calls that are ours, for the filter

_libc = ctypes.PyDLL(None)  # keeps the GIL: no thread closes a page before it was stored to
_libc.__errno_location.restype = ctypes.POINTER(ctypes.c_int)
_libc.mprotect.argtypes = ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int


class Fault(NamedTuple):
    """`address` is what the thread in `frame` could not touch; `is_sent`: this is no fault, the
    signal was sent; `context`: the address of its ucontext_t (sigaction(2))."""

    address: int
    frame: FrameType
    is_sent: bool
    context: int


class _Information(ctypes.Structure):
    """The beginning of siginfo_t, as a fault fills it (sigaction(2))."""

    _fields_ = [
        ("signal", ctypes.c_int), ("errno", ctypes.c_int), ("code", ctypes.c_int),
        ("address", ctypes.c_void_p),
    ]  # fmt: skip


class _Action(ctypes.Structure):
    """struct sigaction."""

    _fields_ = [
        ("handler", ctypes.c_void_p), ("mask", ctypes.c_byte * 128), ("flags", ctypes.c_int),
        ("restorer", ctypes.c_void_p),
    ]  # fmt: skip


_before = _Action()  # what was done about SIGSEGV before
_state = SimpleNamespace(answer=None)


def handle(answer: Callable[[Fault], bool]) -> None:
    """Call `answer` at each fault, in the children too; the access is made again when it returns
    true, and is the program's own mistake when it does not."""
    _state.answer = answer
    handler = ctypes.cast(_handler, ctypes.c_void_p)
    action = _Action(handler.value, flags=SA_SIGINFO | SA_NODEFER | SA_RESTART)
    _libc.sigaction(signal.SIGSEGV, ctypes.byref(action), ctypes.byref(_before))


def leave() -> None:
    """Faults end the process again, or do what they did before."""
    _libc.sigaction(signal.SIGSEGV, ctypes.byref(_before), None)


def protect(start: int, end: int, protection: int) -> bool:
    """Change what may be done to the pages of a region (mprotect(2)); whether that was allowed."""
    return _libc.mprotect(start, end - start, protection | PROT_SEM) == 0


@ctypes.CFUNCTYPE(None, ctypes.c_int, ctypes.POINTER(_Information), ctypes.c_void_p)
def _handler(_signal, told, context) -> None:
    errno = _libc.__errno_location()[0]
    fault = Fault(told[0].address or 0, sys._getframe(1), told[0].code == SI_TKILL, context)
    if not _state.answer(fault):
        leave()
    _libc.__errno_location()[0] = errno
