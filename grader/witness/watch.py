"""What a run really did, as the kernel tells it.

The witness answers every call that the run's filter reports (seccomp_unotify(2)), keeps what it
saw as events, and decides who goes on when: a callable of the judge's may be late, a sleep takes
no time, and a run in which nobody can go on is ended.
"""

import contextlib
import errno
import math
import mmap
import os
import resource
import select
import struct
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

import numpy as np

from grader import mappings
from grader.exercise import Call
from grader.stage import Run
from grader.stage.prompt import NAME as PROMPT
from grader.stage.syscalls import names
from grader.witness import excess, listener, procfs
from grader.witness.calls import HANDLERS
from grader.witness.cast import Actor, Ident, Process
from grader.witness.inversion import Inversion
from grader.witness.requests import on_prompt
from grader.witness.seen import HEAP, LIBRARY_FILES, OWN, TELLING, Event, Seen
from grader.witness.turns import Turns
from grader.witness.updates import Updates

PATIENCE = 0.15  # s of real time that an answer is held back from a run that keeps busy
# Seconds of real time: limits that are let come, those that are let come once in a run, and what
# follows.
SHORT, LONG, GRACE = 1.2, 3.2, 0.1
POLLS = 640  # sleeps and looks by which a run waits for an answer, rather than for a time
SPIN = 0.004  # s of processor time, enough for a look at the memory
TIMED = 0.03  # s of real time that others get who wait with a time limit of their own
NAP = 1.0  # s; who sleeps longer than that does not look at the memory again and again
TICK = 0.0002  # s between looks at a run in which something is held back
# The end of a scene in real time, however loaded the machine is: times the limit of a call, but
# no more than these seconds, in which others wait for the judge.
PATIENT, LONGEST = 6, 45.0
STUCK = 0.6  # s without any progress possible: nobody can go on
CPU_SECONDS = 1.5  # to load a cell of the student's
LOADING = 10.0  # s of real time that all cells together may wait
PRINTED = {"Bus error": "SIGBUS", "Segmentation fault": "SIGSEGV"}  # by Python's faulthandler
MOST_READ = 4 << 20  # bytes of a process's shared memory that are looked at
# Seconds of the scene's time, of processor time of the readers, and sleeps, in which somebody may
# look at memory that was inverted.
ASTRAY, LOST, LOST_POLLS = 1.5, 0.4, 40
OUTPUT = 1 << 16  # bytes of standard output and error that are kept


@dataclass(frozen=True)
class _Held:
    """Someone who waits for `due`, in seconds of the scene's own time."""

    due: float
    go: Callable[[], None]
    is_answer: bool = False
    is_pause: bool = False
    is_rest: bool = False
    polls: float = math.inf  # of the run's, after which the wait ends before it is due
    spin: float = SPIN  # s of processor time that others who never rest get during a pause

    @property
    def is_sleep(self) -> bool:
        return not (self.is_answer or self.is_pause or self.is_rest)


