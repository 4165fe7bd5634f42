"""Who takes part in a run, and the identity of a call that waits."""

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

from grader.witness import procfs
from grader.witness.changes import Changes
from grader.witness.seen import Seen


@dataclass
class Actor:
    """One of the run's first processes, unrelated to the others, and the call that it makes."""

    pid: int
    listener: int
    output: int
    death: int  # pidfd
    seen: Seen | None = None
    root: "Process | None" = None
    met: int = 0  # processes: itself and its descendants
    cell: int = 0  # the student's cell that is being run, 0 before and after
    loaded: bool = False  # its cells have been run
    descriptors: frozenset[int] = frozenset()  # before the call
    own_mappings: frozenset[tuple[int, str]] = frozenset()  # the cells', by inode and path
    maps_privately: bool = False  # a file of the folder was mapped MAP_PRIVATE
    unfilled: dict[int, bytes] = field(default_factory=dict)  # shared memory before the 1st answer
    data_limit: int | None = None  # bytes; the call's bound on what a process holds
    changes: Changes | None = None  # to the file whose changes make it pause
    lingered: float = 0.0  # s of its call, at a change to that file
    hesitates: str = ""  # before which change to a file, until it has done so
    rests: int = 0  # at which look at a mapping, until it has rested
    begin: Callable[[dict | None], None] | None = None  # set while it is idle
    printed: bytearray = field(default_factory=bytearray)


@dataclass
class Process:
    actor: Actor
    pid: int
    number: int
    parent: int
    ended: bool = False
    missed: bool = False  # it is gone, and who waited for that runs by now
    memory: int = -1  # descriptor of /proc/PID/mem, once it was needed
    stored: bool = False  # the payload was seen in its shared memory
    was_late: bool = False  # a limit with which it waited was let come
    alarm: float = 0.0  # when SIGALRM is to come, on the monotonic clock; 0 for never
    signal: str = ""  # the last one that its run has sent to it
    has_asked: bool = False  # for a value, by a callable that it was handed
    has_waited: bool = False  # for another one's end, in its last call
    interrupted: tuple = ()  # the call that it was last told to make again

    def close(self) -> None:
        """Give back the descriptors by which it was looked at."""
        procfs.forget(self.pid)
        if self.memory >= 0:
            os.close(self.memory)
            self.memory = -1

    @property
    def is_root(self) -> bool:
        """The actor itself, not one of its descendants."""
        return self is self.actor.root


class Ident(NamedTuple):
    """A reported call that waits for an answer, and the thread that made it."""

    listener: int
    number: int
    thread: int
