"""Whatever ends a run at whatever moment, the same command goes on from there, and the gradebook
ends as that of a run that nobody disturbed."""

import json
import multiprocessing
import os
import random
import shutil
import signal
import socket
import sqlite3
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import corpus
import psutil
import pytest
from courses import ENVIRONMENT, Course
from rows import rows

import notebooks
from grader.classroom.crew import Processes
from grader.classroom.worker import Job
from grader.stage import Stage, zygote

COUNT = 20
WAIT = 60  # s; far above what anything here takes
BUSY = "def anonymous_child(size, produce):\n    while True: pass\n"


class Grading:
    """`python -m grader autograde` in a session of its own, with a folder of its own for what is
    temporary."""

    def __init__(self, course, *options):
        self.temporary = course.folder.parent / "temporary"
        self.temporary.mkdir(exist_ok=True)
        # What runs in the background, as these tests may, ignores Ctrl-C, and so do its children.
        hearing = ["env", "--default-signal=INT", *course.command("--workers", "2", *options)]
        self.process = subprocess.Popen(
            hearing, cwd=course.folder,
            env=ENVIRONMENT | {"TMPDIR": str(self.temporary)},
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip

    def stages(self) -> list[psutil.Process]:
        return stages(self.temporary)

    def workers(self) -> list[psutil.Process]:
        return psutil.Process(self.process.pid).children()

    def end(self) -> int:
        """Its exit status; nothing of it is left."""
        status = self.process.wait(WAIT)
        until(lambda: not self.stages())
        until(lambda: not list(self.temporary.iterdir()))
        return status


def stages(temporary: Path) -> list[psutil.Process]:
    """The zygotes, and the runs that they have forked, wherever they hang in the tree."""
    return [
        process
        for process in psutil.process_iter(["cmdline", "ppid"])
        if any(str(temporary) in word for word in process.info["cmdline"] or ())
    ]


def until(so: Callable[[], object]) -> None:
    deadline = time.monotonic() + WAIT
    while not so():
        assert time.monotonic() < deadline
        time.sleep(0.002)


def graded(course) -> list:
    return list((course.folder / "autograded").glob("*/*/*.ipynb"))


def marked(course) -> int:
    """How many submissions the gradebook holds as graded."""
    with sqlite3.connect(course.folder / "gradebook.db") as db:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        # Ended before it had opened the gradebook, it has not made its table yet.
        made = ("graded_submission",) in db.execute("SELECT name FROM sqlite_master")
        return db.execute("SELECT COUNT(*) FROM graded_submission").fetchone()[0] if made else 0


def end_command(grading: Grading, _fresh) -> None:
    grading.process.kill()


def end_group(grading: Grading, _fresh) -> None:
    os.killpg(grading.process.pid, signal.SIGKILL)


def end_worker(grading: Grading, fresh) -> None:
    if workers := grading.workers():
        fresh.choice(workers).kill()


def end_stage(grading: Grading, fresh) -> None:
    workers = {worker.pid for worker in grading.workers()}
    if zygotes := [stage for stage in grading.stages() if stage.info["ppid"] in workers]:
        fresh.choice(zygotes).kill()


def interrupt(grading: Grading, _fresh) -> None:
    grading.process.send_signal(signal.SIGINT)


ENDINGS = (end_command, end_group, end_worker, end_stage, interrupt)
STATUSES = (0, 1, 130, -signal.SIGINT, -signal.SIGKILL)


def hand_in(course: Course) -> Course:
    for number in range(COUNT):
        made = notebooks.solved if number % 3 else notebooks.unsolved
        course.submit(f"s{number:02}", made())
    return course


@pytest.fixture
def small_class(course):
    return hand_in(course)


@pytest.fixture(scope="module")
def expected(template, tmp_path_factory) -> list:
    """The gradebook of a run that nobody disturbs."""
    folder = tmp_path_factory.mktemp("undisturbed") / "course"
    course = hand_in(Course(shutil.copytree(template, folder)))
    assert course.grade().returncode == 0
    return rows(folder / "gradebook.db")


def resumed(course, expected: list) -> None:
    """The same command once more grades what is left, no more, and the gradebook is whole."""
    before = marked(course)
    assert len(graded(course)) >= before
    done = course.grade()
    assert done.returncode == 0, done.stderr
    assert f" {COUNT - before} graded" in done.stdout
    assert rows(course.folder / "gradebook.db") == expected
    assert len(graded(course)) == COUNT
    assert not list((course.folder / "autograded").rglob(".new"))


@pytest.mark.slow
@pytest.mark.parametrize("attempt", range(20))
def test_ended_at_a_random_moment(small_class, expected, attempt):
    """Each way of ending it comes four times; the moment is a number of submissions that are
    graded, and a time after that."""
    fresh = random.Random(attempt)
    grading = Grading(small_class)
    first, later = fresh.randrange(COUNT), fresh.uniform(0, 0.3)
    until(lambda: len(graded(small_class)) >= first or grading.process.poll() is not None)
    time.sleep(later)
    ENDINGS[attempt % len(ENDINGS)](grading, fresh)
    assert grading.end() in STATUSES
    resumed(small_class, expected)


@pytest.mark.slow
@pytest.mark.parametrize(
    "lock",
    [
        "BEGIN IMMEDIATE",  # a writer: the files are there, the transaction does not begin
        "BEGIN; SELECT * FROM student",  # a reader: it does, and cannot be committed
    ],
)
def test_ended_between_the_files_and_the_end_of_the_transaction(small_class, expected, lock):
    assert small_class.grade("--student", "s00").returncode == 0
    with sqlite3.connect(small_class.folder / "gradebook.db", isolation_level=None) as db:
        for statement in lock.split(";"):
            db.execute(statement).fetchall()
        grading = Grading(small_class)
        until(lambda: len(graded(small_class)) > 1)
        if "SELECT" in lock:
            until((small_class.folder / "gradebook.db-journal").exists)
        end_command(grading, None)
        grading.end()
        db.rollback()
    assert marked(small_class) == 1
    resumed(small_class, expected)


@pytest.mark.slow
@pytest.mark.parametrize("ending", ENDINGS)
def test_no_run_outlives_its_judge(course, ending):
    course.submit("one", corpus.with_answer(BUSY))
    grading = Grading(course)
    until(lambda: len(grading.stages()) > 1)
    ending(grading, random.Random(0))
    assert grading.end() in STATUSES


def test_ctrl_c_and_on(small_class):
    grading = Grading(small_class)
    until(lambda: marked(small_class))
    interrupt(grading, None)
    assert grading.end() == 130
    before = marked(small_class)
    assert 0 < before < COUNT
    assert f"not graded again: {before}" in small_class.grade().stdout


def test_grading_anew_is_taken_up_without_force(small_class):
    small_class.grade()
    grading = Grading(small_class, "--force")
    until(lambda: 0 < marked(small_class) < COUNT)
    interrupt(grading, None)
    assert grading.end() == 130
    assert f"not graded again: {marked(small_class)}" in small_class.grade().stdout
    assert marked(small_class) == COUNT


def test_a_zygote_that_is_killed_after_its_last_job_leaves_no_folder(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    crew = Processes(1)
    done = crew.submit(
        Job("anna", {"anonymous": None}, {"anonymous": json.dumps(notebooks.SOURCE)})
    )
    assert not done.result(WAIT).problem
    [zygote] = psutil.Process(multiprocessing.active_children()[0].pid).children()
    zygote.kill()
    until(lambda: zygote.status() == psutil.STATUS_ZOMBIE)
    assert list(tmp_path.iterdir())
    crew.close()
    assert not list(tmp_path.iterdir())


def test_a_judge_that_is_killed_before_it_has_a_zygote_leaves_no_folder(tmp_path, monkeypatch):
    def judge():
        monkeypatch.setattr(subprocess, "Popen", lambda *_, **__: os.kill(os.getpid(), 9))
        Stage().start()

    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    assert exit_code(judge) == -9
    assert not list(tmp_path.iterdir())


def test_a_zygote_ends_the_run_that_it_forked_when_its_judge_ended(monkeypatch):
    def fork():
        judge, line = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        judge.close()
        raise SystemExit(zygote._run(line, {}, list(os.pipe()))[0])

    monkeypatch.setattr(zygote, "_act", lambda *_: time.sleep(WAIT))
    assert exit_code(fork) == signal.SIGKILL


def exit_code(task: Callable[[], None]) -> int | None:
    """That of a process which does the task."""
    process = multiprocessing.get_context("fork").Process(target=task)
    process.start()
    process.join(WAIT)
    return process.exitcode
