"""nbgrader's gradebook, written as its own SaveAutoGrades and AssignLatePenalties write it.

One engine, one transaction for a batch of submissions, and the tables as they are found in the
database. Through nbgrader's own classes a submission costs nine connections and two seconds of
imports; what is written is the same, and a test compares the two.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import uuid4

from sqlalchemy import Column, Connection, MetaData, String, Table, create_engine, insert, select
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, InvalidRequestError, NoSuchModuleError

from grader.classroom.course import Course, CourseError
from grader.classroom.worker import Graded, Result

_TABLES = (
    "student", "course", "assignment", "notebook", "base_cell", "grade_cells", "solution_cells",
    "task_cells", "source_cell", "submitted_assignment", "submitted_notebook", "grade", "comment",
)  # fmt: skip
MARKS = "graded_submission"  # our own table: what each submission was graded from


@dataclass
class Cells:
    """The cells of one notebook in the gradebook: ids by grade_id, and what was released."""

    notebook: str
    points: dict[str, float]
    tests: dict[str, str]
    solutions: dict[str, str]
    tasks: dict[str, str]
    kinds: dict[str, str]
    released: dict[str, str]


@dataclass
class Entry:
    """What is to be written of one submission."""

    result: Result
    fingerprint: str
    timestamp: datetime | None


class Gradebook:
    """The rows of one assignment. Raises `CourseError` when they are not there."""

    def __init__(self, course: Course, assignment: str):
        self._course = course
        self._engine = _connect(course.database, assignment)
        self._shown = self._engine.url.render_as_string(hide_password=True)
        self._tables = self._reflect()
        with self._engine.connect() as db:
            self._assignment, self._due = self._find(db, assignment)
            self.notebooks = self._cells(db)

    def close(self) -> None:
        self._engine.dispose()

    def fingerprint(self, student: str) -> str:
        """What the student's submission was graded from the last time, or ""."""
        marks, submitted = self._tables[MARKS], self._tables["submitted_assignment"]
        found = select(marks.c.fingerprint).join(submitted, submitted.c.id == marks.c.id)
        found = found.where(
            submitted.c.assignment_id == self._assignment, submitted.c.student_id == student
        )
        with self._engine.connect() as db:
            return db.scalar(found) or ""

    def forget(self, students: Iterable[str]) -> None:
        """Count their submissions as ungraded, so that grading them anew may be stopped."""
        marks, submitted = self._tables[MARKS], self._tables["submitted_assignment"]
        of_all = select(submitted.c.id).where(submitted.c.assignment_id == self._assignment)
        with self._begin() as db:
            for student in students:
                theirs = of_all.where(submitted.c.student_id == student)
                db.execute(marks.delete().where(marks.c.id.in_(theirs)))

    def write(self, entries: Iterable[Entry]) -> None:
        """Write submissions, all of them or none."""
        with self._begin() as db:
            for entry in entries:
                self._write(db, entry)

    @contextmanager
    def _begin(self) -> Iterator[Connection]:
        """A transaction. `CourseError` when the database refuses."""
        try:
            with self._engine.begin() as db:
                yield db
        except DBAPIError as error:
            raise CourseError(
                f"the gradebook {self._shown} cannot be written: {_line(error)}. "
                "Run the command again when it can; what was graded until now is in it."
            ) from error

    # --- reading what the assignment is ---------------------------------------------------------

    def _reflect(self) -> dict[str, Table]:
        tables = MetaData()
        marks = Table(
            MARKS,
            tables,
            Column("id", String(32), primary_key=True),  # of the row in submitted_assignment
            Column("fingerprint", String(64), nullable=False),
        )
        try:
            tables.reflect(self._engine, only=_TABLES)
            marks.create(self._engine, checkfirst=True)
        except InvalidRequestError as error:
            raise CourseError(
                f"{self._shown} holds no gradebook of this nbgrader: run "
                "`nbgrader generate_assignment`, or `nbgrader db upgrade` for an older one"
            ) from error
        except DBAPIError as error:
            raise CourseError(f"cannot use {self._shown}: {_line(error)}") from error
        return dict(tables.tables)

    def _find(self, db: Connection, name: str) -> tuple[str, datetime | None]:
        table = self._tables["assignment"]
        row = db.execute(select(table.c.id, table.c.duedate).where(table.c.name == name)).first()
        if row is None:
            raise CourseError(
                f"the gradebook knows no assignment {name!r}: run "
                f"`nbgrader generate_assignment {name}` in the course's folder first"
            )
        return row.id, row.duedate

    def _cells(self, db: Connection) -> dict[str, Cells]:
        books = self._tables["notebook"]
        found = select(books.c.id, books.c.name).where(books.c.assignment_id == self._assignment)
        return {row.name: self._cells_of(db, row.id) for row in db.execute(found)}

    def _cells_of(self, db: Connection, notebook: str) -> Cells:
        base, grades = self._tables["base_cell"], self._tables["grade_cells"]
        source = self._tables["source_cell"]
        rows = db.execute(select(base).where(base.c.notebook_id == notebook)).all()
        kind = {k: {r.name: r.id for r in rows if r.type == k} for k in {r.type for r in rows}}
        most = db.execute(
            select(base.c.name, grades.c.max_score, grades.c.cell_type)
            .join(base, base.c.id == grades.c.id)
            .where(base.c.notebook_id == notebook)
        ).all()
        text = select(source.c.name, source.c.source).where(source.c.notebook_id == notebook)
        return Cells(
            notebook=notebook,
            points={row.name: row.max_score for row in most},
            tests=kind.get("GradeCell", {}),
            solutions=kind.get("SolutionCell", {}),
            tasks=kind.get("TaskCell", {}),
            kinds={row.name: row.cell_type for row in most},
            released=dict(db.execute(text).tuples().all()),
        )

    # --- writing one submission -----------------------------------------------------------------

    def _write(self, db: Connection, entry: Entry) -> None:
        submission, late = self._submission(db, entry)
        for name, cells in self.notebooks.items():
            graded = entry.result.notebooks.get(name)
            notebook = self._notebook(db, submission, cells)
            score = self._grades(db, notebook, cells, graded)
            self._comments(db, notebook, cells, graded)
            table = self._tables["submitted_notebook"]
            penalty = self._penalty(entry.result.student, score, late)
            db.execute(
                table.update().where(table.c.id == notebook).values(late_submission_penalty=penalty)
            )
        marks = self._tables[MARKS]
        db.execute(marks.delete().where(marks.c.id == submission))
        if not entry.result.problem:
            db.execute(insert(marks).values(id=submission, fingerprint=entry.fingerprint))

    def _submission(self, db: Connection, entry: Entry) -> tuple[str, float]:
        """The id of the submission's row, made if need be, and the seconds by which it is late."""
        people, table = self._tables["student"], self._tables["submitted_assignment"]
        student = entry.result.student
        if db.scalar(select(people.c.id).where(people.c.id == student)) is None:
            db.execute(insert(people).values(id=student))
        row = db.execute(
            select(table).where(
                table.c.assignment_id == self._assignment, table.c.student_id == student
            )
        ).first()
        ident = row.id if row else uuid4().hex
        when = entry.timestamp or (row.timestamp if row else None)
        if row is None:
            values = {"id": ident, "assignment_id": self._assignment, "student_id": student}
            db.execute(insert(table).values(timestamp=when, **values))
        elif when != row.timestamp:
            db.execute(table.update().where(table.c.id == ident).values(timestamp=when))
        if when is None or self._due is None:
            return ident, 0.0
        due = self._due + _duration(row.extension if row else None)
        return ident, max(0.0, (when - due).total_seconds())

    def _notebook(self, db: Connection, submission: str, cells: Cells) -> str:
        table = self._tables["submitted_notebook"]
        found = db.scalar(
            select(table.c.id).where(
                table.c.assignment_id == submission, table.c.notebook_id == cells.notebook
            )
        )
        if found:
            return found
        ident = uuid4().hex
        values = {"assignment_id": submission, "notebook_id": cells.notebook, "flagged": False}
        db.execute(insert(table).values(id=ident, **values))
        return ident

    def _grades(self, db: Connection, notebook: str, cells: Cells, graded: Graded | None) -> float:
        """Write the scores of the test cells; the notebook's score with what people gave."""
        table = self._tables["grade"]
        found = db.execute(select(table).where(table.c.notebook_id == notebook)).all()
        before = {row.cell_id: row for row in found}
        score, new = 0.0, []
        for name, cell in (cells.tests | cells.tasks).items():
            auto = _auto_score(name, cells, graded) if name in cells.tests else None
            row = before.get(cell)
            manual = row.manual_score if row else None
            extra = (row.extra_credit if row else None) or 0.0
            given = manual if manual is not None else auto
            score += given + extra if given is not None else 0.0
            values = {"auto_score": auto, "needs_manual_grade": manual is not None or auto is None}
            if row is None:
                new.append({"id": uuid4().hex, "notebook_id": notebook, "cell_id": cell, **values})
            elif name in cells.tests:
                db.execute(table.update().where(table.c.id == row.id).values(**values))
        if new:
            db.execute(insert(table), new)
        return score

    def _comments(self, db: Connection, notebook: str, cells: Cells, graded: Graded | None) -> None:
        table = self._tables["comment"]
        found = select(table.c.cell_id, table.c.id).where(table.c.notebook_id == notebook)
        before = dict(db.execute(found).tuples().all())
        new = []
        for name, cell in (cells.solutions | cells.tasks).items():
            silent = name in cells.solutions and graded and _unanswered(name, cells, graded)
            values = {"auto_comment": "No response." if silent else None}
            if cell in before:
                db.execute(table.update().where(table.c.id == before[cell]).values(**values))
            else:
                new.append({"id": uuid4().hex, "notebook_id": notebook, "cell_id": cell, **values})
        if new:
            db.execute(insert(table), new)

    def _penalty(self, student: str, score: float, late: float) -> float | None:
        """What the course's plugin takes for lateness (nbgrader's AssignLatePenalties)."""
        settings = self._course.settings
        if not late or not (settings["AssignLatePenalties"] or settings["LateSubmissionPlugin"]):
            return None  # nbgrader's own plugin takes nothing unless it is told to
        from nbgrader.preprocessors import AssignLatePenalties  # noqa: PLC0415 (two seconds)

        rule = AssignLatePenalties(config=settings)
        rule.init_plugin()
        penalty = rule.plugin_inst.late_submission_penalty(student, score, late)
        return None if penalty is None else min(max(penalty, 0.0), score)


