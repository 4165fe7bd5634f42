"""Start JupyterLab for one role: ``lab.py student|instructor [arguments of jupyter lab]``."""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def first_lesson(notebooks: Path) -> Path:
    """The lesson that comes first by its number; SystemExit when there is none."""
    lesson = min(notebooks.glob("*.ipynb"), default=None)
    if lesson is None:
        sys.exit(f"{notebooks.name}/ holds no lesson: is this a complete clone of the course?")
    return lesson


def command(root: Path, role: str, arguments: list[str]) -> list[str]:
    """The command line that opens `root` in JupyterLab at the page where `role` begins."""
    page = "/lab"
    if role == "student":
        page = f"/lab/tree/{first_lesson(root / 'notebooks').relative_to(root).as_posix()}"
    server = [f"--ServerApp.root_dir={root}", f"--LabApp.default_url={page}"]
    # Warnings and the address alone; a caller's --debug comes later and wins.
    quiet = "--Application.log_level=WARN"
    return [sys.executable, "-m", "jupyter", "lab", quiet, *server, *arguments]


def environment(root: Path, role: str) -> dict[str, str]:
    """The environment in which the server finds the role's extensions and nbgrader's course."""
    folders = [root / "scripts" / "jupyter" / role, root / "exercises"]
    paths = [str(folder) for folder in folders] + [os.environ.get("JUPYTER_CONFIG_PATH", "")]
    return os.environ | {"JUPYTER_CONFIG_PATH": os.pathsep.join(filter(None, paths))}


def main() -> None:
    role, *arguments = sys.argv[1:]
    if os.geteuid() == 0 and "--allow-root" not in arguments:
        sys.exit(
            "JupyterLab does not run as root. Use an ordinary account; in a container that has "
            'only root: make lab LAB_ARGS="--allow-root"'
        )
    start = command(ROOT, role, arguments)
    os.chdir(ROOT)
    os.execve(start[0], start, environment(ROOT, role))


if __name__ == "__main__":
    main()
