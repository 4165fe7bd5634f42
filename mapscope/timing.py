"""How long ways of doing one thing take, compared with each other on the machine at hand."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping

Way = Callable[[], object]


def ratios(
    ways: Mapping[str, Way], rounds: int = 7, before: Way = lambda: None
) -> dict[str, float]:
    """Time functions against each other: how many times as long as the first one each took.

    Each is called once untimed, then all of them in turn, `rounds` times, so that a busy moment of
    the machine meets them alike. The quickest call of each counts, for whatever else the machine
    does only makes one slower. `before` runs untimed ahead of each call. Only ratios come back: the
    times are this machine's and this moment's. Raises ValueError when there is nothing to compare.
    """
    if len(ways) < 2:
        raise ValueError("give at least two functions to compare")
    times = {name: [] for name in ways}
    for turn in range(rounds + 1):
        for name, way in ways.items():
            before()
            start = time.perf_counter()
            way()
            if turn:
                times[name].append(time.perf_counter() - start)
    quickest = {name: min(seen) for name, seen in times.items()}
    first = next(iter(quickest.values()))
    return {name: value / first for name, value in quickest.items()}
