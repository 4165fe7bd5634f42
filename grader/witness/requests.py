"""The private line, as the judge hears it: calls of what it handed over, and the run's script.

An actor asks for its script and for one call after the other, and reports each result; a child may
call what was handed to the student's function. What a student's code makes up here is refused.
"""

import contextlib
import errno
import os
import re
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from grader import files, mappings
from grader.exercise import Call
from grader.wire import MOST, MOST_HEAD, WireError, pack, unpack
from grader.witness import procfs
from grader.witness.cast import Actor, Ident, Process
from grader.witness.changes import Changes
from grader.witness.inversion import Inversion
from grader.witness.seen import LIBRARY_FILES, Seen, told
from grader.witness.updates import Updates

if TYPE_CHECKING:
    from grader.witness.watch import Witness

# A semaphore of multiprocessing, which it removes itself, and one of the C library that is being
# made: who is killed just then leaves it.
UNFINISHED = re.compile(r"sem\.(mp-.*|\w{6})")
MOST_TEXT, MOST_BYTES = 1000, 4096  # of what one request tells that is kept
LATE = 4.0  # s of the run's own time by which a callable's answer is late
AFTER = 1.0  # s of the run's own time that children get who run on after the result
LOOKS = 500  # by those who wait for a call that begins later: they need no more
MOMENT, SHARE = 0.004, 0.05  # s, and per s until it begins, of processor time for them
MEMFD = "/memfd:"
TRACKER = "multiprocessing.resource_tracker"  # in the command line of such a process
REST = 0.5  # s of the scene's time, in which the others can do what they are about
FOLLOWED = 0.03  # s of processor time for a look by those who are followed step by step
PAUSES = 5.0  # s from when a call begins that its pauses may take; page by page, twice as many


@dataclass(frozen=True)
class Request:
    """A request that waits: who made it, and where its memory has `room` bytes for the answer."""

    witness: "Witness"
    process: Process
    ident: Ident
    answer_at: int
    room: int

    def answer(self, value) -> None:
        self.witness.answers[self.process.pid] = pack(value)
        self.deliver()

    def deliver(self) -> None:
        """Write the answer where there is room for it; its length tells the caller in any case."""
        message = self.witness.answers[self.process.pid]
        if len(message) <= self.room and self.witness.waits(self.ident):
            with contextlib.suppress(OSError):
                os.pwrite(self.witness.memory(self.process), message, self.answer_at)
        self.witness.respond(self.ident, value=len(message))

    def refuse(self, code: int) -> None:
        self.witness.refuse(self.ident, code)


def on_prompt(witness: "Witness", process: Process, ident: Ident, _name: str, args: tuple) -> None:
    """A call of the grader's own: a request, or a stop between two bytecodes."""
    request_at, request_size, answer_at, room = args[:4]
    if not request_at:
        step(witness, process, ident, place=answer_at, skipped=bool(room))
        return
    request = Request(witness, process, ident, answer_at, room)
    try:
        if request_size > MOST:
            raise WireError("too long")
        kind, *values = unpack(witness.read(process, request_at, request_size), MOST_HEAD)
    except (OSError, WireError, ValueError):
        request.refuse(errno.EINVAL)
        return
    if kind == "again" and process.pid in witness.answers:
        request.deliver()
        return
    try:
        grant(witness, request, kind, values)
    except (TypeError, ValueError, LookupError):
        request.refuse(errno.EINVAL)  # not what an actor asks: a student made it up


def grant(witness: "Witness", request: Request, kind: str, values: list) -> None:
    process = request.process
    if kind == "turn":
        place = str(values[0])[:MOST_TEXT]
        if witness.turns is not None and place.startswith("store:"):
            witness.turns.stores_heard = True
        turn(witness, process, place, lambda: request.answer(None))
    elif kind == "born":
        born(witness, request)
    elif kind == "call":
        name, arguments = values
        call(witness, request, str(name)[:MOST_TEXT], list(arguments))
    elif kind == "strayed" and not process.is_root:
        witness.note(process, "strayed", name=str(values[0] or "")[:MOST_TEXT])
        request.answer(None)
    elif process.is_root:
        progress(witness, process.actor, kind, values, request.answer)
    else:
        request.refuse(errno.EPERM)


