"""The student's copy: complete, without solutions, and never at the cost of the student's work."""

import importlib.util
import sys
from pathlib import Path

import nbformat
import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def student_copy():
    path = ROOT / "scripts" / "student_copy.py"
    spec = importlib.util.spec_from_file_location("student_copy", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def notebook() -> nbformat.NotebookNode:
    def marked(source: str, grade_id: str, **marks):
        marks = {"grade": False, "locked": False, "solution": False, "task": False} | marks
        marks |= {"schema_version": 3, "grade_id": grade_id}
        return nbformat.v4.new_code_cell(source, metadata={"nbgrader": marks})

    solution = "def answer():\n    ### BEGIN SOLUTION\n    return 42\n    ### END SOLUTION"
    cells = [
        marked(solution, "answer", solution=True),
        marked("assert answer() == 42", "test_answer", grade=True, locked=True, points=1),
    ]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": kernel})


@pytest.fixture
def exercises(tmp_path, monkeypatch):
    """A course directory of two assignments, the second one with a data file."""
    for name in ("1-first", "2-second"):
        folder = tmp_path / "exercises" / "source" / name
        folder.mkdir(parents=True)
        nbformat.write(notebook(), folder / "work.ipynb")
    (folder / "data.bin").write_bytes(b"\x00\x01")
    (tmp_path / "exercises" / "nbgrader_config.py").write_text("c = get_config()\n")
    monkeypatch.setenv("JUPYTER_CONFIG_DIR", str(tmp_path))
    return tmp_path / "exercises"


def test_copy_is_the_release_version(student_copy, exercises, tmp_path):
    student = tmp_path / "student"
    added = student_copy.add_missing(exercises, student)
    names = ["1-first/work.ipynb", "2-second/data.bin", "2-second/work.ipynb"]
    assert added == [Path(name) for name in names]
    text = (student / "1-first" / "work.ipynb").read_text()
    assert "return 42" not in text
    assert "NotImplementedError" in text
    assert sorted(path.name for path in student.iterdir()) == ["1-first", "2-second"]
    assert not list(exercises.glob("*.db"))


def test_work_is_never_overwritten(student_copy, exercises, tmp_path):
    student = tmp_path / "student"
    student_copy.add_missing(exercises, student)
    mine = student / "1-first" / "work.ipynb"
    mine.write_text("my work")
    (student / "2-second" / "work.ipynb").unlink()
    assert student_copy.add_missing(exercises, student) == [Path("2-second/work.ipynb")]
    assert mine.read_text() == "my work"
    assert student_copy.add_missing(exercises, student) == []
    assert mine.read_text() == "my work"


def test_failure_says_why_and_leaves_nothing(student_copy, exercises, tmp_path):
    (exercises / "source" / "1-first" / "work.ipynb").write_text("not a notebook")
    with pytest.raises(SystemExit, match="could not make"):
        student_copy.add_missing(exercises, tmp_path / "student")
    assert list((tmp_path / "student").iterdir()) == []


def test_course_without_exercises(student_copy, tmp_path, monkeypatch):
    monkeypatch.setattr(student_copy, "ROOT", tmp_path)
    monkeypatch.setattr(sys, "argv", ["student_copy.py"])
    with pytest.raises(SystemExit, match="holds no notebook"):
        student_copy.main()
