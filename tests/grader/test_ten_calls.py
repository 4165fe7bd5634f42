"""The ten calls of `predictions`: the notebook shows what is run, and the kernel answers."""

import errno
import os
import signal
from pathlib import Path

import nbformat
import pytest

from grader.kit.ten_calls import TRIALS, Trial, compare, new_file, outcome
from grader.stage import StageError

NOTEBOOK = (
    Path(__file__).resolve().parents[2]
    / "exercises/source/1-create-and-release/create_and_release.ipynb"
)


def _cell(name: str) -> str:
    cells = nbformat.read(NOTEBOOK, as_version=4).cells
    [source] = [c.source for c in cells if c.metadata.get("nbgrader", {}).get("grade_id") == name]
    return source


@pytest.mark.parametrize("trial", TRIALS, ids=lambda trial: trial.name)
def test_the_notebook_shows_the_call(trial):
    shown = "\n".join(line.strip() for line in _cell("predictions-calls").splitlines())
    code = "\n".join(line.strip() for line in trial.code.splitlines())
    assert f"{trial.note}. `{trial.name}`: {trial.words}\n\n```python\n{code}\n```" in shown
    assert f'"{trial.name}": ""' in _cell("predictions")


def test_one_for_each_note():
    assert [trial.note for trial in TRIALS] == list(range(1, 11))


def _fails() -> None:
    raise OSError(errno.ENODEV, "as a device would")


@pytest.mark.parametrize(
    ("make", "expect"),
    [
        (lambda: None, "ok"),
        (_fails, "ENODEV"),
        (lambda: os.kill(os.getpid(), signal.SIGKILL), "SIGKILL"),
    ],
)
def test_outcome_is_what_happens(make, expect):
    assert outcome(Trial(0, "", make)) == expect


def test_a_call_that_cannot_be_tried_is_no_outcome(monkeypatch):
    monkeypatch.setattr("tempfile.TemporaryFile", _fails)
    with pytest.raises(StageError, match="no file to map"):
        outcome(Trial(0, "", lambda: new_file(0, os.O_RDWR)))


def test_compare_tells_nothing_of_a_call_without_a_prediction(capsys):
    compare({TRIALS[0].name: "no such word"})
    first, *rest = capsys.readouterr().out.splitlines()
    assert "no such word" in first
    assert first.endswith("<--")
    assert len(rest) == 9
    assert all(line.endswith("not predicted yet") for line in rest)
