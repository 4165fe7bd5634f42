"""Inside a run: the clock as the student's code reads it.

The judge lets a sleep end at once, so that a check need not last. Who sleeps then finds the clock
as far on as if it had slept: a wait with a deadline that is too short comes to it, as it would.
"""

import time
from collections.abc import Callable
from functools import wraps
from types import SimpleNamespace

MOST = 2.5  # s in a call; a right solution, which must end within 5 s, may give up soon after
LEAST = (
    0.01  # s that a sleep takes at least, as on a busy machine: who looks often comes to the end
)

_sleep, _monotonic = time.sleep, time.monotonic
# Seconds by which the clock is ahead, because of sleeps, and by which it may be.
_state = SimpleNamespace(ahead=0.0, most=MOST)


def install() -> None:
    """Have the clocks of `time` go on while the process sleeps."""
    time.sleep = sleep
    for name in ("time", "monotonic", "perf_counter"):
        setattr(time, name, _ahead(getattr(time, name), lambda: _state.ahead))
        in_ns = f"{name}_ns"
        setattr(time, in_ns, _ahead(getattr(time, in_ns), lambda: int(_state.ahead * 1e9)))


def begin_call() -> None:
    """A call begins, whose sleeps may put the clock forward again."""
    _state.most = _state.ahead + MOST


def sleep(seconds, /):
    """time.sleep, which the judge ends early."""
    began = _monotonic()
    _sleep(seconds)
    skipped = max(seconds, LEAST) - (_monotonic() - began)
    _state.ahead = min(_state.ahead + max(0.0, skipped), _state.most)


def _ahead(clock: Callable, by: Callable) -> Callable:
    return wraps(clock)(lambda: clock() + by())
