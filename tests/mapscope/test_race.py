"""Races and ratios: what must be found is found, and failures are told."""

import re
from pathlib import Path
from resource import RLIMIT_DATA, getrlimit

import numpy as np
import pytest

from mapscope import limit_memory, outcome, race, ratios, run

RECORD = 64


def store_byte_by_byte(memory, number):
    for place in range(RECORD):
        memory[place] = number % 256


def store_nothing(memory, number):
    pass


def kinds(memory):
    return len(set(memory[:RECORD])) == 1


def test_a_race_counts_what_the_reads_returned():
    seen = race(store_nothing, kinds, rounds=100, seconds=60)
    assert seen == {True: 100}


def test_a_record_stored_byte_by_byte_is_torn():
    assert race(store_byte_by_byte, kinds, rounds=20_000)[False]


@pytest.mark.parametrize(("store", "load"), [(store_nothing, None), (None, kinds)])
def test_a_race_that_fails_says_so(store, load):
    with pytest.raises(RuntimeError, match="race was not finished"):
        race(store, load, rounds=10)


def test_ratios_are_those_of_the_times():
    turns = []
    ways = {"one": lambda: turns.append(1), "two": lambda: turns.append(2)}
    found = ratios(ways, rounds=3, before=lambda: turns.append(0))
    assert list(found) == ["one", "two"] and found["one"] == 1 and found["two"] > 0
    assert turns == [0, 1, 0, 2] * 4, "each in turn, and once untimed"


def test_ratios_tell_more_work_from_less():
    data = np.zeros(1 << 20)
    assert ratios({"little": data[:1].sum, "much": data.sum})["much"] > 2


def test_ratios_need_something_to_compare():
    with pytest.raises(ValueError, match="at least two"):
        ratios({"alone": int})


def test_a_limit_counts_from_what_is_there():
    def limited(extra, size):
        limit_memory(extra)
        return len(bytearray(size))

    assert outcome(limited, 32 << 20, 16 << 20) == "ok"
    assert outcome(limited, 32 << 20, 1 << 30) == "MemoryError"  # more than free heap can hold


def test_a_limit_holds_for_the_child_alone():
    before = getrlimit(RLIMIT_DATA)
    held = run(lambda: (limit_memory(1 << 20), getrlimit(RLIMIT_DATA)[0])[1]).value
    used = re.search(r"VmData:\s+(\d+)", Path("/proc/self/status").read_text())
    assert used and held > 1 << 20 and getrlimit(RLIMIT_DATA) == before