def born(witness: "Witness", request: Request) -> None:
    """A child has come to the student's own code: late, where it is the only one. A parent that
    pauses until the child has begun, to take a lock after it, finds that it has not."""
    turns = witness.turns

    def go() -> None:
        if witness.turns is not None:
            witness.turns.born(request.process.pid)
        request.answer(None)

    if turns is not None and turns.children_are_late:
        witness.hold(LATE, go, is_answer=True)
    else:
        go()


def call(witness: "Witness", request: Request, name: str, arguments: list) -> None:
    """A callable of the judge's was called."""
    process = request.process
    if process.is_root or not process.actor.seen:
        witness.note(process, "refused", name=f"{name}()")
        request.refuse(errno.EPERM)
        return
    seen = process.actor.seen
    try:
        value = seen.call.handed[name](*arguments)
    except Exception:
        request.refuse(errno.EINVAL)
        return
    seen.asked += 1
    if witness.turns is not None and witness.turns.who != "caller" and not process.has_asked:
        process.has_asked = True
        witness.turns.were_open |= _is_open(witness, process)
    if witness.inversion is not None:
        seen.kept = witness.inversion.was_kept()
    if seen.asked & (seen.asked - 1) == 0:  # of many calls only the 1st, 2nd, 4th ...
        witness.look(process)
    content = next((each for each in arguments if isinstance(each, bytes)), b"")
    witness.note(process, "call", name=name, content=content[:MOST_BYTES])

    def go() -> None:
        witness.waiting.discard(process.pid)
        if not seen.has("answer"):
            witness.remember(process)
        invert(witness, process, value)
        witness.note(process, "answer", name=name)
        request.answer(value)

    witness.waiting.add(process.pid)
    if seen.asked == seen.call.late:
        witness.hold(LATE, go, is_answer=True)
    else:
        turn(witness, process, f"{name}()", go)


def invert(witness: "Witness", process: Process, value) -> None:
    """The answer is about to be given which is the last one, or after which the process is to read
    the next question, where the call is one with `inverted` memory."""
    seen, root = process.actor.seen, process.actor.root
    if witness.inversion is not None or not seen.call.inverted:
        return
    if question := seen.call.inverted(seen):
        is_last = question is True
        readers = [root] if is_last else [root, process]
        with contextlib.suppress(ProcessLookupError):  # the process was ended meanwhile
            witness.inversion = Inversion(witness, root, readers, value if is_last else question)


def _is_open(witness: "Witness", process: Process) -> bool:
    """Whether a child could store, with no word, to memory that its parent has shared with it."""
    inherited = {region.start for region in witness.shared(process.actor.root)}
    return any(r.writable and r.start in inherited for r in witness.shared(process))


def who_stops(witness: "Witness") -> str:
    if witness.turns is None:
        return "nobody"
    return witness.turns.who if len(witness.scene) == 1 else "all"


def turn(witness: "Witness", process: Process, place: str, go: Callable[[], None]) -> None:
    """The process goes on at once, or when its turn comes."""
    if witness.stops(process):
        if witness.turns.one_runs:
            witness.updates.look(witness, process)
        if process.is_root and place.startswith("store:"):
            process.actor.seen.caller_stored = process.actor.seen.has("fork")
        witness.turns.stop(process.pid, place, go, process.is_root)
    else:
        go()


def step(witness: "Witness", process: Process, ident: Ident, place: int, skipped: bool) -> None:
    """The process is between two bytecodes. When the one before changed the watched file, it
    pauses until each of the others has had time to look at what is there."""
    witness.held_since = time.monotonic()
    changes = process.actor.changes
    if changes is None or not changes.happened():
        witness.respond(ident)
        return
    often = changes.are_small_at(place)
    witness.updates.tell(witness, process, changes.what())

    def go() -> None:
        witness.respond(ident, value=int(often))

    call = process.actor.seen.call
    if call.lingers > process.actor.lingered and changes.gave_length():
        process.actor.lingered = call.lingers
        wait_long(witness, call.lingers, go)
        return
    asked = witness.clock() - call.begins - process.actor.lingered
    if asked > 2 * PAUSES:
        go()
    elif not skipped and changes.crosses_a_page():
        split = partial(show_in_parts, witness, process.actor, go)
        witness.hold(-asked, split, is_pause=True)  # first of all, as soon as the others rest
    elif asked < PAUSES and changes.tells_at(place):
        pause(witness, process.actor, go)
    else:
        go()


