"""pyproject.toml and environment.yml ask for the same packages within the same bounds."""

import re
import tomllib
from pathlib import Path

import yaml
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
CONDA = yaml.safe_load((ROOT / "environment.yml").read_text())["dependencies"]

# What conda provides besides Python packages, or needs for itself.
CONDA_ONLY = {"python", "pip", "libseccomp"}


def bounds(lines: list[str]) -> dict[str, SpecifierSet]:
    requirements = map(Requirement, lines)
    return {requirement.name.lower(): requirement.specifier for requirement in requirements}


def conda_bounds() -> dict[str, SpecifierSet]:
    plain = [line.replace("python=", "python==") for line in CONDA if isinstance(line, str)]
    from_pip = next(entry["pip"] for entry in CONDA if isinstance(entry, dict))
    return bounds(plain + [line for line in from_pip if not line.startswith("-")])


def test_same_packages_and_bounds():
    declared = bounds(PROJECT["dependencies"] + PROJECT["optional-dependencies"]["lab"])
    in_conda = conda_bounds()
    assert in_conda.keys() >= CONDA_ONLY
    assert {name: in_conda[name] for name in in_conda.keys() - CONDA_ONLY} == declared


def test_same_pythons():
    declared = SpecifierSet(PROJECT["requires-python"])
    (in_conda,) = conda_bounds()["python"]
    assert in_conda.version in declared
    major, first, last = re.search(
        r"\((\d+), (\d+)\) <= sys\.version_info\[:2\] < \(\d+, (\d+)\)",
        (ROOT / "scripts" / "setup").read_text(),
    ).groups()
    assert SpecifierSet(f">={major}.{first},<{major}.{last}") == declared


def test_ci_runs_every_python():
    declared = SpecifierSet(PROJECT["requires-python"])
    versions = re.search(r"for version in (.*); do", (ROOT / ".ci" / "run").read_text())[1].split()
    assert versions == [f"3.{minor}" for minor in range(30) if f"3.{minor}" in declared]


def test_conda_installs_the_course_itself():
    from_pip = next(entry["pip"] for entry in CONDA if isinstance(entry, dict))
    assert "-e ." in from_pip
