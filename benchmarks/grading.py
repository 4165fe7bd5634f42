"""Grade the same submissions with nbgrader, with Otter-Grader and with this grader, and compare.

All of them run the same calls of the student's functions. The others check what comes back, by
plain asserts; this grader also watches how it came about. The floor is what those calls cost by
themselves: a warm process forks a child for each submission, which runs its cells and the asserts.
Contenders take turns, so that a busy machine is busy for all of them.

    python benchmarks/grading.py                     a minute
    python benchmarks/grading.py --submissions 200 --rounds 3 --grow-to 2000 --otter /path/to/otter
"""

import copy
import json
import os
import random
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import click

from grader.exercises import find

ROOT = Path(__file__).parents[1]
ASSIGNMENT, NOTEBOOK = "4-anonymous", "anonymous"
ENVIRONMENT = {
    **os.environ,
    "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
    "PYTHONPATH": str(ROOT),
    "PYTHONWARNINGS": "ignore",  # stock nbgrader gives 0 points for a warning on standard error
}
_BYTES = """
import os
for (size,) in {calls}:
    data = os.urandom(size)
    assert {name}(size, lambda: data) == data
"""
_COUNT = """
for workers, rounds in {calls}:
    assert {name}(workers, rounds, lambda: 7) == 7 * workers * rounds
"""
_COMPUTE = """
import numpy as np
for n, workers in {calls}:
    values = np.random.default_rng().random(n)
    assert np.array_equal({name}(n, workers, lambda which: values[which]), values)
"""


def _asserts(name: str, text: str) -> str:
    """The calls that this grader makes, with arguments of the same sizes, and plain asserts."""
    calls = [call.args[:-1] for call in find(name).calls(random.Random(1))]
    return text.format(name=name, calls=calls)


ASSERTS = {
    f"{name.replace('_', '-')}-check": _asserts(name, text)
    for name, text in (
        ("anonymous_child", _BYTES),
        ("zero_device", _BYTES),
        ("count_together", _COUNT),
        ("compute_together", _COMPUTE),
    )
}


def with_asserts(notebook: dict) -> dict:
    """The notebook with plain asserts in place of each check."""
    notebook = copy.deepcopy(notebook)
    for cell in notebook["cells"]:
        marks = cell["metadata"].get("nbgrader", {})
        if marks.get("grade"):
            cell["source"] = ASSERTS[marks["grade_id"]]
        elif marks.get("grade_id") == "tools" or "example" in cell["metadata"].get("tags", []):
            cell["source"] = ""
    return notebook


class Bench:
    """A folder with one course for each contender."""

    def __init__(self, folder: Path):
        self.folder = folder
        text = (ROOT / "exercises/source" / ASSIGNMENT / f"{NOTEBOOK}.ipynb").read_text()
        self.notebook = json.loads(text)
        self.plain = with_asserts(self.notebook)

    def course(self, name: str, notebook: dict, config: str, count: int) -> Path:
        """A course with submissions that all hold the solution, ready to be graded."""
        course = self.folder / name
        shutil.rmtree(course, ignore_errors=True)
        source = course / "source" / ASSIGNMENT
        source.mkdir(parents=True)
        (source / f"{NOTEBOOK}.ipynb").write_text(json.dumps(notebook))
        (course / "nbgrader_config.py").write_text(config)
        self.run([sys.executable, "-m", "nbgrader", "generate_assignment", ASSIGNMENT], course)
        for number in range(count):
            folder = course / "submitted" / f"s{number:05}" / ASSIGNMENT
            folder.mkdir(parents=True)
            (folder / f"{NOTEBOOK}.ipynb").write_text(json.dumps(notebook))
        return course

    def run(self, command: list[str], folder: Path) -> float:
        """Seconds that a command takes; its words are shown when it fails."""
        began = time.perf_counter()
        done = subprocess.run(
            command, cwd=folder, env=ENVIRONMENT, capture_output=True, text=True, check=False
        )
        took = time.perf_counter() - began
        if done.returncode:
            raise click.ClickException(f"{' '.join(command)}\n{done.stdout}{done.stderr}")
        return took

    # --- contenders: each returns seconds for `count` submissions ---------------------------------

    def stock(self, count: int) -> float:
        course = self.course("stock", self.plain, "c = get_config()", count)
        return self.run([sys.executable, "-m", "nbgrader", "autograde", ASSIGNMENT], course)

    def ours(self, count: int, workers: int) -> float:
        config = (ROOT / "exercises/nbgrader_config.py").read_text()
        course = self.course("ours", self.notebook, config, count)
        command = [sys.executable, "-m", "grader", "autograde", ASSIGNMENT]
        return self.run([*command, "--workers", str(workers)], course)

    def floor(self, count: int) -> float:
        cells = [
            "".join(cell["source"]) for cell in self.plain["cells"] if cell["cell_type"] == "code"
        ]
        cells = [compile(text, "<cell>", "exec") for text in cells]
        began = time.perf_counter()
        for _ in range(count):
            child = os.fork()
            if child == 0:
                names: dict = {}
                for cell in cells:
                    exec(cell, names)
                os._exit(0)
            if os.waitpid(child, 0)[1]:
                raise click.ClickException("the asserts fail on the solution")
        return time.perf_counter() - began

    def cannot(self, otter: str) -> str:
        """Why Otter-Grader does not run here, in its own last words, or ""."""
        try:
            self.otter(otter, 1)
        except click.ClickException as error:
            return error.message.strip().splitlines()[-1]
        return ""

    def otter(self, program: str, count: int) -> float:
        """`otter run` grades one submission on this machine; `otter grade` would need Docker."""
        folder = self.folder / "otter"
        shutil.rmtree(folder, ignore_errors=True)
        (folder / "tests").mkdir(parents=True)
        for name, code in ASSERTS.items():
            test = {"name": name, "points": 1, "suites": [_suite(code)]}
            (folder / "tests" / f"{name}.py").write_text(f"OK_FORMAT = True\ntest = {test!r}\n")
        solved = {**self.plain, "cells": [c for c in self.plain["cells"] if not _is_test(c)]}
        (folder / f"{NOTEBOOK}.ipynb").write_text(json.dumps(solved))
        (folder / "otter_config.json").write_text('{"pdf": false}')
        self.run([program, "generate", "-t", "tests", "-c", "otter_config.json"], folder)
        archive = next(folder.glob("*.zip")).name
        command = [program, "run", f"{NOTEBOOK}.ipynb", "-a", archive]
        return sum(self.run(command, folder) for _ in range(count))


