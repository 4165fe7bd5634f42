"""What is collected from the exchange is whole, and handed in by the student whom it names."""

import os
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


@pytest.fixture
def handed_in(hand_in, tmp_path):
    """A whole submission of ada's, which she goes on to change, and one of ben's."""
    hand_in("ada", "ada", 1)
    hand_in("ben", "ben", 1)
    (folder,) = tmp_path.glob("exchange/mmap/inbound/ada+*")
    return folder


def test_no_link_is_followed(handed_in, collected, tmp_path):
    source = tmp_path / "source"
    source.mkdir()
    (source / "answer.ipynb").write_text("the solution")
    (handed_in / "answer.ipynb").unlink()
    (handed_in / "answer.ipynb").symlink_to(source / "answer.ipynb")
    (handed_in / "folder").symlink_to(source)
    os.mkfifo(handed_in / "pipe")
    assert collected() == {"ben": "by ben at 1"}
    names = {path.name for path in tmp_path.glob(f"course/submitted/ada/{NAME}/*")}
    assert names == {"timestamp.txt", "submission_secret.txt"}


def test_a_link_put_there_meanwhile_is_not_followed(handed_in, tmp_path, monkeypatch):
    secret = tmp_path / "secret"
    secret.write_text("the solution")

    def exchanged(name, *arguments, **named):
        if name == "answer.ipynb":
            (handed_in / name).unlink()
            (handed_in / name).symlink_to(secret)
        return opened(name, *arguments, **named)

    opened = os.open
    monkeypatch.setattr(os, "open", exchanged)
    assert list(exchange.copy_plain(handed_in, tmp_path / "copy", 1000)) == ["answer.ipynb"]


def test_a_large_submission_stops_nobody(handed_in, collected):
    with (handed_in / "sparse").open("wb") as file:
        file.truncate(1 << 40)
    assert collected() == {"ada": "by ada at 1", "ben": "by ben at 1"}


def test_owner_is_the_account_s_name(tmp_path):
    assert exchange._owner(tmp_path) == pwd.getpwuid(tmp_path.stat().st_uid).pw_name
