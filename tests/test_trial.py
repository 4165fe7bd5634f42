"""The hub's trial, where all students have one account of the machine."""

import os
import subprocess
import sys
from pathlib import Path

import sample_class

ROOT = Path(__file__).resolve().parent.parent


def test_what_students_hand_in_is_collected(tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(str(ROOT / "hub"))
    import trial  # noqa: PLC0415 (only then can it be imported)

    site = tmp_path / "site"
    trial.lay_out_trial(site, "password", trial.PORTS)
    for student in ("ada", "ben"):
        folder = site / f"exchange/mmap/inbound/{student}+4-anonymous+{sample_class.STAMP}+x"
        folder.mkdir(parents=True)
        for name in ("anonymous.ipynb", "timestamp.txt", "submission_secret.txt"):
            (folder / name).write_text(sample_class.STAMP)
    course = site / "grader" / "course"
    settings = [site / "config" / "grader", site / "config", course]
    subprocess.run(
        [sys.executable, "-m", "nbgrader", "collect", "4-anonymous"],
        cwd=course,
        env=os.environ
        | {
            "HOME": str(tmp_path),
            "JUPYTER_CONFIG_PATH": os.pathsep.join(map(str, settings)),
            "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]),
        },
        check=True,
    )
    collected = {path.parent.parent.name for path in course.glob("submitted/*/*/*.ipynb")}
    assert collected == {"ada", "ben"}
