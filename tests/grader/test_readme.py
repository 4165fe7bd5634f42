"""The page on adding an exercise is followed step by step: its blocks are the files of one."""

import re
from pathlib import Path

import pytest

import grader.exercises
from grader.judge import judge
from grader.submission import Submission

PAGE = Path(__file__).parents[2] / "grader" / "README.md"
BLOCK = re.compile(r"```python\n# (\S+\.py)\n(.*?)```", re.DOTALL)


@pytest.fixture
def files(tmp_path, monkeypatch):
    """The files that the page says to write, with the new exercise among the known ones."""
    written = {}
    for name, text in BLOCK.findall(PAGE.read_text()):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        written[name] = path
    folder = str(tmp_path / "grader" / "exercises")
    monkeypatch.setattr(grader.exercises, "__path__", [*grader.exercises.__path__, folder])
    return written


def test_the_new_exercise_judges_its_corpus(files, stage):
    assert "first_byte" in grader.exercises.names()
    verdicts = {}
    for name, path in files.items():
        if name.startswith("tests/submissions/"):
            text = path.read_text()
            report = judge(stage, Submission(cells=((1, text),)), "first_byte")
            verdicts[path.parent.name] = (report.passed, report.help and report.help.name)
    assert verdicts == {"right": (True, None), "wrong": (False, "was_read")}
