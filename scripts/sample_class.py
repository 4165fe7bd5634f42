"""A class of made-up students, graded with nbgrader's own commands from release to feedback.

Each student hands in solutions of `tests/submissions`: student `right-2` the second right one for
each function, `wrong-5` the fifth wrong one. Everything is made in `class/`, a copy of the course
directory with an exchange of its own; the class of the run before is removed.
"""

import ast
import os
import secrets
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import nbformat

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT / "tests" / "submissions"
MOST = 10  # students of a kind for an assignment: they show the round, no more
# A submission is late or on time by this; nothing else depends on it.
STAMP = datetime.now(UTC).strftime("%Y-%m-%d %H:%M:%S.%f UTC")


def course(folder: Path) -> Path:
    """A course directory of the same assignments, with an exchange of its own."""
    shutil.rmtree(folder, ignore_errors=True)
    # No more than that: what an instructor's own class has handed in is there too.
    ignored = shutil.ignore_patterns(".ipynb_checkpoints")
    shutil.copytree(ROOT / "exercises" / "source", folder / "source", ignore=ignored)
    shutil.copy(ROOT / "exercises" / "nbgrader_config.py", folder)
    exchange = folder / "exchange"
    exchange.mkdir()
    exchange.chmod(0o777)  # nbgrader asks that every student may write there
    with (folder / "nbgrader_config.py").open("a") as config:
        config.write(f'\nc.Exchange.root = "{exchange}"\n')
    return folder


def nbgrader(folder: Path, *arguments: str) -> subprocess.CompletedProcess:
    """Run one of nbgrader's commands in a course directory."""
    command = [sys.executable, "-m", "nbgrader", *arguments]
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    return subprocess.run(
        command,
        cwd=folder,
        env={**os.environ, "PATH": path, "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "ignore"},
        capture_output=True,
        text=True,
        check=False,
    )


def functions(source: str) -> list[str]:
    """The functions that a solution cell defines."""
    return [node.name for node in ast.parse(source).body if isinstance(node, ast.FunctionDef)]


def solved(notebook: nbformat.NotebookNode, choose) -> nbformat.NotebookNode:
    """A copy of a notebook in which `choose(function)` gives the text of each solution cell that
    defines a function for which there is one."""
    notebook = nbformat.reads(nbformat.writes(notebook), as_version=4)
    for cell in notebook.cells:
        if cell.metadata.get("nbgrader", {}).get("solution") and cell.cell_type == "code":
            texts = [text for name in functions(cell.source) if (text := choose(name))]
            if texts:
                cell.source = texts[0]
    return notebook


def corpus_file(function: str, kind: str, number: int) -> Path | None:
    """The `number`-th right or wrong solution, counted in a circle."""
    files = sorted((CORPUS / function / kind).glob("*.py"))
    return files[number % len(files)] if files else None


def model_solutions(assignment: str) -> dict[str, str]:
    """The course's own solution cells of an assignment, by the function that each defines."""
    return {
        name: cell.source
        for path in (ROOT / "exercises" / "source" / assignment).glob("*.ipynb")
        for cell in nbformat.read(path, as_version=4).cells
        if cell.metadata.get("nbgrader", {}).get("solution") and cell.cell_type == "code"
        for name in functions(cell.source)
    }


def hand_in(folder: Path, assignment: str, student: str, choose) -> None:
    """Put a student's notebooks where `nbgrader submit` would: into the exchange."""
    inbound = folder / "exchange" / "mmap" / "inbound"
    target = inbound / f"{student}+{assignment}+{STAMP}+sample"
    target.mkdir()
    for source in (folder / "release" / assignment).glob("*.ipynb"):
        notebook = solved(nbformat.read(source, as_version=4), choose)
        nbformat.write(notebook, target / source.name)
    (target / "timestamp.txt").write_text(STAMP)
    (target / "submission_secret.txt").write_text(secrets.token_hex(64))


def students(assignment: str) -> dict[str, tuple[str, int]]:
    """Names of students with the kind and number of their solutions."""
    names = model_solutions(assignment)
    found = {}
    for kind in ("right", "wrong"):
        there = max((len(list((CORPUS / name / kind).glob("*.py"))) for name in names), default=0)
        found |= {f"{kind}-{number + 1}": (kind, number) for number in range(min(there, MOST))}
    return found


def grade(folder: Path, assignment: str) -> None:
    """The whole round for one assignment, a line for each command."""
    _step(folder, "generate_assignment", assignment, "--create")
    _step(folder, "release_assignment", assignment)
    for student, (kind, number) in students(assignment).items():

        def choose(name, kind=kind, number=number):
            path = corpus_file(name, kind, number)
            return path.read_text() if path else ""

        hand_in(folder, assignment, student, choose)
    _step(folder, "collect", assignment)
    _step(folder, "autograde", assignment)
    _step(folder, "generate_feedback", assignment)
    _step(folder, "release_feedback", assignment)


def _step(folder: Path, *arguments: str) -> None:
    print("nbgrader", *arguments, flush=True)
    done = nbgrader(folder, *arguments)
    if done.returncode:
        sys.exit(f"it failed:\n{done.stderr}")


def scores(folder: Path) -> list[tuple[str, str, float, float]]:
    """(assignment, student, score, most) for every submission in the gradebook."""
    from nbgrader.api import Gradebook  # noqa: PLC0415 (slow to import, only the end needs it)

    with Gradebook(f"sqlite:///{folder / 'gradebook.db'}") as gradebook:
        return [
            (assignment.name, submission.student_id, submission.score, submission.max_score)
            for assignment in gradebook.assignments
            for submission in sorted(assignment.submissions, key=lambda s: s.student_id)
        ]


def main() -> None:
    folder = course(ROOT / "class")
    wanted = sys.argv[1:] or sorted(path.name for path in (folder / "source").iterdir())
    for assignment in wanted:
        grade(folder, assignment)
    print(f"\n{'assignment':24} {'student':12} {'score':>5}    of")
    for assignment, student, score, most in scores(folder):
        print(f"{assignment:24} {student:12} {score:5g} {most:5g}")
    print("\nfeedback: class/feedback/STUDENT/ASSIGNMENT/*.html")


if __name__ == "__main__":
    main()