def show_in_parts(witness: "Witness", actor: Actor, go: Callable[[], None]) -> None:
    """Pause where only the first page of the actor's last change was stored, and where all was."""
    if procfs.activity(_others(witness, actor)) != "blocked":
        go()  # one that never rests may have seen the whole change already
        return

    def finish() -> None:
        actor.changes.redo()
        pause(witness, actor, go)

    actor.changes.half_undo()
    pause(witness, actor, finish)


def pause(witness: "Witness", actor: Actor, go: Callable[[], None]) -> None:
    """Go on when all the others have looked: those who run now may have looked before, so all come
    to sleep first, and then those who sleep wake up, but for those who rest meanwhile."""
    spin = {"spin": FOLLOWED} if any(actor.rests for actor in witness.actors) else {}

    def asleep() -> None:
        if procfs.activity(_others(witness, actor)) != "blocked":
            go()  # one that never rests, or not for long, has looked meanwhile
            return
        last = max((held.due for held in witness.held if not held.is_rest), default=0.0)
        witness.hold(max(0.0, last - witness.clock()) + 1e-6, go, is_pause=True, **spin)

    witness.hold(0.0, asleep, is_pause=True, **spin)


def _others(witness: "Witness", actor: Actor) -> list[int]:
    return [process.pid for process in witness.alive() if process.actor is not actor]


def progress(witness: "Witness", actor: Actor, kind: str, values: list, answer) -> None:
    """How far an actor has come with the script."""
    match kind:
        case "script":
            answer(witness.script)
        case "cell" if not actor.loaded and actor.cell < int(values[0]):
            witness.restart_clock()
            actor.cell = int(values[0])
            answer(None)
        case "cell failed" if not actor.loaded and actor.cell == int(values[0]):
            witness.failed_cells[actor.cell] = str(values[1])
            answer(None)
        case "result" if actor.seen and not actor.seen.ending:
            result(witness, actor, values[0])
            # Children that run on are given time to show what they are about.
            if any(not p.is_root and p.actor is actor for p in witness.alive()):
                if witness.turns is not None:
                    witness.turns.end()
                    witness.turns = None
                witness.hold(AFTER, lambda: answer(None))
            else:
                answer(None)
        case "rest" if actor.rests and _is_closed(witness, actor):
            actor.rests = 0
            witness.hold(REST, lambda: answer(None), is_rest=True)
        case "next":
            if not actor.loaded:
                know_own(witness, actor)
            actor.cell, actor.loaded = 0, True
            settle(witness, actor)
            actor.begin = answer
            if not witness.to_begin and all(actor.begin for actor in witness.actors):
                next_scene(witness)
        case _:
            answer(None)


def _is_closed(witness: "Witness", actor: Actor) -> bool:
    """Whether a mapping of a file is closed, as it is for who rests before a look."""
    regions = mappings.of_files(actor.pid, f"{witness.run.scratch}/")
    return any(not region.readable for region in regions)


def know_own(witness: "Witness", actor: Actor) -> None:
    """What the cells made when they were run, to try things out, is left by no call."""
    mapped = witness.mapped(actor.root)
    actor.own_mappings = frozenset((region.inode, region.path) for region in mapped)
    witness.own_files |= _all_files(witness)


def result(witness: "Witness", actor: Actor, outcome: dict) -> None:
    seen = actor.seen
    alive = witness.alive()  # who was killed so far was killed before
    seen.outcome = outcome = told(outcome, seen.call.expect)
    seen.ending = (
        "missing" if "missing" in outcome else "raised" if "raised" in outcome else "returned"
    )
    witness.look(actor.root)
    if witness.inversion is not None:
        seen.kept = witness.inversion.was_kept()
    witness.keep_output(actor)
    # A child may have become another program, which nobody follows.
    if actor.changes and seen.ending == "returned" and not seen.has("fork"):
        seen.untold = actor.changes.went_untold()
    children = [p for p in alive if p.actor is actor and not p.is_root]
    nobody_asked = seen.call.handed and children and not seen.has("answer")
    seen.early = bool(witness.waiting or nobody_asked)
    witness.note(actor.root, "result")
    witness.limit_the_waiting()
    seen.after = seen.call.inspect(witness.run.folder) if seen.call.inspect else None


