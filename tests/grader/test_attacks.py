"""Every attack of `tests/attacks` fails: it earns nothing, and does not do what it tries.

An attack is the text of a notebook cell. Its first line says what it tries; where only it can tell
whether it got that far, it prints SUCCEEDED.
"""

import os
import time
from pathlib import Path

import psutil
import pytest

from grader import exercises
from grader.judge import judge
from grader.submission import Submission

ATTACKS = Path(__file__).parents[1] / "attacks"
FILES = sorted(ATTACKS.glob("*/*.py"))
HIDDEN = {"command_lines.py"}  # what needs it
HONEST = ATTACKS.parent / "submissions" / "anonymous_child" / "right" / "fork_with_flags.py"
SECONDS = 60  # far above what any needs; an attack that holds the judge up for ever is found

pytestmark = pytest.mark.slow


def _report(stage, path: Path):
    text = path.read_text()
    defined = (name for name in exercises.names() if f"\ndef {name}(" in text)
    return judge(stage, Submission(cells=((1, text),)), next(defined, "anonymous_child"))


@pytest.fixture(autouse=True)
def canary(monkeypatch, stage):
    monkeypatch.setenv("CANARY_TOKEN", "CANARY")


def _shared_memory() -> set[str]:
    """What attacks have left there; others use it too."""
    return {name for name in os.listdir("/dev/shm") if name.startswith(("hoard", "left-for"))}


def _run_processes() -> list[psutil.Process]:
    """What the zygotes of this process have for children."""
    return [child for zygote in psutil.Process().children() for child in zygote.children()]


def test_there_are_enough():
    assert len(FILES) >= 100
    assert all(path.read_text().startswith("# ") for path in FILES)


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_attack(stage, path):
    present = {p.name for p in stage.protections() if p.present}
    if path.name in HIDDEN and "hidepid" not in present:
        pytest.skip("this account cannot hide other processes from a run, and says so")
    before, began = _shared_memory(), time.monotonic()
    report = _report(stage, path)
    assert report.points == 0, report.text
    printed = [report.seen.output] if report.seen else []
    assert "SUCCEEDED" not in "".join(printed), report.text
    assert "\x1b" not in report.text + report.html
    assert time.monotonic() - began < SECONDS
    assert _shared_memory() <= before
    assert not _run_processes(), "the run outlived its check"
    assert _report(stage, HONEST).passed
