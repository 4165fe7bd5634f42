"""Stands in the place of nbgrader's `Execute`: no kernel, the judge runs each `check(...)` cell.

`exercises/nbgrader_config.py` names it, so that `nbgrader autograde` and the formgrader's button
both use it. It writes the outputs of the locked test cells; nbgrader's own SaveAutoGrades then
reads the points from them.
"""

import ast
import atexit
from functools import cache

from nbconvert.exporters.exporter import ResourcesDict
from nbformat import NotebookNode
from nbformat.v4 import new_output
from nbgrader import utils
from nbgrader.preprocessors import NbGraderPreprocessor

from grader.judge import judge
from grader.report import Report
from grader.stage import Stage
from grader.submission import Submission


class Judge(NbGraderPreprocessor):
    """Grades the test cells of one submitted notebook."""

    def preprocess(
        self, nb: NotebookNode, resources: ResourcesDict
    ) -> tuple[NotebookNode, ResourcesDict]:
        submission = Submission.from_notebook(nb)
        for cell in nb.cells:
            if cell.cell_type == "code" and utils.is_grade(cell) and not utils.is_solution(cell):
                self._grade(cell, submission)
        return nb, resources

    def _grade(self, cell: NotebookNode, submission: Submission) -> None:
        try:
            reports = [
                judge(warm_stage(), submission, name, harder)
                for name, harder in _checks(cell.source)
            ]
        except LookupError as error:
            self.log.error("Cell %s: %s", cell.metadata.nbgrader.grade_id, error)
            cell.outputs = [_failure(str(error))]
        else:
            cell.outputs = _outputs(reports, float(cell.metadata.nbgrader.points))


def _checks(source: str) -> list[tuple[str, bool]]:
    """The `check("name")` calls of a test cell as (name, whether harder); `LookupError` for a
    cell with none."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "check":
            [name] = [ast.literal_eval(argument) for argument in node.args]
            harder = any(k.arg == "harder" and ast.literal_eval(k.value) for k in node.keywords)
            found.append((name, harder))
    if not found:
        raise LookupError('a test cell needs a line like check("anonymous_child")')
    return found


def _outputs(reports: list[Report], most: float) -> list[NotebookNode]:
    """One result for the cell: the least share that a check of it earned, every report shown."""
    share = min(report.points / report.most for report in reports)
    data = {
        "text/plain": f"{share * most:g}",
        "text/html": "".join(report.html for report in reports),
    }
    return [new_output("execute_result", data=data, execution_count=None)]


def _failure(message: str) -> NotebookNode:
    return new_output("error", ename="CheckError", evalue=message, traceback=[message])


@cache
def warm_stage() -> Stage:
    """The stage of this process, started once."""
    stage = Stage()
    atexit.register(stage.close)
    return stage
