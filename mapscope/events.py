"""What happened in a run of several processes: the data that the timeline draws."""

from __future__ import annotations

from dataclasses import dataclass

#: The kinds of event, each with the verb that tells it in a sentence.
KINDS = {
    "map": "maps",
    "unmap": "unmaps",
    "fork": "forks",
    "start": "starts",
    "store": "stores",
    "read": "reads",
    "wait": "waits",
    "call": "calls",
    "return": "returns",
    "exit": "exits",
    "killed": "is killed",
    "deny": "is denied a call",
    "copy": "moves the payload by another way than the mapping",
    "token": "sends a token",
    "flush": "flushes",
}


@dataclass(frozen=True)
class Event:
    """One thing that one process did.

    `process` is 0 for the first process; the k-th fork of the run makes process k. A run that
    begins with n processes numbers these first, and its k-th fork makes process n - 1 + k. `at` is
    in seconds since the start of the run. `what` is a key of `KINDS`. `note` is a short remark
    shown beside the event. `lost` marks the event that went wrong: a store that another one
    overwrote, a read that came too early. `made` is the process that a fork made, where that is not
    to be counted. Raises ValueError for a kind that is not in `KINDS`.
    """

    process: int
    at: float
    what: str
    note: str = ""
    lost: bool = False
    made: int | None = None

    def __post_init__(self) -> None:
        if self.what not in KINDS:
            raise ValueError(f"no event is called {self.what!r}; choose from {', '.join(KINDS)}")
        if self.process < 0:
            raise ValueError(f"process {self.process}: count processes from 0")

    @property
    def bad(self) -> bool:
        """Whether a reader should look here first."""
        return self.lost or self.what in ("killed", "deny")
