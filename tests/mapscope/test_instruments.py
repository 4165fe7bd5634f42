"""Faults, regions and raw calls, held against the kernel and against other tools."""

import os
import resource
import statistics
import subprocess
import sys
from itertools import pairwise
from mmap import (
    MADV_DONTNEED,
    MAP_ANONYMOUS,
    MAP_PRIVATE,
    MAP_SHARED,
    PAGESIZE,
    PROT_READ,
    PROT_WRITE,
)

import pytest

from mapscope import (
    RawMapping,
    fault_costs,
    faults,
    frames,
    libc,
    mincore,
    region_at,
    regions,
    regions_of,
    run,
)

RW = PROT_READ | PROT_WRITE


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "a file\nof two lines"
    path.write_bytes(b"x" * (8 * PAGESIZE))
    return path


def count(block) -> int:
    with faults() as seen:
        block()
    return seen.minor


def test_a_private_store_makes_one_page_anonymous(tmp_path):
    path = tmp_path / "file"
    path.write_bytes(bytes(4 * PAGESIZE))
    with RawMapping.of_file(path, 4 * PAGESIZE, flags=MAP_PRIVATE) as mapping:
        mapping.read(0, 4 * PAGESIZE)
        assert region_at(mapping.address, residency=True).residency.anonymous == 0
        mapping.write(PAGESIZE, b"x")
        held = region_at(mapping.address, residency=True).residency
        assert (held.anonymous, held.rss) == (PAGESIZE, 4 * PAGESIZE)


def test_an_empty_block_costs_no_fault():
    assert statistics.median(count(lambda: None) for _ in range(101)) == 0


def test_each_new_page_costs_one_minor_fault():
    with RawMapping(64 * PAGESIZE) as mapping:
        libc.madvise(mapping.address, mapping.length, 15)  # MADV_NOHUGEPAGE: a page at a time
        assert fault_costs(mapping, range(64), store=True).tolist() == [1] * 64
        assert fault_costs(mapping, range(64), store=True).tolist() == [0] * 64


def test_costs_are_told_touch_by_touch():
    with RawMapping(8 * PAGESIZE, RW, MAP_SHARED | MAP_ANONYMOUS) as mapping:
        assert fault_costs(mapping, [5, 5, 0, 5], store=True).tolist() == [1, 0, 1, 0]
        assert fault_costs(mapping, range(8))[[0, 5]].tolist() == [0, 0]
        assert mapping.read(5 * PAGESIZE, 1) == b"x"
        assert fault_costs(mapping, []).shape == (0,)


def test_faults_are_told_even_when_the_block_raises():
    mapping = RawMapping(PAGESIZE, RW, MAP_SHARED | MAP_ANONYMOUS)
    with mapping, pytest.raises(KeyError), faults() as seen:
        mapping.write(0, b"x")
        raise KeyError
    assert seen.minor > 0


def test_faults_of_children():
    with faults(resource.RUSAGE_CHILDREN) as seen:
        subprocess.run(["true"], check=True)
    assert seen.minor > 0


def test_regions_are_those_of_the_kernel():
    own = regions()
    assert all(before.end <= after.start for before, after in pairwise(own))
    assert any(region.path == "[stack]" for region in own)


def test_a_mapping_is_found_by_address_and_by_path(file):
    with (
        open(file, "r+b") as opened,
        RawMapping(2 * PAGESIZE, PROT_READ, MAP_SHARED, opened.fileno(), PAGESIZE) as mapping,
    ):
        region = region_at(mapping.address + PAGESIZE)
        assert (region.start, region.size) == (mapping.address, 2 * PAGESIZE)
        assert (region.offset, region.perms, region.shared) == (PAGESIZE, "r--s", True)
        assert regions_of(file) == [region]
        file.unlink()
        assert [r.start for r in regions_of(file)] == [mapping.address]
    assert regions_of(file) == []
    assert region_at(0) is None


def test_residency_counts_stored_pages():
    with RawMapping(8 * PAGESIZE, RW, MAP_SHARED | MAP_ANONYMOUS) as mapping:
        mapping.write(0, b"x" * 3 * PAGESIZE)
        held = region_at(mapping.address, residency=True).residency
        assert (held.rss, held.private_dirty) == (3 * PAGESIZE, 3 * PAGESIZE)
    assert region_at(id(held)).residency is None


def test_regions_of_another_process():
    child = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    try:
        assert regions(child.pid)
    finally:
        child.communicate(b"\n")
    with pytest.raises(ProcessLookupError, match="no process has the id"):
        regions(child.pid)


