"""JupyterLab as a student has it, driven in Debian's Chromium."""

import os
import shutil
import sys
from pathlib import Path

import nbformat
import pytest
import sample_class
import servers
import student_copy

ROOT = Path(__file__).parents[2]


def pytest_collection_modifyitems(items):
    why = "needs Chromium: sudo apt install chromium"
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker("browser")
            item.add_marker("slow")
            if not shutil.which("chromium"):
                item.add_marker(pytest.mark.skip(reason=why))


@pytest.fixture(scope="session")
def course(tmp_path_factory):
    """The course with its lessons' outputs cleared, so that what a page shows was made there."""
    course = tmp_path_factory.mktemp("course")
    (course / "scripts").mkdir()
    shutil.copy(ROOT / "scripts" / "lab.py", course / "scripts")
    (course / "scripts" / "jupyter").symlink_to(ROOT / "scripts" / "jupyter")
    (course / "notebooks").mkdir()
    for lesson in (ROOT / "notebooks").glob("*.ipynb"):
        notebook = nbformat.read(lesson, as_version=4)
        for cell in notebook.cells:
            if cell.cell_type == "code":
                cell.outputs, cell.execution_count = [], None
        nbformat.write(notebook, course / "notebooks" / lesson.name)
    for folder in ("images", "exercises"):
        (course / folder).symlink_to(ROOT / folder)
    student_copy.release(ROOT / "exercises", course / "student")
    return course


@pytest.fixture(scope="session")
def solve(course):
    """Solve the exercise's notebook, all right or the first function wrong; return its path."""

    def fill(kind: str) -> str:
        source = nbformat.read(course / "student/4-anonymous/anonymous.ipynb", as_version=4)

        texts = sample_class.model_solutions("4-anonymous")
        if kind == "wrong":
            file = sample_class.CORPUS / "anonymous_child" / "wrong" / "pipe.py"
            texts["anonymous_child"] = file.read_text()
        path = f"student/4-anonymous/{kind}.ipynb"
        nbformat.write(sample_class.solved(source, texts.get), course / path)
        return path

    return fill


@pytest.fixture(scope="session")
def lab(course):
    """Address and token of a student's JupyterLab over `course`: `lab(path)` opens a notebook."""
    home = course / "home"
    environment = os.environ | {
        "HOME": str(home),
        "JUPYTER_CONFIG_DIR": str(home / "jupyter"),
        "PYTHONPATH": str(ROOT),
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]),
    }
    home.mkdir()
    command = [sys.executable, course / "scripts" / "lab.py", "student"]
    with servers.running(command, course / "log", env=environment) as (address, token):
        root = address.partition("/lab")[0]
        yield lambda path: f"{root}/doc/tree/{path}?token={token}&reset"
