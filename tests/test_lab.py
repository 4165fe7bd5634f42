"""`scripts/lab.py` opens the right page with the role's extensions, or says why it cannot."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
import servers
from traitlets.config import PyFileConfigLoader

ROOT = Path(__file__).resolve().parent.parent
SCRIPT = ROOT / "scripts" / "lab.py"
NBGRADER = "@jupyter/nbgrader:"


@pytest.fixture
def course(tmp_path):
    """A copy of what the script needs, with two lessons."""
    scripts = tmp_path / "course" / "scripts"
    scripts.mkdir(parents=True)
    (scripts / "lab.py").write_bytes(SCRIPT.read_bytes())
    (scripts / "jupyter").symlink_to(ROOT / "scripts" / "jupyter")
    (tmp_path / "course" / "notebooks").mkdir()
    for name in ("02-second.ipynb", "01-first.ipynb"):
        (tmp_path / "course" / "notebooks" / name).write_text("{}")
    return tmp_path / "course"


def page_of(course: Path, role: str) -> tuple[str, dict]:
    """The address that the server prints for `role`, and the configuration of its page."""
    command = [sys.executable, course / "scripts" / "lab.py", role]
    environment = os.environ | {"HOME": str(course), "JUPYTER_CONFIG_DIR": str(course / "none")}
    with servers.running(command, course / "log", env=environment) as (address, token):
        return address, servers.lab_page(f"{address}?token={token}")


def test_student_begins_at_the_first_lesson(course):
    address, config = page_of(course, "student")
    assert address.endswith("/lab/tree/notebooks/01-first.ipynb")
    disabled = config["disabledExtensions"]
    assert NBGRADER + "formgrader" in disabled
    assert NBGRADER + "validate-assignment" not in disabled
    assert "@jupyter/nbgrader" in {e["name"] for e in config["federated_extensions"]}


def test_instructor_has_the_formgrader(course):
    address, config = page_of(course, "instructor")
    assert address.endswith("/lab")
    disabled = config["disabledExtensions"]
    assert NBGRADER + "formgrader" not in disabled
    assert NBGRADER + "create-assignment" not in disabled


def test_course_directory_is_found_from_any_folder(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    config = PyFileConfigLoader("nbgrader_config.py", path=str(ROOT / "exercises")).load_config()
    assert Path(config.CourseDirectory.root) == ROOT / "exercises"


def test_no_lesson(course):
    for lesson in (course / "notebooks").iterdir():
        lesson.unlink()
    done = run(course, "student", "--allow-root")
    assert done.returncode == 1
    assert "notebooks/ holds no lesson" in done.stderr


@pytest.mark.skipif(os.geteuid() != 0, reason="only root is refused")
def test_root_is_told_what_to_do(course):
    done = run(course, "student")
    assert done.returncode == 1
    assert 'LAB_ARGS="--allow-root"' in done.stderr


def run(course: Path, *arguments: str) -> subprocess.CompletedProcess:
    command = [sys.executable, course / "scripts" / "lab.py", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