@pytest.mark.parametrize(
    ("arguments", "name"),
    [
        ((None, 0, RW, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0), "EINVAL"),
        ((None, PAGESIZE, RW, MAP_PRIVATE, 999, 0), "EBADF"),
        ((None, PAGESIZE, RW, MAP_ANONYMOUS, -1, 0), "EINVAL"),
        ((None, 1 << 62, RW, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0), "ENOMEM"),
    ],
)
def test_a_refused_call_names_its_errno(arguments, name):
    with pytest.raises(OSError, match=name) as caught:
        libc.mmap(*arguments)
    assert "from mmap(None" in str(caught.value)


def test_a_file_not_opened_for_writing_is_refused(file):
    with open(file, "rb") as opened, pytest.raises(PermissionError, match="EACCES"):
        RawMapping(PAGESIZE, RW, MAP_SHARED, opened.fileno())


def test_munmap_twice_is_no_error_and_a_moved_address_is():
    address = libc.mmap(None, PAGESIZE, RW, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
    with pytest.raises(OSError, match="EINVAL"):
        libc.munmap(address + 1, PAGESIZE)
    libc.munmap(address, PAGESIZE)
    libc.munmap(address, PAGESIZE)


def test_fixed_noreplace_respects_what_is_there():
    with RawMapping(PAGESIZE) as mapping, pytest.raises(FileExistsError, match="EEXIST"):
        flags = MAP_PRIVATE | MAP_ANONYMOUS | libc.MAP_FIXED_NOREPLACE
        RawMapping(PAGESIZE, flags=flags, address=mapping.address)


def test_mprotect_takes_the_right_to_store():
    mapping = RawMapping(PAGESIZE)
    libc.mprotect(mapping.address, PAGESIZE, PROT_READ)
    assert run(mapping.write, 0, b"x").signal == "SIGSEGV"
    assert mapping.read(0, 1) == b"\0"
    mapping.unmap()


def test_what_was_unmapped_is_read_in_a_child_only():
    mapping = RawMapping(PAGESIZE)
    mapping.unmap()
    for act in (lambda: mapping.read(0, 1), lambda: mapping.write(0, b"x")):
        with pytest.raises(ValueError, match="was unmapped"):
            act()
        assert run(act).signal == "SIGSEGV"


def test_mremap_keeps_the_bytes():
    address = libc.mmap(None, PAGESIZE, RW, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
    libc.ctypes.memmove(address, b"kept", 4)
    address = libc.mremap(address, PAGESIZE, 64 * PAGESIZE, libc.MREMAP_MAYMOVE)
    assert libc.ctypes.string_at(address, 4) == b"kept"
    libc.munmap(address, 64 * PAGESIZE)


def test_a_store_reaches_the_file(file):
    with (
        open(file, "r+b") as opened,
        RawMapping(PAGESIZE, RW, MAP_SHARED, opened.fileno()) as mapping,
    ):
        mapping.write(0, b"stored")
        libc.msync(mapping.address, PAGESIZE, libc.MS_SYNC)
    assert file.read_bytes()[:6] == b"stored"


def test_residency_is_page_by_page():
    with RawMapping(4 * PAGESIZE) as mapping:
        libc.madvise(mapping.address, mapping.length, 15)
        mapping.write(0, b"x")
        mapping.write(2 * PAGESIZE, b"x")
        assert mapping.residency().tolist() == [True, False, True, False]
        libc.madvise(mapping.address, PAGESIZE, MADV_DONTNEED)
        held = mapping.residency()
        assert (held.dtype, held.shape, held.tolist()) == (bool, (4,), [False, False, True, False])
    with pytest.raises(OSError, match="ENOMEM"):
        mincore(mapping.address, PAGESIZE)


@pytest.mark.parametrize(("kind", "copied"), [(MAP_SHARED, False), (MAP_PRIVATE, True)])
def test_a_write_after_the_fork_copies_a_private_page_alone(kind, copied):
    with RawMapping(3 * PAGESIZE, RW, kind | MAP_ANONYMOUS) as mapping:
        libc.madvise(mapping.address, mapping.length, 15)  # MADV_NOHUGEPAGE
        mapping.write(0, b"x" * 2 * PAGESIZE)

        def store():
            processes = os.getppid(), os.getpid()
            for page in range(2):
                mapping.read(page * PAGESIZE, 1)  # a shared page has no entry after a fork
            before = frames(mapping.address, mapping.length, *processes)
            mapping.write(PAGESIZE, b"y")
            return before, frames(mapping.address, mapping.length, *processes)

        (before, after) = run(store).value
    assert before == ([1, 2, 0], [1, 2, 0])
    parent, child = after
    assert parent == [1, 2, 0]
    assert child[0] == 1 and (child[1] != 2) == copied and child[2] == 0
