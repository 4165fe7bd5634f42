"""The mappings of a process, asked for one by one and read from the text of all."""

import errno
import mmap
import os

import pytest

from grader import mappings


def _no_such_ioctl(*_arguments):
    raise OSError(errno.ENOTTY, os.strerror(errno.ENOTTY))


@pytest.fixture(params=["one by one", "from the text"])
def way(request, monkeypatch):
    """As on the kernel at hand, and as before Linux 6.11."""
    if request.param == "from the text":
        monkeypatch.setattr(mappings.fcntl, "ioctl", _no_such_ioctl)


def test_of_files_and_shared(way, tmp_path):
    sizes = {"private": mmap.PAGESIZE, "shared": 2 * mmap.PAGESIZE}
    for name, size in sizes.items():
        (tmp_path / name).write_bytes(bytes(size))
    with (
        open(tmp_path / "private") as private,
        open(tmp_path / "shared") as shared,
        mmap.mmap(private.fileno(), 0, access=mmap.ACCESS_COPY),
        mmap.mmap(shared.fileno(), 0, prot=mmap.PROT_READ),
    ):
        found = mappings.of_files("self", f"{tmp_path}/")
        there = {os.path.basename(r.path): (r.end - r.start, r.writable, r.shared) for r in found}
        assert there == {
            "private": (sizes["private"], True, False),
            "shared": (sizes["shared"], False, True),
        }
        in_both = [r for r in mappings.shared(os.getpid()) if r.path.startswith(str(tmp_path))]
        assert in_both == [region for region in found if region.shared]
    assert mappings.of_files("self", f"{tmp_path}/") == []


def test_none_of_a_process_that_is_gone(way):
    if not (child := os.fork()):
        os._exit(0)
    os.waitpid(child, 0)
    assert mappings.shared(child) == mappings.of_files(child, "/") == []
