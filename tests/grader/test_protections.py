"""What a machine lacks is said, and others' code is not run where it could read files."""

from pathlib import Path

import pytest

from grader.judge import judge
from grader.stage import Stage, StageError, confine
from grader.submission import Submission

RIGHT = Path(__file__).parents[1] / "submissions/anonymous_child/right/fork_with_flags.py"


@pytest.fixture
def no_landlock(monkeypatch):
    monkeypatch.setattr(confine, "landlock_version", lambda: 0)


@pytest.mark.usefixtures("no_landlock")
def test_others_code_needs_an_option():
    with Stage() as stage, pytest.raises(StageError, match="--unconfined"):
        stage.launch([])


@pytest.mark.usefixtures("no_landlock")
def test_the_report_says_that_it_was_not_confined():
    text = RIGHT.read_text()
    with Stage(unconfined=True) as stage:
        report = judge(stage, Submission(cells=((1, text),)), "anonymous_child")
        names = [each.name for each in stage.protections() if not each.present]
    assert report.passed
    assert names[:3] == ["files", "truncation", "signals"]
    assert "Not confined by this machine: a run could read and change the files" in report.text


def test_a_confined_report_says_nothing_of_it(stage):
    assert not judge(stage, Submission(), "anonymous_child").notes
