"""What Binder makes of the repository, and what a reader finds there."""

import os
import shutil
import site
import subprocess
import sys
import urllib.request
import venv
from pathlib import Path

import pytest
import servers
import yaml
from repo2docker.buildpacks import CondaBuildPack

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def recipe():
    """The image that Binder would build, as its own tool writes it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        pack = CondaBuildPack("base")
        pack.platform = "linux/amd64"
        assert pack.detect()
        return pack.render({})


def test_image_begins_with_the_python_of_the_environment(recipe):
    dependencies = yaml.safe_load((ROOT / "environment.yml").read_text())["dependencies"]
    (python,) = [line for line in dependencies if str(line).startswith("python=")]
    assert f"environment-2epy-2d{python.removeprefix('python=').replace('.', '-2e')}" in recipe


def test_image_has_the_library_then_the_course_then_its_settings(recipe):
    steps = ["libseccomp2", "COPY --chown=1000:1000 src/", "env update", "RUN ./postBuild"]
    found = [recipe.find(step) for step in steps]
    assert -1 not in found
    assert found == sorted(found)


@pytest.fixture
def built(tmp_path):
    """A complete clone after postBuild, and an environment like Binder's with what this one has."""
    clone, prefix = tmp_path / "course", tmp_path / "notebook"
    tracked = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    for name in filter(None, tracked.split("\0")):
        (clone / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, clone / name)
    venv.create(prefix, symlinks=True)
    (own,) = prefix.glob("lib/python*/site-packages")
    (own / "this.pth").write_text("\n".join(site.getsitepackages()))
    for folder in ("etc", "share"):
        shutil.copytree(Path(sys.prefix) / folder, prefix / folder)
    environment = {
        "HOME": str(clone),
        "NB_PYTHON_PREFIX": str(prefix),
        "PATH": os.pathsep.join([f"{prefix}/bin", str(Path(sys.executable).parent), os.defpath]),
    }
    subprocess.run(["./postBuild"], cwd=clone, env=environment, check=True)
    return clone, environment


def test_reader_has_what_a_student_has(built):
    clone, environment = built
    command = [f"{environment['NB_PYTHON_PREFIX']}/bin/python", "-m", "notebook"]
    with servers.running(command, clone / "log", cwd=clone, env=environment) as (address, token):
        root = address.partition("/tree")[0]
        lesson = "notebooks/00-start-here.ipynb"
        page = servers.lab_page(f"{root}/lab/tree/{lesson}?token={token}")
        exercise = "student/4-anonymous/anonymous.ipynb"
        told = urllib.request.urlopen(f"{root}/files/{exercise}?token={token}", timeout=60)
        assert b"BEGIN SOLUTION" not in told.read()
    off = page["disabledExtensions"]
    assert "@jupyter/nbgrader:formgrader" in off
    assert "@jupyter/nbgrader:validate-assignment" not in off
