"""The same command with a Dask cluster, and with PostgreSQL."""

import subprocess
import sys
import time
from contextlib import contextmanager

import pytest
from courses import ENVIRONMENT
from databases import postgres, postgres_programs
from rows import rows, scores
from servers import free_port

import notebooks

pytestmark = pytest.mark.slow


@contextmanager
def started(*command: str):
    process = subprocess.Popen(
        command, env=ENVIRONMENT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


@contextmanager
def cluster(workers: int):
    """A scheduler and workers on loopback: its address and their processes."""
    port = free_port()
    dask = [sys.executable, "-m", "distributed.cli"]
    address = f"tcp://127.0.0.1:{port}"
    scheduler = ("--host", "127.0.0.1", "--port", str(port), "--no-dashboard")
    worker = (address, "--no-nanny", "--nthreads", "1", "--no-dashboard", "--death-timeout", "60")
    with started(*dask[:2], f"{dask[2]}.dask_scheduler", *scheduler):
        begun = []
        try:
            for _ in range(workers):
                context = started(*dask[:2], f"{dask[2]}.dask_worker", *worker)
                begun.append((context, context.__enter__()))
            yield address, [process for _, process in begun]
        finally:
            for context, _ in begun:
                context.__exit__(None, None, None)


def test_a_cluster_grades_and_a_lost_worker_loses_nothing(course):
    distributed = pytest.importorskip("distributed", reason="needs the extra `cluster`")
    for number in range(12):
        solved = number % 2
        course.submit(f"s{number:02}", notebooks.solved() if solved else notebooks.unsolved())
    with cluster(2) as (address, workers):
        with distributed.Client(address, timeout=60) as client:
            client.wait_for_workers(2, timeout=60)
        grading = subprocess.Popen(
            course.command("--scheduler", address), cwd=course.folder, env=ENVIRONMENT,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        try:
            while not list((course.folder / "autograded").glob("*/*/*.ipynb")):
                assert grading.poll() is None, grading.communicate()
                time.sleep(0.05)
            workers[0].kill()
            out, err = grading.communicate(timeout=170)
        finally:
            grading.kill()
            grading.wait()
    assert grading.returncode == 0, err
    assert "12 graded" in out
    assert sum(score > 0 for score in scores(course.folder / "gradebook.db").values()) == 6


def test_postgres_holds_the_same_gradebook(course):
    pytest.importorskip("psycopg", reason="needs the extra `postgres`")
    course.submit("one", notebooks.solved(), "2026-01-10 10:00:00 UTC")
    course.submit("two", b"{")
    course.grade()
    expected = rows(course.folder / "gradebook.db")
    try:
        postgres_programs()
    except LookupError as reason:
        pytest.skip(str(reason))
    with postgres() as url:
        made = course.nbgrader("generate_assignment", notebooks.ASSIGNMENT, "--db", url, "--force")
        assert made.returncode == 0, made.stderr
        done = course.grade("--db", url)
        assert done.returncode == 0, done.stderr
        found = rows(url)
        assert "not graded again: 2" in course.grade("--db", url).stdout
    assert plain(found) == plain(expected)


def plain(tables):
    """SQLite has neither booleans nor times of its own."""
    return [
        [tuple(str(int(v) if isinstance(v, bool) else v).removesuffix(".000000") for v in row)
         for row in table]
        for table in tables
    ]  # fmt: skip
