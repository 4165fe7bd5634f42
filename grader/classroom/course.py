"""Where a course keeps its things, as nbgrader's configuration says, without importing nbgrader.

nbgrader's import takes longer than grading twenty submissions. Its settings are traitlets
configuration files, and the few that matter here are read with their own defaults.
"""

import glob
import json
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from fnmatch import fnmatch
from functools import cached_property
from pathlib import Path
from typing import Any

from grader import files

LONGEST_TIME = 100  # bytes
ANY = "\0"  # stands for a name of any kind, and is none


class CourseError(Exception):
    """The course or the machine is not ready to grade; one line that says what to do."""


@dataclass
class Course:
    """nbgrader's `CourseDirectory`, as far as grading needs it; same names, same defaults."""

    root: Path
    settings: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def load(cls, root: str | Path, **given) -> "Course":
        """Read `nbgrader_config.py` from Jupyter's folders and the course's, the latter last;
        `given` (db_url, ...) wins over both."""
        from jupyter_core.paths import jupyter_config_path  # noqa: PLC0415 (keeps --help quick)
        from traitlets.config import Config, PyFileConfigLoader  # noqa: PLC0415

        root, config = Path(root).resolve(), Config()
        if not root.is_dir():
            raise CourseError(f"{root} is no folder: give the course's with --course-dir")
        for folder in [*reversed(jupyter_config_path()), str(root)]:
            if (Path(folder) / "nbgrader_config.py").exists():
                try:
                    config.merge(PyFileConfigLoader("nbgrader_config.py", folder).load_config())
                except Exception as error:
                    raise CourseError(f"{folder}/nbgrader_config.py fails: {error}") from error
        said = {k: v for k, v in given.items() if v is not None}
        config.merge(Config({"CourseDirectory": said}))  # a plain dict would replace the section
        return cls(Path(config.CourseDirectory.get("root") or root), config)

    def __getattr__(self, name: str):
        """A setting of CourseDirectory."""
        return self.settings["CourseDirectory"].get(name, _DEFAULTS[name])

    @cached_property
    def database(self) -> str:
        """The URL of the gradebook."""
        return self.db_url or f"sqlite:///{self.root / 'gradebook.db'}"

    def folder(self, step: str, student: str, assignment: str) -> Path:
        names = {"nbgrader_step": step, "student_id": student, "assignment_id": assignment}
        return self.root / self.directory_structure.format(**names)

    def sources(self, assignment: str) -> dict[str, str]:
        """The assignment's own notebooks, text by name."""
        folder = self.folder(self.source_directory, ".", assignment)
        found = {path.stem: _notebook(path) for path in sorted(folder.glob("*.ipynb"))}
        if not found:
            known = [name for name, _ in self._found(self.source_directory, ".", ANY)]
            hint = (
                f"known are {', '.join(known)}"
                if known
                else f"is {self.root} the course's folder? --course-dir gives another"
            )
            raise CourseError(f"there is no notebook in {folder}: {hint}")
        return found

    def students(self, assignment: str, wanted: str = "*") -> Iterator[str]:
        """Who has submitted something, in order."""
        excluded = set(self.student_id_exclude.split(","))
        found = False
        for student, path in self._found(self.submitted_directory, ANY, assignment):
            if path.is_dir() and fnmatch(student, wanted) and student not in excluded:
                found = True
                yield student
        if not found:
            folder = self.folder(self.submitted_directory, "*", assignment)
            who = "a student" if wanted == "*" else f"a student like {wanted!r}"
            raise CourseError(f"nothing was submitted: there is no folder {folder} of {who}")

    def _found(self, step: str, student: str, assignment: str) -> Iterator[tuple[str, Path]]:
        """What is there, in order: the name that stands at `ANY`, and the path."""
        wanted = str(self.folder(step, student, assignment).relative_to(self.root))
        pattern = re.compile(re.escape(wanted).replace(re.escape(ANY), "([^/]+)"))
        for path in sorted(self.root.glob(glob.escape(wanted).replace(ANY, "*"))):
            yield pattern.fullmatch(str(path.relative_to(self.root)))[1], path


_DEFAULTS = {
    "db_url": "",
    "directory_structure": os.path.join("{nbgrader_step}", "{student_id}", "{assignment_id}"),
    "source_directory": "source",
    "submitted_directory": "submitted",
    "autograded_directory": "autograded",
    "student_id_exclude": "",
    "groupshared": False,
    "max_file_size": 100_000,  # kB
    "ignore": [".ipynb_checkpoints", "*.pyc", "__pycache__", "feedback"],
}


def _notebook(path: Path) -> str:
    """The text of one of the course's own notebooks."""
    try:
        text = path.read_text("utf-8")
        for cell in json.loads(text)["cells"]:
            _ = cell["cell_type"], cell["metadata"].get("nbgrader"), "".join(cell["source"])
    except OSError as error:
        raise CourseError(f"cannot read {path}: {error.strerror}") from error
    except KeyError as error:
        raise CourseError(f"{path} is not a notebook: a cell of it has no {error}") from error
    except (ValueError, TypeError, AttributeError) as error:
        raise CourseError(f"{path} is not a notebook: {error}") from error
    return text


def timestamp(folder: Path) -> datetime | None:
    """When the submission in this folder was handed in, in UTC without a zone, as nbgrader keeps
    it; None without a (readable) timestamp.txt."""
    text = files.content(folder / "timestamp.txt", LONGEST_TIME) or b""
    try:
        return _utc(text.decode().strip())
    except Exception:  # the time's parser has many ways to say that it cannot read a student's text
        return None


def _utc(text: str) -> datetime:
    from dateutil import parser, tz  # noqa: PLC0415 (only submissions with a time need it)

    words = text.split(" ")
    zone = None
    if len(words) == 3:  # the exchange writes a date, a time, and a zone by name or in seconds
        name = words.pop()
        offset = re.fullmatch(r"[+-]?\d{1,5}", name)
        zone = tz.tzoffset(None, int(name)) if offset else tz.gettz(name)
    when = parser.parse(" ".join(words))
    when = when.replace(tzinfo=zone) if zone else when
    return when.astimezone(UTC).replace(tzinfo=None) if when.tzinfo else when
