"""`scripts/setup` says in one line what is missing, and touches no folder that is not its own."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def setup(tmp_path, *, venv=None, python=None):
    """Run the script with `tmp_path` first on PATH, where a test puts programs of its own."""
    environment = {"PATH": f"{tmp_path}:/usr/bin:/bin", "PYTHON": python or sys.executable}
    return subprocess.run(
        [ROOT / "scripts" / "setup", venv or tmp_path / "venv", "lab"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )


def program(path: Path, body: str) -> Path:
    path.write_text(f"#!/bin/sh\n{body}\n")
    path.chmod(0o755)
    return path


def refused(done, *words):
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1, done.stderr
    assert all(word in done.stderr for word in words), done.stderr


def test_old_python(tmp_path):
    old = program(tmp_path / "old", "echo 3.9; exit 1")
    refused(setup(tmp_path, python=str(old)), "3.11, 3.12 or 3.13", f"{old} is 3.9")


def test_no_python(tmp_path):
    refused(setup(tmp_path, python="no-such-python"), "no-such-python not found")


def test_not_linux(tmp_path):
    program(tmp_path / "uname", "echo Darwin")
    refused(setup(tmp_path), "Linux", "Darwin")


def test_python_without_venv(tmp_path):
    bare = program(
        tmp_path / "bare",
        f'case "$2" in *ensurepip*) exit 1;; esac\nexec {sys.executable} "$@"',
    )
    refused(setup(tmp_path, python=str(bare)), "python3-venv")


def test_folder_that_is_no_environment(tmp_path):
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "thesis.txt").write_text("years of work")
    refused(setup(tmp_path, venv=mine), "no virtual environment")
    assert (mine / "thesis.txt").read_text() == "years of work"


@pytest.fixture
def fake_environment(tmp_path):
    """A virtual environment whose Python answers as told, so that nothing is installed."""
    folder = tmp_path / "venv" / "bin"
    folder.mkdir(parents=True)
    (tmp_path / "venv" / "pyvenv.cfg").touch()

    def make(seccomp: bool) -> Path:
        found = 0 if seccomp else 1
        body = f'echo "$*" >> {tmp_path}/calls\ncase "$*" in *seccomp*) exit {found};; esac'
        return program(folder / "python", body)

    return make


def test_no_libseccomp(tmp_path, fake_environment):
    fake_environment(seccomp=False)
    refused(setup(tmp_path), "libseccomp2")


def test_environment_that_works_is_kept(tmp_path, fake_environment):
    fake_environment(seccomp=True)
    done = setup(tmp_path)
    assert done.returncode == 0, done.stderr
    assert "--editable .[lab]" in (tmp_path / "calls").read_text().splitlines()[-1]


def test_environment_cut_off_before_pip_is_made_anew(tmp_path):
    venv = tmp_path / "venv"
    (venv / "bin").mkdir(parents=True)
    (venv / "pyvenv.cfg").touch()
    (venv / "half").touch()
    # Its venv module makes an environment whose Python does nothing, so nothing is installed.
    quick = program(
        tmp_path / "python",
        f'case "$*" in *"-m venv"*) rm -r {venv}; mkdir -p {venv}/bin; '
        f'ln -s /bin/true {venv}/bin/python;; *) exec {sys.executable} "$@";; esac',
    )
    done = setup(tmp_path, python=str(quick))
    assert done.returncode == 0, done.stderr
    assert not (venv / "half").exists()


def test_help_lists_every_target():
    done = subprocess.run(
        ["make", "--no-print-directory", "help"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    targets = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.M)
    assert {"lab", "test", "lint"} <= set(targets)
    assert [line.split()[1] for line in done.stdout.splitlines()] == targets
