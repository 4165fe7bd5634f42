"""A course's folder and the commands in it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import notebooks

ROOT = Path(__file__).parents[2]
ENVIRONMENT = {
    **os.environ,
    "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
    "PYTHONPATH": str(ROOT),
}


class Course:
    """A course's folder and the commands in it."""

    def __init__(self, folder: Path):
        self.folder = folder

    def submitted(self, student: str) -> Path:
        """The notebook that a student hands in."""
        folder = self.folder / "submitted" / student / notebooks.ASSIGNMENT
        return folder / f"{notebooks.NOTEBOOK}.ipynb"

    def submit(self, student: str, content: bytes | dict, time: str = "") -> None:
        path = self.submitted(student)
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, dict):
            content = json.dumps(content).encode()
        path.write_bytes(content)
        if time:
            path.with_name("timestamp.txt").write_text(time)

    def grade(self, *options: str, **more) -> subprocess.CompletedProcess:
        """`python -m grader autograde`."""
        return self.run(*self.command(*options), **more)

    def command(self, *options: str) -> list[str]:
        return [sys.executable, "-m", "grader", "autograde", notebooks.ASSIGNMENT, *options]

    def run(self, *command: str, seconds: float = 170) -> subprocess.CompletedProcess:
        return subprocess.run(
            command, cwd=self.folder, env=ENVIRONMENT, capture_output=True, text=True,
            timeout=seconds, check=False,
        )  # fmt: skip

    def nbgrader(self, *arguments: str) -> subprocess.CompletedProcess:
        return self.run(sys.executable, "-m", "nbgrader", *arguments)

    def autograded(self, student: str) -> dict:
        path = self.folder / "autograded" / student / notebooks.ASSIGNMENT
        return json.loads((path / f"{notebooks.NOTEBOOK}.ipynb").read_text())
