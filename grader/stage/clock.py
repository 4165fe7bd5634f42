"""Inside a run: the clock as the student's code reads it.

The judge lets a sleep end at once, so that a check need not last. Who sleeps then finds the clock
as far on as if it had slept: a wait with a deadline that is too short comes to it, as it would. One
that spins comes to it too, as if other programs had the processor again and again.
"""

import time
from collections.abc import Callable
from functools import wraps
from types import SimpleNamespace

MOST = 2.5  # s in a call; a right solution, which must end within 5 s, may give up soon after
LEAST = 0.01  # s of each sleep, as on a busy machine: whoever looks often gives up too
TICK = 1e-4  # s that pass between two looks at the clock

_sleep, _monotonic = time.sleep, time.monotonic
_state = SimpleNamespace(ahead=0.0)  # s


def install() -> None:
    """Have the clocks of `time` go on while the process sleeps, and whenever it looks."""
    time.sleep = sleep
    for name in ("time", "monotonic", "perf_counter"):
        setattr(time, name, _ahead(getattr(time, name), lambda: _put_forward(TICK)))
        in_ns = f"{name}_ns"
        setattr(time, in_ns, _ahead(getattr(time, in_ns), lambda: int(_put_forward(TICK) * 1e9)))


def begin_call() -> None:
    """The clock is right again: files that others make now are not older than this."""
    _state.ahead = 0.0


def sleep(seconds, /):
    """time.sleep, which the judge ends early."""
    began = _monotonic()
    _sleep(seconds)
    _put_forward(max(seconds, LEAST) - (_monotonic() - began))


def _put_forward(seconds: float) -> float:
    """By how much the clock is ahead then."""
    _state.ahead = min(_state.ahead + max(0.0, seconds), MOST)
    return _state.ahead


def _ahead(clock: Callable, by: Callable) -> Callable:
    return wraps(clock)(lambda: clock() + by())
