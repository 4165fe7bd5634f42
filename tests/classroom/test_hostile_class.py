"""A class in which nearly everybody attacks, graded as an instructor grades: nobody of them earns
a point, reads, changes or leaves anything, and every honest student gets what is deserved."""

import sys
from pathlib import Path

import corpus
import psutil
import pytest
from courses import ROOT
from rows import rows, scores

import notebooks

pytestmark = pytest.mark.slow

HONEST = {f"{first}-honest" for first in "afmrz"}
MOST = 2.0
OURS = (sys.executable, "-m", "grader", "autograde", notebooks.ASSIGNMENT)
NBGRADERS = (sys.executable, "-m", "nbgrader", "autograde", notebooks.ASSIGNMENT)
TOUCHED = ("autograded", "gradebook.db")
SHARED = [Path(folder) for folder in ("/dev/shm", "/tmp", "/var/tmp")]
MARKS = ("hoard", "left-for", "escaped", "big", "file")  # how attacks name what they leave


def outside(course) -> dict[Path, bytes]:
    """Every file of the course that grading has no business to change."""
    paths = (path for path in course.folder.rglob("*") if path.is_file() and not path.is_symlink())
    kept = (path for path in paths if path.relative_to(course.folder).parts[0] not in TOUCHED)
    return {path: path.read_bytes() for path in kept}


def left() -> set[Path]:
    return {path for folder in SHARED for path in folder.iterdir() if path.name.startswith(MARKS)}


def running() -> set[psutil.Process]:
    """Runs, and what they have started, wherever they hang in the tree: a zygote's environment is
    its own and theirs."""
    return {
        process
        for process in psutil.process_iter(["environ", "cmdline"])
        if "grader.stage.zygote" in (process.info["cmdline"] or ())
        and (process.info["environ"] or {}).get("PYTHONPATH") == str(ROOT)
    }


@pytest.fixture
def hostile(course):
    """The course with its students; those who deserve nothing, and those who deserve all."""
    nothing, everything = corpus.submit(course.folder)
    for student in HONEST:
        course.submit(student, notebooks.solved())
    return course, nothing, everything | HONEST


@pytest.mark.parametrize("command", [OURS, NBGRADERS], ids=["grader", "nbgrader"])
def test_nobody_gets_through(hostile, command, monkeypatch):
    course, nothing, everything = hostile
    monkeypatch.setenv("CANARY_TOKEN", "CANARY")
    files, before, processes = outside(course), left(), running()
    done = course.run(*command, seconds=900)
    assert "Traceback" not in done.stdout + done.stderr, done.stderr[-3000:]
    found = scores(course.folder / "gradebook.db")
    assert {student for student in nothing if found.get(student)} == set()
    assert {student: found.get(student) for student in everything} == dict.fromkeys(
        everything, MOST
    )
    assert set(found) <= nothing | everything
    assert set(found) == {row[0] for row in rows(course.folder / "gradebook.db")[2]}
    assert outside(course) == files
    assert left() <= before
    assert running() <= processes
    assert done.returncode == 0, done.stderr[-3000:]
