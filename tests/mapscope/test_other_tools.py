"""The numbers that the lessons show, held against independent tools in the same run."""

import os
import re
import shutil
import subprocess
import sys
import time
from mmap import MADV_NORMAL, MADV_RANDOM, MAP_SHARED, PAGESIZE, PROT_READ
from pathlib import Path

import numpy as np
import pytest

from mapscope import RawMapping, libc

ROOT = Path(__file__).parents[2]
ENV = os.environ | {"LC_ALL": "C"}  # dd writes its numbers as the language does
PAGES = 2048

TOUCH = """
import sys
from mapscope import RawMapping, fault_costs

path, length, touched = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
with RawMapping.of_file(path, length) as mapping:
    print(fault_costs(mapping, range(touched), store=True).sum())
"""
READ = """
import mmap, os, sys

way, pages = sys.argv[2], int(sys.argv[3])
fd = os.open(sys.argv[1], os.O_RDONLY)
memory = mmap.mmap(fd, pages * mmap.PAGESIZE, prot=mmap.PROT_READ)
for page in range(pages):
    at = page * mmap.PAGESIZE
    data = os.pread(fd, 10, at) if way == "pread" else memory[at : at + 10]
"""


def needs(tool: str):
    return pytest.mark.skipif(not shutil.which(tool), reason=f"{tool} is not installed")


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "file"
    with path.open("wb", buffering=0) as opened:
        for _ in range(PAGES):  # page by page, so that the page cache holds no large folios
            opened.write(bytes(PAGESIZE))
    return path


def run(*command: object) -> subprocess.CompletedProcess:
    return subprocess.run(
        [str(word) for word in command],
        check=False,
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=ENV,
        timeout=60,
    )


def by_time(command: list, report: Path) -> tuple[int, str]:
    """Return the minor faults of a command by GNU time, and what it printed."""
    done = run("/usr/bin/time", "-v", "-o", report, *command)
    return int(re.search(r"Minor .*: (\d+)", report.read_text())[1]), done.stdout


def by_perf(command: list, report: Path) -> tuple[int, str]:
    """The same by perf."""
    done = run("perf", "stat", "-x,", "-e", "minor-faults", "-o", report, *command)
    text = report.read_text() if report.exists() else ""
    counted = re.search(r"^(\d+),.*minor-faults", text, re.M)
    if not counted:
        pytest.skip("perf may not count faults here")
    return int(counted[1]), done.stdout


@pytest.mark.parametrize(
    "tool",
    [
        pytest.param(by_time, marks=needs("/usr/bin/time"), id="time"),
        pytest.param(by_perf, marks=needs("perf"), id="perf"),
    ],
)
def test_faults_are_those_of_another_counter(tool, file, tmp_path):
    command = [sys.executable, "-c", TOUCH, file, PAGES * PAGESIZE]
    without, _ = tool([*command, 0], tmp_path / "report")
    total, told = tool([*command, PAGES], tmp_path / "report")
    # Where the cache holds folios after all, a fault brings several pages.
    assert 0 < int(told) <= PAGES
    assert int(told) == pytest.approx(total - without, rel=0.1)


def settled(mapping: RawMapping, file: Path) -> tuple[int, int]:
    """Return the pages in memory by `mincore` and by fincore, once none is on its way from disk."""
    for _ in range(50):
        ours = np.count_nonzero(mapping.residency())
        done = run("fincore", "--bytes", "--noheadings", "--output", "PAGES", file)
        if ours == np.count_nonzero(mapping.residency()):
            break
    return ours, int(done.stdout)


@needs("fincore")
@pytest.mark.parametrize("advice", [MADV_NORMAL, MADV_RANDOM])
def test_residency_is_that_of_fincore(advice, file):
    fd = os.open(file, os.O_RDWR)
    os.fsync(fd)
    os.posix_fadvise(fd, 0, 0, os.POSIX_FADV_DONTNEED)
    with RawMapping(PAGES * PAGESIZE, PROT_READ, MAP_SHARED, fd) as mapping:
        os.close(fd)
        libc.madvise(mapping.address, mapping.length, advice)
        ours, theirs = settled(mapping, file)
        assert ours == theirs
        mapping.read(PAGES // 2 * PAGESIZE, 1)
        ours, theirs = settled(mapping, file)
        assert ours == theirs > 0


@needs("strace")
@pytest.mark.parametrize(("way", "calls"), [("pread", PAGES), ("mapping", 0)])
def test_loads_are_no_system_calls(way, calls, file, tmp_path):
    report = tmp_path / "report"
    command = [sys.executable, "-I", "-S", "-c", READ, file, way, PAGES]
    done = run("strace", "-f", "-c", "-o", report, *command)
    if "ptrace" in done.stderr:
        pytest.skip("this process may not trace others")
    # columns: % time, seconds, usecs/call, calls, errors if any, name
    rows = [row.split() for row in report.read_text().splitlines()]
    counts = {row[-1]: int(row[3]) for row in rows if len(row) in (5, 6) and row[3].isdigit()}
    assert counts["mmap"] > 0
    assert calls <= counts.get("pread64", 0) <= calls + 20  # the loader reads a few headers


@needs("dd")
def test_a_read_loop_is_as_fast_as_dd_within_a_factor(file):
    buffer = bytearray(1 << 16)

    def by_loop() -> float:
        start = time.perf_counter()
        with file.open("rb", buffering=0) as opened:
            while opened.readinto(buffer):
                pass
        return time.perf_counter() - start

    def by_dd() -> float:
        told = run("dd", f"if={file}", "of=/dev/null", "bs=64K").stderr
        size, seconds = re.search(r"(\d+) bytes.* ([\d.e-]+) s,", told).groups()
        assert int(size) == PAGES * PAGESIZE
        return float(seconds)

    ours, theirs = (min(way() for _ in range(7)) for way in (by_loop, by_dd))
    assert 1 / 10 < ours / theirs < 10
