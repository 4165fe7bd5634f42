"""What an instructor sees of a session: a bar while it runs, a table at its end."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from tqdm import tqdm

from grader.classroom.session import Summary
from grader.classroom.worker import Result

NAMED = 10  # students that a row of the table names


@contextmanager
def bar(count: int, quiet: bool) -> Iterator[Callable[[Result], None]]:
    """A function to call for each submission that is done."""
    tqdm.monitor_interval = 0  # its thread is of no use here
    shown = None if not quiet else True  # None: only on a terminal
    with tqdm(total=count, unit="submission", disable=shown, dynamic_ncols=True) as progress:

        def tell(_result: Result) -> None:
            progress.update()

        yield tell


def table(assignment: str, summary: Summary, seconds: float) -> str:
    """The session in a few rows."""
    graded = len(summary.points)
    each = f", {seconds / graded * 1e3:.0f} ms each" if graded else ""
    rows = [f"{assignment}: {graded} graded in {seconds:.1f} s{each}"]
    by_points = Counter(round(points, 2) for points in summary.points.values())
    for points, count in sorted(by_points.items(), reverse=True):
        rows.append(f"  {points:g} points: {count}")
    if summary.unchanged:
        rows.append(f"  unchanged, not graded again: {summary.unchanged}")
    notes = ((name, note) for name, found in summary.notes.items() for note in found)
    rows += [f"  {names}: {note}" for note, names in by_text(notes).items()]
    if summary.problems:
        rows.append(f"  could not be graded: {len(summary.problems)}")
    return "\n".join(rows)


def by_text(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Who shares a text, of pairs of a student and a text; many do, when the course made a
    mistake, and some of them are named."""
    found: dict[str, list[str]] = {}
    for student, text in sorted(pairs):
        found.setdefault(text, []).append(_printable(student))
    return {text: _named(students) for text, students in found.items()}


def _printable(name: str) -> str:
    """The name of a folder, which may hold any character, on one line."""
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in name)


def _named(students: list[str]) -> str:
    more = f" and {len(students) - NAMED} more" if len(students) > NAMED else ""
    return ", ".join(students[:NAMED]) + more
