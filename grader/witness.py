"""What a run really did, as the kernel tells it.

The witness answers every call that the run's filter reports (seccomp_unotify(2)), keeps what it
saw as events, and decides who goes on when: a callable of the judge's may be late, a sleep takes
no time, and a run in which nobody can go on is ended.
"""

import contextlib
import ctypes
import errno
import os
import resource
import select
import signal
import struct
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from pyseccomp import _libseccomp

from grader import procfs
from grader.changes import Changes
from grader.exercise import Call
from grader.stage import Run
from grader.stage.prompt import NAME as PROMPT
from grader.stage.syscalls import FORKS, KILLS, MODES, READS, REFUSED_WAYS, SENDS, SLEEPS, names
from grader.turns import Turns
from grader.wire import WireError, pack, unpack

CONTINUE = 1  # SECCOMP_USER_NOTIF_FLAG_CONTINUE
MAP_SHARED, MAP_ANONYMOUS, PROT_WRITE = 1, 0x20, 2
AT_FDCWD, PATH_MAX = -100, 4096
LATE = 4.0  # s of the run's own time by which a callable's answer is late
AFTER = 1.0  # s of the run's own time that children get who run on after the result
PATIENCE = 0.15  # s of real time that an answer is held back from a run that keeps busy
POLLS = 40  # sleeps and looks by which a run waits for an answer, rather than for a time
SPIN = 0.004  # s of processor time that others who never rest get while one pauses
TIMED = 0.03  # s of real time that others get who wait with a time limit of their own
PAUSES = 4.0  # s of the scene's time that pauses may take; page by page, twice as many
TICK = 0.0002  # s between looks at a run in which something is held back
PATIENT = 6  # times the limit of a call, in real time: the end, however loaded the machine is
STUCK = 0.6  # s without any progress possible: nobody can go on
CPU_SECONDS = 1.5  # to load a cell of the student's
PROCESSES = 80  # at one time in one run
# Semaphores of the C library, and the heap from which multiprocessing takes its barriers and
# values: it keeps that for the life of the process, so it is not the student's to release.
LIBRARY_FILES = ("/dev/shm/sem.", "/pym-")
OUTPUT = 1 << 16  # bytes of standard output and error that are kept
TELLING = 16  # bytes of a payload that do not turn up in memory by accident
SAMPLE = 256  # bytes of each transfer that are kept


@dataclass(frozen=True)
class Mapping:
    """A mapping as it was asked for. `backing` is "anonymous", a device or a file's path."""

    shared: bool
    writable: bool
    length: int
    offset: int
    backing: str

    def __str__(self) -> str:
        kind = "shared" if self.shared else "private"
        is_file = self.backing.startswith("/") and not self.backing.startswith("/dev/")
        return f"{kind}, {'file' if is_file else self.backing}, length {self.length:,}"


@dataclass(frozen=True)
class Event:
    """One thing that process number `process` (0 is the first, then in order of appearance) did,
    `at` seconds after its call began. `what` is one of: map, unmap, flush, fork, start, call,
    answer, store, send, read, wait, sleep, exit, strayed, refused, result."""

    at: float
    process: int
    what: str
    name: str = ""
    bytes: int = 0
    mapping: Mapping | None = None
    status: int | None = None
    content: bytes = b""


@dataclass
class Seen:
    """All that is known of one call of the student's function.

    `ending` is "returned", "raised", "missing", "exited" (the first process left on its own),
    "killed", "overtime", "overworked" (processor time), "crowded" (processes), "stuck" (nobody
    could go on), "cut short" (ended because of another actor of its scene).
    """

    call: Call
    events: list[Event] = field(default_factory=list)
    ending: str = ""
    outcome: dict = field(default_factory=dict)
    early: bool = False  # the result came before the children had their answers
    filled: dict[str, int] = field(default_factory=dict)  # most bytes not zero, by shared memory
    left_mappings: list[str] = field(default_factory=list)
    left_descriptors: list[str] = field(default_factory=list)
    left_files: list[str] = field(default_factory=list)
    running: list[int] = field(default_factory=list)
    unreaped: list[int] = field(default_factory=list)
    signal: str = ""
    output: str = ""
    after: Any = None  # what the call's `inspect` found once it had returned

    def of(self, *what: str) -> list[Event]:
        """The events of these kinds, in order."""
        return [event for event in self.events if event.what in what]


@dataclass
class _Actor:
    """One of the run's first processes, unrelated to the others, and the call that it makes."""

    pid: int
    listener: int
    output: int
    death: int  # pidfd
    seen: Seen | None = None
    root: "_Process | None" = None
    met: int = 0  # processes: itself and its descendants
    cell: int = 0  # the student's cell that is being run, 0 before and after
    descriptors: frozenset[int] = frozenset()  # before the call
    data_limit: int | None = None  # bytes; the call's bound on what a process holds
    changes: Changes | None = None  # to the file whose changes make it pause
    begin: Callable[[dict | None], None] | None = None  # set while it is idle
    printed: bytearray = field(default_factory=bytearray)


