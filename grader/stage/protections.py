"""What of the confinement this kernel and this account can give, a line each."""

from typing import NamedTuple

from grader.stage import confine

# What each version of Landlock brought (landlock(7)), with what a run can do without it.
_LANDLOCK = (
    (1, "files", "a run could read and change the files of this account (Linux 5.13 has Landlock)"),
    (3, "truncation", "a run could empty files of this account (Linux 6.2 refuses it)"),
    (6, "signals", "only the filter keeps a run from signalling others (Linux 6.12 does too)"),
)
_ROOM = (
    "runs share /dev/shm, System V IPC, abstract names of sockets and the disk of this machine; "
    "what they fill there is only looked at from time to time (user namespaces, or root, give them "
    "a room of their own)"
)


_HIDDEN = (
    "runs see the names and command lines of this machine's processes, as every account does (root "
    "can hide them, and so can a machine that mounts /proc with hidepid=ptraceable)"
)


class Protection(NamedTuple):
    """`means` says what its absence means, and what has it."""

    name: str
    present: bool
    means: str


def protections(alone: bool, hidden: bool) -> list[Protection]:
    """Every protection that a kernel may lack; `alone` says whether the stage made a room, `hidden`
    whether other processes are out of its sight. The filter is not among them: without it a run
    cannot be watched, so none is started."""
    version = confine.landlock_version()
    landlock = [Protection(name, version >= since, means) for since, name, means in _LANDLOCK]
    others = (("namespaces", alone, _ROOM), ("hidepid", hidden, _HIDDEN))
    return [*landlock, *(Protection(*each) for each in others)]
