"""`python -m grader`: grade a class, and see what this machine can do."""

import os
import signal
import sys
import time

import click


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Grades the exercises of the course by what their processes really did."""


@main.command()
@click.argument("assignment")
@click.option("--course-dir", default=".", help="The course's folder. [default: this one]")
@click.option("--student", default="*", help="Only these students, by a glob.")
@click.option("--db", help="URL of the gradebook. [default: gradebook.db in the course's folder]")
@click.option("--force", "-f", is_flag=True, help="Grade unchanged submissions again.")
@click.option("--workers", type=click.IntRange(1), help="Processes. [default: one for each core]")
@click.option("--scheduler", help="Grade on a Dask cluster: its address, tcp://HOST:PORT.")
@click.option("--unconfined", is_flag=True, help="Grade even where Linux has no Landlock.")
@click.option("--quiet", is_flag=True, help="No progress, no table.")
def autograde(assignment, course_dir, student, db, force, workers, scheduler, unconfined, quiet):  # noqa: PLR0913, PLR0917 (one for each option)
    """Grade every new or changed submission of ASSIGNMENT.

    Reads and writes what `nbgrader autograde` does: submitted/, autograded/, the gradebook. It may
    be stopped at any time; the same command, without --force, goes on where it stopped. Ends with 0
    when all are graded, 1 when some could not be, 2 when it could not begin or could not write on,
    130 after Ctrl-C.
    """
    from grader.classroom.course import Course, CourseError  # noqa: PLC0415 (keeps --help quick)
    from grader.classroom.crew import Cluster, Processes  # noqa: PLC0415

    began = time.monotonic()
    crew = session = None
    try:
        course = Course.load(course_dir, db_url=db)
        # First of all, so that the workers are forked from a process that holds nothing yet, and
        # get ready while this one imports what the gradebook needs.
        count = workers or os.cpu_count()
        crew = Cluster(scheduler) if scheduler else Processes(count, unconfined)
        from grader.classroom.session import Session  # noqa: PLC0415
        from grader.classroom.show import bar, by_text, table  # noqa: PLC0415

        session = Session(course, assignment.rstrip("/"), unconfined)
        students = session.todo(student, force)
        with bar(len(students), quiet) as tell:
            summary = session.run(students, crew, tell)
    except CourseError as error:
        click.echo(f"grader: {error}", err=True)
        sys.exit(2)
    except KeyboardInterrupt:
        done = len(session.summary.points) if session else 0
        same = "the same command" + " without --force" * force
        click.echo(f"grader: stopped, {done} graded; {same} goes on from here", err=True)
        sys.exit(130)
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # nothing is left to stop
        if session:
            session.close()
        if crew:
            crew.close()
    if not quiet:
        click.echo(table(assignment, summary, time.monotonic() - began))
    for problem, names in by_text(summary.problems.items()).items():
        click.echo(f"grader: {names} could not be graded: {problem}", err=True)
    sys.exit(1 if summary.problems else 0)


@main.command()
def doctor() -> None:
    """Say what this machine can and cannot do for grading."""
    from grader.doctor import examine  # noqa: PLC0415

    able = True
    for finding in examine():
        click.echo(str(finding))
        able = able and (finding.fine or not finding.needed)
    sys.exit(0 if able else 1)


if __name__ == "__main__":
    try:
        # Without a word click would tell its help as an error.
        main(sys.argv[1:] or ["--help"], prog_name="python -m grader", standalone_mode=False)
    except click.UsageError as error:
        click.echo(f"grader: {error.format_message()} (--help says more)", err=True)
        sys.exit(2)
    except click.Abort:  # Ctrl-C before anything was begun
        click.echo("grader: stopped", err=True)
        sys.exit(130)
