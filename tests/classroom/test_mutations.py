"""Notebooks that are wrong in some way, graded as a class: no word of Python's to the instructor,
no point without the answer, and none lost by what does not touch it."""

import random

import nbformat
import pytest
from rows import scores

import notebooks

MOST = 2.0
STORE = "memory[:] = produce()"  # the line without which the answer earns nothing
TIMES = (
    b"2026-01-10 10:00:00 UTC", b"", b"\xff\xfe", b"9999-99-99 99:99:99 UTC", b"now", b"{}",
    b"0001-01-01 00:00:00 +99999", b"2026-01-10 10:00:00 \0", b"1" * 100, b"10 10 10 10",
)  # fmt: skip


def code(notebook: dict) -> list[str]:
    return ["".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "code"]


def hand_in(course, count: int) -> None:
    """Of every other student the notebook was right before it was mutated."""
    for seed in range(count):
        made = notebooks.solved if seed % 2 else notebooks.unsolved
        student = f"s{seed:03}"
        course.submit(student, notebooks.mutated(seed, made))
        time = random.Random(seed).choice(TIMES)
        course.submitted(student).with_name("timestamp.txt").write_bytes(time)


def wrongly_graded(course, count: int) -> dict[str, float]:
    points = scores(course.folder / "gradebook.db")
    assert len(points) == count
    wrong = {}
    for student, score in points.items():
        notebook = course.autograded(student)
        nbformat.validate(notebook)
        texts = code(notebook)
        if texts == code(notebooks.SOURCE):  # the answer, and nothing beside it
            deserved = {MOST}
        elif any(STORE in text for text in texts):
            deserved = {0.0, MOST}
        else:
            deserved = {0.0}
        if score not in deserved:
            wrong[student] = score
    return wrong


@pytest.mark.slow
def test_a_class_of_mutated_notebooks(course):
    hand_in(course, 600)
    done = course.grade(seconds=500)
    assert (done.returncode, done.stderr) == (0, "")
    assert wrongly_graded(course, 600) == {}
    right = sum(score == MOST for score in scores(course.folder / "gradebook.db").values())
    assert 100 < right < 300


@pytest.mark.slow
def test_nbgraders_own_command_says_the_same(course):
    hand_in(course, 60)
    assert course.grade().returncode == 0
    ours = scores(course.folder / "gradebook.db")
    done = course.nbgrader("autograde", notebooks.ASSIGNMENT, "--force")
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    assert scores(course.folder / "gradebook.db") == ours


def test_a_folders_name_that_is_no_text_stops_nobody(course):
    course.submit("line\nbreak", notebooks.solved())
    course.submit("\udcff", notebooks.solved())
    done = course.grade()
    assert done.returncode == 1
    assert done.stderr == (
        "grader: \\udcff could not be graded: the folder's name is no UTF-8: rename it\n"
    )
    assert scores(course.folder / "gradebook.db") == {"line\nbreak": MOST}
