"""One session of grading: jobs go to the crew, results come back to one writer.

Whoever stops it, by Ctrl-C or by the plug, starts it again and it goes on: a submission counts as
graded when the transaction that holds its scores also holds the fingerprint of what was graded
(the files, the time, the assignment, the grader), and its notebooks were on the disk before that.
"""

import errno
import hashlib
import json
import os
import shutil
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Future, wait
from dataclasses import dataclass, field
from datetime import datetime
from fnmatch import fnmatch
from functools import cache
from pathlib import Path

from grader import files
from grader.classroom.course import Course, CourseError, timestamp
from grader.classroom.gradebook import Entry, Gradebook
from grader.classroom.worker import Job, Result
from grader.rebuild import MOST_BYTES, marks
from grader.stage.confine import exposed

AHEAD = 2  # submissions in hand for each worker, so that none waits and memory stays bounded
# How a name that a student chose may not fit into the folder of what was graded.
UNFIT = (errno.ENAMETOOLONG, errno.EEXIST, errno.ENOTDIR, errno.EISDIR, errno.ELOOP)
BATCH_SECONDS = 0.2  # results that come within this time share a transaction


@dataclass
class Summary:
    """What a session did, by student."""

    points: dict[str, float] = field(default_factory=dict)
    notes: dict[str, list[str]] = field(default_factory=dict)
    problems: dict[str, str] = field(default_factory=dict)
    unchanged: int = 0


@dataclass(frozen=True)
class _Work:
    job: Job
    fingerprint: str
    timestamp: datetime | None
    alone: bool = False  # it was in hand when a worker died


