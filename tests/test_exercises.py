"""Notebooks and grader say the same: names, points, assignments, and solutions that are right."""

import ast
from pathlib import Path

import nbformat
import pytest

from grader.exercises import find, names
from grader.judge import judge
from grader.stage import Stage
from grader.submission import Submission

SOURCE = Path(__file__).resolve().parent.parent / "exercises" / "source"
NOTEBOOKS = sorted(SOURCE.glob("*/*.ipynb"))


def _checks(path: Path):
    """(function, whether harder, points) of every test cell, in order."""
    for cell in nbformat.read(path, as_version=4).cells:
        marks = cell.metadata.get("nbgrader", {})
        if marks.get("grade"):
            assert marks["locked"], cell.source
            for node in ast.walk(ast.parse(cell.source)):
                if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "check":
                    yield node.args[0].value, bool(node.keywords), marks["points"]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.parent.name)
def test_points_and_places(path):
    for name, harder, points in _checks(path):
        exercise = find(name)
        assert exercise.assignment == path.parent.name
        assert exercise.points == points
        assert not harder or exercise.harder


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.parent.name)
def test_an_assignment_is_worth_ten(path):
    checks = {name: points for name, _, points in _checks(path)}
    assert sum(checks.values()) == 10


def test_every_exercise_is_in_a_notebook():
    assert sorted({name for path in NOTEBOOKS for name, _, _ in _checks(path)}) == names()


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.parent.name)
def test_the_course_solves_its_own_exercises(path):
    submission = Submission.from_notebook(nbformat.read(path, as_version=4))
    with Stage() as stage:
        for name, harder, _ in _checks(path):
            report = judge(stage, submission, name, harder)
            assert report.passed, report.text
            assert "stopped with an error" not in report.text


def test_a_solution_may_use_what_an_example_has_imported():
    [path] = [path for path in NOTEBOOKS if path.stem == "parent_and_child"]
    notebook = nbformat.read(path, as_version=4)
    [cell] = [c for c in notebook.cells if c.metadata.get("nbgrader", {}).get("grade_id") == "chat"]
    cell.source = f"with tempfile.TemporaryDirectory() as folder:\n    Path(folder)\n{cell.source}"
    with Stage() as stage:
        report = judge(stage, Submission.from_notebook(notebook), "chat")
    assert report.passed, report.text
    assert "stopped with an error" not in report.text


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.parent.name)
def test_a_new_reader_is_told_what_to_do(path):
    """The examples stand behind the function they try, and the unsolved stub earns nothing."""
    cells = [
        (number, cell.source)
        for number, cell in enumerate(nbformat.read(path, as_version=4).cells)
        if cell.metadata.get("nbgrader", {}).get("solution") and cell.cell_type == "code"
    ]
    stubs = tuple((n, _stub(text)) for n, text in cells)
    with Stage() as stage:
        for name, harder, _ in _checks(path):
            assert judge(stage, Submission(cells=stubs), name, harder).points == 0


def _stub(source: str) -> str:
    before, _, rest = source.partition("### BEGIN SOLUTION")
    return before + "raise NotImplementedError" + rest.partition("### END SOLUTION")[2]
