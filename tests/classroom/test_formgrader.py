"""The formgrader's autograde button: it grades as the command does, and its server goes on
answering meanwhile."""

import json
import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor

import corpus
import pytest
from courses import ENVIRONMENT, ROOT
from rows import scores
from servers import free_port

import notebooks

SLOW = """
import select


def anonymous_child(size, produce):
    select.select([], [], [], 4)
    return bytes(size)
"""
WAIT = 60  # s for the server to come up on a busy machine


class Server:
    """A Jupyter server with the formgrader, as `make formgrader` sets it up, for one course."""

    def __init__(self, course):
        self.port = free_port()
        settings = [ROOT / "scripts/jupyter/instructor", course.folder]
        self._process = subprocess.Popen(
            [
                sys.executable, "-m", "jupyter", "server", "--no-browser", "--allow-root",
                f"--ServerApp.root_dir={course.folder}", f"--port={self.port}",
                "--ServerApp.port_retries=0", "--IdentityProvider.token=secret",
            ],
            cwd=course.folder,
            env=ENVIRONMENT | {"JUPYTER_CONFIG_PATH": os.pathsep.join(map(str, settings))},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )  # fmt: skip

    def ask(self, path: str, method: str = "GET"):
        address = f"http://127.0.0.1:{self.port}/formgrader/api/{path}"
        request = urllib.request.Request(
            address, method=method, headers={"Authorization": "token secret"}
        )
        with urllib.request.urlopen(request, timeout=170) as answer:
            return json.loads(answer.read())

    def autograde(self, student: str) -> dict:
        return self.ask(f"submission/{notebooks.ASSIGNMENT}/{student}/autograde", "POST")

    def wait(self) -> None:
        deadline = time.monotonic() + WAIT
        while True:
            try:
                return self.ask("assignments")
            except (urllib.error.URLError, ConnectionError):
                assert self._process.poll() is None and time.monotonic() < deadline
                time.sleep(0.1)

    def close(self) -> None:
        self._process.terminate()
        self._process.wait(60)


@pytest.fixture
def server(course):
    server = Server(course)
    try:
        yield server
    finally:
        server.close()


@pytest.mark.slow
def test_the_server_answers_while_a_class_is_graded(course, server):
    course.submit("right", notebooks.solved())
    slow = [f"slow-{number}" for number in range(4)]
    for student in slow:
        course.submit(student, corpus.with_answer(SLOW))
    server.wait()
    assert server.autograde("right")["success"]
    answered = 0
    with ThreadPoolExecutor(len(slow)) as pressed:
        graded = [pressed.submit(server.autograde, student) for student in slow]
        while not all(future.done() for future in graded):
            listed = server.ask(f"submissions/{notebooks.ASSIGNMENT}")
            # An answer counts that came before a single one of the buttons had done its work.
            answered += not any(future.done() for future in graded)
    assert answered > 3
    assert {one["name"]: one["autograded"] for one in listed}
    assert all(future.result()["success"] for future in graded)
    assert scores(course.folder / "gradebook.db") == {"right": 2, **dict.fromkeys(slow, 0)}


@pytest.mark.slow
def test_what_cannot_be_graded_is_told_in_a_line(course, server):
    course.submit("one", notebooks.solved())
    (course.folder / "source/4-anonymous/anonymous.ipynb").write_text("{")
    server.wait()
    answer = server.autograde("one")
    assert not answer["success"]
    assert "is not a notebook" in answer["log"]
    assert answer["log"].count("\n") == 1
