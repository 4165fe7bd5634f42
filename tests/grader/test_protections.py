"""What a machine lacks is said, and others' code is not run where it could read files."""

import tempfile
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
    (note,) = report.notes
    assert note.startswith("Not confined by this machine: a run could read and change the files")
    assert f"Note: {note}" in " ".join(report.text.split())


def test_a_confined_report_says_nothing_of_it(stage):
    assert not judge(stage, Submission(), "anonymous_child").notes


def test_a_folder_that_cannot_be_made_is_told_in_a_line(tmp_path, monkeypatch, capfd):
    with Stage() as stage:
        with monkeypatch.context() as patch:
            patch.setattr(tempfile, "tempdir", str(tmp_path / "gone"))
            stage.start()
        with pytest.raises(StageError, match="see its message above"):
            stage.launch([])
    told = capfd.readouterr().err
    assert told.startswith(f"cannot make {tmp_path}/gone/mmap-stage-")
    assert told.endswith(": No such file or directory\n") and told.count("\n") == 1
