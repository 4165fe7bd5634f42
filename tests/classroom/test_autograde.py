"""`python -m grader autograde`: what nbgrader's own command writes, told in plain lines."""

import json
import os
import sqlite3
import sys

import nbformat
import pytest
from rows import rows, scores

import notebooks

SOURCE = f"source/{notebooks.ASSIGNMENT}/{notebooks.NOTEBOOK}.ipynb"
MOST = sum(
    cell["metadata"]["nbgrader"]["points"]
    for cell in notebooks.SOURCE["cells"]
    if cell["metadata"].get("nbgrader", {}).get("grade")
)


def with_stub(name: str, text: str) -> dict:
    notebook = notebooks.solved()
    for cell in notebook["cells"]:
        if cell["metadata"]["nbgrader"]["grade_id"] == name:
            cell["source"] = text
    return notebook


@pytest.fixture
def mixed(course):
    """Right, wrong, late, unanswered, missing and broken."""
    course.submit("right", notebooks.solved(), "2026-01-10 10:00:00 UTC")
    course.submit("late", notebooks.solved(), "2026-03-01 10:00:00 Europe/Berlin")
    course.submit("wrong", with_stub("anonymous-child", "def anonymous_child(n, p): return b''"))
    course.submit(
        "unanswered", (course.folder / "release/4-anonymous/anonymous.ipynb").read_bytes()
    )
    course.submit("broken", b'{"cells": [')
    with sqlite3.connect(course.folder / "gradebook.db") as db:
        db.execute("UPDATE assignment SET duedate = '2026-02-01 00:00:00.000000'")
    with open(course.folder / "nbgrader_config.py", "a") as file:
        file.write("c.LateSubmissionPlugin.penalty_method = 'zero'\n")
    return course


def test_writes_what_nbgrader_writes(mixed, tmp_path):
    ours = mixed.grade()
    assert ours.returncode == 0, ours.stderr
    grades = rows(mixed.folder / "gradebook.db")
    again = mixed.nbgrader("autograde", notebooks.ASSIGNMENT, "--force")
    assert again.returncode == 0, again.stderr
    assert "Traceback" not in again.stderr
    theirs = rows(mixed.folder / "gradebook.db")
    for found, expected in zip(grades, theirs, strict=True):
        assert set(found) ^ set(expected) == set()
    assert scores(mixed.folder / "gradebook.db")["right"] == MOST


def test_is_read_by_feedback_and_export(mixed):
    mixed.grade()
    nbformat.validate(mixed.autograded("broken"))
    assert mixed.nbgrader("generate_feedback", notebooks.ASSIGNMENT).returncode == 0
    page = mixed.folder / "feedback/broken/4-anonymous/anonymous.html"
    assert "not a notebook that can be read" in page.read_text()
    assert mixed.nbgrader("export").returncode == 0
    assert "right" in (mixed.folder / "grades.csv").read_text()


def test_a_missing_notebook_scores_0_and_an_older_score_is_gone(course):
    course.submit("one", notebooks.solved())
    assert course.grade().returncode == 0
    assert scores(course.folder / "gradebook.db") == {"one": MOST}
    (course.folder / "submitted/one/4-anonymous/anonymous.ipynb").unlink()
    assert "No notebook was submitted" in course.grade().stdout
    assert scores(course.folder / "gradebook.db") == {"one": 0}


def test_only_what_changed_is_graded_again(course):
    for name in ("one", "two"):
        course.submit(name, notebooks.solved())
    assert "2 graded" in course.grade().stdout
    assert "unchanged, not graded again: 2" in course.grade().stdout
    course.submit("two", notebooks.unsolved())
    told = course.grade().stdout
    assert "1 graded" in told and "not graded again: 1" in told
    assert scores(course.folder / "gradebook.db") == {"one": MOST, "two": 0}
    assert "1 graded" in course.grade("--force", "--student", "o*").stdout


def test_what_people_gave_stays(course):
    course.submit("one", notebooks.solved())
    course.grade()
    with sqlite3.connect(course.folder / "gradebook.db") as db:
        db.execute("UPDATE grade SET manual_score = 1, extra_credit = 0.5")
    course.grade("--force")
    (row, *_), *_ = rows(course.folder / "gradebook.db")
    assert row[-3:] == (1, 0.5, 1)


def test_no_link_of_a_student_is_followed(course, tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("the answers")
    course.submit("one", notebooks.solved())
    os.symlink(secret, course.folder / "submitted/one/4-anonymous/mine.txt")
    (course.folder / "submitted/one/4-anonymous/data.txt").write_text("kept")
    assert course.grade().returncode == 0
    files = {p.name for p in (course.folder / "autograded/one/4-anonymous").iterdir()}
    assert files == {"anonymous.ipynb", "data.txt"}


@pytest.mark.parametrize(
    ("change", "options", "told"),
    [
        (lambda c: (c / "gradebook.db").unlink(), (), "run `nbgrader generate_assignment"),
        (lambda c: (c / "gradebook.db").write_bytes(b""), (), "holds no gradebook"),
        (lambda c: (c / "gradebook.db").write_bytes(b"x" * 999), (), "not a database"),
        (lambda c: None, ("--db", "nothing://x"), "cannot be used"),
        (lambda c: None, ("--course-dir", "nowhere"), "is no folder"),
        (lambda c: (c / "nbgrader_config.py").write_text("c = ("), (), "nbgrader_config.py fails"),
        (
            lambda c: (c / "source/4-anonymous/anonymous.ipynb").write_text("{"),
            (),
            "not a notebook",
        ),
        (lambda c: (c / "source/4-anonymous/anonymous.ipynb").unlink(), (), "no notebook in"),
        (lambda c: None, ("--scheduler", "tcp://127.0.0.1:9"), "scheduler"),
    ],
)
def test_each_error_is_one_line(course, change, options, told):
    change(course.folder)
    done = course.grade(*options)
    assert done.returncode == 2
    assert told in done.stderr
    assert done.stderr.count("\n") == 1, done.stderr


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        ([], 0, "Usage: python -m grader"),
        (["autograde", "4-anonymus"], 2, "4-anonymus: known are 4-anonymous\n"),
        (["autograde", "4-anonymous/"], 2, "nothing was submitted"),
        (["autograde", "4-anonymous", "--course-dir", ".."], 2, "the course's folder?"),
        (["autograde", "4-anonymous", "--db", "mysql://x"], 2, "the gradebook needs MySQLdb"),
    ],
)
def test_words_that_are_not_meant(course, words, code, told):
    done = course.run(sys.executable, "-m", "grader", *words)
    assert done.returncode == code
    assert told in (done.stderr if code else done.stdout)
    assert done.stderr.count("\n") == (code > 0), done.stderr


def test_an_assignment_that_changed_since_it_was_released(course):
    path = course.folder / SOURCE
    source = json.loads(path.read_text())
    source["cells"][-1]["metadata"]["nbgrader"]["points"] = 77
    path.write_text(json.dumps(source))
    done = course.grade()
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "generate_assignment 4-anonymous --force" in done.stderr


def test_a_grader_that_breaks_leaves_no_old_score_and_says_who(course):
    course.submit("one", notebooks.solved())
    course.grade()
    source = course.folder / SOURCE
    source.write_text(
        source.read_text().replace(r"check(\"anonymous_child\")", r"check(\"nobody\")")
    )
    done = course.grade()
    assert done.returncode == 1
    assert "one could not be graded: no exercise is called 'nobody'" in done.stderr
    assert not any(row[6] for row in rows(course.folder / "gradebook.db")[0])
    assert not (course.folder / "autograded/one/4-anonymous").exists()