def _connect(url: str, assignment: str):
    try:
        where = make_url(url)
        if where.get_backend_name() == "sqlite":
            try:
                open(where.database, "r+b").close()
            except FileNotFoundError as error:
                raise CourseError(
                    f"there is no gradebook {where.database}: run "
                    f"`nbgrader generate_assignment {assignment}` in the course's folder first"
                ) from error
            except OSError as error:
                raise CourseError(
                    f"cannot write to the gradebook {where.database}: {error.strerror}"
                ) from error
        return create_engine(where)
    except ModuleNotFoundError as error:
        raise CourseError(
            f"the gradebook needs {error.name}; for PostgreSQL: pip install 'mmap-course[postgres]'"
        ) from error
    except (ArgumentError, NoSuchModuleError) as error:
        raise CourseError(f"the gradebook's URL cannot be used: {error}") from error


def _line(error: DBAPIError) -> str:
    return str(error.orig).splitlines()[0]


def _auto_score(name: str, cells: Cells, graded: Graded | None) -> float | None:
    """As `nbgrader.utils.determine_grade`: None is for a person to fill in."""
    if graded is None:
        return None
    if name in cells.solutions:
        return 0.0 if _unanswered(name, cells, graded) else None
    return graded.points.get(name) if cells.kinds[name] == "code" else None


def _unanswered(name: str, cells: Cells, graded: Graded) -> bool:
    return graded.answers.get(name) == cells.released.get(name)


def _duration(extension: datetime | timedelta | None) -> timedelta:
    """SQLite has no intervals; SQLAlchemy keeps one there as a time since 1970."""
    if isinstance(extension, datetime):
        return extension - datetime(1970, 1, 1)
    return extension or timedelta()