def settle(witness: "Witness", actor: Actor) -> None:
    """The call is over and garbage collected: what is left was left by the student."""
    if actor.changes:
        actor.changes.close()
        actor.changes = None
    seen = actor.seen
    if not seen:
        return
    seen.left_mappings = [r.path or "anonymous" for r in witness.mapped(actor.root)]
    opened = [fd for fd in procfs.descriptors(actor.pid) if fd not in actor.descriptors]
    targets = [procfs.target(actor.pid, fd) for fd in opened]
    witness.meet_children()
    trackers = _trackers(witness, actor)
    theirs = {procfs.target(pid, fd) for pid in trackers for fd in procfs.descriptors(pid)}
    seen.left_descriptors = [
        t for t in targets if t not in theirs and not any(m in t for m in LIBRARY_FILES)
    ]
    for process in witness.families.values():
        if process.is_root or process.actor is not actor:
            continue
        state = procfs.state(process.pid)
        if process.ended or state == "Z":
            _, parent = procfs.group_and_parent(process.pid)
            if parent in witness.families:  # an orphan is for init to reap
                seen.unreaped.append(process.number)
        elif state not in ("X", "") and process.pid not in trackers:
            seen.running.append(process.number)


def _trackers(witness: "Witness", actor: Actor) -> set[int]:
    """Processes by which multiprocessing keeps track of shared memory. They are to outlive the
    call, with a pipe to each, and are not the student's to end."""
    own = (p.pid for p in witness.families.values() if p.actor is actor and not p.is_root)
    return {pid for pid in own if TRACKER in procfs.text(f"/proc/{pid}/cmdline")}


def left_files(witness: "Witness", call: Call) -> list[str]:
    """Files that the scene left; while it goes on, another actor may need them."""
    return sorted(_all_files(witness) - call.leaves - witness.own_files)


def _all_files(witness: "Witness") -> set[str]:
    """Those of the run's folder and of its shared memory, but for what a library keeps there."""
    run = witness.run
    found = {name for name in files.names(run.folder) if not _is_librarys(run.folder / name)}
    if run.shared_memory:
        shared = files.names(run.shared_memory)
        found |= {f"/dev/shm/{name}" for name in shared if not UNFINISHED.fullmatch(name)}
    return found


def _is_librarys(path: Path) -> bool:
    """The folder in which multiprocessing has its sockets is not the student's to remove."""
    return path.name.startswith("pymp-") and path.is_dir() and not path.is_symlink()


def next_scene(witness: "Witness") -> None:
    """All actors are idle: set the next scene, or send them home."""
    for actor in witness.actors:
        if actor.seen:
            actor.seen.left_files = left_files(witness, actor.seen.call)
    left = forget_children(witness)
    forget_scene(witness)
    # Once for each scene: a thread of the student's may make new ones all the time.
    witness.reaps = not witness.reaps and have_reaped(witness, left)
    if witness.reaps:
        return  # they will ask for the next call again
    witness.scene = next(witness.scenes, [])
    if not witness.scene:
        witness.ended = "done"
        for actor in witness.actors:
            actor.begin(None)
        return
    together: list[Seen] = []
    for call in witness.scene:
        assign(witness, call, together)
    if not lay_out(witness):
        witness.ended = "spoiled"
        return
    witness.turns = next((call.turns for call in witness.scene if call.turns is not None), None)
    if witness.turns is not None:
        for actor in witness.actors:
            witness.turns.born(actor.pid)
    witness.restart_clock()
    witness.limit_the_waiting()
    for call in witness.scene:
        enter(witness, witness.actors[call.actor], call)


