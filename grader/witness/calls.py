"""What the witness makes of each system call that a run reports.

Each `on_...` function gets the witness, the process that waits in the call, the call's identity
for the answer, its name and its six arguments.
"""

import contextlib
import ctypes
import errno
import mmap
import os
import signal
import socket
import struct
import threading
import time
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from grader import mappings
from grader.stage import bounds
from grader.stage.syscalls import (
    ALARMS,
    CUTS,
    FORKS,
    INT,
    KILLS,
    MODES,
    READS,
    REFUSED_WAYS,
    SENDS,
    SLEEPS,
)
from grader.witness import procfs
from grader.witness.cast import Process
from grader.witness.seen import SAMPLE, Event, Mapping

if TYPE_CHECKING:
    from grader.witness.watch import Witness

AT_FDCWD, PATH_MAX, ITIMER_REAL = -100, 4096, 0
PROCESSES = 80  # at one time in one run
PIECE = 1 << 16  # bytes of a transfer that are looked at together
HESITATES = 0.2  # s of the scene's time
WHOLE_CALL = 0.03  # s of processor time, enough for the other function
NAMESPACES = 0x7E020000  # the CLONE_NEW... flags of clone(2)
STREAM = socket.AF_UNIX, socket.SOCK_STREAM
SOCKETS = {"socketpair": {STREAM, (socket.AF_UNIX, socket.SOCK_SEQPACKET)}, "socket": {STREAM}}
SOCKADDR = 110  # bytes, of struct sockaddr_un (unix(7))
FULL = 0.01  # s of the scene's time until a connection is tried again that nobody could accept
DESTINATION = {"tee": 1, "splice": 2, "copy_file_range": 2}  # which argument is; else the first
ZERO = "/dev/zero (deleted)"  # what /proc calls shared memory that has no file
PIDFD_GETFD = 438  # pidfd_getfd(2), the same on every architecture; Python has no function for it

_libc = ctypes.CDLL(None, use_errno=True)


def on_map(witness: "Witness", process, ident, _name, args) -> None:
    _, length, protection, flags, fd, offset = args
    anonymous = flags & mmap.MAP_ANONYMOUS
    backing = "anonymous" if anonymous else procfs.target(process.pid, fd)
    mapping = Mapping(
        shared=bool(flags & mmap.MAP_SHARED),
        writable=bool(protection & mmap.PROT_WRITE),
        length=length,
        offset=offset,
        backing=backing,
    )
    of_folder = witness.in_scratch(backing)
    if not mapping.shared and of_folder:
        process.actor.maps_privately = True
        if mapping.writable:
            allow_data(witness, process, mapping.length)
    refused = of_folder and not permits(procfs.access_mode(process.pid, fd), mapping)
    if witness.go_on(ident) and not refused and matters(witness, mapping):
        witness.note(process, "map", mapping=mapping)


def permits(access: int, mapping: Mapping) -> bool:
    """Whether the kernel makes such a mapping of a file that was opened so (mmap(2), EACCES)."""
    if mapping.shared and mapping.writable:
        return access == os.O_RDWR
    return access != os.O_WRONLY


def on_protect(witness: "Witness", process, ident, _name, args) -> None:
    """Pages are to be written to, perhaps of a mapping that was made for reading only."""
    closed = [r for r in witness.mapped(process) if not r.writable]
    opened = [r for r in closed if r.start <= args[0] < r.end]
    if witness.go_on(ident) and opened and process.actor.seen:
        note_writable(process.actor.seen.events, opened[0])


def note_writable(events: list[Event], region: mappings.Region) -> None:
    """The mapping that was seen when it was made can be written to from now on."""
    for at, event in enumerate(events):
        if event.what == "map" and is_of(event.mapping, region):
            events[at] = replace(event, mapping=replace(event.mapping, writable=True))


