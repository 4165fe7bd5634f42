"""A run that something outside has killed, as a kernel without memory does, is made again."""

import os
import signal
from pathlib import Path

import pytest

from grader.judge import STRUCK, judge
from grader.submission import Submission
from grader.witness import requests

RIGHT = Path(__file__).parents[1] / "submissions/anonymous_child/right/numpy_over_mapping.py"


def _judge(stage, text: str, name: str = "anonymous_child"):
    return judge(stage, Submission(cells=((1, text),)), name)


@pytest.fixture
def launched(stage, monkeypatch):
    """The runs that the stage has launched."""
    runs, launch = [], stage.launch

    def keep(*args):
        runs.append(launch(*args))
        return runs[-1]

    monkeypatch.setattr(stage, "launch", keep)
    return runs


@pytest.fixture
def strike(launched, monkeypatch):
    """Has so many runs killed from outside, at a request of theirs."""

    def strike(runs: int, request: str) -> None:
        serve = getattr(requests, request)

        def struck(witness, *args):
            if len(launched) <= runs:
                os.kill(witness.run.actors[0].pid, signal.SIGKILL)
            serve(witness, *args)

        monkeypatch.setattr(requests, request, struck)

    return strike


@pytest.mark.parametrize("request_", ["progress", "call"])  # before its first call, and in one
def test_once(stage, launched, strike, request_):
    strike(1, request_)
    assert _judge(stage, RIGHT.read_text()).passed
    assert len(launched) == 2


def test_each_time(stage, launched, strike):
    strike(9, "call")
    report = _judge(stage, RIGHT.read_text())
    assert report.points == 0
    assert STRUCK in report.notes
    assert STRUCK in " ".join(report.text.split())
    assert len(launched) == 3


def test_one_that_kills_itself_is_not_made_again(stage, launched):
    text = "import os\ndef anonymous_child(size, produce):\n    os.kill(os.getpid(), 9)\n"
    assert _judge(stage, text).points == 0
    assert len(launched) == 1


def test_one_of_several_that_crashes_is_not_made_again(stage, launched):
    """The judge itself kills the others then."""
    text = "import os, time\ndef writer(path, records):\n    os.abort()\n"
    text += "def reader(path, count):\n    time.sleep(1000)\n"
    assert _judge(stage, text, "writer").points == 0
    assert len(launched) == 1
