"""The facts of the machine, held against other sources."""

import platform
from mmap import PAGESIZE

import psutil
import pytest

from mapscope import machine
from mapscope.machine import size


def test_facts_agree_with_other_sources():
    here = machine()
    assert (here.page, here.memory) == (PAGESIZE, psutil.virtual_memory().total)
    assert here.cores == len(psutil.Process().cpu_affinity())
    assert f"{PAGESIZE:,} bytes" in str(here)
    assert platform.node() not in str(here)


@pytest.mark.parametrize(
    ("n", "said"),
    [(512, "512 bytes"), (65536, "64 KiB"), (2 << 20, "2 MiB"), (8 << 30, "8 GiB")],
)
def test_sizes_are_said_as_people_do(n, said):
    assert size(n) == said
