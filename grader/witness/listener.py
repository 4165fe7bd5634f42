"""The descriptor over which the kernel reports the calls of a run: seccomp_unotify(2).

libseccomp has functions for it, and through them a report costs three times as much.
"""

import contextlib
import fcntl
import struct
from typing import NamedTuple

CONTINUE = 1  # SECCOMP_USER_NOTIF_FLAG_CONTINUE: let the caller make its call

# SECCOMP_IOCTL_NOTIF_...
_RECEIVE, _SEND, _ID_VALID, _SET_FLAGS = 0xC0502100, 0xC0182101, 0x40082102, 0x40082104
_NOTIF = struct.Struct("=QIIiIQ6Q")  # id, pid, flags; nr, arch, instruction pointer, arguments
_ANSWER = struct.Struct("=QqiI")  # id, val, error, flags
_SYNC_WAKE_UP = struct.pack("=Q", 1)


class Report(NamedTuple):
    """A call that waits: its identity for the answer, the caller's thread id, the call's number
    and its six arguments."""

    ident: int
    tid: int
    call: int
    arguments: tuple[int, ...]


def wake_quickly(fd: int) -> None:
    """Have judge and run wake each other on one processor, since one always waits for the other.
    Kernels before Linux 6.6 cannot, and are slower."""
    with contextlib.suppress(OSError):
        fcntl.ioctl(fd, _SET_FLAGS, _SYNC_WAKE_UP)


def receive(fd: int) -> Report:
    """The next report. `OSError` when its caller is gone."""
    notif = bytearray(_NOTIF.size)
    fcntl.ioctl(fd, _RECEIVE, notif)
    ident, tid, _, call, _, _, *arguments = _NOTIF.unpack(notif)
    return Report(ident, tid, call, tuple(arguments))


def waits(fd: int, ident: int) -> bool:
    """False when the caller is gone, or was interrupted by a signal and will ask again."""
    try:
        fcntl.ioctl(fd, _ID_VALID, struct.pack("=Q", ident))
    except OSError:
        return False
    return True


def answer(fd: int, ident: int, value: int = 0, error: int = 0, flags: int = 0) -> bool:
    """Let the caller go on; False when it is gone, or was interrupted and will ask again."""
    try:
        fcntl.ioctl(fd, _SEND, _ANSWER.pack(ident, value, error, flags))
    except OSError:
        return False
    return True
