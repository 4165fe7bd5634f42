"""A run that something outside has killed, as a kernel without memory does, is made again."""

import os
import signal
from pathlib import Path

import pytest

from grader.judge import STRUCK, judge
from grader.submission import Submission
from grader.witness import requests

RIGHT = Path(__file__).parents[1] / "submissions/anonymous_child/right"


def _kill(run) -> None:
    os.kill(run.actors[0].pid, signal.SIGKILL)


@pytest.fixture
def submission():
    text = next(RIGHT.glob("*.py")).read_text()
    return Submission(cells=((1, text),), text=text)


@pytest.fixture
def launched(stage, monkeypatch):
    """The runs that the stage has launched."""
    launch, runs = stage.launch, []
    monkeypatch.setattr(
        stage, "launch", lambda *args, **kw: runs.append(launch(*args, **kw)) or runs[-1]
    )
    return runs


def test_before_its_first_call(stage, launched, submission, monkeypatch):
    script = requests.progress

    def progress(witness, *args):
        if len(launched) == 1:
            _kill(witness.run)
        script(witness, *args)

    monkeypatch.setattr(requests, "progress", progress)
    assert judge(stage, submission, "anonymous_child").passed
    assert len(launched) == 2


def test_in_a_call(stage, launched, submission, monkeypatch):
    answer = requests.call

    def call(witness, *args):
        if len(launched) == 1:
            _kill(witness.run)
        answer(witness, *args)

    monkeypatch.setattr(requests, "call", call)
    assert judge(stage, submission, "anonymous_child").passed
    assert len(launched) == 2


def test_again_and_again(stage, launched, submission, monkeypatch):
    answer = requests.call

    def call(witness, *args):
        _kill(witness.run)
        answer(witness, *args)

    monkeypatch.setattr(requests, "call", call)
    report = judge(stage, submission, "anonymous_child")
    assert report.points == 0
    assert STRUCK in report.text
    assert len(launched) == 3


def test_one_that_kills_itself_is_not_made_again(stage, launched):
    text = "import os\ndef anonymous_child(size, produce):\n    os.kill(os.getpid(), 9)\n"
    report = judge(stage, Submission(cells=((1, text),), text=text), "anonymous_child")
    assert report.points == 0
    assert len(launched) == 1
