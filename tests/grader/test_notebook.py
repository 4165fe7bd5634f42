"""The functions of one notebook share a run, and none of them decides what another one is worth."""

import json
from pathlib import Path

import pytest

from grader.notebook import grade

SOURCE = Path(__file__).parents[2] / "exercises/source/4-anonymous/anonymous.ipynb"
POINTS = {
    "anonymous-child-check": 2,
    "zero-device-check": 2,
    "count-together-check": 3,
    "compute-together-check": 3,
}


def _with(**more: str) -> dict:
    """The solved notebook; after the cell of each exercise comes more code."""
    notebook = json.loads(SOURCE.read_text())
    for cell in notebook["cells"]:
        name = cell["metadata"].get("nbgrader", {}).get("grade_id", "").replace("-", "_")
        if name in more:
            cell["source"] = "".join(cell["source"]) + "\n\n" + more[name]
    assert all(text in json.dumps(notebook) for text in map(_first_line, more.values()))
    return notebook


def _first_line(text: str) -> str:
    return text.strip().splitlines()[0]


def _after(function: str, statement: str) -> str:
    """Code that wraps a right solution, to do something more once it has its result."""
    return f"""
_right_{function} = {function}
def {function}(*args):
    result = _right_{function}(*args)
    {statement}
    return result
"""


@pytest.mark.parametrize(
    "statement",
    [
        "import resource; resource.setrlimit(resource.RLIMIT_NOFILE, (4, 4))",
        "import mmap; mmap.mmap = None",
        "import sys; sys.setrecursionlimit(40)",
        "import signal; signal.signal(signal.SIGCHLD, signal.SIG_IGN)",
        "import os; os._exit(0)",
    ],
    ids=["no_descriptors", "no_mmap", "no_recursion", "no_zombies", "exits"],
)
def test_what_one_function_leaves_behind_costs_no_other(stage, statement):
    points = grade(_with(anonymous_child=_after("anonymous_child", statement)), stage)
    others = {name: most for name, most in POINTS.items() if name != "anonymous-child-check"}
    assert {name: points[name] for name in others} == others


def test_a_wrong_function_among_right_ones(stage):
    wrong = "def zero_device(size, produce):\n    return bytes(size)\n"
    assert grade(_with(zero_device=wrong), stage) == {**POINTS, "zero-device-check": 0}


def test_a_wrong_function_does_not_live_on_another_one_s_mapping(stage):
    """It returns right bytes, from a mapping that the function before it has made."""
    kept = """
import mmap, os
def anonymous_child(size, produce, _kept=[]):
    if not _kept:
        _kept.append(mmap.mmap(-1, 1 << 20))
    child = os.fork()
    if child == 0:
        _kept[0][:size] = produce()
        os._exit(0)
    os.waitpid(child, 0)
    return _kept[0][:size]
"""
    same = "zero_device = anonymous_child"
    points = grade(_with(anonymous_child=kept, zero_device=same), stage)
    assert points["anonymous-child-check"] == points["zero-device-check"] == 0
    assert points["compute-together-check"] == 3


FILLS = """
import mmap
import os


def store(memory, produce):
    memory[:] = produce()


def anonymous_child(size, produce):
    with mmap.mmap(-1, size) as memory:
        if os.fork() == 0:
            store(memory, produce)
            os._exit(0)
        os.wait()
        return memory[:]
"""


def test_a_name_that_a_later_cell_gives_to_something_else_costs_nothing(stage):
    """As in a kernel, where each check runs before the cells below it."""
    assert grade(_with(anonymous_child=FILLS, count_together="store = None"), stage) == POINTS
