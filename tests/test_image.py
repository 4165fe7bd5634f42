"""hub/image/Dockerfile and constraints.txt, as far as they can be checked without Docker."""

import fnmatch
import re
import subprocess
import sys
import tomllib
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
IMAGE = ROOT / "hub" / "image"
DOCKERFILE = (IMAGE / "Dockerfile").read_text()
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
PINNED = {
    canonicalize_name(name): version
    for line in (ROOT / "constraints.txt").read_text().splitlines()
    if not line.startswith("#")
    for name, version in [line.split("==")]
}
SERVER = ("lab", "hub", "cluster", "postgres")
DECLARED = [
    Requirement(line)
    for lines in (PROJECT["dependencies"], *map(PROJECT["optional-dependencies"].get, SERVER))
    for line in lines
]


# --- versions -----------------------------------------------------------------------------------


@pytest.mark.parametrize("declared", DECLARED, ids=lambda each: each.name)
def test_pinned_within_the_bounds(declared):
    assert PINNED[canonicalize_name(declared.name)] in declared.specifier


def needed(names: list[str]) -> set[str]:
    """What these installed packages need, and what that needs, as this Python has it."""
    found, ahead = set(), list(names)
    while ahead:
        name = canonicalize_name(ahead.pop())
        if name in found:
            continue
        found.add(name)
        try:
            lines = metadata.requires(name) or []
        except metadata.PackageNotFoundError:  # an extra that is not installed here
            continue
        for requirement in map(Requirement, lines):
            if not requirement.marker or requirement.marker.evaluate({"extra": ""}):
                ahead.append(requirement.name)
    return found


@pytest.mark.skipif(
    sys.version_info[:2] != (3, 13),
    reason="the pins are those of the image's Python 3.13; older ones also need backports",
)
def test_nothing_that_is_installed_lacks_a_pin():
    assert needed([each.name for each in DECLARED]) - PINNED.keys() == set()


def test_a_server_and_the_image_install_what_is_pinned():
    for text in ((ROOT / "hub" / "install").read_text(), DOCKERFILE):
        (line,) = re.findall(r"pip install(?:.*\\\n)*.*\n", text)
        assert "--constraint" in line
        asked = set(re.search(r"\[([\w,]+)\]", line)[1].split(","))
        assert asked <= set(SERVER)


# --- the Dockerfile -----------------------------------------------------------------------------


def copied() -> list[tuple[str, str]]:
    """(stage or "", source) of each COPY."""
    lines = re.findall(r"^COPY (?:--from=(\w+) )?(.+)$", DOCKERFILE, re.M)
    return [(stage, source) for stage, words in lines for source in words.split()[:-1]]


def test_what_is_copied_is_there_and_not_ignored():
    allowed = [
        line[1:]
        for line in (IMAGE / "Dockerfile.dockerignore").read_text().splitlines()
        if line.startswith("!")
    ]
    sources = [source for stage, source in copied() if not stage]
    assert sources
    for source in sources:
        assert (ROOT / source).exists(), source
        assert any(fnmatch.fnmatch(source, f"{name}*") for name in allowed), source


def test_only_the_grader_s_image_has_the_solutions():
    before_grader, grader = DOCKERFILE.split("AS grader")
    student = before_grader.split("AS student")[1]
    assert "grader/course" not in student
    assert "exercises" not in student
    assert "grader/course" in grader


def test_what_comes_from_the_build_is_laid_out(tmp_path):
    site = tmp_path / "site"
    command = [sys.executable, ROOT / "hub" / "lay_out.py", site, "mmap-grader"]
    subprocess.run(command, check=True)
    for stage, source in copied():
        if stage and source.startswith("/srv/mmap-course/"):
            assert (site / source.removeprefix("/srv/mmap-course/")).exists(), source


def test_nobody_runs_as_root():
    stages = DOCKERFILE.split("\nFROM ")[1:]
    for stage in stages:
        last = re.findall(r"^USER (\w+)", stage, re.M)[-1:]
        name = re.search(r" AS (\w+)", stage)[1]
        assert last == (["1000"] if name == "student" else [])
    assert "FROM student AS grader" in DOCKERFILE


def test_hadolint_finds_nothing():
    done = subprocess.run(
        [Path(sys.executable).parent / "hadolint", IMAGE / "Dockerfile"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, "")