class Witness:
    """Watches one run through a script of scenes."""

    def __init__(self, run: Run, script: dict, scenes: list[list[Call]]):
        self.run = run
        self.script = script
        self.scenes = iter(scenes)
        self.seen: list[Seen] = []
        self.own_files: set[str] = set()  # what the cells made before any call
        self.failed_cells: dict[int, str] = {}
        self.ended = ""
        self.dead: list[Actor] = []  # those whose end is the run's
        self.scene: list[Call] = []
        self.reaps = False  # whether actors wait for children that the last scene has left
        self.to_begin = 0  # calls of the scene that wait for their time
        self.families: dict[int, Process] = {}
        self.ghosts: set[int] = set()  # children left by earlier calls
        self.threads: dict[int, Process] = {}
        self.unmet = 0  # children that forks were allowed to make, and nobody has looked for
        self.held: list[_Held] = []
        self._waited = 0.0  # s, by cells that have been loaded
        self._limited: dict[float, float] = {}  # when who waits with a limit has shown what for
        self._longest = LONG  # a limit that is let come
        self._until = 0.0  # until when nobody takes a turn
        self.kept: Counter[str] = Counter()  # descriptors made so far, by call
        self.waiting: set[int] = set()
        self.turns: Turns | None = None
        self.updates = Updates()
        self.inversion: Inversion | None = None
        self.answers: dict[int, bytes] = {}
        self._names = names()
        self.actors = [Actor(a.pid, a.listener, a.output, os.pidfd_open(a.pid)) for a in run.actors]
        for actor in self.actors:
            actor.root = self._meet(actor, actor.pid, 0)
            listener.wake_quickly(actor.listener)
        self.unmet = 0
        self._roots = {actor.pid: actor.root for actor in self.actors}
        self._zygote = procfs.parent(self.actors[0].pid)  # it gets the run's orphans
        self.restart_clock()

    # --- the loop -----------------------------------------------------------------------------

    def watch(self) -> list[Seen]:
        """Serve the run until it is over; what was seen of each call of the scenes begun."""
        poller = select.poll()
        for actor in self.actors:
            for fd in (actor.listener, actor.output, actor.death):
                poller.register(fd, select.POLLIN)
        quiet = None
        while not self.ended:
            # poll(2) would round a tick up to a millisecond. A sleep may end a little too soon.
            at_once = self.held and self._first().is_sleep
            if self.held and not self._takes_turns() and not at_once:
                select.select([actor.listener for actor in self.actors], [], [], TICK)
            ready = dict(poller.poll(self._look_again()))
            for actor in self.actors:
                if actor.output in ready and not self._drain(actor):
                    poller.unregister(actor.output)
            asking = [a for a in self.actors if ready.get(a.listener, 0) & select.POLLIN]
            began = time.monotonic()
            for actor in asking:
                self._serve(actor)
            served = time.monotonic() - began  # the judge's time, not the run's
            self._began += served
            self._looked += served
            if asking:
                quiet = None
                self._lose_patience("busy", now := time.monotonic())
                self._over_limits(now)
                if self._takes_turns() and self.turns.polled:
                    self._idle(quiet)
            elif dead := [actor for actor in self.actors if actor.death in ready]:
                self.ended = "exited"
                self.dead = dead
                self._cut_short(actor for actor in self.actors if actor not in dead)
            else:
                quiet = self._idle(quiet)
        self._cut_short(actor for actor in self.actors if actor.begin)
        for actor in self.actors:
            self.keep_output(actor)
        return self.seen

    def _cut_short(self, actors) -> None:
        """These could not go on because of another one."""
        for actor in actors:
            if actor.seen and not actor.seen.ending:
                actor.seen.ending = "cut short"

    def close(self) -> None:
        """Give back the descriptors."""
        if self.inversion is not None:
            self.inversion.close()
        for process in self.families.values():
            process.close()
        for pid in (*self.ghosts, self._zygote):
            procfs.forget(pid)
        for actor in self.actors:
            os.close(actor.death)
            if actor.changes:
                actor.changes.close()

    @property
    def cell(self) -> int:
        """The student's cell that is being run, 0 before and after."""
        return max(actor.cell for actor in self.actors)

    @property
    def heard(self) -> bool:
        """Whether the run has come as far as the submission: before that nothing is its fault."""
        return any(actor.loaded or actor.cell for actor in self.actors)

    def _look_again(self) -> int:
        """Milliseconds until we look at the run, should nothing be reported."""
        if self._takes_turns():
            return 1 if self.turns.someone_runs else 0
        if self.inversion is not None and self.inversion.holds:
            return 1
        return 0 if self.held else 20

    def stops(self, process: Process) -> bool:
        """Whether the process is one of those who take turns."""
        return self.turns is not None and (process.is_root or self.turns.who != "caller")

    def _takes_turns(self) -> bool:
        return self.turns is not None and self.turns.waited_for

    def _idle(self, quiet: float | None) -> float | None:
        """Nothing was reported: let time pass for those who wait, or end a run that cannot."""
        now = time.monotonic()
        if self._over_limits(now):
            return None
        if self._takes_turns():
            self._give_a_turn(now)
            self._began += now - self._looked
            self._looked = now
            return None
        activity = procfs.activity([p.pid for p in self.alive()])
        if activity == "blocked" and self._alarms(now):
            activity = "timed"
        if self._leaving():
            activity = "busy"  # whoever asks now whether it has ended would hear that it has not
        if activity == "busy":
            self._began += now - self._looked  # processor time has a limit of its own
        self._looked = now
        if activity != "blocked":
            self._lose_patience(activity, now)
            return None
        if quiet is None:
            return now  # look once more: a process may have been between two calls
        if self.held:
            self._release(now)
            return None
        if self.inversion is not None and self.inversion.holds:
            self._go_on_inverted()
            return None
        if now - quiet > STUCK or self._is_astray():
            self.ended = "stuck"
        return quiet

    def _give_a_turn(self, now: float) -> None:
        """Let one of those who take turns go on, once nobody runs."""
        if self.held and self.turns.owes_a_look() and self._first().due - self.clock(now) < NAP:
            self._release(now)
        elif not self.turns.quiet:
            self.turns.look([p.pid for p in (*self.alive(), *self._leaving())])
        elif self._lets_a_limit_come(now):
            self.turns.quiet = False  # who goes on then has to be looked for
        else:
            self.turns.advance()

    def _go_on_inverted(self) -> None:
        """Nobody is waited for long then: what was inverted may lead them astray."""
        self.inversion.go_on()
        if not self.inversion.holds:
            self._limit = min(self._limit, self.clock() + ASTRAY)
            self.polls = 0

    def _is_astray(self) -> bool:
        """Whether somebody may look at memory that was inverted."""
        return self.inversion is not None and not self.inversion.holds

    def _is_lost(self) -> bool:
        """Whether they have looked for long."""
        if not self._is_astray():
            return False
        return self.inversion.astray_seconds() > LOST or self.polls > LOST_POLLS

    def _lets_a_limit_come(self, now: float) -> bool:
        """Whether those are left to wait who do so with a short limit, until it has come, once for
        each: who takes that for the lock goes on without it."""
        for process in self.alive():
            limit = 0.0 if process.was_late else self._limit_of(procfs.lock_limit, process)
            if 0 < limit <= SHORT:
                process.was_late = True
                self._until = max(self._until, now + limit + GRACE)
        return now < self._until

    def _lose_patience(self, activity: str, now: float) -> None:
        """A run that keeps busy, or keeps asking, cannot show that it waits: do not insist."""
        if self.inversion is not None and self.inversion.is_late():
            self._go_on_inverted()
        if self._takes_turns():
            return  # who sleeps until another one has moved gains nothing by sleeping less
        if self.held and self._is_time(activity, now - self.held_since):
            self._release(now)

    def _is_time(self, activity: str, waited: float) -> bool:
        """Whether to let someone go on after `waited` seconds although others are not at rest."""
        first = self._first()
        if first.is_answer:
            return waited > max(PATIENCE, self._time_to_show(waited)) or self.polls > POLLS
        if not first.is_pause:
            lead = min(PATIENCE, first.due - self.clock())
            return waited > (STUCK if self._someone_steps() else lead)
        if activity == "timed":
            return waited > TIMED
        return waited > STUCK or self.running_seconds() - self.ran > first.spin

    def _time_to_show(self, waited: float) -> float:
        """Seconds, of those that an answer is held back, after which whoever waits with a short
        limit has come to it and has had time to go on: a parent that takes it for the child's end
        reads too early."""
        if self._limited.get(self.held_since) is None:
            told = (self._limit_of(procfs.time_limit, process) for process in self.alive())
            limits = [limit for limit in told if 0 < limit <= self._longest]
            limits += self._alarms(time.monotonic())
            self._limited = {self.held_since: waited + max(limits) + GRACE} if limits else {}
            if limits and max(limits) > SHORT:
                self._longest = SHORT
        return self._limited.get(self.held_since, 0.0)

    def _alarms(self, now: float) -> list[float]:
        """Seconds until each SIGALRM that is let come: it may end the call in which one waits."""
        left = (process.alarm - now for process in self.alive())
        return [seconds for seconds in left if 0 < seconds <= self._longest]

    def _limit_of(self, kind: Callable, process: Process) -> float:
        try:
            return kind(process.pid, partial(self.read, process))
        except OSError:
            return 0.0

    def _someone_steps(self) -> bool:
        """Whether an actor that is to pause at its changes runs, or has come to its next step and
        was not heard yet: what it leaves between two steps is not for the others to see."""
        stepping = [p for p in self.alive() if p.actor.changes]
        listeners = [p.actor.listener for p in stepping]
        runs = procfs.activity([p.pid for p in stepping]) == "busy"
        return runs or bool(select.select(listeners, [], [], 0)[0])

    def _first(self) -> _Held:
        """The one whose time comes first."""
        # A run that asks again and again, rather than for one time, can only be ended by an answer.
        most = ((held, POLLS if held.is_answer else held.polls) for held in self.held)
        awaited = [held for held, polls in most if self.polls > polls]
        return min(awaited or self.held, key=lambda held: held.due)

    def running_seconds(self) -> float:
        return sum(procfs.running_seconds(process.pid) for process in self.alive())

    def _release(self, now: float) -> None:
        """Let the one go on whose time comes first; a sleep makes the run's clock jump to it."""
        held = self._first()
        self.held.remove(held)
        self.polls = 0 if held.is_answer else self.polls + 1
        if not held.is_answer:
            self._skipped += max(0.0, held.due - self.clock(now))
        self.held_since = now
        if not self._over_limits(now):
            held.go()

    def _over_limits(self, now: float) -> bool:
        if self._too_late(now) or self._is_lost():
            self.ended = "overtime"
        elif now - self._measured > 0.05:
            self._measured = now
            spent = procfs.cpu_seconds([p.pid for p in self.alive()]) - self._cpu
            if spent > (sum(call.cpu_seconds for call in self.scene) or CPU_SECONDS):
                self.ended = "overworked"
            elif found := excess.excess([p.pid for p in self.alive()], self.run.folder):
                self.ended = "overgrown"
                for actor in self.actors:
                    if actor.seen:
                        actor.seen.excess = found
        return bool(self.ended)

    def _too_late(self, now: float) -> bool:
        loading = self._waited + now - self._began if self.cell else 0.0
        patience = min(PATIENT * self._limit, LONGEST)
        too_long = now - self._origin > patience or loading > LOADING
        return too_long or self.clock(now) > self._limit

    def limit_the_waiting(self) -> None:
        """When all that is left of a scene waits for others, its end is near."""
        left = [a.seen.call for a in self.actors if a.seen and not a.seen.ending]
        if left and all(call.seconds_alone is not None for call in left):
            alone = max(call.seconds_alone for call in left)
            self._limit = min(self._limit, self.clock() + alone)

    def clock(self, now: float | None = None) -> float:
        """Seconds since the call began that the run slept or waited; not those in which it was
        busy, or ready and the machine was not."""
        return (now or time.monotonic()) - self._began + self._skipped

    def restart_clock(self) -> None:
        if self.cell:
            self._waited += max(0.0, time.monotonic() - self._began)
        self._origin = self._began = self._looked = time.monotonic()
        self.held_since = self._measured = self._origin
        self._skipped = 0.0
        self.polls = 0
        self._limit = max((call.seconds for call in self.scene), default=5.0)
        self.ran = self.running_seconds()
        self._cpu = procfs.cpu_seconds([p.pid for p in self.alive()])

    def _drain(self, actor: Actor) -> bool:
        """Keep what was printed so far; False when nobody can print any more."""
        while select.select([actor.output], [], [], 0)[0]:
            piece = os.read(actor.output, 1 << 16)
            if not piece:
                return False
            actor.printed += piece[: OUTPUT - len(actor.printed)]
        return True

    def keep_output(self, actor: Actor) -> None:
        """What was printed since the last time belongs to the call that is being made."""
        self._drain(actor)
        if actor.seen:
            actor.seen.output += actor.printed.decode(errors="replace")
            actor.printed.clear()

    # --- one report ---------------------------------------------------------------------------

    def _serve(self, actor: Actor) -> None:
        try:
            report = listener.receive(actor.listener)
        except OSError:
            return  # the caller was ended meanwhile
        process = self.threads.get(report.tid) or self._meet_thread(actor, report.tid)
        if process is None:
            return
        name = self._names[report.call]
        if self.turns is not None:
            self.turns.moved(process.pid)
        handler = on_prompt if name == PROMPT else HANDLERS[name]
        if process.has_waited:
            process.has_waited = False
            self.alive()  # who ended meanwhile
        ident = Ident(actor.listener, report.ident, report.tid)
        handler(self, process, ident, name, report.arguments)

    def go_on(self, ident: Ident) -> bool:
        return listener.answer(ident.listener, ident.number, flags=listener.CONTINUE)

    def refuse(self, ident: Ident, code: int) -> bool:
        return listener.answer(ident.listener, ident.number, error=-code)

    def respond(self, ident: Ident, value: int = 0) -> bool:
        """False when the caller is gone, or its call was interrupted and will be made again."""
        return listener.answer(ident.listener, ident.number, value=value)

    def waits(self, ident: Ident) -> bool:
        """False when the caller is gone, or was interrupted by a signal and will ask again."""
        return listener.waits(ident.listener, ident.number)

    def hold(self, seconds: float, go: Callable[[], None], **kind: bool | float) -> None:
        """Call `go` after so many seconds of the scene's own time, or earlier where nobody else can
        go on; for `kind` see `_Held`."""
        if not self.held:
            self.held_since = time.monotonic()
        if kind.get("is_pause"):
            self.ran = self.running_seconds()
        self.held.append(_Held(self.clock() + seconds, go, **kind))

    def note(self, process: Process, what: str, **details) -> None:
        if process.actor.seen:
            at = time.monotonic() - self._origin
            process.actor.seen.events.append(Event(at, process.number, what, **details))

    # --- processes ----------------------------------------------------------------------------

    def _meet(self, actor: Actor, pid: int, parent: int) -> Process:
        process = Process(actor, pid, actor.met, parent)
        actor.met += 1
        self.families[pid] = process
        self.threads[pid] = process
        self.unmet -= 1
        return process

    def _meet_thread(self, actor: Actor, tid: int) -> Process | None:
        """A caller not heard of before: a new thread of a known process, or a new child; None for
        one that was ended, as another call's, when it had just made this call."""
        group, parent_pid = procfs.group_and_parent(tid)
        if group in self.ghosts:
            return None
        process = self.families.get(group)
        if process is None:
            parent = self.families.get(parent_pid, actor.root)
            process = self._meet(actor, group, parent.number)
            self.note(process, "start")
        self.threads[tid] = process
        return process

    def meet_children(self) -> None:
        """Children that have not made a reported call yet, those whose parent is gone included."""
        if self.unmet <= 0:
            return  # each comes of a fork, and those are reported
        for process in list(self.families.values()):
            if not process.ended:
                self._meet_new(process, procfs.children(process.pid))
        for pid in procfs.children(self._zygote):
            if pid not in self.families and pid not in self.ghosts:
                root = self._roots.get(procfs.process_group(pid), self.actors[0].root)
                self._meet_new(root, [pid])

    def _meet_new(self, parent: Process, pids: list[int]) -> None:
        for pid in pids:
            if pid not in self.families and pid not in self.ghosts:
                self._meet(parent.actor, pid, parent.number)

    def alive(self) -> list[Process]:
        self.meet_children()
        alive = []
        for process in self.families.values():
            if not process.ended and not process.is_root and procfs.state(process.pid) in "ZX":
                process.ended = True
                self._note_end(process)
            if not process.ended:
                alive.append(process)
        return alive

    def _note_end(self, process: Process) -> None:
        """It is gone and did not exit: a signal has ended it, one of its own run's or another."""
        self.keep_output(process.actor)
        output = process.actor.seen.output if process.actor.seen else ""
        faults = [name for words, name in PRINTED.items() if words in output]
        if process.signal and not faults:
            self.note(process, "exit", name=f"by {process.signal}")
        else:
            self.note(process, "killed", name=faults[0] if faults else "")

    def _leaving(self) -> list[Process]:
        """Those on their way out: who waits for them does not run yet."""
        leaving = []
        for process in self.families.values():
            if process.ended and not process.missed:
                process.missed = procfs.has_ended(process.pid)
                if not process.missed:
                    leaving.append(process)
        return leaving

    def read(self, process: Process, address: int, size: int) -> bytes:
        return os.pread(self.memory(process), size, address) if size else b""

    def numbers(self, process: Process, layout: str, address: int) -> tuple:
        """Numbers that its memory holds, laid out so; OSError where it ends before, or is gone
        with the process."""
        raw = self.read(process, address, struct.calcsize(layout))
        try:
            return struct.unpack(layout, raw)
        except struct.error:
            raise OSError(errno.EFAULT, os.strerror(errno.EFAULT)) from None

    def memory(self, process: Process) -> int:
        if process.memory < 0:
            process.memory = os.open(f"/proc/{process.pid}/mem", os.O_RDWR | os.O_CLOEXEC)
        return process.memory

    # --- its memory ---------------------------------------------------------------------------

    def in_scratch(self, path: str) -> bool:
        return path.startswith(f"{self.run.scratch}/")

    def set_data_limit(self, pid: int, limit: int | None) -> None:
        with contextlib.suppress(ProcessLookupError):
            most = resource.prlimit(pid, resource.RLIMIT_DATA)[1]
            limit = most if limit is None else min(limit, most)
            resource.prlimit(pid, resource.RLIMIT_DATA, (limit, most))

    def shared(self, process: Process) -> list[mappings.Region]:
        """Shared memory that a call has mapped."""
        shared = mappings.shared(process.pid)
        return [r for r in shared if self._payload_region(r) and not _is_own(process, r)]

    def mapped(self, process: Process) -> list[mappings.Region]:
        """What a call may have mapped: shared memory, and the folder's files in either way."""
        found = self.shared(process)
        if process.actor.maps_privately:
            files = mappings.of_files(process.pid, f"{self.run.scratch}/")
            found += [r for r in files if not r.shared and not _is_own(process, r)]
        return found

    def _payload_region(self, region: mappings.Region) -> bool:
        """Memory that can carry a payload: not a semaphore, nor a cache of the C library."""
        small = region.end - region.start <= mmap.PAGESIZE  # as the library's own are
        if any(mark in region.path and (small or mark == HEAP) for mark in LIBRARY_FILES):
            return False
        return region.path.startswith((str(self.run.scratch), "/dev/", "/memfd:", "/SYSV"))

    def look(self, process: Process) -> None:
        """Has the process changed shared memory since we last looked? A store is no call, so the
        kernel reports none; it is seen by what it leaves."""
        seen = process.actor.seen
        payload = seen.call.payload if seen else b""
        if not seen or process.stored or not (seen.call.fills or len(payload) >= TELLING):
            return
        if seen.call.handed and not seen.has("answer"):
            return  # nobody has had the payload yet
        filled: Counter[str] = Counter()
        for region, content in self._contents(process):
            before = process.actor.unfilled.get(region.start, b"")
            path = OWN if _is_own(process, region) else region.path
            filled[path] += _differing(content, before)
            if payload and payload in content and not process.stored:
                process.stored = True
                if not process.is_root:
                    self.note(process, "store", bytes=len(payload))
        for path, count in filled.items():
            seen.filled[path] = max(count, seen.filled.get(path, 0))

    def remember(self, process: Process) -> None:
        """What shared memory holds before anybody has had the payload is no part of it."""
        process.actor.unfilled = {r.start: content for r, content in self._contents(process)}

    def _contents(self, process: Process) -> Iterator[tuple[mappings.Region, bytes]]:
        # A payload may be in multiprocessing's own memory too, where its arrays are.
        shared, left = mappings.shared(process.pid), MOST_READ
        for region in (r for r in shared if self._payload_region(r) or HEAP in r.path):
            size = min(region.end - region.start, left)
            left -= size
            with contextlib.suppress(OSError):
                yield region, self.read(process, region.start, size)


def _is_own(process: Process, region: mappings.Region) -> bool:
    """Whether the cells mapped it when they were run, to try things out."""
    return (region.inode, region.path) in process.actor.own_mappings


def _differing(content: bytes, before: bytes) -> int:
    """How many bytes differ from those before, or from zero where there were none."""
    before = before[: len(content)].ljust(len(content), b"\0")
    return int(np.count_nonzero(np.frombuffer(content, "u1") != np.frombuffer(before, "u1")))
