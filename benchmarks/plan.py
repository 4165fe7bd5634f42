"""What a class of any size takes: processors, time, memory and disk, from a class that is graded.

Costs that every command has fall out, since they are taken from a small class and a larger one.
The processor's time counts everything that the command starts. The writer is the command's own
process: it reads submissions, hands them out and writes what comes back, alone, so it limits how
many workers are of use.

    python benchmarks/plan.py                        for 10,000 students
    python benchmarks/plan.py --students 100000 --submissions 200
"""

import ctypes
import os
import resource
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import click
import psutil
from grading import ASSIGNMENT, ENVIRONMENT, ROOT, Bench
from sqlalchemy import create_engine, text

from grader.stage.syscalls import PR_SET_CHILD_SUBREAPER

sys.path[:0] = [str(ROOT / "tests" / name) for name in ("grader", "classroom", "")]

from databases import postgres  # noqa: E402 (the paths above)

SMALL = 20  # submissions of the smaller class
WORKERS = (1, 4, 16, 64)
SIZE = {
    "sqlite": "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()",
    "postgresql": "SELECT pg_database_size(current_database())",
}


@dataclass
class Cost:
    """Of one command that graded a class: seconds and bytes."""

    processors: float
    writer: float
    wall: float
    gradebook: int
    folder: int
    largest: int  # process

    def each(self, small: "Cost", count: int) -> "Cost":
        """Of each of the `count` submissions that the small class did not have."""
        pairs = zip(vars(self).values(), vars(small).values(), strict=True)
        each = Cost(*((ours - theirs) / count for ours, theirs in pairs))
        each.largest = self.largest
        return each


def cost(bench: Bench, count: int, url: str = "") -> Cost:
    """Grade a class whose submissions hold the solution, with a worker for each processor."""
    config = (ROOT / "exercises/nbgrader_config.py").read_text()
    config += f"\nc.CourseDirectory.db_url = {url!r}\n" if url else ""
    course = bench.course("class", bench.notebook, config, count)
    database = url or f"sqlite:///{course}/gradebook.db"
    empty, spent, mine = size(database), processors(), set(psutil.Process().children())
    began = time.perf_counter()
    command = [sys.executable, "-m", "grader", "autograde", ASSIGNMENT, "--quiet"]
    process = subprocess.Popen(command, cwd=course, env=ENVIRONMENT)
    writer = 0.0
    while process.poll() is None:
        with suppress(psutil.NoSuchProcess):
            used = psutil.Process(process.pid).cpu_times()
            writer = used.user + used.system
        time.sleep(0.01)
    wall = time.perf_counter() - began
    if process.returncode:
        raise click.ClickException("grading failed; its message is above")
    for orphan in set(psutil.Process().children()) - mine:
        os.waitpid(orphan.pid, 0)
    files = (path.stat() for path in (course / "autograded").rglob("*"))
    return Cost(
        processors=processors() - spent,
        writer=writer,
        wall=wall,
        gradebook=size(database) - empty,
        folder=sum(found.st_blocks * 512 for found in files),
        largest=resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024,
    )


def processors() -> float:
    """Seconds of processor time of all children that have ended, and of theirs."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def size(database: str) -> int:
    engine = create_engine(database)
    with engine.connect() as db:
        found = db.scalar(text(SIZE[engine.url.get_backend_name()]))
    engine.dispose()
    return found


def plan(each: Cost, elsewhere: Cost | None, students: int) -> str:
    """What so many students take, as Markdown."""
    rows = [
        ("a processor", f"{each.processors * 1e3:.0f} ms", _hours(each.processors * students)),
        ("of it the writer", f"{each.writer * 1e3:.1f} ms", _hours(each.writer * students)),
        ("gradebook, SQLite", *_bytes(each.gradebook, students)),
        ("folder `autograded/`", *_bytes(each.folder, students)),
        ("memory, largest process", "", f"{each.largest / 2**20:.0f} MiB"),
    ]
    if elsewhere:
        rows.insert(3, ("gradebook, PostgreSQL", *_bytes(elsewhere.gradebook, students)))
    for workers in WORKERS:
        others = (each.processors - each.writer) / workers
        limit = " (the writer's)" if each.writer > others else ""
        seconds = max(each.writer, others)
        took = _hours(seconds * students) + limit
        rows.append((f"time, processors: {workers}", f"{seconds * 1e3:.1f} ms", took))
    head = (("", "a submission", f"{students:,} submissions"), ("---",) * 3)
    return "\n".join(f"| {' | '.join(row)} |" for row in (*head, *rows))


def _hours(seconds: float) -> str:
    return f"{seconds / 3600:.1f} h" if seconds > 3600 else f"{seconds / 60:.0f} min"


def _bytes(each: float, students: int) -> tuple[str, str]:
    return f"{each / 1024:.1f} KiB", f"{each * students / 2**20:.0f} MiB"


@click.command()
@click.option("--students", default=10_000, show_default=True)
@click.option("--submissions", default=100, show_default=True, help="Graded to measure the cost.")
def main(students: int, submissions: int) -> None:
    """Measure what a submission costs, and say what a class of STUDENTS takes."""
    # Stages whose worker was ended before them become our children, so that their time counts.
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    with tempfile.TemporaryDirectory(prefix="plan-") as folder:
        bench = Bench(Path(folder))
        costs = [cost(bench, count) for count in (SMALL, SMALL + submissions)]
        elsewhere = None
        try:
            with postgres() as url:
                few = cost(bench, SMALL, url)
            with postgres() as url:
                elsewhere = cost(bench, SMALL + submissions, url).each(few, submissions)
        except LookupError as reason:
            click.echo(f"PostgreSQL left out: {reason}", err=True)
    click.echo(plan(costs[1].each(costs[0], submissions), elsewhere, students))
    click.echo(f"\nMeasured on {os.cpu_count()} processors, with a solution of {ASSIGNMENT}.")


if __name__ == "__main__":
    main()