def _is_test(cell: dict) -> bool:
    return bool(cell["metadata"].get("nbgrader", {}).get("grade"))


def _suite(code: str) -> dict:
    lines = code.strip().splitlines()
    prompted = [f"{'...' if line.startswith(' ') else '>>>'} {line}" for line in lines]
    return {
        "cases": [{"code": "\n".join([*prompted, "... "]), "hidden": False}],
        "scored": True,
        "setup": "",
        "teardown": "",
        "type": "doctest",
    }


def measure(contenders: dict[str, Callable[[], float]], rounds: int) -> dict[str, float]:
    """Median seconds of each; they take turns."""
    taken: dict[str, list[float]] = {name: [] for name in contenders}
    for turn in range(rounds):
        for name, contender in contenders.items():
            taken[name].append(contender())
            click.echo(f"  round {turn + 1}: {name}: {taken[name][-1]:.2f} s", err=True)
    return {name: statistics.median(times) for name, times in taken.items()}


@click.command()
@click.option("--submissions", default=10, show_default=True)
@click.option("--rounds", default=1, show_default=True, help="Turns of each; medians are told.")
@click.option("--grow-to", default=0, help="Also grade 20, 200, ... submissions up to so many.")
@click.option("--otter", help="The program `otter`, in an environment of its own.")
@click.option("--picture", type=click.Path(), help="Draw the result into this file.")
def main(submissions: int, rounds: int, grow_to: int, otter: str | None, picture: str | None):
    """Compare graders on this machine."""
    with tempfile.TemporaryDirectory(prefix="grading-") as folder:
        bench = Bench(Path(folder))
        import numpy  # noqa: F401, PLC0415 (the floor forks from a process that has it)

        contenders = {
            "nbgrader": lambda: bench.stock(submissions),
            "this grader, 1 worker": lambda: bench.ours(submissions, 1),
            "this grader, 2 workers": lambda: bench.ours(submissions, 2),
            "floor: the calls alone": lambda: bench.floor(submissions),
        }
        if otter and (problem := bench.cannot(otter)):
            click.echo(f"  otter run: left out, {problem}", err=True)
        elif otter:  # one command for each submission, so a few tell as much as all
            few = min(submissions, 5)
            contenders["otter run"] = lambda: bench.otter(otter, few) / few * submissions
        one = {
            "nbgrader, one": lambda: bench.stock(1),
            "this grader, one": lambda: bench.ours(1, 1),
        }
        seconds = measure({**contenders, **one}, rounds)
        ours = seconds["this grader, 2 workers"]
        click.echo(f"{submissions} submissions of {ASSIGNMENT}, {os.cpu_count()} processors")
        for name in contenders:
            each = seconds[name] / submissions * 1e3
            click.echo(
                f"  {name:24} {seconds[name]:8.2f} s  {each:8.1f} ms each"
                f"  {seconds[name] / ours:6.2f} x this grader's with 2 workers"
            )
        share = seconds["this grader, one"] / seconds["nbgrader, one"]
        click.echo(f"  one submission, the whole command: {share:.2f} of nbgrader's time")
        click.echo(
            "  one worker, to the floor: "
            f"{seconds['this grader, 1 worker'] / seconds['floor: the calls alone']:.2f}"
        )
        count = 20
        while count <= grow_to:
            took = bench.ours(count, 2)
            peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
            click.echo(f"  {count:6} submissions: {took:7.1f} s; largest process {peak:.0f} MB")
            count *= 10
        if picture:
            draw({name: seconds[name] / submissions * 1e3 for name in contenders}, Path(picture))


def draw(each: dict[str, float], path: Path) -> None:
    """Bars on a logarithmic scale: from 10 ms to seconds is too far for a linear one."""
    from matplotlib.figure import Figure  # noqa: PLC0415

    figure = Figure(figsize=(9, 0.5 * len(each) + 1.1), layout="constrained")
    axes = figure.subplots()
    names = sorted(each, key=each.get, reverse=True)
    bars = axes.barh(names, [each[name] for name in names], color="#0072b2", height=0.6)
    axes.bar_label(bars, [f" {each[name]:,.0f} ms" for name in names])
    axes.set_xscale("log")
    axes.set_xlim(min(each.values()) / 2, max(each.values()) * 3)
    axes.set_xlabel(f"milliseconds for a submission of {ASSIGNMENT} (logarithmic)")
    axes.invert_yaxis()
    axes.spines[["top", "right"]].set_visible(False)
    figure.savefig(path, dpi=120)


if __name__ == "__main__":
    main()