def assign(witness: "Witness", call: Call, scene: list[Seen]) -> None:
    """What is seen from now on of the call's actor belongs to the call."""
    actor = witness.actors[call.actor]
    actor.seen = Seen(call, scene=scene, run=witness.seen)
    scene.append(actor.seen)
    witness.seen.append(actor.seen)
    actor.descriptors = frozenset(procfs.descriptors(actor.pid))
    actor.unfilled = {}
    actor.root.stored = False
    actor.data_limit = None
    if call.data_bytes is not None:
        actor.data_limit = procfs.data_bytes(actor.pid) + call.data_bytes
    witness.set_data_limit(actor.pid, actor.data_limit)


def lay_out(witness: "Witness") -> bool:
    """Put the files of the scene's calls into the folder; False when something of the student's
    there cannot be removed (a thousand folders deep, one without permissions)."""
    try:
        for call in witness.scene:
            if call.prepare:
                call.prepare(witness.run.folder)
    except (OSError, RecursionError):
        return False
    return True


def enter(witness: "Witness", actor: Actor, call: Call) -> None:
    """Have the actor make its call when its time has come."""

    def go() -> None:
        witness.to_begin -= 1
        if call.pauses_at:
            actor.changes = Changes(witness.run.folder / call.pauses_at)
        actor.hesitates, actor.rests, actor.lingered = call.hesitates, call.rests, 0.0
        begin, actor.begin = actor.begin, None
        begin(
            {
                "function": call.function,
                "arguments": call.arguments(witness.run.scratch),
                "stops": who_stops(witness),
                "at_creation": witness.turns is not None and witness.turns.at_creation,
                "at_calls": witness.turns is not None and witness.turns.at_calls,
                "steps": bool(call.pauses_at),
                "rests": actor.rests,
            }
        )

    witness.to_begin += 1
    if call.begins:
        wait_long(witness, call.begins, go)
    else:
        go()


def wait_long(witness: "Witness", seconds: float, go: Callable[[], None]) -> None:
    """Call `go` after so many seconds of the scene's time, by which others may have given up."""
    spin = MOMENT + SHARE * seconds
    witness.hold(seconds, go, is_pause=True, spin=spin, polls=witness.polls + LOOKS)


def forget_children(witness: "Witness") -> list[Process]:
    """End what the last call, or a cell, left running, so that it cannot disturb the next one;
    those that are still to be reaped."""
    witness.meet_children()
    roots = {actor.pid: actor.root for actor in witness.actors}
    left = []
    for pid, process in witness.families.items():
        if process.is_root:
            continue
        witness.ghosts.add(pid)
        state = procfs.state(pid)
        if state not in ("Z", ""):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        if state:
            left.append(process)
        process.close()
    for actor in witness.actors:
        actor.met = 1
    witness.unmet = 0
    witness.families = dict(roots)
    witness.threads = dict(roots)
    return left


def forget_scene(witness: "Witness") -> None:
    """Nobody is held back any more, and nobody's memory is looked at."""
    witness.held.clear()
    witness.waiting.clear()
    witness.kept["socket"] = 0
    if witness.kept["memfd_create"] and not any(map(_may_hold_memfds, witness.actors)):
        witness.kept["memfd_create"] = 0
    witness.turns = None
    witness.updates = Updates()
    if witness.inversion is not None:
        witness.inversion.close()
        witness.inversion = None
    for actor in witness.actors:
        actor.seen = None


def _may_hold_memfds(actor: Actor) -> bool:
    """Itself, or in what was sent over its sockets; its children are gone."""
    targets = [procfs.target(actor.pid, fd) for fd in procfs.descriptors(actor.pid)]
    held = any(target.startswith((MEMFD, "socket:")) for target in targets)
    return held or bool(mappings.of_files(actor.pid, MEMFD))


def have_reaped(witness: "Witness", left: list[Process]) -> bool:
    """Have actors wait for their ended children, for which another function that waits for any
    child would wait; whether there are any."""
    if left:
        witness.restart_clock()
    for actor in witness.actors:
        if pids := [process.pid for process in left if process.actor is actor]:
            begin, actor.begin = actor.begin, None
            begin({"ended": pids})
    return bool(left)
