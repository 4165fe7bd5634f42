"""Who goes on when, in a run whose children stop before each store to shared memory, before they
take a lock, and before they read from a descriptor.

All wait until nobody runs; then one may take its next step. So the interleaving is chosen here,
whatever the machine's load and the number of its processors. Nobody waits for another one who
cannot go on: a child that is blocked in a lock, or ended, is not waited for.
"""

import time
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from itertools import accumulate, cycle, islice

from grader.stage.perturb import VISITS
from grader.witness import procfs

REPORTS = 50  # calls of one process between two steps after which it is taken to poll
SPIN = 0.004  # s of processor time without a report after which a process is taken to spin
PATIENCE = 1.0  # s of real time that anything else may keep all from going on
MOST = 1000  # stretches
LOOKS = 2  # at one state of the memory, by a process that sleeps between looks
GLANCE = 0.001  # s of processor time in which a process that spins looks at the memory
SIGNAL = 0.02  # s of processor time in which others do what comes before a signal
BIRTH = 0.1  # s of processor time in which a new process comes to the student's own code


@dataclass(frozen=True)
class _Stopped:
    is_caller: bool  # it is slower than all its children, where they stop too
    rank: int
    go: Callable[[], None]


class Turns:
    """Those who are furthest behind go first, so that all have loaded before the first one stores.

    One moves so many stops before it waits for the others, in one stretch after another, as
    `stretches` says, again and again: an update that takes several steps is cut at each of them.
    """

    who = "children"  # who stops: the "caller", its "children", or "all"
    children_are_late = False  # whether they begin when everyone else waits
    side_by_side = True  # whether no child gets far ahead of the others
    at_calls = False  # whether each call of a function is a stop
    one_runs = True  # whether nobody else stores between two stops of the same process

    def __init__(self, *stretches: int, at_creation: bool = False):
        self.at_creation = at_creation  # whether each open that may make a file is a stop
        self._ends = list(accumulate(islice(cycle(stretches or (1,)), MOST)))
        self._visits: Counter[tuple[int, str]] = Counter()
        self._ranks: dict[tuple[str, int], int] = {}  # places in the order of the first arrival
        self._stopped: dict[int, _Stopped] = {}
        self._last = 0
        self._spinning: set[int] = set()
        self._used: dict[int, float] = {}
        self._born: set[int] = set()
        self._since = 0.0
        self.stores_heard = False  # a process has stopped before a store
        self.were_open = False  # pages that each child is to find closed, when it asked for a value
        self.someone_runs = False  # when last looked; who stops will say so
        self.quiet = False  # nobody ran when last looked, and nothing was reported since
        self._reports: Counter[int] = Counter()  # since someone went on
        self.polled = False  # someone asks again and again, which is no news

    @property
    def waited_for(self) -> bool:
        """Whether someone waits for a turn."""
        return bool(self._stopped)

    def stop(self, pid: int, place: str, go: Callable, is_caller: bool = False) -> None:
        """A process waits at a place of the program until `go` is called; at once when it has
        been there often enough, or when another of its threads waits already."""
        self._visits[pid, place] += 1
        visit = self._visits[pid, place]
        if visit > VISITS or pid in self._stopped:
            go()
            return
        if not self._stopped:
            self._since = time.monotonic()
        self.someone_runs = False
        rank = self._ranks.setdefault((place, visit), len(self._ranks))
        self._stopped[pid] = _Stopped(is_caller, rank, go)

    def end(self) -> None:
        """Nobody waits for a turn any more."""
        while self._stopped:
            self._stopped.popitem()[1].go()

    def owes_a_look(self) -> bool:
        """Whether a process that sleeps is to wake and look before the next one goes on."""
        return False

    def moved(self, pid: int) -> None:
        """A process made a call that was reported, so it does not spin, unless it polls."""
        self._reports[pid] += 1
        if self._reports[pid] > REPORTS:
            self.polled = True
            return
        self.quiet = False
        self._spinning.discard(pid)
        self._used.pop(pid, None)

    def born(self, pid: int) -> None:
        """A process has come to the student's own code: what precedes it in a new one may take
        longer than a look at the memory."""
        self._born.add(pid)
        self._used.pop(pid, None)

    def look(self, pids: list[int]) -> None:
        """Does one of these run, of those who do not wait for a turn?"""
        patient = time.monotonic() - self._since < PATIENCE
        self.someone_runs = patient and self._someone_runs(pids)
        # One that seems to be blocked may wait in a call that has not been heard yet.
        self.quiet = not self.someone_runs

    def advance(self) -> None:
        """Let one of those who stopped go on."""
        pid = self._choose()
        self._since = time.monotonic()
        self.quiet = False
        self._reports.clear()
        self.polled = False
        self._stopped.pop(pid).go()

    def _choose(self) -> int:
        def behind(pid: int) -> tuple[bool, int, int]:
            stopped = self._stopped[pid]
            stretch = bisect_right(self._ends, stopped.rank)
            return stopped.is_caller, stretch, self._goes_later(pid)

        self._last = min(self._stopped, key=behind)
        return self._last

    def _goes_later(self, pid: int) -> int:
        """Of those equally far behind, whoever moved last moves on."""
        return pid != self._last

    def _someone_runs(self, pids: list[int]) -> bool:
        return any(
            procfs.activity([pid]) == "busy" and not self._spins(pid)
            for pid in pids
            if pid not in self._stopped
            and pid not in self._spinning
            and self._reports[pid] <= REPORTS
        )

    def _spins(self, pid: int) -> bool:
        if self._runs_longer(pid, SPIN):
            self._spinning.add(pid)
        return pid in self._spinning

    def _runs_longer(self, pid: int, seconds: float) -> bool:
        used = procfs.running_seconds(pid)
        if pid not in self._born and used < BIRTH:
            return False
        return used - self._used.setdefault(pid, used) > seconds


class Glances(Turns):
    """Each stop lasts until everyone else has looked at the memory, and again: some wait until
    two looks show the same. So what is half stored is seen, by a process that spins as by one that
    sleeps between two looks; one at a `pause` lasts until everyone else has done what comes before
    a signal. Nobody stops before the place `since`, where one is named."""

    one_runs = False

    def __init__(self, who: str, since: str = "", at_calls: bool = False):
        super().__init__()
        self.who = who
        self.at_calls = at_calls
        self._since_place = since
        self.children_are_late = bool(since)
        self._owed = 0
        self._glance = GLANCE

    def stop(self, pid: int, place: str, go: Callable, is_caller: bool = False) -> None:
        if self._since_place not in ("", place):
            go()
            return
        self._since_place = ""
        super().stop(pid, place, go, is_caller)
        self._used.clear()
        self._owed = LOOKS
        self._glance = SIGNAL if place.startswith("pause:") else GLANCE

    def owes_a_look(self) -> bool:
        self._owed -= 1
        return self._owed >= 0

    def _goes_later(self, pid: int) -> int:
        return pid  # the youngest last: it overwrites what the others have stored in its place

    def _spins(self, pid: int) -> bool:
        return self._runs_longer(pid, self._glance)


class OneAfterAnother(Glances):
    """The first child goes as far as it can, then the last, and then the ones between, with a look
    for everyone else at each stop: whoever waits for some of them only does not wait long enough.
    """

    side_by_side = False

    def _choose(self) -> int:
        if self._last not in self._stopped:
            self._last = max(self._stopped) if self._last else min(self._stopped)
        return self._last
