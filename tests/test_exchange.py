"""What is collected from the exchange is whole, and handed in by the student whom it names."""

import pwd

import pytest
from nbgrader.coursedir import CourseDirectory

from grader import exchange
from grader.exchange import Collect

NAME = "5-numpy-memmap"


@pytest.fixture
def hand_in(tmp_path, monkeypatch):
    """Put a folder into the exchange: `hand_in(student, owner, second, whole=True)`."""
    inbound = tmp_path / "exchange" / "mmap" / "inbound"
    inbound.mkdir(parents=True)
    owners = {}
    monkeypatch.setattr(exchange, "_owner", lambda folder: owners[folder.name])

    def put(student: str, owner: str, second: int, whole: bool = True) -> None:
        stamp = f"2026-01-01 00:00:{second:02} UTC"
        folder = inbound / f"{student}+{NAME}+{stamp}+{owner}"
        folder.mkdir()
        owners[folder.name] = owner
        (folder / "answer.ipynb").write_text(f"by {owner} at {second}")
        (folder / "timestamp.txt").write_text(stamp)
        if whole:
            (folder / "submission_secret.txt").write_text("secret")

    return put


@pytest.fixture
def collected(tmp_path):
    def collect() -> dict[str, str]:
        course = CourseDirectory(root=str(tmp_path / "course"), course_id="mmap")
        course.assignment_id = NAME
        collect = Collect(coursedir=course, root=str(tmp_path / "exchange"))
        (tmp_path / "course").mkdir(exist_ok=True)
        collect.init_src()
        collect.copy_files()
        return {
            path.parent.parent.name: path.read_text()
            for path in (tmp_path / "course" / "submitted").rglob("answer.ipynb")
        }

    return collect


def test_newest_of_the_student_s_own(hand_in, collected):
    hand_in("ada", "ada", 1)
    hand_in("ada", "ada", 2)
    hand_in("ada", "ben", 3)
    assert collected() == {"ada": "by ada at 2"}


def test_nothing_in_another_s_name(hand_in, collected):
    hand_in("ada", "ben", 1)
    hand_in("ben", "ben", 1)
    assert collected() == {"ben": "by ben at 1"}


def test_no_half_of_a_folder(hand_in, collected):
    hand_in("ada", "ada", 1)
    hand_in("ada", "ada", 2, whole=False)
    hand_in("ben", "ben", 1, whole=False)
    assert collected() == {"ada": "by ada at 1"}


def test_owner_is_the_account_s_name(tmp_path):
    assert exchange._owner(tmp_path) == pwd.getpwuid(tmp_path.stat().st_uid).pw_name
