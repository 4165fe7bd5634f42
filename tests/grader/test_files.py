"""The judge's hands in a folder that student code may have prepared against it."""

import os
import stat

import pytest

from grader.files import content, put


def _folder(path):
    (path / "inside").mkdir(parents=True)


@pytest.mark.parametrize(
    "there",
    [
        lambda path: None,
        lambda path: path.write_bytes(b"a longer file"),
        _folder,
        os.mkfifo,
        lambda path: path.symlink_to(path.with_name("nowhere")),
    ],
    ids=["nothing", "file", "folder", "fifo", "dangling link"],
)
def test_put_replaces_whatever_is_there(tmp_path, there):
    path = tmp_path / "data"
    there(path)
    put(path, b"new", 0o444)
    assert content(path) == b"new"
    assert stat.S_IMODE(path.lstat().st_mode) == 0o444


def test_put_nothing(tmp_path):
    put(tmp_path / "data", b"old")
    put(tmp_path / "data", None)
    assert not list(tmp_path.iterdir())


def test_put_does_not_write_through_a_link(tmp_path):
    kept = tmp_path / "kept"
    kept.write_bytes(b"mine")
    (tmp_path / "data").symlink_to(kept)
    put(tmp_path / "data", b"new")
    assert kept.read_bytes() == b"mine"


@pytest.mark.parametrize("make", [os.mkfifo, os.mkdir, lambda path: path.symlink_to("/etc/hosts")])
def test_only_a_regular_file_has_content(tmp_path, make):
    make(tmp_path / "data")
    assert content(tmp_path / "data") is None
    assert content(tmp_path / "missing") is None