class Session:
    """Grades the submissions of one assignment."""

    def __init__(self, course: Course, assignment: str, unconfined: bool = False):
        self._course = course
        self._assignment = assignment
        self._unconfined = unconfined
        if tree := exposed(course.root):
            raise CourseError(f"submissions may read {tree}: move the course out of it")
        self._sources = course.sources(assignment)
        self._gradebook = Gradebook(course, assignment)
        self._agree()
        self._ignored = [*course.ignore, "*.ipynb"]
        self.summary = Summary()

    def todo(self, wanted: str = "*", force: bool = False) -> list[str]:
        """The students whose submission is new, was changed, or could not be graded so far; with
        `force` all of them, and each counts as not graded until it is."""
        students = []
        for student in self._course.students(self._assignment, wanted):
            if _is_text(student):
                students.append(student)
            else:
                self.summary.problems[student] = "the folder's name is no UTF-8: rename it"
        if force:
            self._gradebook.forget(students)
            return students
        changed = [s for s in students if not self._is_graded(s)]
        self.summary.unchanged = len(students) - len(changed)
        return changed

    def run(self, students: Iterable[str], crew, tell: Callable[[Result], None]) -> Summary:
        """Grade them; `tell` hears of each that is written. `CourseError` when nothing more can
        be written."""
        todo = (self._work(student) for student in students)
        ready: list[tuple[_Work, Result]] = []
        since = time.monotonic()
        for done in self._results(todo, crew):
            if done is not None:
                ready.append(done)
            if ready and (done is None or time.monotonic() - since > BATCH_SECONDS):
                self._write(ready, tell)
                ready, since = [], time.monotonic()
        self._write(ready, tell)
        return self.summary

    def close(self) -> None:
        self._gradebook.close()

    # --- what is to be done ---------------------------------------------------------------------

    def _agree(self) -> None:
        """The source and the gradebook know the same tests, worth the same."""
        known = {name: cells.points for name, cells in self._gradebook.notebooks.items()}
        here = {}
        for name, text in self._sources.items():
            noted = map(marks, json.loads(text)["cells"])
            here[name] = {m["grade_id"]: float(m["points"]) for m in noted if m.get("grade")}
        if known != here:
            raise CourseError(
                f"the gradebook and the source of {self._assignment!r} differ in their test cells "
                f"or points: run `nbgrader generate_assignment {self._assignment} --force`"
            )

    def _work(self, student: str) -> _Work:
        folder = self._submitted(student)
        one_more = MOST_BYTES + 1  # of a notebook that is too large just enough to tell
        paths = {name: folder / f"{name}.ipynb" for name in self._sources}
        found = {name: files.content(path, one_more) for name, path in paths.items()}
        when = timestamp(folder)
        fingerprint = self._fingerprint(found, when)
        closed = (str(path) for path in paths.values() if _is_closed(path))
        job = Job(student, found, self._sources, self._unconfined, next(closed, ""))
        return _Work(job, fingerprint, when)

    def _is_graded(self, student: str) -> bool:
        graded = self._autograded(student)
        return self._gradebook.fingerprint(student) == self._work(student).fingerprint and all(
            (graded / f"{name}.ipynb").exists() for name in self._sources
        )

    def _fingerprint(self, found: dict[str, bytes | None], when: datetime | None) -> str:
        parts = [_grader_digest(), str(when)]
        parts += [f"{name}:{_digest(text.encode())}" for name, text in self._sources.items()]
        parts += [f"{n}:{'' if c is None else _digest(c)}" for n, c in found.items()]
        return _digest("\n".join(parts).encode())

    def _submitted(self, student: str) -> Path:
        return self._course.folder(self._course.submitted_directory, student, self._assignment)

    def _autograded(self, student: str) -> Path:
        return self._course.folder(self._course.autograded_directory, student, self._assignment)

    # --- results as they come -------------------------------------------------------------------

    def _results(self, todo: Iterator[_Work], crew) -> Iterator[tuple[_Work, Result] | None]:
        """Each work with its result, in any order; None when nothing is ready just now."""
        again: deque[_Work] = deque()
        in_hand: dict[Future, _Work] = {}
        while True:
            self._hand_out(todo, again, in_hand, crew)
            if not in_hand:
                return
            done, _ = wait(in_hand, timeout=BATCH_SECONDS, return_when=FIRST_COMPLETED)
            if not done:
                yield None
            broken = False
            for future in done:
                work = in_hand.pop(future)
                try:
                    yield work, future.result()
                except BrokenExecutor:
                    broken = True
                    if work.alone:
                        reason = "its worker was killed twice; is the machine short of memory?"
                        yield work, Result(work.job.student, problem=reason)
                    else:
                        again.append(_Work(work.job, work.fingerprint, work.timestamp, alone=True))
                except Exception as error:  # a cluster gave up on it
                    yield work, Result(work.job.student, problem=_line(error))
            if broken:
                crew.renew()

    @staticmethod
    def _hand_out(todo, again: deque, in_hand: dict, crew) -> None:
        """Keep the crew busy. Work that was in hand when a worker died goes one by one, so that
        a submission that kills its worker takes no other with it."""
        if again:
            if not in_hand:
                work = again.popleft()
                in_hand[crew.submit(work.job)] = work
            return
        while len(in_hand) < AHEAD * crew.count:
            work = next(todo, None)
            if work is None:
                return
            in_hand[crew.submit(work.job)] = work

    # --- the one writer -------------------------------------------------------------------------

    def _write(self, ready: list[tuple[_Work, Result]], tell: Callable[[Result], None]) -> None:
        if not ready:
            return
        for _, result in ready:
            self._write_files(result)
        self._gradebook.write(
            Entry(result, work.fingerprint, work.timestamp) for work, result in ready
        )
        for _, result in ready:
            self._sum_up(result)
            tell(result)

    def _sum_up(self, result: Result) -> None:
        if result.problem:
            self.summary.problems[result.student] = result.problem
            return
        notebooks = result.notebooks
        self.summary.points[result.student] = sum(
            sum(n.points.values()) for n in notebooks.values()
        )
        notes = [
            note if len(notebooks) == 1 else f"{name}: {note}"
            for name, notebook in notebooks.items()
            for note in notebook.notes
        ]
        if notes:
            self.summary.notes[result.student] = notes

    def _write_files(self, result: Result) -> None:
        """The folder that nbgrader's formgrader and feedback read. A submission that could not be
        graded has none, so the formgrader lists it as not autograded."""
        folder = self._autograded(result.student)
        if result.problem:
            shutil.rmtree(folder, ignore_errors=True)
            return
        source = self._course.folder(self._course.source_directory, ".", self._assignment)
        try:
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(parents=True, exist_ok=True)
            for name, graded in result.notebooks.items():
                self._put(folder / f"{name}.ipynb", graded.notebook.encode())
            self._copy_others(source, folder)
            self._copy_others(self._submitted(result.student), folder)
        except OSError as error:
            raise CourseError(
                f"cannot write {error.filename or folder}: {error.strerror}. "
                "Run the command again when it can; what was graded until now is kept."
            ) from error

    def _copy_others(self, base: Path, folder: Path) -> None:
        """Copy the regular files beside the notebooks, up to the size that the course takes. A link
        may lead anywhere, so none is followed; what is there already stays."""
        for name in sorted(files.names(base)):
            ignored = any(fnmatch(part, i) for part in Path(name).parts for i in self._ignored)
            most = self._course.max_file_size * 1000
            content = None if ignored else files.content(base / name, most + 1)
            if content is None or len(content) > most:
                continue
            target = folder / name
            try:
                target.parent.mkdir(parents=True, exist_ok=True)
                if not target.exists():
                    self._put(target, content)
            except OSError as error:
                if error.errno not in UNFIT:
                    raise

    def _put(self, path: Path, content: bytes) -> None:
        """Make a file as a whole, on the disk when this returns."""
        temporary = path.with_name(".new")
        mode = 0o664 if self._course.groupshared else 0o444
        temporary.unlink(missing_ok=True)
        with open(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)


def _is_text(name: str) -> bool:
    """Whether a database can hold the name of a folder, which to Linux is bytes."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def _is_closed(path: Path) -> bool:
    """Whether a file is there that this account may not read: no fault of the student's."""
    return path.is_file() and not path.is_symlink() and not os.access(path, os.R_OK)


@cache
def _grader_digest() -> str:
    """What judges: a submission is graded again when its rules have changed."""
    folder = Path(__file__).parents[1]
    files = sorted(path for path in folder.rglob("*.py") if path.parent != Path(__file__).parent)
    return _digest(b"".join(path.read_bytes() for path in files))


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]
