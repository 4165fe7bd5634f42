"""A large class: whoever is in it, the others get what they deserve, and memory stays as it is."""

import os
import subprocess

import corpus
import pytest
from courses import ENVIRONMENT
from rows import scores

import notebooks

pytestmark = pytest.mark.slow

MOST = 2.0


def test_every_tenth_is_broken_or_hostile(course):
    every = list(corpus.undeserving().values())
    bad = every[:: len(every) // 50][:50]
    for number in range(500):
        student = f"s{number:03}"
        course.submit(student, notebooks.solved())
        if number % 10 == 0:
            notebook = course.submitted(student)
            notebook.unlink()
            bad[number // 10](notebook.parent)
    done = course.grade(seconds=900)
    assert (done.returncode, done.stderr) == (0, "")
    points = scores(course.folder / "gradebook.db")
    assert points == {f"s{n:03}": MOST if n % 10 else 0 for n in range(500)}


def peak(course, count: int) -> int:
    """The memory of the largest process while so many are graded."""
    for number in range(count):
        course.submit(f"s{number:03}", notebooks.unsolved())
    command = course.command("--workers", "2", "--force")
    process = subprocess.Popen(
        command, cwd=course.folder, env=ENVIRONMENT, stdout=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0
    assert len(scores(course.folder / "gradebook.db")) == count
    return usage.ru_maxrss


def test_memory_does_not_grow_with_the_class(course):
    small, middle, large = (peak(course, count) for count in (20, 200, 500))
    assert max(middle, large) < 1.1 * small
