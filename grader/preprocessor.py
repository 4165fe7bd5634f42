"""What nbgrader's own commands use of us.

`exercises/nbgrader_config.py` names two classes: `Rebuild` reads a submission in the place of
nbconvert's reader, `Judge` stands in the place of nbgrader's `Execute` and starts no kernel.
nbgrader's own SaveAutoGrades then reads the points from the outputs that `Judge` wrote.
"""

import atexit
import glob
import json
import stat
from functools import cache
from pathlib import Path

from nbconvert.exporters import NotebookExporter
from nbconvert.exporters.exporter import ResourcesDict
from nbformat import NotebookNode, from_dict
from nbgrader.converters.base import NbGraderException
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Bool

from grader import files
from grader.classroom.course import timestamp
from grader.notebook import grade
from grader.rebuild import MOST_BYTES, marks, rebuild
from grader.stage import Stage, StageError
from grader.stage.confine import exposed


class Rebuild(NotebookExporter):
    """Lays a submission into the assignment's own cells before nbgrader looks at it."""

    def __init__(self, **more):
        super().__init__(**more)
        if tree := exposed(Path(self.parent.coursedir.root)):
            raise NbGraderException(f"Submissions may read {tree}: move the course out of it.")
        # As we read it, a time may be a FIFO or any text, and counts as none.
        self.parent.coursedir.get_existing_timestamp = lambda path: timestamp(Path(path))
        for folder in list(self.parent.assignments):
            self._prepare(Path(folder))

    def _prepare(self, folder: Path) -> None:
        """Keep from nbgrader what it would follow out of a submission, or wait for without end;
        and have it grade the notebooks that are missing as well."""
        course = self.parent.coursedir
        special = [name for name in files.names(folder) if _is_special(folder / name)]
        course.ignore = [*course.ignore, *(glob.escape(Path(name).name) for name in special)]
        source = Path(course.format_path(course.source_directory, ".", course.assignment_id))
        wanted = (path.name for path in source.glob("*.ipynb"))
        if course.notebook_id == "*":
            self.parent.assignments[str(folder)] = [str(folder / name) for name in wanted]

    def from_filename(
        self, filename: str, resources: ResourcesDict | None = None, **_
    ) -> tuple[str, ResourcesDict]:
        names = resources["nbgrader"]
        course = self.parent.coursedir
        submitted = course.format_path(
            course.submitted_directory, names["student"], names["assignment"]
        )
        if Path(filename).parent != Path(submitted):  # rebuilt before, and marked by nbgrader since
            return super().from_filename(filename, resources=resources)
        folder = Path(course.format_path(course.source_directory, ".", names["assignment"]))
        source = json.loads((folder / f"{names['notebook']}.ipynb").read_bytes())
        rebuilt = rebuild(files.content(Path(filename), MOST_BYTES + 1), source)
        for note in rebuilt.notes:
            self.log.warning("%s, %s: %s", names["student"], names["notebook"], note)
        resources["metadata"] = ResourcesDict(
            name=names["notebook"], path=str(Path(filename).parent)
        )
        return self.from_notebook_node(from_dict(rebuilt.notebook), resources=resources)


class Judge(NbGraderPreprocessor):
    """Grades the test cells of one submitted notebook."""

    unconfined = Bool(
        False, help="Grade even where the kernel cannot keep a submission from this account's files"
    ).tag(config=True)

    def preprocess(
        self, nb: NotebookNode, resources: ResourcesDict
    ) -> tuple[NotebookNode, ResourcesDict]:
        try:
            grade(nb, warm_stage(self.unconfined))
        except (LookupError, StageError) as error:
            # An older score must not stand for this submission: the tests show the error, which
            # nbgrader counts as 0, and the log says why.
            self.log.error("%s could not be graded: %s", resources["nbgrader"]["student"], error)
            for cell in nb.cells:
                if marks(cell).get("grade") and cell.cell_type == "code":
                    cell.outputs = [_failure(str(error))]
        return from_dict(nb), resources


def _is_special(path: Path) -> bool:
    """A link, a FIFO, a device: neither a file nor a folder of the student's own."""
    mode = path.lstat().st_mode
    return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))


def _failure(message: str) -> dict:
    return {
        "output_type": "error",
        "ename": "CheckError",
        "evalue": message,
        "traceback": [message],
    }


@cache
def warm_stage(unconfined: bool) -> Stage:
    """The stage of this process, started once."""
    stage = Stage(unconfined)
    atexit.register(stage.close)
    return stage
