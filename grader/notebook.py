"""Grade the test cells of one rebuilt notebook: run their checks, write the reports as outputs."""

import ast
from itertools import islice

from grader.judge import judge_all
from grader.rebuild import marks, text_of
from grader.report import Report
from grader.stage import Stage
from grader.submission import Submission


def grade(notebook: dict, stage: Stage) -> dict[str, float]:
    """The points of each locked test cell by its grade_id; the cells get their outputs.

    `StageError` when this machine cannot run student code, `LookupError` for a test cell that
    names no exercise: neither is the student's fault.
    """
    cells = {}
    for number, cell in enumerate(notebook["cells"], 1):
        noted = marks(cell)
        if cell["cell_type"] == "code" and noted.get("grade") and not noted.get("solution"):
            asked = [(name, harder, number) for name, harder in _checks(text_of(cell))]
            cells[noted["grade_id"]] = cell, asked
    checks = [check for _, asked in cells.values() for check in asked]
    reports = iter(judge_all(stage, Submission.from_notebook(notebook), checks))
    points = {}
    for name, (cell, asked) in cells.items():
        own = list(islice(reports, len(asked)))
        share = min(report.points / report.most for report in own)
        points[name] = share * float(marks(cell)["points"])
        cell["outputs"] = [_result(own, points[name])]
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
    several = f"<p>Of these {len(reports)} checks the one with the fewest points counts.</p>"
    data = {
        "text/plain": f"{points:g}",
        "text/html": several * (len(reports) > 1) + "".join(report.html for report in reports),
    }
    return {"output_type": "execute_result", "data": data, "metadata": {}, "execution_count": None}
