"""Grade the test cells of one rebuilt notebook: run their checks, write the reports as outputs."""

import ast

from grader.judge import judge
from grader.rebuild import text_of
from grader.report import Report
from grader.stage import Stage
from grader.submission import Submission


def grade(notebook: dict, stage: Stage) -> dict[str, float]:
    """The points of each locked test cell by its grade_id; the cells get their outputs.

    `StageError` when this machine cannot run student code, `LookupError` for a test cell that
    names no exercise: neither is the student's fault.
    """
    submission = Submission.from_notebook(notebook)
    points = {}
    for cell in notebook["cells"]:
        marks = cell["metadata"].get("nbgrader", {})
        if cell["cell_type"] == "code" and marks.get("grade") and not marks.get("solution"):
            reports = [
                judge(stage, submission, name, harder) for name, harder in _checks(text_of(cell))
            ]
            share = min(report.points / report.most for report in reports)
            points[marks["grade_id"]] = share * float(marks["points"])
            cell["outputs"] = [_result(reports, points[marks["grade_id"]])]
    return points


def _checks(source: str) -> list[tuple[str, bool]]:
    """The `check("name")` calls of a test cell as (name, whether harder); `LookupError` for a
    cell with none."""
    found = []
    try:
        tree = ast.parse(source)
    except SyntaxError as error:
        raise LookupError(f"a test cell is not Python: {error.msg}") from error
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "check":
            [name] = [ast.literal_eval(argument) for argument in node.args]
            harder = any(k.arg == "harder" and ast.literal_eval(k.value) for k in node.keywords)
            found.append((name, harder))
    if not found:
        raise LookupError('a test cell needs a line like check("anonymous_child")')
    return found


def _result(reports: list[Report], points: float) -> dict:
    """One result for the cell: every report to read, the points as text for nbgrader."""
    data = {
        "text/plain": f"{points:g}",
        "text/html": "".join(report.html for report in reports),
    }
    return {"output_type": "execute_result", "data": data, "metadata": {}, "execution_count": None}
