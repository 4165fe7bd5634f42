"""`scripts/lab.py` opens the right page with the role's extensions, or says why it cannot."""

import json
import os
import re
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
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
    arguments = ["--no-browser", "--allow-root", "--ip=127.0.0.1", "--port=0"]
    log = course / "log"
    environment = os.environ | {"HOME": str(course), "JUPYTER_CONFIG_DIR": str(course / "none")}
    with log.open("w") as output:
        server = subprocess.Popen(
            [sys.executable, course / "scripts" / "lab.py", role, *arguments],
            stdout=output,
            stderr=output,
            stdin=subprocess.DEVNULL,
            env=environment,
        )
    try:
        address = wait_for_address(server, log)
        with urllib.request.urlopen(address, timeout=60) as reply:
            html = reply.read().decode()
    finally:
        server.terminate()
        server.wait(timeout=60)
    config = re.search(r'<script id="jupyter-config-data"[^>]*>(.*?)</script>', html, re.S)[1]
    return address, json.loads(config)


def wait_for_address(server: subprocess.Popen, log: Path) -> str:
    for _ in range(600):
        found = re.search(r"http://127\.0\.0\.1:\S+", log.read_text())
        if found:
            return found[0]
        assert server.poll() is None, log.read_text()
        time.sleep(0.1)
    pytest.fail(f"the server gave no address:\n{log.read_text()}")


def test_student_begins_at_the_first_lesson(course):
    address, config = page_of(course, "student")
    assert "/lab/tree/notebooks/01-first.ipynb?" in address
    disabled = config["disabledExtensions"]
    assert NBGRADER + "formgrader" in disabled
    assert NBGRADER + "validate-assignment" not in disabled
    assert "@jupyter/nbgrader" in {e["name"] for e in config["federated_extensions"]}


def test_instructor_has_the_formgrader(course):
    address, config = page_of(course, "instructor")
    assert "/lab?" in address
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
