"""Have the stores of this process to shared memory wait for a word.

A store is no system call, so nothing reports it. Here the shared pages are write-protected
(mprotect(2)): a store faults, the handler of SIGSEGV asks, opens the page, and the same instruction
runs again. What it is about to store was loaded before it faulted, so an update that is not atomic
stands open for as long as the answer takes, were it a single call of C. Nothing happens that could
not happen without this: the stores are the program's own, only later.

One machine instruction may load and store (`add` to memory on x86). Without a lock prefix other
processors may store between its two halves, so it gets again what it would have loaded when it
faulted.

The kernel's own stores do not fault but fail, as when it is to read from a pipe into a mapping. The
judge hears of such a call first and sends the signal itself: all is opened, and the call restarts.
"""

import ctypes
import mmap
import platform
import signal
from collections.abc import Callable
from types import FrameType, SimpleNamespace

from grader import mappings
from grader.stage import faults
from grader.stage.faults import Fault

READ, READ_WRITE = mmap.PROT_READ, mmap.PROT_READ | mmap.PROT_WRITE

_X86 = platform.machine() == "x86_64"
_RIP = 168  # where ucontext_t keeps the address of the instruction there
_PREFIXES = b"\x66\x67\xf2\xf3\x26\x2e\x36\x3e\x64\x65"
# Opcodes that load from memory and store there: add to xor and inc to neg of a register or a
# constant, and shifts. Those with an even number are about a byte.
_UPDATES = frozenset(
    (*(8 * kind + wide for kind in range(7) for wide in (0, 1)), 0x80, 0x81, 0x83, 0xC0, 0xC1,
     0xD0, 0xD1, 0xD2, 0xD3, 0xF6, 0xF7, 0xFE, 0xFF)
)  # fmt: skip

_regions: list[tuple[int, int]] = []
_opened: set[int] = set()  # pages that may be stored to until they are closed
_state = SimpleNamespace(ask=None, open=False)  # whom a store waits for; whether all is opened


def listen(ask: Callable[[FrameType], None]) -> None:
    """Call `ask` before a store to memory that was closed, with the frame that stores. It holds
    for the children too."""
    _state.ask = ask
    faults.handle(_answer)


def find() -> None:
    """Find the memory that is shared and writable by now."""
    found = [r for r in mappings.shared("self") if r.writable or _known(r.start)]
    _regions[:] = [(region.start, region.end) for region in found]


def close_all() -> None:
    """The next store to any memory that was found waits."""
    _opened.clear()
    _state.open = False
    _protect(READ)


def close() -> None:
    """The next store to any page that was opened waits again."""
    # A process that has blocked the signal would be killed by it.
    signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGSEGV])
    if _state.open:
        close_all()
    while _opened:
        page = _opened.pop()  # first: another thread may store at any time
        faults.protect(page, page + mmap.PAGESIZE, READ)


def release() -> None:
    """Stores wait no more."""
    if _state.ask is not None:
        find()  # what was unmapped meanwhile may be something else by now
        _protect(READ_WRITE)
        _regions.clear()
        faults.leave()
        _state.ask = None


def _updated(context: int) -> int:
    """How many bytes the instruction that faulted loads and stores, 0 where it does not do both
    or the processor does it in one piece."""
    if not _X86:
        return 0
    at = ctypes.c_uint64.from_address(context + _RIP).value
    size = 4
    while (byte := ctypes.c_uint8.from_address(at).value) in _PREFIXES:
        size, at = 2 if byte == 0x66 else size, at + 1
    if byte & 0xF0 == 0x40:  # REX
        size, at = 8 if byte & 8 else size, at + 1
        byte = ctypes.c_uint8.from_address(at).value
    if byte not in _UPDATES:
        return 0
    return size if byte & 1 else 1


def _known(address: int) -> bool:
    return any(start <= address < end for start, end in _regions)


def _protect(protection: int) -> None:
    for start, end in _regions:
        faults.protect(start, end, protection)


def _answer(fault: Fault) -> bool:
    page = fault.address - fault.address % mmap.PAGESIZE
    if fault.is_sent and not _state.open:
        _state.open = True
        _protect(READ_WRITE)
        return True
    if not _known(fault.address):
        return False
    if page in _opened:  # another thread has opened it since
        return faults.protect(page, page + mmap.PAGESIZE, READ_WRITE)
    loaded = ctypes.string_at(fault.address, _updated(fault.context))
    try:
        _state.ask(fault.frame)
    finally:
        _opened.add(page)
        faults.protect(page, page + mmap.PAGESIZE, READ_WRITE)
        ctypes.memmove(fault.address, loaded, len(loaded))
    return True