@dataclass
class _Process:
    actor: _Actor
    pid: int
    number: int
    parent: int
    ended: bool = False
    memory: int = -1
    stored: bool = False  # the payload was seen in its shared memory

    @property
    def is_root(self) -> bool:
        """The actor itself, not one of its descendants."""
        return self is self.actor.root


class _Ident(NamedTuple):
    """A reported call that waits for an answer."""

    listener: int
    number: int


@dataclass(frozen=True)
class _Held:
    """Someone who waits for `due`, in seconds of the scene's own time."""

    due: float
    go: Callable[[], None]
    is_answer: bool = False
    is_pause: bool = False


class Witness:
    """Watches one run through a script of scenes."""

    def __init__(self, run: Run, script: dict, scenes: list[list[Call]]):
        self.run = run
        self.script = script
        self.scenes = iter(scenes)
        self.seen: list[Seen] = []
        self.failed_cells: dict[int, str] = {}
        self.ended = ""
        self._scene: list[Call] = []
        self._to_begin = 0  # calls of the scene that wait for their time
        self._families: dict[int, _Process] = {}
        self._ghosts: set[int] = set()  # children left by earlier calls
        self._threads: dict[int, _Process] = {}
        self._held: list[_Held] = []
        self._polls = 0
        self._waiting: set[int] = set()
        self._turns: Turns | None = None
        self._answers: dict[int, bytes] = {}
        self._names = names()
        self._request = ctypes.POINTER(_notif)()
        self._response = ctypes.POINTER(_notif_resp)()
        _libseccomp.seccomp_notify_alloc(ctypes.byref(self._request), ctypes.byref(self._response))
        self._actors = [
            _Actor(a.pid, a.listener, a.output, os.pidfd_open(a.pid)) for a in run.actors
        ]
        for actor in self._actors:
            actor.root = self._meet(actor, actor.pid, 0)
        self._restart_clock()

    # --- the loop -----------------------------------------------------------------------------

    def watch(self) -> list[Seen]:
        """Serve the run until it is over; what was seen of each call of the scenes begun."""
        poller = select.poll()
        for actor in self._actors:
            for fd in (actor.listener, actor.output, actor.death):
                poller.register(fd, select.POLLIN)
        quiet = None
        while not self.ended:
            if (
                self._held and not self._takes_turns()
            ):  # poll(2) would round a tick up to a millisecond
                select.select([actor.listener for actor in self._actors], [], [], TICK)
            ready = dict(poller.poll(self._look_again()))
            for actor in self._actors:
                if actor.output in ready and not self._drain(actor):
                    poller.unregister(actor.output)
            asking = [a for a in self._actors if ready.get(a.listener, 0) & select.POLLIN]
            for actor in asking:
                self._serve(actor)
            if asking:
                quiet = None
                self._lose_patience("busy", now := time.monotonic())
                self._over_limits(now)
            elif dead := [actor for actor in self._actors if actor.death in ready]:
                self.ended = "exited"
                self._cut_short(actor for actor in self._actors if actor not in dead)
            else:
                quiet = self._idle(quiet)
        self._cut_short(actor for actor in self._actors if actor.begin)
        for actor in self._actors:
            self._keep_output(actor)
        return self.seen

    def _cut_short(self, actors) -> None:
        """These could not go on because of another one."""
        for actor in actors:
            if actor.seen and not actor.seen.ending:
                actor.seen.ending = "cut short"

    def close(self) -> None:
        """Give back the descriptors and buffers."""
        _libseccomp.seccomp_notify_free(self._request, self._response)
        for process in self._families.values():
            if process.memory >= 0:
                os.close(process.memory)
        for actor in self._actors:
            os.close(actor.death)
            if actor.changes:
                actor.changes.close()

    @property
    def cell(self) -> int:
        """The student's cell that is being run, 0 before and after."""
        return max(actor.cell for actor in self._actors)

    def _look_again(self) -> int:
        """Milliseconds until we look at the run, should nothing be reported."""
        return 0 if self._held or self._takes_turns() else 20

    def _takes_turns(self) -> bool:
        return self._turns is not None and self._turns.waited_for

    def _idle(self, quiet: float | None) -> float | None:
        """Nothing was reported: let time pass for those who wait, or end a run that cannot."""
        now = time.monotonic()
        if self._over_limits(now):
            return None
        if self._takes_turns():
            if self._held and self._turns.owes_a_look():
                self._release(now)
            else:
                self._turns.advance([p.pid for p in self._alive()])
            self._began += now - self._looked
            self._looked = now
            return None
        activity = procfs.activity([p.pid for p in self._alive()])
        if activity == "busy":
            self._began += now - self._looked  # processor time has a limit of its own
        self._looked = now
        if activity != "blocked":
            self._lose_patience(activity, now)
            return None
        if quiet is None:
            return now  # look once more: a process may have been between two calls
        if self._held:
            self._release(now)
            return None
        if now - quiet > STUCK:
            self.ended = "stuck"
        return quiet

    def _lose_patience(self, activity: str, now: float) -> None:
        """A run that keeps busy, or keeps asking, cannot show that it waits: do not insist."""
        if self._takes_turns():
            return  # who sleeps until another one has moved gains nothing by sleeping less
        if self._held and self._is_time(activity, now - self._held_since):
            self._release(now)

    def _is_time(self, activity: str, waited: float) -> bool:
        """Whether to let someone go on after `waited` seconds although others are not at rest."""
        first = self._first()
        if first.is_answer:
            return waited > PATIENCE or self._polls > POLLS
        if not first.is_pause:
            lead = min(PATIENCE, first.due - self._clock())
            return waited > (STUCK if self._someone_steps() else lead)
        if activity == "timed":
            return waited > TIMED
        return waited > STUCK or self._running_seconds() - self._ran > SPIN

    def _someone_steps(self) -> bool:
        """Whether an actor that is to pause at its changes runs: what it leaves between two steps
        is not for the others to see."""
        stepping = [p.pid for p in self._alive() if p.actor.changes]
        return procfs.activity(stepping) == "busy"

    def _first(self) -> _Held:
        """The one whose time comes first."""
        # A run that asks again and again, rather than for one time, can only be ended by an answer.
        answers = [held for held in self._held if held.is_answer] if self._polls > POLLS else []
        return min(answers or self._held, key=lambda held: held.due)

    def _running_seconds(self) -> float:
        return sum(procfs.running_seconds(process.pid) for process in self._alive())

    def _release(self, now: float) -> None:
        """Let the one go on whose time comes first; a sleep makes the run's clock jump to it."""
        held = self._first()
        self._held.remove(held)
        self._polls = 0 if held.is_answer else self._polls + 1
        if not held.is_answer:
            self._skipped += max(0.0, held.due - self._clock(now))
        self._held_since = now
        if not self._over_limits(now):
            held.go()

    def _over_limits(self, now: float) -> bool:
        if self._clock(now) > self._limit or now - self._origin > PATIENT * self._limit:
            self.ended = "overtime"
        elif now - self._measured > 0.05:
            self._measured = now
            spent = procfs.cpu_seconds([p.pid for p in self._alive()]) - self._cpu
            if spent > (sum(call.cpu_seconds for call in self._scene) or CPU_SECONDS):
                self.ended = "overworked"
        return bool(self.ended)

    def _limit_the_waiting(self) -> None:
        """When all that is left of a scene waits for others, its end is near."""
        left = [a.seen.call for a in self._actors if a.seen and not a.seen.ending]
        if left and all(call.seconds_alone is not None for call in left):
            alone = max(call.seconds_alone for call in left)
            self._limit = min(self._limit, self._clock() + alone)

    def _clock(self, now: float | None = None) -> float:
        """Seconds since the call began that the run slept or waited; not those in which it was
        busy, or ready and the machine was not."""
        return (now or time.monotonic()) - self._began + self._skipped

    def _restart_clock(self) -> None:
        self._origin = self._began = self._looked = time.monotonic()
        self._held_since = self._measured = self._origin
        self._skipped = 0.0
        self._limit = max((call.seconds for call in self._scene), default=5.0)
        self._ran = self._running_seconds()
        self._cpu = procfs.cpu_seconds([p.pid for p in self._alive()])

    def _drain(self, actor: _Actor) -> bool:
        """Keep what was printed so far; False when nobody can print any more."""
        while select.select([actor.output], [], [], 0)[0]:
            piece = os.read(actor.output, 1 << 16)
            if not piece:
                return False
            actor.printed += piece[: OUTPUT - len(actor.printed)]
        return True

    def _keep_output(self, actor: _Actor) -> None:
        """What was printed since the last time belongs to the call that is being made."""
        self._drain(actor)
        if actor.seen:
            actor.seen.output += actor.printed.decode(errors="replace")
            actor.printed.clear()

    # --- one report ---------------------------------------------------------------------------

    def _serve(self, actor: _Actor) -> None:
        request = self._request
        ctypes.memset(request, 0, ctypes.sizeof(_notif))
        if _libseccomp.seccomp_notify_receive(actor.listener, request) < 0:
            return  # the caller was ended meanwhile
        note = request.contents
        arguments = tuple(note.data.args)
        process = self._threads.get(note.pid) or self._meet_thread(actor, note.pid)
        name = self._names[note.data.nr]
        if self._turns is not None:
            self._turns.moved(process.pid)
        handler = _HANDLERS[name]
        handler(self, process, _Ident(actor.listener, note.id), name, arguments)

    def _go_on(self, ident: _Ident) -> bool:
        return self._respond(ident, flags=CONTINUE)

    def _refuse(self, ident: _Ident, code: int) -> bool:
        return self._respond(ident, error=-code)

    def _respond(self, ident: _Ident, value: int = 0, error: int = 0, flags: int = 0) -> bool:
        """False when the caller is gone, or its call was interrupted and will be made again."""
        answer = self._response.contents
        answer.id, answer.val, answer.error, answer.flags = ident.number, value, error, flags
        return _libseccomp.seccomp_notify_respond(ident.listener, self._response) >= 0

    def _hold(self, seconds: float, go: Callable[[], None], **kind: bool) -> None:
        if not self._held:
            self._held_since = time.monotonic()
        self._held.append(_Held(self._clock() + seconds, go, **kind))

    def _note(self, process: _Process, what: str, **details) -> None:
        if process.actor.seen:
            at = time.monotonic() - self._origin
            process.actor.seen.events.append(Event(at, process.number, what, **details))

    # --- processes ----------------------------------------------------------------------------

    def _meet(self, actor: _Actor, pid: int, parent: int) -> _Process:
        process = _Process(actor, pid, actor.met, parent)
        actor.met += 1
        self._families[pid] = process
        self._threads[pid] = process
        return process

    def _meet_thread(self, actor: _Actor, tid: int) -> _Process:
        """A caller not heard of before: a new thread of a known process, or a new child."""
        group, parent_pid = procfs.group_and_parent(tid)
        process = self._families.get(group)
        if process is None:
            parent = self._families.get(parent_pid, actor.root)
            process = self._meet(actor, group, parent.number)
            self._note(process, "start")
        self._threads[tid] = process
        return process

    def _meet_children(self) -> None:
        """Children that have not made a reported call yet."""
        for process in list(self._families.values()):
            if not process.ended:
                for pid in procfs.children(process.pid):
                    if pid not in self._families and pid not in self._ghosts:
                        self._meet(process.actor, pid, process.number)

    def _alive(self) -> list[_Process]:
        self._meet_children()
        alive = []
        for process in self._families.values():
            if not process.ended and procfs.state(process.pid) in "ZX":
                process.ended = not process.is_root
            if not process.ended:
                alive.append(process)
        return alive

    def _read(self, process: _Process, address: int, size: int) -> bytes:
        return os.pread(self._memory(process), size, address) if size else b""

    def _memory(self, process: _Process) -> int:
        if process.memory < 0:
            process.memory = os.open(f"/proc/{process.pid}/mem", os.O_RDWR | os.O_CLOEXEC)
        return process.memory

    # --- what a process may do, and what we make of it ------------------------------------------

    def _on_map(self, process, ident, _name, args) -> None:
        _, length, protection, flags, fd, offset = args
        if flags & MAP_ANONYMOUS:
            backing = "anonymous"
        else:
            backing = procfs.target(process.pid, fd & 0xFFFFFFFF)
        mapping = Mapping(
            shared=bool(flags & MAP_SHARED),
            writable=bool(protection & PROT_WRITE),
            length=length,
            offset=offset,
            backing=backing,
        )
        if mapping.writable and not mapping.shared and self._in_scratch(backing):
            self._allow_data(process, mapping.length)
        if self._go_on(ident) and self._matters(mapping):
            self._note(process, "map", mapping=mapping)

    def _matters(self, mapping: Mapping) -> bool:
        """Not a library that is being loaded, nor a semaphore."""
        if mapping.backing.startswith("/dev/shm/sem."):
            return False
        local = mapping.backing.startswith((str(self.run.scratch), "/dev/", "/memfd:"))
        return mapping.shared or local or mapping.backing == "anonymous"

    def _in_scratch(self, path: str) -> bool:
        return path.startswith(f"{self.run.scratch}/")

    def _allow_data(self, process: _Process, more: int = 0) -> None:
        """Bound what the process may allocate, where its call has a bound. The kernel counts a
        copy-on-write mapping of a file as allocated (getrlimit(2), RLIMIT_DATA), although its pages
        are the file's until they are written to: such mappings, and one of `more` bytes that is
        about to be made, are allowed on top."""
        limit = process.actor.data_limit
        if limit is None:
            return
        limit += more
        for region in self._mapped(process):
            if region.writable and not region.shared:
                limit += region.end - region.start
        self._set_data_limit(process.pid, limit)

    def _set_data_limit(self, pid: int, limit: int | None) -> None:
        with contextlib.suppress(ProcessLookupError):
            most = resource.prlimit(pid, resource.RLIMIT_DATA)[1]
            limit = most if limit is None else min(limit, most)
            resource.prlimit(pid, resource.RLIMIT_DATA, (limit, most))

    def _on_unmap(self, process, ident, _name, args) -> None:
        address, length = args[:2]
        inside = [r for r in self._mapped(process) if r.start < address + length > address < r.end]
        if inside:
            self._look(process)
        if self._go_on(ident) and inside:
            self._note(process, "unmap", bytes=length)

    def _on_flush(self, process, ident, _name, args) -> None:
        if self._go_on(ident):
            self._note(process, "flush", bytes=args[1])

    def _on_fork(self, process, ident, _name, _args) -> None:
        if len(self._alive()) >= PROCESSES:
            self._note(process, "refused", name="fork")
            self.ended = "crowded"
        elif self._go_on(ident):
            self._note(process, "fork")

    def _on_send(self, process, ident, name, args) -> None:
        try:
            size, content = self._payload(process, name, args)
        except OSError:
            size, content = 0, b""
        fd = args[2] if name == "copy_file_range" else args[2] if name == "splice" else args[0]
        way = procfs.target(process.pid, fd)
        silent = way == self._output_target(process) or way in ("/dev/null", "/dev/zero")
        if self._go_on(ident) and size and not silent:
            self._note(process, "send", name=way, bytes=size, content=content)

    def _payload(self, process: _Process, name: str, args) -> tuple[int, bytes]:
        """Bytes that a call would move, and the first of them."""
        match name:
            case "write" | "pwrite64" | "sendto":
                return args[2], self._read(process, args[1], min(args[2], SAMPLE))
            case "writev" | "pwritev" | "pwritev2" | "vmsplice":
                return self._vector(process, args[1], args[2])
            case "sendmsg":
                header = self._read(process, args[1], 32)
                return self._vector(process, *struct.unpack_from("<QQ", header, 16))
            case "sendmmsg":
                return args[2], b""
            case "sendfile" | "tee":
                return (args[3] if name == "sendfile" else args[2]), b""
        return args[4], b""  # splice, copy_file_range

    def _vector(self, process: _Process, address: int, count: int) -> tuple[int, bytes]:
        raw = self._read(process, address, 16 * min(count, 1024))
        parts = [struct.unpack_from("<QQ", raw, 16 * i) for i in range(len(raw) // 16)]
        content = self._read(process, parts[0][0], min(parts[0][1], SAMPLE)) if parts else b""
        return sum(size for _, size in parts), content

    def _output_target(self, process: _Process) -> str:
        return f"pipe:[{os.fstat(process.actor.output).st_ino}]"

    def _on_read(self, process, ident, name, args) -> None:
        fd = args[0]
        path = procfs.target(process.pid, fd)
        size = 0
        if path.startswith("/proc/") and path.endswith("/mem"):
            size = args[2]  # another process's memory: it has no length
        elif path.startswith((str(self.run.scratch), "/dev/shm/", "/memfd:")):
            left = procfs.bytes_left(process.pid, fd, args[3] if name == "pread64" else None)
            size = min(args[2], left) if name in ("read", "pread64") else left
        if self._go_on(ident) and size:
            self._note(process, "read", name=path, bytes=size)

    def _on_wait(self, process, ident, name, args) -> None:
        if args[2 if name == "wait4" else 3] & os.WNOHANG:
            self._polls += 1
        if self._go_on(ident):
            self._note(process, "wait")

    def _on_sleep(self, process, ident, name, args) -> None:
        try:
            pointer = args[0] if name == "nanosleep" else args[2]
            seconds, nanoseconds = struct.unpack("<qq", self._read(process, pointer, 16))
        except OSError:
            self._go_on(ident)
            return
        duration = seconds + nanoseconds / 1e9
        if name == "clock_nanosleep" and args[1]:  # TIMER_ABSTIME
            duration -= time.clock_gettime(args[0])
        self._note(process, "sleep")
        self._hold(max(0.0, duration), lambda: self._respond(ident))

    def _on_kill(self, process, ident, name, args) -> None:
        target = ctypes.c_int(args[0]).value
        if target not in self._threads:
            self._meet_children()
        known = self._threads.get(target)
        group = target in (0, -process.actor.pid)
        if group or (known and known.actor is process.actor):
            self._look(process)
            self._go_on(ident)
        else:
            self._note(process, "refused", name=name)
            self._refuse(ident, errno.EPERM)

    def _on_mode(self, process, ident, name, args) -> None:
        """Landlock has no say about modes, so the run may change those of its own files only. It is
        done here, on the very file that was looked at: no other can take its place meanwhile."""
        try:
            file = os.open(self._file(process, name, args), os.O_PATH | os.O_CLOEXEC)
        except (OSError, ValueError) as error:
            self._refuse(ident, getattr(error, "errno", None) or errno.EINVAL)
            return
        try:
            itself = f"/proc/self/fd/{file}"
            if self._in_scratch(os.readlink(itself)):
                os.chmod(itself, args[2 if name == "fchmodat" else 1] & 0o777)
                self._respond(ident)
            else:
                self._refuse(ident, errno.EPERM)
        finally:
            os.close(file)

    def _file(self, process: _Process, name: str, args) -> str:
        """The path, as the judge can open it, of the file that a call of `MODES` is about."""
        own = f"/proc/{process.pid}"
        if name == "fchmod":
            return f"{own}/fd/{args[0]}"
        at = ctypes.c_int(args[0]).value if name == "fchmodat" else AT_FDCWD
        folder = f"{own}/cwd" if at == AT_FDCWD else f"{own}/fd/{at}"
        text = self._read(process, args[1 if name == "fchmodat" else 0], PATH_MAX)
        return os.path.join(folder, os.fsdecode(text.split(b"\0")[0]))

    def _on_exit(self, process, ident, _name, args) -> None:
        self._look(process)
        self._note(process, "exit", status=args[0] & 0xFF)
        seen = process.actor.seen
        if process.is_root and seen and not seen.ending:
            seen.ending = "exited"
        process.ended = not process.is_root
        self._go_on(ident)

    def _on_memfd(self, process, ident, name, _args) -> None:
        if self._go_on(ident):
            self._note(process, "map file", name=name)

    def _on_refused(self, process, ident, name, _args) -> None:
        self._note(process, "refused", name=name)
        self._refuse(ident, errno.EPERM)

    def _shared(self, process: _Process) -> list[procfs.Region]:
        shared = procfs.regions(process.pid, procfs.SHARED)
        return [r for r in shared if r.shared and self._payload_region(r)]

    def _mapped(self, process: _Process) -> list[procfs.Region]:
        """What a call may have mapped: shared memory, and the folder's files in either way."""
        return [
            region
            for region in procfs.regions(process.pid, procfs.SHARED, str(self.run.scratch))
            if self._in_scratch(region.path) or (region.shared and self._payload_region(region))
        ]

    def _payload_region(self, region: procfs.Region) -> bool:
        """Memory that can carry a payload: not a semaphore, nor a cache of the C library."""
        if any(mark in region.path for mark in LIBRARY_FILES):
            return False
        return region.path.startswith((str(self.run.scratch), "/dev/", "/memfd:", "/SYSV"))

    def _look(self, process: _Process) -> None:
        """Has the process changed shared memory since we last looked? A store is no call, so the
        kernel reports none; it is seen by what it leaves."""
        seen = process.actor.seen
        payload = seen.call.payload if seen else b""
        if len(payload) < TELLING or process.stored:
            return
        if seen.call.handed and not seen.of("answer"):
            return  # nobody has had the payload yet
        for region in self._shared(process):
            size = min(region.end - region.start, 4 << 20)
            with contextlib.suppress(OSError):
                content = self._read(process, region.start, size)
                filled = len(content) - content.count(0)
                seen.filled[region.path] = max(filled, seen.filled.get(region.path, 0))
                if payload in content and not process.stored:
                    process.stored = True
                    if not process.is_root:
                        self._note(process, "store", bytes=len(payload))

    # --- requests over the private line -----------------------------------------------------------

    def _on_prompt(self, process, ident, _name, args) -> None:
        request_at, request_size, answer_at, room = args[:4]
        if not request_at:
            self._step(process, ident, place=answer_at, skipped=bool(room))
            return
        try:
            kind, *values = unpack(self._read(process, request_at, min(request_size, 64 << 20)))
        except (OSError, WireError, ValueError):
            self._refuse(ident, errno.EINVAL)
            return

        def answer(value) -> None:
            self._answers[process.pid] = pack(value)
            deliver()

        def deliver() -> None:
            message = self._answers[process.pid]
            if len(message) <= room:
                with contextlib.suppress(OSError):
                    os.pwrite(self._memory(process), message, answer_at)
            self._respond(ident, value=len(message))

        if kind == "again" and process.pid in self._answers:
            deliver()
            return
        try:
            self._grant(process, ident, kind, values, answer)
        except (TypeError, ValueError, LookupError):
            self._refuse(ident, errno.EINVAL)  # not what an actor asks: a student made it up

    def _grant(self, process, ident, kind: str, values: list, answer) -> None:
        if kind == "turn":
            self._turn(process, str(values[0]), lambda: answer(None))
        elif kind == "call":
            name, arguments = values
            self._call(process, ident, str(name), list(arguments), answer)
        elif kind == "strayed" and not process.is_root:
            self._note(process, "strayed", name=str(values[0] or ""))
            answer(None)
        elif process.is_root:
            self._progress(process.actor, kind, values, answer)
        else:
            self._refuse(ident, errno.EPERM)

    def _call(self, process, ident, name: str, arguments: list, answer) -> None:
        """A callable of the judge's was called."""
        if process.is_root or not process.actor.seen:
            self._note(process, "refused", name=f"{name}()")
            self._refuse(ident, errno.EPERM)
            return
        seen = process.actor.seen
        try:
            value = seen.call.handed[name](*arguments)
        except Exception:
            self._refuse(ident, errno.EINVAL)
            return
        self._look(process)
        content = next((each for each in arguments if isinstance(each, bytes)), b"")
        self._note(process, "call", name=name, content=content)

        def go() -> None:
            self._waiting.discard(process.pid)
            self._note(process, "answer", name=name)
            answer(value)

        self._waiting.add(process.pid)
        if len(seen.of("call")) == seen.call.late:
            self._hold(LATE, go, is_answer=True)
        else:
            self._turn(process, f"{name}()", go)

    def _who_stops(self) -> str:
        if self._turns is None:
            return "nobody"
        if self._turns.parent:
            return "caller"
        return "children" if len(self._scene) == 1 else "all"

    def _turn(self, process: _Process, place: str, go: Callable[[], None]) -> None:
        """The process goes on at once, or when its turn comes."""
        if self._turns is None:
            go()
        else:
            self._turns.stop(process.pid, place, go)

    def _step(self, process: _Process, ident: _Ident, place: int, skipped: bool) -> None:
        """The process is between two bytecodes. When the one before changed the watched file, it
        pauses until each of the others has had time to look at what is there."""
        self._held_since = time.monotonic()
        changes = process.actor.changes
        if changes is None or not changes.happened():
            self._respond(ident)
            return
        often = changes.are_small_at(place)

        def go() -> None:
            self._respond(ident, value=int(often))

        asked = self._clock()
        if asked > 2 * PAUSES:
            go()
        elif not skipped and changes.crosses_a_page():

            def split() -> None:
                others = [p.pid for p in self._alive() if p.actor is not process.actor]
                if procfs.activity(others) == "blocked":
                    changes.half_undo()
                    self._pause(finish)
                else:
                    go()  # one that never rests may have seen the whole change already

            def finish() -> None:
                changes.redo()
                self._pause(go)

            self._hold(-asked, split, is_pause=True)  # first of all, as soon as the others rest
        elif asked < PAUSES and changes.tells_at(place):
            self._pause(go)
        else:
            go()

    def _pause(self, go: Callable[[], None]) -> None:
        """Go on when all who sleep now have woken up and looked."""
        self._ran = self._running_seconds()
        last = max((held.due for held in self._held), default=0.0)
        self._hold(max(0.0, last - self._clock()) + 1e-6, go, is_pause=True)

    def _progress(self, actor: _Actor, kind: str, values: list, answer) -> None:
        """How far an actor has come with the script."""
        match kind:
            case "script":
                answer(self.script)
            case "cell":
                self._restart_clock()
                actor.cell = int(values[0])
                answer(None)
            case "cell failed":
                self.failed_cells[int(values[0])] = str(values[1])
                answer(None)
            case "result" if actor.seen and not actor.seen.ending:
                self._result(actor, values[0])
                # Children that run on are given time to show what they are about.
                if any(not p.is_root and p.actor is actor for p in self._alive()):
                    self._hold(AFTER, lambda: answer(None))
                else:
                    answer(None)
            case "next":
                actor.cell = 0
                self._settle(actor)
                actor.begin = answer
                if not self._to_begin and all(actor.begin for actor in self._actors):
                    self._next_scene()
            case _:
                answer(None)

    def _result(self, actor: _Actor, outcome: dict) -> None:
        seen = actor.seen
        seen.outcome = outcome = _told(outcome)
        seen.ending = (
            "missing" if "missing" in outcome else "raised" if "raised" in outcome else "returned"
        )
        self._look(actor.root)
        self._keep_output(actor)
        seen.early = bool(self._waiting or (seen.of("fork") and not seen.of("answer")))
        self._note(actor.root, "result")
        self._limit_the_waiting()
        seen.after = seen.call.inspect(self.run.scratch) if seen.call.inspect else None

    def _settle(self, actor: _Actor) -> None:
        """The call is over and garbage collected: what is left was left by the student."""
        if actor.changes:
            actor.changes.close()
            actor.changes = None
        seen = actor.seen
        if not seen:
            return
        seen.left_mappings = [r.path or "anonymous" for r in self._mapped(actor.root)]
        opened = [fd for fd in procfs.descriptors(actor.pid) if fd not in actor.descriptors]
        targets = [procfs.target(actor.pid, fd) for fd in opened]
        seen.left_descriptors = [t for t in targets if not any(m in t for m in LIBRARY_FILES)]
        self._meet_children()
        for process in self._families.values():
            if process.is_root or process.actor is not actor:
                continue
            state = procfs.state(process.pid)
            if state == "Z":
                seen.unreaped.append(process.number)
            elif state not in ("X", ""):
                seen.running.append(process.number)

    def _left_files(self, call: Call) -> list[str]:
        """Files that the scene left; while it goes on, another actor may need them."""
        return sorted(
            str(p.relative_to(self.run.scratch))
            for p in self.run.scratch.rglob("*")
            if str(p.relative_to(self.run.scratch)) not in call.leaves
        )

    def _next_scene(self) -> None:
        """All actors are idle: set the next scene, or send them home."""
        for actor in self._actors:
            if actor.seen:
                actor.seen.left_files = self._left_files(actor.seen.call)
        self._forget_children()
        self._held.clear()
        self._waiting.clear()
        self._scene = next(self.scenes, [])
        for actor in self._actors:
            actor.seen = None
        if not self._scene:
            self.ended = "done"
            for actor in self._actors:
                actor.begin(None)
        for call in self._scene:
            if call.prepare:
                call.prepare(self.run.scratch)
            actor = self._actors[call.actor]
            actor.seen = Seen(call)
            actor.descriptors = frozenset(procfs.descriptors(actor.pid))
            actor.data_limit = None
            if call.data_bytes is not None:
                actor.data_limit = procfs.data_bytes(actor.pid) + call.data_bytes
            self._set_data_limit(actor.pid, actor.data_limit)
            self.seen.append(actor.seen)
        self._turns = next((call.turns for call in self._scene if call.turns is not None), None)
        self._restart_clock()
        self._limit_the_waiting()
        for call in self._scene:
            self._enter(self._actors[call.actor], call)

    def _enter(self, actor: _Actor, call: Call) -> None:
        """Have the actor make its call when its time has come."""

        def go() -> None:
            self._to_begin -= 1
            if call.pauses_at:
                actor.changes = Changes(self.run.scratch / call.pauses_at)
            begin, actor.begin = actor.begin, None
            begin(
                {
                    "function": call.function,
                    "arguments": call.arguments(self.run.scratch),
                    "stops": self._who_stops(),
                    "steps": bool(call.pauses_at),
                }
            )

        self._to_begin += 1
        if call.begins:
            self._hold(call.begins, go, is_pause=True)
        else:
            go()

    def _forget_children(self) -> None:
        """End what the last call left running, so that it cannot disturb the next one."""
        roots = {actor.pid: actor.root for actor in self._actors}
        for pid in set(self._families) - set(roots):
            self._ghosts.add(pid)
            if procfs.state(pid) not in ("Z", ""):
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
        for actor in self._actors:
            actor.met = 1
        self._families = dict(roots)
        self._threads = dict(roots)


def _told(outcome) -> dict:
    """An outcome in the form that an actor gives it; a student's code could send any other."""
    if not isinstance(outcome, dict):
        outcome = {}
    if "missing" in outcome:
        return {"missing": str(outcome["missing"])}
    if "raised" in outcome:
        kinds = outcome.get("kinds")
        return {
            "raised": str(outcome["raised"]),
            "kinds": [str(kind) for kind in kinds] if isinstance(kinds, list) else [],
            "explained": str(outcome.get("explained")),
        }
    told = {"type": str(outcome.get("type"))}
    return told | ({"value": outcome["value"]} if "value" in outcome else {"unreadable": True})


_notif = _libseccomp.seccomp_notify_receive.argtypes[1]._type_
_notif_resp = _libseccomp.seccomp_notify_respond.argtypes[1]._type_

_HANDLERS = {
    PROMPT: Witness._on_prompt,
    "mmap": Witness._on_map,
    "munmap": Witness._on_unmap,
    "mremap": Witness._on_unmap,
    "msync": Witness._on_flush,
    "clone": Witness._on_fork,
    "exit_group": Witness._on_exit,
    "memfd_create": Witness._on_memfd,
    "wait4": Witness._on_wait,
    "waitid": Witness._on_wait,
    **dict.fromkeys(FORKS, Witness._on_fork),
    **dict.fromkeys(SENDS, Witness._on_send),
    **dict.fromkeys(READS, Witness._on_read),
    **dict.fromkeys(SLEEPS, Witness._on_sleep),
    **dict.fromkeys(KILLS, Witness._on_kill),
    **dict.fromkeys(MODES, Witness._on_mode),
    **dict.fromkeys(REFUSED_WAYS, Witness._on_refused),
}