def is_of(mapping: Mapping, region: mappings.Region) -> bool:
    """Whether the mapping may be that region: as long, and of the same file or of none."""
    pages = -(-mapping.length // mmap.PAGESIZE)
    path = {"anonymous": ZERO, "/dev/zero": ZERO}.get(mapping.backing, mapping.backing)
    same = mapping.shared == region.shared and path == region.path
    return same and pages * mmap.PAGESIZE == region.end - region.start


def matters(witness: "Witness", mapping: Mapping) -> bool:
    """Not a library that is being loaded, nor a semaphore."""
    if mapping.backing.startswith("/dev/shm/sem.") and mapping.length <= mmap.PAGESIZE:
        return False
    local = mapping.backing.startswith((str(witness.run.scratch), "/dev/", "/memfd:"))
    return mapping.shared or local or mapping.backing == "anonymous"


def allow_data(witness: "Witness", process: Process, more: int = 0) -> None:
    """Bound what the process may allocate, where its call has a bound. The kernel counts a
    copy-on-write mapping of a file as allocated (getrlimit(2), RLIMIT_DATA), although its pages
    are the file's until they are written to: such mappings, and one of `more` bytes that is
    about to be made, are allowed on top."""
    limit = process.actor.data_limit
    if limit is None:
        return
    limit += more
    for region in witness.mapped(process):
        if region.writable and not region.shared:
            limit += region.end - region.start
    witness.set_data_limit(process.pid, limit)


def on_unmap(witness: "Witness", process, ident, name, args) -> None:
    address, length = args[:2]
    inside = [r for r in witness.mapped(process) if r.start < address + length > address < r.end]
    if inside:
        witness.look(process)
        if witness.inversion is not None:
            witness.inversion.look()

    def go() -> None:
        if witness.go_on(ident) and inside:
            witness.note(process, "unmap", bytes=length)
            if name == "mremap" and witness.in_scratch(inside[0].path):
                note_moved(witness, process, inside[0], args[2])

    if inside and process.is_root and ident.thread != process.pid:
        # A thread that nobody waits for is too late.
        witness.hold(HESITATES, go, is_pause=True)
    else:
        go()


def note_moved(witness: "Witness", process: Process, was: mappings.Region, length: int) -> None:
    """A mapping of a file has another length now. One whose stores wait for a turn seems to be
    read-only."""
    writable = was.writable or witness.stops(process)
    mapping = Mapping(was.shared, writable, length, 0, was.path)
    witness.note(process, "map", mapping=mapping)


def on_flush(witness: "Witness", process, ident, _name, args) -> None:
    if witness.go_on(ident):
        witness.note(process, "flush", bytes=args[1])


def on_fork(witness: "Witness", process, ident, name, args) -> None:
    if name == "clone" and args[0] & NAMESPACES:
        on_refused(witness, process, ident, "clone into a new namespace", args)
    elif len(witness.alive()) >= PROCESSES:
        witness.note(process, "refused", name="fork")
        witness.ended = "crowded"
    else:
        witness.unmet += 1
        if process.actor.seen:
            skip_pids(process.actor.seen.call.pids_apart)
        if witness.go_on(ident):
            witness.note(process, "fork")


def skip_pids(apart: int) -> None:
    """Have the next process get a multiple of this as its pid. Pids follow one another only where
    nothing else is started: who takes a remainder for the child's number finds them all alike."""
    last = 0
    while (last + 1) % apart:
        thread = threading.Thread(target=str)  # it takes a number too
        thread.start()
        last = thread.native_id
        thread.join()


def on_send(witness: "Witness", process, ident, name, args) -> None:
    try:
        size, content = payload(witness, process, name, args)
    except OSError:
        size, content = 0, b""
    way = procfs.target(process.pid, args[DESTINATION.get(name, 0)])
    silent = way == output_target(process) or way in ("/dev/null", "/dev/zero")
    witness.look(process)  # a token tells of what was stored before
    if witness.go_on(ident) and size and not silent:
        witness.note(process, "send", name=way, bytes=size, content=content)


def payload(witness: "Witness", process: Process, name: str, args) -> tuple[int, bytes]:
    """Bytes that a call would move, and the first of them."""
    match name:
        case "write" | "pwrite64" | "sendto":
            return args[2], sample(witness, process, [(args[1], args[2])])
        case "writev" | "pwritev" | "pwritev2" | "vmsplice":
            return vector(witness, process, args[1], args[2])
        case "sendmsg":
            return vector(witness, process, *message(witness, process, args[1]))
        case "sendfile":
            return copied(witness, process, *args[1:4]), b""
        case "tee":
            return args[2], b""
    return copied(witness, process, args[0], args[1], args[4]), b""  # splice, copy_file_range


def copied(witness: "Witness", process: Process, source: int, place: int, most: int) -> int:
    """Bytes that the kernel copies out of a descriptor: of a file no more than it has behind its
    position, or behind the one that is to be found at the address `place`."""
    if not witness.in_scratch(procfs.target(process.pid, source)):
        return most
    position = struct.unpack("<q", witness.read(process, place, 8))[0] if place else None
    return min(most, procfs.bytes_left(process.pid, source, position))


def vector(witness: "Witness", process: Process, address: int, count: int) -> tuple[int, bytes]:
    parts = pieces(witness, process, address, count)
    size = sum(size for _, size in parts)
    # The kernel reads the vector anew: who has two threads may have made it longer by then.
    if size and procfs.threads(process.pid) > 1:
        size = max(size, PIECE)
    return size, sample(witness, process, parts)


def pieces(witness: "Witness", process: Process, address: int, count: int) -> list[tuple[int, int]]:
    """Address and size of each part of a transfer (iovec)."""
    raw = witness.read(process, address, 16 * min(count, 1024))
    return [struct.unpack_from("<QQ", raw, 16 * i) for i in range(len(raw) // 16)]


def message(witness: "Witness", process: Process, address: int) -> tuple[int, int]:
    """Where the parts of a message are told (msghdr), and how many there are."""
    return witness.numbers(process, "<QQ", address + 16)


def sample(witness: "Witness", process: Process, parts: list[tuple[int, int]]) -> bytes:
    """The first bytes of a transfer, given as (address, size) of its parts; from the first byte on
    that differs from the one at its head, where it begins with one byte again and again."""
    head = b""
    with contextlib.suppress(OSError):  # as far as there is memory, as in the kernel
        for address, size in parts:
            for at in range(0, size, PIECE):
                piece = witness.read(process, address + at, min(PIECE, size - at))
                head = head or piece[:SAMPLE]
                if rest := piece.lstrip(head[:1]):
                    return head if head.strip(head[:1]) else rest[:SAMPLE]
    return head


def output_target(process: Process) -> str:
    """The pipe of its standard output and error, as `procfs.target` names it."""
    return f"pipe:[{os.fstat(process.actor.output).st_ino}]"


def on_read(witness: "Witness", process, ident, name, args) -> None:
    if process.interrupted != (name, args) and stores_in_closed(witness, process, name, args):
        process.interrupted = name, args
        _libc.tgkill(process.pid, ident.thread, signal.SIGSEGV)
        return  # it opens its memory, and makes the call again
    process.interrupted = ()
    fd = args[0]
    path = procfs.target(process.pid, fd)
    size = 0
    if path.startswith("/proc/") and path.endswith("/mem"):
        size = asked_for(witness, process, name, args)  # another's memory: it has no length
    elif path.startswith((str(witness.run.scratch), "/dev/shm/", "/memfd:")):
        left = procfs.bytes_left(process.pid, fd, args[3] if name == "pread64" else None)
        size = min(args[2], left) if name in ("read", "pread64") else left

    def go() -> None:
        if witness.go_on(ident) and size:
            witness.note(process, "read", name=path, bytes=size)

    if witness.stops(process) and not process.is_root and not path.startswith("/proc/"):
        witness.turns.stop(process.pid, "read", go)  # of a token, perhaps: it may be a lock
    else:
        go()


def stores_in_closed(witness: "Witness", process: Process, name: str, args) -> bool:
    """Whether the kernel is to store where the process's own stores wait for a turn: it would not
    wait, but fail (EFAULT)."""
    if not witness.stops(process):
        return False
    closed = [r for r in mappings.shared(process.pid) if not r.writable]
    try:
        parts = targets(witness, process, name, args) if closed else []
    except OSError:
        return False
    return any(r.start < at + size and at < r.end for at, size in parts for r in closed)


def asked_for(witness: "Witness", process: Process, name: str, args) -> int:
    """Bytes that one of `READS` has room for."""
    try:
        return sum(size for _, size in targets(witness, process, name, args))
    except OSError:
        return 0  # nor does the kernel find where to put any


def targets(witness: "Witness", process: Process, name: str, args) -> list[tuple[int, int]]:
    """Address and size of what one of `READS` fills."""
    match name:
        case "readv" | "preadv" | "preadv2":
            return pieces(witness, process, args[1], args[2])
        case "recvmsg":
            return pieces(witness, process, *message(witness, process, args[1]))
    return [(args[1], args[2])]


def on_wait(witness: "Witness", process, ident, name, args) -> None:
    process.has_waited = True

    def go() -> None:
        if witness.go_on(ident):
            witness.note(process, "wait")

    if not args[2 if name == "wait4" else 3] & os.WNOHANG:
        go()
        return
    witness.polls += 1
    seen = process.actor.seen
    if process.is_root and seen and seen.call.exits_late and not seen.has("wait"):
        go()  # whoever asks once only finds that it is still there
    elif process.is_root and not (witness.turns and witness.turns.one_runs):
        # It is held between its look at the memory and the answer, until the others rest or end.
        witness.hold(0.0, go, is_pause=True, spin=WHOLE_CALL)
    else:
        go()


def on_sleep(witness: "Witness", process, ident, name, args) -> None:
    try:
        pointer = args[0] if name == "nanosleep" else args[2]
        seconds, nanoseconds = witness.numbers(process, "<qq", pointer)
    except OSError:
        witness.go_on(ident)
        return
    duration = seconds + nanoseconds / 1e9
    if name == "clock_nanosleep" and args[1]:  # TIMER_ABSTIME
        duration -= time.clock_gettime(args[0])
    witness.note(process, "sleep")
    witness.hold(max(0.0, duration), lambda: witness.respond(ident))


def on_alarm(witness: "Witness", process, ident, name, args) -> None:
    """A signal in so many seconds, which may end the call in which the process waits by then."""
    try:
        seconds = args[0] if name == "alarm" else timer_seconds(witness, process, args)
    except OSError:
        seconds = 0
    if seconds is not None:
        process.alarm = time.monotonic() + seconds if seconds else 0.0
    witness.go_on(ident)


def timer_seconds(witness: "Witness", process: Process, args) -> float | None:
    """What setitimer(2) is asked for, None where that is another timer or none."""
    which, setting = args[:2]
    if which & INT != ITIMER_REAL or not setting:
        return None
    seconds, microseconds = witness.numbers(process, "<qq", setting + 16)
    return seconds + microseconds / 1e6


def on_kill(witness: "Witness", process, ident, name, args) -> None:
    target = ctypes.c_int(args[0]).value
    if target not in witness.threads:
        witness.meet_children()
    known = witness.threads.get(target)
    group = target in (0, -process.actor.pid)
    number = args[2 if name == "tgkill" else 1] & INT
    if number == signal.SIGCONT and witness.inversion is not None and witness.inversion.holds:
        witness.respond(ident)  # who is stopped goes on later
        return
    if known:
        known.signal = signal_name(number)
    if group or (known and known.actor is process.actor):
        witness.look(process)
        if known:
            witness.look(known)  # it may have told by a close, a flag or a futex that it has stored
        witness.go_on(ident)
    else:
        witness.note(process, "refused", name=name)
        witness.refuse(ident, errno.EPERM)


def signal_name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"


def on_mode(witness: "Witness", process, ident, name, args) -> None:
    """Landlock has no say about modes, so the run may change those of its own files only. It is
    done here, on the very file that was looked at: no other can take its place meanwhile."""
    try:
        file = os.open(file_of(witness, process, name, args), os.O_PATH | os.O_CLOEXEC)
    except (OSError, ValueError) as error:
        witness.refuse(ident, getattr(error, "errno", None) or errno.EINVAL)
        return
    try:
        itself = f"/proc/self/fd/{file}"
        if witness.in_scratch(os.readlink(itself)):
            os.chmod(itself, args[2 if name == "fchmodat" else 1] & 0o777)
            witness.respond(ident)
        else:
            witness.refuse(ident, errno.EPERM)
    finally:
        os.close(file)


def file_of(witness: "Witness", process: Process, name: str, args) -> str:
    """The path, as the judge can open it, of the file that a call of `MODES` is about."""
    own = f"/proc/{process.pid}"
    if name == "fchmod":
        return f"{own}/fd/{args[0] & INT}"
    at = ctypes.c_int(args[0]).value if name == "fchmodat" else AT_FDCWD
    folder = f"{own}/cwd" if at == AT_FDCWD else f"{own}/fd/{at}"
    text = witness.read(process, args[1 if name == "fchmodat" else 0], PATH_MAX)
    return seen_from_outside(process, os.fsdecode(text.split(b"\0")[0]), folder)


def seen_from_outside(process: Process, path: str, folder: str = "") -> str:
    """A path of a process, from a folder (its own, where none is given), as the judge can open
    it."""
    own = f"/proc/{process.pid}"
    return f"{own}/root{path}" if path.startswith("/") else f"{folder or own + '/cwd'}/{path}"


def on_make(witness: "Witness", process, ident, name, _args) -> None:
    """Whoever looked whether there is a file, or how long it is, may find another one by now."""
    actor = process.actor
    if actor.hesitates == ("cut" if name in CUTS else "make"):
        actor.hesitates = ""
        witness.hold(HESITATES, lambda: witness.go_on(ident), is_pause=True, spin=WHOLE_CALL)
    else:
        witness.go_on(ident)


def on_exit(witness: "Witness", process, ident, _name, args) -> None:
    witness.look(process)
    if witness.turns is not None and witness.turns.one_runs:
        witness.updates.look(witness, process)
    witness.note(process, "exit", status=args[0] & 0xFF)
    seen = process.actor.seen

    def go() -> None:
        process.ended = not process.is_root
        witness.go_on(ident)

    if process.is_root and seen and not seen.ending:
        seen.ending = "exited"
    if seen and seen.call.exits_late and not process.is_root:
        witness.hold(HESITATES, go, is_pause=True)
    else:
        go()


def on_keep(witness: "Witness", process, ident, name, args) -> None:
    """The kernel keeps what is in these for whoever has a descriptor, on no process's bill."""
    allowed = SOCKETS.get(name)
    if allowed and (args[0], args[1] & 0xF) not in allowed:
        on_refused(witness, process, ident, name, args)  # one that leads out of the run
        return
    witness.kept[name] += 1
    if witness.kept[name] > bounds.KEPT[name]:
        witness.refuse(ident, errno.EMFILE)
    else:
        witness.go_on(ident)


def on_connect(witness: "Witness", process, ident, name, args) -> None:
    """A server of the run's own may be anywhere in its folder; Landlock keeps nobody from others.
    So the judge connects them itself, as in `on_mode` with the very file that was looked at."""
    try:
        address = witness.read(process, args[1], min(args[2], SOCKADDR))
        family, path = address[:2], os.fsdecode(address[2:].split(b"\0")[0])
        if family != struct.pack("=H", socket.AF_UNIX) or not path:
            on_refused(witness, process, ident, name, args)
            return
        server = os.open(seen_from_outside(process, path), os.O_PATH | os.O_CLOEXEC)
    except (OSError, ValueError) as error:
        witness.refuse(ident, getattr(error, "errno", None) or errno.EINVAL)
        return
    try:
        if not witness.in_scratch(os.readlink(f"/proc/self/fd/{server}")):
            on_refused(witness, process, ident, name, args)
        elif connect(process, args[0] & INT, server):
            witness.respond(ident)
        else:
            again = partial(on_connect, witness, process, ident, name, args)
            witness.hold(FULL, again)
    except PermissionError:  # or a container's filter denies what `connect` needs
        on_refused(witness, process, ident, name, args)
    except OSError as error:
        witness.refuse(ident, error.errno)
    finally:
        os.close(server)


def connect(process: Process, fd: int, server: int) -> bool:
    """Connect a socket of a process to a server; False when it is to wait until the server has
    accepted others."""
    pidfd = os.pidfd_open(process.pid)
    copy = _libc.syscall(PIDFD_GETFD, pidfd, fd, 0)
    code = ctypes.get_errno()
    os.close(pidfd)
    if copy < 0:
        raise OSError(code, os.strerror(code))
    try:  # with no object of Python's, which leaves open what is no socket
        waits = os.get_blocking(copy)
        os.set_blocking(copy, False)
        address = struct.pack("=H108s", socket.AF_UNIX, b"/proc/self/fd/%d" % server)
        failed = _libc.connect(copy, address, len(address))
        code = ctypes.get_errno()
        os.set_blocking(copy, waits)
    finally:
        os.close(copy)
    if failed and not (waits and code == errno.EAGAIN):
        raise OSError(code, os.strerror(code))
    return not failed


def on_refused(witness: "Witness", process, ident, name, _args) -> None:
    witness.note(process, "refused", name=name)
    witness.refuse(ident, errno.EPERM)


HANDLERS = {
    "mmap": on_map,
    "mprotect": on_protect,
    "munmap": on_unmap,
    "mremap": on_unmap,
    "msync": on_flush,
    "clone": on_fork,
    "exit_group": on_exit,
    **dict.fromkeys(bounds.KEPT, on_keep),
    "wait4": on_wait,
    "waitid": on_wait,
    "connect": on_connect,
    **dict.fromkeys(FORKS, on_fork),
    **dict.fromkeys(SENDS, on_send),
    **dict.fromkeys(READS, on_read),
    **dict.fromkeys(SLEEPS, on_sleep),
    **dict.fromkeys(ALARMS, on_alarm),
    **dict.fromkeys(KILLS, on_kill),
    **dict.fromkeys(MODES, on_mode),
    **dict.fromkeys(("openat", *CUTS), on_make),
    **dict.fromkeys(REFUSED_WAYS, on_refused),
}
