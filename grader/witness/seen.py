"""What is known of a run: mappings, events, and all that was seen of one call."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from grader.exercise import Call

# Semaphores of the C library, and the heap from which multiprocessing takes its barriers and
# values: it keeps that for the life of the process, so it is not the student's to release.
HEAP = "/pym-"
LIBRARY_FILES = ("/dev/shm/sem.", HEAP)
OWN = "the notebook's own mapping"  # in the place of a path: it was there before any call
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
    answer, store, update (a store by one who takes turns), send, read, wait, sleep, exit, killed,
    strayed, refused, result. `lost` marks an update by which another one is lost."""

    at: float
    process: int
    what: str
    name: str = ""
    bytes: int = 0
    mapping: Mapping | None = None
    status: int | None = None
    content: bytes = b""
    lost: bool = False


@dataclass
class Seen:
    """All that is known of one call of the student's function.

    `ending` is "returned", "raised", "missing", "exited" (the first process left on its own),
    "killed", "overtime", "overworked" (processor time), "crowded" (processes), "overgrown" (of
    what `excess` says), "stuck" (nobody could go on), "spoiled" (an earlier call left the folder
    so that this one's files could not be laid out), "cut short" (ended because of another actor of
    its scene).
    """

    call: Call
    events: list[Event] = field(default_factory=list)
    ending: str = ""
    outcome: dict = field(default_factory=dict)
    asked: int = 0  # calls of what was handed to the function
    early: bool = False  # the result came before the children had their answers
    kept: bool = False  # what was inverted was so still, and nothing stored that tells the answer
    untold: bool = False  # the file has changed with no word between two bytecodes
    caller_stored: bool = False  # after a fork, where it stops before each store
    filled: dict[str, int] = field(default_factory=dict)  # most bytes changed since the 1st answer
    left_mappings: list[str] = field(default_factory=list)
    left_descriptors: list[str] = field(default_factory=list)
    left_files: list[str] = field(default_factory=list)
    running: list[int] = field(default_factory=list)
    unreaped: list[int] = field(default_factory=list)
    signal: str = ""
    excess: str = ""
    output: str = ""
    scene: list["Seen"] = field(default_factory=list, repr=False)  # made at the same time, with it
    run: list["Seen"] = field(default_factory=list, repr=False)  # all of the run, in order
    after: Any = None  # what the call's `inspect` found once it had returned

    def of(self, *what: str) -> list[Event]:
        """The events of these kinds, in order."""
        return [event for event in self.events if event.what in what]

    def has(self, what: str) -> bool:
        """Whether there was an event of this kind; quicker than all of them where there are
        thousands."""
        return any(event.what == what for event in self.events)


def told(outcome, expect: Any = None) -> dict:
    """An outcome in the form that an actor gives it; a student's code could send any other. Arrays
    are compared number by number, so they are no value where none is expected."""
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
    if has_array(outcome.get("value")) and not isinstance(expect, np.ndarray):
        return told | {"unreadable": "ndarray"}
    if "value" in outcome:
        return told | {"value": outcome["value"]}
    return told | {"unreadable": str(outcome.get("unreadable"))}


def has_array(value) -> bool:
    """Is it an array, or a list or dict with one in it?"""
    items = value.values() if isinstance(value, dict) else value if type(value) is list else ()
    return any(isinstance(each, np.ndarray) for each in (value, *items))
