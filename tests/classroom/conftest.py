"""A course with a gradebook, copied for each test that grades in it."""

import json
import shutil
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "grader"))

from courses import ROOT, Course

import notebooks


@pytest.fixture(scope="session")
def template(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("class") / "course"
    source = folder / "source" / notebooks.ASSIGNMENT
    source.mkdir(parents=True)
    (source / f"{notebooks.NOTEBOOK}.ipynb").write_text(json.dumps(notebooks.SOURCE))
    shutil.copy(ROOT / "exercises/nbgrader_config.py", folder)
    made = Course(folder).nbgrader("generate_assignment", notebooks.ASSIGNMENT)
    assert made.returncode == 0, made.stderr
    return folder


@pytest.fixture
def course(template, tmp_path) -> Course:
    shutil.copytree(template, tmp_path / "course")
    return Course(tmp_path / "course")
