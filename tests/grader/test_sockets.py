"""Sockets of a run: they lead to servers in its own folder, and nowhere else."""

import errno
import os
import socket
import tempfile

import pytest

from grader.judge import judge
from grader.submission import Submission

REFUSED = """
import ctypes, os, socket, threading

PATH = {path!r}

def _direct():
    return PATH

def _abstract():
    return {abstract!r}

def _by_a_link():
    os.symlink(PATH, "link")
    return "link"

def _by_the_parent_folder():
    return os.path.relpath(PATH)

def _by_proc():
    return "/proc/self/root" + PATH

def anonymous_child(size, produce):
    try:
        with socket.socket(socket.AF_UNIX) as line:
            line.connect(_{way}())
            line.send(b"from a run")
    except OSError as error:
        print("refused:", error)
    return bytes(size)
"""
CHANGED = """
import ctypes, os, socket, struct, threading

PATH = {path!r}

def anonymous_child(size, produce):
    server = socket.socket(socket.AF_UNIX)
    server.bind("own")
    server.listen(1000)
    address = ctypes.create_string_buffer(struct.pack("=H", socket.AF_UNIX), 110)
    ended = False

    def change():
        while not ended:
            address[2:110] = b"own".ljust(108, b"\\0")
            address[2:110] = PATH.encode().ljust(108, b"\\0")

    threading.Thread(target=change).start()
    libc = ctypes.CDLL(None)
    reached = 0
    for _ in range(100):
        with socket.socket(socket.AF_UNIX) as line:
            reached += libc.connect(line.fileno(), address, 110) == 0
    ended = True
    os.unlink("own")
    print("reached", reached)
    return bytes(size)
"""


def _output(stage, text: str) -> str:
    report = judge(stage, Submission(cells=((1, text),)), "anonymous_child")
    assert report.seen, report.text
    return report.seen.output


@pytest.fixture
def server():
    """A server of this account's, outside of the run's folder."""
    with tempfile.TemporaryDirectory() as folder, socket.socket(socket.AF_UNIX) as server:
        server.bind(os.path.join(folder, "server"))
        server.listen(1000)
        server.setblocking(False)
        yield server


def _was_reached(server) -> bool:
    try:
        server.accept()
    except BlockingIOError:
        return False
    return True


@pytest.mark.parametrize("way", ["direct", "by_a_link", "by_the_parent_folder", "by_proc"])
def test_no_server_elsewhere(stage, server, way):
    text = REFUSED.format(path=server.getsockname(), abstract="", way=way)
    assert "refused:" in _output(stage, text)
    assert not _was_reached(server)


def test_no_abstract_name(stage):
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(name := f"\0a-server-{os.getpid()}")
        server.listen()
        server.setblocking(False)
        text = REFUSED.format(path="", abstract=name, way="abstract")
        assert "refused:" in _output(stage, text)
        assert not _was_reached(server)


def test_an_address_that_changes_while_it_is_looked_at(stage, server):
    output = _output(stage, CHANGED.format(path=server.getsockname()))
    assert "reached" in output, output
    assert not _was_reached(server)


def test_who_connects_waits_for_a_server_that_is_busy(stage):
    """More connections than the server's queue holds, which a blocking connect(2) waits for."""
    text = """
import os, socket

def anonymous_child(size, produce):
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("busy")
        server.listen(0)
        children = []
        for _ in range(4):
            children.append(os.fork())
            if children[-1] == 0:
                with socket.socket(socket.AF_UNIX) as line:
                    line.connect("busy")
                    line.send(b".")
                os._exit(0)
        heard = []
        for _ in children:
            line, _ = server.accept()
            heard.append(line.recv(1))
        for child in children:
            os.waitpid(child, 0)
        print("heard", len(heard))
    os.unlink("busy")
    return bytes(size)
"""
    assert "heard 4" in _output(stage, text)


def test_one_that_does_not_wait_is_told_so(stage):
    text = """
import os, socket

def anonymous_child(size, produce):
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("busy")
        server.listen(0)
        lines = [socket.socket(socket.AF_UNIX) for _ in range(5)]
        for line in lines:
            line.setblocking(False)
        print(*(line.connect_ex("busy") for line in lines))
    os.unlink("busy")
    return bytes(size)
"""
    assert str(11) in _output(stage, text).split()  # EAGAIN


@pytest.mark.parametrize("kind", ["AF_INET, socket.SOCK_STREAM", "AF_UNIX, socket.SOCK_DGRAM"])
def test_no_other_kind(stage, kind):
    text = f"""
import socket

def anonymous_child(size, produce):
    try:
        socket.socket(socket.{kind})
    except PermissionError:
        print("refused:")
    return bytes(size)
"""
    assert "refused:" in _output(stage, text)


def test_what_is_no_socket_costs_the_judge_no_descriptor(stage):
    text = """
import ctypes, os

def anonymous_child(size, produce):
    libc = ctypes.CDLL(None, use_errno=True)
    address = ctypes.create_string_buffer(b"\\1\\0file", 110)
    open("file", "w").close()
    failed = [libc.connect(0, address, 110) for _ in range(50)]
    os.unlink("file")
    print("failed:", -sum(failed), ctypes.get_errno())
    return bytes(size)
"""
    _output(stage, text)
    before = len(os.listdir("/proc/self/fd"))
    assert f"failed: 50 {errno.ENOTSOCK}" in _output(stage, text)
    assert len(os.listdir("/proc/self/fd")) == before
